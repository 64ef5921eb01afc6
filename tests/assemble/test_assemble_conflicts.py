"""Where reports differ: each kind with a case that is one and a case that is none."""

from __future__ import annotations

import pytest
from made_claims import Made, days

from kgbuild.model import Status, TimeSpan


@pytest.fixture
def made() -> Made:
    made = Made()
    made.entity("City:Orley", country="Lumea")
    made.entity("City:Varn", country="Lumea")
    made.entity("Country:Lumea")
    return made


def test_two_cities_for_one_meeting(made: Made) -> None:
    """Both sides are kept, and the fact is disputed."""
    a = made.claim("one", "Ada", "MET", "Ben", place="Orley", time=days("2022-05-03"))
    b = made.claim("two", "Ada", "MET", "Ben", place="Varn", time=days("2022-05-03"))
    (found,) = made.conflicts()
    assert (found.kind, found.field, found.claims) == ("conflict", "place", (a.id, b.id))
    assert "Orley" in found.detail
    assert "Varn" in found.detail
    assert made.fact_of(a).status is Status.DISPUTED


def test_a_city_inside_the_country_agrees(made: Made) -> None:
    """Finer and coarser are no conflict."""
    made.claim("one", "Ada", "MET", "Ben", place="Orley")
    made.claim("two", "Ada", "MET", "Ben", place="Lumea")
    assert made.conflicts() == []


def test_a_city_told_to_lie_in_another_agrees(made: Made) -> None:
    """What the articles say lies where counts as well as the tables."""
    made.claim("three", "City:Northgate", "LOCATED_IN", "Orley")
    made.claim("one", "Ada", "MET", "Ben", place="Northgate")
    made.claim("two", "Ada", "MET", "Ben", place="Orley")
    assert made.conflicts() == []


def test_one_person_at_two_ranks(made: Made) -> None:
    """An official or the top official of one party."""
    made.claim("one", "Ada", "MEMBER_OF", "PoliticalParty:Union", qualifiers={"role": "official"})
    made.claim(
        "two", "Ada", "MEMBER_OF", "PoliticalParty:Union", qualifiers={"role": "top official"}
    )
    assert made.kinds() == [("conflict", "role")]


def test_two_holders_of_one_seat(made: Made) -> None:
    """Two presidents told in articles of the same days; years apart they follow one another."""
    for name, day, who in (
        ("one", "2022-05-03", "Ada"),
        ("two", "2022-05-04", "Ben"),
        ("three", "2027-01-01", "Cleo"),
    ):
        made.document(name, day)
        made.claim(name, who, "HOLDS_POSITION", "Position:President of Lumea")
    (found,) = made.conflicts()
    assert (found.kind, found.field) == ("conflict", "role")
    assert "Ada and Ben" in found.detail


def test_a_former_holder_is_no_rival(made: Made) -> None:
    """ "Former president" is a state that has ended."""
    made.document("one", "2022-05-03")
    made.claim(
        "one",
        "Ada",
        "HOLDS_POSITION",
        "Position:President of Lumea",
        qualifiers={"status": "former"},
    )
    made.claim("one", "Ben", "HOLDS_POSITION", "Position:President of Lumea")
    assert made.conflicts() == []


def _dead(
    made: Made, document: str, number: str, when: str = "2022-05-03", place: str = "Orley"
) -> None:
    group = f"Group:{number} people in {document}"
    made.entity(group, attributes={"named": "no", "head": "people"})
    event = f"Event:blast in {document}"
    made.entity(event, attributes={"named": "no", "head": "blast"})
    made.claim(
        document, event, "KILLED", group.removeprefix("Group:"), qualifiers={"deaths": number},
        time=days(when), place=place,
    )  # fmt: skip


def test_two_figures_for_one_measure(made: Made) -> None:
    """Twelve or fifteen dead of one day and place."""
    _dead(made, "one", "12")
    _dead(made, "two", "15")
    assert made.kinds() == [("conflict", "number")]


def test_the_largest_figure_of_an_article_counts(made: Made) -> None:
    """Two of the twelve are no other toll."""
    _dead(made, "one", "12")
    _dead(made, "one", "2")
    _dead(made, "two", "12")
    assert made.conflicts() == []


@pytest.mark.parametrize(
    ("number", "when", "place"),
    [
        ("at least 10", "2022-05-03", "Orley"),
        ("15", "2022-06-03", "Orley"),
        ("15", "2022-05-03", "Varn"),
    ],
)
def test_no_conflict_of_figures(made: Made, number: str, when: str, place: str) -> None:
    """A rough figure agrees; another day or place is another event."""
    _dead(made, "one", "12")
    _dead(made, "two", number, when, place)
    assert made.conflicts() == []


def test_said_and_said_not(made: Made) -> None:
    """Two papers contradict each other about one day: disputed, the edge stays with its status."""
    a = made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-03"))
    made.claim("two", "Ada", "MET", "Ben", time=days("2022-05-03"), polarity="negated")
    assert made.kinds() == [("conflict", "polarity")]
    assert made.fact_of(a).status is Status.DISPUTED


def test_a_participants_own_denial(made: Made) -> None:
    """Who is said to have done it denies it: the fact is denied."""
    a = made.claim("one", "Ada", "PAID", "Ben")
    made.claim("two", "Ada", "PAID", "Ben", polarity="negated", by="Ada")
    assert made.kinds() == [("conflict", "polarity")]
    assert made.fact_of(a).status is Status.DENIED


def test_times_that_do_not_meet_explain_opposite_words(made: Made) -> None:
    """They had not met until Sunday, and met on Monday: nothing to dispute."""
    made.claim("one", "Ada", "MET", "Ben", time=days("2022-05-09"))
    made.claim("two", "Ada", "MET", "Ben", time=days(None, "2022-05-08"), polarity="negated")
    assert made.conflicts() == []


def test_an_article_does_not_contradict_itself(made: Made) -> None:
    """One voice that says both tells of two occasions."""
    made.claim("one", "Ada", "PAID", "Ben")
    made.claim("one", "Ada", "PAID", "Ben", polarity="negated")
    assert made.conflicts() == []


def test_an_explicit_denial_of_a_claim(made: Made) -> None:
    """DENIED of a claim that another article asserts."""
    told = made.claim("one", "Ada", "PAID", "Ben")
    inner = made.claim("two", "Ada", "PAID", "Ben", by="Ben")
    made.claim("two", "Ben", "DENIED", inner)
    assert ("conflict", "polarity") in made.kinds()
    assert made.fact_of(told).status is Status.DENIED


def test_hedged_here_and_flat_there(made: Made) -> None:
    """Certainty differs, nothing is disputed."""
    a = made.claim("one", "Ada", "ASSOCIATE_OF", "Ben")
    made.claim("two", "Ada", "ASSOCIATE_OF", "Ben", hedge="reportedly")
    assert made.kinds() == [("certainty", "hedge")]
    assert made.fact_of(a).status is not Status.DISPUTED


def test_narrated_here_and_attributed_there(made: Made) -> None:
    """A plain fact in one paper, somebody's word in the other."""
    made.claim("one", "Ada", "OWNS", "Company:Lumo")
    made.claim("two", "Ada", "OWNS", "Company:Lumo", by="Ben")
    assert made.kinds() == [("certainty", "source")]


def test_a_narrower_denial_is_weaker(made: Made) -> None:
    """Not specifically mentioned, or not mentioned at all."""
    made.claim(
        "one", "Document:statement", "MENTIONED", "Lumea", polarity="negated",
        qualifiers={"manner": "specifically"},
    )  # fmt: skip
    made.claim("two", "Document:statement", "MENTIONED", "Lumea", polarity="negated")
    assert made.kinds() == [("strength", "negation")]


def test_one_of_the_main_or_the_top(made: Made) -> None:
    """A priority among others against the first of all."""
    made.claim("one", "Lumea", "PRIORITIZED", "Topic:trade", qualifiers={"rank": "one of the main"})
    made.claim("two", "Lumea", "PRIORITIZED", "Topic:trade", qualifiers={"rank": "a top"})
    assert made.kinds() == [("strength", "rank")]


def test_two_translations_are_wording(made: Made) -> None:
    """The same utterance in other words is a difference of wording, told once."""
    one = "we need to show a greater readiness for mutual support and trade"
    two = "we must show even greater willingness for mutual support and fair trade"
    made.claim("one", "Ada", "STATED", f"={one}", quoted=True)
    made.claim("two", "Ada", "STATED", f"={two}", quoted=True)
    assert made.kinds() == [("wording", "quote")]


def test_the_leader_or_the_state_is_granularity(made: Made) -> None:
    """What a head of state supports, the state supports."""
    made.claim("three", "Ada", "HEADS", "Lumea")
    a = made.claim("one", "Ada", "SUPPORTED", "Topic:the harbour plan")
    b = made.claim("two", "Lumea", "SUPPORTED", "Topic:the harbour plan")
    assert made.together(a, b)
    assert made.kinds() == [("granularity", "subject")]


def test_a_warm_state_that_ended_and_a_cold_word_since(made: Made) -> None:
    """A change over time, not a conflict."""
    made.entity("Country:Varnia")
    made.claim("one", "Lumea", "ALLIED_WITH", "Varnia", time=days(None, "2022-02-28"))
    made.claim("two", "Lumea", "CRITICIZED", "Varnia", time=days("2022-05-03"))
    assert made.kinds() == [("change", "stance")]


def test_an_owners_act_told_without_saying_which(made: Made) -> None:
    """ "Lumea's actions" and "Lumea's raid on Varn", criticised by one: granularity of the object."""
    made.entity("Topic:Lumea's military actions", attributes={"owner": "Lumea", "head": "action"})
    made.entity("Event:Lumea's raid on Varn", attributes={"owner": "Lumea", "head": "raid"})
    a = made.claim("one", "Ada", "CRITICIZED", "Lumea's military actions")
    b = made.claim("two", "Ada", "CRITICIZED", "Lumea's raid on Varn")
    assert made.together(a, b)
    assert made.kinds() == [("granularity", "object")]


def test_joint_action_is_no_change_of_stance(made: Made) -> None:
    """What two allies oppose together is not opposed to either."""
    made.entity("Country:Varnia")
    made.claim("one", "Lumea", "ALLIED_WITH", "Varnia", time=days(None, "2022-02-28"))
    made.claim("two", ["Lumea", "Varnia"], "OPPOSED", "Topic:piracy", about=("Lumea", "Varnia"))
    assert made.conflicts() == []


def test_a_cold_word_about_whom_the_end_drew_in(made: Made) -> None:
    """Friends until the invasion of Orland, and worried about Orland since."""
    made.document("one", "2022-05-10")
    for name in ("Varnia", "Orland"):
        made.entity(f"Country:{name}")
    made.claim("one", "Varnia", "INVADED", "Orland", time=days("2022-02-01", "2022-02-28"))
    made.claim("one", "Lumea", "ALLIED_WITH", "Varnia", time=TimeSpan("prior to the invasion"))
    made.claim("two", "Lumea", "CONCERNED_ABOUT", "Orland")
    assert made.kinds() == [("change", "stance")]


@pytest.mark.parametrize(("number", "kinds"), [("1200", [("conflict", "number")]), ("2800", [])])
def test_two_counts_of_one_crowd(made: Made, number: str, kinds: list[tuple[str, str]]) -> None:
    """About 3,000 or some 1,200 on one day in one city; rough figures agree where they are near."""
    for document, count, word in (("one", "3000", "About"), ("two", number, "Some")):
        name = f"{count} people in {document}"
        made.entity(f"Group:{name}", attributes={"named": "no", "head": "people"})
        made.claim(
            document, name, "PROTESTED_AGAINST", "Event:sale of the yard", place="Orley",
            time=days("2022-05-03"), qualifiers={"number": float(count)},
            sentence=f"{word} {count} people protested against the sale.",
        )  # fmt: skip
    assert made.kinds() == kinds


def test_a_minister_denies_what_the_state_is_said_to_have_promised(made: Made) -> None:
    """The promise in other words, denied by who speaks for the state: denied."""
    made.entity("Country:Norway")
    made.entity("Country:Iceland")
    made.entity("Person:Jon", country="IS")
    told = made.claim(
        "one", "Iceland", "PROMISED", "Topic:full openness about its catches", by="Norway"
    )
    made.claim("two", "Iceland", "PROMISED", "Topic:full openness", polarity="negated", by="Jon")
    assert made.kinds() == [("conflict", "polarity")]
    assert made.fact_of(told).status is Status.DENIED


def test_a_denial_years_later_means_another_event(made: Made) -> None:
    """Without dates of their own, articles years apart do not contradict each other."""
    for name, day, fields in (
        ("one", "2020-05-03", {}),
        ("two", "2022-05-03", {"polarity": "negated", "by": "Ada"}),
    ):
        made.document(name, day)
        made.claim(name, "Ada", "ATTACKED", "Orley", **fields)
    assert made.conflicts() == []
