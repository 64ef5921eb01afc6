"""A graph as people use it: opened from its folder, listed, compared, watched, exported."""

from typing import TYPE_CHECKING

from kgbuild.graph.formats import EXCHANGE_FORMATS, FORMATS, RDF_FORMATS

if TYPE_CHECKING:
    from kgbuild.graph.graph import (
        Graph,
        changes,
        conflicts,
        export,
        extract,
        sources,
        stats,
        timeline,
        verify,
        view,
        why,
    )
    from kgbuild.graph.rows import ClaimRow, TimeRow

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
    "view",
    "why",
]


def __getattr__(name: str) -> object:
    """What is asked for; `kgbuild --help`, which only wants the formats, loads no more."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kgbuild.graph import graph, rows

    return getattr(rows if name in ("ClaimRow", "TimeRow") else graph, name)
