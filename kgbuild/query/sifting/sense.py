"""Rules of sense: whose subject is somebody after all, by the noun that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english.tables import table
from kgbuild.query.sifting.words import listed, noun_of, text

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

OF_TYPE = "the subject is of type "
"""How the reason begins where only the type of the subject speaks against a statement."""

BROKEN = "a rule of sense is broken"
MISFIT = "a type does not fit its relation"
"""Why a statement is checked first."""

TYPES = (OF_TYPE, "the object is of type ")

WORD_ONLY = "the subject is only a word"

CLASSES = ("office", "member", "employee", "representative")
"""Of the nouns of roles, those that name people whatever stands behind them."""


def doubtful(rows: list[Row]) -> list[Row]:
    """Broken rules, and types that do not fit, but for subjects that a noun names as somebody."""
    return [
        row | {"kind": MISFIT if text(row, "reason").startswith((*TYPES, WORD_ONLY)) else BROKEN}
        for row in rows
        if not _fits_after_all(row) and (not _is_word(row) or _tells_nothing(row))
    ]


def _is_word(row: Row) -> bool:
    return text(row, "reason").startswith(WORD_ONLY)


def _tells_nothing(row: Row) -> bool:
    """Whether a subject is a notion that can neither say nor give: "a need", "the reason for this", "trust"."""
    noun = noun_of(text(row, "subject"), "of|from|in|at|within|for|behind|to")
    return noun in listed("notions") or noun.removesuffix("s") in listed("notions")


def _fits_after_all(row: Row) -> bool:
    """Whether a type alone speaks against it: of a plan or a chance, or of what a noun names as people or a body."""
    if not text(row, "reason").startswith(TYPES):
        return False
    is_subject = text(row, "reason").startswith(OF_TYPE)
    return text(row, "modality") != "actual" or (is_subject and is_somebody(row))


def is_somebody(row: Row) -> bool:
    """Whether the noun of the subject names people or a body."""
    noun = noun_of(text(row, "subject"), "of|from|in|at|within|for")
    nouns = listed("somebody_heads").union(*(table("role_nouns")[name] for name in CLASSES))
    return noun in nouns or noun.removesuffix("s") in nouns
