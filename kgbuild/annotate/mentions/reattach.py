"""A name behind a described post is its holder's: "the acting chair of Norda Bank, Olav Hjelm, …".

A parse may hang the name on the body inside the description, as if a bank were a man. A person is no apposition of a
body or a place; where the noun above them is somebody's post, the name is that somebody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import known_noun, noun_class, words
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NO_PERSON = frozenset({"Organization", "Location", "Facility", "NORP"})
# Posts whose noun is first of all a thing.
POSTS = frozenset({"chair", "head", "face", "voice", "number"})
# What may stand between the comma and the name: "Dr", "the Rev.", "German".
TITLES = fn.NOMINAL_MODIFIER | fn.COMPOUND | fn.ADJECTIVE | fn.DETERMINER | fn.PUNCTUATION


def reattach(doc: Doc) -> None:
    """Hang such names on the noun of the post, as its apposition, and places on the event right before them."""
    for token in doc:
        event = _event_before(token)
        if event is not None:
            fn.hang(token, event, fn.PLAIN_MODIFIER)
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
        fn.hang(token, holder, fn.APPOSITION)


def _event_before(place: Token) -> Token | None:
    """The event that a place right behind its phrase belongs to: "spoke during a meeting with Lund in Oslo".

    In the treebanks 26 such places hang on the event or its phrase, two on the verb.
    """
    verb = place.head
    if not fn.stands_as(place, fn.OBLIQUE) or place.pos_ != "PROPN" or not verb.i < place.i:
        return None
    if not any(fn.stands_as(c, fn.CASE) and c.lower_ in ("in", "at") for c in place.children):
        return None
    before = place.left_edge.i - 1
    phrases = (c for c in verb.children if fn.stands_as(c, fn.OBLIQUE) and c.right_edge.i == before)
    noun = next((c for c in phrases if c.pos_ == "NOUN" and c.i > verb.i), None)
    return noun if noun is not None and noun.lemma_.lower() in words("Event") else None


def _post_above(name: Token) -> Token | None:
    """The noun of a post that the body or place over a name belongs to."""
    joined = fn.stands_as(name, fn.CONJUNCT) and not any(
        fn.stands_as(c, fn.COORDINATOR) for c in (*name.children, *name.head.children)
    )
    if not fn.stands_as(name, fn.APPOSITION) and not joined:
        return None
    over = name.head
    if over.i > name.i or over.ent_type_ not in NO_PERSON:
        return None
    for _ in range(3):
        if not fn.stands_as(over, fn.NOMINAL_MODIFIER | fn.CONJUNCT):
            return None
        over = over.head
        if over.pos_ == "NOUN" and wf.has_form(over, wf.SINGULAR):
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
        if not fn.stands_as(token, TITLES):
            return None
    return None
