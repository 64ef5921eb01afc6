"""What is looked up by index is what the whole graph answers, on a graph of the real thing."""

from __future__ import annotations

from pathlib import Path

from kgbuild.graph import Graph, stats, timeline, why


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
