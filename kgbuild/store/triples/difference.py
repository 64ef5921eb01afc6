"""A store of triples is brought from one generation to the next: node by node, and only what is another."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.project import sentence_id, stream
from kgbuild.store.triples.terms import BASE, LINKS, Namer
from kgbuild.store.triples.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Wanted

NAMES = ox.NamedNode(LINKS["NAMES"])
IN_DOCUMENT = ox.NamedNode(LINKS["IN_DOCUMENT"])
STATED_IN = ox.NamedNode(LINKS["STATED_IN"])
NODES = 2_000
"""Nodes that are compared at once."""
BATCH = 20_000
"""Triples that are written at once."""


def apply(
    store: ox.Store,
    snapshot: Snapshot,
    only: Wanted,
    gone: Iterable[tuple[str, str]],
    leaving: Mapping[str, list[Link]],
    *,
    base: str = BASE,
) -> None:
    """Make every wanted node of the store what it is in the snapshot, and take out what is gone.

    `gone` gives kind and id. Names of entities, and sentences and claims of documents, that are gone or
    wanted go too where the snapshot no longer has them. Raises OSError where the store cannot be read.
    """
    namer = Namer(base)
    gone = list(gone)
    old = {namer.iri(kind, id_) for kind, id_ in gone}
    entities = [*only.names, *(id_ for kind, id_ in gone if kind == "Entity")]
    left = [id_ for kind, id_ in gone if kind == "Document"]
    old.update(_leading(store, NAMES, (namer.iri("Entity", e) for e in entities)))
    moved = [namer.iri("Document", d) for d in only.sentences - only.documents]
    reread = set(_leading(store, IN_DOCUMENT, moved))
    old.update(reread)
    whole = (namer.iri("Document", d) for d in (*only.documents, *left))
    sentences = set(_leading(store, IN_DOCUMENT, whole))
    told = set(_leading(store, STATED_IN, sentences))
    # Names are derived from sentences as well: they follow from their entities.
    old.update(sentences, (iri for iri in told if iri.startswith(namer.iri("Claim", ""))))
    old.update(namer.iri("Judgement", id_) for id_ in only.judgements)
    reread |= sentences
    reread.update(
        namer.iri("Sentence", sentence_id(e.document, e.start, e.end))
        for e in (claim.evidence for claim in snapshot.claims)
        if e.document in only.sentences
    )
    claims = {claim.id for claim in snapshot.claims}
    writer = _Writer(store, namer.iri("Name", ""), reread)
    # Every node comes whole and once: so many at a time, for parsed triples take much memory.
    pieces = turtle(stream(snapshot, only=only, leaving=leaving), claims, base=base)
    head = next(pieces)
    while some := list(islice(pieces, NODES)):
        fresh: dict[str, set[ox.Quad]] = {}
        data = BytesIO("".join([head, *some]).encode("utf8"))
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, lenient=True):
            fresh.setdefault(_iri(quad.subject), set()).add(quad)
        for subject, wanted in sorted(fresh.items()):
            writer.bring(subject, wanted)
        old -= fresh.keys()
    for subject in sorted(old):
        writer.bring(subject, set())
    writer.end()


class _Writer:
    """Brings nodes of a store to what they are to be; `reread` are the sentences that names are made of anew."""

    def __init__(self, store: ox.Store, name: str, reread: set[str]) -> None:
        self._store = store
        self._name = name
        self._reread = reread
        self._coming: list[ox.Quad] = []

    def bring(self, subject: str, wanted: set[ox.Quad]) -> None:
        """Make the triples of a subject these."""
        held = set(self._store.quads_for_pattern(ox.NamedNode(subject), None, None, None))
        if wanted and subject.startswith(self._name):
            held, wanted = _of_documents(held, self._reread), _of_documents(wanted, self._reread)
        for quad in held - wanted:
            self._store.remove(quad)
        self._coming.extend(wanted - held)
        if len(self._coming) > BATCH:
            self.end()

    def end(self) -> None:
        """Write what is left."""
        self._store.extend(self._coming)
        self._coming.clear()


def _of_documents(quads: set[ox.Quad], sentences: set[str]) -> set[ox.Quad]:
    """A name's triples without those that lead to other sentences than these: they stay as they are."""
    return {q for q in quads if q.predicate != STATED_IN or _iri(q.object) in sentences}


def _iri(node: object) -> str:
    assert isinstance(node, ox.NamedNode)  # we write neither blank nodes nor triples as subjects
    return node.value


def _leading(store: ox.Store, by: ox.NamedNode, targets: Iterable[str]) -> Iterator[str]:
    for target in targets:
        for quad in store.quads_for_pattern(None, by, ox.NamedNode(target), None):
            yield _iri(quad.subject)
