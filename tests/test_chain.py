"""The real thing, end to end: articles in, graph out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from around import ROOT

from kgbuild.build import build
from kgbuild.graph import Graph, export
from kgbuild.model import Claim, EntityArg, Snapshot
from kgbuild.project import plain_edges

SENTENCES = {
    "sanctioned.txt": "Huawei was sanctioned by Washington.\n",
    "not-met.txt": "Xi did not meet Zelensky.\n",
    "may-visit.txt": "Xi may visit Moscow.\n",
    "met-in.txt": "Patrushev met with Guo in Beijing.\n",
    "denied.txt": "Adler denied that Becker had met Carlsen.\n",
    "planned.txt": "Norway plans to sanction Halden Shipping.\n",
    "claimed.txt": "The spokesman said that Adler had met Becker.\n",
    "embedded.txt": "The spokesman did not say that Adler had met Becker.\n",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """One document a sentence."""
    folder = tmp_path_factory.mktemp("sentences")
    for name, text in SENTENCES.items():
        (folder / name).write_text(text)
    report = build([folder], graph=folder / "graph")
    assert report.rejects == []
    return Graph.open(folder / "graph")


def claims_of(graph: Graph, source: str, relation: str) -> list[Claim]:
    """Claims of one sentence with one relation."""
    ids = {d.id for d in graph.snapshot.documents if d.source == source}
    return [c for c in graph.snapshot.claims if c.document in ids and c.relation == relation]


def edges_of(graph: Graph, source: str) -> set[tuple[str, str, str]]:
    """Plain edges that rest on one sentence, by name."""
    ids = {d.id for d in graph.snapshot.documents if d.source == source}
    facts = {f.id: f for f in graph.snapshot.facts}
    return {
        (graph.entities[e.source].name, e.relation, graph.entities[e.target].name)
        for e in plain_edges(graph.snapshot)
        if ids & set(facts[e.fact].documents)
    }


def names(graph: Graph, args: tuple[object, ...]) -> list[str]:
    """Names of entity arguments."""
    return [graph.entities[a.entity].name for a in args if isinstance(a, EntityArg)]


def test_a_passive_is_turned_round(graph: Graph) -> None:
    """Huawei was sanctioned by Washington: the government of the United States did it."""
    (claim,) = claims_of(graph, "sanctioned.txt", "SANCTIONED")
    assert names(graph, claim.subject) == ["Government of the United States"]
    assert names(graph, claim.object) == ["Huawei"]
    assert edges_of(graph, "sanctioned.txt") == {
        ("Government of the United States", "SANCTIONED", "Huawei")
    }


def test_what_did_not_happen_is_no_edge(graph: Graph) -> None:
    """Xi did not meet Zelensky: a negated claim."""
    (claim,) = claims_of(graph, "not-met.txt", "MET")
    assert claim.polarity == "negated"
    assert edges_of(graph, "not-met.txt") == set()


def test_what_may_happen_is_no_edge(graph: Graph) -> None:
    """Xi may visit Moscow: a possible visit."""
    (claim,) = claims_of(graph, "may-visit.txt", "VISITED")
    assert (claim.polarity, claim.modality) == ("asserted", "possible")
    assert edges_of(graph, "may-visit.txt") == set()


def test_a_place_is_not_met(graph: Graph) -> None:
    """Patrushev met with Guo in Beijing: one meeting, Beijing its place."""
    claims = claims_of(graph, "met-in.txt", "MET")
    people = {name for c in claims for name in names(graph, (*c.subject, *c.object))}
    assert people == {"Patrushev", "Guo"}
    (claim,) = claims
    assert [graph.entities[p].name for p in claim.place] == ["Beijing"]
    assert {relation for _, relation, _ in edges_of(graph, "met-in.txt")} == {"MET"}


@pytest.mark.parametrize("source", ["denied.txt", "planned.txt", "claimed.txt", "embedded.txt"])
def test_denied_planned_and_claimed_are_no_edges(graph: Graph, source: str) -> None:
    """No meeting and no sanction comes out of them as a plain edge."""
    assert any(claims_of(graph, source, relation) for relation in ("MET", "SANCTIONED", "STATED"))
    relations = {relation for _, relation, _ in edges_of(graph, source)}
    assert not relations & {"MET", "SANCTIONED"}


def test_the_speaker_stays_with_the_claim(graph: Graph) -> None:
    """What the spokesman said is his."""
    (claim,) = claims_of(graph, "claimed.txt", "MET")
    assert [graph.entities[s].name.casefold() for s in claim.attributed_to] == ["spokesman"] or (
        "spokesman" in graph.entities[claim.attributed_to[0]].name
    )


def test_not_saying_is_not_denying(graph: Graph) -> None:
    """ "did not say that X met Y" asserts nothing on the meeting, and denies nothing either."""
    assert claims_of(graph, "embedded.txt", "MET") == []
    (claim,) = claims_of(graph, "embedded.txt", "STATED")
    assert claim.polarity == "negated"
    assert [getattr(a, "literal", "") for a in claim.object] == ["Adler had met Becker"]


def test_every_rule_of_the_data_model_holds(graph: Graph, demo_graph: Path) -> None:
    """`verify` finds nothing on the sentences and on the examples."""
    assert graph.verify() == []
    assert Graph.open(demo_graph).verify() == []


def test_export_does_not_depend_on_order_or_workers(tmp_path: Path, demo_graph: Path) -> None:
    """The same bytes from one process, from two, and article by article in reverse."""
    export(demo_graph, out=tmp_path / "one")
    build([ROOT / "examples"], graph=tmp_path / "g2", jobs=2)
    export(tmp_path / "g2", out=tmp_path / "two")
    for path in sorted((ROOT / "examples").glob("*.*"), reverse=True):
        build([path], graph=tmp_path / "g3")
    export(tmp_path / "g3", out=tmp_path / "three")
    one, two, three = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two", "three")
    )
    assert one["claims.jsonl"]
    assert sorted(one) == sorted(two) == sorted(three)
    assert not [name for name in one if not one[name] == two[name] == three[name]]


def test_hash_seed_does_not_matter(tmp_path: Path) -> None:
    """Another PYTHONHASHSEED gives the same bytes: no order of a set leaks out."""
    outs = []
    for seed in ("1", "2"):
        code = (
            "from kgbuild.build import build; from kgbuild.graph import export;"
            "build(['examples/01-talks-in-oslo.txt', 'examples/02-ministers-meet.txt'],"
            f"graph={str(tmp_path / seed)!r});"
            f"export({str(tmp_path / seed)!r}, out={str(tmp_path / ('out' + seed))!r})"
        )
        env = {"PYTHONHASHSEED": seed, "PATH": "", "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, check=True)
        outs.append({p.name: p.read_bytes() for p in (tmp_path / ("out" + seed)).iterdir()})
    assert outs[0] == outs[1]


def test_seed_articles_come_out_recognisably_right(tmp_path: Path, shared: Path) -> None:
    """The scorer's figures on the two seed articles: a floor that must not be lost again."""
    build([shared / "gold"], graph=tmp_path / "graph")
    export(tmp_path / "graph", out=tmp_path / "out")
    scorer = [sys.executable, shared / "eval/score_gold.py", shared / "gold/seed_gold.json"]
    run = subprocess.run(
        [*scorer, tmp_path / "out", "--json"], capture_output=True, text=True, check=True
    )
    score = json.loads(run.stdout)
    assert score["gate_violations"] == 0
    assert score["promoted"] <= 2
    assert score["recall_by_tier"]["core"] >= 0.5


def test_bad_input_by_the_dozen(tmp_path: Path) -> None:
    """Odd but readable texts are built; nothing crashes, every piece of evidence is verbatim."""
    folder = tmp_path / "odd"
    folder.mkdir()
    odd = {
        "long.txt": "Adler met Becker and " + "the very " * 5_000 + "long story went on.\n",
        "emoji.txt": "😀" * 2000 + " Adler met Becker.\n",
        "rtl.txt": "שלום עולם. Adler met Becker in Oslo, and that was all they said of it. مرحبا\n",
        "punctuation.txt": "... !!! ??? --- ((( )))\n",
        "one-word.txt": "Adler\n",
        "no-full-stop.txt": "Adler met Becker",
        "surrogate.txt": "Adler met \u200b\u2028Becker \ufeffin Oslo.\n",
        "quotes.txt": "“Adler said “Becker said ‘he met Carlsen’” and left.\n",
    }
    for name, text in odd.items():
        (folder / name).write_text(text, encoding="utf8")
    report = build([folder], graph=tmp_path / "graph")
    assert [(r.source, r.reason) for r in report.rejects] == [("punctuation.txt", "no words in it")]
    assert report.built == len(odd) - 1
    graph = Graph.open(tmp_path / "graph")
    assert graph.verify() == []
    assert isinstance(graph.snapshot, Snapshot)


def test_metadata_belong_to_no_sentence(tmp_path: Path) -> None:
    """An address, a date line and a dateline stay out of the evidence of the sentence they stand before."""
    (tmp_path / "a.txt").write_text(
        "https://example.org/news/1\n\nOSLO, March 3 (Example) — Adler met Becker in Bergen.\n"
    )
    (tmp_path / "b.txt").write_text(" date 2022-09-19 On Monday Adler met Becker in Bergen.\n")
    build([tmp_path], graph=tmp_path / "graph")
    evidence = {c.evidence.text for c in Graph.open(tmp_path / "graph").snapshot.claims}
    assert evidence == {"Adler met Becker in Bergen.", "On Monday Adler met Becker in Bergen."}
