"""What Neo4j Browser shows our graph with: a style, two guides and the saved queries, served to it.

The Browser fetches them from another origin, so it must be allowed to (CORS), the preflight request
included. Only this machine can reach the server.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from kgbuild.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HOST = "127.0.0.1"
TYPES = {".grass": "text/plain", ".html": "text/html", ".cypher": "text/plain"}
SAVED = "saved-queries.cypher"


@dataclass(frozen=True, slots=True)
class Saved:
    """A question as the Browser gets it; `parameters` are Cypher expressions by name.

    `more` is what `kgbuild query` does with the rows that the Browser shows.
    """

    name: str
    group: str
    question: str
    cypher: str
    parameters: Mapping[str, str]
    more: str = ""

    def commands(self) -> list[str]:
        """The Browser's commands that set the parameters."""
        return [f":param {name} => {value}" for name, value in self.parameters.items()]

    def beyond(self) -> str:
        """What is not done here, and where it is."""
        asked = f"kgbuild query {self.name} --store neo4j"
        return (
            f"The Browser shows all rows of the query; {asked} then looks through them: {self.more}"
        )

    def file(self) -> str:
        """The query as a file: dropped on the Browser, it becomes a favourite of this name."""
        lines = [f"// {self.question}"]
        if self.more:
            lines.append(f"// {self.beyond()}")
        if self.parameters:
            lines.append("// Set first, with what you want to know:")
            lines += [f"//   {command}" for command in self.commands()]
        return "\n".join([*lines, self.cypher.rstrip(";"), ""])


def browser_file(name: str) -> bytes:
    """A file of the package: style.grass or guide.html."""
    return files("kgbuild.store.cypher").joinpath("browser", name).read_bytes()


def questions_guide(saved: Sequence[Saved]) -> str:
    """The guide of all questions, a page a group; a click puts a line into the Browser's editor."""
    pages = [_page(group, list(found)) for group, found in groupby(saved, lambda q: q.group)]
    return (
        '<article class="guide" title="kgbuild: the questions">\n'
        f'<carousel class="deck container-fluid">\n{"".join(pages)}</carousel>\n</article>\n'
    )


def _page(group: str, found: Sequence[Saved]) -> str:
    title = escape(group.replace("_", " ").capitalize())
    parts = [
        f'<slide class="row-fluid">\n<div class="col-sm-3"><h3>{title}</h3>\n'
        f'<p class="lead">{len(found)} questions</p>\n'
        "<p>Run the lines that begin with :param first, with a name or a date of your own in them; "
        "then the query.</p></div>\n"
        '<div class="col-sm-9">\n'
    ]
    for one in found:
        parts.append(f"<h4>{escape(one.question)}</h4>\n")
        if one.more:
            parts.append(f"<p><small>{escape(one.beyond())}</small></p>\n")
        for line in (*one.commands(), one.cypher.rstrip(";")):
            parts.append(
                f'<figure><pre class="pre-scrollable code runnable">{escape(line, quote=False)}'
                "</pre></figure>\n"
            )
    return "".join([*parts, "</div>\n</slide>\n"])


class BrowserFiles(ThreadingHTTPServer):
    """Serves the style, the guides and the questions' files; `url` is where.

    /style.grass, /guide.html, /questions.html, /queries/NAME.cypher and all of these in
    /saved-queries.cypher.
    """

    daemon_threads = True

    def __init__(self, *, port: int = 8001, saved: Sequence[Saved] = ()) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror})") from None
        self.url = f"http://localhost:{self.server_address[1]}"
        texts = {f"/queries/{one.name}.cypher": one.file() for one in saved}
        self.files = {
            "/style.grass": browser_file("style.grass"),
            "/guide.html": browser_file("guide.html").replace(b"@URL@", self.url.encode()),
            "/questions.html": questions_guide(saved).encode(),
            f"/{SAVED}": ";\n\n".join(text.rstrip() for text in texts.values()).encode(),
            **{path: text.encode() for path, text in texts.items()},
        }

    def page(self, browser: str) -> str:
        """The Browser's address that opens it with our guide."""
        query = urlencode({"cmd": "play", "arg": f"{self.url}/guide.html"})
        return f"{browser.rstrip('/')}/browser/?{query}"


class _Handler(BaseHTTPRequestHandler):
    server: BrowserFiles

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        body = self.server.files.get(path)
        if body is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            kind = TYPES[PurePosixPath(path).suffix]
            self._send(HTTPStatus.OK, body, f"{kind}; charset=utf-8")

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
