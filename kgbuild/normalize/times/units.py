"""Rules for units and their parts: last week, late July, the second quarter, fiscal 2022, the 1990s."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kgbuild.model import Basis, Precision
from kgbuild.normalize.times.amounts import amount_of, from_event, grain_of, rolled, shifted
from kgbuild.normalize.times.calendar import (
    UNKNOWN,
    Found,
    choose,
    day,
    month,
    quarter,
    week,
    years,
)
from kgbuild.normalize.times.dates import between
from kgbuild.normalize.times.setting import RELATIVE, Setting
from kgbuild.normalize.times.words import (
    DECADES,
    EARLY,
    LAST,
    NEXT,
    ORDINALS,
    SEASONS,
    THIS,
    UNITS,
)


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
    return setting.read(rest)


def _half(body: list[str], setting: Setting) -> Found | None:
    if len(body) < 2 or body[1] != "half" or body[0] not in ("first", "second"):
        return None
    inner = setting.read(body[2:] if body[2:] != ["year"] else ["this", "year"])
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
    if body[1] in ("week", "day"):
        inner = _whole(body[2:], setting)
        if inner is None or inner.start is None or inner.end is None:
            return inner
        length = 7 if body[1] == "week" else 1
        if (inner.end - inner.start).days < length:
            return None  # "last week on Monday" is no part of Monday
        start = inner.start + timedelta(days=length * (ordinal - 1))
        if ordinal < 0:
            start = inner.end - timedelta(days=length - 1)
        grain = Precision.WEEK if length == 7 else Precision.DAY
        return Found(start, start + timedelta(days=length - 1), grain, inner.basis)
    number, unit = amount_of(body[1:3])
    if number is None or ordinal not in (1, -1) or unit not in ("day", "week", "month", "year"):
        return None
    inner = _whole(body[3:], setting)
    if inner is None or inner.start is None or inner.end is None:
        return inner
    if ordinal == 1:
        after = shifted(inner.start, number, unit)
        return (
            None
            if after is None
            else Found(inner.start, after - timedelta(days=1), grain_of(unit), inner.basis)
        )
    first = shifted(inner.end + timedelta(days=1), -number, unit)
    return Found(first, inner.end, grain_of(unit), inner.basis)


def _whole(words: list[str], setting: Setting) -> Found | None:
    """The unit that a part is taken of; a bare one is the current one."""
    if not words:
        return None
    return setting.read(["this", *words] if len(words) == 1 and words[0] in UNITS else words)


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
    inner = setting.read(rest)
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
    number, rest = _which_quarter(body)
    if number is None:
        return None
    if not 1 <= number <= 4:
        return UNKNOWN
    if rest and rest != ["year"] and rest != ["this", "year"]:
        inner = setting.read(rest)
        if inner is None or inner.start is None or inner.precision is not Precision.YEAR:
            return inner
        return quarter(inner.start.year, number, inner.basis or RELATIVE)
    if setting.anchor is None:
        return UNKNOWN
    if rest:
        return quarter(setting.anchor.year, number, RELATIVE)
    options = [quarter(setting.anchor.year + d, number, RELATIVE) for d in (-1, 0, 1)]
    return choose(options, setting.anchor, setting.tense)


def _which_quarter(body: list[str]) -> tuple[int | None, list[str]]:
    """The number of "q2", "q 2", "second quarter", "final quarter", and the words behind."""
    if body and body[0][:1] == "q" and body[0][1:].isdigit():
        return int(body[0][1:]), body[1:]
    if len(body) < 2:
        return None, body
    if body[0] == "q" and body[1].isdigit():
        return int(body[1]), body[2:]
    number = 4 if body[0] == "final" else ORDINALS.get(body[0], 0)
    return (number, body[2:]) if body[1] == "quarter" and number > 0 else (None, body)


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
    inner = setting.read(rest) if len(rest[0]) == 4 else None
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
        inner = setting.read(body[2:])
        if inner is None or inner.start is None:
            return inner
        return week(inner.start, inner.basis or RELATIVE)
    body = [w for w in body if w not in ("over", "the")]
    if body in (["next", "day"], ["following", "day"], ["next", "morning"], ["previous", "day"]):
        return from_event(1, "day", "earlier" if body[0] == "previous" else "later", setting)
    body = _in_two_words(body)
    if len(body) != 2 or body[0] not in THIS | LAST | NEXT | {"past", "that", "same"}:
        return None
    which, unit = body[0], UNITS.get(body[1], "season" if body[1] in SEASONS else "")
    if not unit or body[1] in ("weeks", "months", "years", "days", "decades"):
        return None
    if which in ("that", "same") or setting.anchor is None:
        return UNKNOWN
    if which == "past" or (which == "last" and unit == "decade"):
        return rolled(1, unit, setting.anchor, back=True)
    step = -1 if which in LAST else 1 if which in NEXT else 0
    return _unit(unit, setting.anchor, step, setting.tense)


def _in_two_words(body: list[str]) -> list[str]:
    """ "This past week" as "last week", "last calendar year" as "last year", "weekend" as "this weekend"."""
    if body == ["weekend"]:
        return ["this", "weekend"]
    if len(body) != 3:
        return body
    which, between, unit = body
    if which == "this" and between in ("past", "coming"):
        return ["last" if between == "past" else "next", unit]
    plain = between in ("calendar", "whole", "entire", "same") and which in ("this", "last", "next")
    return [which, unit] if plain else body


def _unit(unit: str, anchor: date, step: int, tense: str) -> Found | None:
    if unit in ("day", "night"):
        return day(anchor + timedelta(days=step), RELATIVE)
    if unit == "week":
        return week(anchor + timedelta(days=7 * step), RELATIVE)
    if unit == "weekend":
        return _weekend(anchor, step, tense)
    if unit == "fortnight":
        return rolled(2, "week", anchor, back=step <= 0)
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


def season(words: list[str], setting: Setting) -> Found | None:
    """Summer 2019, the spring of last year: the year, for seasons differ by hemisphere."""
    body = [w for w in words if w not in ("the", "of", "in", "early", "late", "mid", "-")]
    if len(body) < 2 or body[0] not in SEASONS:
        return None
    return setting.read(body[1:])
