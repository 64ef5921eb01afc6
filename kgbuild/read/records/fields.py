"""Which column of a row holds what: a table of the names that people use, without regard to case.

`fields.csv` lists them, likeliest first. What a file's columns were taken for is said in one line.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHOWN = ("title", "text", "published", "publisher", "byline", "url", "id", "language")
LONGEST_HEADER = 60


@cache
def written() -> Mapping[str, tuple[str, ...]]:
    """Field -> the names of its columns as the table writes them, likeliest first."""
    table = files("kgbuild.read.records").joinpath("fields.csv").read_text(encoding="utf8")
    rows = csv.DictReader(io.StringIO(table))
    return {row["field"]: tuple(row["columns"].split()) for row in rows}


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """The same, folded."""
    return {field: tuple(map(fold, columns)) for field, columns in written().items()}


def fold(name: str) -> str:
    """A column's name without case, blanks and marks: "Published At" is "publishedat"."""
    return re.sub(r"[\W_]+", "", name.casefold())


@dataclass(slots=True)
class Columns:
    """The columns of one file that were taken for a field, likeliest first, and those that were not.

    `missing` are columns that were asked for and are not there.

    >>> found = Columns.of(["Headline", "Body", "pub_date", "id2"])
    >>> found.said()
    'title <- Headline, text <- Body, published <- pub_date; ignored: id2'
    """

    of_field: dict[str, list[str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, columns: Iterable[str], wanted: Iterable[tuple[str, str]] = ()) -> Columns:
        """Match columns with fields; `wanted` (field, column) goes before the table."""
        columns = [c for c in columns if c is not None]
        by_fold: dict[str, list[str]] = {}
        for column in columns:
            by_fold.setdefault(fold(column), []).append(column)
        found = cls()
        taken: set[str] = set()
        for name, column in wanted:
            same = [c for c in columns if c == column] or by_fold.get(fold(column), [])
            if not same:
                found.missing.append(f"{name}={column}")
                continue
            found.of_field[name] = [same[0]]
            taken.add(same[0])
        for name, likely in names().items():
            if name in found.of_field:
                continue
            here = [c for key in likely for c in by_fold.get(key, ()) if c not in taken]
            if here:
                found.of_field[name] = here
                taken.update(here if name == "text" else here[:1])
        used = {c for here in found.of_field.values() for c in here}
        found.ignored = [c for c in columns if c and c not in used]
        return found

    def said(self) -> str:
        """One line: which column was taken for what."""
        parts = [f"{name} <- {self.of_field[name][0]}" for name in SHOWN if name in self.of_field]
        if "text" not in self.of_field and "description" in self.of_field:
            parts.insert(1, f"text <- {self.of_field['description'][0]}")
        line = ", ".join(parts)
        if self.ignored:
            line += "; ignored: " + ", ".join(self.ignored[:12])
            line += f" and {len(self.ignored) - 12} more" if len(self.ignored) > 12 else ""
        if self.missing:
            line += f"; no such column: {', '.join(self.missing)}"
        return line

    def has_text(self) -> bool:
        """Whether some column can hold an article."""
        return "text" in self.of_field or "description" in self.of_field


def is_header(text: str) -> bool:
    """Whether a text's first line names columns, one of them an article's text: CSV under another name."""
    first, _, rest = text.partition("\n")
    if len(first) > 2000 or not rest.strip():
        return False
    for mark in (",", "\t", ";", "|"):
        cells = [cell.strip().strip('"') for cell in first.split(mark)]
        if len(cells) < 2 or any(len(cell) > LONGEST_HEADER for cell in cells):
            continue
        found = Columns.of(cells)
        known = sum(len(found.of_field.get(name, ())) > 0 for name in SHOWN)
        if "text" in found.of_field and known >= 2 and known * 2 >= len(cells):
            return True
    return False
