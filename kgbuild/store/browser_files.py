"""What Neo4j Browser shows our graph with: a style, a guide and the saved queries, served to it.

The Browser fetches them from another origin, so it must be allowed to (CORS), the preflight request
included. Only this machine can reach the server.
"""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from urllib.parse import urlencode, urlsplit

from kgbuild.errors import StoreError

HOST = "127.0.0.1"
TYPES = {".grass": "text/plain", ".html": "text/html", ".cypher": "text/plain"}
SAVED = "saved-queries.cypher"


def browser_file(name: str) -> bytes:
    """A file of the package: style.grass or guide.html."""
    return files("kgbuild.store").joinpath("browser", name).read_bytes()


class BrowserFiles(ThreadingHTTPServer):
    """Serves /style.grass, /guide.html and /saved-queries.cypher; `url` is where."""

    daemon_threads = True

    def __init__(self, *, port: int = 8001, saved: str = "") -> None:
        self.files = {
            "/style.grass": browser_file("style.grass"),
            "/guide.html": browser_file("guide.html"),
            f"/{SAVED}": saved.encode(),
        }
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror})") from None
        self.url = f"http://localhost:{self.server_address[1]}"

    def page(self, browser: str) -> str:
        """The Browser's address that opens it with our guide."""
        query = urlencode({"cmd": "play", "arg": f"{self.url}/guide.html"})
        return f"{browser.rstrip('/')}/browser/?{query}"


class _Handler(BaseHTTPRequestHandler):
    server: BrowserFiles

    def do_GET(self) -> None:
        body = self.server.files.get(urlsplit(self.path).path)
        if body is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            suffix = "." + self.path.rpartition(".")[2].partition("?")[0]
            self._send(HTTPStatus.OK, body, f"{TYPES[suffix]}; charset=utf-8")

    def do_OPTIONS(self) -> None:
        self._send(HTTPStatus.NO_CONTENT, b"", "")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, OPTIONS")
        self.send_header("Cache-Control", "no-store")
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""
