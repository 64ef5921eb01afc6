"""Time expressions: which words say when. What they come to is settled in normalize."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import TimeExpression
from kgbuild.annotate.lexicon import words
from kgbuild.english import calendar
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
_TITLE_WORDS = """
mr mrs ms miss dr prof professor sir dame lady lord minister president judge justice senator
"""
_TITLES = frozenset(_TITLE_WORDS.split())
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
        if _anchor(doc, token):
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


def _anchor(doc: Doc, token: Token) -> bool:
    word = token.lower_.rstrip(".")
    if word.startswith("mid-") and (word[4:] in MONTHS or word[4:].isdigit()):
        return True
    if word in WEEKDAYS and token.text[:1].isupper() and len(word) > 3:
        return True
    if word in MONTHS and token.text[:1].isupper():
        if word in ("may", "march") and token.pos_ in ("AUX", "VERB"):
            return False
        short = len(word) < 5 and word not in ("may", "june", "july")
        return _number_near(doc, token) or (token.pos_ in ("PROPN", "NOUN", "NUM") and not short)
    if _is_year(token):
        before = doc[token.i - 1].lower_ if token.i else ""
        return before in PREPOSITIONS | MONTHS | CONNECT | MODIFIERS or fn.stands_as(
            token, fn.BARE_MODIFIER | fn.BARE_OBLIQUE | fn.TIME_MODIFIER | fn.PLAIN_OBLIQUE
        )
    if word == "soon" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "as":
        return False
    if word in ALONE:
        return token.pos_ in ("ADV", "NOUN", "PROPN")
    if token.i and doc[token.i - 1].text == "-":
        return False
    if token.lemma_.lower() in UNITS and token.pos_ in ("NOUN", "PROPN"):
        return _dated_unit(token)
    return _is_decade(token) or _is_date(token.text)


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


def _is_year(token: Token) -> bool:
    text = token.text
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if after in ("utc", "gmt", "hours", "hrs", "local"):
        return False  # "(1639 UTC)" is a time of day
    return len(text) == 4 and text.isdigit() and 1000 <= int(text) <= 2100


def _is_decade(token: Token) -> bool:
    text = token.text.lower()
    return (
        text.endswith("s")
        and text[:-1].lstrip("'’").isdigit()
        and len(text.rstrip("s").lstrip("'’")) in (2, 4)
    )


def _is_date(text: str) -> bool:
    for mark in ("-", "/", "."):
        parts = text.split(mark)
        if len(parts) == 3 and all(part.isdigit() and len(part) in (1, 2, 4) for part in parts):
            return True
    return False


def _grow(doc: Doc, marked: list[bool]) -> None:
    """Take in numbers, ordinals, modifiers and connecting words beside a marked token."""
    for i in range(len(doc) - 1, -1, -1):
        if i + 1 < len(doc) and marked[i + 1] and not marked[i] and not doc[i + 1].is_sent_start:
            token = doc[i]
            if (
                token.lower_ in MODIFIERS
                or token.like_num
                or (token.text == "-" and i and doc[i - 1].lower_ == "mid")
                or (token.lower_ in UNITS and doc[i + 1].lower_ in AFTER_UNIT)
            ):
                marked[i] = True
    for i in range(1, len(doc)):
        if not marked[i - 1] or marked[i] or doc[i].is_sent_start:
            continue
        token = doc[i]
        if token.lower_ in AFTER_UNIT and doc[i - 1].lemma_.lower() in UNITS:
            marked[i] = token.lower_ not in ("before", "after", "since", "old")
        elif (token.like_num and doc[i - 1].lower_.rstrip(".") in MONTHS) or token.lower_.rstrip(
            "."
        ) in ERAS:
            marked[i] = True
        elif (
            token.lower_ in CONNECT and i + 1 < len(doc) and (marked[i + 1] or _is_year(doc[i + 1]))
        ):
            marked[i] = token.lower_ in ("of", ",", "-", "–") or (
                token.lower_ == "to" and doc[i + 1].like_num
            )
        elif _is_year(token) and doc[i - 1].lower_ in CONNECT:
            marked[i] = True


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


def _says_when(doc: Doc, start: int, end: int) -> bool:
    words = [doc[i] for i in range(start, end)]
    if any(token.lower_ == "old" for token in words) or (
        end < len(doc) and doc[end].lower_ in ("old", "-old")
    ):
        return False
    return any(
        token.lemma_.lower() in UNITS | WEEKDAYS | MONTHS | ALONE
        or token.lower_.rstrip(".") in MONTHS | WEEKDAYS
        or token.lower_.startswith("mid-")
        or _is_year(token) or _is_decade(token) or _is_date(token.text)
        for token in words
    )  # fmt: skip
