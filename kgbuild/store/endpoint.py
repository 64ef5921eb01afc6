"""A read-only SPARQL 1.1 endpoint on the embedded store, with a small page to ask on.

Bound to this machine. A web page elsewhere cannot use it: requests that name another host or come from
another origin are refused. The store is opened anew when a build has replaced it.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from kgbuild.errors import GraphError, KgbuildError, StoreError
from kgbuild.store.oxigraph import FOLDER, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

HOST = "127.0.0.1"
LARGEST = 1024 * 1024
"""Bytes of a request."""

ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
}


class Endpoint(ThreadingHTTPServer):
    """The server; `url` is where it listens. Close it with `shutdown` and `server_close`."""

    daemon_threads = True

    def __init__(
        self, graph: Path | str, *, port: int = 7878, examples: Sequence[Any] = ()
    ) -> None:
        self._graph = Path(graph)
        self._lock = Lock()
        self._made = -1
        self._store: ox.Store | None = None
        self.examples = json.dumps(list(examples)).encode()
        self.store()
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror})") from None
        self.url = f"http://{HOST}:{self.server_address[1]}"
        self.names = {f"{host}:{self.server_address[1]}" for host in (HOST, "localhost")}

    def store(self) -> ox.Store:
        """The graph's store, opened again after a build."""
        with self._lock:
            try:
                made = (self._graph / FOLDER).stat().st_ino
            except OSError:
                raise GraphError(f"{self._graph}: no graph here") from None
            if self._store is None or made != self._made:
                self._store, self._made = open_store(self._graph), made
            return self._store


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if not self._allowed():
            return
        if path.path in PAGE:
            name, kind = PAGE[path.path]
            body = files("kgbuild.store").joinpath("page", name).read_bytes()
            self._send(HTTPStatus.OK, body, kind)
        elif path.path == "/examples.json":
            self._send(HTTPStatus.OK, self.server.examples, "application/json")
        elif path.path in ("/sparql", "/query"):
            self._query(parse_qs(path.query))
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "nothing here; the endpoint is /sparql")

    def do_POST(self) -> None:
        if not self._allowed():
            return
        if urlsplit(self.path).path not in ("/sparql", "/query"):
            self._refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only; queries go to /sparql")
            return
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            self.close_connection = True
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the query is too long")
            return
        body = self.rfile.read(length).decode("utf8", "replace")
        kind = (self.headers.get("Content-Type") or "").split(";")[0].strip()
        if kind == "application/sparql-query":
            self._query({"query": [body]})
        elif kind == "application/sparql-update":
            self._refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only")
        else:
            self._query(parse_qs(body))

    def _allowed(self) -> bool:
        """Whether the request is meant for us and comes from our own page or no page at all."""
        origin = self.headers.get("Origin")
        own = self.headers.get("Host") in self.server.names
        if own and (origin is None or urlsplit(origin).netloc in self.server.names):
            return True
        self.close_connection = True
        self._refuse(HTTPStatus.FORBIDDEN, "only for programs and pages of this machine")
        return False

    def _query(self, fields: dict[str, list[str]]) -> None:
        if "update" in fields:
            self._refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only")
            return
        if len(fields.get("query", ())) != 1:
            self._refuse(HTTPStatus.BAD_REQUEST, "give one query")
            return
        try:
            found: Any = self.server.store().query(fields["query"][0])
            table: dict[str, Any] = TRIPLES if isinstance(found, ox.QueryTriples) else ROWS
            kind = self._accepted(list(table))
            if kind is None:
                self._refuse(HTTPStatus.NOT_ACCEPTABLE, f"answers come as {', '.join(table)}")
                return
            body: bytes = found.serialize(format=table[kind])
        except SyntaxError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, f"the query does not parse: {error}")
        except (KgbuildError, OSError, RuntimeError, ValueError) as error:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))
        else:
            self._send(HTTPStatus.OK, body, kind)

    def _accepted(self, kinds: list[str]) -> str | None:
        """The first kind of answer that the request accepts."""
        accept = self.headers.get("Accept") or "*/*"
        for part in accept.split(","):
            wanted = part.split(";")[0].strip()
            if wanted in ("*/*", "application/*"):
                return kinds[0]
            if wanted in kinds:
                return wanted
        return None

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        self._send(status, (text + "\n").encode(), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Queries are nobody's business: no log."""
