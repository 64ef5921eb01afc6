"""The way from a plain edge to its sentences that docs/stores.md shows finds some for every edge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import store_graphs

from kgbuild.model import Snapshot
from kgbuild.project import plain_edges
from kgbuild.store.embedded import memory
from kgbuild.store.triples.terms import KG, relation_iri
from kgbuild.vocabulary import vocabulary

DOCS = Path(__file__).parents[2] / "docs" / "stores.md"
OTHER_WAYS = re.compile(r"^  UNION .*\n", re.MULTILINE)


def documented() -> str:
    found = re.findall(r"```sparql\n(.*?)```", DOCS.read_text(encoding="utf8"), re.DOTALL)
    (text,) = (text for text in found if "UNION" in text)
    return str(text)


@pytest.fixture
def together() -> Snapshot:
    """Three meet, as the joint subject; two more are told with the greater id first."""
    m = store_graphs.Maker()
    text = "Ann, Bob and Cy met. Cy met Ann. Bob visited Ann."
    m.document("d", text)
    for id_, name in (("e-a", "Ann"), ("e-b", "Bob"), ("e-c", "Cy")):
        m.entity(id_, "Person", name, mentions=[("d", name, "name")])
    m.claim("c1", "d", "Ann, Bob and Cy met.", ["e-a", "e-b", "e-c"], "MET", [])
    m.claim("c2", "d", "Cy met Ann.", "e-c", "MET", "e-a")
    m.claim("c3", "d", "Bob visited Ann.", "e-b", "VISITED", "e-a")
    for number in "123":
        m.fact(f"f{number}", f"c{number}")
    return m.snapshot()


@pytest.mark.parametrize("name", ["small", "together", "seed"])
def test_every_plain_edge_has_its_sentences(name: str, request: pytest.FixtureRequest) -> None:
    """As documented for symmetric relations, the first way alone for the others."""
    snapshot: Snapshot = request.getfixturevalue(name)
    store = memory.in_memory(snapshot)
    claims = {claim.id: claim for claim in snapshot.claims}
    facts = {fact.id: fact for fact in snapshot.facts}
    expected: dict[str, set[tuple[object, ...]]] = {}
    for edge in plain_edges(snapshot):
        fact = facts[edge.fact]
        expected.setdefault(edge.relation, set()).update(
            (edge.source, edge.target, claims[id_].evidence.text) for id_ in fact.claims
        )
    assert expected
    for relation, rows in expected.items():
        text = documented().replace("kg:met", f"<{relation_iri(relation)}>")
        if not vocabulary().relations[relation].symmetric:
            text = OTHER_WAYS.sub("", text)
        found = {(row["x"], row["y"], row["text"]) for row in store.run(text, {})}
        assert found >= rows, relation
        assert {row[:2] for row in found} == {row[:2] for row in rows}, relation


def test_the_joint_and_the_reversed_are_there(together: Snapshot) -> None:
    found = memory.in_memory(together).run(documented(), {})
    assert sorted((str(r["x"]), str(r["y"]), str(r["text"])) for r in found) == [
        ("e-a", "e-b", "Ann, Bob and Cy met."),
        ("e-a", "e-c", "Ann, Bob and Cy met."),
        ("e-a", "e-c", "Cy met Ann."),
        ("e-b", "e-c", "Ann, Bob and Cy met."),
    ]


def test_the_documented_text_is_about_a_symmetric_relation() -> None:
    assert relation_iri("MET") == f"{KG}met"
    assert vocabulary().relations["MET"].symmetric
    assert len(OTHER_WAYS.findall(documented())) == 2
