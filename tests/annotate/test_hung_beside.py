"""Phrases that a parse hangs beside their noun: places of events, asides behind a dash, and who says more."""

from __future__ import annotations

import pytest
from small_docs import parse

from kgbuild.annotate.coreference.agree import says_more
from kgbuild.annotate.mentions.reattach import reattach
from kgbuild.annotate.syntax import extent

SPOKE = "Lund/NNP/nsubj>1 spoke/VBD/ROOT>1 at/IN/case>4 a/DT/det>4"


@pytest.mark.parametrize(
    ("noun", "place", "head"),
    [
        ("meeting", "in/IN/case>6 Oslo/NNP/obl>1", "meeting"),
        ("table", "in/IN/case>6 Oslo/NNP/obl>1", "spoke"),
        ("meeting", "for/IN/case>6 Oslo/NNP/obl>1", "spoke"),
        ("meeting", "in/IN/case>6 silence/NN/obl>1", "spoke"),
    ],
    ids=["a place of an event", "no event", "no place", "no name"],
)
def test_a_place_right_behind_an_event_is_the_events(noun: str, place: str, head: str) -> None:
    doc = parse(f"{SPOKE} {noun}/NN/obl>1 {place} ././punct>1")
    reattach(doc)
    assert doc[6].head.text == head


def test_a_place_further_on_stays_the_verbs() -> None:
    doc = parse(f"{SPOKE} meeting/NN/obl>1 again/RB/advmod>1 in/IN/case>7 Oslo/NNP/obl>1")
    reattach(doc)
    assert doc[7].head.text == "spoke"


@pytest.mark.parametrize(
    ("mark", "expected"), [("–", "the claim to islands"), (",", "the claim to islands , rocks")]
)
def test_an_aside_behind_a_dash_is_no_part_of_a_phrase(mark: str, expected: str) -> None:
    """The parser hung it on the noun inside."""
    doc = parse(
        f"the/DT/det>1 claim/NN/ROOT>1 to/IN/case>3 islands/NNS/nmod>1 {mark}/:/punct>5 rocks/NNS/appos>3"
    )
    start, end = extent(doc[1])
    assert " ".join(t.text for t in doc[start:end]) == expected


def test_who_also_says_something_has_said_something_before() -> None:
    doc = parse("He/PRP/nsubj>2 also/RB/advmod>2 said/VBD/ROOT>2", "He/PRP/nsubj>1 said/VBD/ROOT>1")
    assert [says_more(doc[2]), says_more(doc[4])] == [True, False]
