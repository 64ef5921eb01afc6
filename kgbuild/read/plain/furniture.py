"""What stands in a text and is not the article: captions, promotions, notices, credits, tables.

Told by layout and words, a paragraph at a time; kept in the text as parts that nobody reads as the
article's own voice. A paragraph is a line, or several lines that a column broke.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kgbuild.model import Part, PartKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Parts = Iterable[Part]


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of furniture opens (`opens`) or what it holds (`holds`), up to how many characters."""

    kind: PartKind
    pattern: re.Pattern[str]
    longest: int
    example: str


@cache
def forms() -> tuple[Form, ...]:
    """The forms of `furniture.csv`: patterns, with case where the table says so."""
    table = files("kgbuild.read.plain").joinpath("furniture.csv").read_text(encoding="utf8")
    return tuple(
        Form(
            PartKind(row["kind"]),
            re.compile(row["pattern"], 0 if row["case"] else re.IGNORECASE),
            int(row["longest"]),
            row["example"],
        )
        for row in csv.DictReader(io.StringIO(table))
    )


LABEL = r"^[\W_]*+"
LIST_HEADS = re.compile(
    LABEL + r"(?:related|read more|more (?:on|from)|recommended|most (?:read|popular)|trending"
    r"|top stories|see also|you may also|latest|further reading)\b",
    re.IGNORECASE,
)
ROW = re.compile(r"\S(?:\t+|[ \u00a0]{3,}|\s*\|\s*)\S")
PARAGRAPH = re.compile(r"[^\r\n]+")
BREAK = re.compile(r"\r?\n[ \t]*\r?\n")
SHORT = 140


def parts(text: str, spans: Sequence[tuple[int, int]], known: Parts = ()) -> tuple[Part, ...]:
    """The parts of a text that are no running prose, in order; `known` are those that a reader found.

    `spans` are the metadata, which are no paragraphs.
    """
    found = list(known)
    listed = False
    units = list(_units(text, spans))
    for start, end in units:
        if any(p.start < end and start < p.end for p in found):
            continue
        words = text[start:end]
        kind = kind_of(words)
        if kind is None and listed and len(words) < SHORT and words[-1] not in '.!?:”"':
            kind = PartKind.PROMOTION
        listed = kind is PartKind.PROMOTION and (listed or _heads_list(words))
        if kind is not None:
            found.append(Part(start, end, kind))
    found += _tables(text, units, found)
    return tuple(sorted(found, key=lambda p: (p.start, p.end)))


def kind_of(words: str) -> PartKind | None:
    """What a paragraph is, if it is no running prose.

    >>> str(kind_of("READ MORE: Court frees banker"))
    'promotion'
    """
    for form in forms():
        if len(words) <= form.longest and form.pattern.search(words):
            return form.kind
    return None


def _heads_list(words: str) -> bool:
    """ "Related stories" alone: what follows in short lines are their headlines."""
    return len(words) < 40 and bool(LIST_HEADS.match(words))


def _units(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Paragraphs as (start, end): lines, or the whole block where a line goes on with a small letter."""
    place = 0
    text = text.rstrip()
    for gap in [*BREAK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = [
            (
                place + m.start() + len(m[0]) - len(m[0].lstrip()),
                place + m.start() + len(m[0].rstrip()),
            )
            for m in PARAGRAPH.finditer(text[place:end])
            if m[0].strip()
        ]
        lines = [(a, b) for a, b in lines if not any(s <= a and b <= e for s, e in spans)]
        if len(lines) > 1 and any(text[a].islower() for a, _ in lines[1:]):
            yield lines[0][0], lines[-1][1]
        else:
            yield from lines
        place = gap.end() if gap else end


def _tables(text: str, units: Sequence[tuple[int, int]], found: Sequence[Part]) -> list[Part]:
    """Three rows or more, one below the other, of cells set apart by tabs, bars or wide blanks."""
    taken = {p.start for p in found}
    rows: list[tuple[int, int]] = []
    tables: list[Part] = []
    for start, end in [*units, (len(text), len(text))]:
        words = text[start:end]
        if (
            words
            and start not in taken
            and len(words) < 300
            and ROW.search(words)
            and words[-1] not in ".!?"
        ):
            rows.append((start, end))
            continue
        if len(rows) >= 3 and any(c.isdigit() for c in text[rows[0][0] : rows[-1][1]]):
            tables.append(Part(rows[0][0], rows[-1][1], PartKind.TABLE))
        rows = []
    return tables
