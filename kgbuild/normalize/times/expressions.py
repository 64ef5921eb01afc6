"""Words that say when, to a TimeSpan: `resolve_expression("last week", date(2022, 9, 19), "past")`.

Relative words are resolved against the anchor, the article's date. Without one they keep their words
and have no bounds; so have impossible dates, mere durations, and what hangs on another event ("the day
before"), unless `reference` gives that event's time. Weeks are ISO weeks: "last week" is the Monday
to Sunday before this one. Seasons are read as their year, for they differ by hemisphere.
"""

from __future__ import annotations

from datetime import date

from kgbuild.english.rulebook import first
from kgbuild.model import TimeSpan
from kgbuild.normalize.times.amounts import counted, rolling
from kgbuild.normalize.times.calendar import (
    UNKNOWN,
    Found,
)
from kgbuild.normalize.times.dates import (
    between,
    calendar,
    day_of_week,
    fixed_offset,
    half_open,
    known_day,
    numeric,
)
from kgbuild.normalize.times.setting import Rule, Setting
from kgbuild.normalize.times.units import (
    decades,
    fiscal,
    named_unit,
    portion,
    quarters,
    season,
    within_unit,
)
from kgbuild.normalize.times.words import (
    PARTS_OF_DAY,
    words_of,
)

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


def resolve_expression(
    text: str, anchor: date | None, tense: str = "", reference: TimeSpan | None = None
) -> TimeSpan:
    """The time that the words mean; `tense` is past, present, future or "".

    `reference` is the time of the event that "four days later" counts from. Bounds are null where the
    words do not give any; the words themselves are always kept.
    """
    setting = Setting(anchor, tense, reference, read)
    try:
        found = read(words_of(text), setting) or UNKNOWN
    except OverflowError:  # dates outside the calendar ("10,000 years ago")
        found = UNKNOWN
    return TimeSpan(text, found.start, found.end, found.precision, found.basis)


def read(words: list[str], setting: Setting) -> Found | None:
    """The first rule that understands all the words; None where none does."""
    words = _plain(words)
    return first(RULES, words, setting) if words else None


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
