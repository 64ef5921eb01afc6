"""Files that people's tools open: GraphML and GEXF (Gephi, yEd), CSV, Parquet, Mermaid.

GraphML and GEXF hold the plain edges only: who computes on them must not count a denial as a meeting.
Same snapshot, same bytes: nothing in them is the day's date.
"""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.draw.links import Kind, Link, links
from kgbuild.draw.phrases import say
from kgbuild.draw.tables import _library, _present, table, tables, to_arrow
from kgbuild.errors import UsageError
from kgbuild.model import GATE
from kgbuild.project import plain_edges

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgbuild.draw.tables import Table
    from kgbuild.model import Claim, Snapshot

# What XML 1.0 cannot hold, not even escaped.
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MERMAID_NODES = 40


def write(snapshot: Snapshot, form: str, out: str | Path, *, threshold: float = GATE) -> list[Path]:
    """Write `snapshot` as `form` (graphml, gexf, csv, parquet, mermaid) to `out`; the paths written.

    csv and parquet write one file a table into the folder `out`. The others write the file `out`, or
    graph.graphml (and so on) in it where `out` has no ending.
    """
    if form not in WRITERS:
        raise UsageError(f"unknown format {form!r}; known are {', '.join(WRITERS)}")
    out = Path(out)
    if form == "parquet":
        _library("pyarrow")  # before a folder is made that would stay empty
    if form in ("csv", "parquet"):
        out.mkdir(parents=True, exist_ok=True)
    elif not out.suffix or out.is_dir():
        out.mkdir(parents=True, exist_ok=True)
        out = out / f"graph.{'mmd' if form == 'mermaid' else form}"
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
    return WRITERS[form](snapshot, out, threshold)


def _csv(snapshot: Snapshot, out: Path, threshold: float) -> list[Path]:
    written = []
    for name, found in tables(snapshot, threshold=threshold).items():
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(found.columns)
        for row in found.rows:
            writer.writerow([csv_cell(row[column]) for column in found.columns])
        path = out / f"{name}.csv"
        path.write_text(buffer.getvalue(), encoding="utf8", errors="replace", newline="")
        written.append(path)
    return written


def csv_cell(value: Any) -> str:
    """One cell: lists joined by "; ", dates in ISO, and nothing that a spreadsheet would calculate.

    >>> csv_cell("=1+1")
    "'=1+1"
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    return guarded("; ".join(value) if isinstance(value, list) else str(value))


def guarded(text: str) -> str:
    """Text that no spreadsheet calculates, with line ends that every reader of CSV knows.

    >>> guarded("a\\rb"), guarded("\\r=1+1"), guarded("-")
    ('a\\nb', "'\\n=1+1", "'-")
    """
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{found}" if found.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else found


def _parquet(snapshot: Snapshot, out: Path, threshold: float) -> list[Path]:
    written = []
    for name in tables(snapshot, threshold=threshold):
        arrow = to_arrow(snapshot, name, threshold=threshold)
        from pyarrow import parquet

        path = out / f"{name}.parquet"
        parquet.write_table(arrow, path)
        written.append(path)
    return written


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return NO_XML.sub("\ufffd", str(value))


XML_TYPES = {
    str: "string",
    int: "long",
    float: "double",
    bool: "boolean",
    date: "string",
    list: "string",
}


def _columns(found: Table, without: tuple[str, ...]) -> dict[str, str]:
    return {c: XML_TYPES[kind] for c, kind in found.columns.items() if c not in without}


def _graphml(snapshot: Snapshot, out: Path, threshold: float) -> list[Path]:
    nodes, edges = table(snapshot, "entities"), table(snapshot, "edges", threshold=threshold)
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for prefix, side, columns in (
        ("n", "node", _columns(nodes, ("id",))),
        ("e", "edge", _columns(edges, ("source", "target"))),
    ):
        for name, kind in columns.items():
            attributes = {
                "id": f"{prefix}_{name}",
                "for": side,
                "attr.name": name,
                "attr.type": kind,
            }
            ET.SubElement(root, "key", attributes)
    graph = ET.SubElement(root, "graph", id="G", edgedefault="directed")
    for row in nodes.rows:
        node = ET.SubElement(graph, "node", id=row["id"])
        for name, value in _present(row, "id").items():
            ET.SubElement(node, "data", key=f"n_{name}").text = _text(value)
    for number, row in enumerate(edges.rows):
        ends = {"id": f"e{number}", "source": row["source"], "target": row["target"]}
        edge = ET.SubElement(graph, "edge", ends)
        for name, value in _present(row, "source", "target").items():
            ET.SubElement(edge, "data", key=f"e_{name}").text = _text(value)
    return _xml(root, out)


def _gexf(snapshot: Snapshot, out: Path, threshold: float) -> list[Path]:
    nodes, edges = table(snapshot, "entities"), table(snapshot, "edges", threshold=threshold)
    root = ET.Element("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    graph = ET.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    sides = (
        ("node", _columns(nodes, ("id", "label"))),
        ("edge", _columns(edges, ("source", "target", "label"))),
    )
    for side, columns in sides:
        listed = ET.SubElement(graph, "attributes", {"class": side})
        for name, kind in columns.items():
            ET.SubElement(listed, "attribute", id=name, title=name, type=kind)
    listed = ET.SubElement(graph, "nodes")
    for row in nodes.rows:
        node = ET.SubElement(listed, "node", id=row["id"], label=_text(row["label"]))
        _values(node, _present(row, "id", "label"))
    listed = ET.SubElement(graph, "edges")
    for number, row in enumerate(edges.rows):
        ends = {"id": str(number), "source": row["source"], "target": row["target"]}
        edge = ET.SubElement(listed, "edge", {**ends, "label": _text(row["label"])})
        _values(edge, _present(row, "source", "target", "label"))
    return _xml(root, out)


def _values(element: ET.Element, values: dict[str, Any]) -> None:
    listed = ET.SubElement(element, "attvalues")
    for name, value in values.items():
        ET.SubElement(listed, "attvalue", {"for": name, "value": _text(value)})


def _xml(root: ET.Element, out: Path) -> list[Path]:
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    out.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n', encoding="utf8", newline="\n"
    )
    return [out]


ARROWS = {
    Kind.REPORTED: "-->",
    Kind.DISPUTED: "==>",
    Kind.SAID: "-.->",
    Kind.PLANNED: "-.->",
    Kind.DENIED: "-.-x",
    Kind.WEAK: "-.-",
}
NOTES = {Kind.DISPUTED: " (sources disagree)", Kind.SAID: " (on someone's word)"}


def mermaid(snapshot: Snapshot, *, threshold: float = GATE, limit: int = MERMAID_NODES) -> str:
    """A flowchart of the `limit` best connected entities, for a README or a note.

    Solid arrows passed the gate, thick ones are disputed, dotted ones are claimed or planned, and dotted
    lines that end in a cross are denied.
    """
    claims = {c.id: c for c in snapshot.claims}
    drawn = [
        k
        for k in links(snapshot, plain_edges(snapshot, threshold=threshold))
        if k.kind != Kind.WEAK
    ]
    degree: dict[str, int] = {}
    for link in drawn:
        for end in (link.source, link.target):
            degree[end] = degree.get(end, 0) + 1
    chosen = sorted(degree, key=lambda e: (-degree[e], e))[:limit]
    number = {e: i for i, e in enumerate(sorted(chosen))}
    lines = ["flowchart LR"]
    for entity in snapshot.entities:
        if entity.id in number:
            lines.append(f'  n{number[entity.id]}["{_label(entity.name)}"]')
    said: set[str] = set()
    for link in drawn:
        if link.source in number and link.target in number:
            words = _label(_words(link, claims) + NOTES.get(link.kind, ""))
            line = f'  n{number[link.source]} {ARROWS[link.kind]}|"{words}"| n{number[link.target]}'
            if line not in said:
                said.add(line)
                lines.append(line)
    return "\n".join(lines) + "\n"


def _words(link: Link, claims: dict[str, Claim]) -> str:
    claim = claims.get(link.claims[0]) if link.claims else None
    if claim is None or link.kind in (Kind.REPORTED, Kind.DISPUTED):
        return say(link.relation, claim.predicate if claim else "")
    return say(link.relation, claim.predicate, claim.polarity, claim.modality)


def _label(text: str) -> str:
    """Text that Mermaid shows as it stands: marks as character codes, one line, not too long."""
    flat = " ".join(text.split())
    flat = flat if len(flat) <= 60 else flat[:59] + "…"
    return "".join(c if c.isalnum() or c in " .,;:-–—’'()/…" else f"#{ord(c)};" for c in flat)


def _mermaid(snapshot: Snapshot, out: Path, threshold: float) -> list[Path]:
    out.write_text(mermaid(snapshot, threshold=threshold), encoding="utf8", newline="\n")
    return [out]


WRITERS: dict[str, Callable[[Snapshot, Path, float], list[Path]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "csv": _csv,
    "parquet": _parquet,
    "mermaid": _mermaid,
}
