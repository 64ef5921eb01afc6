"""The commands over the stores: a thin skin, one message for what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from store_server import Server

from kgbuild.cli import main
from kgbuild.model import Snapshot
from kgbuild.store.embedded import oxigraph


@pytest.fixture
def graph(small: Snapshot, tmp_path: Path) -> str:
    oxigraph.rebuild(tmp_path, small)
    return str(tmp_path)


def run(*words: str, **environment: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words, env=environment)
    return result.exit_code, result.output


def test_questions_are_listed() -> None:
    code, out = run("query", "--format", "json")
    assert code == 0
    assert len(json.loads(out)) >= 40


def test_a_question_is_explained() -> None:
    code, out = run("query", "q06", "--explain")
    assert code == 0
    assert "MATCH (f:KgBuild:Fact" in out
    assert "SELECT DISTINCT" in out


def test_a_question_is_asked(graph: str) -> None:
    words = ("--param", "from=2025-03", "--param", "to=2025-03", "--format", "json")
    code, out = run("query", "who_met_whom", "--graph", graph, *words)
    assert code == 0
    # What is reported comes with what is only said or hedged, each marked as what it is.
    assert {row["fact"] for row in json.loads(out)} == {"f-met", "f-odd", "f-said", "f-hedge"}


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("query", "nothing_like_it"), 2, "no query of this name"),
        (("query", "names_and_titles", "--param", "x"), 2, "write NAME=VALUE"),
        (("query", "names_and_titles"), 2, "needs the parameter x"),
        (("query", "denials", "--store", "sparql"), 2, "needs --endpoint"),
        (("query", "denials", "--store", "neo4j"), 2, "no password"),
        (("load", "neo4j", "--graph", "nowhere"), 1, "no graph here"),
        (("serve", "--graph", "nowhere"), 1, "no graph here"),
    ],
)
def test_what_goes_wrong_is_one_line(
    words: tuple[str, ...],
    code: int,
    message: str,
    graph: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setenv("KGBUILD_GRAPH", graph)
    found, out = run(*words)
    assert found == code
    assert message in out
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"\xff\xfe\x00", "not a text in UTF-8"),
        (b"SELECT {{", "does not parse"),
        (b"DELETE WHERE { ?s ?p ?o }", "does not parse"),
        (b"# Who?\n# parameter x: text, who\n# columns: s\nSELECT ?s {}", "needs the parameter x"),
        (b"# Who?\n# parameter x: elephant, who\n# columns: s\nSELECT ?s {}", "types are entity"),
        (b"", "is not written in sparql"),
    ],
)
def test_a_query_file_that_is_wrong(graph: str, tmp_path: Path, body: bytes, message: str) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(body)
    code, out = run("query", str(file), "--graph", graph)
    assert code in (1, 2)
    assert message in out
    assert out.count("\n") == 1


def test_a_cypher_file_is_asked_of_neo4j(graph: str, tmp_path: Path) -> None:
    """The embedded graph speaks SPARQL; the message names the store that speaks Cypher."""
    file = tmp_path / "mine.cypher"
    file.write_text("MATCH (n) RETURN n", encoding="utf8")
    code, out = run("query", str(file), "--graph", graph)
    assert code == 2
    assert "--store neo4j" in out
    assert out.count("\n") == 1


@pytest.mark.parametrize("address", ["nonsense", "localhost:7474", "bolt://localhost:7687"])
def test_the_browser_needs_a_web_address(address: str) -> None:
    code, out = run("browser", "--no-open", "--neo4j", address)
    assert code == 2
    assert "give the web address" in out


def test_a_server_holds_a_slice_and_then_the_next_one(demo_graph: Path) -> None:
    """What both hold stays, what the next one lacks goes once it is said; --verify holds the server against it."""
    server = Server()
    at = ("--endpoint", f"{server.url}/update", "--query", f"{server.url}/query")
    words = ("load", "sparql", *at, "--graph", str(demo_graph))
    late = ("--slice", "2025-03-20..")
    try:
        assert run(*words, "--slice", "2025-03..2025-03")[0] == 0
        code, out = run(*words, *late)
        assert (code, "another graph: 6 of its 9 articles" in out) == (1, True)
        code, out = run(*words, *late, "--replace")
        assert code == 0 and " deleted 0 nodes" not in out and "; 0 are as" not in out
        assert run(*words, *late, "--verify")[0] == 0
        assert run(*words, "--verify")[0] == 1
    finally:
        server.close()
