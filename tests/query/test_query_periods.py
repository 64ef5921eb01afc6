"""What has no day: told in the whole period, judged by its report's day, left out of a given period.

Both twins once dropped every undated meeting alike, which no comparison of the twins could see.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kgbuild.model import EntityArg, LiteralArg, Modality, Snapshot
from kgbuild.query import Rows, ask, questions
from kgbuild.store.embedded import memory

PERIODS = sorted(
    q.name
    for q in questions().values()
    if any(p.default in ("0001-01-01", "9999-12-31") for p in q.parameters)
)
FIRST = {"ended_roles": "since"}
ENTITY = {"in_touch": {"x": "e-adler"}}


MORE: dict[str, dict[str, Any]] = {
    "aid": {"relation": "AIDED", "predicate": "donate to"},
    "condition": {"relation": "THREATENED", "modality": Modality.CONDITIONAL},
    "deal": {"relation": "ACQUIRED", "modality": Modality.PLANNED},
    "denial": {"relation": "DENIED", "object": LiteralArg("any involvement")},
    "listed": {"relation": "SANCTIONED", "predicate": "sanction"},
    "owned": {"relation": "OWNS", "subject": EntityArg("e-becker"), "object": EntityArg("e-odd")},
    "resigned": {"relation": "RESIGNED_FROM", "object": EntityArg("e-odd")},
    "trade": {"relation": "IMPORTED_FROM", "predicate": "import from"},
}
"""One statement for each question of which the small graph has none: Adler about Becker, by themselves."""


def with_more(small: Snapshot) -> Snapshot:
    claim = next(c for c in small.claims if c.id == "c-met")
    fact = next(f for f in small.facts if f.id == "f-visit")
    claims, facts = list(small.claims), list(small.facts)
    for name, given in MORE.items():
        fields = dict(given)
        ends: dict[str, Any] = {
            end: (fields.pop(end),) for end in ("subject", "object") if end in fields
        }
        made = replace(claim, id=f"c-{name}", place=(), **ends, **fields)
        claims.append(made)
        same: dict[str, Any] = {"subject": made.subject, "object": made.object, "time": made.time}
        facts.append(
            replace(fact, id=f"f-{name}", relation=made.relation, claims=(made.id,), **same)
        )
    return replace(
        small,
        claims=tuple(sorted(claims, key=lambda c: c.id)),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
    )


def without_days(snapshot: Snapshot, published: date | None) -> Snapshot:
    """No statement has a time of its own; all documents are of one day, or of none."""
    return replace(
        snapshot,
        documents=tuple(replace(d, published=published) for d in snapshot.documents),
        claims=tuple(replace(c, time=None) for c in snapshot.claims),
        facts=tuple(replace(f, time=None, first=published, last=published) for f in snapshot.facts),
    )


@pytest.fixture(scope="module")
def larger(small: Snapshot) -> Snapshot:
    return with_more(small)


@pytest.fixture(scope="module")
def dated(larger: Snapshot) -> Rows:
    return memory.in_memory(larger)


@pytest.fixture(scope="module")
def undated(larger: Snapshot) -> Rows:
    return memory.in_memory(without_days(larger, None))


@pytest.fixture(scope="module")
def reported(larger: Snapshot) -> Rows:
    return memory.in_memory(without_days(larger, date(2024, 5, 6)))


def claims(name: str, store: Rows, **given: str) -> set[str]:
    return {str(row["claim"]) for row in ask(name, store, {**ENTITY.get(name, {}), **given}).rows}


def test_these_have_a_period() -> None:
    assert len(PERIODS) == 13


@pytest.mark.parametrize("name", PERIODS)
def test_the_whole_period_tells_what_has_no_day(name: str, dated: Rows, undated: Rows) -> None:
    all_of_time = claims(name, dated)
    assert all_of_time
    assert claims(name, undated) == all_of_time


@pytest.mark.parametrize("name", PERIODS)
def test_a_given_period_leaves_out_what_has_no_day(name: str, undated: Rows) -> None:
    assert claims(name, undated, **{FIRST.get(name, "from"): "1900"}) == set()


@pytest.mark.parametrize("name", PERIODS)
def test_without_a_day_of_its_own_the_report_s_counts(name: str, reported: Rows) -> None:
    first = FIRST.get(name, "from")
    assert claims(name, reported, **{first: "2024-05-06"}) == claims(name, reported)
    assert claims(name, reported, **{first: "2024-05-07"}) == set()


@pytest.mark.parametrize("name", PERIODS)
def test_the_header_says_so(name: str) -> None:
    first = FIRST.get(name, "from")
    meaning = next(p.meaning for p in questions()[name].parameters if p.name == first)
    assert "what has no day" in meaning or "what has neither" in meaning
