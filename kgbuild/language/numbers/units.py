"""What is counted: the money, share or noun beside a number."""

from __future__ import annotations

from typing import NamedTuple

from kgbuild.language.numbers.currencies import FIRST, OTHER_WORDS, SPACED, WORDS, currencies
from kgbuild.language.numbers.pieces import Numeral, Piece

PERCENT = frozenset({"%", "percent", "per cent", "pct", "percentage"})
POINTS = "percentage point"


class Unit(NamedTuple):
    """What a number counts: a code, "%" or a noun left open, all codes it may be, and where it ends."""

    name: str
    codes: tuple[str, ...]
    end: int


NO_UNIT = Unit("", (), 0)


def sign_at(pieces: list[Piece], i: int) -> Unit | None:
    """The sign or code before a number: "N$", "Rs", "Rs.", "USD"."""
    piece, table = pieces[i], currencies()
    if piece.kind not in ("sign", "word"):
        return None
    end = i + 1
    if piece.text == "U.S" and [p.text for p in pieces[i + 1 : i + 3]] == [".", "$"]:
        return Unit("USD", ("USD",), i + 3)
    if (
        piece.kind == "word"
        and end < len(pieces)
        and pieces[end].text == "."
        and not pieces[end].gap
    ):
        end += piece.text in SPACED  # "Rs. 500"
    codes = table.signs.get(piece.text, ())
    if not codes and piece.kind == "sign":
        codes = table.signs.get(piece.text[-1], ()) if not piece.text[0].isalpha() else ()
    return _open(piece.text, codes, end) if codes else None


def _open(sign: str, codes: tuple[str, ...], end: int) -> Unit:
    """A unit of one currency, or one that several may be, under its noun."""
    if len(codes) == 1:
        return Unit(codes[0], codes, end)
    if sign in FIRST:
        return Unit(FIRST[sign], codes, end)
    shared = [n for n, c in currencies().nouns.items() if set(codes) <= set(c)]
    return Unit(min(shared, key=len, default=sign), codes, end)


def unit_after(pieces: list[Piece], numeral: Numeral) -> Unit | None:
    """Per cent, a sign or a currency's noun behind a number, with whose it is: "million Namibian dollars"."""
    at = numeral.end
    if at >= len(pieces):
        return None
    if pieces[at].text == "-" and not pieces[at].gap:
        at += 1
    words = [p.lower for p in pieces[at : at + 5]]
    if not words:
        return None
    if words[:3] == ["per", "-", "cent"]:
        return Unit("%", (), at + 3)
    share = _percent(words, at)
    if share is not None:
        return share
    table = currencies()
    sign = pieces[at]
    if (
        sign.kind == "sign"
        and sign.text in table.signs
        and not (at + 1 < len(pieces) and pieces[at + 1].kind == "digits")
    ):
        return _open(sign.text, table.signs[sign.text], at + 1)
    if len(sign.text) == 3 and sign.text in table.countries and sign.text not in WORDS:
        return Unit(sign.text, (sign.text,), at + 1)
    return _noun_after(words, at, numeral)


def _percent(words: list[str], at: int) -> Unit | None:
    end = 0
    if words[0] in ("%", "percent", "pct", "percentage"):
        end = 1
    elif words[:2] == ["per", "cent"]:
        end = 2
    if not end:
        return None
    if end < len(words) and words[end] in ("point", "points"):
        return Unit(POINTS, (), at + end + 1)
    return None if words[0] == "percentage" else Unit("%", (), at + end)


def _noun_after(words: list[str], at: int, numeral: Numeral) -> Unit | None:
    table = currencies()
    if words[0] == "of":
        return None
    for length in range(min(4, len(words) - 1), -1, -1):
        noun = words[length]
        codes = table.nouns.get(noun)
        if codes is None:
            continue
        owner = " ".join(words[:length]).replace(" .", ".").replace(". ", ".")
        if length:
            owned = table.owned(owner, noun) or table.owned(owner + ".", noun)
            owned = owned or (("USD",) if owner in ("u.s.", "us", "u.s") else ())
            owned = owned or (("XAF", "XOF") if (owner, noun[:5]) == ("cfa", "franc") else ())
            if owned:
                return _open(noun, owned, at + length + 1)
            continue
        if noun in OTHER_WORDS and not numeral.scaled:
            return None
        if noun.startswith("pound") and words[1:2] == ["of"] and not numeral.scaled:
            return None  # a weight
        return _open(table.singular(noun), codes, at + 1)
    return None
