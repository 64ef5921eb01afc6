"""Somebody who asked to be left out is in no view, export or store, and stays out over rebuilds."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from damages import _put, make_graph

from kgbuild.audit import verify
from kgbuild.build import snapshot
from kgbuild.changes import hiding
from kgbuild.changes.changing import changing
from kgbuild.cli import main
from kgbuild.graph import Graph


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    make_graph(tmp_path / "graph")
    return tmp_path / "graph"


def run(graph: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, [*arguments, "--graph", str(graph)])
    assert result.exit_code == 0, result.output
    return result.output


def anna(graph: Path) -> str:
    """The id of the first of her name; a namesake is left out with her, in doubt."""
    return next(e.id for e in snapshot(graph).entities if e.name == "Anna")


def exported(graph: Path, folder: Path) -> dict[str, str]:
    """Every export but the articles' own texts, and the store."""
    found = {}
    for form in ("jsonl", "nquads", "turtle", "csv", "graphml", "mermaid", "neo4j-csv"):
        for path in Graph.open(graph).export(form, folder / form):
            for file in [path] if path.is_file() else path.rglob("*"):
                if file.is_file() and "document" not in file.name.casefold():
                    found[f"{form}/{file.name}"] = file.read_text(encoding="utf8")
    return found


def test_left_out_of_everything(graph: Path, tmp_path: Path) -> None:
    """No node, claim, fact, edge, name or sentence of hers; the graph is whole; others stay."""
    assert any("Anna" in text for text in exported(graph, tmp_path / "before").values())
    run(graph, "suppress", anna(graph), "--because", "asked by letter")
    for name, text in exported(graph, tmp_path / "after").items():
        assert "Anna" not in text, name
    found = snapshot(graph)
    assert {e.name for e in found.entities} == {"Boris"}
    assert found.claims == found.facts == ()
    assert verify(graph) == []
    assert (
        run(graph, "query", "known_by_name", "--param", "known=Anna", "--format", "json").strip()
        == "[]"
    )
    assert "asked by letter" in run(graph, "suppress", "--list")


def test_remembered_over_rebuilds(graph: Path) -> None:
    """New articles do not bring her back, nor does a refresh; the ledger forgets nothing."""
    run(graph, "suppress", anna(graph), "--because", "asked")
    with changing(graph) as ledger:
        _put(ledger, "z.txt", "Anna met Boris at the sea.")
    run(graph, "refresh", "--anew")
    assert "Anna" not in {e.name for e in snapshot(graph).entities}
    assert verify(graph) == []


def test_let_in_again(graph: Path) -> None:
    """Lifting is a new entry, the old one stays; the graph is as it was."""
    before = snapshot(graph)
    run(graph, "suppress", anna(graph), "--because", "asked")
    run(graph, "suppress", "Anna", "--lift", "--because", "withdrawn")
    assert snapshot(graph) == before
    assert verify(graph) == []
    with changing(graph) as ledger:
        assert [e.lifted for e in hiding.entries(ledger)] == [False, True]


@pytest.mark.parametrize(
    "arguments", [["suppress", "Boris"], ["suppress"], ["suppress", "Nobody", "--because", "x"],
                  ["suppress", "Anna", "--lift"]],
)  # fmt: skip
def test_wrong_usage(graph: Path, arguments: list[str]) -> None:
    """Without a reason, a name, or an entity of that name."""
    result = CliRunner().invoke(main, [*arguments, "--graph", str(graph)])
    assert result.exit_code == 2
