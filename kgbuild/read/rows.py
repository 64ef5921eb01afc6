"""JSON Lines and CSV: one article a row. Good rows are kept, bad ones are named by line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from kgbuild.errors import InputError, UnreadableError
from kgbuild.model import Reject
from kgbuild.read import text as plain
from kgbuild.read.metadata import from_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from kgbuild.model import Document
    from kgbuild.read.metadata import Given

ROW_LIMIT = 20_000_000


def read_jsonl(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """Rows of JSON Lines: `text` needed; id, title, published, publisher, url, language taken."""
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(plain.decode(line))
        except UnreadableError as error:
            yield Reject(source, number, error.message)
            continue
        except (ValueError, RecursionError) as error:
            yield Reject(source, number, f"no JSON ({error})")
            continue
        if not isinstance(row, dict):
            yield Reject(source, number, "no JSON object")
            continue
        yield _row(source, number, row, given, today)


def read_csv(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """Rows of CSV with a header line; the columns are those of JSON Lines."""
    text = plain.decode(raw)
    csv.field_size_limit(ROW_LIMIT)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if not reader.fieldnames or "text" not in reader.fieldnames:
        yield Reject(source, 1, "no column named text in the first line")
        return
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Reject(source, reader.line_num, f"no CSV ({error})")
            continue
        yield _row(source, line, row, given, today)


def _row(
    source: str, number: int, row: Mapping[str, Any], given: Given, today: date | None
) -> Document | Reject:
    body = row.get("text")
    if not isinstance(body, str) or not body.strip():
        return Reject(source, number, "no text in the row")
    if "\0" in body:
        return Reject(source, number, "a NUL character in the text")
    if any("\ud800" <= c <= "\udfff" for c in body):
        return Reject(source, number, "half a character (a lone surrogate) in the text")
    name = row.get("id")
    label = str(name).strip() if isinstance(name, str | int) and str(name).strip() else str(number)
    try:
        return plain.document(f"{source}#{label}", body, given.over(from_mapping(row)), today=today)
    except InputError as error:
        return Reject(source, number, error.message)
