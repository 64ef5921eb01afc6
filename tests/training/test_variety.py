"""Texts about two people in other people's names: who is who stays the same."""

from __future__ import annotations

import random

from kgbuild.names.given import gender_of
from training.data import Sentence
from training.variety import other_people

TAGS = {
    "Anna": "PROPN",
    "Berg": "PROPN",
    "met": "VERB",
    "Paul": "PROPN",
    "in": "ADP",
    "Oslo": "PROPN",
}


def sentence(text: str) -> Sentence:
    words = text.split()
    return Sentence(words=words, upos=[TAGS.get(word, "X") for word in words])


def test_a_person_is_one_other_person_throughout() -> None:
    """A given name becomes one of its gender, a family name another one, places stay."""
    known = [sentence("Anna Berg met Paul in Oslo"), sentence("Berg met Paul")]
    first, second = (one.words for one in other_people(known, random.Random(1)))
    assert (gender_of(first[0]), gender_of(first[3])) == ("female", "male")
    assert first[1] == second[0] not in ("Berg", "Anna")
    assert first[3] == second[2] != "Paul"
    assert (first[2], first[5]) == ("met", "Oslo")
    assert known[0].words[0] == "Anna", "what was read is left as it is"


def test_a_seed_draws_the_same_names() -> None:
    known = [sentence("Anna Berg met Paul in Oslo")]
    drawn = [other_people(known, random.Random(7))[0].words for _ in range(2)]
    assert drawn[0] == drawn[1]
