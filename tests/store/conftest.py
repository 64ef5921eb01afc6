"""The graphs that the tests of stores run on, and the stores themselves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import store_graphs
from sparql_machine import KINDS, STORE_NAMES, SparqlMachine
from store_server import Server

from kgbuild.graph.writers import writing
from kgbuild.model import Snapshot
from kgbuild.query import Rows
from kgbuild.store.cypher.load import unload
from kgbuild.store.cypher.neo4j import Neo4jStore, connect
from kgbuild.store.embedded import memory

Opener = Callable[[Snapshot], Rows]

IN_MEMORY: dict[str, Opener] = {"memory": memory.in_memory, "rdflib": memory.with_rdflib}
"""Stores that hold the graph itself, and are written nowhere."""

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
    """Puts a graph into one of the stores by its writer, replacing what is there, and opens it."""
    name: str = request.param
    if name in IN_MEMORY:
        return IN_MEMORY[name]
    options: dict[str, object] = {"replace": True}
    if name == "neo4j":
        server = request.getfixturevalue("neo4j_store")
        uri = os.environ["KGBUILD_NEO4J_URI"]
        options |= {"password": os.environ.get("NEO4J_PASSWORD", "testpass123")}
        options |= {"user": os.environ.get("NEO4J_USER", "neo4j"), "database": server.database}
        opened = writing("neo4j", uri, **options)
    elif name in KINDS:
        machine: SparqlMachine = request.getfixturevalue("machines")(name)
        opened = writing("sparql", machine.update, query=machine.query, **options)
    elif name == "sparql":
        server = request.getfixturevalue("sparql_server")
        opened = writing("sparql", f"{server.url}/update", **options)
    else:
        form = "embedded" if name == "oxigraph" else name
        opened = writing(form, tmp_path if form == "embedded" else tmp_path / "graph")
    stack = ExitStack()
    request.addfinalizer(stack.close)
    writer = stack.enter_context(opened)

    def written(snapshot: Snapshot) -> Rows:
        writer.write(snapshot)
        reader = writer.reader()
        assert reader is not None
        return reader

    return written
