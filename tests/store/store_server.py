"""A SPARQL 1.1 server for tests: query, update and Graph Store protocol over HTTP, on pyoxigraph."""

from __future__ import annotations

import base64
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

ODD = {
    "/page": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Welcome</html>",
    "/odd": b"HTTP/1.0 200 OK\r\n\r\n[1]",
    "/cut": b"HTTP/1.0 200 OK\r\nContent-Length: 1000\r\n\r\n{",
    "/noise": b"\x15\x03\x03\x00\x02\x02\x46\r\n\r\n",
    "/empty": b"",
    "/large": b"HTTP/1.0 413 Too Large\r\n\r\n",
}
"""Answers that are none, as bytes."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        self.store = ox.Store()
        self.requests: list[str] = []
        self.logins: list[str] = []
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        Thread(target=self.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, code: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        path, body = urlsplit(self.path).path, self._body()
        self.server.requests.append(f"POST {path}")
        try:
            if path == "/query":
                found: Any = self.server.store.query(parse_qs(body.decode())["query"][0])
                kind = "application/sparql-results+json"
                self._answer(200, found.serialize(format=ox.QueryResultsFormat.JSON), kind)
            elif path == "/update":
                self.server.store.update(body.decode())
                self._answer(204)
            elif path == "/store":
                self._load(body)
            elif path in ODD:
                self.wfile.write(ODD[path])
                self.close_connection = True
            elif path == "/closed":
                if given := self.headers.get("Authorization"):
                    self.server.logins.append(base64.b64decode(given.split()[1]).decode())
                self._answer(401, b"log in first")
            else:
                self._answer(500, b"disk full")
        except SyntaxError as error:
            self._answer(400, str(error).encode())

    def do_PUT(self) -> None:
        self.server.requests.append("PUT")
        graph = ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        self.server.store.remove_graph(graph)
        self._load(self._body())

    def _load(self, body: bytes) -> None:
        graph = ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])
        self.server.store.load(body, format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        self._answer(204)

    def log_message(self, format: str, *args: object) -> None: ...
