"""Knowledge graphs from news that can be trusted: every edge leads to its sentence and speaker.

>>> import kgbuild
>>> kgbuild.build(["articles/"], graph="graph")          # doctest: +SKIP
>>> kgbuild.why("Anna Adler", "Boris Becker")            # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"


from kgbuild.build import Report, build, refresh, remove, snapshot
from kgbuild.demo import demo
from kgbuild.errors import KgbuildError
from kgbuild.graph import Graph, export, stats, verify, why
from kgbuild.model import Claim, Conflict, Document, Entity, Fact, Judgement, Mention, Snapshot


def load_english() -> Language:
    """The shipped English pipeline, an ordinary spaCy Language; spaCy is imported only now."""
    from kgbuild import language

    return language.load_english()


__all__ = [
    "Claim",
    "Conflict",
    "Document",
    "Entity",
    "Fact",
    "Graph",
    "Judgement",
    "KgbuildError",
    "Mention",
    "Report",
    "Snapshot",
    "__version__",
    "build",
    "demo",
    "export",
    "load_english",
    "refresh",
    "remove",
    "snapshot",
    "stats",
    "verify",
    "why",
]
