"""Single choices in facts and conflicts, each found by a mutant (`benchmarks/mutants.py`) that no other test saw."""

from __future__ import annotations

import pytest
from made_claims import Made, days

from kgbuild.assemble.context import build_context
from kgbuild.assemble.disagreements.difference import when_of
from kgbuild.assemble.geography import disjoint, holds
from kgbuild.model import Status


@pytest.fixture
def made() -> Made:
    return Made()


def test_a_country_holds_the_cities_of_its_code(made: Made) -> None:
    made.entity("Country:France")
    made.entity("City:Lyon", country="FR")
    made.entity("City:Turin", country="IT")
    context = build_context([], made.entities.values(), [])
    assert holds("France", "Lyon", context)
    assert not holds("France", "Turin", context)


def test_a_city_and_a_region_of_one_country(made: Made) -> None:
    """Apart only where both regions are known and differ."""
    for name in ("Region:Texas", "Region:California", "City:Houston", "City:Nowhere Falls"):
        made.entity(name, country="US")
    context = build_context([], made.entities.values(), [])
    assert disjoint("Houston", "California", context)
    assert not disjoint("Houston", "Texas", context)
    assert not disjoint("Nowhere Falls", "California", context)


def test_what_is_said_in_two_cities_is_no_conflict_of_place(made: Made) -> None:
    """People say a thing more than once; open claims are compared by nobody either."""
    for name in ("City:Orley", "City:Varn"):
        made.entity(name, country="Lumea")
    for document, place in (("one", "Orley"), ("two", "Varn")):
        at = days("2022-05-03")
        made.claim(document, "Ada", "STATED", "=the port stays shut", place=place, time=at)
        made.claim(document, "Ada", None, "Ben", place=place, time=at)
    assert [kind for kind in made.kinds() if kind[1] == "place"] == []


def test_two_ranks_of_one_article_are_two_moments(made: Made) -> None:
    for role in ("official", "top official"):
        made.claim("one", "Ada", "MEMBER_OF", "PoliticalParty:Union", qualifiers={"role": role})
    assert ("conflict", "role") not in made.kinds()


def test_ranks_a_step_apart_may_be_one(made: Made) -> None:
    for document, role in (("one", "senior official"), ("two", "top official")):
        made.claim(document, "Ada", "MEMBER_OF", "PoliticalParty:Union", qualifiers={"role": role})
    assert ("conflict", "role") not in made.kinds()


def test_a_denial_of_what_nobody_else_tells_is_no_conflict(made: Made) -> None:
    """The one who denies names what he denies; only another's word is set against it."""
    inner = made.claim("one", "Ben", "PAID", "Ada", by="Ben")
    made.claim("one", "Ben", "DENIED", inner)
    assert ("conflict", "polarity") not in made.kinds()


def test_a_denial_of_a_denial_is_none(made: Made) -> None:
    """DENIED of "did not pay" says nothing against those who tell that he did not."""
    told = made.claim("one", "Ben", "PAID", "Ada", polarity="negated")
    inner = made.claim("two", "Ben", "PAID", "Ada", polarity="negated", by="Cleo")
    made.claim("two", "Cleo", "DENIED", inner)
    assert made.fact_of(told).status is not Status.DENIED


def test_a_strangers_denial_is_only_a_dispute(made: Made) -> None:
    """Who has no part in it and speaks for nobody who has cannot deny it, only dispute it."""
    told = made.claim("one", "Ada", "PAID", "Ben")
    made.claim("two", "Ada", "PAID", "Ben", polarity="negated", by="Cleo")
    assert made.fact_of(told).status is Status.DISPUTED


def test_without_days_an_other_article_denies_no_event(made: Made) -> None:
    """Events recur: an undated "did not meet" is not against a dated meeting."""
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"))
    made.claim("two", "Ada", "MET", "Ben", polarity="negated")
    assert ("conflict", "polarity") not in made.kinds()


def test_plans_lend_no_days(made: Made) -> None:
    """A dated article's plan does not date an undated article's plan; a meeting does."""
    made.document("dated", "2022-05-04")
    made.document("undated")
    made.claim("dated", "Ada", "MET", "Ben", modality="planned", time=days("2022-05-09"))
    plan = made.claim("undated", "Ada", "MET", "Ben", modality="planned")
    made.claim("dated", "Ada", "MET", "Cleo", time=days("2022-05-03"))
    met = made.claim("undated", "Ada", "MET", "Cleo")
    times = {c.id: c.time for c in made.snapshot().claims}
    assert times[plan.id] is None
    assert times[met.id] is not None


def test_when_is_a_day_or_two(made: Made) -> None:
    one = made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"))
    two = made.claim("two", "Ada", "MET", "Ben", time=days("2022-05-03", "2022-05-06"))
    assert when_of(one) == "2022-05-03"
    assert when_of(two) == "2022-05-03 to 2022-05-06"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("We will never give up our port to anyone", "We shall never surrender our port to anyone", True),
        ("We will never give up our port to anyone", "We will never give up our port to anyone!", False),
    ],
)  # fmt: skip
def test_wordings_differ_in_words(made: Made, first: str, second: str, found: bool) -> None:
    """Another mark at the end is no other wording."""
    made.claim("one", "Ada", "STATED", f"={first}", quoted=True)
    made.claim("two", "Ada", "STATED", f"={second}", quoted=True)
    assert (("wording", "quote") in made.kinds()) is found


def test_only_what_is_quoted_is_a_quotation(made: Made) -> None:
    """Reported words may differ: nobody claims that they were said so."""
    made.claim("one", "Ada", "STATED", "=We will never give up our port to anyone")
    made.claim("two", "Ada", "STATED", "=We shall never surrender our port to anyone")
    assert ("wording", "quote") not in made.kinds()


def test_papers_and_speakers_are_named_in_order(made: Made) -> None:
    """The reason names both papers, and what one article passes on names its speakers by the alphabet."""
    made.document("one", text="Ada paid Ben.\nAP", publisher="Post")
    made.document("two", text="ORLEY (AP) - Ada paid Ben.", publisher="Star")
    made.claim("one", "Ada", "PAID", "Ben")
    told = made.claim("two", "Ada", "PAID", "Ben")
    assert "Post and Star" in made.fact_of(told).why
    alone = made.claim("three", "Ada", "PAID", "Cleo", by="Zoe")
    made.claim("three", "Ada", "PAID", "Cleo", by="Bea")
    assert "passing on Bea, Zoe" in made.fact_of(alone).why


def test_two_firms_that_share_a_word_are_two(made: Made) -> None:
    """Words of descriptions may differ, names may not."""
    a = made.claim("one", "Ada", "SUPPORTED", "Company:Orex Harbour")
    b = made.claim("two", "Ada", "SUPPORTED", "Company:Varn Harbour")
    assert not made.together(a, b)
