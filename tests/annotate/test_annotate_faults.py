"""Sentences on which a stage once broke, losing the whole article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild import ids
from kgbuild.annotate.coreference.by_name import link_names
from kgbuild.annotate.nodes import Chain, Node, link
from kgbuild.extraction import claims_of
from kgbuild.model import Document, MentionKind
from kgbuild.names import person_name

if TYPE_CHECKING:
    from spacy.language import Language

TEXTS = (
    "Coach Sunday Okoro praised the team after the match.",
    "Minister June Olsen spoke. Judge Friday Musa resigned. Coach May Adeyemi left.",
    "Zenith Group (ZEN) bought a yard. ZEN Holding sold it. Zenith Group grew, said Zenith.",
    "He said he saw no",
    "To help them they offered",
    "Neither",
)


@pytest.mark.parametrize("text", TEXTS)
def test_no_stage_breaks(english: Language, text: str) -> None:
    """Under test a fault raises; here nothing does."""
    document = Document(id=ids.document_id("a", text), source="a", text=text)
    assert claims_of(document, english).faults == ()


def test_a_persons_name_with_a_days_name_stays(english: Language) -> None:
    """ "Coach Sunday Okoro" is somebody, "on Sunday" is a day."""
    text = "Coach Sunday Okoro praised the team on Sunday."
    document = Document(id=ids.document_id("a", text), source="a", text=text)
    found = claims_of(document, english)
    assert "Sunday Okoro" in {c.name for c in found.clusters}
    assert not any(m.text == "Sunday" for m in found.mentions)


def name(at: int, text: str, kind: str = "Organization", **more: object) -> Node:
    node = Node(at, at + 1, at, MentionKind.NAME, kind, 0, text, text.lower(), **more)  # type: ignore[arg-type]
    node.chain = Chain([node])
    return node


def test_nodes_without_a_chain_join_nothing() -> None:
    """A node that was left out as a time word can still be referred to."""
    left, right = name(0, "Sunday"), name(1, "coach")
    left.chain = None
    assert not link(left, right)
    assert not link(right, left)


def test_chains_that_were_joined_elsewhere_are_passed_over() -> None:
    """ "Apex" is joined to "Apex Partners" with all of "Borea Holding"; then "Borea" is looked for."""
    import spacy

    doc = spacy.blank("en")("Apex Partners Borea Holding Apex Borea")
    one, two = name(0, "Apex Partners"), name(1, "Borea Marine")
    three, four = name(2, "Apex", "Topic"), name(3, "Borea", "Topic")
    link(three, two)
    nodes = [one, two, three, four]
    link_names(doc, nodes)
    assert all(node.chain is not None and node in node.chain.nodes for node in nodes)


def test_people_with_one_name_in_any_order() -> None:
    """Full names and bare ones find one another through any part they share."""
    import spacy

    people = []
    for at, text in enumerate(
        [
            "Anna Berg",
            "Berg",
            "Anna Karin Berg",
            "Hugo van der Bellen",
            "Bellen",
        ]
    ):
        people.append(name(at, text, "Person", name=person_name(text.split())))
    link_names(spacy.blank("en")(" ".join("x" * 9)), people)
    chains = [
        [n.text for n in c.nodes] for c in {id(n.chain): n.chain for n in people}.values() if c
    ]
    assert chains == [
        ["Anna Berg", "Anna Karin Berg", "Berg"],
        ["Hugo van der Bellen", "Bellen"],
    ]
