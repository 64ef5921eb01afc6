"""The offline tables answer what news asks of them."""

from __future__ import annotations

import pytest

from kgbuild import gazetteer as g
from kgbuild.gazetteer import city_candidates
from kgbuild.gazetteer.rows import read_lines
from training.gazetteer.make_city_names import index


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Russia", "RU"),
        ("Russian Federation", "RU"),
        ("the UK", "GB"),
        ("U.S.", "US"),
        ("US", "US"),
        ("us", None),
        ("Czechia", "CZ"),
        ("Ivory Coast", "CI"),
        ("Atlantis", None),
    ],
)
def test_a_country_is_found_by_its_names(text: str, iso: str | None) -> None:
    found = g.country_by_name(text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"), [("Chinese", "CN"), ("Russians", "RU"), ("Dutch", "NL"), ("Martian", None)]
)
def test_a_country_is_found_by_its_demonym(text: str, iso: str | None) -> None:
    found = g.country_by_demonym(text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [("the Kremlin", "RU"), ("Downing Street", "GB"), ("Élysée", "FR"), ("Moscow", None)],
)
def test_seats_stand_for_governments_and_capitals_do_not(text: str, iso: str | None) -> None:
    found = g.country_by_seat(text)
    assert (found.iso if found else None) == iso


def test_a_place_leads_to_its_region_and_country() -> None:
    path = g.place_path("Nanping", country="CN")
    assert [(p.type, p.name) for p in path] == [
        ("City", "Nanping"),
        ("Region", "Fujian"),
        ("Country", "China"),
    ]
    assert g.place_path("Nowhere-on-Sea") == ()
    assert [p.name for p in g.place_path("Georgia")] == ["Georgia"]


def test_a_city_has_all_its_candidates_largest_first() -> None:
    populations = [c.population for c in g.city_candidates("Moscow")]
    assert len(populations) > 1
    assert populations == sorted(populations, reverse=True)
    assert g.city_candidates("Kiev")[0].name == "Kyiv"


def test_bodies_are_found_by_acronym_and_case_counts() -> None:
    body = g.body_by_name("SCO")
    assert body is not None
    assert body.qid == "Q485207"
    assert g.body_by_name("WHO") is not None
    assert g.body_by_name("who") is None
    brussels = g.body_by_seat("Brussels")
    assert brussels is not None
    assert brussels.name == "European Union"


def test_every_state_has_a_name_a_wikidata_id_and_a_government() -> None:
    states = [c for c in g.countries() if c.type == "Country"]
    assert len(states) > 190
    assert not [c.iso for c in states if not c.qid]
    assert g.government_name("US") == "Government of the United States"
    assert g.government_name("RU") == "Government of Russia"


def test_no_word_names_two_sovereign_states() -> None:
    seen: dict[str, str] = {}
    for country in g.countries():
        if country.type == "Country":
            for word in (country.name, *country.aliases):
                assert seen.setdefault(word, country.iso) == country.iso, word
    assert len(set(seen.values())) > 190


def test_names_have_an_order_and_sometimes_a_gender() -> None:
    assert g.naming_order("CN") == "family_first"
    assert g.naming_order("VN") == "vietnamese"
    assert g.naming_order("XX") == "given_first"
    assert g.gender_of("Vladimir") == "male"
    assert g.gender_of("Xqz") is None


def test_the_index_of_cities_is_what_their_names_fold_to():
    """It is made beforehand: a change of the folding needs `python -m training.gazetteer.make_city_names`."""
    lines = read_lines("cities.tsv.gz")
    assert read_lines("city_names.tsv.gz") == index(lines).splitlines()


def test_a_name_that_no_city_bears_is_not_taken_for_the_next_one():
    for word in ("zzzz", "", "~", "Kie", "paris te"):
        assert city_candidates(word) == ()
    assert city_candidates("Paris")[0].country == "FR"
