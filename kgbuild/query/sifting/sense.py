"""Rules of sense: whose subject is somebody after all, by the noun that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english.tables import table
from kgbuild.query.sifting.words import listed, noun_of, text

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

OF_TYPE = "the subject is of type "
"""How the reason begins where only the type of the subject speaks against a statement."""

CLASSES = ("office", "member", "employee", "representative")
"""Of the nouns of roles, those that name people whatever stands behind them."""


def implausible(rows: list[Row]) -> list[Row]:
    """Leaves out subjects that a noun names as people or a body ("local councilors"), whatever their type."""
    return [row for row in rows if not (text(row, "reason").startswith(OF_TYPE) and _somebody(row))]


def _somebody(row: Row) -> bool:
    noun = noun_of(text(row, "subject"), "of|from|in|at|within|for")
    nouns = listed("somebody_heads").union(*(table("role_nouns")[name] for name in CLASSES))
    return noun in nouns or noun.removesuffix("s") in nouns
