"""Nobody gets more than asked for: no request goes out, no password is shown or sent on, no query eats the machine."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from kgbuild.errors import KgbuildError, QueryError, StoreError
from kgbuild.store import http as sending
from kgbuild.store.cypher.neo4j import bare, connect
from kgbuild.store.embedded.endpoint import CONNECTIONS, Endpoint
from kgbuild.store.embedded.offline import refuse_service


@pytest.mark.parametrize(
    "word",
    [
        "SERVICE",
        "service",
        "\\u0053ERVICE",
        "S\\u0065rvice",
        "\\U00000053ERVICE",
        "\\u0053\\u0045RVICE",
    ],
)
def test_no_spelling_of_service_goes_out(word: str) -> None:
    """The language reads letters by their numbers, and so do we."""
    with pytest.raises(QueryError, match="no other server"):
        refuse_service(f"SELECT * WHERE {{ {word} <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * WHERE { ?s ?p "\\u0053ERVICE" }',
        "SELECT ?service WHERE { ?service ?p ?o } # service",
    ],
)
def test_the_word_itself_may_be_asked_for(query: str) -> None:
    """In strings, names and comments."""
    refuse_service(query)


class _Noting(BaseHTTPRequestHandler):
    """A server that notes who asks, or sends on to another."""

    seen: ClassVar[list[str | None]] = []
    to: ClassVar[str] = ""

    def do_GET(self) -> None:
        if self.to and self.path == "/old":
            self.send_response(302)
            self.send_header("Location", self.to)
        else:
            self.seen.append(self.headers.get("Authorization"))
            self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def servers() -> Iterator[tuple[int, int, type[_Noting], type[_Noting]]]:
    kinds = [type("Here", (_Noting,), {"seen": []}), type("There", (_Noting,), {"seen": []})]
    made = [HTTPServer(("127.0.0.1", 0), kind) for kind in kinds]
    threads = [threading.Thread(target=s.serve_forever, daemon=True) for s in made]
    for thread in threads:
        thread.start()
    yield made[0].server_port, made[1].server_port, kinds[0], kinds[1]
    for server in made:
        server.shutdown()
        server.server_close()


def test_a_password_stays_with_its_host(
    servers: tuple[int, int, type[_Noting], type[_Noting]],
) -> None:
    """A redirect to another host is followed without it, one on the same host with it."""
    here, there, one, other = servers
    one.to = f"http://127.0.0.1:{there}/new"
    sending.send(f"http://anna:secret@127.0.0.1:{here}/old", data=None, headers={})
    assert other.seen == [None]
    one.to = f"http://127.0.0.1:{here}/new"
    sending.send(f"http://anna:secret@127.0.0.1:{here}/old", data=None, headers={})
    assert one.seen == ["Basic YW5uYTpzZWNyZXQ="]


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://neo4j:secret@localhost:7687",
        "neo4j+s://neo4j:secret@db.example.org",
        "neo4j:secret@localhost",
        "http://neo4j:secret@localhost:7474",
        "bolt://neo4j:se@cret@localhost:x",
        "bolt://:secret@",
    ],
)
def test_no_error_shows_a_password(uri: str) -> None:
    """Whatever is wrong with the address."""
    with pytest.raises(StoreError) as caught, connect(uri, "neo4j", "secret"):
        pass
    assert "secret" not in str(caught.value)
    assert "cret" not in bare(uri)


@pytest.mark.parametrize(
    "address",
    [
        "http://a:secret@127.0.0.1:9/x",
        "ftp://a:secret@h/",
        "http://a:secret@[x",
        "a:secret@h",
        "http://a:secret@h:0/",
    ],
)
def test_no_error_of_a_sparql_server_shows_a_password(address: str) -> None:
    """The same for SPARQL servers."""
    with pytest.raises(KgbuildError) as caught:
        sending.send(address, data=None, headers={})
    assert "secret" not in str(caught.value)


@pytest.fixture(scope="module")
def endpoint(demo_graph: Path) -> Iterator[Endpoint]:
    server = Endpoint(demo_graph, port=0, timeout=30, memory=0.5)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def told(endpoint: Endpoint, raw: bytes) -> bytes:
    """What comes back for these bytes, until the server is done with them."""
    with socket.create_connection(("127.0.0.1", endpoint.server_address[1]), timeout=20) as link:
        link.sendall(raw)
        link.shutdown(socket.SHUT_WR)
        found = b""
        while part := link.recv(65536):
            found += part
        return found


def asked(endpoint: Endpoint, head: str, *, line: str = "GET / HTTP/1.1") -> bytes:
    port = endpoint.server_address[1]
    return told(
        endpoint, f"{line}\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{head}\r\n".encode()
    )


@pytest.mark.parametrize(
    ("line", "head", "status"),
    [
        ("GET / HTTP/1.1", "", b"200"),
        ("GET / HTTP/1.1", "Origin: http://[\r\n", b"403"),
        ("GET / HTTP/1.1", "Origin: \r\n", b"403"),
        ("GET http://[ HTTP/1.1", "", b"400"),
        ("POST http://[ HTTP/1.1", "Content-Length: 0\r\n", b"403"),
        ("POST /sparql HTTP/1.1", "Content-Length: " + "9" * 6000 + "\r\n", b"413"),
        ("POST /sparql HTTP/1.1", "Content-Length: -1\r\n", b"400"),
        ("POST /sparql HTTP/1.1", "Content-Length: ٣\r\n", b"400"),
        ("POST /sparql HTTP/1.1", "Transfer-Encoding: chunked\r\n", b"411"),
    ],
)
def test_bad_requests_are_answered(
    endpoint: Endpoint, capfd: pytest.CaptureFixture[str], line: str, head: str, status: bytes
) -> None:
    """With a status, and nothing on stderr."""
    assert asked(endpoint, head, line=line).split(b" ")[1] == status
    assert capfd.readouterr().err == ""


def test_a_refused_body_is_never_a_request(endpoint: Endpoint) -> None:
    """A request inside the body of a refused one gets no answer of its own."""
    port = endpoint.server_address[1]
    inner = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    head = f"POST /other HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: {len(inner)}\r\n\r\n"
    assert told(endpoint, (head + inner).encode()).count(b"HTTP/1.1 ") == 1


def test_a_query_that_eats_memory_is_ended(endpoint: Endpoint) -> None:
    """A cartesian product under ORDER BY: ended within its bound, and the next query is answered."""
    bomb = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    answers = []
    for query in (bomb, "ASK { ?s ?p ?o }"):
        link = http.client.HTTPConnection("127.0.0.1", endpoint.server_address[1], timeout=60)
        link.request("POST", "/sparql", query, {"Content-Type": "application/sparql-query"})
        reply = link.getresponse()
        answers.append((reply.status, reply.read()))
        link.close()
    assert answers[0][0] >= 500
    assert b"was ended" in answers[0][1]
    assert answers[1][0] == 200


def test_too_many_connections_are_told_to_come_back(endpoint: Endpoint) -> None:
    """Idle connections take a bounded number of threads; the others hear so at once."""
    address = ("127.0.0.1", endpoint.server_address[1])
    links: list[Any] = [socket.create_connection(address, timeout=10) for _ in range(CONNECTIONS)]
    try:
        told = b""
        for _ in range(8):  # connections of the tests before may end meanwhile, and make room
            links.append(socket.create_connection(address, timeout=3))
            try:
                told = links[-1].recv(100)
            except TimeoutError:
                continue
            break
        assert b"503" in told
    finally:
        for link in links:
            link.close()
    deadline = time.monotonic() + 10
    while b"200" not in asked(endpoint, "")[:20]:
        assert time.monotonic() < deadline


@pytest.mark.parametrize(
    ("there", "ours", "refused"),
    [
        ([], ["d-1"], False),
        (["d-1", "e-1"], ["d-1", "d-2"], False),
        (["d-1", "d-2"], ["d-1"], False),
        (["d-1", "d-2"], ["d-3"], True),
        (["d-1", "d-2", "d-3"], ["d-3"], True),
        ([], ["d-1"], False),
    ],
)
def test_another_graph_is_not_deleted_unasked(
    there: list[str], ours: list[str], refused: bool
) -> None:
    """A database most of whose articles are not ours holds somebody else's graph."""
    from kgbuild.store.base import same_graph

    if refused:
        with pytest.raises(StoreError, match="--replace"):
            same_graph(set(there), set(ours), "database")
    else:
        same_graph(set(there), set(ours), "database")
