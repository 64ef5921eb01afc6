"""Write docs/questions.md, every question asked on the examples: `python docs/make_questions.py`.

Asks the embedded store, and the servers that the environment names: Neo4j (KGBUILD_NEO4J_URI, NEO4J_USER,
NEO4J_PASSWORD) and any SPARQL server (KGBUILD_ENDPOINT), into which the examples are loaded. A server that
is not named counts as answering alike; tests/store/test_store_questions.py asks them all.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kgbuild.build import build
from kgbuild.cli._asked import ASKED
from kgbuild.ledger import Ledger
from kgbuild.query import Question, Rows, ask, questions
from kgbuild.store import sparql
from kgbuild.store.cypher import load as neo4j_load
from kgbuild.store.cypher import neo4j
from kgbuild.store.embedded import memory

ROOT = Path(__file__).resolve().parent.parent
PAGE = Path(__file__).with_name("questions.md")
STORES = ("SPARQL, embedded", "SPARQL, server", "Cypher, Neo4j")

SHOWN = 3
"""Rows of an answer on the page."""

HIDDEN = frozenset({"begin", "end", "entity", "left_entity", "right_entity"})
"""Columns that a reader of the page does without; those of ids are left out wherever they stand."""

PLAIN = {"polarity": "asserted", "modality": "actual"}
"""Values that go without saying: the column is shown where one row has another."""

ID = re.compile(r"[a-z]{1,2}-[0-9a-f]{20}")

HEAD = """# The questions and their answers

Every question of `kgbuild query`, asked on the articles in `examples/`: in SPARQL on the embedded store, in SPARQL on a
server over HTTP, in Cypher on Neo4j. Written by `python docs/make_questions.py`; tests fail when an answer has
changed, or when a server answers otherwise. Each row also has the ids of its fact and claim; these, and columns in
which all rows are asserted or actual, are left out here.
"""

Answers = Mapping[str, Sequence[Mapping[str, Any]]]


def parameters(question: Question, store: Rows) -> dict[str, str]:
    """What the page asks the question with."""
    if question.name == "first_report":
        found = ask("repeated_copy", store).rows or ask("who_met_whom", store).rows
        return {"fact": str(found[0]["fact"])}
    return ASKED.get(question.name, {})


def answers(store: Rows) -> dict[str, list[dict[str, Any]]]:
    """Every question's rows on one store."""
    return {
        name: [dict(row) for row in ask(question, store, parameters(question, store)).rows]
        for name, question in questions().items()
    }


def page(given: Sequence[Answers], *, asked: Mapping[str, Mapping[str, str]]) -> str:
    """The page, from the answers of the stores in the order of STORES and what was asked."""
    first = given[0]
    parts = [HEAD, _summary(given)]
    group = ""
    for name, question in questions().items():
        if question.group != group:
            group = question.group
            parts.append(f"## {group.replace('_', ' ').capitalize()}\n")
        command = " ".join(
            [
                "kgbuild query",
                name,
                *(f"-p {shlex.quote(f'{k}={v}')}" for k, v in asked[name].items()),
            ]
        )
        parts.append(f"### {name}\n\n{question.question}\n\n```sh\n{command}\n```\n")
        parts.append(_table(first[name], question.columns))
        if any(other[name] != first[name] for other in given[1:]):
            parts.append("**The stores do not agree.**\n")
    return "\n".join(parts)


def _summary(given: Sequence[Answers]) -> str:
    lines = [f"| question | {' | '.join(STORES)} | alike |", "|---|" + "---|" * (len(STORES) + 1)]
    for name in questions():
        rows = [answer[name] for answer in given]
        alike = "✓" if all(other == rows[0] for other in rows) else "✗"
        counts = " | ".join(_count(found) for found in rows)
        lines.append(f"| [{name}](#{name}) | {counts} | {alike} |")
    return "\n".join(lines) + "\n"


def _count(rows: Sequence[object]) -> str:
    return "1 row" if len(rows) == 1 else f"{len(rows)} rows"


def _table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> str:
    if not rows:
        return "No rows in the examples.\n"
    shown = [{column: _cell(row.get(column)) for column in columns} for row in rows[:SHOWN]]
    named = [
        c for c in columns if c not in HIDDEN and any(row[c] != PLAIN.get(c, "") for row in shown)
    ]
    if "time_start" in named and all(row["time_start"] == row["time_end"] for row in shown):
        named.remove("time_end")
    heads = ["time" if c == "time_start" and "time_end" not in named else c for c in named]
    lines = [
        f"| {' | '.join(head.replace('_', ' ') for head in heads)} |",
        "|" + "---|" * len(named),
    ]
    lines += [f"| {' | '.join(row[c] for c in named)} |" for row in shown]
    if len(rows) > SHOWN:
        lines.append(f"\n… and {len(rows) - SHOWN:,} more.")
    return "\n".join(lines) + "\n"


def _cell(value: object) -> str:
    """A value as the table shows it; ids say nothing to a reader."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(str(value).split())
    return "" if ID.fullmatch(text) else text.replace("|", "\\|")


def main() -> None:
    """Build the examples, ask, write the page."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        graph = Path(folder) / "graph"
        build([ROOT / "examples"], graph=graph)
        with Ledger.open(graph) as ledger:
            snapshot = ledger.snapshot()
        stores: list[Rows] = [memory.embedded(graph)]
        if endpoint := os.environ.get("KGBUILD_ENDPOINT"):
            sparql.load(snapshot, endpoint)
            stores.append(sparql.SparqlStore(endpoint))
        else:
            stores.append(stores[0])
        if uri := os.environ.get("KGBUILD_NEO4J_URI"):
            login = (os.environ.get("NEO4J_USER", "neo4j"), os.environ.get("NEO4J_PASSWORD", ""))
            store = opened.enter_context(neo4j.connect(uri, *login))
            neo4j_load.load(store, snapshot)
            stores.append(store)
        else:
            stores.append(stores[0])
        asked = {name: parameters(q, stores[0]) for name, q in questions().items()}
        PAGE.write_text(page([answers(store) for store in stores], asked=asked), encoding="utf8")


if __name__ == "__main__":
    main()
