"""The checks find what breaks a rule of the data model: each case breaks one."""

from __future__ import annotations

from dataclasses import replace

import pytest
import small

from kgbuild.check import bears_edge, problems
from kgbuild.ledger import name_entities
from kgbuild.model import (
    Claim,
    Edge,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Modality,
    Polarity,
    Snapshot,
    Status,
)

E = small.IDENTITY
CLAIMS = tuple(name_entities(c, E) for c in small.CLAIMS)
MET = name_entities(small.MET, E)
FACT = Fact("f-1", "MET", MET.subject, MET.object, Polarity.ASSERTED, (MET.id,), (small.D,), 1, MET.time,
            Status.SINGLE_SOURCE)  # fmt: skip
GOOD = Snapshot(
    documents=(small.DOCUMENT,),
    entities=tuple(
        Entity(E[c.id], c.type, c.name, clusters=(c.id,), mentions=(m,))
        for c, m in zip(small.CLUSTERS, small.MENTIONS, strict=False)
    ),
    claims=CLAIMS,
    facts=(FACT,),
    conflicts=(replace(small.CONFLICT, facts=("f-1",)),),
)
EDGE = Edge("MET", E[small.ADLER.id], E[small.BECKER.id], "f-1")


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


@pytest.mark.parametrize(
    ("changed", "passes"),
    [
        ({}, True),
        ({"polarity": Polarity.NEGATED}, False),
        ({"modality": Modality.POSSIBLE}, False),
        ({"hedge": "reportedly"}, False),
        ({"attributed_to": ("e-1",)}, False),
        ({"attributed_to": ("e-1",), "relation": "STATED"}, True),
        ({"relation": None}, False),
    ],
)
def test_what_may_stand_behind_an_edge(changed: dict[str, object], passes: bool) -> None:
    """Asserted, actual, unhedged, in the article's own voice; speech acts with a named speaker."""
    claim: Claim = replace(MET, **changed)  # type: ignore[arg-type]
    assert bears_edge(claim) is passes


@pytest.mark.parametrize(
    ("edge", "fact", "complaint"),
    [
        (replace(EDGE, fact="f-9"), FACT, "is missing"),
        (replace(EDGE, target="e-nobody"), FACT, "an end is missing"),
        (EDGE, replace(FACT, status=Status.DENIED), "denied"),
        (EDGE, replace(FACT, claims=(small.PAID.id,)), "passes the gate"),
    ],
)
def test_an_edge_without_right_is_named(edge: Edge, fact: Fact, complaint: str) -> None:
    """No edge stands without a claim that passed."""
    assert any(complaint in line for line in problems(replace(GOOD, facts=(fact,)), [edge]))
