"""Single choices in facts and conflicts, each found by a mutant (`benchmarks/mutants.py`) that no other test saw."""

from __future__ import annotations

from datetime import date

import pytest
from made_claims import Made, days

from kgbuild.assemble import changes
from kgbuild.assemble.context import build_context
from kgbuild.assemble.disagreements.difference import when_of
from kgbuild.assemble.geography import disjoint, holds
from kgbuild.assemble.joining.facts import representative
from kgbuild.model import EntityArg, Status


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
        ("We will never give up our port to anyone", "We will never give up the port to anyone", False),
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


def test_places_of_two_countries_are_apart_at_any_level(made: Made) -> None:
    made.entity("City:Lyon", country="FR")
    made.entity("Facility:Porta Susa", country="IT")
    context = build_context([], made.entities.values(), [])
    assert disjoint("Lyon", "Porta Susa", context)


def test_a_fact_speaks_as_its_plainest_claim(made: Made) -> None:
    """As actual, in the article's own voice, unhedged, between entities, most surely: in this order."""
    worse = [
        made.claim("one", "Ada", "PAID", "Ben", modality="planned", confidence=0.9),
        made.claim("one", "Ada", "PAID", "Ben", by="Cleo", confidence=0.9),
        made.claim("two", "Ada", "PAID", "Ben", hedge="reportedly", confidence=0.9),
        made.claim("two", "Ada", "PAID", "=a man", confidence=0.9),
        made.claim("two", "Ada", "PAID", "Ben", confidence=0.6),
    ]
    plain = made.claim("four", "Ada", "PAID", "Ben", confidence=0.7)
    for claim in worse:
        assert representative([claim, plain]) is plain
        assert representative([plain, claim]) is plain


def test_of_a_post_and_what_it_leads_the_body_is_shown(made: Made) -> None:
    """Where the tie to the body is nearly as sure as the post."""
    post = made.claim("one", "Ada", "HOLDS_POSITION", "Position:President", confidence=0.78)
    leads = made.claim("one", "Ada", "HEADS", "Country:Chad", confidence=0.74)
    doubtful = made.claim("one", "Ada", "HEADS", "Country:Niger", confidence=0.6)
    assert representative([post, leads]) is leads
    assert representative([post, doubtful]) is post


def test_one_price_needs_names_in_both_sentences(made: Made) -> None:
    """A topic or nobody in particular on both sides makes no price comparable."""
    for document, figure in (("one", 2.4e9), ("two", 2.1e9)):
        made.document(document, "2024-03-05")
        qualifiers = {"measure": "price", "figure": figure, "unit": "USD"}
        made.claim(document, "Topic:demand", "ACQUIRED", "Topic:supply", qualifiers=qualifiers)
    assert [c for c in made.conflicts() if c.field == "number"] == []


def test_tolls_of_undated_articles_are_no_growth(made: Made) -> None:
    """Only a later day makes a higher toll a change."""
    for day, kind in ((None, "conflict"), ("2024-03-06", "change")):
        tolls = Made()
        tolls.entity("City:Orley", country="Lumea")
        for document, published, dead in (
            ("one", "2024-03-05" if day else None, 19),
            ("two", day, 27),
        ):
            tolls.document(document, published)
            tolls.claim(
                document, "Event:fire in Orley", "KILLED", f"Group:people {dead}", place="Orley",
                time=days("2024-03-04"), sentence=f"The fire in Orley killed {dead} people {document}.",
                qualifiers={"measure": "deaths", "figure": float(dead), "unit": "people"},
            )  # fmt: skip
        assert [str(c.kind) for c in tolls.conflicts() if c.field == "number"] == [kind], day


def test_a_change_shows_what_was_before(made: Made) -> None:
    for document, day in (("one", "2022-05-03"), ("two", "2022-06-03")):
        made.claim(document, "Ada", "MET", "Ben", time=days(day))
    (row,) = changes(made.snapshot(), date(2022, 6, 1), date(2022, 6, 30))
    assert (row["change"], row["before"]) == ("new", "MET (2022-05-03)")


def test_two_holders_are_named_by_the_alphabet(made: Made) -> None:
    """Whatever order their names or their claims come in."""
    for document, who in (("one", "Zoe"), ("two", "Ada")):
        made.document(document, "2022-05-03")
        made.claim(document, who, "HOLDS_POSITION", "Position:President of Lumea")
    (found,) = made.conflicts()
    assert "both Ada and Zoe are told" in found.detail


def test_fewer_words_for_an_event_are_no_other_grain(made: Made) -> None:
    """Told only where each description has a word that the other lacks."""
    for first, second, kinds in (
        ("long siege of Varn", "siege of Varn", []),
        ("siege of Varn", "long siege of Varn", []),
        ("long siege of Varn", "bloody assault on Varn", [("granularity", "object")]),
    ):
        told = Made()
        told.entity("Event:siege")
        for document, words in (("one", first), ("two", second)):
            sentence = f"Ada blamed the {words}."
            at = EntityArg("siege", span=(15, 15 + len(words)))
            told.claim(document, "Ada", "CRITICIZED", at, sentence=sentence, at=0)
        assert told.kinds() == kinds, (first, second)


def test_a_name_and_words_for_it_are_of_one_grain(made: Made) -> None:
    """Words that hold no description are compared with nothing."""
    made.entity("Country:Varnia")
    named = made.claim("one", "Ada", "SUPPORTED", "Varnia")
    words = made.claim("two", "Ada", "SUPPORTED", "=Varnia")
    assert made.together(named, words)
    assert made.kinds() == []


@pytest.mark.parametrize(
    ("relation", "name", "one"),
    [
        ("CONCERNED_ABOUT", "Country:Orland", True),
        ("CRITICIZED", "Country:Orland", False),
        ("CONCERNED_ABOUT", "Country:Varnia", False),
    ],
)
def test_a_name_inside_a_description(made: Made, relation: str, name: str, one: bool) -> None:
    """Orland and the war in Orland may be what a worry is about, never what is criticised; two names never."""
    a = made.claim("one", "Ada", relation, name)
    b = made.claim("two", "Ada", relation, "Event:war in Orland")
    assert made.together(a, b) is one


def test_a_name_beside_a_description_is_no_description(made: Made) -> None:
    """Who criticises Orland and its toll, and who criticises the toll: two facts."""
    made.claim("one", "Ada", "CRITICIZED", ["Country:Orland", "Topic:harbour toll"])
    made.claim("two", "Ada", "CRITICIZED", "Topic:harbour toll in Orland")
    assert not made.together(*made.claims)


@pytest.mark.parametrize("place", ["Orley", ()])
def test_crowds_are_one_by_their_place(made: Made, place: str | tuple[str, ...]) -> None:
    """Nameless people against one thing on one day are one crowd where the city is told, else perhaps two."""
    for document in ("one", "two"):
        name = f"people in {document}"
        made.entity(f"Group:{name}", attributes={"named": "no", "head": "people"})
        made.claim(
            document, name, "PROTESTED_AGAINST", "Event:sale of the yard", place=place, time=days("2022-05-03")
        )  # fmt: skip
    assert made.together(*made.claims) is bool(place)


def test_what_the_subject_is_called_says_nothing_of_the_object(made: Made) -> None:
    """ "Orland … its Orland policy" and "its Orland harbour" share the subject's own name only."""
    made.entity("Country:Orland")
    made.claim("one", "Orland", "PROMISED", "Topic:Orland grain")
    made.claim("two", "Orland", "PROMISED", "Topic:Orland steel")
    assert not made.together(*made.claims)


def test_an_object_that_is_called_as_the_subject_keeps_its_words(made: Made) -> None:
    """Where no other word is left, the subject's own are what the object is known by."""
    made.entity("Country:Orland")
    made.claim("one", "Orland", "PROMISED", "Topic:the Orland")
    made.claim("two", "Orland", "PROMISED", "=of Orland")
    assert made.together(*made.claims)


def _deal(made: Made, document: str, relation: str, figure: float, day: str, **more: str) -> None:
    made.document(document, day)
    qualifiers = {"measure": "price", "figure": figure, "unit": "USD", "price": figure, **more}
    sentence = f"Varde {relation.lower()} Orlan for {more.get('bound', '')} {figure:g} dollars."
    made.claim(
        document, "Company:Varde", relation, "Company:Orlan", qualifiers=qualifiers, sentence=sentence
    )  # fmt: skip


@pytest.mark.parametrize(
    ("third", "members"),
    [
        (("ACQUIRED", 1.9e9, "2024-06-05", {}), [{"one", "two", "three"}]),
        (("ACQUIRED", 2.9e9, "2024-03-05", {"bound": "at least"}), [{"one", "two"}]),
        (("INVESTED_IN", 1.9e9, "2024-03-05", {}), [{"one", "two"}, {"one", "two", "three"}]),
    ],
)
def test_a_conflict_of_figures_inside_a_fact_is_told_once(
    made: Made, third: tuple[str, float, str, dict[str, str]], members: list[set[str]]
) -> None:
    """Neither a part of what the fact's own conflict names nor more of it is told again; another fact's is."""
    _deal(made, "one", "ACQUIRED", 2.4e9, "2024-03-05")
    _deal(made, "two", "ACQUIRED", 2.1e9, "2024-03-05")
    relation, figure, day, more = third
    _deal(made, "three", relation, figure, day, **more)
    for document, number in (("one", 3.0), ("two", 7.0)):
        made.claim(document, "Cleo", "VISITED", "City:Orley", qualifiers={"number": number})
    document = {c.id: c.document for c in made.claims}
    told = [{document[i] for i in c.claims} for c in made.conflicts() if "price" in c.detail]
    assert sorted(told, key=len) == members


@pytest.mark.parametrize(
    ("before", "role", "shown"),
    [
        ("top", "top official", "top official"),
        ("Senior", "official", "senior official"),
        ("young", "top official", "top official"),
    ],
)
def test_a_rank_word_is_read_once(made: Made, before: str, role: str, shown: str) -> None:
    """A rank right before the predicate counts, unless the role has it already; another word does not."""
    at = (len(before) + 1, len(before) + 9)
    told = {"qualifiers": {"role": role}, "sentence": f"{before} official Ada spoke.", "span": at}
    made.claim("one", "Ada", "MEMBER_OF", "PoliticalParty:Union", at=0, **told)
    made.claim("two", "Ada", "MEMBER_OF", "Union", qualifiers={"role": "deputy official"})
    (found,) = made.conflicts()
    assert f"'{shown}' in one.txt" in found.detail
