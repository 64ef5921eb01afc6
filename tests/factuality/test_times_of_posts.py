"""A post is told as what it was, is or will be, and a year that tells nouns apart dates nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of
from kgbuild.model import Claim, Document, Modality

if TYPE_CHECKING:
    from spacy.language import Language


def read(text: str, english: Language) -> tuple[list[Claim], dict[str, str]]:
    """The claims of a text, and the names of its clusters."""
    document = Document("d-test", "t.txt", text, published=date(2024, 6, 5))
    found = claims_of(document, english)
    return list(found.claims), {c.id: c.name for c in found.clusters}


def told(text: str, relation: str, english: Language) -> Claim:
    """The one claim of a relation."""
    found = [c for c in read(text, english)[0] if c.relation == relation]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "relation", "status"),
    [
        ("Ousted president Ida Norberg praised Dalek.", "HOLDS_POSITION", "former"),
        ("Leftist former president Ida Norberg praised Dalek.", "HOLDS_POSITION", "former"),
        ("Outgoing President Ida Norberg praised Dalek.", "HOLDS_POSITION", "outgoing"),
        ("Incoming president Ida Norberg praised Dalek.", "HOLDS_POSITION", "incoming"),
        ("President Ida Norberg praised Dalek.", "HOLDS_POSITION", None),
        ("Ida Norberg, head of the bank at the time, praised Dalek.", "HOLDS_POSITION", "former"),
        ("Ida Norberg, who headed the bank, praised Dalek.", "HEADS", "past"),
        ("Ida Norberg, who has headed the bank since 2016, praised Dalek.", "HEADS", None),
        ("Ida Norberg heads the bank.", "HEADS", None),
        ("Ida Norberg had headed the bank before the fire.", "HEADS", "former"),
        ("Ida Norberg had headed the bank since 2016.", "HEADS", None),
        ("Ida Norberg had been head of Dalekbank before the fire.", "HEADS", "former"),
        ("Ida Norberg joined the Green Party.", "MEMBER_OF", None),
        ("The store, formerly known as Nordvik, closed.", "KNOWN_AS", "former"),
    ],
)
def test_the_status_of_a_tie(
    text: str, relation: str, status: str | None, english: Language
) -> None:
    """Former, outgoing, incoming, told in the past, or plain."""
    assert told(text, relation, english).qualifiers.get("status") == status


def test_once_former_is_former_throughout(english: Language) -> None:
    """President N of the article that calls him former president is none; another president is."""
    claims, names = read(
        "Former president Ida Norberg met Dalek. President Norberg praised Kern. President Kern left.",
        english,
    )
    found = {
        (names[a.entity], c.qualifiers.get("status"))
        for c in claims
        if c.relation == "HOLDS_POSITION"
        for a in c.subject
        if hasattr(a, "entity")
    }
    assert found == {("Ida Norberg", "former"), ("Kern", None)}


def test_who_comes_in_holds_nothing_yet(english: Language) -> None:
    """An incoming president is planned."""
    claim = told("Incoming president Ida Norberg praised Dalek.", "HOLDS_POSITION", english)
    assert claim.modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The late King Goodwill praised Ida Norberg.", "King"),
        ("The powerful former minister Ida Norberg praised Dalek.", "minister"),
        ("Outgoing President Ida Norberg praised Dalek.", "President"),
    ],
)
def test_an_office_has_no_status_in_its_name(text: str, name: str, english: Language) -> None:
    """The post is that of a king, of a minister, of a president."""
    claims, names = read(text, english)
    seats = [c for c in claims if c.relation == "HOLDS_POSITION"]
    assert [names[a.entity] for c in seats for a in c.object if hasattr(a, "entity")] == [name]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("In 1968 President Ida Norberg praised Dalek.", "1968-01-01"),
        ("On Monday President Ida Norberg praised Dalek.", None),
        ("In May 2024 President Ida Norberg praised Dalek.", None),
    ],
)
def test_a_title_in_an_old_story_is_of_then(
    text: str, start: str | None, english: Language
) -> None:
    """More than a year before the article, the office is only known to have been held then."""
    time = told(text, "HOLDS_POSITION", english).time
    assert (time.start.isoformat() if time is not None and time.start else None) == start


@pytest.mark.parametrize(
    ("text", "relation", "start"),
    [
        ("The firm launched its 2021 report.", "ISSUED", None),
        ("The league had sent the police a plan for yesterday's march.", "SENT", None),
        ("Ghana won the 2016 final.", "WON", "2016-01-01"),
        ("In the 2016 election, Norberg lost the seat.", "LOST", "2016-01-01"),
        ("Norberg won the vote prior to Super Tuesday.", "WON", None),
        ("Norberg won the vote on Tuesday.", "WON", "2024-06-04"),
        ("The gala was postponed to October 15.", "POSTPONED", "2024-10-15"),
    ],
)
def test_a_year_that_tells_a_noun_apart(
    text: str, relation: str, start: str | None, english: Language
) -> None:
    """It dates the event that it stands before, and nothing that is done to a thing."""
    time = told(text, relation, english).time
    assert (time.start.isoformat() if time is not None and time.start else None) == start


def test_the_words_of_whoever_has_the_post(english: Language) -> None:
    """Behind a title, the person speaks and not the post."""
    text = (
        'Former CIA deputy director Ida Norberg praised Dalek on Twitter: "Dalek saved the ship."'
    )
    claims, names = read(text, english)
    speakers = [[names[i] for i in c.attributed_to] for c in claims if c.predicate == "save"]
    assert speakers == [["Ida Norberg"]]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Guards shot the man dead at around 14:00 local time.", None),
        ("Norberg died in hospital with her two daughters at her bedside.", None),
        ("Guards shot two men dead.", 2.0),
    ],
)
def test_what_counts_the_dead(text: str, figure: float | None, english: Language) -> None:
    """Neither a time of day nor who stood by."""
    claims, _ = read(text, english)
    assert {
        c.qualifiers.get("figure") for c in claims if c.qualifiers.get("measure") == "deaths"
    } == ({figure} if figure else set())
