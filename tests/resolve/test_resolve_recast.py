"""What a name stands for in its document: states by their offices, teams by their play, papers by their names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kgbuild.ids import content_id
from kgbuild.model import Claim, EntityArg, Evidence, LiteralArg, Mention, MentionKind
from kgbuild.resolve import resolve

if TYPE_CHECKING:
    from conftest import Desk

FISH = "Both sides argued about quotas of herring and about trawling off the northern coast."
CUP = [
    ("beat", "Norrland beat Sorland in the last match of the tournament, said the referee."),
    ("score", "Norrland scored a late goal past the goalkeeper."),
    ("win", "Norrland won 2 - 1 at the stadium."),
]
CRICKET = [
    ("beat", "They beat Sorland by six wickets in the match."),
    ("bat", "They batted first and the bowler went for forty."),
    ("win", "They won the trophy in the last innings of the tournament."),
]
TALKS = [
    ("win", "They won a seat at the talks."),
    ("face", "They face new sanctions."),
    ("sign", "They signed the treaty."),
]


def tell(desk: Desk, document: str, who: str, sentences: list[tuple[str, str]]) -> None:
    for predicate, text in sentences:
        desk.claims.append(
            Claim(
                content_id("c", document, len(desk.claims)),
                document,
                (EntityArg(who),),
                predicate,
                None,
                (LiteralArg("it"),),
                Evidence(document, 0, len(text), text),
                (0, 1),
            )
        )


def joined(desk: Desk, *ids: str) -> bool:
    identity = resolve(desk.clusters, desk.mentions, desk.claims, []).identity
    return len({identity[id_] for id_ in ids}) == 1


def test_a_country_that_plays_is_a_team_and_no_country(desk: Desk) -> None:
    land = desk.add("d1", "Sweden", "Country", country="SE")
    tell(desk, "d1", land, TALKS)
    team = desk.add("d2", "Sweden", "Country", country="SE")
    tell(desk, "d2", team, CUP)
    again = desk.add("d3", "Sweden", "Country", country="SE")
    tell(desk, "d3", again, CUP)
    other = desk.add("d4", "Sweden", "Country", country="SE")
    tell(desk, "d4", other, CRICKET)
    assert not joined(desk, land, team)
    assert joined(desk, team, again)
    assert not joined(desk, team, other)
    found = resolve(desk.clusters, desk.mentions, desk.claims, [])
    types = {found.identity[id_]: None for id_ in (land, team)}
    assert [next(e.type for e in found.entities if e.id == id_) for id_ in types] == [
        "Country",
        "Organization",
    ]


@pytest.mark.parametrize("sentences", [TALKS, [*CUP[:1], *TALKS[1:]], [CUP[0], *TALKS, *TALKS]])
def test_a_country_of_which_more_is_told_stays_one(
    desk: Desk, sentences: list[tuple[str, str]]
) -> None:
    land = desk.add("d1", "Sweden", "Country", country="SE")
    tell(desk, "d1", land, TALKS)
    told = desk.add("d2", "Sweden", "Country", country="SE")
    tell(desk, "d2", told, sentences)
    assert joined(desk, land, told)


def test_the_senator_from_new_york_is_of_the_state(desk: Desk) -> None:
    city = desk.add("d1", "New York", "City", country="US")
    state = desk.add("d2", "New York", "City", country="US")
    place = desk.mentions[-1]
    office = desk.add("d2", "senator from New York", described=True)
    desk.mentions[-1] = Mention(
        "d2",
        place.start - 17,
        place.end,
        "the senator from New York",
        MentionKind.DESCRIPTION,
        "Person",
        (office,),
    )
    actor = desk.add("d3", "New York", "City", country="US")
    place = desk.mentions[-1]
    star = desk.add("d3", "actor from New York", described=True)
    desk.mentions[-1] = Mention(
        "d3",
        place.start - 15,
        place.end,
        "the actor from New York",
        MentionKind.DESCRIPTION,
        "Person",
        (star,),
    )
    assert joined(desk, city, actor)
    assert not joined(desk, city, state)


@pytest.mark.parametrize(("name", "same"), [("Wikinews", True), ("Solander", False)])
def test_a_person_of_a_papers_name_is_the_paper(desk: Desk, name: str, same: bool) -> None:
    paper = desk.add("d1", name, "MediaOutlet")
    asks = desk.add("d2", name, "Person")
    assert joined(desk, paper, asks) is same


def test_an_acronym_that_is_the_bodys_own_name_links(desk: Desk) -> None:
    assert joined(desk, *(desk.add(d, "FIFA", "CivilSocietyOrg") for d in ("d1", "d2")))
    assert not joined(desk, *(desk.add(d, "SCO", "Organization") for d in ("d3", "d4")))


def test_an_acronym_alone_is_believed_where_its_country_is_named(desk: Desk) -> None:
    at_home = desk.add("d1", "African National Congress", "PoliticalParty", country="ZA")
    abroad = desk.add("d2", "African National Congress", "PoliticalParty", country="ZA")
    last = desk.mentions[-1]
    desk.mentions[-1] = Mention("d2", last.start, last.end, "ANC", last.kind, last.type, (abroad,))
    desk.add("d2", "Kenya", "Country", country="KE")
    assert not joined(desk, at_home, abroad)
    found = resolve(desk.clusters, desk.mentions, desk.claims, [])
    told = next(e for e in found.entities if e.id == found.identity[abroad])
    assert (told.name, told.country) == ("ANC", None)
    desk.add("d2", "South Africa", "Country", country="ZA")
    assert joined(desk, at_home, abroad)


@pytest.mark.parametrize(
    ("name", "kind", "same"),
    [
        ("World Cup", "Event", False),
        ("World Cup 2022", "Event", True),
        ("Kargil War", "Event", True),
        ("La Prensa", "MediaOutlet", False),
        ("Halden Courier", "MediaOutlet", True),
        ("Legislative Assembly", "GovernmentBody", False),
        ("South", "Region", False),
    ],
)
def test_cups_and_papers_of_every_land_need_more_than_a_name(
    desk: Desk, name: str, kind: str, same: bool
) -> None:
    told = [desk.add(d, name, kind, says="crowds cheered marching bands") for d in ("d1", "d2")]
    assert joined(desk, *told) is same


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("the Norwegian government", True),
        ("Norway's government in Oslo", True),
        ("the local Norwegian government", False),
        ("the self-proclaimed government of Norway", False),
        ("the former Norwegian government", False),
    ],
)
def test_a_described_government_is_the_state_s(desk: Desk, words: str, one: bool) -> None:
    name = "Government of Norway"
    a = desk.add("d1", name, "GovernmentBody", country="NO")
    b = desk.add("d2", name, "GovernmentBody", country="NO", described=True, head="government")
    desk.mentions[-1] = replace(desk.mentions[-1], text=words)
    assert joined(desk, a, b) is one


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("the Herring Agreement", True),
        ("the Treaty of Tromso", True),
        ("the herring agreement", False),
        ("Herring Agreement", False),
        ("the Trade Agreement", False),
        ("the Norwegian Peace Accord", False),
    ],
)
def test_a_described_paper_in_capitals_is_named(desk: Desk, words: str, one: bool) -> None:
    name = words.removeprefix("the ")
    a, b = (
        desk.add(d, name, "Document", described=True, head=name.split()[-1].lower(), says=FISH)
        for d in ("d1", "d2")
    )
    desk.mentions[:] = [replace(m, text=words) for m in desk.mentions]
    desk.clusters[:] = [
        replace(c, attributes={"named": "no", "head": "agreement"}) for c in desk.clusters
    ]
    assert joined(desk, a, b) is one


@pytest.mark.parametrize(
    ("office", "other", "one"),
    [
        ("Prime Minister", "Adam Wolski", True),
        ("Prime Minister", "Berit Solheim", False),
        ("Ambassador", "Adam Wolski", False),
        ("Minister", "Adam Wolski", False),
    ],
)
def test_an_office_without_a_country_is_its_holder_s(
    desk: Desk, office: str, other: str, one: bool
) -> None:
    posts = []
    for document, name in (("d1", "Adam Wolski"), ("d2", other)):
        holder = desk.add(document, name, says=FISH)
        post = desk.add(document, office, "Position")
        posts.append(post)
        claim = desk.claims[-1]
        desk.claims.append(
            replace(
                claim,
                id=content_id("c", document, "holds"),
                relation="HOLDS_POSITION",
                subject=(EntityArg(holder),),
                object=(EntityArg(post),),
            )
        )
    assert joined(desk, *posts) is one
