"""docs/questions.md: every question asked on the examples, on every store, as the page says."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from around import ROOT
from click.testing import CliRunner
from sparql_machine import KINDS, SparqlMachine

from kgbuild.cli import main
from kgbuild.ledger import Ledger
from kgbuild.model import Snapshot
from kgbuild.query import questions
from kgbuild.store import sparql
from kgbuild.store.cypher.load import load
from kgbuild.store.cypher.neo4j import Neo4jStore
from kgbuild.store.embedded import memory


@pytest.fixture(scope="module")
def made() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_questions", ROOT / "docs" / "make_questions.py"
    )
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def examples(demo_graph: Path) -> Snapshot:
    with Ledger.open(demo_graph) as ledger:
        return ledger.snapshot()


def test_the_page_is_of_today(made: ModuleType, demo_graph: Path) -> None:
    """When an answer has changed on purpose, run `python docs/make_questions.py`."""
    store = memory.embedded(demo_graph)
    found = made.answers(store)
    asked = {name: made.parameters(q, store) for name, q in questions().items()}
    assert made.PAGE.read_text(encoding="utf8") == made.page([found] * 3, asked=asked)
    assert sum(bool(rows) for rows in found.values()) >= 34


def test_the_page_says_when_stores_differ(made: ModuleType, demo_graph: Path) -> None:
    store = memory.embedded(demo_graph)
    found = made.answers(store)
    asked = {name: made.parameters(q, store) for name, q in questions().items()}
    other = {**found, "sanctions": found["sanctions"][:-1]}
    page = made.page([found, found, other], asked=asked)
    assert page.count("✗") == page.count("The stores do not agree") == 1


@pytest.mark.neo4j
def test_neo4j_answers_so(
    made: ModuleType, demo_graph: Path, examples: Snapshot, neo4j_store: Neo4jStore
) -> None:
    load(neo4j_store, examples, replace=True)
    assert made.answers(neo4j_store) == made.answers(memory.embedded(demo_graph))


@pytest.mark.parametrize("kind", KINDS)
def test_sparql_servers_answer_so(
    made: ModuleType,
    demo_graph: Path,
    examples: Snapshot,
    machines: Callable[[str], SparqlMachine],
    kind: str,
) -> None:
    """Through the command, as one types it."""
    machine = machines(kind)
    sparql.load(examples, machine.update, replace=True)
    store = memory.embedded(demo_graph)
    expected = made.answers(store)
    for name, question in questions().items():
        words = ["query", name, "--store", "sparql", "--endpoint", machine.query]
        for parameter, value in made.parameters(question, store).items():
            words += ["-p", f"{parameter}={value}"]
        found = CliRunner().invoke(main, [*words, "--format", "json"])
        assert (found.exit_code, found.stderr) == (0, ""), name
        assert json.loads(found.stdout) == expected[name], name
