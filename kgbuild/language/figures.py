"""Figures in words: what a numeral before or in a noun phrase comes to, and its unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kgbuild.language import _labels as lab
from kgbuild.language.phrases import children

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9,
    "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "pound": "GBP", "yen": "JPY", "¥": "JPY", "yuan": "CNY", "ruble": "RUB", "rouble": "RUB",
    "rupee": "INR", "₹": "INR", "rand": "ZAR", "naira": "NGN", "₦": "NGN", "shilling": "shilling",
    "a$": "AUD", "c$": "CAD", "hk$": "HKD", "s$": "SGD",
}  # fmt: skip
PERCENT = frozenset({"%", "percent", "per cent", "percentage"})
_DIGITS = re.compile(r"^[-+−]?\d+(?:[,.]\d+)*$")
_MIXED = re.compile(r"^([^\d]*)(\d[\d,.]*)([a-z%]*)$", re.IGNORECASE)


class Figure(NamedTuple):
    """A number with its unit ("%", a currency's code, the noun counted) and the words of both."""

    value: float
    unit: str
    text: str


def number(word: str) -> float | None:
    """One numeral, in digits or words.

    >>> number("1,250"), number("2.5"), number("twenty-three"), number("many")
    (1250.0, 2.5, 23.0, None)
    """
    word = word.lower()
    if _DIGITS.match(word):
        plain = word.replace("−", "-")
        if re.search(r",\d{3}(?:\D|$)", plain):
            plain = plain.replace(",", "")
        try:
            return float(plain.replace(",", "."))
        except ValueError:
            return None
    if word in ONES:
        return float(ONES[word])
    if word in TENS:
        return float(TENS[word])
    parts = word.split("-")
    if len(parts) == 2 and parts[0] in TENS and parts[1] in ONES:
        return float(TENS[parts[0]] + ONES[parts[1]])
    return None


def value_of(words: list[str]) -> float | None:
    """The value of a run of numerals; None where a word is no numeral or the run makes no number.

    >>> value_of(["2.5", "million"]), value_of(["three", "hundred"]), value_of(["20", "30"])
    (2500000.0, 300.0, None)
    """
    total: float | None = None
    for word in words:
        scale = SCALES.get(word.lower())
        if scale is not None:
            total = (1.0 if total is None else total) * scale
            continue
        one = number(word)
        if one is None or (total is not None and total < 100):
            return None
        total = one if total is None else total + one
    return total


def figure_of(noun: Token) -> Figure | None:
    """The figure that a noun phrase is or holds: "12 people", "5 %", "$ 3 million", "two million"."""
    numerals = _numerals(noun)
    if not numerals:
        return None
    words = [
        token.text for token in numerals if number(token.text) is not None or token.lower_ in SCALES
    ]
    mixed = _MIXED.match(numerals[0].text) if not words else None
    unit = _unit(noun, numerals)
    if mixed is not None:
        value = value_of([mixed[2], *([mixed[3]] if mixed[3].lower() in SCALES else [])])
        unit = CURRENCIES.get(mixed[1].lower(), unit) or unit
        unit = "%" if mixed[3] == "%" else unit
    else:
        value = value_of(words)
    if value is None:
        return None
    span = sorted(
        {token.i for token in numerals} | ({noun.i} if noun.pos_ in ("NOUN", "SYM") else set())
    )
    return Figure(value, unit, noun.doc[span[0] : span[-1] + 1].text)


def _numerals(noun: Token) -> list[Token]:
    heads = children(noun, lab.NUMBER)
    if noun.pos_ in ("NUM", "SYM"):
        heads.append(noun)
    found = {head.i: head for head in heads}
    for head in heads:
        for child in head.children:
            if child.pos_ in ("NUM", "SYM") and child.dep_ in lab.NUMBER | lab.COMPOUND | lab.FLAT:
                found[child.i] = child
    ordered = [found[i] for i in sorted(found)]
    return [token for token in ordered if token.pos_ in ("NUM", "SYM", "NOUN")]


def _unit(noun: Token, numerals: list[Token]) -> str:
    for token in [noun, *numerals]:
        word = token.lower_
        if word in PERCENT or token.lemma_.lower() in PERCENT:
            return "%"
        code = CURRENCIES.get(word) or CURRENCIES.get(token.lemma_.lower())
        if code:
            return code
    return noun.lemma_.lower() if noun.pos_ == "NOUN" else ""
