"""How much an analyst would want a claim, and the day that an undated one is reported on."""

from __future__ import annotations

from datetime import date

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document

DAY = date(2024, 3, 5)


def _claims(text, english, published=DAY):
    document = Document(id="d-1", source="a.txt", text=text, published=published)
    return claims_of(document, english).claims


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Angela Merkel met Emmanuel Macron.", "The minister met some voters."),
        ("Angela Merkel met Emmanuel Macron.", "Angela Merkel waited for a bus."),
        ("France sanctioned Iran on Monday.", "France sanctioned Iran."),
        ("Nestlé bought 34 per cent of Danone.", "The minister praised some workers."),
    ],
)
def test_named_ends_a_relation_and_details_are_worth_more(better, worse, english):
    """Two names and a known relation before words; a claim with a day before the same without."""
    best, other = (max(c.worth for c in _claims(text, english)) for text in (better, worse))
    assert 0 <= other < best <= 1


def test_an_undated_past_claim_of_the_article_is_reported_on_its_day(english):
    """Its time stays open; what somebody else says, what has a time, and what is ahead have no such day."""
    text = (
        "France sanctioned Iran. Merkel met Macron in May 2023. Peru will leave the pact. "
        "The Kremlin said that Chad sued Mali."
    )
    found = {c.relation or c.predicate: c for c in _claims(text, english)}
    assert found["SANCTIONED"].time is None
    assert found["SANCTIONED"].reported == DAY
    assert found["MET"].reported is None
    assert found["SUED"].reported is None
    assert all(c.reported is None for c in found.values() if c.modality == "planned")
    assert all(c.reported is None for c in _claims(text, english, published=None))
