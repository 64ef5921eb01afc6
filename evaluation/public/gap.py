"""GAP (Webster et al., Mind the GAP, TACL 2018): a pronoun and two names of its text; which does it stand for?"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.public.exported import ExportedDocument, Span, rates, read_export

Row = dict[str, str]


def read_rows(table: Path) -> list[Row]:
    """The rows of a table as published (gap-test.tsv); no quoting, tabs between cells."""
    with table.open(encoding="utf8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_texts(table: Path, out: Path) -> None:
    """Write a JSONL file with a document a row, to build a graph from."""
    with out.open("w", encoding="utf8") as lines:
        for row in read_rows(table):
            text = {"id": row["ID"], "text": row["Text"]}
            lines.write(json.dumps(text, ensure_ascii=False) + "\n")


def score(rows: Sequence[Row], documents: Sequence[ExportedDocument]) -> dict[str, Any]:
    """Count pairs of pronoun and name, as GAP's own scorer does.

    A name is given to the pronoun when one entity has a mention on the pronoun and one on the name. `none` counts
    the pronouns that stand for neither name, and those of them that get neither.
    """
    by_name = {document.name: document for document in documents}
    counts: Counter[tuple[str, str]] = Counter()
    none = missing = 0
    neither = 0
    for row in rows:
        document = by_name.get(row["ID"])
        missing += document is None
        gender = "M" if row["Pronoun"].lower() in ("he", "him", "his") else "F"
        due = {name: row[f"{name}-coref"].upper() == "TRUE" for name in "AB"}
        said = _said(row, document) if document else {"A": False, "B": False}
        for name in "AB":
            counts[gender, "gold"] += due[name]
            counts[gender, "found"] += said[name]
            counts[gender, "right"] += due[name] and said[name]
        if not any(due.values()):
            neither += 1
            none += not any(said.values())
    figures: dict[str, Any] = {}
    for name, genders in (("all", "MF"), ("M", "M"), ("F", "F")):
        figures[name] = rates(
            *(
                sum(counts[gender, what] for gender in genders)
                for what in ("right", "found", "gold")
            )
        )
    return figures | {"none": f"{none}/{neither}", "documents_missing": missing}


def _said(row: Row, document: ExportedDocument) -> dict[str, bool]:
    # A reader of files may take layout from a text's beginning.
    shift = max(0, document.text.find(row["Text"][:40])) if document.text != row["Text"] else 0
    pronoun = document.entities_at(_span(row, "Pronoun", shift))
    return {name: bool(pronoun & document.entities_over(_span(row, name, shift))) for name in "AB"}


def _span(row: Row, column: str, shift: int) -> Span:
    start = int(row[f"{column}-offset"]) + shift
    return start, start + len(row[column])


def score_files(table: Path, export: Path) -> dict[str, Any]:
    """Score an export against a published table."""
    return score(read_rows(table), read_export(export)[0])
