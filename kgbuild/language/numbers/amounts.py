"""Amounts: a number with its unit of money or share, its bound, and its upper end where it is a range.

Read from the text alone, so that neither tokens nor tree decide what "N$100 000" or "two and a half billion rupees" is.

>>> [(a.value, a.unit, a.bound) for a in amounts_of("at least 40 per cent of Rs 5 lakh, up to half a million euros")]
[(40.0, '%', 'at least'), (500000.0, 'rupee', ''), (500000.0, 'EUR', 'up to')]
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kgbuild.language.numbers.currencies import FIRST, OTHER_WORDS, SPACED, WORDS, currencies
from kgbuild.language.numbers.numerals import FRACTIONS, ONES, Numeral, Piece, numeral_at, pieces_of

PERCENT = frozenset({"%", "percent", "per cent", "pct", "percentage"})
POINTS = "percentage point"
# The words before a number, longest first, and what they say of it.
BOUNDS = (
    (
        "at least",
        "at least; no fewer than; no less than; not less than; a minimum of; minimum of; at the very least",
    ),
    (
        "more than",
        "more than; over; above; upwards of; upward of; in excess of; north of; greater than; exceeding; higher than",
    ),
    (
        "up to",
        "up to; at most; no more than; not more than; as many as; as much as; a maximum of; maximum of; at the most",
    ),
    (
        "less than",
        "less than; fewer than; under; below; lower than; just under; a little under; just short of",
    ),
    (
        "about",
        "about; around; roughly; approximately; some; circa; an estimated; estimated; in the region of; ~; or so",
    ),
    ("nearly", "nearly; almost; close to; just shy of; approaching"),
    ("only", "just; only"),
)
_BEFORE = {
    tuple(p.split()): name for name, cell in BOUNDS for p in cell.split("; ") if name != "only"
}
_SKIPPED = frozenset({"a", "an", "the", "total", "of", "just"})
_AFTER = {
    "or more": "at least",
    "or so": "about",
    "or less": "up to",
    "or fewer": "up to",
    "plus": "at least",
}
_DASH = re.compile("[-–—]")


class Amount(NamedTuple):
    """Characters `start` to `end`; `upper` is the end of a range; `unit` is a code, "%", or a noun left open.

    `codes` are the currencies that an open sign or noun may stand for; `bound` is a name of BOUNDS, or "between".
    """

    start: int
    end: int
    value: float
    upper: float | None
    unit: str
    codes: tuple[str, ...]
    bound: str
    scaled: bool


class _Unit(NamedTuple):
    name: str
    codes: tuple[str, ...]
    end: int


_NO_UNIT = _Unit("", (), 0)
_SHARES = frozenset({"a", "half", *ONES})
"""Words that a share may begin with."""


def amounts_of(text: str) -> list[Amount]:
    """All amounts of a text, in order, in time linear in its length."""
    pieces = pieces_of(text)
    found: list[Amount] = []
    i = 0
    while i < len(pieces):
        amount, end = _amount_at(pieces, i)
        if amount is not None:
            found.append(amount)
        i = max(end, i + 1)
    return found


def _amount_at(pieces: list[Piece], i: int) -> tuple[Amount | None, int]:
    share = _share_at(pieces, i)
    if share is not None:
        return share
    first = _side(pieces, i)
    if first is None:
        return None, i + 1
    numeral, unit, end = first
    upper, value, bound = None, numeral.value, _bound_before(pieces, i)
    second = _second(pieces, i, end, numeral, unit)
    if second is not None:
        other, its, end = second
        upper, bound = other.value, "between"
        if not numeral.scaled and other.scaled and numeral.value < other.value:
            value = numeral.value * _scale_of(other, pieces, end)
        unit = its if its.name else unit
        if upper <= value:
            return None, end
    if not bound:
        bound, end = _bound_after(pieces, end)
    scaled = numeral.scaled or upper is not None
    amount = Amount(
        pieces[i].start, pieces[end - 1].end, value, upper, unit.name, unit.codes, bound, scaled
    )
    return amount, end


def _scale_of(numeral: Numeral, pieces: list[Piece], end: int) -> float:
    """What the words behind the second number multiply: "5-10 million", "two to three thousand"."""
    scale = 1.0
    while scale * 1000 <= numeral.value:
        scale *= 1000
    return scale


def _side(
    pieces: list[Piece], i: int, *, dashed: bool = False
) -> tuple[Numeral, _Unit, int] | None:
    """A number with the money before or behind it, and the piece where it ends."""
    before = _sign_at(pieces, i)
    start = before.end if before is not None else i
    numeral = numeral_at(pieces, start, money=before is not None, dashed=dashed)
    if numeral is None or (before is not None and not _is_money(pieces, i, start, numeral)):
        return None
    if before is not None:
        again = _unit_after(pieces, numeral)
        more = again if again is not None and _agree(again, before) else before
        return numeral, more, max(numeral.end, more.end)
    unit = _unit_after(pieces, numeral)
    if unit is None:
        return numeral, _NO_UNIT, numeral.end
    return numeral, unit, unit.end


def _agree(one: _Unit, two: _Unit) -> bool:
    """ "$5 million US dollars" is one currency told twice."""
    return bool(set(one.codes or (one.name,)) & set(two.codes or (two.name,)))


def _sign_at(pieces: list[Piece], i: int) -> _Unit | None:
    """The sign or code before a number: "N$", "Rs", "Rs.", "USD"."""
    piece, table = pieces[i], currencies()
    if piece.kind not in ("sign", "word"):
        return None
    end = i + 1
    if piece.text == "U.S" and [p.text for p in pieces[i + 1 : i + 3]] == [".", "$"]:
        return _Unit("USD", ("USD",), i + 3)
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


def _open(sign: str, codes: tuple[str, ...], end: int) -> _Unit:
    """A unit of one currency, or one that several may be, under its noun."""
    if len(codes) == 1:
        return _Unit(codes[0], codes, end)
    if sign in FIRST:
        return _Unit(FIRST[sign], codes, end)
    shared = [n for n, c in currencies().nouns.items() if set(codes) <= set(c)]
    return _Unit(min(shared, key=len, default=sign), codes, end)


def _is_money(pieces: list[Piece], i: int, start: int, numeral: Numeral) -> bool:
    """Whether letters before a number are a sign of money: "R500 million", "Rs 5", no "K9", "FC 3", "ALL 20"."""
    sign, gap = pieces[i], pieces[start].gap
    if sign.kind == "sign" or sign.text == "U.S":
        return True
    if i and not sign.gap and pieces[i - 1].kind != "mark":
        return False
    large = numeral.scaled or numeral.value >= 10000
    if len(sign.text) == 1:
        return large and not gap
    if gap and sign.text not in SPACED and not (len(sign.text) == 3 and sign.text.isupper()):
        return False
    return large or sign.text not in WORDS


def _unit_after(pieces: list[Piece], numeral: Numeral) -> _Unit | None:
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
        return _Unit("%", (), at + 3)
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
        return _Unit(sign.text, (sign.text,), at + 1)
    return _noun_after(words, at, numeral)


def _percent(words: list[str], at: int) -> _Unit | None:
    end = 0
    if words[0] in ("%", "percent", "pct", "percentage"):
        end = 1
    elif words[:2] == ["per", "cent"]:
        end = 2
    if not end:
        return None
    if end < len(words) and words[end] in ("point", "points"):
        return _Unit(POINTS, (), at + end + 1)
    return None if words[0] == "percentage" else _Unit("%", (), at + end)


def _noun_after(words: list[str], at: int, numeral: Numeral) -> _Unit | None:
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


def _second(
    pieces: list[Piece], i: int, end: int, numeral: Numeral, unit: _Unit
) -> tuple[Numeral, _Unit, int] | None:
    """The other end of a range: "between 5 and 10", "$5m to $10m", "12-15 %"; "from 5 to 10" is a change."""
    if end + 1 >= len(pieces):
        return None
    before = pieces[i - 1].lower if i else ""
    link = pieces[end]
    between = before == "between" and link.lower == "and"
    dash = bool(_DASH.fullmatch(link.text)) and pieces[end + 1].gap == link.gap
    to = (
        link.lower in ("to", "or")
        and before != "from"
        and (link.lower == "to" or numeral.end == end)
    )
    if not (between or dash or to):
        return None
    found = _side(pieces, end + 1, dashed=dash)
    if found is None:
        return None
    other, its, stop = found
    years = not unit.name and not its.name and 1500 <= numeral.value <= 2200 and other.digits
    if (
        years
        or (unit.name and its.name and unit.name != its.name)
        or (unit.name and not its.name and to)
    ):
        return None
    if link.lower == "or" and not (other.value == numeral.value + 1 and not its.name):
        return None
    if (
        dash
        and not unit.name
        and not its.name
        and not other.scaled
        and not link.gap
        and other.value < 100
        and _is_score(pieces, stop)
    ):
        return None
    return found if other.value > numeral.value else None


def _is_score(pieces: list[Piece], stop: int) -> bool:
    """Whether two numbers with a dash are a score or a date and no range: no noun stands behind them."""
    return stop >= len(pieces) or pieces[stop].kind != "word"


def _share_at(pieces: list[Piece], i: int) -> tuple[Amount, int] | None:
    """ "a third of", "two-thirds of", "half of": a share, as per cent."""
    if pieces[i].lower not in _SHARES:
        return None
    words = [p.lower for p in pieces[i : i + 5]]
    count, at = 1.0, 0
    if words[0] in ("a", "one") or words[0] in ONES:
        count, at = float(ONES.get(words[0], 1)), 1
        at += words[1:2] == ["-"]
    name = words[at] if at < len(words) else ""
    part = FRACTIONS.get(name) or (FRACTIONS.get(name.removesuffix("s")) if count > 1 else None)
    if (
        part is None
        or words[at + 1 : at + 2] != ["of"]
        or words[at + 2 : at + 3] in (["a"], ["an"])
    ):
        return None
    if count * part > 1:
        return None
    end = i + at + 1
    bound = _bound_before(pieces, i) or ("" if name == "half" else "about")
    value = round(100 * count * part, 1)
    return Amount(pieces[i].start, pieces[end - 1].end, value, None, "%", (), bound, False), end


def _bound_before(pieces: list[Piece], i: int) -> str:
    """What the words before a number say of it."""
    words = [p.lower for p in pieces[max(0, i - 5) : i]]
    for skipped in range(2):
        cut = words[: len(words) - skipped] if skipped else words
        if skipped and (not words or words[-1] not in _SKIPPED):
            break
        for length in (4, 3, 2, 1):
            name = _BEFORE.get(tuple(cut[-length:])) if len(cut) >= length else None
            if name:
                return name
    return ""


def _bound_after(pieces: list[Piece], end: int) -> tuple[str, int]:
    """ "or more", "+" behind a number, and where it ends then."""
    words = [p.lower for p in pieces[end : end + 2]]
    if words[:1] == ["+"] and not pieces[end].gap:
        return "at least", end + 1
    name = _AFTER.get(" ".join(words)) or (_AFTER.get(words[0]) if words else None)
    return (name, end + len(words) if " ".join(words) in _AFTER else end + 1) if name else ("", end)
