"""The explorer's overview: stories, a page of one name, a map; in the light, in the dark, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from browser import opened

from kgbuild.draw.places import land, place_of
from kgbuild.draw.stories import stories
from kgbuild.model import (
    Claim,
    Document,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Mention,
    MentionKind,
    Polarity,
    Snapshot,
    Status,
)


def told(*articles: tuple[str, str, str]) -> Snapshot:
    """Articles, each with one meeting of two people whom it names."""
    documents, claims, facts = [], [], []
    mentions: dict[str, list[Mention]] = {}
    for at, (name, left, right) in enumerate(articles):
        text = f"{left} met {right}."
        documents.append(
            Document(f"d-{name}", f"{name}.txt", text, published=date(2025, 3, at + 1))
        )
        claim = Claim(
            f"c-{name}", f"d-{name}", (EntityArg(left),), "meet", "MET", (EntityArg(right),),
            Evidence(f"d-{name}", 0, len(text), text), (0, len(text)), about=(left, right),
        )  # fmt: skip
        claims.append(claim)
        facts.append(
            Fact(
                f"f-{name}", "MET", claim.subject, claim.object, Polarity.ASSERTED, (claim.id,),
                (claim.document,), 1, None, Status.SINGLE_SOURCE, worth=0.5 + at / 10,
            )
        )  # fmt: skip
        for person in (left, right):
            start = text.index(person)
            mentions.setdefault(person, []).append(
                Mention(
                    f"d-{name}", start, start + len(person), person, MentionKind.NAME, "Person",
                    (f"m-{name}-{person}",),
                )
            )  # fmt: skip
    entities = [
        Entity(p, "Person", p, (), None, {}, tuple(m.clusters[0] for m in found), tuple(found))
        for p, found in sorted(mentions.items())
    ]
    return Snapshot(
        documents=tuple(documents),
        entities=tuple(entities),
        claims=tuple(claims),
        facts=tuple(facts),
    )


def test_articles_of_the_same_people_are_one_story() -> None:
    snapshot = told(
        ("a", "Anna Adler", "Boris Becker"),
        ("b", "Carla Cole", "Dora Dunn"),
        ("c", "Boris Becker", "Anna Adler"),
        ("d", "Erik Lund", "Fay Grant"),
    )
    found = stories(snapshot)
    assert [story.documents for story in found] == [("d-a", "d-c"), ("d-d",), ("d-b",)]
    assert set(found[0].names) == {"Anna Adler", "Boris Becker"}
    assert found[0].facts[0] == "f-c"  # the worthier of the two
    assert stories(snapshot) == found


def test_a_name_that_is_everywhere_joins_nothing() -> None:
    pairs = [(chr(97 + i), "Anna Adler", f"Person {chr(65 + i)}x") for i in range(8)]
    assert len(stories(told(*pairs))) == 8


def test_places_lie_where_they_are() -> None:
    norway = Entity("e", "Country", "Norway", (), "NO", {}, (), ())
    lat, lon = place_of(norway) or (0.0, 0.0)
    assert (round(lat), round(lon)) == (60, 11)
    assert place_of(Entity("e", "City", "Nowhere", (), None, {}, (), ())) is None
    steps = land()
    assert len(steps) > 1500 and all(step > 0 for step in steps[1:])


@pytest.mark.browser
@pytest.mark.parametrize(
    "options",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 800}},
    ],
    ids=["light", "dark", "phone"],
)
def test_the_overview_leads_to_names_places_and_pictures(
    chrome: Any, pages: Callable[..., str], options: dict[str, Any]
) -> None:
    with opened(chrome, pages("large"), axe=True, **options) as view:
        page = view.page
        assert page.locator("#view-stories .story").count() >= 4
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert (page.evaluate(fits), view.axe()) == (True, [])
        name = page.locator(".story .chip").first.inner_text().strip()
        page.locator(".story .chip").first.click()
        assert page.inner_text("#view-entity h2") == name
        assert (
            page.locator("#view-entity .told q").count() >= 1
        )  # every statement with its sentence
        assert (page.evaluate(fits), view.axe()) == (True, [])
        address = page.evaluate("location.href")
        page.click("#tab-map")
        assert page.locator("#view-map").is_visible()
        assert (page.evaluate(fits), view.axe()) == (True, [])
        page.goto("about:blank")
        page.goto(address)
        view.ready()
        assert page.inner_text("#view-entity h2") == name  # the address keeps the page
        page.click("#tab-stories")
        page.locator(".story .actions button").first.click()
        view.settle()
        assert view.picture("names.length") >= 2


@pytest.mark.browser
def test_a_name_s_page_prints(chrome: Any, pages: Callable[..., str]) -> None:
    with opened(chrome, pages("large")) as view:
        view.page.locator(".story .chip").first.click()
        view.page.emulate_media(media="print")
        assert view.page.locator("#view-entity .told-table").first.is_visible()
        assert not view.page.locator(".tabs").is_visible()
        assert not view.page.locator("#panel").is_visible()
