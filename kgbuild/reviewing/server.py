"""The review page on this machine: what is doubtful is shown, what a person decides is taken in.

Bound to 127.0.0.1. The page's address holds a token that is new with each start; every request for data, and every
decision, must bear it in a header of its own. A page of another site can neither read the token nor send the header,
and requests that name another host, come from another origin or are no JSON are refused before anything is looked at.
"""

from __future__ import annotations

import hmac
import json
import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from kgbuild.changes.changing import reading
from kgbuild.errors import KgbuildError, StoreError, UsageError
from kgbuild.model import Verdict
from kgbuild.resolve.judgements import decisions
from kgbuild.resolve.judgements.people import by_person
from kgbuild.reviewing.judging import apply
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from kgbuild.model import Snapshot

HOST = "127.0.0.1"
TOKEN = "X-Kgbuild-Token"
LARGEST = 4 * 1024 * 1024
SHOWN = 40
"""Doubts of one page."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'"
)
PAGE = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
}


class Desk(ThreadingHTTPServer):
    """The server; `address` is the page with its token. Close it with `shutdown` and `server_close`."""

    daemon_threads = True

    def __init__(self, graph: Path, *, port: int = 7879, by: str) -> None:
        self.graph, self.by = graph, by
        with reading(graph):
            pass  # one message now, where there is none
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror})") from None
        self.token = secrets.token_urlsafe(24)
        self.url = f"http://{HOST}:{self.server_address[1]}"
        self.names = {f"{host}:{self.server_address[1]}" for host in (HOST, "localhost")}
        self.changing = Lock()

    @property
    def address(self) -> str:
        """Where the page is, token included; the part behind # is never sent to a server."""
        return f"{self.url}/#{self.token}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke off is no news."""


def doubts(graph: Path, *, first: int = 0) -> dict[str, Any]:
    """The doubtful pairs from the `first` on, `SHOWN` of them, and how many there are."""
    with reading(graph) as ledger:
        found = decisions.doubts(ledger)
        of_cluster = {c: e for e in ledger.entities() for c in e.clusters}
    rows = []
    for doubt in found[first : first + SHOWN]:
        sides = []
        for side in (doubt.left, doubt.right):
            entity = of_cluster.get(side.cluster)
            sides.append(
                {
                    "cluster": side.cluster,
                    "name": side.name,
                    "type": entity.type if entity else "",
                    "entity": entity.name if entity else "",
                    "source": side.source,
                    "sentence": side.sentence,
                }
            )
        rows.append(
            {
                "left": sides[0],
                "right": sides[1],
                "score": round(doubt.judgement.score, 2),
                "reasons": list(doubt.judgement.reasons),
            }
        )
    return {"total": len(found), "first": first, "rows": rows}


def entity(graph: Path, name: str) -> dict[str, Any]:
    """What an entity is made of, a part a document; UsageError names the candidates of an unclear name."""
    with reading(graph) as ledger:
        snapshot: Snapshot = ledger.snapshot()
        found = decisions.find(snapshot, name)
        parts = decisions.parts(ledger, found.id)
    return {
        "cluster": found.clusters[0],
        "name": found.name,
        "type": found.type,
        "country": found.country,
        "aliases": list(found.aliases),
        "parts": [
            {"cluster": p.cluster, "name": p.name, "source": p.source, "sentence": p.sentence}
            for p in parts
        ],
    }


def history(graph: Path) -> list[dict[str, Any]]:
    """What people decided that still stands, the last first."""
    with reading(graph) as ledger:
        given = [j for j in ledger.judgements() if by_person(j)]
        sides = {c: e.name for e in ledger.entities() for c in e.clusters}
    last = {frozenset((j.left, j.right)): j for j in sorted(given, key=lambda j: j.sequence)}
    return [
        {
            "judgement": j.id,
            "verdict": str(j.verdict),
            "left": sides.get(j.left, j.left),
            "right": sides.get(j.right, j.right),
            "because": "; ".join(j.reasons),
            "by": j.decided_by,
        }
        for j in sorted(last.values(), key=lambda j: -j.sequence)
        if j.verdict is not Verdict.UNSURE
    ]


class _Handler(BaseHTTPRequestHandler):
    server: Desk
    protocol_version = "HTTP/1.1"
    timeout = 30.0

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if not self._ours():
            return
        if path.path in PAGE:
            name, kind = PAGE[path.path]
            body = files("kgbuild.reviewing").joinpath("page", name).read_bytes()
            self._send(HTTPStatus.OK, body, kind)
            return
        if not self._known():
            return
        asked = {key: values[0] for key, values in parse_qs(path.query).items()}
        graph = self.server.graph
        try:
            if path.path == "/api/doubts":
                first = asked.get("first", "0")
                self._json(doubts(graph, first=int(first) if first.isdigit() else 0))
            elif path.path == "/api/entity":
                self._json(entity(graph, asked.get("name", "")))
            elif path.path == "/api/history":
                self._json({"rows": history(graph), "types": sorted(vocabulary().types)})
            else:
                self._refuse(HTTPStatus.NOT_FOUND, "nothing here")
        except KgbuildError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))

    def do_POST(self) -> None:
        self.close_connection = True  # a refused body must not be taken for a request
        if not self._ours() or not self._known():
            return
        kind = (self.headers.get("Content-Type") or "").split(";")[0].strip()
        given = self.headers.get("Content-Length") or ""
        length = int(given[:12]) if given.isascii() and given.isdigit() else -1
        if urlsplit(self.path).path != "/api/judge" or kind != "application/json":
            self._refuse(HTTPStatus.BAD_REQUEST, "decisions go to /api/judge, as JSON")
        elif not 0 < length <= LARGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "the length is wrong")
        else:
            self._judge(self.rfile.read(length))

    def _judge(self, body: bytes) -> None:
        try:
            made = json.loads(body)
            if not isinstance(made, list) or not all(isinstance(one, dict) for one in made):
                raise UsageError("a list of decisions is needed")
            with self.server.changing:
                count = apply(self.server.graph, made, by=self.server.by, because="reviewed")
        except ValueError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, f"not JSON ({error})")
        except KgbuildError as error:
            self._refuse(HTTPStatus.BAD_REQUEST, str(error))
        else:
            self._json({"taken": count})

    def _ours(self) -> bool:
        """Whether the request is for this host and from our own page, or from no page at all."""
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        if (
            self.headers.get("Host") in self.server.names
            and (origin is None or origin in {f"http://{name}" for name in self.server.names})
            and site in ("none", "same-origin")
        ):
            return True
        self._refuse(HTTPStatus.FORBIDDEN, "only for the review page of this machine")
        return False

    def _known(self) -> bool:
        """Whether the request bears the page's token."""
        if hmac.compare_digest(self.headers.get(TOKEN, "").encode(), self.server.token.encode()):
            return True
        self._refuse(HTTPStatus.FORBIDDEN, "open the address that kgbuild review --browser printed")
        return False

    def _json(self, value: Any) -> None:
        body = json.dumps(value, ensure_ascii=False).encode("utf8", "replace")
        self._send(HTTPStatus.OK, body, "application/json; charset=utf-8")

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        self.close_connection = True
        self._send(status, (text + "\n").encode("utf8", "replace"), "text/plain; charset=utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Decisions are kept in the graph; requests are nobody's business."""
