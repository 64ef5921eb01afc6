"""Nodes are things that somebody would look up; the rest are words."""

from __future__ import annotations

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document, EntityArg, LiteralArg


def _extracted(text, english):
    return claims_of(Document(id="d-1", source="a.txt", text=text), english)


def _names(text, english):
    return {cluster.name for cluster in _extracted(text, english).clusters}


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Angela Merkel praised the agreement.", "agreement"),
        ("The strike began. The strike cost Lufthansa customers.", "strike"),
        ("A militia attacked Aleppo.", "militia"),
        ("Flooding in Accra killed 19 people.", "19 people"),
    ],
)
def test_what_names_deal_with_what_acts_and_what_comes_again_is_a_thing(text, thing, english):
    """Praised by somebody named, told of twice, acting on a city, counted among the dead."""
    assert any(thing in name for name in _names(text, english))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Angela Merkel enjoyed the party.", "party"),
        ("Angela Merkel annoyed us.", "us"),
        ("A visitor lost a glove.", "glove"),
    ],
)
def test_what_one_sentence_mentions_in_passing_is_words(text, word, english):
    """No node; the claim keeps the words."""
    found = _extracted(text, english)
    assert not any(word in cluster.name.split() for cluster in found.clusters)
    args = [a for c in found.claims for a in (*c.subject, *c.object)]
    assert any(isinstance(a, LiteralArg) and word in a.literal for a in args)


def test_every_argument_names_a_cluster_that_is_there(english):
    """What was taken out is taken out everywhere: arguments, about, places, mentions, speakers."""
    found = _extracted(
        "Some neighbours enjoyed the party. We saw it, they said. Merkel met them in a hall.",
        english,
    )
    known = {c.id for c in found.clusters}
    for claim in found.claims:
        args = {a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)}
        assert args | set(claim.about) | set(claim.place) | set(claim.attributed_to) <= known
    assert all(set(m.clusters) <= known for m in found.mentions)


def test_an_open_claim_about_words_alone_is_left_out(english):
    """Nobody named, no relation, no figure: nothing to look up. What somebody said of it stays."""
    assert _extracted("Side dishes explore new flavours.", english).claims == ()
    said = _extracted("Merkel said that side dishes explore new flavours.", english).claims
    assert len(said) == 2
