"""Ids of claims where several things on one span become one stretch of words."""

from __future__ import annotations

import pytest

import kgbuild
from kgbuild.check.rules import claim_ids

TEXTS = (
    "Migrants reached Oslo in May. Norwegian and Swedish smugglers put them at risk of drowning.",
    "Migrants reached Oslo. Anna Lind said Norwegian and Swedish smugglers put them at risk.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_claim_has_the_id_of_what_it_holds(text: str) -> None:
    """Two groups on the words "Norwegian and Swedish smugglers" are one literal: one span is in the id."""
    claims = kgbuild.claims_of(text).claims
    assert claims
    assert any(
        len(a.literal.split()) > 3 for c in claims for a in c.subject if hasattr(a, "literal")
    )
    assert list(claim_ids(claims)) == []
