"""Numbers in digits and words, read from left to right: one pass over the pieces of a text.

>>> [n.value for n in map(read_numeral, ("two hundred and fifty thousand", "half a billion", "2.75 lakh", "100 000"))]
[250000.0, 500000000.0, 275000.0, 100000.0]
"""

from __future__ import annotations

import re

from kgbuild.language.numbers.pieces import DASH, SCALES, SIGNS, Numeral, Piece, pieces_of
from kgbuild.language.numbers.worded import words_at

# Shortened: only right behind digits; those of one letter only with money, or where nothing else is meant.
SHORT = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12,
    "trn": 1e12, "cr": 1e7,
}  # fmt: skip
# Distances of races: "the 100m", "1,500m" are metres.
_GROUP = re.compile(r"\d{3}")
_RACES = frozenset({50.0, 60.0, 100.0, 110.0, 200.0, 400.0, 800.0, 1500.0, 3000.0, 5000.0, 10000.0})


def read_numeral(text: str) -> Numeral | None:
    """The number that a text begins with."""
    return numeral_at(pieces_of(text), 0)


def numeral_at(
    pieces: list[Piece], i: int, *, money: bool = False, dashed: bool = False
) -> Numeral | None:
    """The number that begins at a piece; `money`: a sign of money stands before it; `dashed`: a range's dash."""
    if i >= len(pieces):
        return None
    if pieces[i].kind == "digits":
        return _digits_at(pieces, i, money, dashed)
    if pieces[i].kind == "word":
        return words_at(pieces, i)
    if pieces[i].text in SIGNS:
        return Numeral(SIGNS[pieces[i].text], i + 1, False, True)
    return None


def plain(digits: str) -> float:
    """Digits with their separators: a comma before three digits groups, before one or two it is the point.

    >>> plain("1,25,000"), plain("2,4"), plain("100 000"), plain("1.250.000"), plain("2.5")
    (125000.0, 2.4, 100000.0, 1250000.0, 2.5)
    """
    digits = re.sub(r"[ \u00a0\u202f\u2009]", "", digits)
    if digits.count(".") > 1:
        digits = digits.replace(".", "").replace(",", ".")
    elif re.search(r",\d{3}(?:\.|$)", digits):
        digits = digits.replace(",", "")
    return float(digits.replace(",", "."))


def _digits_at(pieces: list[Piece], i: int, money: bool, dashed: bool) -> Numeral | None:
    piece = pieces[i]
    before = pieces[i - 1] if i else None
    if (
        before is not None
        and not piece.gap
        and not money
        and not dashed
        and not _may_touch(pieces, i)
    ):
        return None
    value, end = plain(piece.text), i + 1
    scaled = any(c in piece.text for c in ", ") and value >= 1000
    if end < len(pieces) and pieces[end].text in SIGNS:  # "2½"
        value, end = value + SIGNS[pieces[end].text], end + 1
    if pieces[end : end + 3] and [p.lower for p in pieces[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    end, factor = _scale_at(pieces, end, value, money)
    if factor is None:
        return None
    value *= factor
    if factor == 1e3 and end < len(pieces) and _GROUP.fullmatch(pieces[end].text):
        value, end = value + float(pieces[end].text), end + 1  # "67 thousand 338"
    return Numeral(value, end, scaled or factor > 1, True)


def _may_touch(pieces: list[Piece], i: int) -> bool:
    """Whether what touches the digits on the left leaves them a number: "(20", "12-15", no "F16", "Covid-19"."""
    before = pieces[i - 1]
    if before.kind == "mark":
        dashed = DASH.fullmatch(before.text) and not before.gap
        return before.text not in "./:#'’" and not (
            dashed and i > 1 and pieces[i - 2].kind == "word"
        )
    return before.kind == "sign"


def _scale_at(pieces: list[Piece], end: int, value: float, money: bool) -> tuple[int, float | None]:
    """Where the scale words behind digits end, and what they multiply by; None: the digits are no number."""
    factor = 1.0
    while end < len(pieces):
        at = end + (pieces[end].text == "-" and not pieces[end].gap)
        if at >= len(pieces) or pieces[at].kind != "word":
            break
        word, glued = pieces[at].lower, not pieces[at].gap
        step = SCALES.get(word) or {"hundred": 1e2, "dozen": 12.0}.get(word)
        if step is None and factor == 1 and at == end:
            step = _short_scale(pieces[at], value, money)
            if (
                step is None
                and glued
                and pieces[at].text not in _GLUED_UNITS
                and not _is_code(pieces[at])
            ):
                return end, None  # "19th", "5G"
        if step is None:
            break
        factor, end = factor * step, at + 1
    return end, factor


_GLUED_UNITS = frozenset(
    "km kg cm mm m ft mph kph g l W kW MW GW KB GB MB TB hr hrs min mins pc pct am pm AM PM kms kgs sq KM KG".split()  # noqa: SIM905
)


def _is_code(piece: Piece) -> bool:
    """Whether a word that touches a number may be its currency: "500EUR"."""
    return len(piece.text) == 3 and piece.text.isupper()


def _short_scale(piece: Piece, value: float, money: bool) -> float | None:
    word = piece.lower
    step = SHORT.get(word)
    if step is None or (piece.gap and not money and word not in ("bn", "mn", "mln", "bln", "tn")):
        return None
    if word in ("b", "cr") and not money:
        return None  # "90B" is a type of ship, "Rs 5B" a sum
    return None if word == "m" and not money and value in _RACES else step
