"""A store of triples is brought from one generation to the next: node by node, and only what is another."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.model import Modality
from kgbuild.project import stream
from kgbuild.store.triples.terms import BASE, LINKS, Namer, property_iri
from kgbuild.store.triples.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.model import Snapshot
    from kgbuild.project import Wanted

NAMES = ox.NamedNode(LINKS["NAMES"])
IN_DOCUMENT = ox.NamedNode(LINKS["IN_DOCUMENT"])
STATED_IN = ox.NamedNode(LINKS["STATED_IN"])
HAPPENED = ox.NamedNode(property_iri("happened"))
BATCH = 20_000
"""Triples that are written at once."""


def apply(
    store: ox.Store,
    snapshot: Snapshot,
    only: Wanted,
    gone: Iterable[tuple[str, str]],
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
    moved = (namer.iri("Document", d) for d in only.sentences - only.documents)
    old.update(_leading(store, IN_DOCUMENT, moved))
    whole = (namer.iri("Document", d) for d in (*only.documents, *left))
    sentences = set(_leading(store, IN_DOCUMENT, whole))
    told = set(_leading(store, STATED_IN, sentences))
    # Names are derived from sentences as well: they follow from their entities.
    old.update(sentences, (iri for iri in told if iri.startswith(namer.iri("Claim", ""))))
    old.update(namer.iri("Judgement", id_) for id_ in only.judgements)
    only.claims.update(_turned(store, snapshot, only, namer))
    claims = {claim.id for claim in snapshot.claims}
    pieces = turtle(stream(snapshot, only=only), claims, base=base)
    fresh: dict[str, set[ox.Quad]] = {}
    data = BytesIO("".join(pieces).encode("utf8"))
    for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, lenient=True):
        fresh.setdefault(_iri(quad.subject), set()).add(quad)
    coming: list[ox.Quad] = []
    for subject in sorted(old | fresh.keys()):
        held = set(store.quads_for_pattern(ox.NamedNode(subject), None, None, None))
        wanted = fresh.get(subject, set())
        for quad in held - wanted:
            store.remove(quad)
        coming.extend(wanted - held)
        if len(coming) > BATCH:
            store.extend(coming)
            coming.clear()
    store.extend(coming)


def _iri(node: object) -> str:
    assert isinstance(node, ox.NamedNode)  # we write neither blank nodes nor triples as subjects
    return node.value


def _leading(store: ox.Store, by: ox.NamedNode, targets: Iterable[str]) -> Iterator[str]:
    for target in targets:
        for quad in store.quads_for_pattern(None, by, ox.NamedNode(target), None):
            yield _iri(quad.subject)


def _turned(store: ox.Store, snapshot: Snapshot, only: Wanted, namer: Namer) -> Iterator[str]:
    """Claims of plans and the like that have come true since, or no longer have: anybody's claim may do that."""
    from kgbuild.project.said import Said
    from kgbuild.project.wording import Wording

    said = Said(snapshot, Wording(snapshot))
    for claim in snapshot.claims:
        if claim.modality is Modality.ACTUAL or claim.id in only.claims:
            continue
        node = ox.NamedNode(namer.iri("Claim", claim.id))
        told = next(store.quads_for_pattern(node, HAPPENED, None, None), None)
        held = told is not None and told.object.value == "true"  # type: ignore[union-attr]
        if held != said.happened(claim):
            yield claim.id
