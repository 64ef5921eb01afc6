"""The graph as RDF: sorted, repeatable bytes in five serialisations.

`write(snapshot, format, path)` is what `kgbuild export` calls. The form is one node a claim, with the
plain edge of a fact that passed the gate beside it as a direct triple, all in the default graph.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.errors import StoreError, UsageError
from kgbuild.project import Projection, project
from kgbuild.store.triples.terms import (
    BASE,
    KG,
    LINKS,
    RDF,
    Namer,
    objects,
    property_iri,
    relation_iri,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Node

FORMATS = {
    "nquads": (ox.RdfFormat.N_QUADS, ".nq"),
    "turtle": (ox.RdfFormat.TURTLE, ".ttl"),
    "trig": (ox.RdfFormat.TRIG, ".trig"),
    "json-ld": (ox.RdfFormat.JSON_LD, ".jsonld"),
    "ntriples": (ox.RdfFormat.N_TRIPLES, ".nt"),
}
"""Name of a serialisation -> pyoxigraph's format and the usual suffix."""

RDF12 = frozenset({"nquads", "turtle", "trig", "ntriples"})
"""Serialisations that can hold RDF 1.2 triple terms."""


def lines(
    projection: Projection, *, base: str = BASE, rdf12: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Every node's IRI with its sorted N-Triples lines, in the order of the IRIs, none twice.

    With `rdf12`, a claim about two entities also reifies the triple that it speaks of (which is not
    thereby asserted): `claim rdf:reifies <<( subject relation object )>>`.
    """
    namer = Namer(base)
    iris = {node.id: f"<{namer.iri(node.labels[0], node.id)}>" for node in projection.nodes}
    for node, own in sorted(projection.pairs(), key=lambda pair: iris[pair[0].id]):
        subject = iris[node.id]
        found = set(_node_lines(node, own, subject))
        found.update(_link_lines(own, subject, iris))
        if rdf12 and node.labels[0] == "Claim":
            found.update(_reified(node, own, subject, iris))
        yield subject, sorted(found)


def _node_lines(node: Node, links: Sequence[Link], subject: str) -> Iterator[str]:
    for label in node.labels:
        yield f"{subject} <{RDF}type> <{KG}{label}> .\n"
    for name, value in told(node, links):
        property_ = property_iri(name)
        for term in objects(name, value):
            yield f"{subject} <{property_}> {term} .\n"


def _link_lines(links: Iterable[Link], subject: str, iris: dict[str, str]) -> Iterator[str]:
    for link in links:
        property_ = LINKS.get(link.type) or relation_iri(link.type)
        yield f"{subject} <{property_}> {iris[link.target]} .\n"


def _reified(
    node: Node, links: Sequence[Link], subject: str, iris: dict[str, str]
) -> Iterator[str]:
    relation = relation_iri(str(node.properties["relation"]))
    for left in (link for link in links if link.type == "SUBJECT"):
        for right in (link for link in links if link.type == "OBJECT"):
            triple = f"{iris[left.target]} <{relation}> {iris[right.target]}"
            yield f"{subject} <{RDF}reifies> <<( {triple} )>> .\n"


def ntriples(projection: Projection, *, base: str = BASE, rdf12: bool = False) -> Iterator[bytes]:
    """The graph as N-Triples (which are N-Quads of the default graph too), a piece a node."""
    for _, found in lines(projection, base=base, rdf12=rdf12):
        yield "".join(found).encode("utf8")


def write(
    snapshot: Snapshot | Projection,
    format: str,
    path: Path | str,
    *,
    base: str = BASE,
    rdf12: bool = False,
) -> Path:
    """Write the graph to `path` and return it; raises UsageError for an unknown format."""
    if format not in FORMATS:
        raise UsageError(f"{format}: no RDF format; choose one of {', '.join(FORMATS)}")
    if rdf12 and format not in RDF12:
        raise UsageError(
            f"{format} cannot hold RDF 1.2 triple terms; choose nquads, turtle or trig"
        )
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    path = Path(path)
    pieces = ntriples(projection, base=base, rdf12=rdf12)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            if format in ("nquads", "ntriples"):
                file.writelines(pieces)
            else:
                _serialize(pieces, file, FORMATS[format][0], base)
    except OSError as error:
        raise StoreError(f"{path}: cannot write ({error.strerror or error})") from None
    return path


def _serialize(pieces: Iterable[bytes], file: IO[bytes], format: ox.RdfFormat, base: str) -> None:
    """Other serialisations, with prefixes, those of the data's kinds included, in the same order."""
    prefixes = Namer(base).prefixes()
    quads = (
        quad for piece in pieces for quad in ox.parse(BytesIO(piece), format=ox.RdfFormat.N_QUADS)
    )
    if format == ox.RdfFormat.TURTLE:
        ox.serialize((quad.triple for quad in quads), file, format=format, prefixes=prefixes)
    else:
        ox.serialize(quads, file, format=format, prefixes=prefixes)
