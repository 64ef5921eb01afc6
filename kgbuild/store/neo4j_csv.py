"""Files for `neo4j-admin database import full`: the same graph that the loader writes.

One file a set of labels and one a link type, with typed headers; `import.sh` holds the command and
`schema.cypher` the constraints and indexes, which an import does not make.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import StoreError
from kgbuild.project import Projection, project
from kgbuild.store.neo4j_load import CONSTRAINTS, INDEXES, bundles, run_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Value
    from kgbuild.store.neo4j_load import Bundle

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
  --array-delimiter=U+001F --multiline-fields=true --id-type=string \\
{arguments}
"""


def _cell(value: Value | None) -> str:
    """A field: texts always quoted, nothing for what is missing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    items = value if isinstance(value, tuple) else (value,)
    text = ARRAY.join(item.replace(ARRAY, " ").replace('"', '""') for item in items)
    return f'"{text}"'


def _columns(rows: Iterable[Mapping[str, Value]]) -> dict[str, str]:
    """Name -> type of every property that occurs."""
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, TYPES[type(value)])
    return dict(sorted(found.items()))


def _signature(values: Mapping[str, Value]) -> tuple[str, ...]:
    """Properties that are a figure in one node and a text in another need a file each."""
    return tuple(
        sorted(name for name, v in values.items() if name[:2] == "q_" and not isinstance(v, str))
    )


def _safe(values: Mapping[str, Value]) -> dict[str, Value]:
    """Values as their column's type writes them; lone surrogates cannot be written."""
    return {
        name: value.encode("utf8", "replace").decode("utf8") if isinstance(value, str) else value
        for name, value in values.items()
    }


def write(snapshot: Snapshot | Projection, folder: Path | str) -> list[Path]:
    """Write the import files into `folder` and return them, in the order of their names."""
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    folder = Path(folder)
    found = list(bundles(projection))
    run = run_id(found)
    texts: dict[str, str] = {}
    arguments: list[str] = []
    for (labels, mark), group in sorted(_by_labels(found).items()):
        name = f"nodes-{'-'.join(labels)}{''.join('-' + m for m in mark)}.csv"
        texts[name] = _node_file(labels, group, run)
        arguments.append(f"  --nodes=$here/{name}")
    links: dict[str, list[Link]] = {}
    for link in projection.links:
        links.setdefault(link.type, []).append(link)
    for type_, members in sorted(links.items()):
        texts[f"links-{type_}.csv"] = _link_file(type_, members)
        arguments.append(f"  --relationships=$here/links-{type_}.csv")
    texts["import.sh"] = SCRIPT.format(arguments=" \\\n".join(arguments))
    texts["schema.cypher"] = "".join(f"{line};\n" for line in (*CONSTRAINTS, *INDEXES))
    return _write(folder, texts)


def _by_labels(
    found: Iterable[Bundle],
) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[Bundle]]:
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Bundle]] = {}
    for bundle in found:
        key = (bundle.node.labels, _signature(bundle.node.properties))
        groups.setdefault(key, []).append(bundle)
    return groups


def _node_file(labels: tuple[str, ...], group: list[Bundle], run: str) -> str:
    rows = [_safe(bundle.node.properties) for bundle in group]
    columns = _columns(rows)
    head = [
        "id:ID",
        *(f"{n}:{t}" for n, t in columns.items()),
        "hash:string",
        "run:string",
        ":LABEL",
    ]
    mark = f'"{ARRAY.join(("KgBuild", *labels))}"'
    lines = [",".join(head)]
    for bundle, row in zip(group, rows, strict=True):
        cells = [_cell(row.get(name)) for name in columns]
        own = [_cell(bundle.node.id), *cells, _cell(bundle.hash), _cell(run), mark]
        lines.append(",".join(own))
    return "\n".join(lines) + "\n"


def _link_file(type_: str, members: list[Link]) -> str:
    columns = _columns(link.properties for link in members)
    head = [":START_ID", ":END_ID", *(f"{n}:{t}" for n, t in columns.items()), ":TYPE"]
    lines = [",".join(head)]
    for link in members:
        cells = [_cell(link.properties.get(name)) for name in columns]
        lines.append(",".join([_cell(link.source), _cell(link.target), *cells, type_]))
    return "\n".join(lines) + "\n"


def _write(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in (*folder.glob("nodes-*.csv"), *folder.glob("links-*.csv")):
            stale.unlink()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf8", newline="\n")
    except OSError as error:
        raise StoreError(f"{folder}: cannot write ({error.strerror})") from None
    return [folder / name for name in sorted(texts)]
