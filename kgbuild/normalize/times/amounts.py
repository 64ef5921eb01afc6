"""Rules for counted time: the past three years, three days ago, in two weeks, four days later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kgbuild.model import Basis, Precision
from kgbuild.normalize.times.calendar import (
    UNKNOWN,
    Found,
    add_months,
    day,
    month,
    quarter,
    week,
    years,
)
from kgbuild.normalize.times.setting import RELATIVE, Setting
from kgbuild.normalize.times.words import (
    NEXT,
    NUMBERS,
    ROLLING,
    UNITS,
)


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
    number, unit = amount_of(rest)
    if number is None or not unit:
        return None
    if setting.anchor is None:
        return UNKNOWN
    return rolled(number, unit, setting.anchor, back=bool(which) and which not in NEXT)


def rolled(number: int, unit: str, anchor: date, *, back: bool) -> Found | None:
    """So many units up to the anchor, or from it on."""
    other = shifted(anchor, -number if back else number, unit)
    if other is None:
        return UNKNOWN
    start, end = (other, anchor) if back else (anchor, other)
    return Found(start, end, grain_of(unit), RELATIVE)


def grain_of(unit: str) -> Precision:
    """The grain of a unit."""
    grains = {"week": Precision.WEEK, "fortnight": Precision.WEEK, "weekend": Precision.WEEK}
    grains |= {"month": Precision.MONTH, "quarter": Precision.QUARTER, "year": Precision.YEAR}
    grains |= {"decade": Precision.YEAR, "century": Precision.YEAR, "season": Precision.QUARTER}
    return grains.get(unit, Precision.DAY)


EXACT = {("today",): "day", ("this", "week"): "week", ("this", "month"): "month"}


def shifted(value: date, number: int, unit: str) -> date | None:
    """The day so many units on; None for a unit that is not counted."""
    days = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
    if unit == "hour":  # whole days, the started one counted
        whole = -(-abs(number) // 24)
        return value + timedelta(days=whole if number > 0 else -whole)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    if unit in days:
        return value + timedelta(days=number * days[unit])
    return add_months(value, number * months[unit]) if unit in months else None


def amount_of(words: list[str]) -> tuple[int | None, str]:
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
    """Three days ago, in two weeks, four days later, a year earlier, ten years from now, ten years ago today."""
    exact = _to_the_day(words, setting)
    if exact is not None:
        return exact
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
    number, unit = amount_of([w.removesuffix("'") for w in body])
    if number is None:
        plural = len(body) in (1, 2) and body[-1] in UNITS and bool(tail)
        return UNKNOWN if plural else None
    if tail in (("later",), ("after",), ("earlier",), ("before",)):
        return from_event(number, unit, tail[0], setting)
    if tail == ("ago",):
        sign = -1
    elif tail or (ahead and setting.tense in ("future", "")):
        sign = 1
    else:
        return UNKNOWN  # "in three days", told of the past, is how long it took
    if setting.anchor is None:
        return UNKNOWN
    moved = shifted(setting.anchor, sign * number, unit)
    return UNKNOWN if moved is None else _around(moved, unit)


def _to_the_day(words: list[str], setting: Setting) -> Found | None:
    """ "Eighty-two years ago today", "ten years ago this month": that day, week or month so many units back."""
    grain = tuple(words[-1:]) if words[-1:] == ["today"] else tuple(words[-2:])
    body = [w for w in words[: len(words) - len(grain)] if w not in ("exactly", "just", "the")]
    if grain not in EXACT or body[-1:] != ["ago"]:
        return None
    number, unit = amount_of(body[:-1])
    if number is None or unit not in ("week", "month", "year", "decade", "century"):
        return None
    if setting.anchor is None:
        return UNKNOWN
    moved = shifted(setting.anchor, -number, unit)
    return UNKNOWN if moved is None else _around(moved, EXACT[grain])


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


def from_event(number: int, unit: str, side: str, setting: Setting) -> Found:
    """So many units before or after the event that the text told last."""
    reference = setting.reference
    if reference is None or reference.start is None or reference.end is None:
        return UNKNOWN
    later = side in ("later", "after")
    moved = shifted(reference.end if later else reference.start, number if later else -number, unit)
    if moved is None:
        return UNKNOWN
    return replace(_around(moved, unit), basis=Basis.INFERRED)
