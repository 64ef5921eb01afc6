"""The endpoint, the Browser's files and remote SPARQL servers, over real HTTP."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from store_server import Server

from kgbuild.cli.giving.browser import saved_questions
from kgbuild.cli.giving.serve import answered
from kgbuild.errors import KgbuildError, StoreError, UsageError
from kgbuild.model import Snapshot
from kgbuild.project import project
from kgbuild.project.shape import KINDS
from kgbuild.query import ask, questions, sifted
from kgbuild.store import sparql
from kgbuild.store.cypher.browser_files import BrowserFiles, Saved, browser_file, questions_guide
from kgbuild.store.embedded import memory, oxigraph
from kgbuild.store.embedded.endpoint import Endpoint
from kgbuild.store.triples import rdf
from kgbuild.vocabulary import vocabulary

ASK = "ASK { ?s ?p ?o }"


@pytest.fixture
def endpoint(small: Snapshot, tmp_path: Path) -> Iterator[Endpoint]:
    oxigraph.rebuild(tmp_path, small)
    server = Endpoint(tmp_path, port=0, examples=[{"question": "?", "sparql": ASK}], asked=answered)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def get(url: str, *, data: bytes | None = None, **headers: str) -> tuple[int, str, bytes]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(url, data=data, headers=sent)) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def test_the_endpoint_answers_our_questions(endpoint: Endpoint, small: Snapshot) -> None:
    store = sparql.SparqlStore(f"{endpoint.url}/sparql")
    found = ask("who_met_whom", store).rows
    assert found
    assert found == ask("who_met_whom", memory.in_memory(small)).rows
    assert store.run(ASK, {}) == [{"answer": True}]


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("who_met_whom", {}),
        ("shortest_chain", {"a": "Adler", "b": "Becker"}),
        ("unnamed_or_hedged", {"from": ""}),
    ],
)
def test_the_page_gets_the_rows_of_the_command(
    name: str, given: dict[str, str], endpoint: Endpoint, small: Snapshot
) -> None:
    """With what a sift or a function does, which no query says; an empty field is the default."""
    asked = "&".join(f"{key}={quote(value)}" for key, value in given.items())
    status, _, body = get(f"{endpoint.url}/ask?question={name}&{asked}")
    found = json.loads(body)
    full = {key: value for key, value in given.items() if value}
    rows = ask(name, memory.in_memory(small), full).rows
    assert status == 200 and rows
    assert [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]] == list(rows)


def test_a_saved_query_says_what_the_program_does_beyond_it() -> None:
    saved = {one.name: one for one in saved_questions()}
    told = f"// {saved['aid'].beyond()}"
    assert "kgbuild query aid --store neo4j" in told and told.endswith(sifted("aid"))
    assert told in saved["aid"].file().splitlines()
    assert "The Browser shows" not in saved["single_source"].file()
    assert questions_guide(list(saved.values())).count("The Browser shows") == sum(
        bool(questions()[name].sift) for name in saved
    )


@pytest.mark.parametrize(
    "query", ["question=who", "question=who_met_whom&since=1", "question=a.rq"]
)
def test_a_wrong_question_is_explained(query: str, endpoint: Endpoint) -> None:
    """A page names no files either."""
    status, kind, body = get(f"{endpoint.url}/ask?{query}")
    assert (status, kind) == (400, "text/plain; charset=utf-8")
    assert body


def test_another_page_asks_nothing(endpoint: Endpoint) -> None:
    url = f"{endpoint.url}/ask?question=who_met_whom"
    assert get(url, Origin="http://example.org")[0] == 403


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/csv", "text/csv"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
    ],
)
def test_kinds_of_answers(endpoint: Endpoint, accept: str, kind: str) -> None:
    url = f"{endpoint.url}/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 1')}"
    assert get(url, Accept=accept)[:2] == (200, kind)


def test_triples_come_as_turtle(endpoint: Endpoint) -> None:
    url = f"{endpoint.url}/sparql?query={quote('CONSTRUCT WHERE { ?s ?p ?o }')}"
    status, kind, body = get(url)
    assert (status, kind) == (200, "text/turtle")
    assert b"kgbuild" in body


@pytest.mark.parametrize(
    ("path", "data", "headers", "status"),
    [
        ("/sparql?query=SELECT", None, {}, 400),
        ("/sparql", None, {}, 400),
        ("/sparql", b"update=CLEAR ALL", {}, 403),
        ("/sparql", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 403),
        ("/update", b"x", {}, 403),
        ("/else", None, {}, 404),
        ("/sparql?query=" + quote(ASK), None, {"Accept": "image/png"}, 406),
        ("/sparql?query=" + quote(ASK), None, {"Host": "evil.example"}, 403),
        ("/sparql?query=" + quote(ASK), None, {"Origin": "https://evil.example"}, 403),
        ("/sparql?query=" + quote(ASK), None, {"Sec_Fetch_Site": "cross-site"}, 403),
        ("/", None, {"Sec_Fetch_Site": "cross-site"}, 403),
        ("/sparql", b"x", {"Content_Length": "-1"}, 400),
    ],
)
def test_refusals(
    endpoint: Endpoint, path: str, data: bytes | None, headers: dict[str, str], status: int
) -> None:
    """Read-only, and only for programs and pages of this machine."""
    assert get(endpoint.url + path, data=data, **headers)[0] == status


def test_the_page_loads_nothing_from_elsewhere(endpoint: Endpoint) -> None:
    for path in ("/", "/page.js", "/page.css", "/examples.json"):
        status, _, body = get(endpoint.url + path)
        assert status == 200
        assert b"//" not in re.sub(rb"kgbuild/ns#|http://www\.w3\.org/", b"", body)


def test_the_endpoint_notices_a_new_build(endpoint: Endpoint, tmp_path: Path) -> None:
    oxigraph.rebuild(tmp_path, Snapshot())
    store = sparql.SparqlStore(f"{endpoint.url}/sparql")
    assert store.run(ASK, {}) == [{"answer": False}]


def test_a_taken_port_is_one_message(endpoint: Endpoint, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used"):
        Endpoint(tmp_path, port=endpoint.server_address[1])


def test_the_browser_may_fetch_its_files() -> None:
    saved = Saved("first", "a", "What is 1 < 2 & why?", "RETURN $x < 2", {"x": "1"})
    server = BrowserFiles(port=0, saved=[saved])
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        names = ("style.grass", "guide.html", "questions.html", "saved-queries.cypher")
        for name in (*names, "queries/first.cypher"):
            with urlopen(f"{server.url}/{name}") as answer:
                assert answer.headers["Access-Control-Allow-Origin"] == "*"
        with urlopen(Request(f"{server.url}/guide.html", method="OPTIONS")) as answer:
            assert answer.status == 204
            assert answer.headers["Access-Control-Allow-Headers"] == "*"
        assert "cmd=play" in server.page("http://localhost:7474")
        assert server.files["/queries/first.cypher"].endswith(b"RETURN $x < 2\n")
        assert b"1 &lt; 2 &amp; why?" in server.files["/questions.html"]
        assert server.url.encode() in server.files["/guide.html"]
    finally:
        server.shutdown()
        server.server_close()


def test_the_style_knows_every_relation_and_kind() -> None:
    style = browser_file("style.grass").decode()
    assert set(re.findall(r"relationship\.(\w+)", style)) == set(vocabulary().relations)
    assert set(KINDS) - {"Judgement"} <= set(re.findall(r"node\.(\w+)", style))
    assert style.count("{") - style.count('"{') == style.count("}") - style.count('}"')


def triples(server: Server) -> set[Any]:
    return {q.triple for q in server.store.quads_for_pattern(None, None, None, ox.DefaultGraph())}


def test_a_server_gets_what_differs(small: Snapshot, sparql_server: Server, tmp_path: Path) -> None:
    """The same again is one question; what others wrote stays; what is gone is deleted."""
    other = ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.Literal("c"))
    sparql_server.store.add(other)
    address = f"{sparql_server.url}/update"
    report = sparql.load(small, address, batch=7)
    path = rdf.write(small, "ntriples", tmp_path / "x.nt")
    expected = {q.triple for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.N_TRIPLES)}
    assert triples(sparql_server) == expected | {other.triple}
    assert report.statements == len(expected)
    sparql_server.requests.clear()
    again = sparql.load(small, address)
    assert (again.statements, again.gone, again.unchanged) == (0, 0, report.new)
    assert sparql_server.requests == ["POST /query"]
    assert sparql.load(Snapshot(), address, replace=True).gone == len(project(small).nodes)
    assert triples(sparql_server) == {other.triple}


def test_the_graph_store_protocol(small: Snapshot, sparql_server: Server) -> None:
    graph = "https://example.org/news"
    for _ in range(2):
        sparql.put(small, f"{sparql_server.url}/store", named_graph=graph, batch=10)
    count = len(list(sparql_server.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))))
    assert count == len(
        "".join(line for _, found in rdf.lines(project(small)) for line in found).splitlines()
    )


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1:9/update", "no SPARQL server answers"),
        ("ftp://127.0.0.1/x", "http or https"),
        ("{}/closed", "not allowed"),
        ("{}/broken", "disk full"),
    ],
)
def test_a_server_that_refuses(sparql_server: Server, address: str, message: str) -> None:
    with pytest.raises(KgbuildError, match=message):
        sparql.load(Snapshot(), address.format(sparql_server.url))


def test_the_graph_store_needs_a_named_graph(small: Snapshot) -> None:
    with pytest.raises(UsageError, match="named-graph"):
        sparql.put(small, "http://127.0.0.1:9/store", named_graph=None)
