"""Figures that differ: of people hurt, killed or present, or of money, and of one unit only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.query.sifting.words import listed, names, once, text, verb, year

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

COUNTED = frozenset({"deaths", "injured", "amount"})
"""Qualifiers that say by themselves what is counted."""

ALONE: dict[str, object] = {"other": None, "other_sentence": None, "other_source": None}

DIGITS = re.compile(r"\d[\d.,]*")


def numbers(rows: list[Row]) -> list[Row]:
    """Pairs of figures for one thing in one year and unit, not in one speaker's sentence; spans of one statement."""
    alike = (row for row in rows if _comparable(row) and not _of_two(row))
    found = once(alike, "claim", "other", "low", "high")
    pairs = [row for row in found if not _is_span(row)]
    spans = [row | ALONE for row in found if _is_span(row)]
    # Of the claims of one sentence that have its span the one about what is counted stands for all.
    spans.sort(key=lambda row: (not DIGITS.search(text(row, "subject")), text(row, "claim")))
    return pairs + once(spans, "sentence", "source", "low", "high")


def _is_span(row: Row) -> bool:
    """Whether both figures are one statement's: from how much to how much."""
    return text(row, "claim") == text(row, "other")


def _of_two(row: Row) -> bool:
    """Whether two figures are of two events, or of two things that one speaker tells in one sentence."""
    if _is_span(row):
        return False
    told = {year(row), year(row, "other_start", "other_reported")} - {""}
    if len(told) > 1 or not _of_one_act(row):
        return True
    pairs = (
        ("sentence", "other_sentence"),
        ("source", "other_source"),
        ("speaker", "other_speaker"),
    )
    return all(text(row, one) == text(row, other) for one, other in pairs)


def _of_one_act(row: Row) -> bool:
    """Whether both are told under one relation, or one verb where none is known, or one measure: a price, a toll."""
    if text(row, "measure"):
        return True
    relations = {text(row, "relation"), text(row, "other_relation")}
    if len(relations - {""}) == 1 and not relations & listed("no_relation"):
        return True
    return len({verb(row), verb(row, "other_words")} - {""}) <= 1


def _of_one_by_name(row: Row) -> bool:
    """Whether the one who was killed or hurt has a name: no number beside it counts them."""
    return text(row, "relation") in listed("hurting") and any(
        names(row, column) and not DIGITS.search(text(row, column))
        for column in ("object", "other_object")
    )


def _comparable(row: Row) -> bool:
    # The embedded store names a qualifier by its IRI, Neo4j by its property.
    figure = text(row, "figure").rpartition("#")[2].removeprefix("q_")
    unit = text(row, "unit").casefold()
    if text(row, "measure") in listed("measured_alike") and figure == "figure":
        return True  # one price, share or toll of one thing, however the two put its unit
    if not _is_span(row) and _of_one_by_name(row):
        return False
    if unit in listed("no_toll") or text(row, "measure") in listed("no_toll_measures"):
        return False
    if _is_span(row):
        return True
    if figure in COUNTED:
        return True
    if unit:
        return unit == text(row, "other_unit").casefold()
    # A number without a unit: it must stand with what it counts, which is the same word in both.
    told = [text(row, column) for column in ("object", "other_object")]
    one, other = (DIGITS.sub("", object_).split()[-1:] for object_ in told)
    return all(map(DIGITS.search, told)) and bool(one) and one == other
