"""A loader that dies at any of its requests to a server, before it was sent or after it was answered: the same load
again leaves what an undisturbed one leaves.

A quick share here; `make torture` dies at every request.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "store"))

import store_graphs
from store_server import Server

from kgbuild.errors import StoreError
from kgbuild.model import Snapshot
from kgbuild.store import sparql
from kgbuild.store.cypher.load import load, unload
from kgbuild.store.cypher.neo4j import Neo4jStore, connect
from kgbuild.store.served import neo4j_problems, sparql_problems

SHARE = int(os.environ.get("KGBUILD_TORTURE", "0"))


def report(line: str) -> None:
    sys.stdout.write(f"\n{line}\n")


POINTS = range(10_000) if SHARE else (0, 2, 3)
"""Requests at which a loader dies; those beyond its last one find it whole."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to be killed")


def dies_at(request: int, after: bool, action: Callable[[Callable[[], None]], None]) -> bool:
    """Run the action in a process of its own, killed at its n-th request; whether it was.

    `action` is handed what it calls before and after each request.
    """
    child = os.fork()
    if child == 0:
        seen = 0

        def tick() -> None:
            nonlocal seen
            if seen == 2 * request + after:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1

        try:
            action(tick)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def each_death(load_once: Callable[[Callable[[], None]], None]) -> Iterator[tuple[int, bool]]:
    """Let the loader die at each request, before it and after it; yields after every death."""
    for request in POINTS:
        for after in (False, True):
            if not dies_at(request, after, load_once):
                return
            yield request, after


def changed(graph: Snapshot) -> Snapshot:
    """Another generation of the graph: claims, facts and conflicts gone, the articles the same."""
    return Snapshot(
        documents=graph.documents,
        entities=graph.entities[1:],
        claims=graph.claims[2:],
        facts=graph.facts[1:],
    )


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.close()


def content(server: Server) -> set[str]:
    return set(map(str, server.store))


def test_a_sparql_load_that_dies(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """First loads and loads of a difference, node by node."""
    graph = store_graphs.small()
    address = f"{server.url}/update"
    send = sparql.send
    tried = 0
    for before, now in ((None, graph), (graph, changed(graph)), (changed(graph), graph)):
        server.store.clear()
        sparql.load(now, address)
        whole = content(server)

        def once(tick: Callable[[], None], now: Snapshot = now) -> None:
            def told(*args: object, **more: object) -> bytes:
                tick()
                answer = send(*args, **more)  # type: ignore[arg-type]
                tick()
                return answer

            sparql.send = told  # in the child only
            sparql.load(now, address, batch=9)

        for _ in each_death(once):
            sparql.load(now, address, batch=9)
            assert content(server) == whole
            tried += 1
            server.store.clear()
            if before is not None:
                sparql.load(before, address)
    assert tried >= 12
    report(f"SPARQL: {tried} deaths, all mended by the same load")


def test_a_graph_store_load_that_dies(server: Server) -> None:
    graph, name = store_graphs.small(), "https://example.org/news"
    store = f"{server.url}/store"
    sparql.put(graph, store, named_graph=name)
    whole = content(server)
    send = sparql.send
    tried = 0

    def once(tick: Callable[[], None]) -> None:
        def noted(*args: object, **more: object) -> bytes:
            tick()
            answer = send(*args, **more)  # type: ignore[arg-type]
            tick()
            return answer

        sparql.send = noted
        sparql.put(graph, store, named_graph=name, batch=9)

    for _ in each_death(once):
        sparql.put(graph, store, named_graph=name, batch=9)
        assert content(server) == whole
        tried += 1
    assert tried >= 4
    report(f"Graph Store: {tried} deaths, all mended by the same load")


@pytest.fixture
def address() -> Iterator[tuple[str, str, str]]:
    uri = os.environ.get("KGBUILD_NEO4J_URI")
    if not uri:
        pytest.skip("needs a Neo4j server: set KGBUILD_NEO4J_URI (make neo4j starts one)")
    found = (
        uri,
        os.environ.get("NEO4J_USER", "neo4j"),
        os.environ.get("NEO4J_PASSWORD", "testpass123"),
    )
    yield found
    with connect(*found) as store:
        unload(store)


@pytest.mark.neo4j
def test_a_neo4j_load_that_dies(address: tuple[str, str, str]) -> None:
    graph = store_graphs.small()
    tried = 0
    for before, now in ((None, graph), (graph, changed(graph)), (changed(graph), graph)):

        def prepare(before: Snapshot | None = before) -> None:
            with connect(*address) as store:
                unload(store)
                if before is not None:
                    load(store, before, replace=True)

        def once(tick: Callable[[], None], now: Snapshot = now) -> None:
            write = Neo4jStore.write

            def told(self: Neo4jStore, text: str, **parameters: object) -> None:
                tick()
                write(self, text, **parameters)
                tick()

            Neo4jStore.write = told  # type: ignore[method-assign]
            with connect(*address) as store:
                load(store, now, batch=20)

        prepare()
        for _ in each_death(once):
            with connect(*address) as store:
                load(store, now, batch=20)
                assert list(neo4j_problems(store, now)) == []
            tried += 1
            prepare()
    assert tried >= 12
    report(f"Neo4j: {tried} deaths, all mended by the same load")


# what a server holds, held against the graph

DAMAGES = {
    "a node gone": ("DELETE WHERE {{ <{fact}> ?p ?o }}", "is missing"),
    "a value changed": (
        "DELETE {{ <{fact}> <{kg}status> ?o }} INSERT {{ <{fact}> <{kg}status> <{kg}denied> }}"
        " WHERE {{ <{fact}> <{kg}status> ?o }}",
        "status",
    ),
    "a link gone": ("DELETE WHERE {{ <{fact}> <{kg}hasClaim> ?o }}", "lacks"),
    "an edge too many": (
        "INSERT DATA {{ <{entity}> <{kg}killed> <{entity}> }}",
        "which the graph has not",
    ),
    "a node too many": ("INSERT DATA {{ <{fact}x> a <{kg}Fact> }}", "no such node"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_differs_on_a_sparql_server_is_found(server: Server, name: str) -> None:
    graph = store_graphs.small()
    sparql.load(graph, f"{server.url}/update")
    asked = sparql.Asked(f"{server.url}/query")
    assert list(sparql_problems(asked, graph)) == []
    namer = sparql.Namer()
    text, told = DAMAGES[name]
    server.store.update(
        text.format(
            fact=namer.iri("Fact", graph.facts[0].id),
            entity=namer.iri("Entity", graph.entities[0].id),
            kg=sparql.KG,
        )
    )
    found = list(sparql_problems(asked, graph))
    assert found
    assert any(told in line for line in found)


def test_another_graph_on_a_sparql_server_is_not_deleted_unasked(server: Server) -> None:
    graph = store_graphs.small()
    sparql.load(graph, f"{server.url}/update")
    before = content(server)
    other = Snapshot()
    with pytest.raises(StoreError, match="--replace"):
        sparql.load(other, f"{server.url}/update")
    assert content(server) == before
    sparql.load(other, f"{server.url}/update", replace=True)
    assert not content(server)


NEO4J_DAMAGES = {
    "a node gone": ("MATCH (n:KgBuild {id: $fact}) DETACH DELETE n", "is missing"),
    "a value changed": ("MATCH (n:KgBuild {id: $fact}) SET n.confidence = 0.01", "confidence"),
    "a value gone": ("MATCH (n:KgBuild {id: $fact}) REMOVE n.status", "status"),
    "a label gone": ("MATCH (n:KgBuild {id: $entity}) REMOVE n:Entity", "lacks the labels"),
    "a link gone": ("MATCH (n:KgBuild {id: $fact})-[r:HAS_CLAIM]->() DELETE r", "lacks the link"),
    "an edge too many": (
        "MATCH (n:KgBuild {id: $entity}) CREATE (n)-[:KILLED {fact: 'x'}]->(n)", "has a link KILLED",
    ),
    "a node too many": ("CREATE (n:KgBuild:Fact {id: 'f-x'})", "no such node"),
}  # fmt: skip


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NEO4J_DAMAGES)
def test_what_differs_on_a_neo4j_server_is_found(address: tuple[str, str, str], name: str) -> None:
    graph = store_graphs.small()
    with connect(*address) as store:
        unload(store)
        load(store, graph)
        assert list(neo4j_problems(store, graph)) == []
        text, told = NEO4J_DAMAGES[name]
        store.write(text, fact=graph.facts[0].id, entity=graph.entities[0].id)
        found = list(neo4j_problems(store, graph))
        assert any(told in line for line in found), found
