"""Which entity a name means."""

from __future__ import annotations

import logging

import pytest

from kgbuild.errors import UsageError
from kgbuild.model import Entity, Mention, MentionKind
from kgbuild.project.named import find_entity

KNOWN = {
    e.id: e
    for e in (
        Entity("e-1", "Person", "Anna Adler", aliases=("Adler",)),
        Entity("e-2", "Company", "Adler Shipping", aliases=("Adler",)),
        Entity("e-3", "City", "Marenburg"),
        Entity("e-4", "GovernmentBody", "Government of Norland", aliases=("Marenburg",)),
        Entity("e-6", "Company", "Harbour’s Best"),
        Entity("e-5", "CivilSocietyOrg", "the Coastal Union", aliases=("Coastal Union",)),
    )
}


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("anna  ADLER", "e-1"),
        ("e-2", "e-2"),
        ("Adler (Company)", "e-2"),
        ("Marenburg (City)", "e-3"),
        ("a Coastal Union", "e-5"),
        ("harbour's best", "e-6"),
        ("the Marenburg (City)", "e-3"),
        ("the coastal union", "e-5"),
    ],
)
def test_a_name_an_alias_or_an_id_finds_its_entity(text: str, id_: str) -> None:
    """Case, spaces and articles do not matter; a type in brackets decides between namesakes."""
    assert find_entity(KNOWN, text).id == id_


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Adler", r"'Adler' is the name of several(.|\n)*e-1  Anna Adler(.|\n)*e-2  Adler Ship"),
        ("Marenburg", r"several(.|\n)*e-3(.|\n)*e-4"),
        ("Shipping", r"no entity of this name(.|\n)*near it:\n  e-2  Adler Shipping"),
        ("Union of Norland", r"near it:\n  e-4(.|\n)*e-5"),
        ("Zimmermann", r"^'Zimmermann': no entity of this name or id in the graph$"),
        ("", "no entity of this name"),
    ],
)
def test_nothing_is_guessed(text: str, words: str) -> None:
    """What several are called, or nobody, gets the candidates."""
    with pytest.raises(UsageError, match=words):
        find_entity(KNOWN, text)


def _mentioned(id_: str, type_: str, name: str, count: int) -> Entity:
    where = [Mention("d-1", at, at + 5, name, MentionKind.NAME, type_, ()) for at in range(count)]
    return Entity(id_, type_, name, mentions=tuple(where))


@pytest.mark.parametrize(
    ("counts", "answered"),
    [((18, 2), "e-8"), ((2, 18), "e-9"), ((8, 2), None), ((0, 0), None)],
)
def test_a_question_is_answered_for_who_bears_nearly_all_mentions(
    counts: tuple[int, int], answered: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    """A party misread once does not stand before the country; what changes the graph is asked all the same."""
    known = {
        "e-8": _mentioned("e-8", "Country", "Norland", counts[0]),
        "e-9": _mentioned("e-9", "PoliticalParty", "Norland", counts[1]),
    }
    with pytest.raises(UsageError, match="several"):
        find_entity(known, "Norland", certain=True)
    if answered is None:
        with pytest.raises(UsageError, match="several"):
            find_entity(known, "Norland")
        return
    with caplog.at_level(logging.WARNING, "kgbuild"):
        assert find_entity(known, "Norland").id == answered
    assert f"answered for {answered}" in caplog.text
    assert "not for" in caplog.text
