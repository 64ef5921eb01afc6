"""Amounts: a number with its unit of money or share, its bound, and its upper end where it is a range.

Read from the text alone, so that neither tokens nor tree decide what "N$100 000" or "two and a half billion rupees" is.

>>> [(a.value, a.unit, a.bound) for a in amounts_of("at least 40 per cent of Rs 5 lakh, up to half a million euros")]
[(40.0, '%', 'at least'), (500000.0, 'rupee', ''), (500000.0, 'EUR', 'up to')]
"""

from __future__ import annotations

from typing import NamedTuple

from kgbuild.english.rulebook import barred
from kgbuild.language.numbers.currencies import SPACED, WORDS
from kgbuild.language.numbers.numerals import numeral_at
from kgbuild.language.numbers.pieces import DASH, FRACTIONS, ONES, Numeral, Piece, pieces_of
from kgbuild.language.numbers.ranges import NO_RANGE, Ends
from kgbuild.language.numbers.units import NO_UNIT, Unit, sign_at, unit_after

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


_SHARES = frozenset({"a", "half", *ONES})
"""Words that a share may begin with."""
_HALVES = frozenset({"first", "second", "latter", "other", "final", "last"})
"""Before "half of" these tell which one: "the first half of the year" is a time."""


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


def _side(pieces: list[Piece], i: int, *, dashed: bool = False) -> tuple[Numeral, Unit, int] | None:
    """A number with the money before or behind it, and the piece where it ends."""
    before = sign_at(pieces, i)
    start = before.end if before is not None else i
    numeral = numeral_at(pieces, start, money=before is not None, dashed=dashed)
    if numeral is None or (before is not None and not _is_money(pieces, i, start, numeral)):
        return None
    if before is not None:
        again = unit_after(pieces, numeral)
        more = again if again is not None and _agree(again, before) else before
        return numeral, more, max(numeral.end, more.end)
    unit = unit_after(pieces, numeral)
    if unit is None:
        return numeral, NO_UNIT, numeral.end
    return numeral, unit, unit.end


def _agree(one: Unit, two: Unit) -> bool:
    """ "$5 million US dollars" is one currency told twice."""
    return bool(set(one.codes or (one.name,)) & set(two.codes or (two.name,)))


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


def _second(
    pieces: list[Piece], i: int, end: int, numeral: Numeral, unit: Unit
) -> tuple[Numeral, Unit, int] | None:
    """The other end of a range: "between 5 and 10", "$5m to $10m", "12-15 %"; "from 5 to 10" is a change."""
    if end + 1 >= len(pieces):
        return None
    before = pieces[i - 1].lower if i else ""
    link = pieces[end]
    dash = bool(DASH.fullmatch(link.text)) and pieces[end + 1].gap == link.gap
    joined = {"and": before == "between", "to": before != "from"}
    joined["or"] = before != "from" and numeral.end == end
    if not (dash or joined.get(link.lower)):
        return None
    found = _side(pieces, end + 1, dashed=dash)
    if found is None or barred(NO_RANGE, pieces, Ends(numeral, unit, link, *found)):
        return None
    return found


def _share_at(pieces: list[Piece], i: int) -> tuple[Amount, int] | None:
    """ "a third of", "two-thirds of", "half of": a share, as per cent."""
    if pieces[i].lower not in _SHARES or (i and pieces[i - 1].lower in _HALVES):
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
