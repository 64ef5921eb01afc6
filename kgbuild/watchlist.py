"""A user's own list of people and bodies: who they are, what they are called, what they are.

CSV, JSON Lines, or FollowTheMoney entities a line. Columns or keys: `id` and `name` are needed; `aliases` ("|" or ";"
between, or a JSON list), `type` (a name of the type table), `country` (ISO code or name), `dates` and `notes` may be
there. An id like Q42 becomes a Wikidata id, any other the id of the scheme "authority". Names of the list are found in
texts where the recogniser misses them, and have the list's type; linking is entity resolution's.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.errors import InputError
from kgbuild.gazetteer import country_by_iso, country_by_name
from kgbuild.ids import content_id
from kgbuild.vocabulary import vocabulary

KNOWN = frozenset(("id", "name", "aliases", "type", "country", "dates", "notes"))
WIKIDATA = re.compile(r"^Q[1-9]\d*$")
FTM_TYPES = {
    "Person": "Person",
    "Company": "Company",
    "PublicBody": "GovernmentBody",
    "Organization": "Organization",
    "LegalEntity": "",
}
"""Schema of followthemoney -> our type; others of its entities are no people or bodies and left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One known person or body; `line` is where it stands in the file."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    type: str = ""
    country: str = ""
    dates: str = ""
    notes: str = ""
    line: int = 0

    @property
    def scheme(self) -> str:
        """The scheme of its id."""
        return "wikidata" if WIKIDATA.match(self.id) else "authority"

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True)
class Watchlist:
    """The checked rows of a list, and the file they came from."""

    rows: tuple[Row, ...]
    source: str = ""

    @property
    def stamp(self) -> str:
        """What the list is known by: documents read with another are read again."""
        return content_id("v", *(repr(row) for row in self.rows))


_active: list[Watchlist] = []
_read: dict[str, tuple[Row, ...]] = {}
"""The list read last, by its content: a build asks for it three times, and ten thousand rows take seconds."""


def use(watchlist: Watchlist | None) -> None:
    """Find the names of a list in every text that this process reads from now on; None ends that."""
    _active[:] = [watchlist] if watchlist is not None else []


def active() -> Watchlist | None:
    """The list in use, if any."""
    return _active[0] if _active else None


def load_watchlist(path: str | Path) -> Watchlist:
    """Read and check a file of known people and bodies.

    Raises InputError naming file and line: a row without id or name, an unknown column, type or country, two
    rows with one id (both lines named), a file that is neither CSV nor JSON Lines.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", source=str(path)) from None
    return read_watchlist(text, str(path))


def read_watchlist(text: str, source: str) -> Watchlist:
    """Read and check a list's text; `source` is its file's name, whose ending tells the format."""
    jsonl = Path(source).suffix.lower() in (".jsonl", ".ndjson", ".json")
    key = content_id("v", text, str(jsonl), *sorted(vocabulary().types))
    if key in _read:
        return Watchlist(_read[key], source)
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, record in (_json_rows if jsonl else _csv_rows)(text, source):
        row = _row(record, line, source)
        if row.id in seen:
            raise InputError(
                f"id {row.id!r} stands on line {seen[row.id]} already: one row an id",
                source=source,
                line=line,
            )
        seen[row.id] = line
        rows.append(row)
    _read.clear()
    _read[key] = tuple(rows)
    return Watchlist(_read[key], source)


def _csv_rows(text: str, source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    names = [name.strip().lower() for name in reader.fieldnames or []]
    reader.fieldnames = names
    _check_columns(set(names), source, 1)
    try:
        for record in reader:
            if None in record or None in record.values():
                raise InputError(
                    f"{len(names)} columns are named, this row has another number",
                    source=source,
                    line=reader.line_num,
                )
            yield reader.line_num, record
    except csv.Error as error:
        raise InputError(f"not CSV ({error})", source=source, line=reader.line_num) from None


def _json_rows(text: str, source: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        try:
            record = json.loads(raw)
        except ValueError as error:
            raise InputError(f"not JSON ({error})", source=source, line=line) from None
        if not isinstance(record, dict):
            raise InputError("not an object", source=source, line=line)
        if isinstance(record.get("properties"), dict) and "schema" in record:
            if record["schema"] in FTM_TYPES:
                yield line, _of_ftm(record)
            continue
        _check_columns(set(record), source, line)
        yield line, record


def _of_ftm(record: dict[str, Any]) -> dict[str, Any]:
    """The columns of a list from a FollowTheMoney entity."""
    properties: dict[str, list[str]] = record["properties"]
    names = [
        *properties.get("name", ()),
        *properties.get("alias", ()),
        *properties.get("weakAlias", ()),
    ]
    countries = [
        c for key in ("nationality", "country", "jurisdiction") for c in properties.get(key, ())
    ]
    known = [c for c in countries if country_by_iso(c) is not None]
    wikidata = properties.get("wikidataId", [])
    return {
        "id": wikidata[0] if wikidata else record.get("id"),
        "name": names[0] if names else "",
        "aliases": names[1:],
        "type": FTM_TYPES[record["schema"]],
        "country": known[0].upper() if len(set(known)) == 1 else "",
    }


def _check_columns(names: set[str], source: str, line: int) -> None:
    missing = {"id", "name"} - names
    if missing:
        raise InputError(f"lacks {', '.join(sorted(missing))}", source=source, line=line)
    unknown = names - KNOWN
    if unknown:
        raise InputError(
            f"unknown {', '.join(sorted(unknown))}; known are {', '.join(sorted(KNOWN))}",
            source=source,
            line=line,
        )


def _row(record: dict[str, Any], line: int, source: str) -> Row:
    def cell(name: str) -> str:
        value = record.get(name)
        return "" if value is None else str(value).strip()

    aliases = record.get("aliases") or ""
    parts = aliases if isinstance(aliases, list) else re.split(r"[|;]", str(aliases))
    row = Row(
        cell("id"),
        cell("name"),
        tuple(str(p).strip() for p in parts if str(p).strip()),
        cell("type"),
        cell("country"),
        cell("dates"),
        cell("notes"),
        line,
    )
    if not row.id or not row.name:
        raise InputError("a row needs an id and a name", source=source, line=line)
    if row.type and row.type not in vocabulary().types:
        raise InputError(f"unknown type {row.type!r}", source=source, line=line)
    if row.country and country_by_iso(row.country) is None and country_by_name(row.country) is None:
        raise InputError(f"unknown country {row.country!r}", source=source, line=line)
    return row
