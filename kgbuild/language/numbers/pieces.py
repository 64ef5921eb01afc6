"""The pieces of a text that numbers are read from, and what is read."""

from __future__ import annotations

import re
from typing import NamedTuple

_ONE_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""


ONES = {word: value for value, word in enumerate(_ONE_WORDS.split())}


TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip


SCALES = {
    "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5,
    "lakhs": 1e5, "crore": 1e7, "crores": 1e7, "lac": 1e5,
}  # fmt: skip


FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}


SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


_CURRENCY = "$€£¥₹₩₦₽₺¢₵฿₫₴₱₸₼₾₮₭₡₲₪"


_PIECES = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)|\d+[.,]\d+|\d+)"
    rf"|(?P<sign>[A-Za-z]{{0,4}}(?:\.[A-Z]\.)?[{_CURRENCY}](?:[A-Z]{{2}})?)"
    r"|(?P<word>[^\W\d_]+(?:['’.][^\W\d_]+)*)|(?P<mark>[^\s\w])"
)


DASH = re.compile("[-–—]")


class Piece(NamedTuple):
    """Digits, a sign of money, a word or a mark; `gap`: white space stands before it; `lower`: without case."""

    kind: str
    text: str
    start: int
    end: int
    gap: bool
    lower: str


class Numeral(NamedTuple):
    """A value and the piece behind it; `scaled`: a scale or groups of thousands show that it is an amount."""

    value: float
    end: int
    scaled: bool
    digits: bool


def pieces_of(text: str) -> list[Piece]:
    """Cut a text; characters of no piece are white space or underscores."""
    found: list[Piece] = []
    last = -1
    for match in _PIECES.finditer(text):
        gap = match.start() != last
        last = match.end()
        kind, piece = match.lastgroup or "mark", match.group()
        found.append(Piece(kind, piece, match.start(), last, gap, piece.lower()))
    return found
