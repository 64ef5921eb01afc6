"""Where a mention begins and ends, who is counted, and what "the same" is: the shipped pipeline on plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import Annotated, annotate
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language


def _read(text: str, english: Language) -> Annotated:
    return annotate(Document(id="d-test", source="test.txt", text=text), english)


def _spans(read: Annotated) -> set[str]:
    return {read.doc[m.start : m.end].text for m in read.mentions}


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mayor read a statement released by the army.", "a statement released by the army"),
        ("The envoy praised the peace and stability of the region.", "the peace and stability of the region"),
        ("Kenya imported Russian oil and gas.", "Russian oil and gas"),
        ("Hundreds of people left the town.", "Hundreds of people"),
        ("Tens of thousands of workers went home.", "Tens of thousands of workers"),
        ("A number of senior officers met him.", "A number of senior officers"),
        ("The blast killed at least 12.", "at least 12"),
        ("The blast killed dozens.", "dozens"),
        ("Police arrested three others.", "three others"),
        ("The 45-year-old was arrested on Monday.", "The 45-year-old"),
        ("Both sides signed the treaty.", "Both sides"),
        ("The women's wing of the Labour Party met.", "The women's wing of the Labour Party"),
    ],
)  # fmt: skip
def test_a_mention_covers_the_words_that_tell_which(
    text: str, mention: str, english: Language
) -> None:
    """Neither a head alone nor a literal."""
    assert mention in _spans(_read(text, english))


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The mayor read the statement released by the army.", "the statement released by the army"),
        ("A long statement released by the army followed.", "A long statement released by the army"),
        ("The envoy praised the economy and the army of Chad.", "the economy and the army of Chad"),
        ("The firm paid at least 12.", "at least 12"),
        ("Others left the town.", "Others"),
        ("The bird broke its wing.", "its wing"),
        ("The old man left the town.", "old"),
        ("The price rose by hundreds.", "hundreds"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_none(text: str, mention: str, english: Language) -> None:
    """A noun known by its article or adjective stands alone, a bare number is no people."""
    assert mention not in _spans(_read(text, english))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("The South American leader met the press.", ""),
        ("The West African nation held a vote.", ""),
        ("The South African leader met the press.", "ZA"),
        ("The North Korean leader met the press.", "KP"),
        ("The American leader met the press.", "US"),
    ],
)
def test_a_direction_makes_another_demonym(text: str, iso: str, english: Language) -> None:
    """Of two words or of none: never that of the second word alone."""
    read = _read(text, english)
    leader = next(m for m in read.mentions if m.start == 0)
    assert (read.clusters[leader.clusters[0]].country or "") == iso


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("The envoy praised the treaty and raised concerns about the same.", "treaty"),
        ("Chad opposes the war in Sudan and warned of the same.", "war in Sudan"),
    ],
)
def test_the_same_is_what_was_told_of_before(text: str, thing: str, english: Language) -> None:
    """Not the noun that it hangs on."""
    read = _read(text, english)
    same = next(m for m in read.mentions if read.doc[m.head].lower_ == "same")
    assert read.clusters[same.clusters[0]].name == thing


def test_the_same_beside_a_noun_is_an_adjective(english: Language) -> None:
    """It makes no mention of its own."""
    read = _read("The envoy praised the treaty and the same law.", english)
    assert not any(read.doc[m.head].lower_ == "same" for m in read.mentions)


def test_who_is_named_to_an_office_is_not_who_names(english: Language) -> None:
    """The president and the ambassador are two people."""
    read = _read("The president named Anna Berg as ambassador to Chile.", english)
    president = next(m for m in read.mentions if m.start == 0)
    anna = next(m for m in read.mentions if read.doc[m.start].text == "Anna")
    assert president.clusters != anna.clusters


def test_ministers_of_two_countries_are_two_parts(english: Language) -> None:
    """Also where a country's name has two words."""
    read = _read("The foreign ministers of Iran and Saudi Arabia met in Baghdad.", english)
    ministers = next(m for m in read.mentions if m.start == 0)
    assert len(ministers.clusters) == 2
