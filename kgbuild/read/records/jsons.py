"""JSON in the shapes that articles come in: lines, arrays, one object, or an object around them."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read import encodings
from kgbuild.read.records import articles, values
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

    Rows = Iterable[tuple[int, dict[str, Any] | Reject]]

# Objects whose fields belong to the article that holds them.
WRAPPERS = (
    "_source",
    "fields",
    "thread",
    "article",
    "attributes",
    "metadata",
    "meta",
    "data",
    "doc",
    "node",
    "story",
)
DEEPEST = 4
FIRST = 200
DECODER = json.JSONDecoder()
SPACE = re.compile(r"[\s,]*")


def read_json(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Articles of a JSON file, whatever holds them; what is broken is named and the rest is read."""
    text, note = encodings.decode(raw)
    if note:
        about.remarks.append(note)
    if _is_lines(text):
        yield from _articles(about, _lines(about, text))
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _articles(about, _pieces(about, text, error))
        return
    rows = _find(value)
    if rows is None:
        raise UnreadableError(f"JSON without articles{_shown(value)}")
    if isinstance(value, dict) and rows[0] is value:
        yield from _single(about, value)
        return
    publisher = value.get("title") if isinstance(value, dict) and "version" in value else None
    if isinstance(publisher, str):
        rows = [{"publisher": publisher, **row} for row in rows]
    yield from _articles(about, enumerate(rows, start=1))


def _is_lines(text: str) -> bool:
    """Two lines that are an object each, or one line of one object ended by a line end."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    if not first.startswith("{"):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        second = rest.partition("\n")[0].strip()
        return second.startswith('{"') and second.endswith("}")
    return bool(rest.strip())


def _lines(about: About, text: str) -> Rows:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip(" \t\r\x1e\ufeff"):
            continue
        try:
            row = json.loads(line.strip(" \t\r\x1e\ufeff"))
        except (ValueError, RecursionError) as error:
            yield number, Reject(about.source, number, f"no JSON ({error})")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, Reject(about.source, number, "no JSON object")


def _pieces(about: About, text: str, error: Exception) -> Rows:
    """The articles of a broken array, up to where it breaks."""
    line = text.count("\n", 0, getattr(error, "pos", 0)) + 1
    if isinstance(error, RecursionError):
        raise UnreadableError("JSON nested too deeply") from None
    start = re.search(r"\[\s*(?=\{)", text)
    place = start.end() if start else len(text)
    number = 0
    while place < len(text) and text[place] == "{":
        try:
            row, place = DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        number += 1
        yield number, row
        place = _after(text, place)
    if not number:
        raise UnreadableError(f"no JSON ({error})", line=line) from None
    yield number, Reject(about.source, line, f"JSON, broken from here ({error})")


def _after(text: str, place: int) -> int:
    found = SPACE.match(text, place)
    return found.end() if found else place


def _find(value: Any, depth: int = 0) -> list[dict[str, Any]] | None:
    """The rows in a JSON value: the longest list of objects that look like articles, or the value itself."""
    if isinstance(value, list):
        rows = [row for row in value if isinstance(row, dict)]
        return rows if rows and _likely(rows) else None
    if not isinstance(value, dict):
        return None
    if depth == 0 and _is_article(value):
        return [value]
    if depth < DEEPEST:
        inner = [found for v in value.values() if (found := _find(v, depth + 1))]
        if inner:
            return max(inner, key=len)
    return _columns(value) or _named(value)


def _is_article(row: dict[str, Any]) -> bool:
    columns = Columns.of(_flat(row))
    texts = (values.body(_flat(row).get(c)) for c in columns.of_field.get("text", ()))
    return any(text.strip() for text in texts)


def _likely(rows: list[dict[str, Any]]) -> bool:
    columns = Columns.of(_keys(rows))
    return columns.has_text() or {"title", "url"} <= set(columns.of_field)


def _columns(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """A table written by columns: {"title": {"0": …}, "text": {"0": …}} or lists of one length."""
    tables = [v for v in value.values() if isinstance(v, dict | list)]
    if len(tables) < 2 or len(tables) != len(value):
        return None
    if all(isinstance(v, dict) for v in tables):
        keys = list(tables[0])
        rows = [{name: v.get(key) for name, v in value.items()} for key in keys]
    elif all(isinstance(v, list) for v in tables) and len({len(v) for v in tables}) == 1:
        rows = [dict(zip(value, cells, strict=True)) for cells in zip(*tables, strict=True)]
    else:
        return None
    return rows if rows and "text" in Columns.of(value).of_field else None


def _named(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Articles by id: {"id1": {…}, "id2": {…}}."""
    rows = [{"id": key, **row} for key, row in value.items() if isinstance(row, dict)]
    return rows if rows and len(rows) == len(value) and any(map(_is_article, rows)) else None


def _flat(row: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """A row with the fields of its wrappers beside its own; its own names win."""
    found = dict(row)
    for name in WRAPPERS:
        inner = row.get(name)
        if isinstance(inner, list) and len(inner) == 1:
            inner = inner[0]
        if isinstance(inner, dict) and depth < DEEPEST:
            for key, value in _flat(inner, depth + 1).items():
                if not found.get(key):
                    found[key] = value
            if found.get(name) is row.get(name):
                del found[name]
    return found


def _keys(rows: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in islice(rows, FIRST) for key in _flat(row)))


def _single(about: About, row: dict[str, Any]) -> Iterator[Document | Reject]:
    flat = _flat(row)
    columns = Columns.of(flat, about.options.columns)
    about.remarks.append(columns.said())
    yield articles.document(about, 1, flat, columns)


def _articles(about: About, rows: Rows) -> Iterator[Document | Reject]:
    """The rows as documents; when none of many holds a text, that is said once."""
    ahead = list(islice(rows := iter(rows), FIRST))
    good = [row for _, row in ahead if not isinstance(row, Reject)]
    columns = Columns.of(_keys(good), about.options.columns)
    if good:
        about.remarks.append(columns.said())
    if good and not columns.has_text():
        shown = ", ".join(_keys(good)[:12])
        raise UnreadableError(
            f"JSON whose rows hold no text (fields: {shown[:200]}); name it with --map text=FIELD"
        )
    for number, row in [*ahead]:
        yield (
            row
            if isinstance(row, Reject)
            else articles.document(about, number, _flat(row), columns)
        )
    for number, row in rows:
        if not isinstance(row, Reject):
            row = _flat(row)
            later = Columns.of(row, ()) if "text" not in columns.of_field else columns
            yield articles.document(about, number, row, later)
        else:
            yield row


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return f" (its fields: {', '.join(map(str, list(value)[:12]))[:200]})"
    return ""
