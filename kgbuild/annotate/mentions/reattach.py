"""A name behind a described post is its holder's: "the acting chair of Norda Bank, Olav Hjelm, …".

A parse may hang the name on the body inside the description, as if a bank were a man. A person is no apposition of a
body or a place; where the noun above them is somebody's post, the name is that somebody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import known_noun, noun_class, words
from kgbuild.language.grammar import _labels as lab

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NO_PERSON = frozenset({"Organization", "Location", "Facility", "NORP"})
# Posts whose noun is first of all a thing.
POSTS = frozenset({"chair", "head", "face", "voice", "number"})
# What may stand between the comma and the name: "Dr", "the Rev.", "German".
TITLES = lab.NOMINAL_MODIFIER | lab.COMPOUND | lab.ADJECTIVE | lab.DETERMINER | lab.PUNCTUATION


def reattach(doc: Doc) -> None:
    """Hang such names on the noun of the post, as its apposition, and places on the event right before them."""
    for token in doc:
        event = _event_before(token)
        if event is not None:
            token.head, token.dep_ = event, "nmod"
        if token.ent_type_ != "Person" or token.pos_ != "PROPN":
            continue
        holder = _post_above(token)
        if holder is None:
            continue
        opening = _comma_before(token, holder)
        if opening is None:
            continue
        for word in doc[opening + 1 : token.i]:
            if word.head.i < opening:
                word.head = token
        token.head = holder
        token.dep_ = "appos"


def _event_before(place: Token) -> Token | None:
    """The event that a place right behind its phrase belongs to: "spoke during a meeting with Lund in Oslo".

    In the treebanks 26 such places hang on the event or its phrase, two on the verb.
    """
    verb = place.head
    if place.dep_ not in lab.OBLIQUE or place.pos_ != "PROPN" or not verb.i < place.i:
        return None
    if not any(c.dep_ in lab.CASE and c.lower_ in ("in", "at") for c in place.children):
        return None
    before = place.left_edge.i - 1
    phrases = (c for c in verb.children if c.dep_ in lab.OBLIQUE and c.right_edge.i == before)
    noun = next((c for c in phrases if c.pos_ == "NOUN" and c.i > verb.i), None)
    return noun if noun is not None and noun.lemma_.lower() in words("Event") else None


def _post_above(name: Token) -> Token | None:
    """The noun of a post that the body or place over a name belongs to."""
    joined = name.dep_ in lab.CONJUNCT and not any(
        c.dep_ in lab.COORDINATOR for c in (*name.children, *name.head.children)
    )
    if name.dep_ not in lab.APPOSITION and not joined:
        return None
    over = name.head
    if over.i > name.i or over.ent_type_ not in NO_PERSON:
        return None
    for _ in range(3):
        if over.dep_ not in lab.NOMINAL_MODIFIER | lab.CONJUNCT:
            return None
        over = over.head
        if over.pos_ == "NOUN" and over.tag_ == "NN":
            lemma = over.lemma_.lower()
            person = known_noun(lemma) and noun_class(lemma) == "Person"
            return over if person or lemma in POSTS else None
    return None


def _comma_before(name: Token, holder: Token) -> int | None:
    """The comma that opens the apposition, with only titles and the like between it and the name."""
    for at in range(name.i - 1, holder.i, -1):
        token = name.doc[at]
        if token.text == ",":
            return at
        if token.dep_ not in TITLES:
            return None
    return None
