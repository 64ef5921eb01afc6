"""Kinds of sentences whose claims hang on names, posts and senses, in our own words, with the shipped pipeline."""

from __future__ import annotations

from datetime import date

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document, EntityArg, LiteralArg


def _told(text, english):
    found = claims_of(
        Document(id="d-1", source="a.txt", text=text, published=date(2024, 6, 3)), english
    )
    names = {c.id: c.name for c in found.clusters}
    rows = []
    for claim in found.claims:
        sides = [
            ", ".join(
                names[a.entity] if isinstance(a, EntityArg) else getattr(a, "literal", "value")
                for a in side
            )
            for side in (claim.subject, claim.object)
        ]
        rows.append((sides[0], claim.relation or claim.predicate, sides[1], claim))
    return rows, set(names.values())


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Ines Duarte has a brother, Rui Duarte.", ("Rui Duarte", "RELATIVE_OF", "Ines Duarte")),
        ("Ines Duarte had two sons, Rui and Tomas.", ("Tomas", "RELATIVE_OF", "Ines Duarte")),
        (
            "The head of Halvor Shipping, Mr Emil Strand, praised Peru.",
            ("Emil Strand", "PRAISED", "Peru"),
        ),
        ("Benoît d'Hautefort praised Peru.", ("Benoît d'Hautefort", "PRAISED", "Peru")),
        ("Mrs May praised Peru.", ("May", "PRAISED", "Peru")),
        ("June Carver praised Peru.", ("June Carver", "PRAISED", "Peru")),
        ("The senate confirmed Emil Strand.", ("senate", "APPROVED", "Emil Strand")),
        ("The mayor attacked Emil Strand in a speech.", ("mayor", "CRITICIZED", "Emil Strand")),
        ("Police named the gunman as Emil Strand.", ("Police", "DESCRIBED_AS", "gunman")),
        ("The bank named Emil Strand as chairman.", ("bank", "APPOINTED", "Emil Strand")),
        ("Emil Strand was born in Lima.", ("Emil Strand", "BORN_IN", "Lima")),
        ("Emil Strand fled to Peru.", ("Emil Strand", "FLED", "Peru")),
        ("Emil Strand owns 34 per cent of Nestlé.", ("Emil Strand", "OWNS", "Nestlé")),
        ("Emil Strand has a 40 per cent stake in Nestlé.", ("Emil Strand", "OWNS", "Nestlé")),
        ("Emil Strand bought a third of Nestlé.", ("Emil Strand", "ACQUIRED", "Nestlé")),
    ],
)
def test_the_claim_is_made(text, claim, english):
    """The wanted claim is there, with the whole name."""
    rows, _ = _told(text, english)
    assert claim in [row[:3] for row in rows]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Peru opened an embassy in Oslo.", "RECOGNIZED"),
        ("Peru closed its offices in Oslo.", "RESTRICTED"),
        ("Police named the gunman as Emil Strand.", "APPOINTED"),
        ("The mayor attacked Emil Strand in a speech.", "ATTACKED"),
        ("The senate confirmed the judge.", "STATED"),
    ],
)
def test_the_other_sense_is_not_claimed(text, relation, english):
    """Told apart by the object's type, its owner, the adjunct or the complement."""
    rows, _ = _told(text, english)
    assert relation not in [row[1] for row in rows]


def test_a_time_is_no_object_and_no_place(english):
    """ "On 31 June" and "mid-March" say when, if anything."""
    rows, names = _told(
        "Peru signed the treaty on 31 June 2014. Chad attacked Mali in mid-March.", english
    )
    objects = [a for row in rows for a in row[3].object]
    assert not any(isinstance(a, LiteralArg) and "June" in a.literal for a in objects)
    assert "mid-March" not in names
    attacked = next(row[3] for row in rows if row[1] == "ATTACKED")
    assert attacked.time is not None
    assert attacked.time.start == date(2024, 3, 1)


def test_nothing_is_said_to_be_itself(english):
    """ "Her favourite city is Lagos" describes Lagos in its words."""
    rows, _ = _told("Her favourite city is Lagos.", english)
    assert ("Lagos", "be", "Her favourite city") in [row[:3] for row in rows]


def test_months_stay_months(english):
    """A month after a preposition, or beside a number, is no person."""
    rows, names = _told("In May Chad sued Mali. Peru sued Chile on June 5.", english)
    assert not {"May", "June"} & names
    assert [row[3].time is not None for row in rows if row[1] == "SUED"] == [True, True]
