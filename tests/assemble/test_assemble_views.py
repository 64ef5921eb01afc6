"""Timeline, changes, conflicts and sources as plain rows."""

from __future__ import annotations

import json
from datetime import date

import pytest
from made_claims import Made, days

from kgbuild.assemble import changes, conflicts, sources, timeline
from kgbuild.errors import UsageError


@pytest.fixture
def made() -> Made:
    made = Made()
    made.document("one", "2022-05-10", publisher="Post")
    made.document("two", "2022-05-11", publisher="Star")
    made.claim("one", "Country:Lumea", "SANCTIONED", "Company:Orex", time=days("2021-03-01"))
    made.claim(
        "one", "Country:Lumea", "LIFTED_SANCTIONS_ON", "Company:Orex", time=days("2022-05-09")
    )
    made.claim("two", "GovernmentBody:Government of Lumea", "PRAISED", "Ada")
    made.claim(
        "two", "Ada", "RESIGNED_FROM", "Company:Orex", time=days("2022-05-02"), hedge="reportedly"
    )
    made.claim("two", "Ada", "MEMBER_OF", "PoliticalParty:Union")
    made.claim("two", "Ada", "MET", "Ben", polarity="negated", time=days("2022-05-05"))
    return made


def test_timeline_is_in_order_and_knows_the_government(made: Made) -> None:
    """Dated facts by time, undated ones last; the state's government counts as the state."""
    rows = timeline(made.snapshot(), "Lumea")
    assert [r["relation"] for r in rows] == ["SANCTIONED", "LIFTED_SANCTIONS_ON", "PRAISED"]
    assert rows[0]["start"] == "2021-03-01"
    assert rows[2]["start"] is None
    json.dumps(rows)


def test_timeline_of_a_stranger(made: Made) -> None:
    """A name that the graph lacks is the caller's error, with a hint."""
    with pytest.raises(UsageError, match=r"near it:\n  Ada  Ada"):
        timeline(made.snapshot(), "ad")


def test_changes_name_what_was_turned_round(made: Made) -> None:
    """Lifted sanctions reverse those imposed, a resignation ends a post; an undated state is no change."""
    rows = changes(made.snapshot(), date(2022, 5, 1), date(2022, 5, 31))
    assert [(r["change"], r["relation"]) for r in rows] == [
        ("ended", "RESIGNED_FROM"),
        ("reversed", "LIFTED_SANCTIONS_ON"),
        ("new", "PRAISED"),
    ]
    assert rows[1]["before"] == "SANCTIONED (2021-03-01)"


def test_changes_in_an_upside_down_period(made: Made) -> None:
    """The end before the start is refused."""
    with pytest.raises(UsageError):
        changes(made.snapshot(), date(2022, 5, 2), date(2022, 5, 1))


def test_sources_show_every_claim(made: Made) -> None:
    """One row a claim, with hedge, sentence and the sentence on sources."""
    snapshot = made.snapshot()
    fact = next(f for f in snapshot.facts if f.relation == "RESIGNED_FROM")
    (row,) = sources(snapshot, fact.id)
    assert (row["publisher"], row["hedge"], row["said_by"]) == ("Star", "reportedly", [])
    assert row["why"].startswith("1 document")
    assert sources(snapshot, fact.id[:12]) == [row]
    with pytest.raises(UsageError, match="no fact"):
        sources(snapshot, "nonsense")


def test_conflicts_hold_the_sentences_of_both_sides(made: Made) -> None:
    """Hard ones first; every side's sentence stands there."""
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-05"))
    (row,) = conflicts(made.snapshot())
    assert row["kind"] == "conflict"
    assert len(row["sentences"]) == 2
    assert row["documents"] == ["Post", "Star"]
