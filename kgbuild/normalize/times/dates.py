"""Rules for dates: today, 14 July, Monday, since, until, from X to Y."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from kgbuild.english.calendar import MONTHS, WEEKDAYS
from kgbuild.model import Basis, Precision
from kgbuild.normalize.times.calendar import (
    UNKNOWN,
    Found,
    Parts,
    add_months,
    day,
    read_parts,
    resolve_parts,
    weekday,
    years,
)
from kgbuild.normalize.times.setting import RELATIVE, Setting
from kgbuild.normalize.times.words import FIXED_DAYS, KNOWN_DAYS, LAST, NEXT, OFFSETS, THIS

OPENERS = frozenset(
    {"since", "from", "starting", "beginning", "until", "till", "til", "by", "through", "up to"}
    | {"before", "prior to", "ahead of", "after", "following"}
)

GRAINS = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.YEAR)


def fixed_offset(words: list[str], setting: Setting) -> Found | None:
    """Today, yesterday, tonight, currently, overnight."""
    offset = (
        OFFSETS.get(" ".join(words))
        or OFFSETS.get("at " + " ".join(words))
        or OFFSETS.get("at the " + " ".join(words))
    )
    if offset is None:
        return None
    if setting.anchor is None:
        return UNKNOWN
    start, end = (setting.anchor + timedelta(days=d) for d in offset)
    return Found(start, end, Precision.DAY, RELATIVE)


def known_day(words: list[str], setting: Setting) -> Found | None:
    """Christmas Eve, New Year's Day, 9/11; with or without a year."""
    joined = " ".join(words)
    if "".join(words) in KNOWN_DAYS:
        return day(date(*KNOWN_DAYS["".join(words)]), Basis.EXPLICIT)
    for name, (number, of_month) in FIXED_DAYS.items():
        if joined == name:
            return resolve_parts(Parts(of_month, number), setting.anchor, setting.tense)
        rest = joined.removeprefix(name + " ").removeprefix("in ")
        if joined.startswith(name + " ") and rest.isdigit() and len(rest) == 4:
            return resolve_parts(Parts(of_month, number, int(rest)), None, "")
        which = joined.removesuffix(" " + name)
        if joined.endswith(" " + name) and setting.anchor and which in ("last", "next", "this"):
            tense = {"last": "past", "next": "future", "this": setting.tense}[which]
            return resolve_parts(Parts(of_month, number), setting.anchor, tense)
    return None


def half_open(words: list[str], setting: Setting) -> Found | None:
    """Since, until, by, before, after: one side is open."""
    first, rest = words[0], words[1:]
    if words[:2] == ["prior", "to"] or words[:2] == ["ahead", "of"] or words[:2] == ["up", "to"]:
        first, rest = " ".join(words[:2]), words[2:]
    if words[:2] == ["ever", "since"]:
        first, rest = "since", words[2:]
    if words[:2] in (["as", "of"], ["as", "from"], ["starting", "from"]):
        first, rest = "since", words[2:]
    if not rest or first not in OPENERS:
        return None
    if first == "from" and ("to" in rest or "-" in rest or "until" in rest or "through" in rest):
        return None
    inner = setting.read(rest)
    if inner is None:
        return None
    if words[:2] == ["as", "of"] and _is_over(inner, setting):
        return inner
    if first in ("since", "from", "starting", "beginning"):
        if inner.start is None:
            return UNKNOWN
        return Found(inner.start, None, inner.precision, inner.basis)
    if first in ("after", "following"):
        if inner.end is None:
            return UNKNOWN
        return Found(inner.end + timedelta(days=1), None, inner.precision, inner.basis)
    if first in ("before", "prior to", "ahead of"):
        if inner.start is None:
            return UNKNOWN
        return Found(None, inner.start - timedelta(days=1), inner.precision, inner.basis)
    return Found(None, inner.end, inner.precision, inner.basis) if inner.end else UNKNOWN


def _is_over(inner: Found, setting: Setting) -> bool:
    """ "As of Wednesday, twenty were dead": a day that is over is when it stood so, a day to come begins it."""
    anchor, day = setting.anchor, inner.precision is Precision.DAY
    over = anchor is not None and inner.end is not None and inner.end <= anchor
    return day and over and setting.tense != "future"


def numeric(words: list[str], setting: Setting) -> Found | None:
    """2022-07-26, 26/07/2022; 03/04/2022 is two days and stays unknown."""
    if len(words) != 5 or words[1] not in ("-", "/"):
        return None
    parts = read_parts(words)
    if parts is None:
        return None
    return UNKNOWN if parts.month is None else resolve_parts(parts, setting.anchor, setting.tense)


def between(words: list[str], setting: Setting) -> Found | None:
    """From X to Y, between X and Y, July 14-24, 1990-1995, 2021/22."""
    body = words[1:] if words[0] in ("from", "between") else words
    for index, word in enumerate(body):
        joins = ("to", "-", "until", "till", "through", "and", "/", "&")
        if word not in joins or not 0 < index < len(body) - 1:
            continue
        left, right = body[:index], body[index + 1 :]
        found = _year_pair(left, word, right) or _two_dates(left, right, setting)
        if found is not None:
            return found
    return None


def _year_pair(left: list[str], join: str, right: list[str]) -> Found | None:
    """2021-22, 2021/2022, 1990 to 1995."""
    left = [
        w for w in left if w not in ("the", "in", "fiscal", "financial", "year", "season", "budget")
    ]
    right = [
        w for w in right if w not in ("fiscal", "financial", "year", "season", "academic", "school")
    ]
    if len(left) != 1 or len(right) != 1 or not (left[0] + right[0]).isdigit() or len(left[0]) != 4:
        return None
    if join in ("and", "&") and len(right[0]) != 4:
        return None
    if len(right[0]) == 4:
        return years(int(left[0]), int(right[0]), Basis.EXPLICIT)
    if len(right[0]) <= 2 and join in ("-", "/"):
        full = int(left[0][: 4 - len(right[0])] + right[0])
        return years(int(left[0]), full, Basis.EXPLICIT)
    return None


def _two_dates(left: list[str], right: list[str], setting: Setting) -> Found | None:
    """From one date to the other; what one leaves out (a month, a year) it has from the other."""
    one, two = _parts_of_range(left, right)
    if one is not None and two is not None:
        if one.month and one.day and two == Parts(day=None, month=None, year=two.year):
            return None
        a = resolve_parts(one, setting.anchor, setting.tense)
        later = a.start and setting.anchor and a.start > setting.anchor
        b = resolve_parts(two, setting.anchor, "future" if later else setting.tense)
    else:
        first, second = setting.read(left), setting.read(right)
        if first is None or second is None:
            return None
        a, b = first, second
    if a.start is None or b.end is None:
        return UNKNOWN
    if b.end < a.start and b.basis is RELATIVE and two is not None and two.year is None:
        b = replace(b, end=add_months(b.end, 12))  # "from November to February"
    if b.end is None or b.end < a.start:
        return UNKNOWN
    basis = a.basis if a.basis is RELATIVE else b.basis
    return Found(a.start, b.end, max_grain(a.precision, b.precision), basis)


def _parts_of_range(left: list[str], right: list[str]) -> tuple[Parts | None, Parts | None]:
    """Days, months and years of "3 to 5 June", "June 23 - 24, 2021"; None for a side that is no written date."""
    one, two = read_parts(left), read_parts(right)
    if two is None and one is not None and one.month is not None and len(right) == 2:
        # "23-24, 2021": the second day has the first one's month
        two = read_parts([next((w for w in left if w in MONTHS), ""), *right])
    if one is None or two is None:
        return one, two
    if two.month is None and two.day is not None:
        two = replace(two, month=one.month)
    if one.month is None and one.day is not None:
        one = replace(one, month=two.month)
    return replace(one, year=one.year or two.year), two


def max_grain(left: Precision | None, right: Precision | None) -> Precision | None:
    """The coarser of two grains."""
    known = [g for g in (left, right) if g is not None]
    return max(known, key=GRAINS.index, default=None)


def calendar(words: list[str], setting: Setting) -> Found | None:
    """A calendar date, with or without its year: "14 July", "July 2022", "2019", "March this year"."""
    body = words[1:] if words[0] == "in" else words
    if len(body) > 2 and body[-1] == "year" and body[-2] in THIS | LAST | NEXT | {"same"}:
        whole, parts = setting.read(body[-2:]), read_parts(body[:-2])
        if parts is None or parts.month is None:
            return None
        if whole is None or whole.start is None:
            return UNKNOWN
        return replace(
            resolve_parts(replace(parts, year=whole.start.year), None, ""), basis=RELATIVE
        )
    which = body[0] if body and body[0] in LAST | NEXT | THIS | {"past"} else ""
    if which:
        body = body[1:]
    parts = read_parts(body)
    if parts is None:
        return None
    if (
        parts.day is not None
        and parts.month is None
        and not any(w[-2:] in ("st", "nd", "rd", "th") for w in body)
    ):
        return None  # a bare number is no date
    if parts.year is None and parts.month is not None and which and setting.anchor:
        return _which_month(parts, which, setting.anchor, setting.tense)
    return resolve_parts(parts, setting.anchor, setting.tense)


def _which_month(parts: Parts, which: str, anchor: date, tense: str) -> Found:
    """Last February is the one before today's month, next February the one after it."""
    if which in THIS:
        return resolve_parts(replace(parts, year=anchor.year), None, "")
    options = [resolve_parts(replace(parts, year=anchor.year + d), None, "") for d in (-1, 0, 1)]
    options = [replace(o, basis=RELATIVE) for o in options if o.start is not None]
    if which in NEXT:
        later = [o for o in options if o.start is not None and o.start > anchor]
        return later[0] if later else UNKNOWN
    before = [o for o in options if o.end is not None and o.end < anchor]
    return before[-1] if before else UNKNOWN


def day_of_week(words: list[str], setting: Setting) -> Found | None:
    """Monday, last Monday, Tuesday last week, Wednesday of next week, early on Friday."""
    body = [w for w in words if w not in _AROUND_DAYS]
    named = [w for w in body if w in WEEKDAYS]
    if len(named) != 1:
        return None
    rest = [w for w in body if w != named[0]]
    number = WEEKDAYS[named[0]]
    for when, make in WEEKDAYS_BY:
        if when(rest):
            return make(number, rest, setting)
    return None


_AROUND_DAYS = frozenset({"on", "of", "the", "early", "late", "earlier", "later", "in"})


def _of_week(number: int, rest: list[str], setting: Setting) -> Found | None:
    """Tuesday last week."""
    if setting.anchor is None:
        return UNKNOWN
    inner = setting.read(rest)
    if inner is None or inner.start is None or rest[-1] == "month":
        return None
    return day(inner.start + timedelta(days=number), RELATIVE)


def _week_ago(number: int, _rest: list[str], setting: Setting) -> Found | None:
    """Tuesday a week ago."""
    if setting.anchor is None:
        return None
    return weekday(number, setting.anchor - timedelta(days=7), "past")


def _pointed(number: int, rest: list[str], setting: Setting) -> Found | None:
    """Tuesday, last Tuesday, this coming Tuesday, this past Tuesday."""
    if setting.anchor is None:
        return UNKNOWN
    following = any(w in NEXT for w in rest)
    if any(w in LAST for w in rest) or rest == ["past"]:
        return weekday(number, setting.anchor, setting.tense, "last")
    if following and "this" not in rest[:1]:
        return weekday(number, setting.anchor, setting.tense, "next")
    tense = "past" if "past" in rest else "future" if following else setting.tense
    return weekday(number, setting.anchor, tense)


WEEKDAYS_BY: tuple[
    tuple[
        Callable[[list[str]], bool],
        Callable[[int, list[str], Setting], Found | None],
    ],
    ...,
] = (
    (lambda rest: 0 < len(rest) <= 2 and rest[-1] in ("week", "month"), _of_week),
    (lambda rest: rest[-2:] == ["week", "ago"] or rest[:2] == ["a", "week"], _week_ago),
    (lambda rest: all(w in LAST | NEXT | THIS | {"past"} for w in rest), _pointed),
)
"""What the words beside a day of the week say: the first case that holds."""
