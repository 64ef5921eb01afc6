"""What kind of place a name is that no gazetteer knows, and whether it is one at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import DIVISIONS, PLACES, noun_class, words
from kgbuild.language.gathered import kind_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
)
SURE = 0.7
"""How likely "place" must be for a name in the plural to be a place: below it is that of people."""
_ACRONYM = 5
NOUNS = (DIVISIONS | words("Landforms") | words("Divided")) - {"municipality"}
"""Nouns that tell what a name beside them is of: a municipality may be a town or a land of towns."""


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
            kind = _of_noun(form)
            if kind in PLACES or (word == tokens[-1] and kind == "GovernmentBody"):
                return kind
    return ""


def _of_noun(word: str) -> str:
    """The kind of a noun of land: an island or a peak is land that no law bounds."""
    if word in words("Divided"):
        return "Region"
    if word in words("Streets") | words("Buildings"):
        return "Facility"
    return "GeoArea" if word in words("Landforms") else noun_class(word)


def told_place(doc: Doc, start: int, end: int) -> str:
    """The kind that the noun of "the island of Lesvik", "district of Tolvo" tells of the name behind it, else ""."""
    if start < 2 or doc[start - 1].lower_ != "of" or doc[start - 2].sent != doc[start].sent:
        return ""
    noun = doc[start - 2].lemma_.lower()
    kind = _of_noun(noun) if noun in NOUNS else ""
    return kind if kind in PLACES - {"Country"} else ""


def _behind(doc: Doc, end: int) -> str:
    """The kind that a noun right behind a name tells: "Sanku district", "the Sanku and Dolva stations"."""
    if end >= len(doc) or not doc[end].text.islower() or doc[end].pos_ != "NOUN":
        return ""
    noun = doc[end].lemma_.lower()
    if noun not in NOUNS | {
        "station",
        "street",
        "road",
    }:
        return ""
    kind = "Facility" if noun == "station" else _of_noun(noun)
    return kind if kind in PLACES - {"Country"} else ""


def _said_to_be(head: Token) -> str:
    """The kind that an apposition or a predicate tells: "Bévar, a suburb", "Tolvo is a district"."""
    above = head.head
    nouns = [*phrases.appositions(head)]
    if fn.stands_as(head, fn.SUBJECT) and phrases.children(above, fn.COPULA):
        nouns.append(above)
    for noun in nouns:
        if noun.pos_ == "NOUN" and (kind := _of_noun(noun.lemma_.lower())) in PLACES - {"Country"}:
            return kind
    return ""


def settle(doc: Doc, nodes: list[Node]) -> None:
    """Give the names of places that no gazetteer knows the kind that the article tells of them anywhere."""
    unknown: dict[str, list[Node]] = {}
    for node in nodes:
        named = node.kind is MentionKind.NAME and node.type in ("City", "GeoArea")
        own = _by_noun([token.lower_ for token in doc[node.start : node.end]])
        if named and not own and not node.listed and places.place_type(node.text) is None:
            unknown.setdefault(node.text, []).append(node)
    for group in unknown.values():
        told = (
            told_place(doc, n.start, n.end) or _behind(doc, n.end) or _said_to_be(doc[n.head])
            for n in group
        )
        if kind := next(filter(None, told), ""):
            for node in group:
                node.type = kind


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
