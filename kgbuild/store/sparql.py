"""Any server with SPARQL 1.1: queries, updates in batches, or the Graph Store protocol.

All triples of a node have it as their subject, so a changed node is replaced as a whole. What was loaded
is remembered in a graph of its own on the server (`BASE`load: node, kg:hash, text); a batch deletes,
inserts and remembers in one request, so that a load that was cut off goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlencode, urlsplit

from kgbuild.errors import StoreError, UsageError
from kgbuild.project import Projection, project
from kgbuild.store.answers import plain_iri, plain_literal, substitute, term
from kgbuild.store.base import Written, same_graph
from kgbuild.store.http import send
from kgbuild.store.triples.rdf import lines
from kgbuild.store.triples.terms import BASE, KG, XSD, Namer, quoted, told_literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kgbuild.model import Snapshot
    from kgbuild.store.base import BoundValue, Row

BATCH = 1000
"""Nodes of one update."""

RESULTS = "application/sparql-results+json"

IRI = re.compile(r"[A-Za-z][\w+.-]*:[^\x00-\x20<>\"{}|^`\\]+")
"""An absolute IRI that may stand between angle brackets."""


WHOLE_DECIMAL = re.compile(rf'(\S+ \S+ "-?\d+)("\^\^<{XSD}decimal> \.\n)')
"""A line whose object is a decimal without a point. Jena's TDB2 (5.6) stores such a number so that it can
never be deleted again: it reads back as 3000.0, which is another number to it. With a point all is well."""


def select(address: str, text: str) -> Any:
    """The JSON of a query's answer: `boolean`, or `head` and `results`."""
    body = urlencode({"query": text}).encode()
    answer = send(address, data=body, headers={"Accept": RESULTS})
    try:
        found = json.loads(answer)
        if "boolean" in found or ("vars" in found["head"] and "bindings" in found["results"]):
            return found
    except (ValueError, TypeError, KeyError):
        pass
    shown = urlsplit(address)._replace(query="").geturl().rpartition("@")[2]
    raise StoreError(f"{shown}: the answer is no SPARQL result; is this the address for queries?")


class SparqlStore:
    """Queries on a SPARQL server."""

    language: Literal["sparql", "cypher"] = "sparql"

    def __init__(self, endpoint: str, *, base: str = BASE) -> None:
        self.endpoint = query_address(endpoint)
        self.base = base
        self._namer = Namer(base)

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows of a SELECT; parameters are written as terms (SPARQL's protocol has none)."""
        terms = {name: term(value, base=self.base) for name, value in parameters.items()}
        answer = select(self.endpoint, substitute(text, terms))
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


def load(
    snapshot: Snapshot | Projection,
    endpoint: str,
    *,
    query: str | None = None,
    named_graph: str | None = None,
    base: str = BASE,
    dry_run: bool = False,
    replace: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    batch: int = BATCH,
) -> Written:
    """Make the server hold exactly this graph; triples with other subjects stay.

    Without `replace`, a server where most articles that were loaded are not in this graph is left as it is:
    StoreError. So is taking out what another graph loaded. An empty graph takes ours out again. With `dry_run`
    the server is only asked.
    """
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    _check_name(named_graph)
    return _update(
        projection,
        _Updates(endpoint, query or query_address(endpoint), named_graph, base),
        base,
        dry_run,
        replace,
        progress,
        batch,
    )


def _check_name(named_graph: str | None) -> None:
    if named_graph is not None and not IRI.fullmatch(named_graph):
        raise UsageError(
            f"{named_graph!r} is no IRI: a graph is called like https://example.org/news"
        )


def _update(
    projection: Projection,
    server: _Updates,
    base: str,
    dry_run: bool,
    replace: bool,
    progress: Callable[[str, int, int], None] | None,
    batch: int,
) -> Written:
    """Write what differs as it comes, then delete what is gone."""
    here = server.hashes()
    if not (replace or dry_run):
        namer = Namer(base)
        ours = {
            f"<{namer.iri('Document', d.id)}>"
            for d in projection.nodes
            if d.labels[0] == "Document"
        }
        articles = f"<{namer.iri('Document', '')}"
        same_graph({subject for subject in here if subject.startswith(articles)}, ours, "server")
    added = new = changed = sent = 0
    present: set[str] = set()
    work: list[_Change] = []

    def flush() -> None:
        nonlocal sent
        if not dry_run:
            try:
                server.replace(work, known=here)
            except StoreError as error:
                told = "; what was sent stays, the same command goes on from there" if sent else ""
                raise StoreError(f"{error}{told}") from None
        sent += len(work)
        work.clear()
        if progress:
            progress("updating", len(present), len(projection.nodes))

    for subject, found in lines(projection, base=base):
        present.add(subject)
        digest = hashlib.blake2b("".join(found).encode(), digest_size=12).hexdigest()
        if here.get(subject) != digest:
            work.append((subject, _pointed(found), digest))
            new += subject not in here
            changed += subject in here
            added += len(found)
        if len(work) == batch:
            flush()
    gone = sorted(set(here) - present)
    for subject in gone:
        work.append((subject, [], ""))
        if len(work) == batch:
            flush()
    if work:
        flush()
    unchanged = len(present) - new - changed
    return Written((), new, changed, len(gone), unchanged, added)


def query_address(endpoint: str) -> str:
    """Where a server with separate addresses takes queries: Fuseki and Oxigraph, or RDF4J and GraphDB."""
    if endpoint.endswith("/update"):
        return endpoint.removesuffix("update") + "query"
    return endpoint.removesuffix("/statements")


_Change = tuple[str, list[str], str]
"""A node, its triples, and their hash; no triples for a node that is gone."""


class Asked:
    """Reads back what a server holds of ours: in a named graph, or in the default graph."""

    def __init__(self, query: str, named_graph: str | None = None) -> None:
        self._query = query
        self._graph = f"<{named_graph}>" if named_graph else None

    def subjects(self, base: str) -> Iterator[str]:
        """IRIs of all nodes below the base."""
        pattern = _within(self._graph, "?s a ?type")
        text = (
            f"SELECT DISTINCT ?s WHERE {{ {pattern}"
            f" FILTER(STRSTARTS(STR(?s), {quoted(base)}) && !STRSTARTS(STR(?s), {quoted(base + 'load')})) }}"
        )
        for row in select(self._query, text)["results"]["bindings"]:
            yield row["s"]["value"]

    def triples(self, subjects: Iterable[str]) -> set[tuple[str, str, str]]:
        """All triples of subjects (IRIs in angle brackets), terms as `told_literal` writes them."""
        pattern = _within(self._graph, "?s ?p ?o")
        text = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {' '.join(subjects)} }} {pattern} }}"
        found = set()
        for row in select(self._query, text)["results"]["bindings"]:
            s, p, o = (row[name] for name in "spo")
            iri = o["type"] == "uri"
            shown = f"<{o['value']}>" if iri else told_literal(o["value"], o.get("datatype", ""))
            found.add((f"<{s['value']}>", f"<{p['value']}>", shown))
        return found


def _within(graph: str | None, triples: str) -> str:
    """A pattern or triples in a named graph, or in the default graph."""
    return f"GRAPH {graph} {{ {triples} }}" if graph else triples


class _Updates:
    def __init__(self, endpoint: str, query: str, named_graph: str | None, base: str) -> None:
        self._endpoint = endpoint
        self._query = query
        self._graph = f"<{named_graph}>" if named_graph else None
        # One memory a target: the same nodes may be loaded into several graphs of a server.
        self._memory = (
            f"<{base}load/{quote(named_graph, safe='')}>" if named_graph else f"<{base}load>"
        )

    def hashes(self) -> dict[str, str]:
        """Node -> hash of its triples, as the server remembers them.

        The hash is empty where the node itself is away, since somebody emptied the graph, and where two
        loads at once have both remembered it: such a node is written again.
        """
        there = _within(self._graph, "?s a ?type")
        text = (
            f"SELECT ?s ?h (EXISTS {{ {there} }} AS ?there) "
            f"WHERE {{ GRAPH {self._memory} {{ ?s <{KG}hash> ?h }} }}"
        )
        found: dict[str, str] = {}
        for row in select(self._query, text)["results"]["bindings"]:
            subject = f"<{row['s']['value']}>"
            stands = row["there"]["value"] in ("true", "1") and subject not in found
            found[subject] = row["h"]["value"] if stands else ""
        return found

    def replace(self, part: list[_Change], *, known: Mapping[str, str]) -> None:
        """Delete what the server holds of these nodes, write their triples and remember them."""
        old = [subject for subject, _, _ in part if subject in known]
        text = []
        if old:
            values = " ".join(old)
            pattern = _within(self._graph, "?s ?p ?o")
            text.append(f"DELETE {{ {pattern} }} WHERE {{ VALUES ?s {{ {values} }} {pattern} }}")
            memory = f"GRAPH {self._memory} {{ ?s <{KG}hash> ?h }}"
            text.append(f"DELETE {{ {memory} }} WHERE {{ VALUES ?s {{ {values} }} {memory} }}")
        triples = "".join(line for _, found, _ in part for line in found)
        if triples:
            marks = " ".join(f'{s} <{KG}hash> "{digest}" .' for s, _, digest in part if digest)
            text.append(
                f"INSERT DATA {{ {_within(self._graph, triples)} GRAPH {self._memory} {{ {marks} }} }}"
            )
        body = " ;\n".join(text).encode()
        send(self._endpoint, data=body, headers={"Content-Type": "application/sparql-update"})


def _pointed(found: list[str]) -> list[str]:
    return [
        f"{hit[1]}.0{hit[2]}" if (hit := WHOLE_DECIMAL.fullmatch(line)) else line for line in found
    ]


def put(
    snapshot: Snapshot | Projection,
    graph_store: str,
    *,
    named_graph: str | None,
    base: str = BASE,
    dry_run: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    batch: int = BATCH,
) -> Written:
    """Replace a named graph through the Graph Store protocol: the first batch by PUT, the others by POST."""
    _check_name(named_graph)
    if not named_graph:
        raise UsageError("the Graph Store protocol replaces a whole graph: give --named-graph")
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    sign = "&" if urlsplit(graph_store).query else "?"
    address = f"{graph_store}{sign}{urlencode({'graph': named_graph})}"
    headers = {"Content-Type": "application/n-triples"}
    pieces = ["".join(_pointed(found)) for _, found in lines(projection, base=base)]
    added = sum(piece.count("\n") for piece in pieces)
    for start in range(0, 0 if dry_run else max(len(pieces), 1), batch):
        body = "".join(pieces[start : start + batch]).encode()
        try:
            send(address, data=body, headers=headers, method="POST" if start else "PUT")
        except StoreError as error:
            told = "; the graph holds a part, the same command replaces it whole" if start else ""
            raise StoreError(f"{error}{told}") from None
        if progress:
            progress("sending", min(start + batch, len(pieces)), len(pieces))
    return Written(new=len(pieces), statements=added)
