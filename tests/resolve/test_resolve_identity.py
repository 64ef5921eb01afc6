"""Who is one over documents, and who is not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from kgbuild.model import Judgement, Verdict
from kgbuild.resolve import resolve
from kgbuild.resolve.judgements.people import word

if TYPE_CHECKING:
    from tests.resolve.conftest import Desk

PIPE = "the pipeline tariff contract turbine was spoken of"


def same(desk: Desk, left: str, right: str, judgements: tuple[Judgement, ...] = ()) -> bool:
    identity = resolve(desk.clusters, desk.mentions, desk.claims, judgements).identity
    return identity[left] == identity[right]


def said(left: str, right: str, verdict: Verdict, sequence: int = 1) -> Judgement:
    return word(left, right, verdict, by="ada", because="seen", sequence=sequence)


def test_a_rare_full_name_with_shared_context_is_one_person(desk: Desk) -> None:
    a = desk.add("d1", "Sergei Orlovsky", says=PIPE)
    b = desk.add("d2", "Sergey Orlovsky", says=PIPE)
    assert same(desk, a, b)


def test_a_bare_surname_never_joins_two_documents(desk: Desk) -> None:
    a = desk.add("d1", "Orlovsky", says=PIPE, country="RU")
    b = desk.add("d2", "Orlovsky", says=PIPE, country="RU")
    c = desk.add("d3", "Sergei Orlovsky", says=PIPE, country="RU")
    assert not same(desk, a, b)
    assert not same(desk, a, c)


def test_brothers_are_two_whatever_they_share(desk: Desk) -> None:
    bank1 = desk.add("d1", "Halden Shipping", "Company")
    bank2 = desk.add("d2", "Halden Shipping", "Company")
    a = desk.add("d1", "Anna Adler", says=PIPE, country="DE", role="chairman", body=bank1)
    b = desk.add("d2", "Boris Adler", says=PIPE, country="DE", role="chairman", body=bank2)
    assert same(desk, bank1, bank2)
    assert not same(desk, a, b)


def test_namesakes_of_two_countries_are_two_and_it_is_written_down(desk: Desk) -> None:
    a = desk.add("d1", "Maria Keller", country="DE", role="minister", says="loans and bonds grew")
    b = desk.add("d2", "Maria Keller", country="US", role="engineer", says="the rocket lifted off")
    assert not same(desk, a, b)


@pytest.mark.parametrize("kind", ["Event", "Topic", "Group"])
def test_described_things_stay_in_their_document(desk: Desk, kind: str) -> None:
    a = desk.add("d1", "the meeting", kind, described=True, says=PIPE)
    b = desk.add("d2", "the meeting", kind, described=True, says=PIPE)
    assert not same(desk, a, b)


def test_two_types_are_never_one(desk: Desk) -> None:
    a = desk.add("d1", "Georgia Stone", "Person", says=PIPE, country="US")
    b = desk.add("d2", "Georgia Stone", "Company", says=PIPE, country="US")
    assert not same(desk, a, b)


def test_countries_and_governments_are_one_by_their_code(desk: Desk) -> None:
    a = desk.add("d1", "Russia", "Country", country="RU")
    b = desk.add("d2", "Russian Federation", "Country", country="RU")
    c = desk.add("d1", "Government of Russia", "GovernmentBody", country="RU")
    d = desk.add("d2", "Government of Russia", "GovernmentBody", country="RU")
    e = desk.add("d2", "Government of Norway", "GovernmentBody", country="NO")
    assert same(desk, a, b)
    assert same(desk, c, d)
    assert not same(desk, c, e)
    assert not same(desk, a, c)


def test_an_institution_is_one_in_one_country_and_another_in_another(desk: Desk) -> None:
    a = desk.add("d1", "Ministry of Finance", "GovernmentBody", country="NO")
    b = desk.add("d2", "Norwegian Ministry of Finance", "GovernmentBody")
    c = desk.add("d3", "Ministry of Finance", "GovernmentBody", country="SE")
    d = desk.add("d4", "Ministry of Finance", "GovernmentBody")
    assert same(desk, a, b)
    assert not same(desk, a, c)
    assert not same(desk, a, d)


def test_cities_are_linked_where_only_one_can_be_meant(desk: Desk) -> None:
    a = desk.add("d1", "Nairobi", "City")
    b = desk.add("d2", "Nairobi", "City", country="KE")
    c = desk.add("d3", "Birmingham", "City", country="GB")
    d = desk.add("d4", "Birmingham", "City", country="US")
    assert same(desk, a, b)
    assert not same(desk, c, d)
    resolution = resolve(desk.clusters, desk.mentions, desk.claims, [])
    city = next(e for e in resolution.entities if a in e.clusters)
    assert city.external_ids == {"geonames": "184745"}
    assert city.country == "KE"


def test_a_person_outlives_the_score_and_the_newest_word_wins(desk: Desk) -> None:
    a = desk.add("d1", "Sergei Orlovsky", says=PIPE)
    b = desk.add("d2", "Sergey Orlovsky", says=PIPE)
    c = desk.add("d3", "Clara Winterfeld")
    apart = said(a, b, Verdict.DIFFERENT)
    assert not same(desk, a, b, (apart,))
    again = said(a, b, Verdict.SAME, 2)
    assert same(desk, a, b, (again, apart))
    back = said(a, b, Verdict.UNSURE, 3)
    assert same(desk, a, b, (apart, back))
    assert same(desk, a, c, (said(a, c, Verdict.SAME),))


def test_contradictory_words_are_kept_visible_and_the_newest_win(desk: Desk) -> None:
    a, b, c = (desk.add(f"d{i}", n) for i, n in enumerate(("Ana Solana", "Eva Brand", "Ida Roth")))
    words = (
        said(a, b, Verdict.SAME, 1),
        said(b, c, Verdict.SAME, 2),
        said(a, c, Verdict.DIFFERENT, 3),
    )
    resolution = resolve(desk.clusters, desk.mentions, desk.claims, words)
    identity = resolution.identity
    assert identity[b] == identity[c]
    assert identity[a] != identity[c]
    assert [x.judgement.sequence for x in resolution.contradictions] == [1]


def test_a_judgement_on_an_unknown_cluster_waits(desk: Desk) -> None:
    a = desk.add("d1", "Ana Solana")
    assert resolve(
        desk.clusters, desk.mentions, desk.claims, [said(a, "m-gone", Verdict.SAME)]
    ).identity


def test_the_order_of_documents_changes_nothing(desk: Desk) -> None:
    for number in range(8):
        for name in ("Sergei Orlovsky", "Anna Adler", "Maria Keller"):
            desk.add(f"d{number}", name, says=PIPE if number % 2 else "loans and bonds grew")
        desk.add(f"d{number}", "Halden Shipping", "Company")
    first = resolve(desk.clusters, desk.mentions, desk.claims, [])
    rng = random.Random(3)
    for rows in (desk.clusters, desk.mentions, desk.claims):
        rng.shuffle(rows)
    assert resolve(desk.clusters, desk.mentions, desk.claims, []) == first


def test_a_joint_mention_stands_under_each_member(desk: Desk) -> None:
    a = desk.add("d1", "Russia", "Country", country="RU")
    b = desk.add("d1", "China", "Country", country="CN")
    from kgbuild.model import Mention, MentionKind

    both = Mention("d1", 90, 104, "both countries", MentionKind.DESCRIPTION, "Country", (a, b))
    desk.mentions.append(both)
    entities = resolve(desk.clusters, desk.mentions, desk.claims, []).entities
    assert [both in e.mentions for e in entities] == [True, True]


def test_a_joining_tells_its_reasons(desk: Desk) -> None:
    desk.add("d1", "Sergei Orlovsky", says=PIPE)
    desk.add("d2", "Sergey Orlovsky", says=PIPE)
    (judgement,) = resolve(desk.clusters, desk.mentions, desk.claims, []).judgements
    assert judgement.verdict is Verdict.SAME
    assert any("Sergei Orlovsky / Sergey Orlovsky" in reason for reason in judgement.reasons)
    assert judgement.decided_by.startswith("kgbuild resolve ")
