"""Drafts become claims: ids, arguments, evidence, chains of speakers."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kgbuild.annotate import Annotated, Draft, MentionSpan, Slot
from kgbuild.model import (
    ClaimArg,
    Cluster,
    Document,
    EntityArg,
    LiteralArg,
    MentionKind,
    Polarity,
    ValueArg,
)
from kgbuild.normalize.settling.settle import settle

VOCAB = English().vocab
WORDS = ["Ada", "met", "Bo", "in", "Rome", ".", "Ada", "said", "Bo", "left", "."]


@pytest.fixture
def annotated() -> Annotated:
    """ "Ada met Bo in Rome. Ada said Bo left." with a cluster for each name."""
    starts = [i in (0, 6) for i in range(len(WORDS))]
    heads = [1, 1, 1, 4, 1, 1, 7, 7, 9, 7, 7]
    deps = [
        "nsubj",
        "ROOT",
        "obj",
        "case",
        "obl",
        "punct",
        "nsubj",
        "ROOT",
        "nsubj",
        "ccomp",
        "punct",
    ]
    doc = Doc(VOCAB, words=WORDS, heads=heads, deps=deps, sent_starts=starts)
    found = Annotated(Document("d-1", "x.txt", doc.text), doc)
    for name, kind, places in (
        ("ada", "Person", (0, 6)),
        ("bo", "Person", (2, 8)),
        ("rome", "City", (4,)),
    ):
        found.clusters[name] = Cluster(name, "d-1", kind, name.title())
        for i in places:
            found.mentions.append(MentionSpan(i, i + 1, i, MentionKind.NAME, kind, (name,)))
    return found


def _slot(token: int, preposition: str = "") -> Slot:
    return Slot(head=token, start=token, end=token + 1, preposition=preposition)


def _draft(head: int, words: str, subject: list[Slot], target: list[Slot]) -> Draft:
    return Draft("test", head, (head,), words, words, subject=subject, object=target)


def test_evidence_is_the_sentence_word_for_word(annotated: Annotated) -> None:
    """The span of the evidence cuts its own text out of the document."""
    (claim,) = settle([_draft(1, "meet", [_slot(0)], [_slot(2)])], annotated)
    text = annotated.document.text
    assert (
        claim.evidence.text
        == text[claim.evidence.start : claim.evidence.end]
        == "Ada met Bo in Rome ."
    )


def test_arguments_name_clusters(annotated: Annotated) -> None:
    """Mentions become entities; place and what the claim is about too."""
    draft = _draft(1, "meet", [_slot(0)], [_slot(2)])
    draft.place = [_slot(4)]
    (claim,) = settle([draft], annotated)
    assert [a.entity for a in claim.subject if isinstance(a, EntityArg)] == ["ada"]
    assert claim.place == ("rome",)
    assert claim.about == ("ada", "bo", "rome")


def test_a_statement_points_to_its_content(annotated: Annotated) -> None:
    """Content first in no order: the statement finds the id of what is said."""
    content = _draft(9, "leave", [_slot(8)], [])
    content.speaker = [_slot(6)]
    statement = _draft(7, "say", [_slot(6)], [Slot(draft=content)])
    said, left = settle([statement, content], annotated)
    assert said.object == (ClaimArg(left.id),)
    assert left.attributed_to == ("ada",)


def test_a_missing_agent_is_one_unspecified_group(annotated: Annotated) -> None:
    """Nobody is invented; the same document uses the same cluster."""
    drafts = [_draft(i, "hire", [Slot(literal="unspecified")], [_slot(2)]) for i in (1, 7)]
    first, second = settle(drafts, annotated)
    assert first.subject == second.subject
    (arg,) = first.subject
    assert isinstance(arg, EntityArg)
    assert annotated.clusters[arg.entity].name == "unspecified"
    assert annotated.clusters[arg.entity].type == "Group"


def test_an_unresolved_pronoun_makes_no_claim(annotated: Annotated) -> None:
    """A claim about nobody known could not be checked."""
    draft = _draft(1, "meet", [Slot(literal="they")], [_slot(2)])
    assert settle([draft], annotated) == []


def test_polarity_and_relation_are_part_of_the_id(annotated: Annotated) -> None:
    """Entity ids are not."""
    plain = _draft(1, "meet", [_slot(0)], [_slot(2)])
    negated = _draft(1, "meet", [_slot(0)], [_slot(2)])
    negated.polarity = Polarity.NEGATED
    typed = _draft(1, "meet", [_slot(0)], [_slot(2)])
    typed.relation = "MET"
    ids = [settle([d], annotated)[0].id for d in (plain, negated, typed)]
    assert len(set(ids)) == 3
    for mention in annotated.mentions:
        mention.clusters = tuple(f"other-{c}" for c in mention.clusters)
    again = _draft(1, "meet", [_slot(0)], [_slot(2)])
    assert settle([again], annotated)[0].id == ids[0]


def test_the_same_claim_is_not_made_twice(annotated: Annotated) -> None:
    """Two drafts with the same words, arguments and manner are one claim."""
    drafts = [_draft(1, "meet", [_slot(0)], [_slot(2)]) for _ in range(2)]
    assert len(settle(drafts, annotated)) == 1


def test_figures_and_words(annotated: Annotated) -> None:
    """A value keeps its words; a forced literal stays a literal."""
    draft = _draft(1, "cost", [_slot(0)], [Slot(start=2, end=3, value=5.0, unit="EUR")])
    (claim,) = settle([draft], annotated)
    assert claim.object == (ValueArg(5.0, "EUR", "Bo", (8, 10)),)
    other = _draft(1, "be", [_slot(0)], [Slot(literal="an envoy")])
    assert settle([other], annotated)[0].object == (LiteralArg("an envoy"),)


def test_a_joint_mention_names_all_members(annotated: Annotated) -> None:
    """ "both": one span, two entities, one claim."""
    annotated.mentions[0].clusters = ("ada", "bo")
    (claim,) = settle([_draft(1, "agree", [_slot(0)], [])], annotated)
    assert [a.entity for a in claim.subject if isinstance(a, EntityArg)] == ["ada", "bo"]


def test_a_speaker_without_a_mention_gets_a_cluster(annotated: Annotated) -> None:
    """The chain is never empty where somebody else speaks."""
    annotated.mentions = [m for m in annotated.mentions if m.head != 6]
    annotated._by_head = None
    draft = _draft(9, "leave", [_slot(8)], [])
    draft.speaker = [_slot(6)]
    (claim,) = settle([draft], annotated)
    (speaker,) = claim.attributed_to
    assert annotated.clusters[speaker].name == "Ada"
    assert annotated.clusters[speaker].type == "Group"
