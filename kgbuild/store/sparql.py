"""Any server with SPARQL 1.1: queries, updates in batches, or the Graph Store protocol.

All triples of a node have it as their subject, so a changed node is replaced as a whole. What was loaded
is remembered in a graph of its own on the server (`BASE`load: node, kg:hash, text); a batch deletes,
inserts and remembers in one request, so that a load that was cut off goes on where it stopped.
"""

from __future__ import annotations

import base64
import hashlib
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kgbuild.errors import QueryError, StoreError, UsageError
from kgbuild.project import Projection, project
from kgbuild.store.answers import plain_iri, plain_literal, substitute, term
from kgbuild.store.rdf import lines
from kgbuild.store.terms import BASE, KG, XSD, Namer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kgbuild.model import Snapshot
    from kgbuild.store.base import BoundValue, Row

BATCH = 1000
"""Nodes of one update."""

TIMEOUT = 300.0
"""Seconds to wait for one answer."""

RESULTS = "application/sparql-results+json"


def _ask(request: urllib.request.Request) -> bytes:
    """The answer's body; refusals become one line."""
    parts = urllib.parse.urlsplit(request.full_url)
    if parts.scheme not in ("http", "https"):
        raise UsageError(f"{request.full_url}: give an http or https address")
    if parts.username:
        pair = (
            f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        )
        token = base64.b64encode(pair.encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
        request.full_url = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    where = request.full_url
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            body: bytes = answer.read()
            return body
    except urllib.error.HTTPError as error:
        reason = " ".join(error.read().decode("utf8", "replace").split())[:300]
        if error.code == 400:
            raise QueryError(f"the server does not take the query: {reason}") from None
        if error.code in (401, 403):
            raise StoreError(f"{where}: not allowed for this user ({error.code})") from None
        raise StoreError(f"{where}: the server answers {error.code}: {reason}") from None
    except (urllib.error.URLError, OSError) as error:
        why = error.reason if isinstance(error, urllib.error.URLError) else error
        raise StoreError(f"{where}: no SPARQL server answers ({why})") from None


class SparqlStore:
    """Queries on a SPARQL server."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, endpoint: str, *, base: str = BASE) -> None:
        self.endpoint = endpoint
        self.base = base
        self._namer = Namer(base)

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows of a SELECT; parameters are written as terms (SPARQL's protocol has none)."""
        terms = {name: term(value, base=self.base) for name, value in parameters.items()}
        body = urllib.parse.urlencode({"query": substitute(text, terms)}).encode()
        request = urllib.request.Request(self.endpoint, data=body, headers={"Accept": RESULTS})
        try:
            answer = json.loads(_ask(request))
        except ValueError:
            raise StoreError(f"{self.endpoint}: the answer is no SPARQL result") from None
        if "boolean" in answer:
            return [{"answer": bool(answer["boolean"])}]
        names = answer["head"]["vars"]
        rows = answer["results"]["bindings"]
        return [{name: self._plain(row.get(name)) for name in names} for row in rows]

    def _plain(self, cell: Any) -> object:
        if cell is None:
            return None
        if cell["type"] == "uri":
            return plain_iri(cell["value"], self._namer)
        datatype = cell.get("datatype", XSD + "string")
        return plain_literal(cell["value"], datatype, self._namer)


@dataclass(frozen=True, slots=True)
class Report:
    """Triples that were written, and nodes whose triples were deleted."""

    added: int
    deleted: int


def load(
    snapshot: Snapshot | Projection,
    endpoint: str,
    *,
    query: str | None = None,
    graph_store: str | None = None,
    named_graph: str | None = None,
    base: str = BASE,
    progress: Callable[[str, int, int], None] | None = None,
    batch: int = BATCH,
) -> Report:
    """Make the server hold exactly this graph; triples with other subjects stay.

    With `graph_store`, the named graph is replaced through the Graph Store protocol instead.
    """
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    if graph_store is not None:
        if not named_graph:
            raise UsageError("the Graph Store protocol replaces a whole graph: give --named-graph")
        return _put(projection, graph_store, named_graph, base, progress, batch)
    loader = _Updates(endpoint, query or _query_address(endpoint), named_graph, base)
    here = loader.hashes()
    fresh: list[tuple[str, list[str], str]] = []
    present = set()
    added = 0
    for subject, found in lines(projection, base=base):
        present.add(subject)
        digest = hashlib.blake2b("".join(found).encode(), digest_size=12).hexdigest()
        if here.get(subject) != digest:
            fresh.append((subject, found, digest))
            added += len(found)
    gone = sorted(set(here) - present)
    work: list[tuple[str, list[str], str]] = [(subject, [], "") for subject in gone] + fresh
    for start in range(0, len(work), batch):
        part = work[start : start + batch]
        loader.replace(part, known=here)
        if progress:
            progress("updating", start + len(part), len(work))
    return Report(added, len(gone))


def _query_address(endpoint: str) -> str:
    """Where a server with separate addresses takes queries."""
    return endpoint.removesuffix("update") + "query" if endpoint.endswith("/update") else endpoint


class _Updates:
    def __init__(self, endpoint: str, query: str, named_graph: str | None, base: str) -> None:
        self._endpoint = endpoint
        self._query = query
        self._graph = f"<{named_graph}>" if named_graph else None
        self._memory = f"<{base}load>"

    def hashes(self) -> dict[str, str]:
        """Node -> hash of its triples, as the server remembers them."""
        text = f"SELECT ?s ?h WHERE {{ GRAPH {self._memory} {{ ?s <{KG}hash> ?h }} }}"
        body = urllib.parse.urlencode({"query": text}).encode()
        request = urllib.request.Request(self._query, data=body, headers={"Accept": RESULTS})
        rows = json.loads(_ask(request))["results"]["bindings"]
        return {f"<{row['s']['value']}>": row["h"]["value"] for row in rows}

    def replace(self, part: list[tuple[str, list[str], str]], *, known: Mapping[str, str]) -> None:
        """Delete what the server holds of these nodes, write their triples and remember them."""
        old = [subject for subject, _, _ in part if subject in known]
        text = []
        if old:
            values = " ".join(old)
            pattern = self._within("?s ?p ?o")
            text.append(f"DELETE {{ {pattern} }} WHERE {{ VALUES ?s {{ {values} }} {pattern} }}")
            memory = f"GRAPH {self._memory} {{ ?s <{KG}hash> ?h }}"
            text.append(f"DELETE {{ {memory} }} WHERE {{ VALUES ?s {{ {values} }} {memory} }}")
        triples = "".join(line for _, found, _ in part for line in found)
        if triples:
            marks = " ".join(f'{s} <{KG}hash> "{digest}" .' for s, _, digest in part if digest)
            text.append(
                f"INSERT DATA {{ {self._within(triples)} GRAPH {self._memory} {{ {marks} }} }}"
            )
        body = " ;\n".join(text).encode()
        headers = {"Content-Type": "application/sparql-update"}
        _ask(urllib.request.Request(self._endpoint, data=body, headers=headers))

    def _within(self, triples: str) -> str:
        return f"GRAPH {self._graph} {{ {triples} }}" if self._graph else triples


def _put(
    projection: Projection,
    graph_store: str,
    named_graph: str,
    base: str,
    progress: Callable[[str, int, int], None] | None,
    batch: int,
) -> Report:
    """Replace the named graph: the first batch by PUT, the others by POST."""
    address = f"{graph_store}?{urllib.parse.urlencode({'graph': named_graph})}"
    headers = {"Content-Type": "application/n-triples"}
    pieces = ["".join(found) for _, found in lines(projection, base=base)]
    added = 0
    for start in range(0, max(len(pieces), 1), batch):
        body = "".join(pieces[start : start + batch])
        added += body.count("\n")
        method = "PUT" if start == 0 else "POST"
        request = urllib.request.Request(
            address, data=body.encode(), headers=headers, method=method
        )
        _ask(request)
        if progress:
            progress("sending", min(start + batch, len(pieces)), len(pieces))
    return Report(added, 0)
