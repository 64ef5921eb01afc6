"""`kgbuild load sparql` on real servers: Fuseki and Oxigraph's own, killed, locked, full and mistaken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Timer
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from sparql_machine import KINDS, OxigraphServer, SparqlMachine
from store_machine import failures_of_two
from store_server import Server

from kgbuild.cli import main
from kgbuild.errors import KgbuildError, StoreError, UsageError
from kgbuild.ledger import Ledger
from kgbuild.model import Snapshot
from kgbuild.project import Link, Node, Projection, project
from kgbuild.query import ask
from kgbuild.store import http, sparql
from kgbuild.store.embedded import memory
from kgbuild.store.triples import rdf
from kgbuild.store.triples.terms import KG, XSD

Triple = tuple[str, str, str]
NEWS = "https://example.org/graphs/news"
OTHERS = (
    "INSERT DATA { <x:a> <x:b> 'theirs' . <x:a> <x:c> <x:d> "
    "GRAPH <x:graph> { <x:a> <x:b> 'in a graph of theirs' } }"
)


@pytest.fixture(params=KINDS)
def machine(
    request: pytest.FixtureRequest, machines: Callable[[str], SparqlMachine]
) -> Iterator[SparqlMachine]:
    """One of the servers, empty."""
    found = machines(request.param)
    update(found, "DROP ALL")
    yield found
    update(found, "DROP ALL")


def update(machine: SparqlMachine, text: str) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    with urlopen(Request(machine.update, data=text.encode(), headers=headers)):
        pass


def triples(machine: SparqlMachine, *, graph: str = "", theirs: bool = False) -> set[Triple]:
    """What a graph of the server holds; numbers by value, since a server may write 0.5 as 0.50."""
    pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
    body = urlencode({"query": text}).encode()
    with urlopen(Request(machine.query, data=body, headers={"Accept": "text/turtle"})) as answer:
        found = ox.parse(answer.read(), format=ox.RdfFormat.TURTLE)
    return {
        (str(q.subject), str(q.predicate), _term(q.object))
        for q in found
        if theirs or not str(q.subject).startswith("<x:")
    }


def _term(term: object) -> str:
    if isinstance(term, ox.Literal) and term.datatype.value in (XSD + "decimal", XSD + "integer"):
        return f"{Decimal(term.value).normalize():f}"
    return str(term)


def expected(graph: Snapshot | Projection) -> set[Triple]:
    projection = graph if isinstance(graph, Projection) else project(graph)
    text = b"".join(rdf.ntriples(projection))
    found = ox.parse(text, format=ox.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), _term(q.object)) for q in found}


def people(count: int, *, name: str = "Name") -> Projection:
    """So many people, each of whom met the next three."""
    ids = [f"e-{i:06}" for i in range(count)]
    nodes = [Node(i, ("Entity", "Agent", "Person"), {"name": f"{name} {i}"}) for i in ids]
    links = [
        Link("MET", one, ids[(i + step) % count], {"fact": f"f-{i}-{step}"})
        for i, one in enumerate(ids)
        for step in (1, 2, 3)
    ]
    return Projection(tuple(nodes), tuple(sorted(links, key=lambda k: (k.source, k.target))))


def run(*words: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, words)
    return found.exit_code, found.stdout, found.stderr


# the command


def test_the_command(machine: SparqlMachine, demo_graph: Path) -> None:
    """Loaded, loaded again, taken out; what others wrote stays."""
    update(machine, OTHERS)
    before = triples(machine, theirs=True)
    with Ledger.open(demo_graph) as ledger:
        snapshot = ledger.snapshot()
    nodes, count = len(project(snapshot).nodes), len(expected(snapshot))
    command = ("load", "sparql", "--endpoint", machine.update, "--graph", str(demo_graph))
    dry = run(*command, "--dry-run")[1]
    assert dry.startswith(f"would write {count:,} triples of {nodes:,} nodes")
    assert triples(machine, theirs=True) == before
    assert run(*command)[1].startswith(f"wrote {count:,} triples of {nodes:,} nodes, deleted 0")
    assert triples(machine, theirs=True) == before | expected(snapshot)
    again = run(*command)
    assert again[:2] == (
        0,
        f"wrote 0 triples of 0 nodes, deleted 0 nodes; {nodes:,} are as they were\n",
    )
    assert triples(machine, theirs=True) == before | expected(snapshot)
    assert f"deleted {nodes:,} nodes" in run(*command, "--remove")[1]
    assert triples(machine, theirs=True) == before
    assert triples(machine, graph="x:graph", theirs=True)


def test_the_command_replaces_a_named_graph(machine: SparqlMachine, demo_graph: Path) -> None:
    """By the Graph Store protocol; the default graph and other graphs stay."""
    update(machine, OTHERS)
    before = triples(machine, theirs=True)
    with Ledger.open(demo_graph) as ledger:
        snapshot = ledger.snapshot()
    words = ("load", "sparql", "--store", machine.store, "--graph", str(demo_graph))
    code, _, said = run(*words)
    assert (code, said.count("\n")) == (2, 1)
    assert "--named-graph" in said
    for _ in range(2):
        assert run(*words, "--named-graph", NEWS)[0] == 0
        assert triples(machine, graph=NEWS) == expected(snapshot)
    assert run(*words, "--named-graph", NEWS, "--remove")[0] == 0
    assert triples(machine, graph=NEWS) == set()
    assert triples(machine, theirs=True) == before


def test_only_what_differs(machine: SparqlMachine, small: Snapshot) -> None:
    """A changed claim is replaced as a whole, a removed one leaves nothing."""
    sparql.load(small, machine.update, replace=True)
    changed = tuple(replace(c, confidence=0.77) if c.id == "c-met" else c for c in small.claims)
    report = sparql.load(replace(small, claims=changed), machine.update, replace=True)
    assert (report.new, report.changed, report.gone) == (0, 1, 0)
    assert triples(machine) == expected(replace(small, claims=changed))
    less = replace(small, claims=tuple(c for c in small.claims if c.id != "c-met"))
    assert sparql.load(less, machine.update, replace=True).gone >= 1
    assert triples(machine) == expected(less)


def test_an_emptied_graph_is_written_again(machine: SparqlMachine, small: Snapshot) -> None:
    """What the loader remembers is no proof that it is still there."""
    sparql.load(small, machine.update, replace=True)
    update(machine, "DROP DEFAULT")
    assert sparql.load(small, machine.update, replace=True).statements == len(expected(small))
    assert triples(machine) == expected(small)


def test_each_graph_is_remembered_for_itself(machine: SparqlMachine, small: Snapshot) -> None:
    for graph in ("", NEWS):
        sparql.load(small, machine.update, named_graph=graph or None)
    for graph in ("", NEWS):
        assert triples(machine, graph=graph) == expected(small)
    sparql.load(Snapshot(), machine.update, named_graph=NEWS, replace=True)
    assert triples(machine, graph=NEWS) == set()
    assert triples(machine) == expected(small)


def test_two_loaders_at_once(machine: SparqlMachine) -> None:
    graph = people(300)

    def one() -> None:
        sparql.load(graph, machine.update, batch=40)

    assert not failures_of_two(one)
    assert triples(machine) == expected(graph)


def test_two_graphs_at_once_are_set_right_by_the_next_load(machine: SparqlMachine) -> None:
    """Nodes that both loads wrote are remembered twice, and so are written again."""
    mine, other = people(60), people(90, name="Other")
    done: list[str] = []

    def meanwhile(step: str, at: int, of: int) -> None:
        if not done:
            done.append(step)
            sparql.load(other, machine.update, replace=True)

    sparql.load(mine, machine.update, batch=20, progress=meanwhile)
    sparql.load(mine, machine.update, replace=True)
    assert triples(machine) == expected(mine)


def test_hostile_names(machine: SparqlMachine) -> None:
    """Names cannot end a text, and come back as they went in (a lone surrogate as U+FFFD)."""
    names = [
        '" } ; DROP ALL ; INSERT DATA { <x:y> <x:y> "',
        "<x> } ; CLEAR ALL #",
        "`] {x} $rows \\' \\u0041 \\",
        "line\nbreak\r\t\u2028",
        "nul\x00 and \x1f\ufffe",
        "\ud800",
        "👩‍🚀 \u202eبالعالم",
        "x" * 100_000,
    ]
    nodes = tuple(
        Node(f"e-{i}", ("Entity", "Agent", "Person"), {"name": n}) for i, n in enumerate(names)
    )
    for _ in range(2):
        sparql.load(Projection(nodes, ()), machine.update, replace=True)
    store = sparql.SparqlStore(machine.query)
    text = (
        "SELECT ?e ?name { ?e <http://www.w3.org/2000/01/rdf-schema#label> ?name } ORDER BY STR(?e)"
    )
    clean = [name.replace("\ud800", "\ufffd") for name in names]
    assert [row["name"] for row in store.run(text, {})] == clean


def test_every_number_can_be_taken_out_again(machine: SparqlMachine) -> None:
    """Jena keeps a decimal without a point for ever; ours have one."""
    numbers = [0.0, 1.0, -3.0, 3000.0, 120e6, 1e15, 1e22, 0.5, 0.001, -0.25, 7, -7, 10**20]
    nodes = tuple(Node(f"c-{i}", ("Claim",), {"value": n}) for i, n in enumerate(numbers))
    sparql.load(Projection(nodes, ()), machine.update, replace=True)
    rows = sparql.SparqlStore(machine.query).run(f"SELECT ?n {{ ?s <{KG}value> ?n }}", {})
    assert sorted(float(str(row["n"])) for row in rows) == sorted(map(float, numbers))
    sparql.load(Snapshot(), machine.update, replace=True)
    assert triples(machine) == set()


# death, locks, a full disk


def test_a_server_killed_in_mid_load(machine: SparqlMachine) -> None:
    """One line that says what to do; after a restart the same command ends with the same graph."""
    graph = people(1500)
    timer = Timer(0.05, machine.kill9)

    def kill(step: str, at: int, of: int) -> None:
        if at == 100:
            timer.start()

    with pytest.raises(StoreError, match="the same command goes on from there") as error:
        sparql.load(graph, machine.update, batch=20, progress=kill)
    assert "\n" not in str(error.value)
    timer.join()
    machine.start()
    there = triples(machine)
    assert there < expected(graph)
    report = sparql.load(graph, machine.update, replace=True)
    assert 100 <= report.unchanged < 1500
    assert triples(machine) == expected(graph)


def test_a_read_only_server(machine: SparqlMachine, small: Snapshot, demo_graph: Path) -> None:
    """What is the same needs no right to write; all else is one line, and nothing has changed."""
    sparql.load(small, machine.update, replace=True)
    before = triples(machine)
    with machine.locked() as locked:
        assert sparql.load(small, locked.update).statements == 0
        assert ask("who_met_whom", sparql.SparqlStore(locked.query)).rows
        updates = ("--endpoint", locked.update)
        graphs = ("--store", locked.store, "--named-graph", NEWS)
        for words in (updates, graphs):
            code, out, said = run("load", "sparql", *words, "--graph", str(demo_graph), "--replace")
            assert (code, out, said.count("\n")) == (1, "", 1)
            assert "read-only" in said or "not allowed" in said
    assert triples(machine) == before


def test_a_full_disk(tmp_path: Path) -> None:
    """The server refuses with its own words; with room again, the same command goes on."""
    graph = people(4000)
    server = OxigraphServer(tmp_path, largest=1024 * 1024)
    server.start()
    with pytest.raises(StoreError, match="the server answers 500"):
        sparql.load(graph, server.update, batch=500)
    server.kill9()
    server.largest = 0
    server.start()
    assert triples(server) < expected(graph)
    sparql.load(graph, server.update)
    assert triples(server) == expected(graph)
    server.stop()


# wrong addresses


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--endpoint", "http://127.0.0.1:9/update"), 1, "no SPARQL server answers"),
        (("--endpoint", "http://nowhere.invalid/update"), 1, "no SPARQL server answers"),
        (("--endpoint", "{dataset}wrong/update"), 1, "no such dataset there"),
        (("--endpoint", "https{rest}"), 1, "without TLS the address is http://"),
        (("--endpoint", "{update}", "--query", "{base}/"), 1, "http://127.0.0.1"),
        (("--endpoint", "127.0.0.1:3030/news"), 2, "give an http or https address"),
        (("--endpoint", "bolt://127.0.0.1:7687"), 2, "give an http or https address"),
        (("--endpoint", "http://127.0.0.1:99999/x"), 2, "give an http or https address"),
        (("--endpoint", "http://127.0.0.1/a b"), 2, "give an http or https address"),
        (("--endpoint", "http://u:secret@/news"), 2, "give an http or https address"),
        (("--endpoint", "http://127.0.0.1:9/é"), 2, "in ASCII"),
        (("--endpoint", "{update}", "--named-graph", "x> } DROP ALL #"), 2, "is no IRI"),
        (("--store", "{store}", "--named-graph", "news"), 2, "is no IRI"),
        ((), 2, "give --endpoint"),
    ],
)
def test_a_mistake_is_one_line(
    machine: SparqlMachine,
    demo_graph: Path,
    words: tuple[str, ...],
    code: int,
    message: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # A server without TLS may wait for the rest of what it takes for a request.
    monkeypatch.setattr(http, "CONNECT", 0.5)
    base = f"http://127.0.0.1:{machine.port}"
    places = {
        "base": base,
        "dataset": f"{base}/",
        "rest": machine.update.removeprefix("http"),
        "update": machine.update,
        "store": machine.store,
    }
    given = [word.format(**places) if "{" in word else word for word in words]
    found = run("load", "sparql", *given, "--graph", str(demo_graph))
    assert found[0] == code
    assert found[1] == ""
    assert message in found[2]
    assert "secret" not in found[2]
    assert found[2].count("\n") == 1
    assert triples(machine) == set()


@pytest.mark.parametrize(
    ("text", "message"), [("SELECT {{", "does not take it"), ("ASK {}\nASK {}", "does not take it")]
)
def test_a_wrong_query_is_one_line(
    machine: SparqlMachine, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(text, encoding="utf8")
    code, out, said = run("query", str(file), "--store", "sparql", "--endpoint", machine.query)
    assert (code, out, said.count("\n")) == (1, "", 1)
    assert message in said


def test_the_address_for_updates_also_serves_for_queries(
    machine: SparqlMachine, demo_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One setting for both commands."""
    monkeypatch.setenv("KGBUILD_ENDPOINT", machine.update)
    assert run("load", "sparql", "--graph", str(demo_graph))[0] == 0
    asked = run("query", "who_met_whom", "--store", "sparql", "--format", "json")
    assert json.loads(asked[1]) == json.loads(
        run("query", "who_met_whom", "--format", "json", "--graph", str(demo_graph))[1]
    )


# answers that no good server gives


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/page", "no SPARQL result"),
        ("/odd", "no SPARQL result"),
        ("/cut", "cut off"),
        ("/noise", "does not speak HTTP"),
        ("/empty", "no SPARQL server answers"),
        ("/large", "no request of this size"),
    ],
)
def test_what_is_no_answer(sparql_server: Server, path: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as error:
        sparql.load(Snapshot(), sparql_server.url + path)
    assert "\n" not in str(error.value)


def test_the_password_goes_into_a_header(sparql_server: Server) -> None:
    """And never into a message."""
    where = sparql_server.url.replace("http://", f"http://anna:{quote('p@ss/word', safe='')}@")
    with pytest.raises(KgbuildError, match="not allowed") as error:
        sparql.load(Snapshot(), f"{where}/closed")
    assert "p@ss" not in str(error.value)
    assert "p%40" not in str(error.value)
    assert sparql_server.logins == ["anna:p@ss/word"]
    with pytest.raises(UsageError) as wrong:
        sparql.load(Snapshot(), "http://anna:geheim@:9/x y")
    assert "geheim" not in str(wrong.value)


def test_the_answers_are_those_of_the_folder(machine: SparqlMachine, small: Snapshot) -> None:
    """After all these faults the server answers as a fresh store does."""
    sparql.load(small, machine.update, replace=True)
    given = {"from": "2025-03", "to": "2025-03"}
    mine = ask("who_met_whom", sparql.SparqlStore(machine.query), given).rows
    assert mine == ask("who_met_whom", memory.in_memory(small), given).rows
