"""The public names, and what a Graph can do: the library and the commands are twins."""

from __future__ import annotations

import importlib
import inspect
import sys
from pathlib import Path

import click
import pytest

import kgbuild
from kgbuild import cli
from kgbuild.errors import UsageError

# Commands that are no method of a Graph, and where the library has them.
ELSEWHERE = {
    "annotate": "kgbuild.load_english gives a spaCy Language",
    "annotate-gold": "kgbuild.evaluate",
    "browser": "opens a browser",
    "completion": "for the shell",
    "demo": "kgbuild.demo",
    "eval": "kgbuild.evaluate",
    "plugins": "kgbuild.plugins",
    "mcp": "kgbuild.mcp_server",
    "openie": "kgbuild.extract.surface, for measuring",
    "restore": "kgbuild.ledger.restore makes a graph",
    "shard": "kgbuild.sharding: a plan is no graph",
    "serve": "kgbuild.store.embedded.endpoint",
    "trace": "kgbuild.trace",
}
METHODS = {"review": "doubts", "documents": "list_documents", "entities": "list_entities"}


def test_the_public_names_are_these_and_stay_what_they_are() -> None:
    """Each is there, documented, and not hidden when the room of the same name is imported."""
    for name in kgbuild.__all__:
        found = getattr(kgbuild, name)
        assert name == "__version__" or inspect.getdoc(found), name
    for room in ("kgbuild.build", "kgbuild.extract", "kgbuild.extract.verbal.clauses"):
        importlib.import_module(room)
    assert callable(kgbuild.build) and callable(kgbuild.extract)
    assert inspect.ismodule(sys.modules["kgbuild.extract"])


def test_a_graph_can_do_all_that_the_commands_can() -> None:
    """Every command is a method of Graph of the same name, or the table above says where it is."""
    commands = set(cli.main.list_commands(click.Context(cli.main)))
    methods = set(dir(kgbuild.Graph))
    lacking = {c for c in commands if METHODS.get(c, c) not in methods} - set(ELSEWHERE)
    assert lacking == set()
    assert set(ELSEWHERE) <= commands


def test_a_text_gives_claims_without_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows for reading, typed claims, and a Graph in memory; nothing is written."""
    monkeypatch.chdir(tmp_path)
    rows = kgbuild.extract("Anna Adler did not meet Boris Becker in Oslo.")
    met = next(row for row in rows if row["relation"] == "MET")
    assert met["says"] == "Anna Adler – did not meet – Boris Becker"
    assert met["polarity"] == "negated" and met["sentence"].startswith("Anna Adler")
    graph = kgbuild.Graph.of("Anna Adler met Boris Becker.")
    assert graph.find("anna adler").type == "Person"
    assert [row["relation"] for row in graph.why("Anna Adler", "Boris Becker (Person)")] == ["MET"]
    assert kgbuild.claims_of("Anna Adler met Boris Becker.").claims == graph.snapshot.claims
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UsageError, match="in memory only"):
        graph.merge("Anna Adler", "Boris Becker", by="me")


def test_one_path_is_a_path_and_no_row_of_letters(tmp_path: Path) -> None:
    """`build("in2/")` reads the folder in2, not the files i, n, 2."""
    articles = tmp_path / "in2"
    articles.mkdir()
    (articles / "a.txt").write_text("Anna Adler met Boris Becker in Oslo.", encoding="utf8")
    report = kgbuild.build(str(articles), graph=tmp_path / "graph", jobs=1)
    assert report.built == 1


def test_a_graph_goes_on_with_what_it_changed(tmp_path: Path) -> None:
    """Articles added, two people joined and taken apart again, through one Graph."""
    for name, text in (("a", "Anna Adler met Boris Becker."), ("b", "Ann Ader left Oslo.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf8")
    kgbuild.build(tmp_path / "a.txt", graph=tmp_path / "graph", jobs=1)
    graph = kgbuild.Graph.open(tmp_path / "graph")
    graph.build(tmp_path / "b.txt", jobs=1)
    assert len(graph.documents) == 2
    one, two = graph.find("Anna Adler").id, graph.find("Ann Ader").id
    assert not graph.explain("Anna Adler (Person)", "Ann Ader").same
    graph.merge("Anna Adler (Person)", two, by="me", because="a slip")
    assert graph.find("Ann Ader").id == graph.find("Anna Adler").id
    assert len(graph.parts("Anna Adler (Person)")) == 2
    graph.undo(by="me")
    graph.suppress("Ann Ader", by="me", because="asked by letter")
    assert two not in graph.entities
    graph.suppress("Ann Ader", by="me", because="a slip", lift=True)
    assert {one, two} <= set(graph.entities)
    assert graph.remove("b.txt") == 1
    assert graph.backup(tmp_path / "copy.sqlite").is_file()
