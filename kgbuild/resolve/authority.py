"""A user's own list of people and bodies, and linking with it: null beats a guess.

A CSV or JSON Lines file. Columns or keys: `id` and `name` are needed; `aliases` ("|" or ";" between,
or a JSON list), `type` (a name of the type table), `country` (ISO code or name), `dates` and `notes` may
be there. An id like Q42 becomes a Wikidata id, any other the id of the scheme "authority".
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kgbuild.errors import InputError
from kgbuild.gazetteer import country_by_iso, country_by_name
from kgbuild.model import Cluster
from kgbuild.resolve.bodies import body_words
from kgbuild.resolve.forms import Likeness, compare_names, fold, person_form
from kgbuild.resolve.record import iso_of, kind_of

KNOWN = frozenset(("id", "name", "aliases", "type", "country", "dates", "notes"))
WIKIDATA = re.compile(r"^Q[1-9]\d*$")
# Likenesses that are as good as the name itself.
SURE = frozenset((Likeness.EXACT, Likeness.SPELLING, Likeness.PART, Likeness.SWAPPED))


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


@dataclass(frozen=True, slots=True)
class Authority:
    """A checked list, with its rows by folded name."""

    rows: tuple[Row, ...]
    source: str = ""
    by_name: dict[str, tuple[Row, ...]] = field(default_factory=dict)


def load_authority(path: str | Path) -> Authority:
    """Read and check a file of known people and bodies.

    Raises InputError naming file and line: a row without id or name, an unknown column, type or country, two
    rows with one id (both lines named), a file that is neither CSV nor JSON Lines.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", source=str(path)) from None
    return read_authority(text, str(path))


def read_authority(text: str, source: str) -> Authority:
    """Read and check a list's text; `source` is its file's name, whose ending tells the format."""
    jsonl = Path(source).suffix.lower() in (".jsonl", ".ndjson", ".json")
    read = _json_rows if jsonl else _csv_rows
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for line, record in read(text, source):
        row = _row(record, line, source)
        if row.id in seen:
            raise InputError(
                f"id {row.id!r} stands on line {seen[row.id]} already: one row an id",
                source=source,
                line=line,
            )
        seen[row.id] = line
        rows.append(row)
    return make_authority(rows, source)


def make_authority(rows: Sequence[Row], source: str = "") -> Authority:
    """An authority of rows at hand."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(fold(n) for n in (row.name, *row.aliases)):
            found[name].append(row)
    return Authority(tuple(rows), source, {n: tuple(r) for n, r in sorted(found.items())})


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
        _check_columns(set(record), source, line)
        yield line, record


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
    from kgbuild.vocabulary import vocabulary

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


def attach(clusters: Sequence[Cluster], authority: Authority) -> list[Cluster]:
    """The clusters, those that one row alone fits bearing its id."""
    surnames: dict[str, list[Row]] = defaultdict(list)
    for row in authority.rows:
        if row.type in ("", "Person"):
            for name in (row.name, *row.aliases):
                surnames[person_form(name).family].append(row)
                surnames[person_form(name).given].append(row)
    found = []
    for cluster in clusters:
        fit = _fitting(cluster, authority, surnames)
        if fit is not None and fit.scheme not in cluster.external_ids:
            cluster = replace(cluster, external_ids={**cluster.external_ids, fit.scheme: fit.id})
        found.append(cluster)
    return found


def _fitting(cluster: Cluster, authority: Authority, surnames: dict[str, list[Row]]) -> Row | None:
    """The only row of the cluster's name, kind and country; None where there are none or two."""
    if cluster.attributes.get("named") == "no":
        return None
    rows = [r for r in authority.by_name.get(fold(cluster.name), ()) if _may(cluster, r)]
    if not rows and cluster.type == "Person":
        form = person_form(cluster.name, dict(cluster.attributes))
        near = [*surnames.get(form.family, ()), *surnames.get(form.given, ())] if form.full else []
        rows = [
            row
            for row in dict.fromkeys(near)
            if _may(cluster, row)
            and any(
                compare_names(form, person_form(n)) in SURE
                for n in (row.name, *row.aliases)
                if person_form(n).full
            )
        ]
    elif not rows:
        words = body_words(cluster.name)[0]
        rows = [
            row
            for name in dict.fromkeys((" ".join(words), *map(fold, cluster.aliases)))
            for row in authority.by_name.get(name, ())
            if _may(cluster, row)
        ]
    rows = list(dict.fromkeys(rows))
    return rows[0] if len(rows) == 1 else None


def _may(cluster: Cluster, row: Row) -> bool:
    """Whether kind and country allow it."""
    if row.type and kind_of(row.type) != kind_of(cluster.type):
        return False
    one, two = iso_of(cluster.country), iso_of(row.country)
    return not one or not two or one == two
