"""A read-only SPARQL 1.1 endpoint on the embedded store, with a small page to ask on.

Bound to this machine. A web page elsewhere cannot use it: requests that name another host or come from
another origin or site are refused. A query asks no other server and is ended after a time (`workers`).
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from kgbuild.errors import KgbuildError, StoreError
from kgbuild.store.embedded.oxigraph import open_store
from kgbuild.store.embedded.workers import MEMORY, TEXT, TIMEOUT, Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kgbuild.store.embedded.workers import Asked

HOST = "127.0.0.1"
LARGEST = 1024 * 1024
"""Bytes of a request."""

CONNECTIONS = 32
"""Connections at once."""

PATIENCE = 30.0
"""Seconds that a connection may say nothing."""

BUSY = b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 1\r\n\r\n"

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
}


class Endpoint(ThreadingHTTPServer):
    """The server; `url` is where it listens. Close it with `shutdown` and `server_close`."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        graph: Path | str,
        *,
        port: int = 7878,
        examples: Sequence[Any] = (),
        fill: Callable[[str, dict[str, str]], str] | None = None,
        asked: Asked | None = None,
        timeout: float = TIMEOUT,
        memory: float = MEMORY,
    ) -> None:
        open_store(graph)  # one message now, where there is none
        self.examples = json.dumps(list(examples)).encode()
        self.fill = fill
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror})") from None
        self.url = f"http://{HOST}:{self.server_address[1]}"
        self.names = {f"{host}:{self.server_address[1]}" for host in (HOST, "localhost")}
        self.workers = Workers(Path(graph), asked=asked, timeout=timeout, memory=memory)
        self._room = BoundedSemaphore(CONNECTIONS)

    def get_request(self) -> tuple[Any, Any]:
        """The next connection; where handles have run out, wait a moment in place of trying for ever."""
        try:
            return super().get_request()
        except OSError:
            time.sleep(0.2)
            raise

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for each of at most `CONNECTIONS` connections; more are told to come back."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
            return
        with suppress(OSError):
            request.sendall(BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection, from its first request to its last."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off is no news."""

    def server_close(self) -> None:
        """Give the port back and end the processes."""
        super().server_close()
        if hasattr(self, "workers"):  # not where the port was taken
            self.workers.close()


def _parted(address: str) -> SplitResult | None:
    """An address in its parts; None for one that is none ("http://[")."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _first_of(fields: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in fields.items()}


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        path = _parted(self.path)
        if not self._allowed():
            return
        if path is None:
            self._refuse(HTTPStatus.BAD_REQUEST, "no address")
        elif path.path in PAGE:
            name, kind = PAGE[path.path]
            body = files("kgbuild.store.embedded").joinpath("page", name).read_bytes()
            self._send(HTTPStatus.OK, body, kind)
        elif path.path == "/examples.json":
            self._send(HTTPStatus.OK, self.server.examples, "application/json")
        elif path.path == "/fill" and self.server.fill is not None:
            self._fill(parse_qs(path.query, keep_blank_values=True))
        elif path.path == "/ask":
            given = _first_of(parse_qs(path.query, keep_blank_values=True))
            self._send(*self.server.workers.question(given.pop("question", ""), given))
        elif path.path in ("/sparql", "/query"):
            self._query(parse_qs(path.query))
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "nothing here; the endpoint is /sparql")

    def do_HEAD(self) -> None:
        self.do_GET()  # `_send` leaves the body out

    def do_POST(self) -> None:
        if not self._allowed():
            return
        path = _parted(self.path)
        if path is None or path.path not in ("/sparql", "/query"):
            self.close_connection = (
                True  # its body is not read, and must not be taken for a request
            )
            self._refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only; queries go to /sparql")
            return
        if self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say how long the query is (Content-Length)")
            return
        given = self.headers.get("Content-Length") or "0"
        length = int(given[:20]) if given.isascii() and given.isdigit() else -1
        if length < 0:
            self.close_connection = True
            self._refuse(HTTPStatus.BAD_REQUEST, "Content-Length is no number")
            return
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
        origin = _parted(self.headers.get("Origin") or "")
        told = self.headers.get("Origin") is not None
        own = self.headers.get("Host") in self.server.names
        elsewhere = self.headers.get("Sec-Fetch-Site") == "cross-site"
        if (
            own
            and not elsewhere
            and (not told or (origin is not None and origin.netloc in self.server.names))
        ):
            return True
        self.close_connection = True
        self._refuse(HTTPStatus.FORBIDDEN, "only for programs and pages of this machine")
        return False

    def _fill(self, fields: dict[str, list[str]]) -> None:
        """A ready question as SPARQL, its parameters (names, days) filled in."""
        given = _first_of(fields)
        try:
            assert self.server.fill is not None
            text = self.server.fill(given.pop("question", ""), given)
        except KgbuildError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
            return
        self._send(HTTPStatus.OK, text.encode(), TEXT)

    def _query(self, fields: dict[str, list[str]]) -> None:
        if "update" in fields:
            self._refuse(HTTPStatus.FORBIDDEN, "this endpoint is read-only")
            return
        if len(fields.get("query", ())) != 1:
            self._refuse(HTTPStatus.BAD_REQUEST, "give one query")
            return
        accept = self.headers.get("Accept") or "*/*"
        self._send(*self.server.workers.ask(fields["query"][0], accept))

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        self._send(status, (text + "\n").encode(), TEXT)

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Queries are nobody's business: no log."""
