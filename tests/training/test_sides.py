"""The count of who reads better which side of a verb is which."""

from __future__ import annotations

import pytest
from spacy.language import Language

from training.sides import construction, due, judged, verdict


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("Lund sold the ship.", "sold", "active"),
        ("The ship was sold by Lund.", "sold", "passive"),
        ("Lund sold the ship and bought a house.", "bought", "coordinated verb"),
        ("Lund wants to sell the ship.", "sell", "control, raising"),
        ("Lund, who sold the ship, left.", "sold", "relative clause of its subject"),
        ("The ship that Lund sold sank.", "sold", "relative clause of another"),
        ("Lund left after selling the ship.", "selling", "adverbial clause without subject"),
        ("The man accused of theft left.", "accused", "participle behind a noun"),
    ],
)
def test_a_verb_is_counted_under_its_construction(
    english: Language, text: str, verb: str, name: str
) -> None:
    assert construction(next(t for t in english(text) if t.text == verb)) == name


def test_rules_and_roles_are_judged_by_the_same_words(english: Language) -> None:
    doc = english("Lund and Berg sold the old ship.")
    gold = [(3, [("ARG0", 0, 3), ("ARG1", 4, 7)])]
    assert due(doc, gold[0][1], "ARG0") == {0, 2} and due(doc, gold[0][1], "ARG1") == {6}
    found = {side: rules for _, side, rules, _ in judged(doc, gold)}
    assert found == {"who acts": "right", "whom it befalls": "right"}
    assert verdict({1}, {0}) == "wrong" and verdict(set(), {0}) == "none"


def test_what_propbank_leaves_out_is_not_counted(english: Language) -> None:
    """An understood subject has no row: nobody can be right or wrong."""
    assert list(judged(english("Lund sold the ship."), [(1, [("ARG1", 2, 4)])])) == []
