"""Names of bodies: their extent, their type by head word, the country they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, known_noun, noun_class, words
from kgbuild.attribution.words import SPEAKING
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.names import is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


TRADE_WORDS = words("TradeWords")


def named_by_trade(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is a firm's by its trade: "Varde Shipping", not "Illegal Mining" nor "Insider Trading"."""
    *front, last = doc[start:end]
    if not front or last.lower_ not in TRADE_WORDS or not last.text[:1].isupper():
        return False
    own = all(token.pos_ == "PROPN" and token.text[:1].isupper() for token in front)
    return own and (not known_noun(front[0].lower_) or bool(places.place_type(front[0].text)))


def whole_body(doc: Doc, start: int, end: int) -> int:
    """Take a demonym or "national" into a body's name ("Chinese" + "Communist Party")."""
    if start == 0 or doc[start].is_sent_start or end - start < 2:
        return start
    before = doc[start - 1]
    generic = noun_class(doc[end - 1].lower_) in BODIES
    if generic and (
        places.demonym(before.text) or before.lower_ in {"national", "federal", "supreme"}
    ):
        return start - 1
    return start


def whole_start(doc: Doc, start: int, end: int) -> int:
    """Where a body begins that follows a hyphen ("Korean" + "-" + "German Chamber", "High-" + "Level Council")."""
    while True:
        before = start
        while start > 1 and doc[start - 1].text == "-":
            start -= 2
        start = whole_body(doc, start, end)
        if start == before:
            return start


def iso_inside(doc: Doc, start: int, end: int) -> str:
    """The country that a body's name says, as a demonym or after "of", or its owner."""
    for i in range(start, end):
        if "-" in (doc[i - 1].text if i else "", doc[i + 1].text if i + 1 < len(doc) else ""):
            # "Korean-German" is of two countries
            continue
        iso = places.demonym(doc[i].text) or places.country(doc[i].text)
        if iso:
            return iso
    head = doc[head_of(doc, start, end)]
    for child in head.children:
        if child.i < start and fn.stands_as(child, fn.POSSESSOR | fn.ADJECTIVE):
            iso = places.country(child.text) or places.demonym(child.text)
            if iso:
                return iso
    return ""


def body_run(doc: Doc, token: Token, taken: set[int]) -> int:
    """Start of a body's name that ends in its own noun ("Chinese Communist Party"); the token's own index if none."""
    start = token.i
    if (
        token.pos_ != "PROPN"
        or not token.text[:1].isupper()
        or noun_class(token.lower_) not in BODIES
    ):
        return start
    while start > token.sent.start and start - 1 not in taken:
        before = doc[start - 1]
        if (
            wf.has_form(before, wf.POSSESSIVE_MARK)
            and start - 2 >= token.sent.start
            and wf.has_form(doc[start - 2], wf.PLURAL_NAME | wf.PLURAL_COMMON | wf.SINGULAR_NAME)
        ):
            start -= 1
            continue
        if before.text == "-" and start - 2 >= token.sent.start and _halves(doc, start):
            start -= 2  # "High-Level Council"
            continue
        if not before.text[:1].isupper():
            break
        if before.pos_ not in ("PROPN", "ADJ", "NOUN") or (
            is_title(before.text) and noun_class(before.lower_) == "Person"
        ):
            break
        start -= 1
    # "Lund's Government" is named by nothing but its owner
    return start + 1 if wf.has_form(doc[start], wf.POSSESSIVE_MARK) else start


def _halves(doc: Doc, start: int) -> bool:
    """Whether the word before a hyphen and the one behind it are halves of one, both with a capital."""
    tied = not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_
    return tied and doc[start].text[:1].isupper() and doc[start - 2].text[:1].isupper()


def behaves_as_body(head: Token) -> bool:
    """Whether a name that the recogniser cannot place does what only people and bodies do."""
    verb = head.head
    lemma = verb.lemma_.lower()
    if fn.stands_as(head, fn.PASSIVE_SUBJECT):
        return lemma in words("Judgement") or lemma == "sanction"
    return fn.stands_as(head, fn.SUBJECT) and lemma in SPEAKING | words("BodyActs")


def head_of(doc: Doc, start: int, end: int) -> int:
    """The token of a span that hangs on a word outside it (the last one where several do)."""
    outside = [
        i for i in range(start, end) if not start <= doc[i].head.i < end or doc[i].head.i == i
    ]
    nouns = [i for i in outside if doc[i].pos_ in ("PROPN", "NOUN", "PRON", "ADJ", "X")]
    if len(nouns) == 1:
        return nouns[0]
    if nouns:
        return (
            nouns[0]
            if not fn.stands_as(doc[nouns[0]], fn.COMPOUND | fn.CASE | fn.ADJECTIVE)
            else nouns[-1]
        )
    return outside[-1] if outside else end - 1
