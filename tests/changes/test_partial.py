"""What is looked up by index is what the whole graph answers, on a graph of the real thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.changes import neighbourhood
from kgbuild.changes.neighbourhood import part_of_picture
from kgbuild.draw.view import view as drawn
from kgbuild.graph import Graph, stats, timeline, view, why
from kgbuild.ledger import Ledger
from kgbuild.model import EntityArg


def test_answers_of_the_real_thing_agree(demo_graph: Path) -> None:
    whole = Graph.open(demo_graph)
    assert stats(demo_graph) == whole.stats()
    chosen = [
        e.id
        for e in whole.snapshot.entities
        if len(e.mentions) > 2 or e.type in ("Group", "Document")
    ]
    for number, entity in enumerate(chosen[:60]):
        assert timeline(entity, graph=demo_graph) == whole.timeline(entity)
        other = chosen[number // 2]
        assert why(entity, other, graph=demo_graph) == whole.why(entity, other)


def test_a_part_of_a_large_graph_is_drawn(
    demo_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Graph.open(demo_graph)
    focus = max(whole.snapshot.entities, key=lambda e: (len(e.mentions), e.id))
    assert view(demo_graph, focus=[focus.name]) == drawn(whole.snapshot, focus=[focus.name])
    monkeypatch.setattr(neighbourhood, "LARGE", 1)
    monkeypatch.setattr(neighbourhood, "FACTS", 30)
    for names in ([focus.name], []):
        text = view(demo_graph, focus=names, limit=5)
        assert f'"names":{len(whole.snapshot.entities)}' in text.replace(" ", "")


@pytest.mark.parametrize("limit", [1, 4, 40])
def test_a_part_holds_what_the_whole_says_of_it(demo_graph: Path, limit: int) -> None:
    whole = Graph.open(demo_graph).snapshot
    focus = max(whole.entities, key=lambda e: (len(e.mentions), e.id))
    with Ledger.open(demo_graph) as ledger:
        part = part_of_picture(ledger, [focus.id], limit)
    documents = {document.id for document in part.documents}
    known = {entity.id: entity for entity in whole.entities}
    for entity in part.entities:
        told = [m for m in known[entity.id].mentions if m.document in documents]
        assert sorted(map(repr, entity.mentions)) == sorted(map(repr, told))
    for name in ("claims", "facts", "conflicts", "documents"):
        assert set(map(repr, getattr(part, name))) <= set(map(repr, getattr(whole, name)))
    taken = [f for f in whole.facts if any(_takes(c, focus.id) for c in _claims(whole, f.claims))]
    assert {fact.id for fact in taken} <= {fact.id for fact in part.facts}
    assert len(part.facts) < len(whole.facts)


def _claims(whole, ids):  # type: ignore[no-untyped-def]
    return [claim for claim in whole.claims if claim.id in ids]


def _takes(claim, entity: str) -> bool:  # type: ignore[no-untyped-def]
    args = [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]
    return entity in (*args, *claim.place)
