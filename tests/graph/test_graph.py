"""A graph as people use it from Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_check import GOOD

from kgbuild.errors import UsageError
from kgbuild.graph import Graph


def test_every_view_of_the_demo(demo_graph: Path) -> None:
    """Timeline, changes, conflicts, sources, questions and pictures come from one object."""
    graph = Graph.open(demo_graph)
    assert any(row["relation"] == "MET" for row in graph.timeline("Kari Nordahl"))
    assert graph.changes(date(2025, 3, 1), date(2025, 4, 30))
    fields = {row["field"] for row in graph.conflicts()}
    assert {"place", "number"} <= fields
    fact = next(f for f in graph.snapshot.facts if len(f.documents) > 1)
    assert len(graph.sources(fact.id)) >= len(fact.documents)
    assert graph.query("who_met_whom")
    assert "<html" in graph.view(title="Demo")
    assert "<" in graph._repr_html_()


def test_tables(demo_graph: Path) -> None:
    """The graph hands itself over to networkx and pandas."""
    pytest.importorskip("networkx", reason="needs the extra [tables]")
    pytest.importorskip("pandas", reason="needs the extra [tables]")
    graph = Graph.open(demo_graph)
    assert graph.to_networkx().number_of_edges() > 10
    assert len(graph.to_pandas("documents")) == 9


def test_names_and_their_candidates() -> None:
    """A name, an alias or an id finds its entity; an unknown one is told what is near."""
    graph = Graph(GOOD)
    adler = graph.find("adler")
    assert graph.find(adler.id) is adler
    with pytest.raises(UsageError, match=r"near it:\n.*Adler"):
        graph.find("Adl")
    with pytest.raises(UsageError, match="no entity"):
        graph.find("Zimmermann")
    with pytest.raises(UsageError, match="in memory only"):
        graph.query("who_met_whom")


def test_notebooks_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where IPython runs, the formatters for documents and claims are set."""
    told: list[Any] = []

    class Shell:
        """IPython as far as we use it."""

        @staticmethod
        def get_ipython() -> str:
            return "shell"

    import sys

    monkeypatch.setitem(sys.modules, "IPython", Shell)  # type: ignore[arg-type]
    monkeypatch.setattr("kgbuild.draw.notebook.load_ipython_extension", told.append)
    Graph(GOOD)
    assert told == ["shell"]
