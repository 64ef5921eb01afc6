"""Sense rules flag what cannot be so, and delete nothing."""

from __future__ import annotations

from typing import Any

import pytest
from made_claims import Made, days

from kgbuild.model import Status


def _world() -> Made:
    made = Made()
    for country in ("Russia", "China", "Ukraine", "United States"):
        made.entity(f"Country:{country}")
    made.claim("world", "Xi", "HEADS", "China")
    return made


@pytest.mark.parametrize(
    ("subject", "relation", "obj", "fields"),
    [
        ("Russia", "LIFTED_SANCTIONS_ON", "Topic:Western sanctions on Russia", {}),
        ("Russia", "LIFTED_SANCTIONS_ON", "Russia", {}),
        (
            "China",
            "LIFTED_SANCTIONS_ON",
            "Topic:curbs",
            {"sentence": "China lifted the curbs imposed by Japan."},
        ),
        ("Xi", "VISITED", "China", {}),
        ("GovernmentBody:Government of China", "VISITED", "China", {}),
        ("Xi", "MET", "Xi", {}),
        ("Xi", "MET", "City:Orley", {}),
        ("Ada", "KILLED", "Ada", {}),
        ("Russia", "SANCTIONED", "Russia", {}),
    ],
)
def test_flagged(subject: str, relation: str, obj: str, fields: dict[str, Any]) -> None:
    """The claim stays, its fact is implausible, and the reason is told."""
    made = _world()
    claim = made.claim("one", subject, relation, obj, **fields)
    assert made.fact_of(claim).status is Status.IMPLAUSIBLE
    (found,) = [c for c in made.conflicts() if c.kind == "implausible"]
    assert found.claims == (claim.id,)
    assert found.detail


@pytest.mark.parametrize(
    ("subject", "relation", "obj", "fields"),
    [
        ("United States", "LIFTED_SANCTIONS_ON", "Topic:Western sanctions on Russia", {}),
        ("United States", "LIFTED_SANCTIONS_ON", "Russia", {}),
        ("Xi", "VISITED", "Russia", {}),
        ("Ada", "VISITED", "China", {}),
        ("Xi", "MET", "Country:Russia", {}),
        ("Ada", "KILLED", "Ben", {}),
        ("Russia", "INVADED", "Ukraine", {}),
        ("Russia", "LIFTED_SANCTIONS_ON", "Topic:Western sanctions", {"polarity": "negated"}),
    ],
)
def test_let_pass(subject: str, relation: str, obj: str, fields: dict[str, Any]) -> None:
    """What can be so is not flagged; neither is what the source itself says not to be so."""
    made = _world()
    made.claim("one", subject, relation, obj, **fields)
    assert [c for c in made.conflicts() if c.kind == "implausible"] == []


def test_the_dead_do_not_act() -> None:
    """An act dated after the actor's death is flagged with the death beside it; one before is not."""
    made = _world()
    death = made.claim("one", "Group:rebels", "KILLED", "Ben", time=days("2022-05-03"))
    late = made.claim("two", "Ben", "MET", "Ada", time=days("2022-06-01"))
    early = made.claim("two", "Ben", "MET", "Ada", time=days("2022-04-01"))
    (found,) = made.conflicts()
    assert set(found.claims) == {death.id, late.id}
    assert made.fact_of(late).status is Status.IMPLAUSIBLE
    assert made.fact_of(early).status is Status.SINGLE_SOURCE
