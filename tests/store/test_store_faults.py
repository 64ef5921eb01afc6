"""What goes wrong with a real Neo4j server: the same graph in the end, or one line and nothing written."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from store_machine import PASSWORD as MACHINE_PASSWORD
from store_machine import Machine, failures_of_two

from kgbuild.cli import main
from kgbuild.errors import StoreError
from kgbuild.ledger import Ledger
from kgbuild.model import Snapshot
from kgbuild.project import Link, Node, Projection, project
from kgbuild.query import ask
from kgbuild.store.cypher.load import bundles, load, unload
from kgbuild.store.cypher.neo4j import Neo4jStore, connect
from kgbuild.store.embedded import memory

pytestmark = pytest.mark.neo4j

URI = os.environ.get("KGBUILD_NEO4J_URI", "")
USER = os.environ.get("NEO4J_USER", "neo4j")
PASSWORD = os.environ.get("NEO4J_PASSWORD", "testpass123")
ADDRESS = (URI, USER, PASSWORD)

Content = tuple[dict[str, str], dict[tuple[str, str, str, str], int]]


def people(count: int, *, relation: str = "MET") -> Projection:
    """So many people, each tied to the next three."""
    names = [f"e-{i:06}" for i in range(count)]
    labels = ("Entity", "Agent", "Person")
    nodes = [Node(name, labels, {"name": f"Name {name}", "type": "Person"}) for name in names]
    links = [
        Link(relation, name, names[(i + step) % count], {"fact": f"f-{i}-{step}"})
        for i, name in enumerate(names)
        for step in (1, 2, 3)
    ]
    links.sort(key=lambda link: (link.source, link.target))
    return Projection(tuple(nodes), tuple(links))


def expected(projection: Projection) -> Content:
    links: dict[tuple[str, str, str, str], int] = {}
    for link in projection.links:
        key = (link.source, link.type, link.target, str(link.properties.get("fact")))
        links[key] = links.get(key, 0) + 1
    return {b.node.id: b.hash for b in bundles(projection)}, links


def content(store: Neo4jStore) -> Content:
    """Hash of each node of ours, and how often each link stands there; markers too, were any left."""
    nodes = store.read("MATCH (n:KgBuild) RETURN n.id AS id, n.hash AS hash")
    rows = store.read(
        "MATCH (a:KgBuild)-[r]->(b:KgBuild) RETURN a.id AS a, type(r) AS type, b.id AS b, "
        "toString(r.fact) AS fact, count(*) AS n"
    )
    links = {(r["a"], r["type"], r["b"], str(r["fact"])): int(str(r["n"])) for r in rows}
    return {str(r["id"]): str(r["hash"]) for r in nodes}, links  # type: ignore[return-value]


# several loaders


def test_two_loaders_at_once(neo4j_store: Neo4jStore) -> None:
    """Both load the same graph in small batches; nothing is lost, nothing stands there twice."""
    unload(neo4j_store)
    graph = people(400)

    def one() -> None:
        with connect(*ADDRESS) as store:
            load(store, graph, batch=40)

    assert not failures_of_two(one)
    assert content(neo4j_store) == expected(graph)


def test_another_graph_at_the_same_time_is_noticed(neo4j_store: Neo4jStore) -> None:
    """A load inside a load: the one that ends last says so, and when run again has its graph there."""
    unload(neo4j_store)
    mine, other = people(60), people(90, relation="PRAISED")
    done: list[str] = []

    def meanwhile(step: str, at: int, of: int) -> None:
        if not done:
            done.append(step)
            with connect(*ADDRESS) as store:
                load(store, other, replace=True)

    with pytest.raises(StoreError, match="at the same time"):
        load(neo4j_store, mine, progress=meanwhile)
    load(neo4j_store, mine, replace=True)
    assert content(neo4j_store) == expected(mine)


# death and locked doors, on a server of their own


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    home = os.environ.get("NEO4J_TEST_HOME", "")
    libraries = Path(home or "nowhere").resolve() / "lib"
    if not libraries.is_dir():
        pytest.skip("needs the server's libraries: set NEO4J_TEST_HOME (start.sh fills it)")
    found = Machine(tmp_path_factory.mktemp("machine") / "home", libraries)
    found.start()
    yield found
    found.stop()


LOADER = """
import sys
sys.path[:0] = [{here!r}]
from test_store_faults import people
from kgbuild.store.cypher.neo4j import connect
from kgbuild.store.cypher.load import load
with connect({uri!r}, "neo4j", {password!r}) as store:
    load(store, people({count}), batch=100, progress=lambda *step: print(*step, flush=True))
print("loaded", flush=True)
"""


def loader(machine: Machine, count: int) -> subprocess.Popen[str]:
    text = LOADER.format(
        here=str(Path(__file__).parent), uri=machine.uri, password=MACHINE_PASSWORD, count=count
    )
    return subprocess.Popen([sys.executable, "-c", text], stdout=subprocess.PIPE, text=True)


def until(process: subprocess.Popen[str], step: str, times: int) -> None:
    """Read what the loader says until it has done a step so many times."""
    assert process.stdout is not None
    for line in process.stdout:
        times -= line.startswith(step)
        if times <= 0:
            return
    raise AssertionError(f"the loader ended before {step}")


def test_death_of_loader_and_server(machine: Machine) -> None:
    """A loader killed among its nodes, the next one among its links, the server under the third.

    The third waits for the server, which is started again, and ends by itself with the whole graph.
    """
    count = 1500
    for step in ("Person", "MET"):
        with loader(machine, count) as process:
            until(process, step, 9)
            process.send_signal(signal.SIGKILL)
    with loader(machine, count) as process:
        until(process, "Person", 4)
        machine.kill9()
        machine.start()
        said, _ = process.communicate(timeout=240)
        assert said.endswith("loaded\n")
        assert process.returncode == 0
    with connect(machine.uri, "neo4j", MACHINE_PASSWORD) as store:
        assert content(store) == expected(people(count))
        unload(store)


def test_a_read_only_database(
    machine: Machine, small: Snapshot, in_ledger: Callable[[Snapshot], str]
) -> None:
    """Community has no roles; a database that may only be read answers like a user who may only read."""
    with connect(machine.uri, "neo4j", MACHINE_PASSWORD) as store:
        load(store, small, replace=True)
    machine.stop()
    machine.start("server.databases.read_only=neo4j")
    with connect(machine.uri, "neo4j", MACHINE_PASSWORD) as store:
        before = content(store)
        assert load(store, small, replace=True).new == 0
        assert ask("who_met_whom", store).rows
        for action in (lambda: load(store, people(3), replace=True), lambda: unload(store)):
            with pytest.raises(StoreError, match="read-only"):
                action()
        assert content(store) == before
    graph = in_ledger(Snapshot())
    words = ("load", "neo4j", "--uri", machine.uri, "--graph", graph, "--replace")
    found = CliRunner().invoke(main, words, env={"NEO4J_PASSWORD": MACHINE_PASSWORD})
    assert found.exit_code == 1
    assert found.output.count("\n") == 1


# the command


@pytest.fixture
def in_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Snapshot], str]:
    """Makes a graph folder whose ledger holds the snapshot."""

    def made(snapshot: Snapshot) -> str:
        Ledger.open(tmp_path, create=True).close()
        monkeypatch.setattr(Ledger, "snapshot", lambda self: snapshot)
        return str(tmp_path)

    return made


def run(*words: str, password: str = PASSWORD) -> tuple[int, str]:
    result = CliRunner().invoke(main, words, env={"NEO4J_PASSWORD": password})
    return result.exit_code, result.stdout or result.stderr


def test_the_command_loads_and_asks(demo_graph: Path, neo4j_store: Neo4jStore) -> None:
    """The examples: loaded, counted again, asked on the server as in the folder, taken out."""
    unload(neo4j_store)
    with Ledger.open(demo_graph) as ledger:
        snapshot = ledger.snapshot()
    nodes = len(project(snapshot).nodes)
    where = ("--graph", str(demo_graph), "--uri", URI, "--user", USER)
    assert run("load", "neo4j", *where, "--dry-run")[1].startswith(f"would write {nodes:,} new")
    assert content(neo4j_store) == ({}, {})
    assert run("load", "neo4j", *where)[1].startswith(f"wrote {nodes:,} new")
    assert content(neo4j_store) == expected(project(snapshot))
    assert run("load", "neo4j", *where)[1].startswith("wrote 0 new and 0 changed")
    question = ("query", "who_met_whom", "--format", "json", "--graph", str(demo_graph))
    here = run(*question)
    assert here[0] == 0
    assert len(here[1]) > 100
    assert run(*question, "--store", "neo4j", "--uri", URI, "--user", USER) == here
    assert run("load", "neo4j", *where, "--remove")[1] == f"removed {nodes:,} nodes from {URI}\n"
    assert content(neo4j_store) == ({}, {})


def test_hostile_names(neo4j_store: Neo4jStore) -> None:
    """Names cannot end a text, and come back as they went in (a lone surrogate as U+FFFD)."""
    names = [
        "') DETACH DELETE n //",
        "`] DETACH DELETE n",
        "{x} $rows ${jndi:ldap://x}",
        "line\nbreak\r\t\u2028",
        "nul\x00 and \x1f",
        "\ud800",
        "👩‍🚀 \u202eبالعالم",
        "x" * 100_000,
    ]
    nodes = tuple(
        Node(f"e-{i}", ("Entity", "Agent", "Person"), {"name": name, "aliases": (name,)})
        for i, name in enumerate(names)
    )
    for _ in range(2):
        load(neo4j_store, Projection(nodes, ()), replace=True)
    rows = neo4j_store.read(
        "MATCH (n:KgBuild) RETURN n.name AS name, n.aliases AS also ORDER BY n.id"
    )
    clean = [name.replace("\ud800", "\ufffd") for name in names]
    assert [row["name"] for row in rows] == clean
    assert [row["also"] for row in rows] == [[name] for name in clean]


class Answering:
    """A port on which something else answers."""

    def __init__(self, reply: bytes) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen()
        self.reply = reply
        Thread(target=self._serve, daemon=True).start()
        self.uri = f"bolt://127.0.0.1:{self.socket.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                found, _ = self.socket.accept()
            except OSError:
                return
            with found:
                found.recv(100)
                found.sendall(self.reply)


WEB = URI.replace("bolt:", "http:")


@pytest.mark.parametrize(
    ("options", "password", "message"),
    [
        (["--uri", URI], "wrong-password", "the user or the password is wrong"),
        (["--uri", URI, "--user", "nobody"], PASSWORD, "the user or the password is wrong"),
        (["--uri", URI, "--database", "elsewhere"], PASSWORD, "has no database 'elsewhere'"),
        (["--uri", URI, "--database", "a`b c"], PASSWORD, "has no database 'a`b c'"),
        (["--uri", URI.replace("bolt", "bolt+s")], PASSWORD, "with TLS"),
        (["--uri", URI.replace("bolt", "bolt+ssc")], PASSWORD, "with TLS"),
        (["--uri", URI.replace("bolt", "neo4j+s")], PASSWORD, "with TLS"),
        (["--uri", "bolt://127.0.0.1:9"], PASSWORD, "no Neo4j server answers"),
        (["--uri", "neo4j://127.0.0.1:9"], PASSWORD, "no Neo4j server answers"),
        (["--uri", "bolt://nowhere.invalid"], PASSWORD, "no Neo4j server answers"),
        (["--uri", WEB], PASSWORD, "no address"),
        (["--uri", "bolt://127.0.0.1:99999"], PASSWORD, "no address"),
    ],
)
def test_a_refusal_is_one_line(
    neo4j_store: Neo4jStore,
    in_ledger: Callable[[Snapshot], str],
    small: Snapshot,
    options: list[str],
    password: str,
    message: str,
) -> None:
    load(neo4j_store, people(3), replace=True)
    before = content(neo4j_store)
    code, out = run("load", "neo4j", "--graph", in_ledger(small), *options, password=password)
    assert code == 1
    assert message in out
    assert out.count("\n") == 1
    assert content(neo4j_store) == before


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (b"", "where it wants TLS"),
        (bytes([21, 3, 3, 0, 2, 2, 70]), "does not speak"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "web port"),
    ],
    ids=["closes", "TLS alert", "HTTP"],
)
def test_something_else_answers(reply: bytes, message: str) -> None:
    other = Answering(reply)
    try:
        with pytest.raises(StoreError, match=message), connect(other.uri, "neo4j", "x"):
            pass
    finally:
        other.socket.close()


def test_the_answers_are_those_of_the_folder(small: Snapshot, neo4j_store: Neo4jStore) -> None:
    """After all these faults the server answers as a fresh store does."""
    load(neo4j_store, small, replace=True)
    given = {"from": "2025-03", "to": "2025-03"}
    mine = ask("who_met_whom", neo4j_store, given).rows
    assert mine == ask("who_met_whom", memory.in_memory(small), given).rows
