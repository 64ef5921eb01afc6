"""One node of each kind of name: a person, a demonym, a country, a people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import noun_class, words
from kgbuild.annotate.mentions.body_names import head_of
from kgbuild.annotate.nodes import Node
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind
from kgbuild.names import is_title, person_name, title_gender
from kgbuild.names import word as fold
from kgbuild.names.people import gender_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


LABELS = {
    "Person": "Person", "PERSON": "Person", "Organization": "Organization", "ORG": "Organization",
    "Location": "Location", "GPE": "Location", "LOC": "Location", "Facility": "Facility", "FAC": "Facility",
    "NORP": "NORP", "Misc": "Misc", "EVENT": "Event", "WORK_OF_ART": "Document", "LAW": "Document",
    "Product": "Product", "PRODUCT": "Product",
}  # fmt: skip
WESTERN = frozenset({"western", "westerners"})
SOME = frozenset({"several", "many", "some", "few", "other", "fellow", "certain", "various"})
LONGEST_COUNT = 5
"""How far before a people's name its count may stand, in tokens."""
TRIM = frozenset("“”\"'‘’,.;:()[]-–—*•")


GIVEN_TOO = frozenset({"Sultan"})
"""Titles that are given names as often: before an initial or a family name with its article nobody is a ruler."""
FAMILY_NEXT = re.compile(r"^(?:[A-Z]\.|Al|Al-\w+|al-\w+|[Bb]in)$")


def _is_small(word: str) -> bool:
    """Whether a word begins small and is no name: "d'Aubigné" and "al-Sisi" are."""
    particle = re.match(r"^(?:[dl]['’]|al-|el-|ad-|ash-)[A-ZÀ-Ý]", word)
    return word[:1].islower() and particle is None


def plain(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node:
    """A node of unknown type on a span."""
    head = head_of(doc, start, end)
    bracketed = start > 0 and end < len(doc) and doc[start - 1].text == "(" and doc[end].text == ")"
    return Node(
        start=start, end=end, head=head, kind=MentionKind.NAME, type="Topic", sentence=sentence_of[start],
        text=doc[start:end].text, lemma=doc[head].lemma_.lower(), number="sing", definite="def", gender="neuter",
        bracketed=bracketed,
    )  # fmt: skip


def whole_word(doc: Doc, end: int, *, compound: bool = True) -> int:
    """Take in what a hyphen ties to the last word of a name ("Cho Gue" + "-" + "sung").

    Not where it makes no name longer: in "UK-based", "Africa-oriented" a place stands before an adjective.
    """
    while end < len(doc) and not doc[end - 1].whitespace_:
        hyphen = doc[end - 1].text.endswith("-") and doc[end].is_alpha
        tied = (
            doc[end].text == "-"
            and end + 1 < len(doc)
            and not doc[end].whitespace_
            and doc[end + 1].is_alpha
        )
        if not hyphen and not (tied and doc[end + 1].text[:1].islower() and compound):
            break
        end += 1
    return end


def person(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node | None:
    """A person's name node: titles and offices are taken off the front of the span."""
    first = start
    while first < end - 1 and _title_here(doc, first, end):
        first += 1
    if first == end - 1 and is_title(doc[first].text) and first > start:
        first = start
    if first and doc[first - 1].text in GIVEN_TOO and FAMILY_NEXT.match(doc[first].text):
        first -= 1
        start = min(start, first)
    titles = [doc[i].text for i in range(start, first)]
    before = start - 1
    while before >= 0 and len(titles) < 6 and is_title(doc[before].text):
        titles.insert(0, doc[before].text)
        before -= 1
    while end - 1 > first and _is_small(doc[end - 1].text) and doc[end - 2].whitespace_:
        # a verb that the recogniser took in
        end -= 1
    name = person_name([doc[i].text for i in range(first, end)])
    if name is None:
        return None
    node = plain(doc, first, end, sentence_of)
    node.type, node.name = "Person", name
    if wf.has_form(doc[end - 1], wf.PLURAL_NAME) and name.alone:
        # "the Rajapaksas"
        node.type, node.number, node.name, node.gender = "Group", "plur", None, ""
        return node
    honorific = [t for t in titles if t.lower().rstrip(".") in words("Honorific")]
    node.gender = title_gender(honorific) or gender_of(name) or title_gender(titles)
    node.key = " ".join(name.parts)
    return node


def _title_here(doc: Doc, at: int, end: int) -> bool:
    word = doc[at].text
    if not is_title(word):
        return False
    if word in GIVEN_TOO and FAMILY_NEXT.match(doc[at + 1].text):
        return False  # "Sultan A. Berg", "Sultan Al Berg"
    # "Duke Ellington", "Judge Reinhold", "Dean": a capitalised word that is also a given name stays
    return not (
        end - at == 2
        and noun_class(word.lower()) != "Person"
        and word.lower() not in words("Honorific")
    )


def demonym_node(doc: Doc, start: int, end: int, iso: str, sentence_of: list[int]) -> Node:
    """A demonym: the country, its people ("the Chinese"), or a language ("in Spanish")."""
    node = plain(doc, start, end, sentence_of)
    node.iso = iso
    head = doc[node.head]
    if (
        phrases.preposition_of(head)[0] in {"in", "into"}
        and wf.has_form(head, wf.SINGULAR_NAME | wf.PLAIN_ADJECTIVE)
        and not list(head.rights)
    ) and not any(fn.stands_as(child, fn.DETERMINER) for child in head.children):
        # "in Spanish" is a language; it stays a mention of nothing
        node.type, node.kind, node.key = "Topic", MentionKind.NAME, fold(node.text)
        return node
    if wf.has_form(head, wf.PLURAL) or (
        not fn.stands_as(
            head, fn.ADJECTIVE | fn.COMPOUND | fn.ADJECTIVE | fn.DESCRIPTION | fn.PLAIN_MODIFIER
        )
        and any(child.lower_ == "the" for child in head.children)
        and head.pos_ in ("NOUN", "PROPN", "ADJ")
    ):
        node.type, node.kind, node.number, node.gender = (
            "Group",
            MentionKind.DESCRIPTION,
            "plur",
            "",
        )
        node.key = f"people of {iso}"
        _part_of_people(doc, node)
        return node
    if any(child.lower_ in {"a", "an"} for child in head.children) and _stands_for_somebody(head):
        node.type, node.kind, node.gender = "Person", MentionKind.DESCRIPTION, ""
        return node
    node.type, node.kind, node.key = "Country", MentionKind.DEMONYM, iso
    node.canonical = places.country_name(iso)
    return node


def _stands_for_somebody(head: Token) -> bool:
    """ "A Nepali met her", "Lund, a Nepali who guides": one of the people, not the land."""
    if fn.stands_as(head, fn.APPOSITION):
        return head.pos_ in ("NOUN", "PROPN", "ADJ")
    place = fn.SUBJECT | fn.OBJECT | fn.OBLIQUE | fn.NOMINAL_MODIFIER
    return head.pos_ in ("NOUN", "PROPN") and fn.stands_as(head, place)


def country_node(
    doc: Doc, start: int, end: int, kind: str, iso: str, sentence_of: list[int]
) -> Node:
    """A country or territory by its name."""
    node = plain(doc, start, end, sentence_of)
    node.type, node.iso, node.key = places.country_type(iso), iso, iso
    node.canonical = places.country_name(iso)
    return node


def people_node(doc: Doc, start: int, end: int, sentence_of: list[int]) -> Node | None:
    """Peoples, faiths and movements: a group where a noun, a demonym of the West where said so."""
    node = plain(doc, start, end, sentence_of)
    lowered = node.text.lower()
    head = doc[node.head]
    if lowered in WESTERN:
        node.type, node.kind, node.canonical, node.key, node.number = (
            "Group",
            MentionKind.DEMONYM,
            "The West",
            "the west",
            "plur",
        )
        return node
    if head.pos_ == "ADJ" or fn.stands_as(head, fn.ADJECTIVE | fn.COMPOUND):
        return None
    node.type, node.number, node.gender = "Group", "plur", ""
    node.key = fold(node.text)
    _part_of_people(doc, node)
    return node


def _part_of_people(doc: Doc, node: Node) -> None:
    """As in "two Palestinians", "several Sikhs": some of a people, a group of its own with its count."""
    head = doc[node.head]
    numbers = [child.i for child in phrases.numbers(head) if child.i < node.start]
    some = [child.i for child in head.children if child.lower_ in SOME and child.i < node.start]
    before = numbers + some
    if not before or node.start - min(before) > LONGEST_COUNT:
        return
    node.kind, node.key = MentionKind.DESCRIPTION, ""
    if numbers:
        node.count = doc[min(numbers) : max(numbers) + 1].text
    definite = any(child.lower_ in {"the", "these", "those"} for child in head.children)
    node.start, node.definite = min(before), "def" if definite else "indef"
    node.text = doc[node.start : node.end].text
