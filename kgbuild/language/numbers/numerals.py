"""Numbers in digits and words, read from left to right: one pass over the pieces of a text.

>>> [n.value for n in map(read_numeral, ("two hundred and fifty thousand", "half a billion", "2.75 lakh", "100 000"))]
[250000.0, 500000000.0, 275000.0, 100000.0]
"""

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
# Shortened: only right behind digits; those of one letter only with money, or where nothing else is meant.
SHORT = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12,
    "trn": 1e12, "cr": 1e7,
}  # fmt: skip
FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_OPENING = frozenset(
    {"a", "an", "hundred", "dozen", *ONES, *TENS, *FRACTIONS, *(f"{name}s" for name in FRACTIONS)}
)
"""Words that a number in words may begin with."""
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_CURRENCY = "$€£¥₹₩₦₽₺¢₵฿₫₴₱₸₼₾₮₭₡₲₪"
_PIECES = re.compile(
    r"(?P<digits>\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?(?![\d,])"
    r"|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?(?!\d)|\d+[.,]\d+|\d+)"
    rf"|(?P<sign>[A-Za-z]{{0,4}}(?:\.[A-Z]\.)?[{_CURRENCY}](?:[A-Z]{{2}})?)"
    r"|(?P<word>[^\W\d_]+(?:['’.][^\W\d_]+)*)|(?P<mark>[^\s\w])"
)
_LONG_DASH = re.compile("[-–—]")
# Distances of races: "the 100m", "1,500m" are metres.
_RACES = frozenset({50.0, 60.0, 100.0, 110.0, 200.0, 400.0, 800.0, 1500.0, 3000.0, 5000.0, 10000.0})


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
        return _words_at(pieces, i)
    if pieces[i].text in _SIGNS:
        return Numeral(_SIGNS[pieces[i].text], i + 1, False, True)
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
    if end < len(pieces) and pieces[end].text in _SIGNS:  # "2½"
        value, end = value + _SIGNS[pieces[end].text], end + 1
    if pieces[end : end + 3] and [p.lower for p in pieces[end : end + 3]] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    end, factor = _scale_at(pieces, end, value, money)
    if factor is None:
        return None
    return Numeral(value * factor, end, scaled or factor > 1, True)


def _may_touch(pieces: list[Piece], i: int) -> bool:
    """Whether what touches the digits on the left leaves them a number: "(20", "12-15", no "F16", "Covid-19"."""
    before = pieces[i - 1]
    if before.kind == "mark":
        dashed = _LONG_DASH.fullmatch(before.text) and not before.gap
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
    [
        "km",
        "kg",
        "cm",
        "mm",
        "m",
        "ft",
        "mph",
        "kph",
        "g",
        "l",
        "W",
        "kW",
        "MW",
        "GW",
        "KB",
        "GB",
        "MB",
        "TB",
        "hr",
        "hrs",
        "min",
        "mins",
        "pc",
        "pct",
        "am",
        "pm",
        "AM",
        "PM",
        "kms",
        "kgs",
        "sq",
        "KM",
        "KG",
    ]
)


def _is_code(piece: Piece) -> bool:
    """Whether a word that touches a number may be its currency: "500EUR"."""
    return len(piece.text) == 3 and piece.text.isupper()


def _short_scale(piece: Piece, value: float, money: bool) -> float | None:
    word = piece.lower
    step = SHORT.get(word)
    if step is None or (piece.gap and not money and word not in ("bn", "mn", "mln", "bln", "tn")):
        return None
    if word in ("b", "cr") and not money and piece.text != "B":
        return None
    return None if word == "m" and not money and value in _RACES else step


def _words_at(pieces: list[Piece], i: int) -> Numeral | None:
    """Numbers in words: parts below a scale are added up, then multiplied by it."""
    if pieces[i].lower not in _OPENING:
        return None
    fraction = _fraction_at(pieces, i)
    if fraction is not None:
        return fraction
    total, current, last, end, told = 0.0, 0.0, float("inf"), i, False
    at = i
    while at < len(pieces):
        word = pieces[at].lower
        follows = _next_word(pieces, at)
        if word in ("a", "an") and not told and follows in {*SCALES, "hundred", "dozen"}:
            current = 1.0
        elif (word == "and" and told and _goes_on(pieces, at, current, total)) or (
            pieces[at].text == "-" and told and not pieces[at].gap and _is_part(follows)
        ):
            at += 1
            continue
        else:
            step = _added(word, current)
            if step is not None and not (total and not current and step >= last):
                current = step
            elif word in ("hundred", "dozen") and current < 100:
                current = (current or 1.0) * (100 if word == "hundred" else 12)
            elif word in SCALES and (told or current) and (current or total):
                scale = SCALES[word]
                total, current = (total + current * scale, 0.0) if current else (total * scale, 0.0)
                last = scale
            elif word == "half" and told and pieces[at - 1].lower == "a":
                total, current = (total, current + 0.5) if current else (total + 0.5 * last, 0.0)
            elif word == "a" and told and follows == "half" and pieces[at - 1].lower == "and":
                at += 1
                continue
            else:
                break
        told, at = True, at + 1
        end = at
    if not told or end == i or (end == i + 1 and pieces[i].lower in ("a", "an")):
        return None
    return Numeral(total + current, end, total >= 1000, False)


def _added(word: str, current: float) -> float | None:
    """The number so far with one more word of its units or tens; None where the word does not fit there."""
    if word in ONES and (
        current == 0 or (ONES[word] < 10 and current % 10 == 0 and current % 100 >= 20)
    ):
        return current + ONES[word]
    if word in ONES and current >= 100 and current % 100 == 0:
        return current + ONES[word]
    if word in TENS and current % 100 == 0:
        return current + TENS[word]
    return None


def _is_part(word: str) -> bool:
    return word in ONES or word in TENS or word in SCALES or word in ("hundred", "dozen", "half")


def _goes_on(pieces: list[Piece], at: int, current: float, total: float) -> bool:
    """Whether the number goes on behind "and": "a hundred and fifty", "one and a half million"."""
    follows = _next_word(pieces, at)
    if follows == "a":
        return at + 2 < len(pieces) and pieces[at + 2].lower == "half"
    return (
        (follows in ONES or follows in TENS)
        and (current >= 100 or total > 0)
        and current % 100 == 0
    )


def _next_word(pieces: list[Piece], at: int) -> str:
    return pieces[at + 1].lower if at + 1 < len(pieces) else ""


def _fraction_at(pieces: list[Piece], i: int) -> Numeral | None:
    """Half a million, half-a-billion, a quarter of a million, three quarters of a billion, half a dozen."""
    words = [p.lower for p in pieces[i : i + 9] if p.text != "-"]
    count, at = 1.0, 0
    if words[0] in ("a", "one") and words[1:2] and words[1] in FRACTIONS:
        at = 1
    elif words[0] in ONES and words[1:2] and words[1].removesuffix("s") in FRACTIONS:
        count, at = float(ONES[words[0]]), 1
    name = words[at].removesuffix("s") if at < len(words) else ""
    if name not in FRACTIONS:
        return None
    behind = words[at + 1 : at + 4]
    skip = 0
    for link in ("of", "a"):
        if behind[skip : skip + 1] == [link]:
            skip += 1
    scale = behind[skip] if skip < len(behind) else ""
    step = SCALES.get(scale) or {"hundred": 1e2, "dozen": 12.0}.get(scale)
    if step is None:
        return None
    wanted, seen, end = at + 1 + skip + 1, 0, i
    while seen < wanted:
        seen += pieces[end].text != "-"
        end += 1
    return Numeral(count * FRACTIONS[name] * step, end, step >= 1000, False)
