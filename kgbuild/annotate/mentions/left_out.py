"""Names that the recogniser left out: bodies, demonyms, countries and capitalised heads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, noun_class, noun_gender, words
from kgbuild.annotate.mentions.body_names import (
    body_run,
    iso_inside,
    named_by_trade,
)
from kgbuild.annotate.mentions.name_nodes import (
    LABELS,
    WESTERN,
    country_node,
    demonym_node,
    people_node,
    person,
    plain,
)
from kgbuild.annotate.senses import body_type, is_state_body
from kgbuild.english.rulebook import barred, decided
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind
from kgbuild.names import is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node


def left_out(doc: Doc, taken: set[int], sentence_of: list[int]) -> list[Node]:
    """Demonyms, countries and capitalised heads that the recogniser left out."""
    found: list[Node] = []
    demonyms = {
        i for e in doc.ents if LABELS.get(e.label_) == "NORP" for i in range(e.start, e.end)
    }
    for token in doc:
        body = body_run(doc, token, taken - demonyms) if token.i not in taken else token.i
        if body < token.i:
            node: Node | None = _body_run(doc, body, token, sentence_of)
        elif token.i in taken or barred(NO_NAME, token):
            continue
        else:
            node = decided(LEFT_OUT, doc, token, taken, sentence_of)
        if node is not None:
            found.append(node)
            start = (
                node.start if node.kind is MentionKind.NAME else token.i
            )  # not "two" of "two Danes"
            taken.update(range(start, node.end))
    return found


def _body_run(doc: Doc, start: int, token: Token, sentence_of: list[int]) -> Node:
    node = plain(doc, start, token.i + 1, sentence_of)
    node.type = body_type([doc[i].text for i in range(start, token.i + 1)])
    node.iso = iso_inside(doc, start, token.i + 1)
    return node


def _written_small(token: Token) -> bool:
    """ "western", "12th"."""
    return not token.text[:1].isupper() or (not token.is_alpha and "." not in token.text)


def _money(token: Token) -> bool:
    """ "US dollars", "Egyptian pounds"."""
    if token.pos_ not in MAYBE_NAMES or token.head.i <= token.i:
        return False
    return bool(places.demonym_at(token)) and noun_class(token.head.lemma_) == "Measure"


NO_NAME: tuple[Callable[[Token], bool], ...] = (_written_small, _money)
MAYBE_NAMES = frozenset({"ADJ", "PROPN", "NOUN"})


def _is_demonym(_doc: Doc, token: Token, _taken: set[int], _sentence_of: list[int]) -> bool:
    if token.pos_ not in MAYBE_NAMES or (token.lower_ == "us" and token.text != "US"):
        return False
    return bool(places.demonym_at(token))


def _of_demonym(doc: Doc, token: Token, _taken: set[int], sentence_of: list[int]) -> Node:
    """ "Irish"."""
    return demonym_node(doc, token.i, token.i + 1, places.demonym_at(token) or "", sentence_of)


def _is_western(_doc: Doc, token: Token, _taken: set[int], _sentence_of: list[int]) -> bool:
    if token.pos_ not in MAYBE_NAMES or token.lower_ not in WESTERN:
        return False
    return token.text != "Western" or fn.stands_as(token, fn.ADJECTIVE)


def _of_west(doc: Doc, token: Token, _taken: set[int], sentence_of: list[int]) -> Node | None:
    """ "Western leaders"."""
    return people_node(doc, token.i, token.i + 1, sentence_of)


def _heads_name(_doc: Doc, token: Token, _taken: set[int], _sentence_of: list[int]) -> bool:
    return token.pos_ == "PROPN" and not fn.stands_as(token, fn.COMPOUND | fn.FLAT)


def office_letters(token: Token) -> bool:
    """ "CEO", "MP": letters that stand for a noun for people are no name."""
    return token.text.isupper() and len(token.text) > 1 and noun_class(token.lower_) == "Person"


def land_by_its_kind(token: Token) -> bool:
    """ "The Republic", "the Kingdom": which one, the word alone does not say."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.lower_ == "the" and token.lower_ in words("Lands")


Case = Callable[["Doc", "Token", set[int], list[int]], "Node | None"]
Condition = Callable[["Doc", "Token", set[int], list[int]], bool]


def _proper(doc: Doc, token: Token, taken: set[int], sentence_of: list[int]) -> Node | None:
    """ "Halden Bridge": a capitalised head with the words that it joins."""
    start = end = token.i
    while start - 1 not in taken and start > 0 and _joins(doc[start - 1], token):
        start -= 1
    while end + 1 < len(doc) and end + 1 not in taken and _joins(doc[end + 1], token):
        end += 1
    if barred(NOT_PROPER, token, start == end):
        return None
    text = doc[start : end + 1].text
    iso = places.country(text)
    if iso:
        return country_node(doc, start, end + 1, "Country", iso, sentence_of)
    seat = places.seat(text)
    node = plain(doc, start, end + 1, sentence_of)
    before = doc[start - 1] if start else None
    if seat:
        node.type, node.iso = "Facility", seat
    elif before is not None and is_title(before.text) and before.text[:1].isupper():
        return person(doc, start, end + 1, sentence_of)
    else:
        single = "GovernmentBody" if is_state_body([token.lower_]) else "Topic"
        kind = places.place_type(text) or (
            noun_class(token.lemma_.lower()) if end > start else single
        )
        if named_by_trade(doc, start, end + 1):
            kind = "Company"
        node.type = (
            kind if kind not in {"Measure", "Light", "Animal", "Body", "Person"} else "Topic"
        )
        if noun_gender(token.lower_):
            node.gender = ""
    return node


NOT_PROPER: tuple[Callable[[Token, bool], bool], ...] = (
    # "Lund's Government" describes
    lambda token, alone: (
        alone and bool(phrases.possessors(token)) and noun_class(token.lower_) in BODIES
    ),
    lambda token, _alone: noun_class(token.lemma_) in {"Measure", "Light"},
    lambda token, alone: alone and (is_title(token.text) or office_letters(token)),
    lambda token, alone: alone and land_by_its_kind(token),
)
"""What keeps a capitalised word, alone or joined with others, from being a name."""

LEFT_OUT: tuple[tuple[Condition, Case], ...] = (
    (_is_demonym, _of_demonym),
    (_is_western, _of_west),
    (_heads_name, _proper),
)
"""What the recogniser left out: the first case that holds."""


def _joins(other: Token, head: Token) -> bool:
    return (
        other.pos_ == "PROPN"
        and other.text[:1].isupper()
        and (other.head.i == head.i or other.i == head.head.i)
        and (fn.stands_as(other, fn.COMPOUND | fn.FLAT | fn.ADJECTIVE | fn.DESCRIPTION))
        and not is_title(other.text)
    )
