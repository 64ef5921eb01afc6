"""The graphs that the tests of stores run on, and the stores themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import store_graphs
from sparql_machine import KINDS, STORE_NAMES, SparqlMachine
from store_server import Server

from kgbuild.model import Snapshot
from kgbuild.query import Rows
from kgbuild.store import sparql
from kgbuild.store.cypher.load import load, unload
from kgbuild.store.cypher.neo4j import Neo4jStore, connect
from kgbuild.store.embedded import memory, oxigraph
from kgbuild.store.triples import rdf

Opener = Callable[[Snapshot], Rows]

STORES = [
    pytest.param(name, marks=pytest.mark.neo4j) if name == "neo4j" else name for name in STORE_NAMES
]


@pytest.fixture(scope="session")
def small() -> Snapshot:
    return store_graphs.small()


@pytest.fixture(scope="session")
def seed() -> Snapshot:
    return store_graphs.seed()


@pytest.fixture(scope="session")
def neo4j_store() -> Iterator[Neo4jStore]:
    """The server named by the environment; its :KgBuild nodes are deleted at the end."""
    uri = os.environ.get("KGBUILD_NEO4J_URI")
    if not uri:
        pytest.skip("needs a Neo4j server: set KGBUILD_NEO4J_URI (make neo4j starts one)")
    user = os.environ.get("NEO4J_USER", "neo4j")
    with connect(uri, user, os.environ.get("NEO4J_PASSWORD", "testpass123")) as store:
        yield store
        unload(store)


@pytest.fixture
def sparql_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture(scope="session")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], SparqlMachine]]:
    """Starts a real SPARQL server by its kind, once, and ends it after all tests."""
    started: dict[str, SparqlMachine] = {}

    def machine(kind: str) -> SparqlMachine:
        if kind not in started:
            found = KINDS[kind](tmp_path_factory.mktemp(kind) / "home")
            found.start()
            started[kind] = found
        return started[kind]

    yield machine
    for found in started.values():
        found.stop()


@pytest.fixture(params=STORES)
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opener:
    """Puts a graph into one of the stores, replacing what is there, and opens it."""
    name: str = request.param
    if name == "neo4j":
        store = request.getfixturevalue("neo4j_store")

        def into_neo4j(snapshot: Snapshot) -> Rows:
            load(store, snapshot, replace=True)
            return store

        return into_neo4j
    if name in KINDS:
        machine: SparqlMachine = request.getfixturevalue("machines")(name)

        def into_machine(snapshot: Snapshot) -> Rows:
            sparql.load(snapshot, machine.update, replace=True)
            return sparql.SparqlStore(machine.query)

        return into_machine
    if name == "sparql":
        server = request.getfixturevalue("sparql_server")

        def into_server(snapshot: Snapshot) -> Rows:
            sparql.load(snapshot, f"{server.url}/update", replace=True)
            return sparql.SparqlStore(f"{server.url}/query")

        return into_server

    def into_file(snapshot: Snapshot) -> Rows:
        if name == "memory":
            return memory.in_memory(snapshot)
        if name == "rdflib":
            return memory.with_rdflib(snapshot)
        if name == "oxigraph":
            oxigraph.rebuild(tmp_path, snapshot)
            return memory.embedded(tmp_path)
        path = rdf.write(snapshot, name, tmp_path / "graph")
        return memory.from_file(path, name)

    return into_file
