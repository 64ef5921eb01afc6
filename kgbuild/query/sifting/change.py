"""What changes, and when: periods, months, what surrounds an event, what is new."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from kgbuild.query.sifting.claims import misread
from kgbuild.query.sifting.words import (
    NOBODY,
    WORD,
    listed,
    named,
    once,
    phrases,
    somebody,
    text,
    verb,
)

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

DATED, UNDATED = "dated acts", "further acts, whose day no sentence tells (some may be older)"
PLANS, SAYINGS = "plans, promises and expectations", "said"
"""What news are."""

RECENT = 92
"""So many days before its report an act may lie that is news."""

HAPPENED, ENDED, REVERSED = "happened in the later period", "ended in it", "told otherwise in it"
"""How two periods differ."""


def between_periods(rows: list[Row]) -> list[Row]:
    """Acts and ends of somebody with a name that are dated in the later period and new then; reversals of two."""
    dated = {text(row, "fact") for row in rows if row.get("inside")}
    kept = []
    for row in _new(rows):
        change = text(row, "change")
        if change == "reversed" and _of_two(row):
            kept.append(row | {"change": REVERSED})
        elif change == "new" and text(row, "fact") in dated and _is_act(row):
            kept.append(
                row | {"change": ENDED if text(row, "relation") in listed("ends") else HAPPENED}
            )
    return once(kept, "change", "fact", "sentence", "source")


def _of_two(row: Row) -> bool:
    return text(row, "relation") not in listed("no_relation") and somebody(row, "object")


def _is_act(row: Row) -> bool:
    """Whether somebody with a name did something that a relation knows: no state, no plan, nothing after its report."""
    return (
        text(row, "modality") == "actual"
        and not row.get("lasting")
        and text(row, "time_end") <= (text(row, "reported") or "9999")
        and named(row, "subject")
        and text(row, "relation") not in listed("no_relation") | listed("speaking")
    )


def cooperation_by_month(rows: list[Row]) -> list[Row]:
    """Each claim once, with how many of its kind its month has; a month that only the report has says so."""
    surely = (row for row in once(rows, "claim", "sentence") if not misread(row))
    kept = [row | {"month": _month(row)} for row in surely]
    told = Counter((text(row, "month"), text(row, "kind")) for row in kept)
    return [row | {"claims": told[text(row, "month"), text(row, "kind")]} for row in kept]


def _month(row: Row) -> str:
    month = text(row, "month")
    told = row.get("time_start") or row.get("time_end") or not row.get("reported")
    return month if told else f"{month}, as reported then"


def _new(rows: list[Row]) -> list[Row]:
    return [row for row in rows if text(row, "relation") not in listed("background")]


def news(rows: list[Row]) -> list[Row]:
    """What somebody with a name does, says or means to do: what one is or holds, and what was long ago, is no news."""
    return [
        row | {"news": _sort_of_news(row)}
        for row in _new(rows)
        if text(row, "relation") not in listed("standing")
        and (named(row, "subject") or (text(row, "subject") in NOBODY and named(row, "object")))
        and _tells_something(row)
        and text(row, "modality") in listed("newsworthy")
        and not _of_long_ago(row)
    ]


def _sort_of_news(row: Row) -> str:
    if text(row, "modality") not in ("actual", "refused"):
        return PLANS
    if text(row, "relation") in listed("speaking"):
        return SAYINGS
    return DATED if row.get("time_start") or row.get("time_end") else UNDATED


def _tells_something(row: Row) -> bool:
    """Whether a relation knows what is done; or the words do, with somebody or something that it is done to."""
    if text(row, "relation") in listed("intransitive"):
        return True
    if not somebody(row, "object"):
        return False
    dated = bool(row.get("time_start") or row.get("time_end"))
    return text(row, "relation") not in listed("no_relation") or (dated and verb(row) != "be")


def _of_long_ago(row: Row) -> bool:
    """Whether the day that is told lies a season or more before the report."""
    end, reported = text(row, "time_end") or text(row, "time_start"), text(row, "reported")
    if not end or not reported:
        return False
    return (date.fromisoformat(reported[:10]) - date.fromisoformat(end[:10])).days > RECENT


def order_of_events(rows: list[Row]) -> list[Row]:
    """Statements with a day, or with words that place them before, during or after the event; by year."""
    placed = (row | {"in_time": None if _is_it(row) else _in_time(row)} for row in rows)
    found = [
        row | {"year": _year(row)}
        for row in placed
        if (row.get("time_start") or row["in_time"])
        and text(row, "relation") not in listed("background")
    ]
    return once(found, "subject", "words", "object", "time_start", "in_time", "sentence")


def _is_it(row: Row) -> bool:
    """Whether the event itself is what a statement is about: nothing lies before or during itself."""
    return text(row, "subject") == text(row, "event")


def _year(row: Row) -> str:
    """The year that is told; an event that comes again has several."""
    return text(row, "time_start")[:4] or text(row, "time_end")[:4] or "no day told"


def _in_time(row: Row) -> str | None:
    names = WORD.findall(text(row, "event"))
    ways = "|".join(phrases("in_time"))
    for name in dict.fromkeys((*names[:1], *names[-1:])):
        found = re.search(
            rf"\b(?:{ways}) (?:\w+ ){{0,3}}?{re.escape(name)}\b", text(row, "sentence"), re.I
        )
        if found:
            return found[0]
    return None
