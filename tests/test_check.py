"""The checks find what breaks a rule of the data model: each case breaks one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
import small

from kgbuild import ids
from kgbuild.check import entitled, problems
from kgbuild.ledger import name_entities
from kgbuild.model import (
    GATE,
    Claim,
    Edge,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Judgement,
    LiteralArg,
    Modality,
    Polarity,
    Snapshot,
    Status,
    Verdict,
)

E = small.IDENTITY
CLAIMS = tuple(name_entities(c, E) for c in small.CLAIMS)
MET = name_entities(small.MET, E)
FACT = Fact(ids.fact_id([MET.id]), "MET", MET.subject, MET.object, Polarity.ASSERTED, (MET.id,), (small.D,), 1,
            MET.time, Status.SINGLE_SOURCE)  # fmt: skip
OTHERS = tuple(
    Fact(ids.fact_id([c.id]), c.relation, c.subject, c.object, c.polarity, (c.id,), (small.D,), 1, c.time,
         Status.NEGATED if c.polarity is Polarity.NEGATED else Status.PLANNED)
    for c in CLAIMS if c.id != MET.id
)  # fmt: skip
GOOD = Snapshot(
    documents=(small.DOCUMENT,),
    entities=tuple(
        Entity(E[c.id], c.type, c.name, clusters=(c.id,), mentions=(m,))
        for c, m in zip(small.CLUSTERS, small.MENTIONS, strict=False)
    ),
    claims=CLAIMS,
    facts=(FACT, *OTHERS),
    conflicts=(replace(small.CONFLICT, facts=(FACT.id,)),),
)
EDGE = Edge("MET", *sorted((E[small.ADLER.id], E[small.BECKER.id])), FACT.id)

JUDGEMENT = Judgement("j-1", "m-1", "m-2", Verdict.SAME, 1.0, (), "anna", 1)


def with_claim(**changed: object) -> Snapshot:
    """The good graph with MET changed."""
    bad = replace(MET, **changed)  # type: ignore[arg-type]
    return replace(GOOD, claims=tuple(bad if c.id == MET.id else c for c in CLAIMS))


def test_a_good_graph_has_no_problems() -> None:
    """All rules hold on the small graph."""
    assert problems(GOOD, [EDGE]) == []


@pytest.mark.parametrize(
    ("snapshot", "complaint"),
    [
        (
            replace(GOOD, documents=(replace(small.DOCUMENT, text=small.TEXT + " "),)),
            "its id is not",
        ),
        (with_claim(evidence=Evidence(small.D, 0, 25, "Adler met Becker in Bonn.")), "verbatim"),
        (with_claim(subject=(EntityArg("e-unknown"),)), "unknown entity"),
        (with_claim(subject=()), "no subject"),
        (with_claim(relation="RELATED_TO"), "RELATED_TO"),
        (with_claim(relation="HUGGED"), "not in the table"),
        (with_claim(confidence=1.5), "outside 0 to 1"),
        (with_claim(place=("e-nowhere",)), "unknown entity"),
        (with_claim(document="d-unknown"), "missing"),
        (replace(GOOD, facts=(replace(FACT, claims=("c-unknown",)),)), "unknown claim"),
        (replace(GOOD, facts=(replace(FACT, id="f-1"),)), "its id is not that of its claims"),
        (replace(GOOD, facts=(FACT,)), "stands under no fact"),
        (replace(GOOD, facts=(replace(FACT, relation="KILLED"),)), "told by none of its claims"),
        (replace(GOOD, judgements=(JUDGEMENT,)), "pair, verdict and judge"),
        (replace(GOOD, facts=(replace(FACT, polarity=Polarity.NEGATED),)), "opposite polarity"),
        (replace(GOOD, facts=(replace(FACT, documents=()),)), "documents are not"),
        (replace(GOOD, facts=(replace(FACT, independent_sources=3),)), "independent sources"),
        (replace(GOOD, facts=(FACT, replace(FACT, id="f-2"))), "two facts"),
        (replace(GOOD, conflicts=(replace(small.CONFLICT, facts=("f-9",)),)), "unknown fact"),
        (replace(GOOD, entities=(*GOOD.entities, Entity("e-x", "Dragon", "x"))), "unknown type"),
    ],
)
def test_each_broken_rule_is_named(snapshot: Snapshot, complaint: str) -> None:
    """A graph that breaks one rule is told so."""
    assert any(complaint in line for line in problems(snapshot, []))


def with_fact(**changed: object) -> Snapshot:
    """The good graph with its fact changed."""
    return replace(GOOD, facts=(replace(FACT, **changed),))  # type: ignore[arg-type]


PAIR = ("MET", *sorted((E[small.ADLER.id], E[small.BECKER.id])))


@pytest.mark.parametrize(
    ("changed", "passes"),
    [
        ({}, True),
        ({"hedge": "about"}, True),
        ({"polarity": Polarity.NEGATED}, False),
        ({"modality": Modality.POSSIBLE}, False),
        ({"hedge": "reportedly"}, False),
        ({"attributed_to": ("e-1",)}, False),
        ({"confidence": GATE - 0.01}, False),
        ({"relation": "KILLED"}, False),
        ({"relation": None}, False),
        ({"object": (EntityArg(E[small.OSLO.id]),)}, False),
        ({"object": (LiteralArg("Becker"),)}, False),
        ({"subject": ()}, False),
    ],
)
def test_what_a_claim_entitles_to(changed: dict[str, object], passes: bool) -> None:
    """Asserted, actual, unhedged, sure, in the article's own voice, about these very two."""
    assert set(entitled(with_claim(**changed))) == ({PAIR} if passes else set())


@pytest.mark.parametrize(
    ("changed", "passes"),
    [
        ({}, True),
        ({"status": Status.DISPUTED}, True),
        ({"status": Status.DENIED}, False),
        ({"status": Status.IMPLAUSIBLE}, False),
        ({"relation": "KILLED"}, False),
        ({"polarity": Polarity.NEGATED}, False),
        ({"object": (EntityArg(E[small.OSLO.id]),)}, False),
    ],
)
def test_what_a_fact_entitles_to(changed: dict[str, object], passes: bool) -> None:
    """The fact stands, and says what its claims say."""
    assert set(entitled(with_fact(**changed))) == ({PAIR} if passes else set())


def test_speech_needs_a_named_speaker_and_its_own_voice() -> None:
    """ "Adler warned Becker" passes; said by "officials", or by Adler's own account, it does not."""
    for subject, voice, passes in (
        (MET.subject, (), True),
        (MET.subject, (E[small.OSLO.id],), False),
        ((EntityArg("e-officials"),), (), False),
    ):
        claim = replace(MET, relation="WARNED", subject=subject, attributed_to=voice)
        officials = Entity("e-officials", "Group", "officials")
        graph = replace(
            GOOD,
            entities=(*GOOD.entities, officials),
            claims=tuple(claim if c.id == MET.id else c for c in CLAIMS),
            facts=(replace(FACT, relation="WARNED", subject=subject),),
        )
        assert bool(entitled(graph)) is passes


def test_a_joint_list_entitles_each_member() -> None:
    """ "Adler and Becker met" is one edge, "Adler met Becker and Oslo" two; nobody meets themselves."""
    a, b, c = (EntityArg(E[x.id]) for x in small.CLUSTERS)
    for subject, object_, count in (((a, b), (), 1), ((a,), (b, c), 2), ((a, b), (a, b), 1)):
        claim = replace(MET, subject=subject, object=object_)
        graph = replace(
            GOOD,
            claims=tuple(claim if x.id == MET.id else x for x in CLAIMS),
            facts=(replace(FACT, subject=subject, object=object_),),
        )
        assert len(entitled(graph)) == count


@pytest.mark.parametrize(
    ("edges", "graph", "complaint"),
    [
        ([replace(EDGE, fact="f-9")], GOOD, "is missing"),
        ([replace(EDGE, target="e-nobody")], GOOD, "an end is missing"),
        ([replace(EDGE, target=E[small.OSLO.id])], GOOD, "its ends are not those"),
        ([replace(EDGE, relation="KILLED")], GOOD, "says MET"),
        ([EDGE], with_fact(status=Status.DENIED), "is denied"),
        ([EDGE], with_claim(hedge="reportedly"), "hedged by 'reportedly'"),
        ([EDGE], with_claim(relation="KILLED"), "no claim behind it says MET"),
        ([EDGE], with_claim(object=(EntityArg(E[small.OSLO.id]),)), "joins these two"),
        ([EDGE, EDGE], GOOD, "twice"),
        ([], GOOD, "is missing; fact f-"),
    ],
)
def test_an_edge_without_right_or_without_its_edge_is_named(
    edges: list[Edge], graph: Snapshot, complaint: str
) -> None:
    """No edge stands without a claim that passed, and none is missing."""
    assert any(complaint in line for line in problems(graph, edges))


def test_the_gate_and_the_check_agree_on_random_graphs() -> None:
    """Two readings of one paragraph of the data model, never of one another."""
    from kgbuild.project import plain_edges

    draw = Random(7)
    for _ in range(400):
        claims, facts = [], []
        for number in range(3):
            claim = _any_claim(draw, number)
            claims.append(claim)
            facts.append(_any_fact(draw, claim, claims))
        graph = replace(GOOD, claims=tuple(claims), facts=tuple(facts), conflicts=())
        mine = entitled(graph)
        theirs = {(e.relation, e.source, e.target) for e in plain_edges(graph)}
        assert set(mine) == theirs


def _any_claim(draw: Random, number: int) -> Claim:
    ends = [EntityArg(E[c.id]) for c in small.CLUSTERS]
    args = [*ends, LiteralArg("words"), EntityArg("e-gone")]
    return replace(
        MET,
        id=f"c-{number}",
        relation=draw.choice(["MET", "MET", "KILLED", "ACCUSED", "RELATED_TO", None]),
        subject=tuple(draw.sample(args, draw.choice([0, 1, 1, 2]))),
        object=tuple(draw.sample(args, draw.choice([0, 1, 1, 2]))),
        polarity=draw.choice([Polarity.ASSERTED] * 5 + [Polarity.NEGATED]),
        modality=draw.choice([Modality.ACTUAL] * 5 + [Modality.PLANNED]),
        hedge=draw.choice([None, None, None, "About", "reportedly"]),
        attributed_to=draw.choice([(), (), (), (E[small.OSLO.id],)]),
        confidence=draw.choice([0.3, 0.5, 0.9]),
    )


def _any_fact(draw: Random, claim: Claim, told: list[Claim]) -> Fact:
    return replace(
        FACT,
        id=f"f-{claim.id}",
        relation=draw.choice([claim.relation] * 4 + ["MET"]),
        subject=claim.subject,
        object=claim.object,
        polarity=claim.polarity,
        claims=tuple(c.id for c in draw.sample(told, draw.randint(1, len(told)))),
        status=draw.choice(list(Status)),
    )
