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
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.build import Report, build, refresh, remove, snapshot
    from kgbuild.demo import demo
    from kgbuild.errors import KgbuildError
    from kgbuild.extraction import Extraction, claims_of
    from kgbuild.graph import ClaimRow, Graph, export, extract, stats, verify, why
    from kgbuild.model import Claim, Conflict, Document, Entity, Fact, Judgement, Mention, Snapshot

__version__ = "0.1.0"

_HOMES = {
    "build": ("Report", "build", "refresh", "remove", "snapshot"),
    "demo": ("demo",),
    "errors": ("KgbuildError",),
    "extraction": ("Extraction", "claims_of"),
    "graph": ("ClaimRow", "Graph", "export", "extract", "stats", "verify", "why"),
    "model": (
        "Claim", "Conflict", "Document", "Entity", "Fact", "Judgement", "Mention", "Snapshot",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


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
    """The package as a module whose public names are imported when they are first asked for.

    So that a command loads what it needs and no more. Importing a submodule sets it as an attribute of its
    package; `kgbuild.extract` and `kgbuild.build` are functions all the same, and the rooms of the same names
    are imported from, never asked for by attribute.
    """

    def __getattr__(self, name: str) -> object:
        if name not in _HOME_OF:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{self.__name__}.{_HOME_OF[name]}"), name)
        super().__setattr__(name, value)
        return value

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME_OF):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
