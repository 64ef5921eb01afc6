"""A Graph tells and takes in what `kgbuild diff`, `watch`, `news`, `judge` and `retype` do."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from damages import make_graph
from pairs import m, pair_graph
from test_check import GOOD

from kgbuild.changes.changing import CAME, changing
from kgbuild.errors import InputError, UsageError
from kgbuild.graph import Graph
from kgbuild.model import EntityArg, Snapshot
from kgbuild.reviewing.judging import HEAD


@pytest.fixture
def met(tmp_path: Path) -> Graph:
    """Anna meets Boris in two articles, of which the second came last."""
    make_graph(tmp_path / "graph")
    graph = Graph.open(tmp_path / "graph")
    last = next(d.id for d in graph.snapshot.documents if d.source == "b.txt")
    with changing(tmp_path / "graph") as ledger:
        ledger.put_note(CAME, json.dumps([last]))
    graph.merge(*(e.id for e in graph.snapshot.entities if e.name == "Anna"), by="me")
    claims = [
        replace(c, about=tuple(a.entity for a in c.subject if isinstance(a, EntityArg)))
        for c in graph.snapshot.claims
    ]
    return Graph(replace(graph.snapshot, claims=tuple(claims)), graph.folder)


def test_diff_tells_what_the_other_graph_says_otherwise() -> None:
    before = Graph(Snapshot())
    assert {c.what for c in before.diff(Graph(GOOD))} >= {"document", "claim", "fact", "edge"}
    (document,) = before.diff(Graph(GOOD), kinds=["document"])[:1]
    assert (document.what, document.change) == ("document", "added")
    assert {c.change for c in Graph(GOOD).diff(before)} == {"gone"}
    with pytest.raises(UsageError, match="no such kind: verb"):
        before.diff(before, kinds=["verb"])


def test_watch_tells_of_each_row_of_a_list(met: Graph, tmp_path: Path) -> None:
    """In all articles, or in those of the last build."""
    path = tmp_path / "people.csv"
    path.write_text("id,name\nP1,Anna\nP2,Nobody Here\n", encoding="utf8")
    anna, nobody = met.watch(path)
    assert (anna.row.name, anna.how, anna.articles) == ("Anna", "near", 2)
    assert (nobody.how, nobody.claims) == ("not met", ())
    assert met.watch(path, only_new=True)[0].articles == 1
    path.write_text("id\nP1\n", encoding="utf8")
    with pytest.raises(InputError):
        met.watch(path)


def test_news_are_of_the_last_build_or_since_a_day(met: Graph) -> None:
    day = met.snapshot.documents[0].published
    assert day is not None
    everything, newest = met.news(since=day), met.news()
    assert {row["document"] for row in newest} < {row["document"] for row in everything}
    assert met.news(since=day.replace(year=day.year + 1)) == []
    row = everything[0]
    assert (row["change"], row["relation"], row["documents"]) == ("new", "MET", 1)
    assert row["fact"] in {fact.id for fact in met.snapshot.facts}
    with pytest.raises(UsageError, match="in memory only"):
        Graph(met.snapshot).news()


def test_a_file_of_decisions_and_a_type_are_taken_in(tmp_path: Path) -> None:
    """The same Graph goes on with what is true now; a file that is wrong changes nothing."""
    graph = Graph.open(pair_graph(tmp_path / "graph"))
    file = tmp_path / "j.jsonl"
    one = {"do": "same", "left": m("bank"), "right": m("farm")}
    file.write_text(f"{json.dumps(HEAD)}\n{json.dumps(one)}\n", encoding="utf8")
    assert graph.judge(file, by="me") == 1
    assert graph.find(m("bank")).clusters == graph.find(m("farm")).clusters
    graph.retype(m("yard"), "Group", by="me", because="a choir")
    assert graph.find(m("yard")).type == "Group"
    graph.retype(m("yard"), "", by="me")
    assert graph.find(m("yard")).type == "Person"
    with pytest.raises(UsageError, match="is no type"):
        graph.retype(m("yard"), "Choir", by="me")
    file.write_text("{}\n", encoding="utf8")
    with pytest.raises(InputError, match="no judgements file"):
        graph.judge(str(file), by="me")
