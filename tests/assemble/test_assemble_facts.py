"""Which claims are one fact, and what the fact says of itself."""

from __future__ import annotations

import random
from datetime import date

import pytest
from made_claims import Made, days

from kgbuild.assemble import assemble
from kgbuild.model import Status


@pytest.fixture
def made() -> Made:
    return Made()


def test_one_meeting_told_by_two_documents_is_one_fact(made: Made) -> None:
    """A symmetric relation has no direction, and a joint subject stands for both sides."""
    a = made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"))
    b = made.claim("two", "Ben", "MET", "Ada", time=days("2022-05-03"))
    c = made.claim("three", ["Ada", "Ben"], "MET", time=days("2022-05-03"))
    assert made.together(a, b, c)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (days("2022-05-03"), days("2022-05-04"), True),
        (days("2022-05-03"), days("2022-05-09"), False),
        (days("2022-05-03"), days("2022-05-02", "2022-05-08"), True),
        (days("2022-05-01", "2022-05-31"), days("2022-06-01", "2022-06-30"), False),
        (days("2022-05-03"), days(None, "2022-05-10"), True),
        (days("2022-05-03"), days(None, "2022-04-10"), False),
        (days("2022-05-03"), None, True),
    ],
)
def test_time_tells_two_meetings_apart(made: Made, left: object, right: object, same: bool) -> None:
    """Days may slip by one, coarser spans must overlap, an unknown time fits."""
    a = made.claim("one", "Ada", "MET", "Ben", time=left)
    b = made.claim("two", "Ada", "MET", "Ben", time=right)
    assert made.together(a, b) is same


def test_a_state_merges_over_years(made: Made) -> None:
    """A post reported in two years is one fact; one that ended is another."""
    a = made.claim(
        made.document("one", "2020-01-01"), "Ada", "HOLDS_POSITION", "Position:Mayor of Orley"
    )
    b = made.claim(
        made.document("two", "2022-01-01"), "Ada", "HOLDS_POSITION", "Position:Mayor of Orley"
    )
    c = made.claim(
        "two", "Ada", "HOLDS_POSITION", "Position:Mayor of Orley", qualifiers={"status": "former"}
    )
    assert made.together(a, b)
    assert not made.together(a, c)


def test_recurring_events_stay_apart(made: Made) -> None:
    """Two dated articles weeks apart that tell of an attack without a date mean two attacks."""
    a = made.claim(made.document("one", "2022-01-01"), "Group:Rebels", "ATTACKED", "City:Orley")
    b = made.claim(made.document("two", "2022-03-01"), "Group:Rebels", "ATTACKED", "City:Orley")
    assert not made.together(a, b)


def test_what_happens_once_needs_no_date(made: Made) -> None:
    """A founding is the same founding whenever it is told."""
    a = made.claim(made.document("one", "2022-01-01"), "Ada", "FOUNDED", "Company:Lumo")
    b = made.claim(made.document("two", "2024-03-01"), "Ada", "FOUNDED", "Company:Lumo")
    assert made.together(a, b)


def test_an_undated_article_is_not_guessed_between_two_events(made: Made) -> None:
    """Of two meetings that it may mean, it means neither for certain."""
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"))
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-08-03"))
    lone = made.claim("undated", "Ada", "MET", "Ben")
    # Both groups have exactly the same participants, so nothing tells them apart.
    assert made.fact_of(lone).claims == (lone.id,)


def test_polarity_and_manner_make_other_facts(made: Made) -> None:
    """What was denied, planned or thought possible is not the fact that it happened."""
    base = made.claim("one", "Ada", "MET", "Ben")
    for number, fields in enumerate(
        (
            {"polarity": "negated"},
            {"modality": "planned"},
            {"modality": "possible"},
            {"modality": "necessary"},
        )
    ):
        other = made.claim(f"d{number}", "Ada", "MET", "Ben", **fields)
        assert not made.together(base, other)


def test_to_want_and_to_plan_are_one_intention(made: Made) -> None:
    """Two papers put one plan in two words."""
    a = made.claim("one", "Ada", "VISITED", "City:Orley", modality="wants")
    b = made.claim("two", "Ada", "VISITED", "City:Orley", modality="planned")
    assert made.together(a, b)
    assert made.fact_of(a).status is Status.PLANNED


def test_a_state_and_its_government_are_one_actor(made: Made) -> None:
    """ "Lumea" and "the Government of Lumea" sanction as one; a ministry does not."""
    a = made.claim("one", "Country:Lumea", "SANCTIONED", "Company:Orex")
    b = made.claim("two", "GovernmentBody:Government of Lumea", "SANCTIONED", "Company:Orex")
    c = made.claim(
        "three", "GovernmentBody:Ministry of Trade of Lumea", "SANCTIONED", "Company:Orex"
    )
    assert made.together(a, b)
    assert not made.together(a, c)


def test_kindred_relations_join_where_the_words_allow(made: Made) -> None:
    """A promise of support is support expressed; a promise of elections is not."""
    a = made.claim(
        "one", "Ada", "PROMISED", "Topic:the northern plan", sentence="Ada promised support."
    )
    b = made.claim("two", "Ada", "SUPPORTED", "Topic:the northern plan")
    c = made.claim(
        "three", "Ada", "PROMISED", "Topic:the northern plan", sentence="Ada promised it."
    )
    assert made.together(a, b)
    assert not made.together(a, c)


def test_the_president_heads_the_country(made: Made) -> None:
    """HOLDS_POSITION of a leading post and HEADS of the same body are one fact."""
    a = made.claim("one", "Ada", "HOLDS_POSITION", "Position:President of Lumea")
    b = made.claim("two", "Ada", "HEADS", "Country:Lumea")
    c = made.claim("three", "Ada", "HOLDS_POSITION", "Position:Librarian of Lumea")
    assert made.together(a, b)
    assert not made.together(a, c)


def test_one_utterance_in_two_translations(made: Made) -> None:
    """Quotations that share most of their words are one; others of the same speaker are not."""
    a = made.claim(
        "one", "Ada", "STATED", "=we need to show a greater readiness for mutual support and trade"
    )
    b = made.claim(
        "two",
        "Ada",
        "STATED",
        "=we must show even greater willingness for mutual support and trade",
    )
    c = made.claim(
        "two", "Ada", "STATED", "=we must talk about the price of bread and milk in winter"
    )
    assert made.together(a, b)
    assert not made.together(a, c)


def test_what_is_said_of_one_fact_is_one_statement(made: Made) -> None:
    """STATED of two claims that are one fact is one fact, too."""
    inner_one = made.claim("one", "Ben", "MET", "Cleo", by="Ada")
    inner_two = made.claim("two", "Cleo", "MET", "Ben", by="Ada")
    a = made.claim("one", "Ada", "STATED", inner_one)
    b = made.claim("two", "Ada", "STATED", inner_two)
    assert made.together(a, b)


def test_claims_in_a_circle_do_not_hang(made: Made) -> None:
    """Claims that are each other's objects come out, each in a fact."""
    a = made.claim("one", "Ada", "STATED", "=x")
    b = made.claim("one", "Ben", "STATED", a)
    from dataclasses import replace

    made.claims[0] = replace(a, object=(made.arg(b),))
    assert sum(len(f.claims) for f in made.assemble().facts) == 2


def test_open_claims_join_their_exact_twins_only(made: Made) -> None:
    """Without a relation the words and both arguments must be the same."""
    a = made.claim("one", "Ada", None, "Ben", predicate="wave to")
    b = made.claim("two", "Ada", None, "Ben", predicate="wave to")
    c = made.claim("two", "Ada", None, "Ben", predicate="nod to")
    assert made.together(a, b)
    assert not made.together(a, c)


def test_every_claim_is_in_exactly_one_fact_in_any_order(made: Made) -> None:
    """The order of arrival changes nothing: same facts, same ids, same conflicts."""
    rng = random.Random(3)
    people = ["Ada", "Ben", "Cleo", "Dan"]
    for number in range(80):
        document = (
            made.document(f"d{number % 9}", f"2022-0{number % 5 + 1}-11")
            if number % 3
            else f"u{number % 4}"
        )
        if document not in made.documents:
            made.document(document)
        made.claim(
            document,
            rng.choice(people),
            rng.choice(["MET", "PRAISED", "STATED", "KILLED", "HEADS"]),
            rng.choice([*people, "=we will build a new bridge over the river", "Country:Lumea"]),
            polarity=rng.choice(["asserted", "asserted", "negated"]),
            time=rng.choice([None, days("2022-02-02"), days(None, "2022-03-01")]),
        )
    first = made.assemble()
    shuffled = list(made.claims)
    rng.shuffle(shuffled)
    entities = list(made.entities.values())
    rng.shuffle(entities)
    second = assemble(reversed(list(made.documents.values())), entities, shuffled)
    assert first == second
    assert sorted(c for f in first.facts for c in f.claims) == sorted(c.id for c in made.claims)


def test_a_fact_carries_what_a_store_filters_on(made: Made) -> None:
    """Dates of the first and last article, confidence that grows with sources, a plain sentence."""
    made.document("one", "2022-05-04", publisher="Morning Post")
    made.document("two", "2022-05-06", publisher="Evening Star")
    claim = made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"), confidence=0.8)
    made.claim("two", "Ada", "MET", "Ben", time=days("2022-05-03"), confidence=0.7)
    fact = made.fact_of(claim)
    assert (fact.first, fact.last) == (date(2022, 5, 4), date(2022, 5, 6))
    assert fact.status is Status.CORROBORATED
    assert fact.independent_sources == 2
    assert fact.confidence == 0.9
    assert fact.why == "2 documents, 2 independent sources."


def test_nothing_in_nothing_out() -> None:
    """An empty graph assembles to an empty one."""
    made = assemble([], [], [])
    assert (made.claims, made.facts, made.conflicts) == ((), (), ())


@pytest.mark.parametrize(
    ("title", "leads"),
    [
        ("President of Lumea", True),
        ("Lumean President", True),
        ("director of Lumea", True),
        ("Vice President of Lumea", False),
        ("deputy head of Lumea", False),
        ("adviser to the president of Lumea", False),
        ("foreign minister of Lumea", False),
        ("president’s spokesman", False),
    ],
)
def test_leading_posts(title: str, leads: bool) -> None:
    """Titles that head a body, with the country before or after; their deputies and aides do not."""
    from kgbuild.assemble.context import LEADING

    assert bool(LEADING.match(title.casefold())) is leads
