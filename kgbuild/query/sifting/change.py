"""What changes, and when: periods, months, what surrounds an event, what is new."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kgbuild.query.sifting.words import WORD, listed, named, once, somebody, text

if TYPE_CHECKING:
    from kgbuild.query.parameters import Row

IN_TIME = r"\b(?:the day before|the day after|before|after|during|following|ahead of|prior to|since|until)"

HAPPENED, ENDED, REVERSED = "happened in the later period", "ended in it", "told otherwise in it"
"""How two periods differ."""


def between_periods(rows: list[Row]) -> list[Row]:
    """Acts and ends of somebody with a name that are dated in the later period and new then; reversals of two."""
    dated = {text(row, "fact") for row in rows if row.get("inside")}
    kept = []
    for row in news(rows):
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
    kept = [row | {"month": _month(row)} for row in once(rows, "claim", "sentence")]
    told = Counter((text(row, "month"), text(row, "kind")) for row in kept)
    return [row | {"claims": told[text(row, "month"), text(row, "kind")]} for row in kept]


def _month(row: Row) -> str:
    month = text(row, "month")
    told = row.get("time_start") or row.get("time_end") or not row.get("reported")
    return month if told else f"{month}, as reported then"


def news(rows: list[Row]) -> list[Row]:
    """What somebody does, says or becomes: what a thing is and where it lies is no news."""
    return [row for row in rows if text(row, "relation") not in listed("background")]


def order_of_events(rows: list[Row]) -> list[Row]:
    """Statements with a day, or with words that place them before, during or after the event; by year."""
    placed = (row | {"in_time": _in_time(row)} for row in rows)
    return [row | {"year": _year(row)} for row in placed if row.get("time_start") or row["in_time"]]


def _year(row: Row) -> str:
    """The year that is told; an event that comes again has several."""
    return text(row, "time_start")[:4] or text(row, "time_end")[:4] or "no day told"


def _in_time(row: Row) -> str | None:
    names = WORD.findall(text(row, "event"))
    for name in dict.fromkeys((*names[:1], *names[-1:])):
        found = re.search(
            rf"{IN_TIME} (?:\w+ ){{0,3}}?{re.escape(name)}\b", text(row, "sentence"), re.I
        )
        if found:
            return found[0]
    return None
