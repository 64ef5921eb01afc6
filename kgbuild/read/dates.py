"""Dates as people and programs write them. What cannot be told for sure is no date.

`05/01/2020` is a day in May or in January: nobody can say which, so it is left open unless the order
is given. Dates without a day, and relative ones ("2 hours ago"), are no dates of a document either.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Literal

from kgbuild.english.calendar import MONTHS
from kgbuild.errors import MetadataError

Order = Literal["dmy", "mdy"] | None

MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[789]\d\d|20\d\d)"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?"
_ZONE = (
    r"UTC|GMT|Z|[ECMP][SD]?T|BST|CES?T|EES?T|WES?T|IST|A[EC][SD]T|SGT|HKT|JST|KST|PKT|PHT|MYT|NZD?T|MSK|EAT|SAST|WAT"
    r"|(?:local|eastern|central|pacific)(?:\s+standard|\s+daylight)?\s+time|hrs|hours"
)
CLOCK = re.compile(
    rf"(?:\b(?:at|,|-|\|)\s*)?(?<![\d/.-])(?:{_CLOCK})(?![\d/-]|\.\d)(?:\s*\(?(?:{_ZONE})\)?\b)?(?:\s*(?:UTC|GMT)?[+-]\d{{1,2}}:?\d{{2}})?",
    re.IGNORECASE,
)
LOOSE_ZONE = re.compile(
    rf"(?:\s(?:UTC|GMT)?[+-]\d{{2}}:?\d{{2}}|\s\(?(?:{_ZONE})\)?)+(?=\s|$)", re.I
)
WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s*", re.IGNORECASE
)
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:[T\s_,]+|\s*at\s*)\d.*)?\s*Z?", re.I)
COMPACT = re.compile(
    r"(\d{4})(\d{2})(\d{2})(?:[T\s_-]?\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?\s*\S{0,6})?"
)
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}|\d{16}|\d{19}")
SLASHED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
MONTH_FIRST = re.compile(rf"({MONTH})\s*({DAY})(?:st|nd|rd|th)?[\s,.]+({YEAR})", re.I)
DAY_FIRST = re.compile(
    rf"({DAY})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*({MONTH})[\s,-]*({YEAR}|\d{{2}}|['’]\d{{2}})", re.I
)
YEAR_FIRST = re.compile(rf"({YEAR})[\s,-]+({MONTH})[\s-]*({DAY})", re.I)
EMPTY = frozenset(
    ("", "nan", "nat", "none", "null", "n/a", "na", "-", "--", "unknown", "undefined", "0", "\\n")
)
HINT = "write it as 2022-09-19"


def read_date(value: object, order: Order = None) -> date | None:
    """The day that a value states; None for "nan", "" and their like.

    Text, a date, or seconds, milliseconds … since 1970. Raises MetadataError, saying why, for what is
    no date, has no day, or could be two dates while no `order` is given.

    >>> read_date("Sun, 05 Jan 2020 10:00:00 GMT"), read_date("5/1/20", "dmy"), read_date("nan")
    (datetime.date(2020, 1, 5), datetime.date(2020, 1, 5), None)
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float):
        value = repr(int(value)) if value == value and abs(value) < 1e20 else ""
    text = " ".join(str(value).split())
    if text.casefold() in EMPTY:
        return None
    found = _iso(text) or _epoch(text)
    if found is None:
        found = _worded(_bare(text)) or _slashed(_bare(text), order, text)
    if found is None:
        raise MetadataError(f"{text[:60]!r} is no date ({HINT})")
    return found


def parse_date(text: str, order: Order = None) -> date:
    """As `read_date`, and raises MetadataError where there is no date at all."""
    found = read_date(text, order)
    if found is None:
        raise MetadataError(f"{text[:60]!r} is no date ({HINT})")
    return found


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise MetadataError(f"{text[:60]!r} is no date ({error})") from None


def _iso(text: str) -> date | None:
    found = ISO.fullmatch(text)
    if found:
        return _day(int(found[1]), int(found[3]), int(found[4]), text)
    return None


def _epoch(text: str) -> date | None:
    found = COMPACT.fullmatch(text)
    if found and 1700 <= int(found[1]) <= 2100 and 1 <= int(found[2]) <= 12:
        return _day(int(found[1]), int(found[2]), int(found[3]), text)
    if not EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    while seconds > 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).date()


def _bare(text: str) -> str:
    """The date alone: time of day, zone, weekday and joining words fall away."""
    text = CLOCK.sub(" ", re.sub(r"\s*\([^()]*\)$", "", text))
    text = LOOSE_ZONE.sub(" ", WEEKDAY.sub("", text))
    text = re.sub(r"^(?:on|at)\s+|\s+(?:at|on)$", "", " ".join(text.split()), flags=re.I)
    return text.strip(" ,|-–—()[]")


def _year(text: str) -> int:
    text = text.lstrip("'’")
    if len(text) == 4:
        return int(text)
    short = int(text)
    return short + (2000 if short < 69 else 1900)


def _worded(text: str) -> date | None:
    """Dates whose month is a word."""
    twitter = re.fullmatch(rf"({MONTH})\s+({DAY})\s+({YEAR})", text, re.I)
    for pattern, (year, month, day) in (
        (MONTH_FIRST, (3, 1, 2)),
        (DAY_FIRST, (3, 2, 1)),
        (YEAR_FIRST, (1, 2, 3)),
    ):
        found = twitter if twitter and pattern is MONTH_FIRST else pattern.fullmatch(text)
        if found:
            name = found[month].casefold().rstrip(".")
            return _day(_year(found[year]), MONTHS[name], int(found[day]), text)
    return None


def _slashed(text: str, order: Order, whole: str) -> date | None:
    """Figures alone, the year last: only a part over twelve, or the order given, tells day from month."""
    found = SLASHED.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), _year(found[4])
    if order is None and len(found[4]) == 2 and found[2] == "-":
        raise MetadataError(f"{whole[:40]!r}: year, month and day cannot be told apart ({HINT})")
    if order == "mdy" or (order is None and second > 12 >= first):
        return _day(year, first, second, whole)
    if order == "dmy" or first > 12 or first == second:
        return _day(year, second, first, whole)
    raise MetadataError(
        f"{whole[:40]!r}: day and month cannot be told apart (say which with --dates dmy or --dates mdy)"
    )
