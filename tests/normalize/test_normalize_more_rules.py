"""Rows of the relation table whose meaning hangs on their parse, with the shipped pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = [
    ("SEIZED", "Rebels seized control of the airport."),
    ("FUNDED", "The bank approved a loan to Ghana."),
    ("FUNDED", "The bank approved a loan for the dam."),
    ("CRITICIZED", "The mayor took a swipe at the council."),
    ("COOPERATED_WITH", "Kenya and Uganda share intelligence."),
    ("COOPERATED_WITH", "Kenya and Uganda exchanged information."),
    ("COOPERATED_WITH", "Kenya and Uganda expanded their information sharing."),
    ("COOPERATED_WITH", "Kenya expanded intelligence sharing with Uganda."),
    ("STRENGTHENED_TIES_WITH", "Kenya and Uganda expanded their cooperation."),
    ("CLASHED_WITH", "The army and the rebels are fighting."),
    ("INVESTIGATED", "The governor ordered a probe into the crash."),
    ("ATTACKED", "The militia carried out a raid against the convoy."),
    ("ATTACKED", "The militia carried out a raid in the capital."),
    ("ATTACKED", "The air force targeted the depot."),
    ("SIGNED", "The two firms entered into an agreement."),
    ("LOCATED_IN", "A protest was reported in the capital."),
    ("LOCATED_IN", "A protest was reported on the highway."),
    ("PROMISED", "The president is committed to peace."),
]


def _relations(text: str, english: Language) -> set[str]:
    found = claims_of(Document("d-test", "test.txt", text), english)
    return {claim.relation for claim in found.claims if claim.relation is not None}


@pytest.mark.parametrize(("relation", "text"), EXAMPLES)
def test_rows_fit_their_examples(relation: str, text: str, english: Language) -> None:
    """The pattern makes the relation of the sentence beside it."""
    assert relation in _relations(text, english)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rebels took control.", "SEIZED"),
        ("Kenya shared a border with Uganda.", "COOPERATED_WITH"),
        ("The officials expanded the cooperation of two banks.", "STRENGTHENED_TIES_WITH"),
        ("The farmers blocked the road.", "REJECTED"),
        ("The mayor took a photograph at the council.", "CRITICIZED"),
        ("The firefighters are fighting the blaze.", "CLASHED_WITH"),
        ("The council offered no comment to reporters.", "FUNDED"),
    ],
)
def test_what_only_looks_like_one_gives_none(text: str, relation: str, english: Language) -> None:
    """The words alone do not make the relation."""
    assert relation not in _relations(text, english)
