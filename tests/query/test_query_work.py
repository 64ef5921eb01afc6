"""How much of the graph a question reads: rows that pass through the plan, which no load on a machine changes.

A plan that looks through a property of the whole graph, or begins at the wrong end, gives the right rows and
takes seconds at 100,000 claims. Here it is seen on 2,000: what Oxigraph's own explanation counts is held
against the rows of the answer and the size of the graph.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sparql_machine import missing

from kgbuild.model import Claim, Snapshot
from kgbuild.project import project
from kgbuild.query import Bound, bind, questions
from kgbuild.store.answers import substitute, term
from kgbuild.store.embedded import memory, oxigraph

MAKER = Path(__file__).parents[2] / "benchmarks" / "stores.py"
CLAIMS = 2000

SLOW = {
    "between_periods": "every fact of both periods is compared",
    "bridges": "all contacts",
    "cooperation_by_month": "two hubs share thousands of claims",
    "edges": "all contacts",
    "doubtful": "all acts that only somebody can do",
    "known_like": "looks through all names",
    "news": "all that was reported in a period",
    "numbers": "all figures are compared",
    "shared_surnames": "all pairs of a surname",
    "single_source": "nearly every claim of a graph",
    "size": "counts all claims",
    "who_is_who": "counts all claims",
    "wording": "all quotations are compared",
}
"""Only what is about all pairs, or lists nearly everything, may be slow, and its header says so."""

ORDINARY, HUBS = ("e-0000100", "e-0000110", "e-0000120"), ("e-0000000", "e-0000001", "e-0000002")

LOOK_UPS = 60
"""Rows of the plan that a row of the answer may cost: a dozen look-ups, each counted where it joins too."""


@dataclass(frozen=True)
class Crowd:
    """A made-up graph on disk."""

    folder: Path
    triples: int

    def work(self, text: str) -> tuple[int, int]:
        """Rows that pass through the plan of a query, and rows of its answer."""
        plan = self.folder / "plan.json"
        options = ["--location", str(oxigraph.current(self.folder)), "--query", text, "--stats"]
        options += ["--explain-file", str(plan), "--results-file", str(self.folder / "rows.tsv")]
        subprocess.run([_program(), "query", *options], check=True, capture_output=True)
        root = json.loads(plan.read_text(encoding="utf8"))["plan"]
        return _passed(root), root["number of results"]


def _program() -> str:
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("oxigraph") or ""
    if not found:
        missing("needs Oxigraph's command: pip install oxigraph")
    return found


def _passed(node: dict[str, Any]) -> int:
    return int(node["number of results"]) + sum(map(_passed, node["children"]))


def _varied(number: int, claim: Claim) -> Claim:
    """Some claims with a hedge, a figure or a status."""
    qualifiers = dict(claim.qualifiers)
    if number % 13 == 0:
        qualifiers["number"] = float(number % 7)
    if number % 17 == 0:
        qualifiers["status"] = "former"
    return replace(claim, hedge="reportedly" if number % 11 == 0 else None, qualifiers=qualifiers)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    _program()
    spec = importlib.util.spec_from_file_location("made_up_stores", MAKER)
    assert spec is not None and spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    plain: Snapshot = maker.made_up(CLAIMS)
    claims = tuple(_varied(i, c) for i, c in enumerate(plain.claims))
    folder = tmp_path_factory.mktemp("crowd")
    oxigraph.rebuild(folder, project(replace(plain, claims=claims)))
    yield Crowd(folder, len(memory.embedded(folder).store))


def _bound(name: str, folder: Path, *, ordinary: bool) -> dict[str, Bound]:
    """A month and ordinary entities, or all of time and the greatest hubs."""
    dates = iter(("2021-03-01", "2021-03-31", "2021-04-01", "2021-04-30"))
    entities = iter(ORDINARY if ordinary else HUBS)
    given = {}
    for p in questions()[name].parameters:
        if p.type == "date" and (ordinary or p.default is None):
            given[p.name] = next(dates)
        elif p.type == "entity":
            given[p.name] = next(entities)
        elif p.default is None:
            given[p.name] = {
                "text": "met",
                "country": "NO",
                "name": "met",
                "relation": "MET",
                "fact": "f-0000005-1-1",
            }[p.type]
    return bind(questions()[name], given, memory.embedded(folder))


def test_only_these_are_marked_slow() -> None:
    assert {q.name for q in questions().values() if q.slow} == set(SLOW)


QUICK = sorted(q.name for q in questions().values() if q.sparql and not q.slow)


@pytest.mark.parametrize("ordinary", [True, False], ids=["ordinary", "hubs"])
@pytest.mark.parametrize("name", QUICK)
def test_a_question_reads_little_of_the_graph(name: str, ordinary: bool, crowd: Crowd) -> None:
    """Beside its rows, at most a thirtieth of the graph, or an eighth where it is about the greatest hubs."""
    bound = _bound(name, crowd.folder, ordinary=ordinary)
    text = substitute(questions()[name].sparql, {k: term(v) for k, v in bound.items()})
    work, rows = crowd.work(text)
    assert work <= LOOK_UPS * rows + crowd.triples / (30 if ordinary else 8)
