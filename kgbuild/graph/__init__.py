"""A graph as people use it: opened from its folder, listed, compared, watched, exported."""

from kgbuild.graph.formats import EXCHANGE_FORMATS, FORMATS, RDF_FORMATS
from kgbuild.graph.graph import (
    ClaimRow,
    Graph,
    TimeRow,
    changes,
    conflicts,
    export,
    extract,
    sources,
    stats,
    timeline,
    verify,
    why,
)

__all__ = [
    "EXCHANGE_FORMATS",
    "FORMATS",
    "RDF_FORMATS",
    "ClaimRow",
    "Graph",
    "TimeRow",
    "changes",
    "conflicts",
    "export",
    "extract",
    "sources",
    "stats",
    "timeline",
    "verify",
    "why",
]
