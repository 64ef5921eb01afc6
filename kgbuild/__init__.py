"""Knowledge graphs from news that can be trusted: every edge leads to its sentence and speaker.

>>> import kgbuild
>>> rows = kgbuild.extract("Huawei was sanctioned by Washington.")
>>> rows[0]["says"]
'Government of the United States – sanctioned – Huawei'
>>> kgbuild.build("articles/", graph="graph")            # doctest: +SKIP
>>> kgbuild.why("Anna Adler", "Boris Becker")            # doctest: +SKIP
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__version__ = "0.1.0"


from kgbuild.build import Report, build, refresh, remove, snapshot
from kgbuild.demo import demo
from kgbuild.errors import KgbuildError
from kgbuild.extraction import Extraction, claims_of
from kgbuild.graph import ClaimRow, Graph, export, extract, stats, verify, why
from kgbuild.model import Claim, Conflict, Document, Entity, Fact, Judgement, Mention, Snapshot


def load_english() -> Language:
    """The shipped English pipeline, an ordinary spaCy Language; spaCy is imported only now."""
    from kgbuild import language

    return language.load_english()


__all__ = [
    "Claim",
    "ClaimRow",
    "Conflict",
    "Document",
    "Entity",
    "Extraction",
    "Fact",
    "Graph",
    "Judgement",
    "KgbuildError",
    "Mention",
    "Report",
    "Snapshot",
    "__version__",
    "build",
    "claims_of",
    "demo",
    "export",
    "extract",
    "load_english",
    "refresh",
    "remove",
    "snapshot",
    "stats",
    "verify",
    "why",
]


class _Package(ModuleType):
    """The package as a module whose public functions stay what they are.

    Importing a submodule sets it as an attribute of its package; `kgbuild.extract` and `kgbuild.build` are
    functions, and the rooms of the same names are imported from, never asked for by attribute.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and callable(self.__dict__.get(name))):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
