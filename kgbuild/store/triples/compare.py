"""Whether a store of triples holds the graph that it is a projection of, node by node, no more and no less.

The plain edges are looked at once more by themselves, against what the data model entitles to: they are
what people follow without reading.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.check import entitled
from kgbuild.project import project
from kgbuild.store.triples.rdf import lines
from kgbuild.store.triples.terms import BASE, KG, Namer
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Snapshot

Triple = tuple[str, str, str]

SHORT = 120
"""Characters of a triple that a message shows."""


def store_problems(
    store: ox.Store, snapshot: Snapshot, *, base: str = BASE, sample: int = 1
) -> Iterator[str]:
    """One line for each triple that is missing from the store, or too many in it.

    With `sample` N, every Nth node is compared; the number of triples and the plain edges always are.
    Reading a damaged store raises OSError.
    """
    expected, known = 0, set()
    for number, (subject, found) in enumerate(lines(project(snapshot), base=base)):
        expected += len(found)
        known.add(subject[1:-1])
        if number % sample:
            continue
        wanted = _triples("".join(found))
        held = set(_held(store, subject[1:-1]))
        for triple in sorted(wanted - held):
            yield f"store: lacks {_shown(triple)}"
        for triple in sorted(held - wanted):
            yield f"store: has {_shown(triple)}, which the graph has not"
    yield from _edges(store, snapshot, base)
    total = len(store)
    if total != expected:
        yield f"store: holds {total} triples, the graph gives {expected}"
        yield from _strangers(store, known)


def _triples(text: str) -> set[Triple]:
    quads = ox.parse(BytesIO(text.encode("utf8")), format=ox.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


def _held(store: ox.Store, subject: str) -> Iterator[Triple]:
    for quad in store.quads_for_pattern(ox.NamedNode(subject), None, None, None):
        yield str(quad.subject), str(quad.predicate), str(quad.object)


def _edges(store: ox.Store, snapshot: Snapshot, base: str) -> Iterator[str]:
    """Plain edges of the store that no claim entitles to, and those that it lacks."""
    namer = Namer(base)
    wanted = set(entitled(snapshot))
    held = set()
    for relation in vocabulary().relations.values():
        property_ = ox.NamedNode(KG + relation.iri)
        for quad in store.quads_for_pattern(None, property_, None, None):
            left, right = (_id(namer, end) for end in (quad.subject, quad.object))
            held.add((relation.name, left, right))
    for name, left, right in sorted(held - wanted):
        yield f"store: edge {left} {name} {right}: no claim entitles to it"
    for name, left, right in sorted(wanted - held):
        yield f"store: edge {left} {name} {right}: is missing"


def _id(namer: Namer, term: object) -> str:
    iri = term.value if isinstance(term, ox.NamedNode) else str(term)
    return namer.read(iri) or iri


def _strangers(store: ox.Store, known: set[str]) -> Iterator[str]:
    """Subjects that are no node of the graph; triples outside the default graph."""
    seen = set()
    for quad in store:
        subject = (
            quad.subject.value if isinstance(quad.subject, ox.NamedNode) else str(quad.subject)
        )
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            yield f"store: has a triple in the graph {quad.graph_name}"
        elif subject not in known and subject not in seen:
            seen.add(subject)
            yield f"store: has a node {subject[:SHORT]}, which the graph has not"


def _shown(triple: Triple) -> str:
    text = " ".join(triple)
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"
