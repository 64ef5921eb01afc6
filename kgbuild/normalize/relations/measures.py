"""What a figure measures: the price of a deal, the share of a stake, the toll of a flood, however it is put.

The words around the amount decide (`english/measures.csv`). For a sum or a share: what it is of, what it hangs on up
to the predicate, and whose figure the sentence says it is. So "bought it for $2 million", "the $2 million takeover" and
"in a deal worth $2 million" measure one thing, and reports can be held against each other. A count needs a reason of
its own: the noun that is counted ("40 protesters"), the noun that it is of ("a toll of 40"), or a predicate that says
what happened to those who are counted ("40 people died", "detained 40 people"). Else it measures nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import kind_of_token
from kgbuild.english import table
from kgbuild.english.rulebook import first
from kgbuild.language.gathered import beside
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import (
    children,
    first_conjunct,
    modifiers,
    preposition_of,
)
from kgbuild.language.numbers.figures import POINTS
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft
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
    ("ABDUCTED", COUNT): "hostages",
}  # fmt: skip
_BESIDE = fn.COMPOUND | fn.PARTICLE | fn.ADJECTIVE | fn.POSSESSOR
_BELOW = fn.OPEN_COMPLEMENT | fn.RELATIVE | fn.REDUCED | fn.APPOSITION | fn.NOMINAL_MODIFIER
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SOMEBODY = frozenset({"Person", "Group"})
_RECKONED = table("frames")["reckoned"]
_TAKES_LIVES = table("frames")["takes_lives"]
# Between its subject and a figure of these kinds stands how much it changed, not what it is.
_CHANGE = frozenset({"by", "from", "than"})
_LEADS_TO = frozenset({"to", "at"})
_PEAKS = frozenset({"high", "low", "peak", "total", "record", "maximum", "minimum"})
# A sum "of" these nouns is what the next word up says it is.
_SUMS = frozenset({"total", "sum", "amount", "figure", "value", "worth"})
ILLNESS = "kgbuild.illness"
"""Key beside a Doc: whether it names an illness again and again."""
SELF, OF, STATE, DOER, UNDERGOER = "self", "of", "state", "subject", "object"


@cache
def _measures() -> dict[str, dict[str, str]]:
    """For each kind of unit, the measure of each lemma; the first class that has a word wins."""
    found: dict[str, dict[str, str]] = {MONEY: {}, SHARE: {}, COUNT: {}}
    words = table("measures")
    for name in words:
        for word, unit in words.column(name, "unit").items():
            found[unit].setdefault(word, name)
    return found


@cache
def _counted_as() -> dict[str, frozenset[str]]:
    """By lemma, how a word tells what is counted: `self`, `of`, `state`, `subject`, `object`."""
    words = table("measures")
    return {
        word: frozenset(ways.split())
        for name in words
        for word, ways in words.column(name, "counted").items()
        if ways
    }


def kind_of_unit(figure: Figure) -> str:
    """Money, a share, or a count."""
    if figure.unit in ("%", POINTS):
        return SHARE
    money = bool(figure.codes) or (len(figure.unit) == 3 and figure.unit.isupper())
    return MONEY if money else COUNT


def measure_of(
    figure: Figure, start: int, end: int, draft: Draft, top: Token, annotated: Annotated
) -> str:
    """The measure of the amount in tokens `start` to `end`, told by a draft whose predicate is `top`."""
    kind = kind_of_unit(figure)
    if kind == COUNT:
        counted = _Counted(start, end, draft, top, annotated)
        return first(COUNTS, counted) or DEFAULT[COUNT]
    words = _measures()[kind]
    root = _root(top.doc[start:end])
    for lemma in _around(root, start, end, draft, top, kind):
        if lemma in words:
            return words[lemma]
        if lemma == _STOP:
            return DEFAULT[kind]
    heads = {s.head for s in (*draft.object, *draft.obliques)}
    own = root.i in heads or root.head.i in (*heads, top.i)
    own = own and not fn.stands_as(
        root, fn.COMPOUND | fn.NUMBER | fn.ADJECTIVE | fn.NOMINAL_MODIFIER
    )
    return BY_RELATION.get((draft.relation or "", kind), DEFAULT[kind]) if own else DEFAULT[kind]


def _root(tokens: Iterable[Token]) -> Token:
    members = {t.i: t for t in tokens}
    return next(
        (t for t in members.values() if t.head.i not in members), next(iter(members.values()))
    )


_STOP = ""


def _around(
    root: Token, start: int, end: int, draft: Draft, top: Token, kind: str
) -> Iterator[str]:
    """Lemmas that may name the measure of a sum or a share, nearest first; _STOP where nothing further may."""
    token, inside, doc = root, set(range(start, end)), top.doc
    if end < len(doc) and doc[end].lower_ == "in" and doc[end].head.pos_ == "NOUN":
        yield doc[end].head.lemma_.lower()  # "$2 billion in loans"
    while True:
        if token.i not in inside and token.pos_ in _CONTENT:
            yield token.lemma_.lower()
        for child in token.children:
            near = fn.stands_as(child, _BESIDE | _BELOW) and child.pos_ in _CONTENT
            if near and child.i not in inside and child is not root:
                yield child.lemma_.lower()
        if token.i == top.i or token.head.i == token.i:
            break
        told_of = token.i not in inside and kind == MONEY and token.pos_ == "NOUN"
        if told_of and token.lemma_.lower() not in _SUMS and _is_of(root, token):
            yield _STOP  # "offers an allowance of 3,000 rupees": the allowance's, no price
        token = token.head
    yield from _around_arguments(draft, top)


def _around_arguments(draft: Draft, top: Token) -> Iterator[str]:
    """Lemmas of the objects, and of a subject whose figure the predicate tells, with what stands beside them."""
    said = draft.copular or not draft.verbal or top.lemma_.lower() in _RECKONED
    for slot in (*(draft.subject if said else ()), *draft.object):
        if slot.head is not None and slot.draft is None:
            noun = top.doc[slot.head]
            yield noun.lemma_.lower()
            yield from (c.lemma_.lower() for c in noun.children if c.pos_ in _CONTENT)


def _is_of(figure: Token, noun: Token) -> bool:
    return figure.head == noun and preposition_of(figure)[0] == "of"


class _Counted:
    """A count as the rules ask about it: the noun that is counted, where one is told, and its place in the draft."""

    def __init__(
        self, start: int, end: int, draft: Draft, top: Token, annotated: Annotated
    ) -> None:
        doc = annotated.doc
        self.draft, self.top, self.annotated = draft, top, annotated
        self.behind = doc[end] if end < len(doc) else None
        root = _root(doc[start:end])
        above = fn.stands_as(root, fn.NUMBER) and root.head.pos_ in _NOUNS
        self.noun = root.head if above else root if root.pos_ in _NOUNS else None
        self.head = self.noun if self.noun is not None else root
        before = doc[start - 1].text if start else ""
        self.aside = self.noun is None and (before in ("(", "[") or root.lower_ == "one")
        """A bare number in brackets is an age or a number on a list, a bare "one" is somebody."""
        kind = kind_of_token(self.noun, annotated) if self.noun is not None else ""
        self.somebody = self.noun is None or kind in _SOMEBODY
        self.lemmas = {top.lemma_.lower(), *draft.lemma.split()}
        self.lemmas.update(doc[i].lemma_.lower() for i in draft.trigger)
        self.lemmas.update(doc[i].lower_ for i in draft.trigger)

    def stands_in(self, ways: frozenset[str]) -> bool:
        """Whether those who are counted do, or undergo, what the predicate says."""
        objects = {s.head for s in self.draft.object}
        subjects = {s.head for s in self.draft.subject}
        group = {self.head.i}
        if self.noun is None:  # "three of the suspects", a number that a parse hangs on another
            group.add(self.head.head.i)
        first = first_conjunct(self.head)
        suffers = fn.stands_as(first, fn.OBJECT | fn.PASSIVE_SUBJECT) and bool(group & subjects)
        if UNDERGOER in ways and (group & objects or suffers):
            return True  # in "hired 40 people" they are the subject of what they are then
        active = fn.stands_as(first, fn.SUBJECT - fn.PASSIVE_SUBJECT)
        return DOER in ways and bool(group & subjects or (active and self.head.i in objects))


def _by_noun(counted: _Counted) -> str | None:
    """ "40 protesters", "20 infected people", "seven people arrested": what is counted says so."""
    noun = counted.noun
    if noun is None:
        return None
    if SELF in _ways(noun) and _may_count(noun, counted):
        return _measures()[COUNT][noun.lemma_.lower()]
    found = (_by_modifier(child, noun) for child in noun.children if counted.somebody)
    return next((measure for measure in found if measure), None)


def _by_modifier(child: Token, noun: Token) -> str | None:
    """What an adjective, a participle or a clause tells of those who are counted."""
    lemma = _known_form(child)
    ways = _counted_as().get(lemma, frozenset())
    suffers = ways & {STATE, UNDERGOER}
    if fn.stands_as(child, fn.ADJECTIVE):
        return _measures()[COUNT][lemma] if suffers else None
    if not ways or not fn.stands_as(child, fn.REDUCED | fn.RELATIVE):
        return None
    suffered = suffers and wf.has_form(child, wf.PARTICIPLE) and not _has_doer(child)
    did = DOER in ways and child.i > noun.i
    return _measures()[COUNT][lemma] if suffered or did else None


def _by_next_word(counted: _Counted) -> str | None:
    """ "19 dead", "the 40 injured": a bare number before what they are."""
    behind = counted.behind
    if counted.noun is not None or counted.aside or behind is None:
        return None
    if behind.pos_ not in ("ADJ", "NOUN"):
        return None
    lemma = _known_form(behind)
    told = {SELF, STATE} & _counted_as().get(lemma, frozenset())
    return _measures()[COUNT][lemma] if told and _may_count(behind, counted) else None


def _known_form(word: Token) -> str:
    """The word as the table has it: "wounded" itself, else its lemma."""
    return word.lower_ if word.lower_ in _measures()[COUNT] else word.lemma_.lower()


def _has_doer(clause: Token) -> bool:
    """Whether a clause has an active subject of its own: "five gunmen who have killed"."""
    return bool(children(clause, fn.SUBJECT - fn.PASSIVE_SUBJECT))


def _of_noun(counted: _Counted) -> str | None:
    """ "A toll of 27", "a crowd of 500 people", "the lives of 24 people"."""
    above = counted.head.head
    if preposition_of(counted.head)[0] != "of" or above.pos_ not in _NOUNS or counted.aside:
        return None
    if not counted.somebody or OF not in _ways(above) or not _may_count(above, counted):
        return None
    return _measures()[COUNT][above.lemma_.lower()]


def _by_predicate(counted: _Counted) -> str | None:
    """ "Killed 19 people", "40 protesters were detained", "500 gathered": what is done to, or by, those counted."""
    if not counted.somebody or counted.aside:
        return None
    told = BY_RELATION.get((counted.draft.relation or "", COUNT))
    if told is not None and counted.stands_in(frozenset({UNDERGOER})):
        return told
    for lemma in sorted(counted.lemmas):
        ways = _counted_as().get(lemma, frozenset())
        state = STATE in ways  # "left 19 people dead", "30,000 people went missing"
        if counted.stands_in(frozenset({UNDERGOER, DOER}) if state else ways):
            return _measures()[COUNT][lemma]
    return None


def _by_subject(counted: _Counted) -> str | None:
    """ "The toll rose to 27", "brought the number of deaths to 30": a figure said of what is counted."""
    draft, head = counted.draft, counted.head
    said = draft.copular or counted.top.lemma_.lower() in _RECKONED
    preposition = preposition_of(head)[0]
    if counted.aside or not counted.somebody or preposition in _CHANGE:
        return None
    if preposition == "of" and head.head.lemma_.lower() in _PEAKS:
        head = head.head
    placed = {s.head for s in draft.obliques} | {counted.top.i}
    placed |= {s.head for s in draft.object} if said else set()
    if head.i not in placed or not (said or preposition in _LEADS_TO):
        return None
    for slot in draft.subject if said else draft.object:
        if slot.head is None or slot.draft is not None:
            continue
        noun = counted.annotated.doc[slot.head]
        beside = [o.noun for o in modifiers(noun) if o.preposition == "of"]
        for word in (noun, *beside, *children(noun, fn.COMPOUND)):
            if {SELF, OF} & _ways(word) and _may_count(word, counted):
                return _measures()[COUNT][word.lemma_.lower()]
    return None


COUNTS: tuple[Callable[[_Counted], str | None], ...] = (
    _by_predicate,
    _by_noun,
    _by_next_word,
    _of_noun,
    _by_subject,
)
"""What a count may measure, and why; the first that knows decides."""


def _ways(word: Token) -> frozenset[str]:
    return (
        _counted_as().get(word.lemma_.lower(), frozenset()) if word.pos_ != "VERB" else frozenset()
    )


def _may_count(noun: Token, counted: _Counted) -> bool:
    """Whether lives are lost, and cases are of an illness; any other noun says what it counts."""
    lemma = noun.lemma_.lower()
    if lemma == "life":
        above = {counted.top.lemma_.lower(), noun.head.lemma_.lower()}
        return bool(above & _TAKES_LIVES)
    return lemma != "case" or _tells_of_illness(noun)


def _tells_of_illness(noun: Token) -> bool:
    """Whether the sentence names an illness, or the article does again and again."""
    ill = pattern_book().classes["diseases"]
    if any(t.lemma_.lower().partition("-")[0] in ill for t in noun.sent):
        return True
    kept = beside(noun.doc)
    if ILLNESS not in kept:
        kept[ILLNESS] = sum(t.lemma_.lower().partition("-")[0] in ill for t in noun.doc) >= 3
    return bool(kept[ILLNESS])
