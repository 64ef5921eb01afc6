"""Rows that tell something, as a reader takes them in: what is said in one line, then the sentence.

A table of fifteen columns fits no window; a card does. What is told several times is one card, with its first
sentences; what one sentence tells stands together above it. Ids stand last, for whoever goes on with them.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgbuild.cli._common import cell, console
from kgbuild.cli._echo import echo
from kgbuild.cli._heads import ENDED, NOBODY, SOMEBODY, headline, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Row = Mapping[str, Any]

MOST = 30
"""Cards of one answer, unless more are asked for."""

SENTENCES = 2
"""Sentences on a card of what is told several times."""

VALUES = 3
"""Different values of a column that a card names."""

TOLD = frozenset(
    {
        "subject", "relation", "words", "object", "polarity", "modality", "time_start", "time_end",
        "start", "end", "precision", "sentence", "source", "document", "worth", "begin", "when",
        "says", "reported", "published", "observed", "day",
    }
)  # fmt: skip
"""Columns that the headline, the sentence and its place hold."""

IDS = ("entity", "fact", "claim", "conflict", "denied", "delivered", "judgement")
LEFT_OUT = frozenset(
    {
        "left",
        "right",
        "left_entity",
        "right_entity",
        "also_in",
        "other",
        "other_sentence",
        "other_source",
    }
)

PLAIN = frozenset({"status", "change", "stage"})
"""Columns whose value says by itself what it is."""

ORDINARY = frozenset({("documents", "1"), ("independent", "1"), ("independent_sources", "1")})
"""Values that go without saying beside "single source"."""


@dataclass(slots=True)
class Told:
    """One thing that is told, by one row or several."""

    when: str
    head: str
    rows: list[Row] = field(default_factory=list)

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """Different sentences with their places, in order."""
        return list(dict.fromkeys(place for row in self.rows for place in _places(row)))


def tells(columns: Sequence[str]) -> bool:
    """Whether rows of these columns are better read as cards."""
    return "sentence" in columns and bool({"subject", "says"} & set(columns))


def print_cards(
    rows: Iterable[Row],
    columns: Sequence[str],
    *,
    most: int = MOST,
    empty: str = "Nothing found.",
    under: Sequence[str] = (),
) -> None:
    """Print rows as cards in the width at hand; of more than `most` (0: no limit) the number is said.

    The values of the columns in `under` stand once, above the cards that share them.
    """
    rows = list(rows)
    if not rows and empty:
        echo(empty)
    width = max(40, min(console().width, 120))
    cards = together(rows, under)
    shown = _shown(cards, under, most)
    above: list[str] = []
    for card in shown:
        if under and (heading := _under(card[0].rows[0], under)) != above:
            above = heading
            _wrapped(f"== {'; '.join(heading)}", width, "")
            echo("")
        _print(card, [c for c in columns if c not in under], width)
    if len(shown) < len(cards):
        echo(
            f"… and {len(cards) - len(shown):,} more (--most 0 shows all; --format csv or json has them)"
        )


def _shown(cards: list[list[Told]], under: Sequence[str], most: int) -> list[list[Told]]:
    """The first cards; under headings the first of each, so that none is hidden by a long one."""
    if not most or len(cards) <= most:
        return cards
    heading = {id(card): tuple(_under(card[0].rows[0], under)) for card in cards}
    each = max(SENTENCES, most // len(set(heading.values())))
    seen: Counter[tuple[str, ...]] = Counter()
    shown = []
    for card in cards:
        seen[heading[id(card)]] += 1
        if seen[heading[id(card)]] <= each:
            shown.append(card)
    return shown[:most]


def together(rows: Sequence[Row], under: Sequence[str] = ()) -> list[list[Told]]:
    """Rows as cards: those that tell the same are one thing told; things of one same sentence share a card."""
    things: dict[tuple[object, ...], Told] = {}
    for row in rows:
        when = span(_day(row, "time_start", "start"), _day(row, "time_end", "end"))
        if when.startswith("until ") and row.get("status") in ENDED:
            when = f"before {when.removeprefix('until ')}"
        when = when or cell(row.get("when"))
        head = headline(row)
        key = (
            *_under(row, under),
            when,
            head.casefold(),
            *(cell(row.get(c)) for c in sorted(PLAIN)),
            cell(row.get("judgement")),
        )
        things.setdefault(key, Told(when, head)).rows.append(row)
    cards: dict[object, list[Told]] = {}
    for thing, told in things.items():
        places = told.sentences
        alone = len(places) == 1 and places[0] != ("", "")
        cards.setdefault((*_under(told.rows[0], under), *places[0]) if alone else thing, []).append(
            told
        )
    order = {tuple(_under(told[0].rows[0], under)): None for told in cards.values()}
    rank = {heading: at for at, heading in enumerate(order)}
    return sorted(cards.values(), key=lambda told: rank[tuple(_under(told[0].rows[0], under))])


def _under(row: Row, under: Sequence[str]) -> list[str]:
    return [cell(row.get(c)).replace("_", " ") for c in under if cell(row.get(c))]


def _print(card: Sequence[Told], columns: Sequence[str], width: int) -> None:
    for told in card:
        _wrapped(f"{told.when}  {told.head}" if told.when else told.head, width, "")
        if more := _more(told, columns):
            _wrapped("; ".join(more), width, "    ")
    places = [place for place in card[0].sentences if place[0]]
    for sentence, source in places[:SENTENCES]:
        quoted = sentence if sentence[0] in '“"‘«' else f"“{sentence}”"
        _wrapped(quoted + (f"  {source}" if source else ""), width, "    ")
    if len(places) > SENTENCES:
        sources = {source for _, source in places}
        where = f" in {len(sources)} articles" if len(sources) > 1 else ""
        _wrapped(f"told in {len(places)} sentences{where}", width, "    ")
    ids = [cell(told.rows[0][name]) for told in card for name in IDS if told.rows[0].get(name)]
    if ids:
        _wrapped("  ".join(dict.fromkeys(ids)), width, "    ")
    echo("")


def _more(told: Told, columns: Sequence[str]) -> list[str]:
    """What the other columns hold, a column at a time."""
    more = []
    for column in columns:
        if column in TOLD or column in IDS or column in LEFT_OUT:
            continue
        found = dict.fromkeys(_value(row.get(column)) for row in told.rows)
        values = [v for v in found if v not in ("", "no") and (column, v) not in ORDINARY]
        if told.rows[0].get("says"):
            values = [v for v in values if v not in told.head]
        if not values:
            continue
        text = " / ".join(values[:VALUES]) + (" / …" if len(values) > VALUES else "")
        if column == "speaker" and "" in found:
            text += ", and by an article itself"
        more.append(text.replace("_", " ") if column in PLAIN else f"{_label(column)} {text}")
    days = sorted({day for row in told.rows if (day := _reported(row))})
    if not told.when and days:
        last = f" to {days[-1]}" if len(days) > 1 else ""
        more.append(f"day not told, reported {days[0]}{last}")
    return more


def _value(value: object) -> str:
    """A value as it is read: whole numbers without a point, nobody's name in words."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return cell(value).replace(f"> {NOBODY}", f"> {SOMEBODY}")


def _label(column: str) -> str:
    return {"speaker": "said by", "quoted": "in quotation marks:"}.get(
        column, column.replace("_", " ")
    )


def _reported(row: Row) -> str:
    return _first(row, "reported", "published", "observed")


def _places(row: Row) -> list[tuple[str, str]]:
    """The sentence with its article, and the one that it is held against where there is one."""
    found = [(_plain(row.get("sentence")), _first(row, "source", "document"))]
    if row.get("other_sentence"):
        found.append((_plain(row["other_sentence"]), _first(row, "other_source")))
    return found


def _plain(sentence: object) -> str:
    return " ".join(str(sentence or "").split())


def _first(row: Row, *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _day(row: Row, *names: str) -> str:
    """The first of these columns that holds a day; a number is a place in the text."""
    return next((v for name in names if isinstance(v := row.get(name), str) and v), "")


def _wrapped(text: str, width: int, indent: str) -> None:
    for line in textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + ("    " if not indent else ""),
    ):
        echo(line)
