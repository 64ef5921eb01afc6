"""Kindred relations: the table of those whose claims may report one fact in other words.

A row (kindred.csv) gives a relation its family, what the family is anchored on (the subject, or the
voice: who says or does the describing), words that the claim must hold to count as kin, and whether a
head of state speaks for the state there. Relations without a row are a family of their own.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.model import Claim


@dataclass(frozen=True, slots=True)
class Kindred:
    """One row: `words` empty means that every claim of the relation counts."""

    relation: str
    family: str
    anchor: str
    words: tuple[str, ...]
    leader: bool
    why: str


@cache
def kindred() -> Mapping[str, Kindred]:
    """The shipped table, by relation; raises VocabularyError where a row breaks the rules."""
    text = files("kgbuild.assemble.joining").joinpath("kindred.csv").read_text(encoding="utf8")
    rows: dict[str, Kindred] = {}
    for row in csv.DictReader(StringIO(text)):
        name = row["relation"]
        if name not in vocabulary().relations:
            raise VocabularyError(f"kindred.csv: {name!r} is no relation")
        if row["anchor"] not in ("subject", "voice"):
            raise VocabularyError(f"kindred.csv: {name} is anchored on neither subject nor voice")
        words = tuple(w.strip() for w in row["words"].split(";") if w.strip())
        rows[name] = Kindred(
            name, row["family"], row["anchor"], words, row["leader"] == "yes", row["why"]
        )
    return MappingProxyType(rows)


def family_of(claim: Claim) -> Kindred | None:
    """The claim's row, where the claim holds one of the words that the row asks for."""
    row = kindred().get(claim.relation or "")
    if row is None or not row.words:
        return row
    said = " ".join(
        (
            claim.predicate,
            *(str(claim.qualifiers[k]) for k in sorted(claim.qualifiers)),
            claim.evidence.text,
        )
    ).casefold()
    return row if any(word in said for word in row.words) else None
