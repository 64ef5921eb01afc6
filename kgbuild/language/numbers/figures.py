"""Figures of a noun phrase: the amount in it, and its unit, a currency, "%" or the noun that is counted."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children
from kgbuild.language.numbers.amounts import Amount, amounts_of
from kgbuild.language.numbers.units import PERCENT, POINTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["PERCENT", "POINTS", "Figure", "amount_at", "figure_of", "figures_in", "is_share_or_sum"]
_KEY = "kgbuild.amounts"


class Figure(NamedTuple):
    """A number, its unit (a currency's code, "%", the noun counted), the words of both, and how it is bounded.

    `upper` is the other end of a range, `codes` the currencies that an open unit may be, `bound` a name of
    `amounts.BOUNDS` ("at least") or "between".
    """

    value: float
    unit: str
    text: str
    upper: float | None = None
    bound: str = ""
    codes: tuple[str, ...] = ()


class _Placed(NamedTuple):
    start: int
    end: int
    amount: Amount


def _placed(doc: Doc) -> dict[int, _Placed]:
    """The amounts of a document by each of their tokens; read once."""
    found: dict[int, _Placed] | None = doc.user_data.get(_KEY)
    if found is None:
        starts = [token.idx for token in doc]
        found = {}
        for amount in amounts_of(doc.text):
            first = max(0, bisect_right(starts, amount.start) - 1)
            end = bisect_right(starts, amount.end - 1)
            place = _Placed(first, end, amount)
            found.update((i, place) for i in range(first, end))
        doc.user_data[_KEY] = found
    return found


def amount_at(token: Token) -> Amount | None:
    """The amount that a token is part of."""
    place = _placed(token.doc).get(token.i)
    return place.amount if place is not None else None


def figures_in(doc: Doc, start: int, end: int) -> list[tuple[int, int, Figure]]:
    """The amounts that lie in a span of tokens, with their own tokens, and what they count."""
    places = {p.start: p for i in range(start, end) if (p := _placed(doc).get(i)) is not None}
    return [
        (p.start, p.end, _figure(doc, p, _counted(doc, p), p.start, p.end))
        for _, p in sorted(places.items())
        if start <= p.start and p.end <= end
    ]


def _counted(doc: Doc, place: _Placed) -> str:
    """The noun that an amount counts: "people" of "at least 19 people"; "" where it counts none that is told."""
    for i in range(place.start, place.end):
        head = doc[i].head
        if doc[i].dep_ in fn.NUMBER and not place.start <= head.i < place.end:
            return head.lemma_.lower() if head.pos_ in ("NOUN", "PROPN") else ""
    return ""


def is_share_or_sum(token: Token) -> bool:
    """Whether a token is part of a sum of money or a share."""
    amount = amount_at(token)
    return amount is not None and bool(amount.unit)


def figure_of(noun: Token) -> Figure | None:
    """The figure that a noun phrase is or holds: "12 people", "5 %", "$ 3 million", "two million"."""
    placed = _placed(noun.doc)
    place = placed.get(noun.i)
    if place is None:
        for head in _numerals(noun):
            place = placed.get(head.i)
            if place is not None:
                break
    if place is None:
        return None
    inside = place.start <= noun.i < place.end
    unit = "" if inside or noun.pos_ != "NOUN" else noun.lemma_.lower()
    start = min(place.start, noun.i) if noun.pos_ in ("NOUN", "SYM") else place.start
    end = max(place.end, noun.i + 1) if noun.pos_ in ("NOUN", "SYM") else place.end
    return _figure(noun.doc, place, unit, start, end)


def _figure(doc: Doc, place: _Placed, unit: str, start: int, end: int) -> Figure:
    amount = place.amount
    text = doc[start:end].text
    return Figure(amount.value, amount.unit or unit, text, amount.upper, amount.bound, amount.codes)


def _numerals(noun: Token) -> list[Token]:
    """The numerals that count a noun, nearest first, those below one another too."""
    found = children(noun, fn.NUMBER)
    for head in list(found) or children(noun, fn.COMPOUND):  # "three Agosta 90B boats"
        if head.pos_ in ("NUM", "SYM") and head not in found:
            found.append(head)
        found += [c for c in children(head, fn.NUMBER | fn.COMPOUND) if c.pos_ in ("NUM", "SYM")]
    # "700,000 people were displaced, 67,000 of them …": what stands far behind the noun does not count it
    return sorted((t for t in found if t.i - noun.i < 4), key=lambda token: -token.i)
