"""Figures of one thing held against each other across wordings and relations."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from made_claims import Made

from kgbuild.build import build
from kgbuild.graph import Graph

WORDINGS = Path(__file__).resolve().parent / "wordings.tsv"


@pytest.fixture
def made() -> Made:
    return Made()


def _price(
    made: Made, document: str, buyer: str, target: str, figure: float, **more: object
) -> None:
    published = more.pop("published", "2024-03-05")
    made.document(document, published=str(published))
    qualifiers = {"measure": "price", "figure": figure, "unit": "USD", **more}
    made.claim(document, f"Company:{buyer}", "ACQUIRED", f"Company:{target}", qualifiers=qualifiers)


def test_fifteen_wordings_of_prices_shares_and_tolls(tmp_path):
    """Two outlets tell one price, share or toll in unlike words: at least 13 of 15 conflicts, and the query's rows."""
    rows = list(csv.DictReader(WORDINGS.read_text(encoding="utf8").splitlines(), delimiter="\t"))
    folder = tmp_path / "articles"
    folder.mkdir()
    for i, row in enumerate(rows):
        for side, paper in (("one", "The First"), ("two", "The Second")):
            head = f"date: {row['published']}\npublisher: {paper}\n\n"
            (folder / f"{i:02}-{side}.txt").write_text(f"{head}{row[side]}\n", encoding="utf8")
    build([folder], graph=tmp_path / "graph", jobs=1)
    graph = Graph.open(tmp_path / "graph")
    source = {c.id: graph.documents[c.document].source for c in graph.snapshot.claims}
    in_conflicts = {
        tuple(sorted({source[c] for c in conflict.claims}))
        for conflict in graph.snapshot.conflicts
        if conflict.field == "number"
    }
    in_rows = {tuple(sorted((r["source"], r["other_source"]))) for r in graph.query("numbers")}
    pairs = {(f"{i:02}-one.txt", f"{i:02}-two.txt") for i in range(len(rows))}
    assert len(pairs & in_conflicts) >= 13, pairs - in_conflicts
    assert len(pairs & in_rows) >= 13, pairs - in_rows
    assert in_conflicts <= pairs


def test_a_price_is_shown_with_its_unit(made: Made) -> None:
    """The detail tells measure, both figures with the unit, and who tells them."""
    _price(made, "one", "Varde", "Orlan", 2.4e9)
    _price(made, "two", "Varde", "Orlan", 2.1e9)
    details = [c.detail for c in made.conflicts() if c.field == "number"]
    assert details == ["price: 2,100,000,000 USD (two.txt), 2,400,000,000 USD (one.txt)"]


def test_a_bound_that_holds_the_other_figure_is_another_grain(made: Made) -> None:
    """At least two billion and 2.4 billion fit together."""
    _price(made, "one", "Varde", "Orlan", 2.4e9)
    _price(made, "two", "Varde", "Orlan", 2e9, bound="at least")
    assert [c.kind for c in made.conflicts() if c.field == "number"] == ["granularity"]


@pytest.mark.parametrize(
    ("buyer", "target", "figure", "published"),
    [
        ("Varde", "Kern", 2.1e9, "2024-03-05"),
        ("Varde", "Orlan", 2.1e9, "2021-03-05"),
        ("Varde", "Orlan", 2.4e9, "2024-03-05"),
        ("Varde", "Orlan", 2.412e9, "2024-03-05"),
    ],
)
def test_prices_that_are_not_compared(made: Made, buyer, target, figure, published) -> None:
    """Another thing, another year, the same figure, and the same with more digits are no conflict."""
    _price(made, "one", "Varde", "Orlan", 2.4e9)
    _price(made, "two", buyer, target, figure, published=published)
    assert [c for c in made.conflicts() if c.field == "number"] == []
