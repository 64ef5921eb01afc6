"""Words that say when, against dates labelled by hand before the rules were run on them."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from kgbuild.model import Basis, Precision, TimeSpan
from kgbuild.normalize.times.expressions import resolve_expression

PHRASES = Path(__file__).parent / "time_phrases.csv"
ROWS = list(csv.DictReader(StringIO(PHRASES.read_text(encoding="utf8"))))


@pytest.mark.parametrize(
    "row", ROWS, ids=[f"{r['phrase']}|{r['published']}|{r['tense']}" for r in ROWS]
)
def test_labelled_phrase(row: dict[str, str]) -> None:
    """The bounds and the grain are those that a reader of the article would write down."""
    anchor = date.fromisoformat(row["published"]) if row["published"] else None
    found = resolve_expression(row["phrase"], anchor, row["tense"])
    assert found.text == row["phrase"]
    assert (str(found.start or ""), str(found.end or ""), str(found.precision or "")) == (
        row["start"],
        row["end"],
        row["precision"],
    )


def test_three_hundred_phrases() -> None:
    """The table is as large as the figure that is quoted from it says."""
    assert len(ROWS) >= 300


@pytest.mark.parametrize(
    ("phrase", "start", "end"),
    [
        ("four days later", date(2022, 9, 18), date(2022, 9, 18)),
        ("two days earlier", date(2022, 9, 10), date(2022, 9, 10)),
        ("the next day", date(2022, 9, 15), date(2022, 9, 15)),
        ("a year later", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_counted_from_another_event(phrase: str, start: date, end: date) -> None:
    """What hangs on another event is dated by that event's time, and marked as inferred."""
    event = TimeSpan("on 12 to 14 September", date(2022, 9, 12), date(2022, 9, 14), Precision.DAY)
    found = resolve_expression(phrase, date(2022, 9, 19), "past", event)
    assert (found.start, found.end, found.basis) == (start, end, Basis.INFERRED)


def test_basis_tells_a_full_date_from_a_relative_one() -> None:
    """A date with its year is explicit; one that leans on the article's date says so."""
    anchor = date(2022, 9, 19)
    assert resolve_expression("on 5 May 2021", anchor).basis is Basis.EXPLICIT
    assert resolve_expression("on 5 May", anchor).basis is Basis.DATELINE


@pytest.mark.parametrize("text", ["", "-", "00:00", "99th of Nowember", "10,000 years ago", "’’"])
def test_nonsense_keeps_its_words(text: str) -> None:
    """Nothing raises, and nothing is guessed."""
    found = resolve_expression(text, date(2022, 9, 19), "past")
    assert found == TimeSpan(text)
