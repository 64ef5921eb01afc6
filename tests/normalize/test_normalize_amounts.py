"""Amounts of real sentences through the shipped pipeline: the claim has value, unit and bound."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document, ValueArg

TABLE = Path(__file__).resolve().parent.parent / "language" / "amounts.tsv"


def _told(text, nlp):
    extraction = claims_of(Document(id="d-1", source="a.txt", text=text), nlp)
    found = set()
    for claim in extraction.claims:
        qualifiers = claim.qualifiers
        if "figure" in qualifiers:
            found.add((qualifiers["figure"], qualifiers.get("unit"), qualifiers.get("bound", "")))
        for arg in (*claim.subject, *claim.object):
            if isinstance(arg, ValueArg):
                found.add((arg.value, arg.unit, arg.bound))
    return found


def test_sixty_sentences_over_forty_currencies(english):
    """At least 95 % of the sentences give a claim with value, currency and bound."""
    rows = list(csv.DictReader(TABLE.read_text(encoding="utf8").splitlines(), delimiter="\t"))
    assert len(rows) >= 60
    missed = [
        row["text"]
        for row in rows
        if (float(row["value"]), row["unit"], row["bound"] or "") not in _told(row["text"], english)
    ]
    assert len(missed) <= 0.05 * len(rows), missed


@pytest.mark.parametrize(
    ("text", "measure", "value", "unit"),
    [
        ("Arvex bought Lumo for $2.4 billion.", "price", 2.4e9, "USD"),
        ("Arvex holds a 34 per cent stake in Lumo.", "share", 34, "%"),
        ("The flood killed 19 people in Accra.", "deaths", 19, "people"),
        ("The death toll from the flood rose to 27.", "deaths", 27, None),
        ("The court fined Lumo half a million euros.", "fine", 500_000, "EUR"),
        ("Police detained 40 protesters in Lima.", "arrested", 40, "protester"),
    ],
)
def test_what_a_figure_measures_is_noted(english, text, measure, value, unit):
    """Price, share, toll, fine: by the words around the amount."""
    extraction = claims_of(Document(id="d-1", source="a.txt", text=text), english)
    found = [
        (q["measure"], q["figure"], q.get("unit"))
        for c in extraction.claims
        if "figure" in (q := c.qualifiers)
    ]
    assert (measure, value, unit) in found
