"""What a server holds, held against the graph: node by node, values and links, no more and no less.

The hashes that a load leaves on a server say what was written; here the content itself is read back. Nodes and
triples of others are left out of it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgbuild.project import Projection, project
from kgbuild.project.shape import STRUCTURE
from kgbuild.store.triples.rdf import lines
from kgbuild.store.triples.terms import BASE, SURROGATES, told_literal
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Node
    from kgbuild.store.cypher.neo4j import Neo4jStore
    from kgbuild.store.sparql import Asked

BATCH = 500
"""Nodes that are asked for at once."""

OURS = frozenset({"hash", "run", "id"})
"""Properties that the loader adds."""


def neo4j_problems(
    store: Neo4jStore, snapshot: Snapshot | Projection, *, sample: int = 1
) -> Iterator[str]:
    """One line for each of our nodes in a Neo4j database that is missing, too many or not as in the graph.

    With `sample` N, every Nth node is compared; that there are no others always is. Raises StoreError.
    """
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    rows = store.read("MATCH (n:KgBuild) RETURN n.id AS id, n:Load AS load")
    held = Counter(str(row["id"]) for row in rows if not row["load"])
    if any(row["load"] for row in rows):
        yield "a load is at work, or was cut off: the same load again finishes it"
    wanted = {node.id for node in projection.nodes}
    yield from (f"{id_}: is missing" for id_ in sorted(wanted - held.keys()))
    yield from (f"{id_}: the graph has no such node" for id_ in sorted(held.keys() - wanted))
    yield from (f"{id_}: stands there {n} times" for id_, n in sorted(held.items()) if n > 1)
    pairs = (pair for pair in projection.pairs() if pair[0].id in held)
    for part in _batches(islice(pairs, 0, None, sample), BATCH):
        there = {str(row["id"]): row for row in store.read(NODES, ids=[n.id for n, _ in part])}
        for node, links in part:
            if node.id in there:
                yield from _differences(node, links, there[node.id])


NODES = (
    "UNWIND $ids AS id MATCH (n:KgBuild {id: id}) RETURN n.id AS id, labels(n) AS labels,"
    " properties(n) AS properties,"
    " [(n)-[r]->(m:KgBuild) | [type(r), m.id, properties(r)]] AS links"
)


def _differences(node: Node, links: Iterable[Link], row: Mapping[str, Any]) -> Iterator[str]:
    labels = set(row["labels"])
    if not set(node.labels) <= labels:
        yield f"{node.id}: lacks the labels {', '.join(sorted(set(node.labels) - labels))}"
    properties = {name: v for name, v in row["properties"].items() if name not in OURS}
    expected = {name: _plain(value) for name, value in node.properties.items()}
    for name in sorted(expected.keys() | properties.keys()):
        if expected.get(name) != _plain(properties.get(name)):
            yield f"{node.id}: {name} is not as in the graph"
    known = {*STRUCTURE, *vocabulary().relations}
    there = Counter(
        _link(type_, target, told) for type_, target, told in row["links"] if type_ in known
    )
    wanted = Counter(_link(link.type, link.target, link.properties) for link in links)
    for type_, target, _ in sorted((wanted - there).keys()):
        yield f"{node.id}: lacks the link {type_} to {target}"
    for type_, target, _ in sorted((there - wanted).keys()):
        yield f"{node.id}: has a link {type_} to {target} that the graph has not"


def _link(type_: str, target: str, properties: Mapping[str, Any]) -> tuple[str, str, str]:
    told = sorted((name, repr(_plain(value))) for name, value in properties.items())
    return type_, target, repr(told)


def _plain(value: Any) -> Any:
    """A value as it comes back from a server."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return SURROGATES.sub("\ufffd", value)
    return round(float(value), 6) if isinstance(value, float) else value


def sparql_problems(
    server: Asked, snapshot: Snapshot | Projection, *, base: str = BASE, sample: int = 1
) -> Iterator[str]:
    """One line for each triple of ours on a SPARQL server that is missing or too many; sampled as above."""
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    wanted: set[str] = set()
    chosen: list[tuple[str, list[str]]] = []
    for number, (subject, found) in enumerate(lines(projection, base=base)):
        wanted.add(subject)
        if number % sample == 0:
            chosen.append((subject, found))
    held = {f"<{iri}>" for iri in server.subjects(base)}
    yield from (f"{subject}: the graph has no such node" for subject in sorted(held - wanted))
    yield from (f"{subject}: is missing" for subject in sorted(wanted - held))
    for part in _batches(iter(chosen), BATCH):
        there = server.triples([subject for subject, _ in part if subject in held])
        for subject, found in part:
            if subject not in held:
                continue
            told = {(s, p, o) for s, p, o in there if s == subject}
            expected = set(_read("".join(found)))
            for _, predicate, object_ in sorted(expected - told):
                yield f"{subject}: lacks {predicate} {_short(object_)}"
            for _, predicate, object_ in sorted(told - expected):
                yield f"{subject}: has {predicate} {_short(object_)}, which the graph has not"


Triple = tuple[str, str, str]


def _read(text: str) -> Iterator[Triple]:
    for quad in ox.parse(BytesIO(text.encode("utf8")), format=ox.RdfFormat.N_TRIPLES):
        term = quad.object
        literal = isinstance(term, ox.Literal)
        shown = told_literal(term.value, term.datatype.value) if literal else str(term)
        yield str(quad.subject), str(quad.predicate), shown


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _batches(items: Iterator[Any], size: int) -> Iterator[Sequence[Any]]:
    while part := list(islice(items, size)):
        yield part
