"""Words that say when, to a TimeSpan: `resolve_expression("last week", date(2022, 9, 19), "past")`.

Relative words are resolved against the anchor, the article's date. Without one they keep their words
and have no bounds; so have impossible dates, mere durations, and what hangs on another event ("the day
before"), unless `reference` gives that event's time. Weeks are ISO weeks: "last week" is the Monday
to Sunday before this one. Seasons are read as their year, for they differ by hemisphere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kgbuild.model import Basis, Precision, TimeSpan
from kgbuild.normalize.time_calendar import (
    UNKNOWN,
    Found,
    Parts,
    add_months,
    choose,
    day,
    month,
    quarter,
    read_parts,
    resolve_parts,
    week,
    weekday,
    years,
)
from kgbuild.normalize.time_words import (
    DECADES,
    EARLY,
    FIXED_DAYS,
    KNOWN_DAYS,
    LAST,
    MONTHS,
    NEXT,
    NUMBERS,
    OFFSETS,
    ORDINALS,
    PARTS_OF_DAY,
    ROLLING,
    SEASONS,
    THIS,
    UNITS,
    WEEKDAYS,
    words_of,
)

RELATIVE = Basis.DATELINE


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against."""

    anchor: date | None
    tense: str = ""
    reference: TimeSpan | None = None


Rule = Callable[[list[str], Setting], Found | None]


def resolve_expression(
    text: str, anchor: date | None, tense: str = "", reference: TimeSpan | None = None
) -> TimeSpan:
    """The time that the words mean; `tense` is past, present, future or "".

    `reference` is the time of the event that "four days later" counts from. Bounds are null where the
    words do not give any; the words themselves are always kept.
    """
    setting = Setting(anchor, tense, reference)
    try:
        found = read(words_of(text), setting) or UNKNOWN
    except OverflowError:  # dates outside the calendar ("10,000 years ago")
        found = UNKNOWN
    return TimeSpan(text, found.start, found.end, found.precision, found.basis)


def read(words: list[str], setting: Setting) -> Found | None:
    """The first rule that understands all the words; None where none does."""
    words = _plain(words)
    if not words:
        return None
    for rule in RULES:
        found = rule(words, setting)
        if found is not None:
            return found
    return None


SILENT = frozenset(
    [
        "on",
        "at",
        "during",
        "around",
        "about",
        "the",
        "of",
        "only",
        "just",
        "also",
        "throughout",
        "across",
        "exactly",
        "back",
    ]
)
TRAILING = frozenset(
    ["local", "time", "gmt", "et", "est", "utc", "alone", "itself", "on", "of", "at", "from", "-"]
)
HOURS = frozenset({"wee", "early", "small", "late"})


def _plain(words: list[str]) -> list[str]:
    """Without the words and the times of day that settle nothing."""
    words = list(words)
    for part in sorted(PARTS_OF_DAY):
        # "Monday morning", "the night of 4 July", "at dawn on Friday"
        if part in words and len([w for w in words if w not in SILENT]) > 1:
            index = words.index(part)
            if index and words[index - 1] in ("this", "last"):
                continue
            words = [*words[:index], *words[index + 1 :]]
    if "hours" in words[1:-1] and words[words.index("hours") - 1] in HOURS:
        words = words[words.index("hours") + 1 :]  # "the early hours of Monday"
    words = _without_clock(words)
    while len(words) > 1 and words[0] in SILENT:
        words = words[1:]
    while len(words) > 1 and words[-1] in TRAILING:
        words = words[:-1]
    return words


def _without_clock(words: list[str]) -> list[str]:
    kept: list[str] = []
    i = 0
    while i < len(words):
        rest = words[i:]
        if len(rest) > 3 and rest[0].isdigit() and rest[1] == ":" and rest[3] in ("am", "pm"):
            i += 4
        elif len(rest) > 2 and rest[0].isdigit() and rest[1] == ":" and rest[2].isdigit():
            i += 3
        elif len(rest) > 1 and rest[0].isdigit() and rest[1] in ("am", "pm"):
            i += 2
        else:
            kept.append(words[i])
            i += 1
    return kept if kept else words


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
    inner = read(rest, setting)
    if inner is None:
        return None
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


OPENERS = frozenset(
    {"since", "from", "starting", "beginning", "until", "till", "til", "by", "through", "up to"}
    | {"before", "prior to", "ahead of", "after", "following"}
)


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
    one, two = read_parts(left), read_parts(right)
    if two is None and one is not None and one.month is not None and len(right) == 2:
        # "23-24, 2021": the second day has the first one's month
        month_name = next((w for w in left if w in MONTHS), "")
        two = read_parts([month_name, *right])
    if one is not None and two is not None:
        if two.month is None and two.day is not None:
            two = replace(two, month=one.month)
        if two == Parts(day=None, month=None, year=two.year) and one.month and one.day:
            return None
        if one.month is None and one.day is not None:
            one = replace(one, month=two.month)
        if one.year is None and two.year is not None:
            one = replace(one, year=two.year)
        a = resolve_parts(one, setting.anchor, setting.tense)
        after = (
            "future" if a.start and setting.anchor and a.start > setting.anchor else setting.tense
        )
        b = resolve_parts(two, setting.anchor, after)
    else:
        first, second = read(left, setting), read(right, setting)
        if first is None or second is None:
            return None
        a, b = first, second
    if a.start is None or b.end is None:
        return UNKNOWN
    if b.end < a.start and b.basis is RELATIVE and two is not None and two.year is None:
        b = replace(b, end=add_months(b.end, 12))
    if b.end is None or b.end < a.start:
        return UNKNOWN
    basis = a.basis if a.basis is RELATIVE else b.basis
    return Found(a.start, b.end, max_grain(a.precision, b.precision), basis)


GRAINS = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.QUARTER, Precision.YEAR)


def max_grain(left: Precision | None, right: Precision | None) -> Precision | None:
    """The coarser of two grains."""
    known = [g for g in (left, right) if g is not None]
    return max(known, key=GRAINS.index, default=None)


def calendar(words: list[str], setting: Setting) -> Found | None:
    """A calendar date, with or without its year: "14 July", "July 2022", "2019", "March this year"."""
    body = words[1:] if words[0] == "in" else words
    if len(body) > 2 and body[-1] == "year" and body[-2] in THIS | LAST | NEXT | {"same"}:
        whole, parts = read(body[-2:], setting), read_parts(body[:-2])
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
    body = [
        w for w in words if w not in ("on", "of", "the", "early", "late", "earlier", "later", "in")
    ]
    named = [w for w in body if w in WEEKDAYS]
    if len(named) != 1:
        return None
    rest = [w for w in body if w != named[0]]
    number = WEEKDAYS[named[0]]
    if rest and rest[-1] in ("week", "month") and len(rest) <= 2:
        if setting.anchor is None:
            return UNKNOWN
        inner = read(rest, setting)
        if inner is None or inner.start is None or rest[-1] == "month":
            return None
        return day(inner.start + timedelta(days=number), RELATIVE)
    if rest[-2:] == ["week", "ago"] or rest[:2] == ["a", "week"]:
        return (
            None
            if setting.anchor is None
            else weekday(number, setting.anchor - timedelta(days=7), "past")
        )
    if any(w not in LAST | NEXT | THIS | {"past"} for w in rest):
        return None
    if setting.anchor is None:
        return UNKNOWN
    if any(w in LAST for w in rest) or rest == ["past"]:
        return weekday(number, setting.anchor, setting.tense, "last")
    if any(w in NEXT for w in rest) and "this" not in rest[:1]:
        return weekday(number, setting.anchor, setting.tense, "next")
    tense = "future" if any(w in NEXT for w in rest) else setting.tense
    return weekday(number, setting.anchor, "past" if "past" in rest else tense)


def portion(words: list[str], setting: Setting) -> Found | None:
    """Early 2022, mid-July, late last year, the end of the month, the first half of 2021."""
    body = [w for w in words if w not in ("-", "the", "of", "in", "very", "around")]
    if body[-2:] == ["year's", "end"] or body[-2:] == ["year", "end"]:
        body = ["end", "this", "year"]
    half = _half(body, setting) or _first_of(body, setting)
    if half is not None:
        return half
    taken = 0
    while taken < len(body) - 1 and body[taken] in EARLY:
        taken += 1
    if not taken:
        return None
    rest = body[taken:]
    if rest[0] in UNITS and len(rest) == 1:
        rest = ["this", *rest]
    return read(rest, setting)


def _half(body: list[str], setting: Setting) -> Found | None:
    if len(body) < 2 or body[1] != "half" or body[0] not in ("first", "second"):
        return None
    inner = read(body[2:] if body[2:] != ["year"] else ["this", "year"], setting)
    if inner is None or inner.precision is not Precision.YEAR:
        return inner
    if inner.start is None or inner.end is None or inner.start.year != inner.end.year:
        return inner
    year = inner.start.year
    first = body[0] == "first"
    start, end = (date(year, 1, 1), date(year, 6, 30)) if first else (date(year, 7, 1), inner.end)
    return Found(start, end, Precision.QUARTER, inner.basis)


def _first_of(body: list[str], setting: Setting) -> Found | None:
    """The first five months of 2022, the last three days of May, the second week of July."""
    if len(body) < 3 or body[0] not in ORDINALS:
        return None
    ordinal = ORDINALS[body[0]]
    if body[1] in ("week", "day") and ordinal > 0:
        inner = _whole(body[2:], setting)
        if inner is None or inner.start is None or inner.end is None:
            return inner
        length = 7 if body[1] == "week" else 1
        start = inner.start + timedelta(days=length * (ordinal - 1))
        grain = Precision.WEEK if length == 7 else Precision.DAY
        return Found(start, start + timedelta(days=length - 1), grain, inner.basis)
    number, unit = _amount(body[1:3])
    if number is None or ordinal not in (1, -1) or unit not in ("day", "week", "month", "year"):
        return None
    inner = _whole(body[3:], setting)
    if inner is None or inner.start is None or inner.end is None:
        return inner
    if ordinal == 1:
        after = _shift(inner.start, number, unit)
        return (
            None
            if after is None
            else Found(inner.start, after - timedelta(days=1), _grain(unit), inner.basis)
        )
    first = _shift(inner.end + timedelta(days=1), -number, unit)
    return Found(first, inner.end, _grain(unit), inner.basis)


def _whole(words: list[str], setting: Setting) -> Found | None:
    """The unit that a part is taken of; a bare one is the current one."""
    if not words:
        return None
    return read(["this", *words] if len(words) == 1 and words[0] in UNITS else words, setting)


def within_unit(words: list[str], setting: Setting) -> Found | None:
    """Earlier this year runs up to the article's day, later this month from it."""
    if words[:2] == ["so", "far"] and len(words) > 2:
        words = ["earlier", *words[2:]]
    if words[0] not in ("earlier", "later") or len(words) < 2:
        return None
    rest = [w for w in words[1:] if w not in ("in", "on", "the")]
    if not rest:
        return None
    if rest[0] in UNITS and len(rest) == 1:
        rest = ["this", *rest]
    inner = read(rest, setting)
    if inner is None or setting.anchor is None or inner.start is None or inner.end is None:
        return inner
    if not inner.start <= setting.anchor <= inner.end:
        return inner
    if words[0] == "earlier":
        return replace(inner, end=setting.anchor)
    return replace(inner, start=setting.anchor)


def quarters(words: list[str], setting: Setting) -> Found | None:
    """The second quarter, Q2 2022, the fourth quarter of last year."""
    body = [w for w in words if w not in ("the", "of", "in", "fiscal", "calendar", "'s")]
    number: int | None = None
    if body and body[0][:1] == "q" and body[0][1:].isdigit():
        number, rest = int(body[0][1:]), body[1:]
    elif body[:1] == ["q"] and len(body) > 1 and body[1].isdigit():
        number, rest = int(body[1]), body[2:]
    elif len(body) > 1 and body[1] == "quarter" and ORDINALS.get(body[0], 0) > 0:
        number, rest = ORDINALS[body[0]], body[2:]
    elif len(body) > 1 and body[1] == "quarter" and body[0] == "final":
        number, rest = 4, body[2:]
    else:
        return None
    if not 1 <= number <= 4:
        return UNKNOWN
    if rest and rest != ["year"] and rest != ["this", "year"]:
        inner = read(rest, setting)
        if inner is None or inner.start is None or inner.precision is not Precision.YEAR:
            return inner
        return quarter(inner.start.year, number, inner.basis or RELATIVE)
    if setting.anchor is None:
        return UNKNOWN
    if rest:
        return quarter(setting.anchor.year, number, RELATIVE)
    options = [quarter(setting.anchor.year + d, number, RELATIVE) for d in (-1, 0, 1)]
    return choose(options, setting.anchor, setting.tense)


def fiscal(words: list[str], setting: Setting) -> Found | None:
    """Fiscal 2022, FY2022/23: it lies in that year and the one before, for its months differ."""
    body = [w for w in words if w not in ("the", "of", "in", "year", "years", "ending", "'")]
    if body and body[0] in ("fiscal", "financial", "fy") and len(body) > 1:
        rest = body[1:]
    elif body and body[0].startswith("fy") and body[0][2:].isdigit():
        rest = [body[0][2:], *body[1:]]
    elif len(body) > 1 and body[-1] in ("fiscal", "financial"):
        rest = body[:-1]
    else:
        return None
    pair = between(rest, setting) if len(rest) == 3 else None
    if pair is not None:
        return pair
    inner = read(rest, setting) if len(rest[0]) == 4 else None
    if inner is None or inner.start is None or inner.start.year != (inner.end or inner.start).year:
        return UNKNOWN
    return years(inner.start.year - 1, inner.start.year, inner.basis or Basis.EXPLICIT)


def decades(words: list[str], setting: Setting) -> Found | None:
    """The 1990s, the '80s, the nineties, the 19th century."""
    body = [w for w in words if w not in ("the", "'", "in", "of", "-")]
    if len(body) > 1 and body[0] in EARLY:
        body = body[1:]
    if len(body) == 2 and body[1] == "s" and body[0].isdigit():
        body = [body[0] + "s"]
    if len(body) == 1 and body[0].endswith("0s") and body[0][:-1].isdigit():
        first = int(body[0][:-1])
        first += 0 if first > 99 else 1900 if first >= 20 else 2000
        return years(
            first, first + (99 if first % 100 == 0 and first < 1990 else 9), Basis.EXPLICIT
        )
    if len(body) == 1 and body[0] in DECADES:
        first = 1900 + DECADES[body[0]]
        return years(first, first + 9, Basis.EXPLICIT)
    if len(body) == 2 and body[1] in ("century", "centuries"):
        number = int(body[0][:-2]) if body[0][:-2].isdigit() else ORDINALS.get(body[0], 0)
        if number > 0:
            return years(number * 100 - 99, number * 100, Basis.EXPLICIT)
    return None


def named_unit(words: list[str], setting: Setting) -> Found | None:
    """This, last, next week, month, quarter, year, weekend, decade; the week of 12 September."""
    body = words[1:] if words[0] == "in" else words
    if body[:2] == ["week", "of"]:
        inner = read(body[2:], setting)
        return (
            inner
            if inner is None or inner.start is None
            else week(inner.start, inner.basis or RELATIVE)
        )
    body = [w for w in body if w not in ("over", "the")]
    if body == ["weekend"]:
        body = ["this", "weekend"]
    if body in (["next", "day"], ["following", "day"], ["next", "morning"], ["previous", "day"]):
        step = -1 if body[0] == "previous" else 1
        return _from_event(abs(step), "day", "later" if step > 0 else "earlier", setting)
    if len(body) == 3 and body[0] == "this" and body[1] in ("past", "coming"):
        body = ["last" if body[1] == "past" else "next", body[2]]
    if (
        len(body) == 3
        and body[1] in ("calendar", "whole", "entire", "same")
        and body[0] in ("this", "last", "next")
    ):
        body = [body[0], body[2]]
    if len(body) != 2 or body[0] not in THIS | LAST | NEXT | {"past", "that", "same"}:
        return None
    which, unit = body[0], UNITS.get(body[1], "season" if body[1] in SEASONS else "")
    if not unit or body[1] in ("weeks", "months", "years", "days", "decades"):
        return None
    if which in ("that", "same") or setting.anchor is None:
        return UNKNOWN
    if which == "past" or (which == "last" and unit == "decade"):
        return _rolling(1, unit, setting.anchor, back=True)
    step = -1 if which in LAST else 1 if which in NEXT else 0
    return _unit(unit, setting.anchor, step, setting.tense)


def _unit(unit: str, anchor: date, step: int, tense: str) -> Found | None:
    if unit in ("day", "night"):
        return day(anchor + timedelta(days=step), RELATIVE)
    if unit == "week":
        return week(anchor + timedelta(days=7 * step), RELATIVE)
    if unit == "weekend":
        return _weekend(anchor, step, tense)
    if unit == "fortnight":
        return _rolling(2, "week", anchor, back=step <= 0)
    if unit == "month":
        return month(anchor.year, anchor.month + step, RELATIVE)
    if unit == "quarter":
        return quarter(anchor.year, (anchor.month - 1) // 3 + 1 + step, RELATIVE)
    if unit == "year":
        return years(anchor.year + step, anchor.year + step, RELATIVE)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * step
        return years(first, first + 9, RELATIVE)
    if unit == "century":
        first = (anchor.year - 1) // 100 * 100 + 1 + 100 * step
        return years(first, first + 99, RELATIVE)
    if unit == "season" and step == 0:
        return years(anchor.year, anchor.year, RELATIVE)
    return UNKNOWN


def _weekend(anchor: date, step: int, tense: str) -> Found:
    saturday = anchor + timedelta(days=5 - anchor.weekday())
    # From Monday to Friday a weekend that was is the one before.
    if step < 0 or (step == 0 and tense == "past" and anchor.weekday() < 5):
        saturday -= timedelta(days=7)
    elif step > 0:
        saturday += timedelta(days=7)
    return Found(saturday, saturday + timedelta(days=1), Precision.WEEK, RELATIVE)


def rolling(words: list[str], setting: Setting) -> Found | None:
    """The past three years, the last ten days, over the next two months, within a week."""
    body = [w for w in words if w not in ("in", "over", "the", "within", "of", "for", "-", "this")]
    if not body:
        return None
    within = words[0] == "within"
    which = body[0] if body[0] in ROLLING | NEXT else ""
    rest = body[1:] if which else body
    if not which and not within:
        return None
    if which in ("recent",) or (rest and rest[0] in ("few", "several", "many", "couple")):
        return UNKNOWN
    number, unit = _amount(rest)
    if number is None or not unit:
        return None
    if setting.anchor is None:
        return UNKNOWN
    return _rolling(number, unit, setting.anchor, back=bool(which) and which not in NEXT)


def _rolling(number: int, unit: str, anchor: date, *, back: bool) -> Found | None:
    other = _shift(anchor, -number if back else number, unit)
    if other is None:
        return UNKNOWN
    start, end = (other, anchor) if back else (anchor, other)
    return Found(start, end, _grain(unit), RELATIVE)


def _grain(unit: str) -> Precision:
    grains = {"week": Precision.WEEK, "fortnight": Precision.WEEK, "weekend": Precision.WEEK}
    grains |= {"month": Precision.MONTH, "quarter": Precision.QUARTER, "year": Precision.YEAR}
    grains |= {"decade": Precision.YEAR, "century": Precision.YEAR, "season": Precision.QUARTER}
    return grains.get(unit, Precision.DAY)


def _shift(value: date, number: int, unit: str) -> date | None:
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
    if unit == "hour":  # whole days, the started one counted
        whole = -(-abs(number) // 24)
        return value + timedelta(days=whole if number > 0 else -whole)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in days:
        return value + timedelta(days=number * days[unit])
    return add_months(value, number * months[unit]) if unit in months else None


def _amount(words: list[str]) -> tuple[int | None, str]:
    """("three", "days") as (3, "day"); a bare unit counts one, a bare plural none."""
    if not words or words[-1] not in UNITS:
        return None, ""
    unit = UNITS[words[-1]]
    figures = [
        w
        for w in words[:-1]
        if w
        not in (
            "or",
            "so",
            "full",
            "whole",
            "consecutive",
            "straight",
            "more",
            "than",
            "nearly",
            "almost",
            "about",
            "some",
            "calendar",
            "working",
        )
    ]
    if not figures:
        return (1, unit) if not words[-1].endswith("s") else (None, "")
    if len(figures) > 2 or not all(w.isdigit() or w in NUMBERS for w in figures):
        return None, ""
    numbers = [int(w) if w.isdigit() else NUMBERS[w] for w in figures]
    if len(numbers) == 2:
        # "a dozen", "twenty five"; "two 50" is no number
        total = numbers[0] * numbers[1] if numbers[1] in (12, 100, 2) else sum(numbers)
        return total, unit
    return numbers[0], unit


def counted(words: list[str], setting: Setting) -> Found | None:
    """Three days ago, in two weeks, four days later, a year earlier, ten years from now."""
    tail: tuple[str, ...] = ()
    for ending in (
        ("ago",),
        ("from", "now"),
        ("later",),
        ("earlier",),
        ("before",),
        ("after",),
        ("hence",),
        ("'", "time"),
        ("time",),
    ):
        if tuple(words[-len(ending) :]) == ending:
            tail = ending
            break
    body = list(words[: len(words) - len(tail)]) if tail else list(words)
    ahead = body[:1] == ["in"]
    body = [w for w in body if w not in ("in", "the", "'", "-")]
    number, unit = _amount([w.removesuffix("'") for w in body])
    if number is None:
        plural = len(body) in (1, 2) and body[-1] in UNITS and bool(tail)
        return UNKNOWN if plural else None
    if tail in (("later",), ("after",), ("earlier",), ("before",)):
        return _from_event(number, unit, tail[0], setting)
    if tail == ("ago",):
        sign = -1
    elif tail or (ahead and setting.tense in ("future", "")):
        sign = 1
    else:
        return UNKNOWN  # "in three days", told of the past, is how long it took
    if setting.anchor is None:
        return UNKNOWN
    moved = _shift(setting.anchor, sign * number, unit)
    return UNKNOWN if moved is None else _around(moved, unit)


def _around(moved: date, unit: str) -> Found:
    if unit in ("week", "fortnight"):
        return week(moved, RELATIVE)
    if unit == "month":
        return month(moved.year, moved.month, RELATIVE)
    if unit == "quarter":
        return quarter(moved.year, (moved.month - 1) // 3 + 1, RELATIVE)
    if unit in ("year",):
        return years(moved.year, moved.year, RELATIVE)
    if unit == "decade":
        return years(moved.year // 10 * 10, moved.year // 10 * 10 + 9, RELATIVE)
    if unit == "century":
        return UNKNOWN
    return day(moved, RELATIVE)


def _from_event(number: int, unit: str, side: str, setting: Setting) -> Found:
    reference = setting.reference
    if reference is None or reference.start is None or reference.end is None:
        return UNKNOWN
    later = side in ("later", "after")
    moved = _shift(reference.end if later else reference.start, number if later else -number, unit)
    if moved is None:
        return UNKNOWN
    return replace(_around(moved, unit), basis=Basis.INFERRED)


def season(words: list[str], setting: Setting) -> Found | None:
    """Summer 2019, the spring of last year: the year, for seasons differ by hemisphere."""
    body = [w for w in words if w not in ("the", "of", "in", "early", "late", "mid", "-")]
    if len(body) < 2 or body[0] not in SEASONS:
        return None
    return read(body[1:], setting)


RULES: tuple[Rule, ...] = (
    fixed_offset,
    known_day,
    half_open,
    fiscal,
    numeric,
    between,
    calendar,
    day_of_week,
    within_unit,
    quarters,
    decades,
    named_unit,
    portion,
    season,
    rolling,
    counted,
)
