"""Time expressions: which words say when. What they come to is settled in normalize."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import TimeExpression
from kgbuild.annotate.time_anchors import (
    AFTER_UNIT,
    ALONE,
    CONNECT,
    ERAS,
    MODIFIERS,
    MONTHS,
    POINTING,
    PREPOSITIONS,
    UNITS,
    WEEKDAYS,
    is_anchor,
    is_date,
    is_decade,
    is_year,
)
from kgbuild.english.rulebook import barred, decided
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TITLE_WORDS = """
mr mrs ms miss dr prof professor sir dame lady lord minister president judge justice senator
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_OFTEN = frozenset({"once", "twice", "times"})
_PART_OF_NAME = fn.PLAIN_FLAT | fn.FLAT_NAME | fn.COMPOUND
_ARGUMENT = fn.ACTIVE_SUBJECT | fn.NOUN_PASSIVE_SUBJECT | fn.OBJECT | fn.CONJUNCT | fn.APPOSITION
# Holidays and the like: "May Day", "April Fools".
_OCCASIONS = frozenset(
    ["day", "eve", "night", "fools", "revolution", "agreement", "accords", "massacre"]
)


def times(doc: Doc) -> list[TimeExpression]:
    """All time expressions, in order, without overlap; a preposition before them is not part of the span."""
    marked = [False] * len(doc)
    named = _names(doc)
    for ent in doc.ents:
        if ent.label_ in ("Date", "DATE", "TIME"):
            for i in range(ent.start, ent.end):
                marked[i] = True
    for token in doc:
        if is_anchor(doc, token):
            marked[token.i] = True
    for i in named:
        marked[i] = False
    _grow(doc, marked)
    for i in named:
        marked[i] = False
    found: list[TimeExpression] = []
    at = 0
    while at < len(doc):
        if not marked[at]:
            at += 1
            continue
        end = at
        while end < len(doc) and marked[end] and (end == at or not doc[end].is_sent_start):
            end += 1
        start, stop = _trim(doc, at, end)
        if start < stop and _says_when(doc, start, stop) and not _is_amount(doc, start, stop):
            found.append(TimeExpression(start, stop, doc[start:stop].text))
        at = end
    return found


def _names(doc: Doc) -> set[int]:
    """Months and days that are names of people: "Mrs May", "April Novak", and "May" of an article that has them."""
    dated = MONTHS | WEEKDAYS
    calendar = [t for t in doc if t.lower_.rstrip(".") in dated and t.text[:1].isupper()]
    sure = {t.i for t in calendar if _beside_a_name(doc, t)}
    words = {doc[i].lower_ for i in sure}
    bare = {
        t.i
        for t in calendar
        if t.lower_ in words and fn.stands_as(t, _ARGUMENT) and not _told_as_time(doc, t)
    }
    return sure | bare


def _beside_a_name(doc: Doc, token: Token) -> bool:
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before is not None and before.lower_.rstrip(".") in _TITLES and before.text[:1].isupper():
        return True
    if _told_as_time(doc, token) or token.like_num:
        return False
    if (
        before is not None
        and before.pos_ == "PROPN"
        and token.head.i == before.i
        and (fn.stands_as(token, _PART_OF_NAME) and before.lower_ not in MONTHS | WEEKDAYS)
    ):
        return True
    if after is None or after.pos_ != "PROPN" or not after.text[:1].isupper():
        return False
    tied = after.head.i == token.i or token.head.i == after.i
    other = after.lower_ not in MONTHS | WEEKDAYS | UNITS | _OCCASIONS
    return tied and other and fn.stands_as(after, _PART_OF_NAME | _ARGUMENT)


def _told_as_time(doc: Doc, token: Token) -> bool:
    """Whether a preposition, a number or a word such as "last" shows a time."""
    if token.i == 0:
        return False
    before = doc[token.i - 1]
    return before.lower_ in PREPOSITIONS | MODIFIERS or before.like_num or before.lower_ == "of"


def _grow(doc: Doc, marked: list[bool]) -> None:
    """Take in numbers, ordinals, modifiers and connecting words beside a marked token."""
    for i in range(len(doc) - 2, -1, -1):
        if marked[i + 1] and not marked[i] and not doc[i + 1].is_sent_start:
            marked[i] = barred(BEFORE, doc, doc[i])
    for i in range(1, len(doc)):
        if marked[i - 1] and not marked[i] and not doc[i].is_sent_start:
            further = i + 1 < len(doc) and (marked[i + 1] or is_year(doc[i + 1]))
            marked[i] = bool(decided(BEHIND, doc, doc[i], further))


def _modifies(_doc: Doc, token: Token) -> bool:
    """ "last" of "last week", "3" of "3 June"."""
    return token.lower_ in MODIFIERS or token.like_num


def _mid(doc: Doc, token: Token) -> bool:
    """The hyphen of "mid - June"."""
    return token.text == "-" and token.i > 0 and doc[token.i - 1].lower_ == "mid"


def _counted_unit(doc: Doc, token: Token) -> bool:
    """ "days" of "days later"."""
    return token.lower_ in UNITS and doc[token.i + 1].lower_ in AFTER_UNIT


BEFORE: tuple[Callable[[Doc, Token], bool], ...] = (_modifies, _mid, _counted_unit)
"""What belongs to the time that it stands before."""


def _behind_unit(_doc: Doc, token: Token, _further: bool) -> bool:
    """ "two days later"; "before" and "since" open what comes next."""
    return token.lower_ not in ("before", "after", "since", "old")


def _numbered(_doc: Doc, _token: Token, _further: bool) -> bool:
    """ "June 3", "300 BC"; "of 1999"."""
    return True


def _connects(doc: Doc, token: Token, _further: bool) -> bool:
    """ "the end of June", "3 - 5 June", "June, 1999", "from 1999 to 2003"."""
    ranged = token.lower_ == "to" and doc[token.i + 1].like_num
    return ranged or token.lower_ in ("of", ",", "-", "–")


def _is_behind_unit(doc: Doc, token: Token, _further: bool) -> bool:
    return token.lower_ in AFTER_UNIT and doc[token.i - 1].lemma_.lower() in UNITS


def _is_numbered(doc: Doc, token: Token, _further: bool) -> bool:
    day = token.like_num and doc[token.i - 1].lower_.rstrip(".") in MONTHS
    return day or token.lower_.rstrip(".") in ERAS


def _is_connecting(doc: Doc, token: Token, further: bool) -> bool:
    if token.text == "," and is_year(doc[token.i - 1]) and not is_year(doc[token.i + 1]):
        return False  # "on 7 August 2011, just weeks before it fell"
    return token.lower_ in CONNECT and further


def _is_joined_year(doc: Doc, token: Token, _further: bool) -> bool:
    return is_year(token) and doc[token.i - 1].lower_ in CONNECT


BEHIND: tuple[
    tuple[Callable[[Doc, Token, bool], bool], Callable[[Doc, Token, bool], bool]],
    ...,
] = (
    (_is_behind_unit, _behind_unit),
    (_is_numbered, _numbered),
    (_is_connecting, _connects),
    (_is_joined_year, _numbered),
)
"""What belongs to the time that it stands behind: the first case that holds decides."""


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_ in PREPOSITIONS | {"of", "and"}
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_punct
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in {"of", "and", "to", "the"}
        or _opens_a_clause(doc, end - 1)
    ):
        end -= 1
    return start, end


def _opens_a_clause(doc: Doc, at: int) -> bool:
    """Whether "after", "before" or "since" behind a date belongs to what follows: "left on Friday after …"."""
    word = doc[at].lower_
    return word in ("after", "before", "since") and doc[at - 1].lemma_.lower() not in UNITS


def _is_amount(doc: Doc, start: int, end: int) -> bool:
    """Whether a counted time is what the verb takes: "faces ten years in prison", "sentenced to two years"."""
    root = doc[start:end].root
    words = {t.lower_ for t in doc[start:end]}
    counted = any(t.pos_ == "NUM" for t in root.children)
    taken = (
        fn.stands_as(root, fn.OBJECT | fn.ACTIVE_SUBJECT | fn.NOUN_PASSIVE_SUBJECT)
        or doc[start - 1].lower_ == "to"
    )
    unit = root.lemma_.lower() in UNITS
    return taken and unit and counted and start > 0 and not words & POINTING


def _is_age_or_rate(doc: Doc, start: int, end: int) -> bool:
    """ "In her 70s", "in her first year" are of an age; "a three day trip", "once a year" tell how long or often."""
    before, last = doc[start - 1] if start else None, doc[end - 1]
    if before is not None and wf.has_form(before, wf.POSSESSIVE_PRONOUN):
        counted = last.lower_ == "year" and doc[start].pos_ == "ADJ" and end - start == 2
        if is_decade(doc[start]) or (counted and doc[start].lower_ not in ("last", "past")):
            return True
    if (
        before is not None
        and before.lower_ in _OFTEN
        and doc[start].lower_ in ("a", "each", "every")
    ):
        return True
    numbered = (
        end - start > 1 and doc[end - 2].pos_ == "NUM" and doc[end - 2].lower_ not in ("one", "1")
    )
    return (
        numbered
        and last.lower_ in UNITS
        and not wf.has_form(last, wf.PLURAL)
        and last.head.i >= end
    )


def _says_when(doc: Doc, start: int, end: int) -> bool:
    words = [doc[i] for i in range(start, end)]
    if any(token.lower_ == "old" for token in words) or (
        end < len(doc) and doc[end].lower_ in ("old", "-old")
    ):
        return False
    if _is_age_or_rate(doc, start, end):
        return False
    return any(
        token.lemma_.lower() in UNITS | WEEKDAYS | MONTHS | ALONE
        or token.lower_.rstrip(".") in MONTHS | WEEKDAYS
        or token.lower_.startswith("mid-")
        or is_year(token) or is_decade(token) or is_date(token.text)
        for token in words
    )  # fmt: skip
