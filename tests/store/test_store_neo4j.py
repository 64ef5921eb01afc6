"""What is special of Neo4j: other people's nodes, cut-off commits, import files, refusals."""

from __future__ import annotations

import csv
import os
import subprocess
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from neo4j import exceptions
from test_store_contract import PARAMETERS, answers

from kgbuild.errors import QueryError, StoreError
from kgbuild.model import Entity, Snapshot
from kgbuild.project import Link, Node, Projection, project
from kgbuild.store.cypher import files as neo4j_csv
from kgbuild.store.cypher import neo4j as server
from kgbuild.store.cypher.load import bundles, load, run_id, unload
from kgbuild.store.cypher.neo4j import Neo4jStore, connect, version_warning

URI = os.environ.get("KGBUILD_NEO4J_URI", "")
PASSWORD = os.environ.get("NEO4J_PASSWORD", "testpass123")


def count(store: Neo4jStore, text: str) -> int:
    return int(str(store.read(text)[0]["n"]))


@pytest.mark.neo4j
def test_others_are_left_alone(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    """Nodes without our label, and edges between ours and theirs, survive loads; a removal takes ours."""
    neo4j_store.write("MERGE (:Person:Mine {id: 'e-adler', name: 'a namesake'})")
    try:
        load(neo4j_store, small, replace=True)
        load(neo4j_store, replace(small, claims=small.claims[1:]), replace=True)
        assert count(neo4j_store, "MATCH (n:Mine {name: 'a namesake'}) RETURN count(n) AS n") == 1
        unload(neo4j_store)
        assert count(neo4j_store, "MATCH (n:KgBuild) RETURN count(n) AS n") == 0
        assert count(neo4j_store, "MATCH (n:Mine) RETURN count(n) AS n") == 1
    finally:
        neo4j_store.write("MATCH (n:Mine) DETACH DELETE n")


DOUBLED = """MATCH (n:KgBuild) WHERE NOT n:Load
CREATE (m:$(['Mine'] + [l IN labels(n) WHERE l <> 'KgBuild']))
SET m = properties(n), m.twin = n.id, m.id = 'mine-' + n.id"""
JOINED = """MATCH (n:KgBuild)-[r]->(o:KgBuild) MATCH (m:Mine {twin: n.id}) MATCH (p:Mine {twin: o.id})
CREATE (m)-[mine:$(type(r))]->(p) SET mine = properties(r)
CREATE (m)-[theirs:$(type(r))]->(o) SET theirs = properties(r)"""


@pytest.mark.neo4j
def test_others_come_into_no_answer(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    """A second graph with the same labels, properties and edges, tied to ours, changes no row."""
    load(neo4j_store, small, replace=True)
    before = answers(neo4j_store, PARAMETERS)
    try:
        neo4j_store.write(DOUBLED)
        neo4j_store.write(JOINED)
        assert count(neo4j_store, "MATCH (n:Mine:Claim) RETURN count(n) AS n") == len(small.claims)
        assert answers(neo4j_store, PARAMETERS) == before
    finally:
        neo4j_store.write("MATCH (n:Mine) DETACH DELETE n")


@pytest.mark.neo4j
def test_a_dry_run_writes_nothing(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    unload(neo4j_store)
    report = load(neo4j_store, small, dry_run=True)
    assert report.new == len(project(small).nodes)
    assert count(neo4j_store, "MATCH (n:KgBuild) RETURN count(n) AS n") == 0


@pytest.mark.neo4j
def test_only_what_differs_is_written(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    load(neo4j_store, small, replace=True)
    assert load(neo4j_store, small, replace=True).new == 0
    changed = tuple(replace(c, confidence=0.8) if c.id == "c-met" else c for c in small.claims)
    report = load(neo4j_store, replace(small, claims=changed), replace=True)
    assert (report.new, report.changed, report.gone) == (0, 1, 0)


@pytest.mark.neo4j
def test_an_unfinished_load_is_finished(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    """A load that stopped after its nodes leaves a marker; the next one writes the links again."""
    unload(neo4j_store)
    run = run_id(list(bundles(project(small))))

    def stop(step: str, done: int, of: int) -> None:
        if step == "HAS_CLAIM":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(neo4j_store, small, progress=stop)
    assert count(neo4j_store, "MATCH (n:KgBuild:Load) RETURN count(n) AS n") == 1
    report = load(neo4j_store, small, replace=True)
    assert report.run == run
    found = count(neo4j_store, "MATCH (:KgBuild)-[r]->(:KgBuild) RETURN count(r) AS n")
    assert found == len(project(small).links)
    assert count(neo4j_store, "MATCH (n:KgBuild:Load) RETURN count(n) AS n") == 0


@pytest.mark.neo4j
def test_a_long_name_is_loaded(neo4j_store: Neo4jStore, small: Snapshot) -> None:
    """A hundred thousand characters are more than an index takes."""
    long = replace(small.entities[0], name="x" * 100_000, aliases=())
    load(neo4j_store, replace(small, entities=(long, *small.entities[1:])), replace=True)
    text = "MATCH (n:Entity) RETURN max(size(n.name)) AS n"
    assert count(neo4j_store, text) == 100_000


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("uri", "password", "database", "message"),
    [
        (URI, "wrong-password", "neo4j", "password is wrong"),
        (URI, PASSWORD, "elsewhere", "no database 'elsewhere'"),
        ("bolt://127.0.0.1:9", PASSWORD, "neo4j", "no Neo4j server answers"),
        ("nonsense", PASSWORD, "neo4j", "no address"),
    ],
)
def test_refusals(
    neo4j_store: Neo4jStore, uri: str, password: str, database: str, message: str
) -> None:
    with (
        pytest.raises(StoreError, match=message),
        connect(uri, "neo4j", password, database=database),
    ):
        pass


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("MATCH (n", QueryError),
        ("RETURN $missing", QueryError),
        ("CREATE (:Mine)", StoreError),
    ],
)
def test_queries_that_fail(neo4j_store: Neo4jStore, text: str, error: type[Exception]) -> None:
    """A syntax error, a missing parameter, and a query that would write."""
    with pytest.raises(error):
        neo4j_store.read(text)


class FakeSession:
    """A session whose first commits are cut off."""

    def __init__(self, cut: list[int]) -> None:
        self.cut = cut

    def __enter__(self) -> FakeSession:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def execute_write(self, work: Any) -> None:
        if self.cut[0]:
            self.cut[0] -= 1
            raise exceptions.IncompleteCommit("killed")


def test_a_cut_off_commit_runs_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver never retries it; ours are safe to run twice."""
    monkeypatch.setattr(server.time, "sleep", lambda _: None)
    store = Neo4jStore(None)  # type: ignore[arg-type]
    cut = [2]
    monkeypatch.setattr(store, "_session", lambda: FakeSession(cut))
    store.write("RETURN 1")
    assert cut == [0]
    cut[0] = 9
    with pytest.raises(StoreError):
        store.write("RETURN 1")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("Neo.DatabaseError.Transaction.TransactionLogError", "Could not append transaction: #243"),
        ("Neo.DatabaseError.Transaction.TransactionStartFailed", "The database has encountered a"),
    ],
)
def test_a_full_disk_is_one_line(monkeypatch: pytest.MonkeyPatch, code: str, message: str) -> None:
    """What 2026.08.1 answers on a full disk, at first and then; a load after a restart goes on."""

    class Full(exceptions.DatabaseError):
        pass

    Full.code = property(lambda self: code)  # type: ignore[assignment]
    Full.message = property(lambda self: message)  # type: ignore[assignment]

    class Session(FakeSession):
        def execute_write(self, work: Any) -> None:
            raise Full(message)

    store = Neo4jStore(None)  # type: ignore[arg-type]
    monkeypatch.setattr(store, "_session", lambda: Session([]))
    with pytest.raises(StoreError, match=f"disk is full .{message}.*same command") as error:
        store.write("RETURN 1")
    assert "\n" not in str(error.value)


@pytest.mark.neo4j
@pytest.mark.parametrize(
    ("label", "relation"),
    [("Person", "MET`]->() DETACH DELETE a //"), ("Person) DETACH DELETE n //", "MET")],
)
def test_a_name_of_no_table_leaves_the_database_as_it_was(
    neo4j_store: Neo4jStore, small: Snapshot, label: str, relation: str
) -> None:
    load(neo4j_store, small, replace=True)
    nodes = tuple(Node(f"e-{i}", ("Entity", "Agent", label), {"name": "x"}) for i in (1, 2))
    wrong = Projection(nodes, (Link(relation, "e-1", "e-2", {"fact": "f"}),))
    with pytest.raises(StoreError, match="no label or relation of the vocabulary"):
        load(neo4j_store, wrong, replace=True)
    assert count(neo4j_store, "MATCH (n:Load) RETURN count(n) AS n") == 0
    assert load(neo4j_store, small, replace=True).unchanged == len(project(small).nodes)


@pytest.mark.parametrize(
    ("version", "known"),
    [("5.26.30", True), ("2026.08.1", True), ("4.4.1", False), ("2031.01.0", False)],
)
def test_unknown_versions_are_named(version: str, known: bool) -> None:
    assert (version_warning(version) is None) is known


@pytest.mark.parametrize("buffer", [neo4j_csv.BUFFER, 1500])
def test_import_files_hold_the_same_graph(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buffer: int
) -> None:
    """Every node and link once, typed headers, names as they were; also where a table has parts."""
    monkeypatch.setattr(neo4j_csv, "BUFFER", buffer)
    paths = neo4j_csv.write(small, tmp_path)
    again = {p.name: p.read_bytes() for p in neo4j_csv.write(small, tmp_path)}
    assert {p.name: p.read_bytes() for p in paths} == again
    names, nodes, links = set(), 0, 0
    for name, body in again.items():
        if not name.endswith(".csv"):
            continue
        rows = list(csv.DictReader(StringIO(body.decode(), newline="")))
        assert not any(None in row or None in row.values() for row in rows)
        nodes += len(rows) if name.startswith("nodes") else 0
        links += len(rows) if name.startswith("links") else 0
        if name.startswith("nodes-Entity"):
            names |= {row["name:string"] for row in rows}
    projection = project(small)
    assert (nodes, links) == (len(projection.nodes), len(projection.links))
    assert names == {e.name for e in small.entities}
    script = again["import.sh"].decode()
    assert "--multiline-fields=true" in script


def test_texts_of_one_line_are_imported_with_all_cores(tmp_path: Path) -> None:
    """Only a field with the end of a line in it needs the importer's slow way of reading."""
    neo4j_csv.write(Snapshot(entities=(Entity("e-1", "Person", "Anna Adler"),)), tmp_path)
    assert "--multiline-fields=false" in (tmp_path / "import.sh").read_text(encoding="utf8")
    neo4j_csv.write(Snapshot(entities=(Entity("e-1", "Person", "Anna\rAdler"),)), tmp_path)
    assert "--multiline-fields=true" in (tmp_path / "import.sh").read_text(encoding="utf8")


@pytest.mark.neo4j
def test_neo4j_admin_takes_the_import_files(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real importer, with the command of import.sh, counts what the projection has."""
    monkeypatch.setattr(neo4j_csv, "BUFFER", 1500)  # tables in parts, as a large graph has
    libraries = Path(os.environ.get("NEO4J_TEST_HOME", "")) / "lib"
    if not os.environ.get("NEO4J_TEST_HOME") or not libraries.is_dir():
        pytest.skip("needs the server's libraries: set NEO4J_TEST_HOME (start.sh fills it)")
    start = Path(__file__).parents[1] / "neo4j_server" / "start.sh"
    java = subprocess.run(["bash", start, "java"], capture_output=True, text=True, check=True)
    neo4j_csv.write(small, tmp_path / "csv")
    admin = tmp_path / "bin" / "neo4j-admin"
    admin.parent.mkdir()
    opens = " ".join(f"--add-opens=java.base/{p}=ALL-UNNAMED" for p in ("java.nio", "sun.nio.ch"))
    admin.write_text(
        f"#!/bin/sh\nexec {java.stdout.strip()} -Xmx256m {opens} -cp '{libraries}/*' "
        'org.neo4j.cli.AdminTool "$@"\n'
    )
    admin.chmod(0o755)
    (tmp_path / "home" / "conf").mkdir(parents=True)
    environment = {
        **os.environ,
        "PATH": f"{admin.parent}:{os.environ['PATH']}",
        "NEO4J_HOME": str(tmp_path / "home"),
        "NEO4J_CONF": str(tmp_path / "home" / "conf"),
    }
    command = ["sh", str(tmp_path / "csv" / "import.sh")]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    projection = project(small)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(projection.nodes)} nodes" in done.stdout
    assert f"{len(projection.links)} relationships" in done.stdout
