"""Dates from elsewhere: another document's, or another event's."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import Made, days

from kgbuild.assemble.intervals import Interval, apart, common, overlap
from kgbuild.model import Basis, TimeSpan


def _times(made: Made) -> dict[str, TimeSpan | None]:
    return {c.id: c.time for c in made.assemble().claims}


def test_an_undated_article_gets_the_date_of_the_same_event() -> None:
    """ "Last week" stays as words, the bounds come from the dated article."""
    made = Made()
    made.document("dated", "2022-09-19")
    made.claim("dated", "Ada", "MET", "Ben", time=days("2022-09-12", "2022-09-18", "last week"))
    lone = made.claim("undated", "Ben", "MET", "Ada", time=TimeSpan("last week"))
    found = _times(made)[lone.id]
    assert found is not None
    assert (found.text, found.start, found.end) == (
        "last week",
        date(2022, 9, 12),
        date(2022, 9, 18),
    )
    assert found.basis is Basis.CROSS_DOCUMENT


def test_a_dated_article_is_not_dated_by_another() -> None:
    """Its own date is known; a missing time there is no time."""
    made = Made()
    made.document("one", "2022-09-19")
    made.document("two", "2022-09-19")
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-09-18"))
    made.claim("two", "Ada", "MET", "Ben")
    assert _times(made) == {}


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("after the meeting", date(2022, 9, 12), None),
        ("following their meeting", date(2022, 9, 12), None),
        ("days after the meeting", date(2022, 9, 12), None),
        ("prior to the meeting", None, date(2022, 9, 13)),
        ("ahead of the talks", None, date(2022, 9, 13)),
        ("At the meeting", date(2022, 9, 12), date(2022, 9, 13)),
        ("during the long-awaited meeting", date(2022, 9, 12), date(2022, 9, 13)),
        ("after the wedding", None, None),
        ("in the garden", None, None),
    ],
)
def test_words_that_hang_on_an_event(words: str, start: date | None, end: date | None) -> None:
    """The nearest event of that kind told before lends its bounds; one side stays open."""
    made = Made()
    made.document("one", "2022-09-19")
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-09-12", "2022-09-13"))
    told = made.claim("one", "Ada", "ISSUED", "Document:statement", time=TimeSpan(words))
    found = _times(made).get(told.id)
    assert (found.start if found else None, found.end if found else None) == (start, end)


def test_before_a_single_day_ends_the_day_before() -> None:
    """Before Monday's meeting is up to Sunday."""
    made = Made()
    made.claim(made.document("one", "2022-09-19"), "Ada", "MET", "Ben", time=days("2022-09-19"))
    told = made.claim("one", "Ada", "PRAISED", "Ben", time=TimeSpan("before the meeting"))
    found = _times(made)[told.id]
    assert found is not None
    assert found.end == date(2022, 9, 18)


def test_the_first_meeting_since() -> None:
    """Not met before the meeting that is told as the first: up to the day before it."""
    made = Made()
    made.document("one", "2022-09-19")
    sentence = "It was the first time they met since spring."
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-09-12", "2022-09-18"))
    told = made.claim("one", ["Ada", "Ben"], "MET", polarity="negated", sentence=sentence)
    found = _times(made)[told.id]
    assert found is not None
    assert (found.start, found.end, found.basis) == (None, date(2022, 9, 11), Basis.INFERRED)


A, B, C = (date(2022, 5, d) for d in (1, 5, 9))


@pytest.mark.parametrize(
    ("left", "right", "slack", "same"),
    [
        (Interval(A, B), Interval(B, C), 0, True),
        (Interval(A, A), Interval(B, C), 0, False),
        (Interval(A, A), Interval(B, C), 4, True),
        (Interval(None, A), Interval(B, None), 0, False),
        (Interval(None, B), Interval(A, None), 0, True),
        (Interval(), Interval(A, A), 0, True),
        (Interval(None, date.max), Interval(date.max, None), 9, True),
    ],
)
def test_overlap(left: Interval, right: Interval, slack: int, same: bool) -> None:
    """Open sides reach everywhere; the calendar's last day does not overflow."""
    assert overlap(left, right, slack) is same
    assert overlap(right, left, slack) is same
    assert apart(left, right, slack) is not same


def test_common_days() -> None:
    """The days of both; of two that only touch, the shorter."""
    assert common(Interval(A, C), Interval(B, None)) == Interval(B, C)
    assert common(Interval(A, A), Interval(B, C)) == Interval(A, A)
