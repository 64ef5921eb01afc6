"""Words that say when by themselves: weekdays, months, years, "yesterday", "last week"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import words
from kgbuild.english import calendar
from kgbuild.english.rulebook import decided
from kgbuild.language.grammar import functions as fn

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEEKDAYS, MONTHS = frozenset(calendar.WEEKDAYS), frozenset(calendar.MONTHS)
UNITS = words("TimeUnits")
ALONE = words("TimeAlone")
MODIFIERS = words("TimeModifiers")
PREPOSITIONS = words("TimePrepositions")
CONNECT = frozenset({"of", "to", "and", "-", "–", ",", "through"})
AFTER_UNIT = frozenset(
    {"ago", "earlier", "later", "before", "after", "since", "old", "hence", "prior"}
)
POINTING = words("TimePointing")
ERAS = frozenset({"bc", "bce", "ad", "ce"})


def is_anchor(doc: Doc, token: Token) -> bool:
    """Whether a word says when by itself."""
    return bool(decided(ANCHORS, doc, token))


def _middle(_doc: Doc, token: Token) -> bool:
    """ "mid-June", "mid-1990"."""
    word = token.lower_.rstrip(".")
    return word.startswith("mid-") and (word[4:] in MONTHS or word[4:].isdigit())


def _weekday(_doc: Doc, token: Token) -> bool:
    """ "Monday"; "Sat." and "Sun." are too often something else."""
    word = token.lower_.rstrip(".")
    return word in WEEKDAYS and token.text[:1].isupper() and len(word) > 3


def _is_month(_doc: Doc, token: Token) -> bool:
    return token.lower_.rstrip(".") in MONTHS and token.text[:1].isupper()


def _month(doc: Doc, token: Token) -> bool:
    """ "June", "8 May", "Mar. 3"; no verb "may", and no short word without a number beside it."""
    word = token.lower_.rstrip(".")
    if word in ("may", "march") and token.pos_ in ("AUX", "VERB"):
        return False
    short = len(word) < 5 and word not in ("may", "june", "july")
    return _number_near(doc, token) or (token.pos_ in ("PROPN", "NOUN", "NUM") and not short)


def _year(doc: Doc, token: Token) -> bool:
    """ "In 2019", "June 2019"; not "2019 people"."""
    before = doc[token.i - 1].lower_ if token.i else ""
    return before in PREPOSITIONS | MONTHS | CONNECT | MODIFIERS or fn.stands_as(
        token, fn.BARE_MODIFIER | fn.BARE_OBLIQUE | fn.TIME_MODIFIER | fn.PLAIN_OBLIQUE
    )


def _no_time(_doc: Doc, _token: Token) -> bool:
    """ "As soon as", "five-day"."""
    return False


def _adverb(_doc: Doc, token: Token) -> bool:
    """ "Yesterday"."""
    return token.pos_ in ("ADV", "NOUN", "PROPN")


def _unit(_doc: Doc, token: Token) -> bool:
    """ "Last week", "two days ago"."""
    return _dated_unit(token)


def _written_date(_doc: Doc, token: Token) -> bool:
    """ "The 1990s", "12/5/2019"."""
    return is_decade(token) or is_date(token.text)


ANCHORS: tuple[
    tuple[Callable[[Doc, Token], bool], Callable[[Doc, Token], bool]],
    ...,
] = (
    (_middle, _middle),
    (_weekday, _weekday),
    (_is_month, _month),
    (lambda _doc, token: is_year(token), _year),
    (
        lambda _doc, token: (
            token.lower_.rstrip(".") == "soon" and _word_at(token.doc, token.i + 1) == "as"
        ),
        _no_time,
    ),
    (lambda _doc, token: token.lower_.rstrip(".") in ALONE, _adverb),
    (lambda doc, token: token.i > 0 and doc[token.i - 1].text == "-", _no_time),
    (lambda _doc, token: token.lemma_.lower() in UNITS and token.pos_ in ("NOUN", "PROPN"), _unit),
    (lambda _doc, _token: True, _written_date),
)
"""Which words say when by themselves: the first case that holds decides."""


def _word_at(doc: Doc, at: int) -> str:
    return doc[at].lower_ if at < len(doc) else ""


def _dated_unit(token: Token) -> bool:
    """A unit of time that is counted or pointed at, not one that merely lasts or owns."""
    for child in token.children:
        if child.i < token.i and (
            child.lower_ in MODIFIERS - {"the", "a", "an", "other", "some"} or child.pos_ == "NUM"
        ):
            return True
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return after in AFTER_UNIT or fn.stands_as(token, fn.BARE_OBLIQUE | fn.TIME_OBLIQUE)


def _number_near(doc: Doc, token: Token) -> bool:
    near = [doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(doc)]
    return any(other.like_num for other in near)


def is_year(token: Token) -> bool:
    """ "1999"."""
    text = token.text
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if after in ("utc", "gmt", "hours", "hrs", "local"):
        return False  # "(1639 UTC)" is a time of day
    return len(text) == 4 and text.isdigit() and 1000 <= int(text) <= 2100


def is_decade(token: Token) -> bool:
    """ "The 1990s", "the '80s"."""
    text = token.text.lower()
    return (
        text.endswith("s")
        and text[:-1].lstrip("'’").isdigit()
        and len(text.rstrip("s").lstrip("'’")) in (2, 4)
    )


def is_date(text: str) -> bool:
    """ "2019-05-03"."""
    for mark in ("-", "/", "."):
        parts = text.split(mark)
        if len(parts) == 3 and all(part.isdigit() and len(part) in (1, 2, 4) for part in parts):
            return True
    return False
