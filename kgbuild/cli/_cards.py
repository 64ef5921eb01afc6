"""Rows that tell something, as a reader takes them in: what is said in one line, then the sentence.

A table of fifteen columns fits no window; a card does. Ids stand last, for whoever goes on with them.
"""

from __future__ import annotations

import textwrap
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from kgbuild.cli._common import cell, console
from kgbuild.cli._echo import echo
from kgbuild.draw.phrases import say
from kgbuild.model import Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST = 30
"""Cards of one answer, unless more are asked for."""

TOLD = frozenset(
    {
        "subject", "relation", "words", "object", "polarity", "modality", "time_start", "time_end",
        "start", "end", "precision", "sentence", "source", "document", "worth", "begin", "when",
        "says", "reported", "published", "observed",
    }
)  # fmt: skip
"""Columns that the headline, the sentence and its place hold."""

IDS = ("entity", "fact", "claim", "conflict", "denied", "delivered", "judgement")
LEFT_OUT = frozenset({"left_entity", "right_entity"})


def tells(columns: Sequence[str]) -> bool:
    """Whether rows of these columns are better read as cards."""
    return "sentence" in columns and bool({"subject", "says"} & set(columns))


def print_cards(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    most: int = MOST,
    empty: str = "Nothing found.",
) -> None:
    """Print rows as cards in the width at hand; of more than `most` (0: no limit) the number is said."""
    rows = list(rows)
    if not rows:
        echo(empty)
    width = max(40, min(console().width, 120))
    shown = rows[:most] if most else rows
    for row in shown:
        _print(row, columns, width)
    if len(shown) < len(rows):
        echo(
            f"… and {len(rows) - len(shown):,} more (--most 0 shows all; --format csv or json has them)"
        )


def _print(row: Mapping[str, Any], columns: Sequence[str], width: int) -> None:
    when = span(_day(row, "time_start", "start"), _day(row, "time_end", "end"))
    when = when or cell(row.get("when"))
    told = headline(row)
    _wrapped(f"{when}  {told}" if when else told, width, "")
    more = [
        value.replace("_", " ") if column in PLAIN else f"{_label(column)} {value}"
        for column in columns
        if column not in TOLD and column not in IDS and column not in LEFT_OUT
        if (value := cell(row.get(column))) not in ("", "no") and (column, value) not in ORDINARY
    ]
    if not when and (day := _first(row, "reported", "published", "observed")):
        more.append(f"reported {day}")
    if more:
        _wrapped("; ".join(more), width, "    ")
    sentence = " ".join(str(row.get("sentence") or "").split())
    place = _first(row, "source", "document")
    if sentence:
        told = sentence if sentence[0] in '“"‘«' else f"“{sentence}”"
        _wrapped(told + (f"  {place}" if place else ""), width, "    ")
    ids = [f"{cell(row[name])}" for name in IDS if row.get(name)]
    if ids:
        echo("    " + "  ".join(ids))
    echo("")


PLAIN = frozenset({"status", "change", "stage"})
"""Columns whose value says by itself what it is."""

ORDINARY = frozenset({("documents", "1"), ("independent", "1"), ("independent_sources", "1")})
"""Values that go without saying beside "single source"."""


def _label(column: str) -> str:
    return {"speaker": "said by", "quoted": "in quotation marks:"}.get(
        column, column.replace("_", " ")
    )


def _first(row: Mapping[str, Any], *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _day(row: Mapping[str, Any], *names: str) -> str:
    """The first of these columns that holds a day; a number is a place in the text."""
    return next((v for name in names if isinstance(v := row.get(name), str) and v), "")


def headline(row: Mapping[str, Any]) -> str:
    """What a row tells, in English: "Norway – did not meet – Iceland".

    >>> headline({"subject": "A", "relation": "MET", "words": "meet", "object": "B", "polarity": "negated"})
    'A – did not meet – B'
    """
    if row.get("says"):
        return str(row["says"])
    relation = row.get("relation")
    words = say(
        None if relation in (None, "RELATED_TO") else str(relation),
        str(row.get("words") or relation or "").lower().replace("_", " "),
        Polarity(row.get("polarity") or "asserted"),
        Modality(row.get("modality") or "actual"),
    )
    parts = (cell(row.get("subject")), words, cell(row.get("object")))
    return " – ".join(part for part in parts if part)


def span(start: str, end: str) -> str:
    """Two ISO days as short as they allow: a day, a month, a year, or both.

    >>> span("2022-03-01", "2022-03-31"), span("2019-01-01", "2019-12-31"), span("2022-03-04", "")
    ('2022-03', '2019', 'from 2022-03-04')
    """
    if not start or not end:
        return f"from {start}" if start else f"until {end}" if end else ""
    if start == end:
        return start
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return start[:4] if first.year == last.year else f"{start[:4]} to {end[:4]}"
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and start[:7] == end[:7]:
        return start[:7]
    return f"{start} to {end}"


def _wrapped(text: str, width: int, indent: str) -> None:
    for line in textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + ("    " if not indent else ""),
    ):
        echo(line)
