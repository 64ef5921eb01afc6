"""Calendar dates and spans: days, weeks, months, quarters, years; and which of several is meant.

A date without a year, or a weekday, means the nearest one that the tense allows: past news looks back,
announcements look ahead. An impossible date (31 February) has no bounds.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kgbuild.english.calendar import MONTHS, WEEKDAYS
from kgbuild.model import Basis, Precision

FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Found:
    """Bounds (inclusive; None is open or unknown) with grain and basis."""

    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    basis: Basis | None = None


UNKNOWN = Found()


@dataclass(frozen=True, slots=True)
class Parts:
    """A calendar date as written; what is None was not said."""

    day: int | None = None
    month: int | None = None
    year: int | None = None


def day(value: date, basis: Basis) -> Found:
    """One day."""
    return Found(value, value, Precision.DAY, basis)


def week(value: date, basis: Basis) -> Found:
    """The ISO week (Monday to Sunday) that holds the day."""
    start = value - timedelta(days=value.weekday())
    return Found(start, start + timedelta(days=6), Precision.WEEK, basis)


def month(year: int, number: int, basis: Basis) -> Found:
    """A calendar month; the number may run over (0 is December of the year before)."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = monthrange(year, number)[1]
    return Found(date(year, number, 1), date(year, number, last), Precision.MONTH, basis)


def quarter(year: int, number: int, basis: Basis) -> Found:
    """A calendar quarter; the number may run over."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = month(year, 3 * number - 2, basis), month(year, 3 * number, basis)
    return Found(first.start, last.end, Precision.QUARTER, basis)


def years(first: int, last: int, basis: Basis) -> Found:
    """Whole calendar years."""
    if not (1 <= first <= 9999 and 1 <= last <= 9999) or last < first:
        return UNKNOWN
    return Found(date(first, 1, 1), date(last, 12, 31), Precision.YEAR, basis)


def add_months(value: date, count: int) -> date:
    """The same day some months on, or the month's last one."""
    index = value.year * 12 + value.month - 1 + count
    year, number = index // 12, index % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, number, min(value.day, monthrange(year, number)[1]))


def read_parts(words: list[str]) -> Parts | None:
    """Read "14 July 2022", "July 14", "July", "2022", "26/07/2022", "2022-07-26", a weekday before it.

    None for what is no calendar date; days and months that do not exist are read all the same.
    """
    words = [w for w in words if w not in ("the", "of", "on", "in", "day", "year", "month")]
    if words and words[0] in WEEKDAYS and len(words) > 1:
        words = words[1:]
    numeric = _numeric(words)
    if numeric is not None:
        return numeric
    parts = Parts()
    for word in words:
        if word in MONTHS and parts.month is None:
            parts = replace(parts, month=MONTHS[word])
        elif _ordinal(word) is not None and parts.day is None:
            parts = replace(parts, day=_ordinal(word))
        elif word.isdigit() and len(word) == 4 and parts.year is None:
            parts = replace(parts, year=int(word))
        elif word.isdigit() and len(word) <= 2 and parts.day is None:
            parts = replace(parts, day=int(word))
        else:
            return None
    if parts == Parts() or (
        parts.day is not None and parts.month is None and parts.year is not None
    ):
        return None
    if parts.year is not None and not FIRST_YEAR <= parts.year <= LAST_YEAR:
        return None
    return parts


def _ordinal(word: str) -> int | None:
    if len(word) > 2 and word[:-2].isdigit() and word[-2:] in ("st", "nd", "rd", "th"):
        return int(word[:-2])
    return None


def _numeric(words: list[str]) -> Parts | None:
    if len(words) != 5 or words[1] != words[3] or words[1] not in "/-":
        return None
    if not all(w.isdigit() for w in words[::2]):
        return None
    one, two, three = (int(w) for w in words[::2])
    if len(words[0]) == 4:
        return Parts(three, two, one)
    if len(words[4]) != 4:
        return None
    if one > 12:
        return Parts(one, two, three)
    if two > 12:
        return Parts(two, one, three)
    # 03/04/2022 is two days: the words are kept, the day is not guessed. The same figure twice is safe.
    return Parts(one, two, three) if one == two else Parts(None, None, three)


def resolve_parts(parts: Parts, anchor: date | None, tense: str) -> Found:
    """Bounds of a calendar date; what was not said comes from the anchor and the tense."""
    if parts.year is not None:
        return _at(parts, parts.year, Basis.EXPLICIT)
    if anchor is None or (parts.month is None and parts.day is None):
        return UNKNOWN
    if parts.month is None:
        return _day_of_month(parts.day or 0, anchor, tense)
    options = [
        found
        for year in (anchor.year - 1, anchor.year, anchor.year + 1)
        if (found := _at(parts, year, Basis.DATELINE)).start is not None
    ]
    return choose(options, anchor, tense)


def choose(options: list[Found], anchor: date, tense: str) -> Found:
    """The option that the tense allows and that lies nearest; past ones may hold the anchor itself."""
    past = [o for o in options if o.start is not None and o.start <= anchor]
    ahead = [o for o in options if o.end is not None and o.end >= anchor]
    if tense == "past" and past:
        return past[-1]
    if tense == "future" and ahead:
        return ahead[0]
    return min(options, key=lambda o: _gap(o, anchor), default=UNKNOWN)


def _gap(found: Found, anchor: date) -> tuple[int, int]:
    assert found.start is not None and found.end is not None
    if found.start <= anchor <= found.end:
        return 0, 0
    if found.end < anchor:
        return (anchor - found.end).days, 0
    return (found.start - anchor).days, 1


def _at(parts: Parts, year: int, basis: Basis) -> Found:
    if parts.month is None:
        return years(year, year, basis) if parts.day is None else UNKNOWN
    if not 1 <= parts.month <= 12:
        return UNKNOWN
    if parts.day is None:
        return month(year, parts.month, basis)
    try:
        return day(date(year, parts.month, parts.day), basis)
    except ValueError:  # 31 February, 29 February of a common year
        return UNKNOWN


def _day_of_month(number: int, anchor: date, tense: str) -> Found:
    options = []
    for step in (-1, 0, 1):
        first = add_months(anchor.replace(day=1), step)
        if 1 <= number <= monthrange(first.year, first.month)[1]:
            options.append(day(first.replace(day=number), Basis.DATELINE))
    return choose(options, anchor, tense)


def weekday(number: int, anchor: date, tense: str, which: str = "") -> Found:
    """A day of the week: last one, next one, or the one that the tense means (today counts)."""
    back = (anchor.weekday() - number) % 7
    ahead = (number - anchor.weekday()) % 7
    if which == "last":
        moved = -(back or 7)
    elif which == "next":
        moved = ahead or 7
    elif tense == "future":
        moved = ahead
    else:
        moved = -back
    return day(anchor + timedelta(days=moved), Basis.DATELINE)
