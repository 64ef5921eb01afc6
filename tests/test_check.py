"""The checks find what breaks a rule of the data model: each case breaks one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
import small

from kgbuild import ids
from kgbuild.check import claim_ids, entitled, problems
from kgbuild.ledger import name_entities
from kgbuild.model import (
    GATE,
    Claim,
    ClaimArg,
    Edge,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Judgement,
    LiteralArg,
    MentionKind,
    Modality,
    Part,
    PartKind,
    Polarity,
    Snapshot,
    Status,
    TimeSpan,
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


def with_document(**changed: object) -> Snapshot:
    """The good graph with its document changed."""
    return replace(GOOD, documents=(replace(small.DOCUMENT, **changed),))  # type: ignore[arg-type]


def with_entity(**changed: object) -> Snapshot:
    """The good graph with its first entity changed."""
    first, *others = GOOD.entities
    return replace(GOOD, entities=(replace(first, **changed), *others))  # type: ignore[arg-type]


def test_a_good_graph_has_no_problems() -> None:
    """All rules hold on the small graph, with marks at the ends of the text, and before facts are made."""
    assert problems(GOOD, [EDGE]) == []
    size = len(small.TEXT)
    spans = ((0, 0), (0, size), (size, size))
    marked = with_document(metadata_spans=spans, parts=(Part(0, size, PartKind.TABLE),))
    assert problems(marked, [EDGE]) == []
    assert problems(replace(GOOD, facts=(), conflicts=()), []) == []
    day = TimeSpan("then", date(2025, 3, 3), date(2025, 3, 4))
    for time in (day, replace(day, start=None), replace(day, end=None), None):
        assert problems(with_claim(time=time), [EDGE]) == []


def test_a_claims_id_is_that_of_what_it_says() -> None:
    """Of its document, spans, relation, words and polarity; the same words of another member are counted."""
    assert list(claim_ids([small.MET, small.NOT_MET])) == []
    wrong = "its id is not that of its spans, relation, words and polarity"
    for changed in (
        {"predicate": "greet"},
        {"span": (6, 10)},
        {"object": ()},
        {"relation": "KILLED"},
    ):
        told = replace(small.MET, **changed)  # type: ignore[arg-type]
        assert list(claim_ids([told, small.NOT_MET])) == [f"claim {told.id}: {wrong}"]
    where, inner = (small.D, (6, 9), [(0, 5)]), [small.MET.span]
    second = ids.claim_id(*where, [(10, 16)], "MET", "meet #2", "asserted")
    denied = ids.claim_id(*where, inner, "MET", "meet", "asserted")
    about = replace(small.MET, id=denied, object=(ClaimArg(second), LiteralArg("no span")))
    assert list(claim_ids([replace(small.MET, id=second), about])) == []
    assert list(claim_ids([about])) == [f"claim {denied}: {wrong}"]


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
        (with_document(metadata_spans=((-1, 2),)), "metadata span -1-2 lies outside"),
        (with_document(metadata_spans=((0, 999),)), "metadata span 0-999 lies outside"),
        (with_document(parts=(Part(3, 2, PartKind.TABLE),)), "a table at 3 lies outside"),
        (with_document(parts=(Part(-3, 2, PartKind.TABLE),)), "a table at -3 lies outside"),
        (with_entity(clusters=(small.BECKER.id,)), f"cluster {small.BECKER.id}: stands under"),
        (with_entity(mentions=(replace(small.MENTIONS[0], start=1),)), "mention 1-5 of"),
        (replace(GOOD, claims=(*CLAIMS, MET)), "an id stands there twice"),
        (with_claim(object=(ClaimArg("c-unknown"),)), "unknown claim c-unknown"),
        (with_claim(evidence=replace(MET.evidence, document="d-other")), "verbatim"),
        (with_claim(confidence=-0.1), "outside 0 to 1"),
        (with_claim(time=TimeSpan("then", date(2025, 3, 4), date(2025, 3, 3))), "before it starts"),
        (with_claim(attributed_to=("e-nobody",)), "unknown entity e-nobody"),
        (with_claim(about=("e-nothing",)), "unknown entity e-nothing"),
        (replace(GOOD, facts=(replace(FACT, independent_sources=0),)), "0 independent sources"),
        (replace(GOOD, conflicts=(replace(small.CONFLICT, claims=("c-9",)),)), "unknown claim c-9"),
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


@pytest.mark.parametrize(
    ("kind", "name", "mentions", "ids_", "passes"),
    [
        ("Person", "Cole", (), {}, True),
        ("Group", "officials", (), {}, False),
        ("Group", "unspecified", (), {}, False),
        ("Group", "officials", (), {"wikidata": "Q1"}, True),
        ("Document", "a statement", (), {}, True),
        ("Person", "Cole", (MentionKind.DESCRIPTION,), {}, False),
        ("Person", "cole", (MentionKind.DESCRIPTION, MentionKind.NAME), {}, True),
        ("Country", "Norway", (MentionKind.DEMONYM,), {}, True),
        ("Person", "Cole", (MentionKind.PRONOUN, MentionKind.PRONOUN), {"wikidata": "Q1"}, False),
        ("Person", "Cole", (MentionKind.PRONOUN, MentionKind.NAME), {}, True),
    ],
)
def test_who_is_named(
    kind: str, name: str, mentions: tuple[MentionKind, ...], ids_: dict[str, str], passes: bool
) -> None:
    """A speaker is held to its words by a name, an id, or as a document; a mere pronoun is nobody."""
    told = tuple(replace(small.MENTIONS[0], kind=m) for m in mentions)
    speaker = Entity("e-speaker", kind, name, mentions=told, external_ids=ids_)
    subject = (EntityArg(speaker.id),)
    graph = replace(
        GOOD,
        entities=(*GOOD.entities, speaker),
        claims=(replace(MET, relation="WARNED", subject=subject),),
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
        ([replace(EDGE, source="e-nobody")], GOOD, "an end is missing"),
        ([EDGE], with_fact(polarity=Polarity.NEGATED), "is single_source"),
        (
            [EDGE],
            with_claim(confidence=0.1, attributed_to=("e-1",)),
            "by somebody else, is sure only to 0.1",
        ),
        (
            [EDGE],
            with_claim(polarity=Polarity.NEGATED, modality=Modality.PLANNED),
            "is negated, is planned",
        ),
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
