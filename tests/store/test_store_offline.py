"""No query asks another server, and none keeps a core for ever."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kgbuild.cli import main
from kgbuild.errors import QueryError, StoreError
from kgbuild.model import Snapshot
from kgbuild.store.embedded import memory, oxigraph
from kgbuild.store.embedded.endpoint import Endpoint
from kgbuild.store.embedded.offline import refuse_service

ASKING = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "ASK {{ service<{url}>{{?s ?p ?o}} }}",
    "PREFIX : <{url}> SELECT * {{ SERVICE:x{{?s ?p ?o}} }}",
    "PREFIX SERVICE: <{url}> SELECT * {{ SERVICE SERVICE: {{?s ?p ?o}} }}",
    "SELECT * {{ BIND(<{url}> AS ?g) SERVICE ?g {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s <x:p> +5SERVICE#>\n<{url}>{{}} }}",
    "SELECT * {{ FILTER(1<2)SERVICE#>\n<{url}>{{?s ?p ?o}} }}",
    "SELECT * {{ ?s ?p '#' . SeRvIcE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
]

NOT_ASKING = [
    "SELECT ?service { ?service ?p ?o } # SERVICE <x:y> {}",
    'ASK { ?s ?p "SERVICE <x:y> { }" }',
    "ASK { ?s ?p '''it's a \"service\n' ''' }",
    "ASK { <https://example.org/service#SERVICE> ?p ?o }",
    "PREFIX service: <x:> PREFIX SERVICE: <y:> ASK { service:SERVICE ?p SERVICE:service }",
    "ASK { _:service ?p 'x'@service }",
]

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


class _Trap(BaseHTTPRequestHandler):
    seen: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.seen.append(self.path)
        self.send_error(500)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def trap() -> Iterator[str]:
    """The address of a server that nobody may ask."""
    _Trap.seen.clear()
    server = HTTPServer(("127.0.0.1", 0), _Trap)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    assert not _Trap.seen


@pytest.fixture
def endpoint(small: Snapshot, tmp_path: Path) -> Iterator[Endpoint]:
    oxigraph.rebuild(tmp_path, small)
    server = Endpoint(tmp_path, port=0, timeout=4)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def get(endpoint: Endpoint, query: str) -> tuple[int, str]:
    try:
        with urlopen(f"{endpoint.url}/sparql?query={quote(query)}") as found:
            return found.status, found.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


@pytest.mark.parametrize("query", ASKING)
def test_other_servers_are_not_asked(query: str, small: Snapshot, trap: str) -> None:
    for store in (memory.in_memory(small), memory.with_rdflib(small)):
        with pytest.raises(QueryError, match="SERVICE is refused"):
            store.run(query.format(url=trap), {})


@pytest.mark.parametrize("query", NOT_ASKING)
def test_the_word_alone_is_no_harm(query: str) -> None:
    refuse_service(query)
    ox.Store().query(query)


def test_the_endpoint_and_the_command_refuse(endpoint: Endpoint, tmp_path: Path, trap: str) -> None:
    query = ASKING[0].format(url=trap)
    status, said = get(endpoint, query)
    assert status == 400
    assert "SERVICE is refused" in said
    (tmp_path / "mine.rq").write_text(query)
    words = ["query", str(tmp_path / "mine.rq"), "--graph", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "SERVICE is refused" in result.output
    assert result.output.count("\n") == 1


def test_a_store_that_cannot_be_read_is_one_message() -> None:
    class Broken:
        def query(self, text: str) -> object:
            raise OSError("the disk is gone")

    with pytest.raises(StoreError, match="the disk is gone"):
        memory.OxigraphStore(Broken()).run("ASK {}", {})  # type: ignore[arg-type]


def test_a_query_that_takes_too_long_is_ended(endpoint: Endpoint) -> None:
    """Its process too; what comes next is answered, and quick queries beside it are."""
    slow: list[tuple[int, str]] = []
    asking = Thread(target=lambda: slow.append(get(endpoint, SLOW)))
    begin = monotonic()
    asking.start()
    assert get(endpoint, "ASK {}")[0] == 200
    assert asking.is_alive()
    asking.join()
    assert monotonic() - begin < 30
    status, said = slow[0]
    assert status == 503
    assert "more than 4 s" in said
    assert get(endpoint, "ASK { ?s ?p ?o }")[0] == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/examples.json", 200), ("/sparql?query=ASK%7B%7D", 200), ("/else", 404)],
)
def test_head_is_get_without_the_body(endpoint: Endpoint, path: str, status: int) -> None:
    connection = HTTPConnection("127.0.0.1", int(endpoint.server_address[1]))
    headers = []
    for method in ("GET", "HEAD"):
        connection.request(method, path)
        found = connection.getresponse()
        body = found.read()
        assert found.status == status
        assert bool(body) is (method == "GET")
        headers.append((found.headers["Content-Length"], found.headers["Content-Type"]))
    connection.close()
    assert headers[0] == headers[1]
