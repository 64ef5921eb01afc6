"""What kind of place a name is that no gazetteer knows, and whether it is one at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import PLACES, noun_class, words
from kgbuild.language.gathered import kind_of
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc

DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
SURE = 0.7
"""How likely "place" must be for a name in the plural to be a place: below it is that of people."""
_ACRONYM = 5


def unlisted_place(doc: Doc, start: int, end: int) -> str:
    """The type of a place by its own words and the article before it; a town where nothing else is told.

    "Abaco Islands", "the Nile", "Mars" are no towns, nor is "EEZ"; "Cambridgeshire" is a region.
    """
    tokens = [doc[i].lower_ for i in range(start, end)]
    if kind := _by_noun(tokens):
        return kind
    article = (
        start > 0 and doc[start - 1].lower_ == "the" and doc[start - 1].sent == doc[start].sent
    )
    text = doc[start:end].text
    if tokens[-1].endswith("shire"):
        return "Region"
    vague = (
        tokens[0] in DIRECTIONS
        or tokens[-1] in words("Heavens")
        or (text.isupper() and len(text) <= _ACRONYM)
    )
    return "GeoArea" if article or vague else "City"


def _by_noun(tokens: list[str]) -> str:
    """The type that the last or first word of a longer name tells ("Seal Island", "Mount Bukak"), else ""."""
    if len(tokens) < 2:
        return ""
    for word in (tokens[-1], tokens[0]):
        if word in words("Divided"):
            return "Region"
        for form in (word, word.removesuffix("s")):
            kind = "GeoArea" if form in words("Landforms") else noun_class(form)
            if kind in PLACES:
                return kind
    return ""


def names_people(doc: Doc, start: int, end: int) -> bool:
    """Whether a name in the plural that was taken for a place is that of people: "Kurds", "Hong Kongers"."""
    if not all(wf.has_form(doc[i], wf.PLURAL_NAME) for i in range(start, end)) or _by_noun(
        [doc[i].lower_ for i in range(start, end)]
    ):
        return False
    kind, share = kind_of(doc, doc[start:end].root.i)
    return not (kind == "place" and share >= SURE)


def names_branch(doc: Doc, start: int, end: int) -> bool:
    """Whether a name that ends in a country's is that of a body there: "Mazars USA", "Greenpeace India"."""
    if end - start < 2 or places.country(doc[end - 1].text) is None:
        return False
    first = doc[start].text
    known = places.country(first) or places.demonym(first) or places.place_type(first)
    return known is None and first.lower() not in DIRECTIONS | {"new", "upper", "lower", "greater"}
