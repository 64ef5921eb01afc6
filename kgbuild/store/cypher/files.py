"""Files for `neo4j-admin database import full`: the same graph that the loader writes.

One table a set of labels and one a link type, with typed headers; `import.sh` holds the command and
`schema.cypher` the constraints and indexes, which an import does not make. Rows are written as the graph
is projected, so that a large one need not fit into memory twice.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.errors import StoreError
from kgbuild.project import PARTS, Projection, stream, uncollected
from kgbuild.store.cypher.load import CONSTRAINTS, INDEXES, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Node, Value

ARRAY = "\x1f"
"""Between the items of a list: a character that no text has (it is taken out of texts)."""

TYPES: dict[type, str] = {
    bool: "boolean",
    int: "long",
    float: "double",
    str: "string",
    date: "date",
    tuple: "string[]",
}

SCRIPT = """#!/bin/sh
# Fill an empty Neo4j database from this folder. Run where neo4j-admin is, with the server stopped.
#   sh import.sh [DATABASE]
# Afterwards start the server and run schema.cypher.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
exec neo4j-admin database import full "${{1:-neo4j}}" --overwrite-destination=true \\
  --array-delimiter=U+001F --multiline-fields={multiline} --id-type=string \\
{arguments}
"""


NODE_HEAD = ("id:ID", ":LABEL", "hash:string", "run:string")
LINK_HEAD = (":START_ID", ":END_ID", ":TYPE")

MANY = 50_000
"""Claims from which on a second process pays."""

BUFFER = 8 * 1024 * 1024
"""Characters of a table that wait for being written; some 150 files would be too many to keep open."""


class _Table:
    """Rows of one kind. A property gets its column when it first occurs; where rows have been written
    before that, the table goes on in a second file with a header of its own."""

    def __init__(self, folder: Path, name: str, head: Sequence[str]) -> None:
        self.files: list[Path] = []
        self._folder = folder
        self._name = name
        self._head = list(head)
        self._columns: dict[str, int] = {}
        self._waiting: list[tuple[str, int]] = []
        self._size = 0
        self._written = -1
        """Columns of the last file."""
        self.multiline = False
        """Whether a field holds the end of a line. The importer then reads with one core only."""

    def add(self, start: str, values: Mapping[str, Value]) -> None:
        """A row: the cells of the head, ready, then the properties."""
        columns = self._columns
        cells = [""] * len(columns)
        for name, value in values.items():
            # Most cells are plain texts: written here, without a call.
            plain = type(value) is str and '"' not in value
            cell = f'"{value}"' if plain else _cell(value)
            place = columns.get(name)
            if place is None:
                columns[name] = len(columns)
                self._head.append(f"{name}:{TYPES[type(value)]}")
                cells.append(cell)
            else:
                cells[place] = cell
        line = f"{start},{','.join(cells)}" if cells else start
        self._waiting.append((line, len(cells)))
        self._size += len(line)
        if self._size > BUFFER:
            self.flush()

    def flush(self) -> None:
        """Write what waits, each row with all columns that are known by now."""
        waiting = self._waiting
        if not waiting:
            return
        width = len(self._columns)
        if fresh := width != self._written:
            part = f"-{len(self.files) + 1}" if self.files else ""
            self.files.append(self._folder / f"{self._name}{part}.csv")
            self._written = width
        self.multiline = self.multiline or any("\n" in line or "\r" in line for line, _ in waiting)
        with self.files[-1].open(
            "w" if fresh else "a", encoding="utf8", errors="replace", newline=""
        ) as file:
            if fresh:
                file.write(f"{','.join(self._head)}\n")
            file.writelines(f"{line}{',' * (width - cells)}\n" for line, cells in waiting)
        self._waiting, self._size = [], 0

    def close(self, *, links: bool) -> _Written:
        """Write the rest and tell what was written."""
        self.flush()
        names = tuple(path.name for path in self.files)
        return _Written(links, self._name, names, self.multiline)


def _cell(value: Value) -> str:
    """A field: texts always quoted."""
    kind = type(value)
    if kind is str:
        return _text(value)  # type: ignore[arg-type]
    if kind is bool:
        return "true" if value else "false"
    if kind is date:
        return _day(value)
    if kind is tuple:
        return _text(ARRAY.join(item.replace(ARRAY, " ") for item in value))  # type: ignore[union-attr]
    return repr(value)


def _text(value: str) -> str:
    if '"' in value:
        value = value.replace('"', '""')
    return f'"{value}"'


@lru_cache(maxsize=10_000)
def _day(value: date) -> str:
    return value.isoformat()


def _signature(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Properties that are a figure in one node and a text in another need a table each."""
    return tuple(
        sorted(name for name, v in values.items() if name[:2] == "q_" and not isinstance(v, str))
    )


def write(snapshot: Snapshot | Projection, folder: Path | str) -> list[Path]:
    """Write the import files into `folder` and return them, in the order of their names."""
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in (*folder.glob("nodes-*.csv"), *folder.glob("links-*.csv")):
            stale.unlink()
        if isinstance(snapshot, Projection):
            run = ids.content_id("r", *(node.id for node in snapshot.nodes))
            return _finish(folder, _tables(snapshot.pairs(), run, folder))
        kinds = (snapshot.documents, snapshot.entities, snapshot.claims, snapshot.facts)
        run = ids.content_id("r", *(item.id for items in kinds for item in items))
        with uncollected():
            return _finish(folder, _parts(snapshot, run, folder))
    except OSError as error:
        raise StoreError(f"{folder}: cannot write ({error.strerror or error})") from None


@dataclass(frozen=True, slots=True, order=True)
class _Written:
    """The files of one table."""

    links: bool
    name: str
    files: tuple[str, ...]
    multiline: bool


def _parts(snapshot: Snapshot, run: str, folder: Path) -> list[_Written]:
    """All tables; those of a large graph in two processes, which share its memory where they can fork."""
    job = (snapshot, run, folder)
    forks = sys.platform == "linux" and (os.cpu_count() or 1) > 1 and threading.active_count() == 1
    if len(snapshot.claims) < MANY or not forks:
        return [table for part in range(PARTS) for table in _part(job, part)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(2, context, _keep, (job,)) as pool:
        return [table for found in pool.map(_kept_part, range(PARTS)) for table in found]


_KEPT: list[tuple[Snapshot, str, Path]] = []
"""The graph of a forked process: what goes to the pool's initializer is not copied."""


def _keep(job: tuple[Snapshot, str, Path]) -> None:
    _KEPT[:] = [job]


def _kept_part(part: int) -> list[_Written]:
    return _part(_KEPT[0], part)


def _part(job: tuple[Snapshot, str, Path], part: int) -> list[_Written]:
    snapshot, run, folder = job
    return _tables(stream(snapshot, part=part), run, folder)


def _tables(found: Iterable[tuple[Node, Sequence[Link]]], run: str, folder: Path) -> list[_Written]:
    """Write a table a set of labels, and one a link type and the kind of node that it leaves."""
    nodes: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[_Table, str]] = {}
    links: dict[tuple[str, str], _Table] = {}
    for node, own in found:
        key = (node.labels, _signature(node.properties))
        known = nodes.get(key)
        if known is None:
            name = f"nodes-{'-'.join(node.labels)}{''.join('-' + m for m in key[1])}"
            labels = _text(ARRAY.join(("KgBuild", *node.labels)))
            known = nodes[key] = (_Table(folder, name, NODE_HEAD), labels)
        table, labels = known
        source = _text(node.id)
        table.add(f'{source},{labels},"{hash_of(node, own)}","{run}"', node.properties)
        kind = node.labels[0]
        for link in own:
            type_ = link.type
            edges = links.get((kind, type_))
            if edges is None:
                name = f"links-{kind}-{type_}"
                edges = links[kind, type_] = _Table(folder, name, LINK_HEAD)
            edges.add(f"{source},{_text(link.target)},{type_}", link.properties)
    return [
        *(table.close(links=False) for table, _ in nodes.values()),
        *(table.close(links=True) for table in links.values()),
    ]


def _finish(folder: Path, tables: list[_Written]) -> list[Path]:
    """The command and the schema beside the tables."""
    tables = sorted(tables)
    arguments = [
        f"  --{'relationships' if table.links else 'nodes'}=$here/{name}"
        for table in tables
        for name in table.files
    ]
    multiline = str(any(table.multiline for table in tables)).lower()
    command = SCRIPT.format(arguments=" \\\n".join(arguments), multiline=multiline)
    schema = "".join(f"{line};\n" for line in (*CONSTRAINTS, *INDEXES))
    for name, text in (("import.sh", command), ("schema.cypher", schema)):
        (folder / name).write_text(text, encoding="utf8", newline="\n")
    files = [name for table in tables for name in table.files]
    return [folder / name for name in sorted([*files, "import.sh", "schema.cypher"])]
