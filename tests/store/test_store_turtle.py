"""What the bulk loader is fed has the very triples of the sorted export."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.errors import StoreError
from kgbuild.model import Snapshot
from kgbuild.project import Link, Node, Projection, project, stream
from kgbuild.store.triples.rdf import ntriples
from kgbuild.store.triples.turtle import Pieces, turtle


def triples(text: str) -> set[ox.Triple]:
    found = ox.parse(text, format=ox.RdfFormat.TURTLE)
    return {quad.triple for quad in found}


def exported(projection: Projection) -> set[ox.Triple]:
    data = b"".join(ntriples(projection))
    return {quad.triple for quad in ox.parse(data, format=ox.RdfFormat.N_TRIPLES)}


def written(projection: Projection) -> set[ox.Triple]:
    claims = {node.id for node in projection.nodes if node.labels[0] == "Claim"}
    return triples("".join(turtle(projection.pairs(), claims)))


def test_both_of_our_graphs(small: Snapshot, seed: Snapshot) -> None:
    for snapshot in (small, seed):
        claims = {claim.id for claim in snapshot.claims}
        assert triples("".join(turtle(stream(snapshot), claims))) == exported(project(snapshot))


texts = st.text(max_size=12)
ids = st.text(min_size=1, max_size=8).filter(
    lambda t: not any("\ud800" <= c <= "\udfff" for c in t)
)
values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(width=32),
    st.dates(),
    st.lists(texts, min_size=1, max_size=3).map(tuple),
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    claim=ids,
    entity=ids,
    properties=st.dictionaries(
        st.sampled_from(["name", "title", "words", "q_reason", "value", "day", "lasting"]), values
    ),
)
def test_any_text_id_and_value(
    claim: str, entity: str, properties: dict[str, str | int | float | bool]
) -> None:
    """Quotation marks, control characters, lone surrogates, odd ids, figures: the same triples."""
    if claim == entity:
        entity += "2"
    nodes = (
        Node(claim, ("Claim",), properties),
        Node(entity, ("Entity", "Thing", "Person"), properties),
    )
    links = (
        Link("ATTRIBUTED_TO", claim, entity, {"position": 0}),
        Link("OBJECT", claim, claim),
        Link("SUBJECT", claim, entity),
        Link("MET", entity, entity, {"fact": "f"}),
    )
    projection = Projection(nodes, links)
    assert written(projection) == exported(projection)


def test_a_failure_in_the_making_is_the_readers_failure() -> None:
    def pieces() -> Iterator[str]:
        yield "<x:a> <x:b> <x:c> .\n" * 10
        raise StoreError("the ledger ended early")

    with pytest.raises(StoreError, match="ended early"):
        ox.Store().bulk_load(BufferedReader(Pieces(pieces())), format=ox.RdfFormat.TURTLE)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_pieces_are_read_whole_whatever_the_size(size: int) -> None:
    text = [f"piece {i} ü\n" for i in range(50)]
    pieces = Pieces(text, size=size)
    assert BufferedReader(pieces, 16).read().decode() == "".join(text)
    assert pieces.count == 50
