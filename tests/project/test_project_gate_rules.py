"""The gate rule by rule: one thing changed in a claim that passes, and it passes no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kgbuild.check.edges import entitled
from kgbuild.model import (
    GATE,
    Claim,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    Snapshot,
    Status,
)
from kgbuild.project.gate import (
    APPROXIMATIONS,
    claim_passes,
    fact_edges,
    is_named,
    is_somebody,
    member_pairs,
)


def mention(kind: MentionKind) -> Mention:
    """A mention of a kind."""
    return Mention("d", 0, 1, "X", kind, "Person", ("m",))


def person(id_: str, name: str, *kinds: MentionKind, **more: Any) -> Entity:
    """A person with mentions of the kinds."""
    return Entity(id_, "Person", name, mentions=tuple(mention(k) for k in kinds), **more)


LUND = person("e-a", "Lund", MentionKind.NAME)
HOLM = person("e-b", "Holm", MentionKind.NAME)
ADLER = person("e-c", "Adler", MentionKind.NAME)
ENVOY = person("e-d", "an envoy", MentionKind.DESCRIPTION)
ENTITIES = {e.id: e for e in (LUND, HOLM, ADLER, ENVOY)}
MET = Claim(
    id="k-1",
    document="d",
    subject=(EntityArg("e-a"),),
    predicate="meet",
    relation="MET",
    object=(EntityArg("e-b"),),
    evidence=Evidence("d", 0, 1, "x"),
    span=(0, 1),
    confidence=GATE,
    extractor="clauses",
)
STATED = replace(MET, relation="STATED", object=(LiteralArg("words"),))


def test_what_is_said_plainly_passes() -> None:
    """At the threshold."""
    assert claim_passes(MET, ENTITIES)


@pytest.mark.parametrize(
    "changed",
    [
        {"relation": None},
        {"relation": "RELATED_TO"},
        {"relation": "NO_SUCH_RELATION"},
        {"attributed_to": ("e-c",)},
        {"polarity": Polarity.NEGATED},
        {"hedge": "reportedly"},
        {"hedge": "believe"},
        {"confidence": GATE - 0.01},
    ],
)
def test_one_thing_against_it_keeps_it_back(changed: dict[str, Any]) -> None:
    """Each alone is enough."""
    assert not claim_passes(replace(MET, **changed), ENTITIES)


@pytest.mark.parametrize("modality", [m for m in Modality if m is not Modality.ACTUAL])
def test_no_modality_but_actual_passes(modality: Modality) -> None:
    """Unclear neither."""
    assert not claim_passes(replace(MET, modality=modality), ENTITIES)


@pytest.mark.parametrize("word", sorted(APPROXIMATIONS))
def test_a_blurred_figure_says_nothing_against_the_act(word: str) -> None:
    """In any case of letters."""
    assert claim_passes(replace(MET, hedge=word.capitalize()), ENTITIES)


def test_speech_needs_a_named_speaker() -> None:
    """Every one of them, and one at least."""
    assert claim_passes(STATED, ENTITIES)
    assert not claim_passes(replace(STATED, subject=(EntityArg("e-d"),)), ENTITIES)
    assert not claim_passes(replace(STATED, subject=(EntityArg("e-a"), EntityArg("e-d"))), ENTITIES)
    assert not claim_passes(replace(STATED, subject=(EntityArg("e-x"),)), ENTITIES)
    assert not claim_passes(replace(STATED, subject=(LiteralArg("somebody"),)), ENTITIES)
    assert claim_passes(replace(MET, subject=(EntityArg("e-d"),)), ENTITIES)


@pytest.mark.parametrize(
    ("entity", "named"),
    [
        (person("e", "Lund", MentionKind.NAME), True),
        (person("e", "Russian", MentionKind.DEMONYM), True),
        (person("e", "the Kremlin", MentionKind.METONYM), True),
        (person("e", "Lund", MentionKind.DESCRIPTION), False),
        (person("e", "an envoy", MentionKind.DESCRIPTION, external_ids={"wikidata": "Q1"}), True),
        (replace(ENVOY, type="Document"), True),
        (person("e", "Lund"), True),
        (person("e", "an envoy"), False),
        (person("e", "unspecified"), False),
        (person("e", "Unspecified"), True),
    ],
)
def test_who_can_be_held_to_his_words(entity: Entity, named: bool) -> None:
    """A name, a demonym, a metonym, a paper, or whoever is known elsewhere."""
    assert is_named(entity) is named


@pytest.mark.parametrize(
    ("entity", "somebody"),
    [
        (person("e", "Lund", MentionKind.NAME), True),
        (person("e", "I", MentionKind.PRONOUN), False),
        (person("e", "Lund", MentionKind.PRONOUN, MentionKind.NAME), True),
        (person("e", "unspecified", MentionKind.DESCRIPTION), False),
        (person("e", "Lund"), True),
    ],
)
def test_who_is_somebody(entity: Entity, somebody: bool) -> None:
    """Not "unspecified", and not a pronoun alone."""
    assert is_somebody(entity) is somebody


def args(*ids: str) -> tuple[EntityArg, ...]:
    """Entities as arguments."""
    return tuple(EntityArg(i) for i in ids)


def test_pairs_of_a_joint_list() -> None:
    """Each with each; symmetric ones once, nobody with himself, nothing where one is no entity."""
    assert member_pairs("MET", args("e-b"), args("e-a"), ENTITIES) == {("e-a", "e-b")}
    assert member_pairs("MET", args("e-a", "e-b"), (), ENTITIES) == {("e-a", "e-b")}
    assert member_pairs("MET", args("e-a"), (), ENTITIES) == set()
    assert member_pairs("PRAISED", args("e-b"), args("e-a"), ENTITIES) == {("e-b", "e-a")}
    assert member_pairs("PRAISED", args("e-a", "e-b"), args("e-b", "e-c"), ENTITIES) == {
        ("e-a", "e-b"), ("e-a", "e-c"), ("e-b", "e-c"),
    }  # fmt: skip
    assert member_pairs("PRAISED", args("e-a"), (), ENTITIES) == set()
    assert member_pairs("PRAISED", args("e-a"), (LiteralArg("it"),), ENTITIES) == set()
    assert member_pairs("PRAISED", (), args("e-a"), ENTITIES) == set()
    assert member_pairs("PRAISED", args("e-x"), args("e-a"), ENTITIES) == set()
    assert member_pairs("NO_SUCH_RELATION", args("e-a"), args("e-b"), ENTITIES) == set()


FACT = Fact(
    id="f-1",
    relation="MET",
    subject=args("e-a"),
    object=args("e-b"),
    polarity=Polarity.ASSERTED,
    claims=("k-1",),
    documents=("d",),
    independent_sources=1,
    time=None,
    status=Status.SINGLE_SOURCE,
)


def ends(fact: Fact, *claims: Claim) -> list[tuple[str, str, str]]:
    """The edges of a fact with its claims."""
    found = fact_edges(fact, {c.id: c for c in claims}, ENTITIES)
    return [(e.relation, e.source, e.target) for e in found]


def test_a_fact_gives_the_pairs_that_a_passing_claim_says() -> None:
    """Its own pairs, said by a claim of its own relation, in a fact that stands."""
    assert ends(FACT, MET) == [("MET", "e-a", "e-b")]
    assert ends(FACT) == []
    assert ends(FACT, replace(MET, relation="PRAISED")) == []
    assert ends(FACT, replace(MET, object=args("e-c"))) == []
    assert ends(FACT, replace(MET, polarity=Polarity.NEGATED)) == []
    assert ends(replace(FACT, polarity=Polarity.NEGATED), MET) == []
    assert ends(replace(FACT, relation=None), MET) == []
    assert ends(replace(FACT, object=(LiteralArg("it"),)), MET) == []


@pytest.mark.parametrize("status", list(Status))
def test_which_facts_stand(status: Status) -> None:
    """Corroborated, of one source, or disputed."""
    standing = status in (Status.CORROBORATED, Status.SINGLE_SOURCE, Status.DISPUTED)
    assert bool(ends(replace(FACT, status=status), MET)) is standing


WIFE = person("e-w", "his wife", MentionKind.DESCRIPTION)
OURS = person("e-o", "Lund's wife", MentionKind.DESCRIPTION)
FIRM = Entity("e-f", "Company", "a company", mentions=(mention(MentionKind.DESCRIPTION),))
SCHOOL = Entity(
    "e-s", "Organization", "medical school in Lagos", mentions=(mention(MentionKind.DESCRIPTION),)
)
REPUBLIC = Entity("e-r", "Country", "Republic", mentions=(mention(MentionKind.DESCRIPTION),))


@pytest.mark.parametrize(
    ("relation", "one", "other", "joined"),
    [
        ("RELATIVE_OF", LUND, HOLM, True),
        ("RELATIVE_OF", WIFE, LUND, False),
        ("RELATIVE_OF", OURS, LUND, False),
        ("RELATIVE_OF", OURS, HOLM, True),
        ("HEADS", LUND, FIRM, False),
        ("HEADS", LUND, SCHOOL, True),
        ("HEADS", LUND, REPUBLIC, False),
        ("EMPLOYED_BY", ENVOY, SCHOOL, False),
        ("MET", LUND, WIFE, True),
        ("FOUNDED", LUND, FIRM, True),
    ],
)
def test_a_tie_joins_what_a_name_tells(
    relation: str, one: Entity, other: Entity, joined: bool
) -> None:
    """Who somebody is has to be told of two that a name tells, in the gate and in what checks it; a deed has not."""
    known = {e.id: e for e in (one, other)}
    args = (EntityArg(one.id),), (EntityArg(other.id),)
    pair = {tuple(sorted((one.id, other.id)))} if joined else set()
    found = member_pairs(relation, *args, known)
    assert {tuple(sorted(p)) for p in found} == pair
    claim = replace(MET, relation=relation, subject=args[0], object=args[1])
    fact = replace(FACT, relation=relation, subject=args[0], object=args[1], claims=(claim.id,))
    snapshot = Snapshot(entities=(one, other), claims=(claim,), facts=(fact,))
    assert bool(entitled(snapshot)) is joined
