"""A store that was tampered with is found out, triple by triple and edge by edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kgbuild.build import snapshot
from kgbuild.project import project
from kgbuild.store.embedded import oxigraph
from kgbuild.store.triples.compare import store_problems
from kgbuild.store.triples.rdf import ntriples
from kgbuild.store.triples.terms import KG

if TYPE_CHECKING:
    from pathlib import Path

    from kgbuild.model import Snapshot


@pytest.fixture(scope="module")
def graph(demo_graph: Path) -> Snapshot:
    return snapshot(demo_graph)


@pytest.fixture(scope="module")
def filled(graph: Snapshot) -> bytes:
    return b"".join(ntriples(project(graph)))


@pytest.fixture
def store(filled: bytes) -> ox.Store:
    made = ox.Store()
    made.load(filled, format=ox.RdfFormat.N_TRIPLES)
    return made


def test_a_whole_store_has_no_problems(store: ox.Store, graph: Snapshot) -> None:
    """All nodes, or every tenth."""
    assert list(store_problems(store, graph)) == []
    assert list(store_problems(store, graph, sample=10)) == []


def some_edge(store: ox.Store) -> ox.Quad:
    return next(iter(store.quads_for_pattern(None, ox.NamedNode(KG + "met"), None, None)))


@pytest.mark.parametrize("sample", [1, 1000])
def test_another_relation_in_an_edges_place(store: ox.Store, graph: Snapshot, sample: int) -> None:
    """KILLED for MET, the number of triples unchanged: found by the edges, whatever the sample."""
    edge = some_edge(store)
    store.remove(edge)
    store.add(ox.Quad(edge.subject, ox.NamedNode(KG + "killed"), edge.object))
    found = list(store_problems(store, graph, sample=sample))
    assert any("KILLED" in line and "no claim entitles" in line for line in found)
    assert any(" MET " in line and "is missing" in line for line in found)


def test_a_triple_taken_added_changed(store: ox.Store, graph: Snapshot) -> None:
    """Each is named."""
    quad = next(q for q in store if q.predicate.value.endswith("#words"))
    store.remove(quad)
    assert any(line.startswith("store: lacks") for line in store_problems(store, graph))
    store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("other words")))
    assert any("other words" in line for line in store_problems(store, graph))


@pytest.mark.parametrize(
    "quad",
    [
        ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode(KG + "met"), ox.NamedNode("urn:y")),
        ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("o")),
        ox.Quad(ox.BlankNode("b"), ox.NamedNode("urn:p"), ox.Literal("o")),
        ox.Quad(
            ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("o"), ox.NamedNode("urn:g")
        ),
    ],
)
def test_what_does_not_belong(store: ox.Store, graph: Snapshot, quad: ox.Quad) -> None:
    """A node, an edge or a graph of somebody else's, also when only a sample is compared."""
    store.add(quad)
    assert len(list(store_problems(store, graph, sample=1000))) >= 2


def test_a_store_filled_in_parts_is_whole(
    graph: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However few nodes the bulk loader gets at once, one more or fewer than there are; merged or not."""
    nodes = len(project(graph).nodes)
    for name, part in (("few", 50), ("all", nodes), ("but-one", nodes - 1), ("more", nodes + 1)):
        monkeypatch.setattr(oxigraph, "CHUNK", part)
        store = ox.Store.read_only(str(oxigraph.fill(tmp_path, name, graph)))
        assert list(store_problems(store, graph)) == []
