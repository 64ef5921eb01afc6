"""What a figure measures: the price of a deal, the share of a stake, the toll of a flood, however it is put.

The words around the amount decide (`english/measures.csv`): what it counts, what it hangs on up to the predicate, and
whose figure the sentence says it is. So "bought it for $2 million", "the $2 million takeover" and "in a deal worth
$2 million" measure one thing, and reports can be held against each other.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.numbers.figures import POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from kgbuild.annotate import Draft
    from kgbuild.language.numbers.figures import Figure

MONEY, SHARE, COUNT = "money", "share", "count"
# What a figure without a telling word is called.
DEFAULT = {MONEY: "amount", SHARE: "percentage", COUNT: "number"}
# Relations that say what is measured.
BY_RELATION = {
    ("ACQUIRED", MONEY): "price", ("ACQUIRED", SHARE): "share", ("OWNS", SHARE): "share",
    ("INVESTED_IN", SHARE): "share", ("INVESTED_IN", MONEY): "investment", ("PENALIZED", MONEY): "fine",
    ("FUNDED", MONEY): "aid", ("AIDED", MONEY): "aid",
    ("KILLED", COUNT): "deaths", ("INJURED", COUNT): "injured", ("ARRESTED", COUNT): "arrested",
    ("ABDUCTED", COUNT): "hostages", ("PROTESTED_AGAINST", COUNT): "crowd",
}  # fmt: skip
_NEAR = (
    fn.COMPOUND
    | fn.PARTICLE
    | fn.ADJECTIVE
    | fn.NOMINAL_MODIFIER
    | fn.POSSESSOR
    | fn.OPEN_COMPLEMENT
    | fn.RELATIVE
    | fn.REDUCED
    | fn.APPOSITION
    | fn.SUBJECT
    | fn.OBLIQUE
)
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


@cache
def _measures() -> dict[str, dict[str, str]]:
    """For each kind of unit, the measure of each lemma; the first class that has a word wins."""
    found: dict[str, dict[str, str]] = {MONEY: {}, SHARE: {}, COUNT: {}}
    words = table("measures")
    for name in words:
        for word, unit in words.column(name, "unit").items():
            found[unit].setdefault(word, name)
    return found


def kind_of_unit(figure: Figure) -> str:
    """Money, a share, or a count."""
    if figure.unit in ("%", POINTS):
        return SHARE
    money = bool(figure.codes) or (len(figure.unit) == 3 and figure.unit.isupper())
    return MONEY if money else COUNT


def measure_of(figure: Figure, start: int, end: int, draft: Draft, top: Token) -> str:
    """The measure of the amount in tokens `start` to `end`, told by a draft whose predicate is `top`."""
    kind = kind_of_unit(figure)
    words = _measures()[kind]
    if kind == COUNT:  # a verb tells what happened to those who are counted
        told = BY_RELATION.get((draft.relation or "", kind))
        if told is not None and _counts_people(figure, start, end, draft, top):
            return told
    aside = kind == COUNT and not _counts_people(figure, start, end, draft, top)
    for lemma in _around(start, end, draft, top):
        if aside and lemma == top.lemma_.lower():
            continue  # "died with his two daughters beside him": the two did not
        if lemma in words:
            return words[lemma]
    return BY_RELATION.get((draft.relation or "", kind), DEFAULT[kind])


def _counts_people(figure: Figure, start: int, end: int, draft: Draft, top: Token) -> bool:
    """Whether the amount counts an argument of the draft, and not the days or the stations of its act."""
    heads = {s.head for s in (*draft.object, *draft.subject) if s.head is not None}
    root = _root(top.doc[start:end])
    return root.i in heads or root.head.i in heads


def _root(tokens: Iterable[Token]) -> Token:
    members = {t.i: t for t in tokens}
    return next(
        (t for t in members.values() if t.head.i not in members), next(iter(members.values()))
    )


def _around(start: int, end: int, draft: Draft, top: Token) -> Iterator[str]:
    """Lemmas that may name the measure, nearest first."""
    doc = top.doc
    token = _root(doc[start:end])
    inside = set(range(start, end))
    while True:
        if token.i not in inside and token.pos_ in _CONTENT:
            yield token.lemma_.lower()
        for child in token.children:
            near = fn.stands_as(child, _NEAR)
            if near and child.i not in inside and child.pos_ in _CONTENT:
                yield child.lemma_.lower()
        if token.i == top.i or token.head.i == token.i:
            break
        token = token.head
    for slot in (*draft.subject, *draft.object):
        if slot.head is not None and slot.draft is None:
            yield doc[slot.head].lemma_.lower()
            for child in doc[slot.head].children:
                if child.pos_ in _CONTENT:
                    yield child.lemma_.lower()
