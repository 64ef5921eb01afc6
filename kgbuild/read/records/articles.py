"""A row becomes a Document: its fields found, its text stripped, a bad date noted and left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kgbuild.errors import InputError, MetadataError, UnreadableError
from kgbuild.model import Reject
from kgbuild.read.about import Given
from kgbuild.read.dates import read_date
from kgbuild.read.plain import text as plain
from kgbuild.read.publishers import publisher
from kgbuild.read.records import values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kgbuild.model import Document
    from kgbuild.read.about import About
    from kgbuild.read.records.fields import Columns

STUB = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
LONGEST_STUB = 40
HALF = re.compile("[\ud800-\udfff]")
NO_NAME = re.compile(r"\W*(?:unknown|staff|admin|n/?a)?\W*", re.I)


def document(
    about: About, number: int, row: Mapping[str, Any], columns: Columns
) -> Document | Reject:
    """One row as a Document; a Reject, with the row's line or number, where it holds no article."""
    try:
        return _document(about, number, row, columns)
    except InputError as error:
        return Reject(about.source, number, error.message)


def _document(about: About, number: int, row: Mapping[str, Any], columns: Columns) -> Document:
    def first(name: str) -> str:
        cells = (values.plain(row.get(c)) for c in columns.of_field.get(name, ()))
        return next(filter(None, cells), "")

    text, notes = _text(row, columns)
    if "\0" in text:
        raise InputError("a NUL character in the text")
    if HALF.search(text):
        raise InputError("half a character (a lone surrogate) in the text")
    day = _date(about, row, columns, notes)
    byline = first("byline")
    given = Given(
        title=_one_line(first("title")),
        publisher=publisher(first("publisher")),
        published=day,
        basis="row" if day else None,
        url=first("url") or None,
        byline=None if NO_NAME.fullmatch(byline) else byline,
        language=first("language") or None,
    )
    label = first("id").replace("\n", " ") or str(number)
    inner = about.inside(label, about.given.over(given))
    inner.notes = tuple(notes)
    return plain.document(inner, text)


def _one_line(title: str) -> str | None:
    if values.MARKUP.search(title) or values.ENTITY.search(title):
        title = values.body(f"<p>{title}</p>")
    return " ".join(title.split()) or None


def _text(row: Mapping[str, Any], columns: Columns) -> tuple[str, list[str]]:
    for column in columns.of_field.get("text", ()):
        text = values.body(row.get(column))
        if text.strip():
            stub = STUB.search(text, max(0, len(text) - LONGEST_STUB))
            if stub is None:
                return text, []
            said = stub[0].strip(" .…")
            return text[: stub.start()] + " …", [f"cut off by its source ({said})"]
    short = [(values.body(row.get(c)), c) for c in columns.of_field.get("description", ())]
    text, column = max(short, key=lambda pair: len(pair[0].strip()), default=("", ""))
    if text.strip():
        return text, [f"only its {column} could be read: no longer text in the row"]
    raise UnreadableError("no text in the row")


def _date(about: About, row: Mapping[str, Any], columns: Columns, notes: list[str]) -> date | None:
    """The first column that states a day; a cell that states none is noted, once."""
    complaints: list[str] = []
    for column in columns.of_field.get("published", ()):
        value = row.get(column)
        cell = value if isinstance(value, int | float) else values.plain(value)
        try:
            found = read_date(cell, about.options.dates)
        except MetadataError as error:
            complaints.append(f"{column}: {error.message}")
            continue
        if found is not None:
            return found
        complaints.append(f"no date in {column}")
    notes += complaints[:1]
    return None
