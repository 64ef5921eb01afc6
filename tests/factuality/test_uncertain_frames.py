"""Frames of our own words, end to end on the shipped pipeline: nothing uncertain carries an edge, plain reports do."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Claim, Document, EntityArg
from kgbuild.project.gate import claim_passes, member_pairs

if TYPE_CHECKING:
    from spacy.language import Language

LINES = [
    line
    for line in (Path(__file__).parent / "frames.txt").read_text(encoding="utf8").splitlines()
    if line and not line.startswith("#")
]
# base, past, participle, gerund
VERBS = (
    ("invade", "invaded", "invaded", "invading"),
    ("sanction", "sanctioned", "sanctioned", "sanctioning"),
    ("praise", "praised", "praised", "praising"),
    ("arm", "armed", "armed", "arming"),
)
NAMES = (("Norway", "Ghana", "Nepal"), ("Brazil", "Latvia", "Kenya"))


def edges(text: str, english: Language) -> set[tuple[str, str]]:
    """The pairs of names that a sentence would tie by an edge."""
    return {(source, target) for _, source, target in ties(text, english)}


def ties(text: str, english: Language) -> set[tuple[str, str, str]]:
    """The relation and both names of each edge that a sentence would give."""
    found = claims_of(Document("d-test", "test.txt", text), english)
    mentions: dict[str, list[Any]] = {c.id: [] for c in found.clusters}
    for mention in found.mentions:
        for cluster in mention.clusters:
            mentions[cluster].append(mention)
    entities: Any = {
        c.id: SimpleNamespace(
            id=c.id, name=c.name, type=c.type, external_ids={}, mentions=mentions[c.id]
        )
        for c in found.clusters
    }

    def carries(claim: Claim) -> bool:
        pairs = member_pairs(claim.relation or "", claim.subject, claim.object, entities)
        return claim_passes(claim, entities) and bool(pairs)

    return {
        (claim.relation or "", entities[a.entity].name, entities[b.entity].name)
        for claim in found.claims
        if carries(claim)
        for a in claim.subject
        for b in claim.object
        if isinstance(a, EntityArg) and isinstance(b, EntityArg)
    }


def fill(frame: str, number: int) -> tuple[str, str, str, str]:
    """A frame with its words, and the names in it."""
    first, second = VERBS[number % len(VERBS)], VERBS[(number + 1) % len(VERBS)]
    a, b, c = NAMES[number % len(NAMES)]
    forms = {f"V{ending}": form for ending, form in zip(("", "ed", "n", "ing"), first, strict=True)}
    forms |= {
        f"W{ending}": form for ending, form in zip(("", "ed", "n", "ing"), second, strict=True)
    }
    return frame.format(A=a, B=b, C=c, **forms), a, b, c


@pytest.mark.parametrize("frame", [line for line in LINES if not line.startswith("=")])
def test_what_is_not_certain_carries_no_edge(frame: str, english: Language) -> None:
    """Neither of A on B, nor, where one negation, hedge or condition holds of both verbs, of A on C."""
    both = (" nor ", " or ", "let alone", "llegedly", "eportedly", "may have", "If ", "avoided")
    for number in range(len(VERBS)):
        text, a, b, c = fill(frame, number)
        found = edges(text, english)
        assert (a, b) not in found, text
        if any(words in frame for words in both):
            assert (a, c) not in found, text
        if "{A}" not in frame:
            assert not {pair for pair in found if b in pair}, text


@pytest.mark.parametrize("frame", [line[2:] for line in LINES if line.startswith("=")])
def test_a_plain_report_keeps_its_edge(frame: str, english: Language) -> None:
    """With the same names and verbs."""
    for number in range(2):
        text, a, b, _ = fill(frame, number)
        assert (a, b) in edges(text, english), text


@pytest.mark.parametrize(
    "question",
    [
        "Did Norway sanction Ghana or arm Nepal?",
        "Is Anna Lund the chairwoman of Telvik?",
        "Is Anna Lund, the head of Telvik, ill?",
        "Has Minister Peter Holm thanked Ghana, as reported?",
        "Norway invaded Ghana?",
        "Will there be a meeting between Norway and Ghana?",
        "Did Norway arm Nepal",
    ],
)
def test_a_question_claims_nothing(question: str, english: Language) -> None:
    """Not even what it presupposes."""
    assert claims_of(Document("d-test", "test.txt", question), english).claims == ()


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("Lund skipped a meeting with Holm.", False),
        ("A meeting between Lund and Holm fell through.", False),
        ("A meeting between Lund and Holm never took place.", False),
        ("Rumours of a meeting between Lund and Holm spread.", False),
        ("Lund's meeting with Holm was a dream.", False),
        ("Lund turned down a meeting with Holm.", False),
        ("The meeting between Lund and Holm is off.", False),
        ("Lund held a meeting with Holm.", True),
        ("A meeting between Lund and Holm took place on Monday.", True),
        ("Lund praised his meeting with Holm.", True),
        ("Lund's meeting with Holm lasted an hour.", True),
    ],
)
def test_an_event_that_a_noun_tells(text: str, happened: bool, english: Language) -> None:
    """It happened where its verb, noun or adjective says so."""
    met = {frozenset(pair) for pair in edges(text, english)}
    joint = claims_of(Document("d-test", "test.txt", text), english).claims
    plain = [
        c
        for c in joint
        if c.relation == "MET" and c.polarity.value == "asserted" and c.modality.value == "actual"
    ]
    assert bool(plain and not plain[0].attributed_to) is happened, (text, met)
