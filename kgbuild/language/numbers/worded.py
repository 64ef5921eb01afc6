"""Numbers in words: two hundred and fifty thousand, half a million, twenty-two."""

from __future__ import annotations

from collections.abc import Callable

from kgbuild.english.rulebook import first
from kgbuild.language.numbers.pieces import FRACTIONS, ONES, SCALES, TENS, Numeral, Piece

_OPENING = frozenset(
    {"a", "an", "hundred", "dozen", *ONES, *TENS, *FRACTIONS, *(f"{name}s" for name in FRACTIONS)}
)
"""Words that a number in words may begin with."""
_VAGUE = frozenset({"several", "few", "many"})
"""Before a number these leave it open: "several hundred"."""


def words_at(pieces: list[Piece], i: int) -> Numeral | None:
    """Numbers in words: parts below a scale are added up, then multiplied by it."""
    if pieces[i].lower not in _OPENING or (i and pieces[i - 1].lower in _VAGUE):
        return None
    fraction = _fraction_at(pieces, i)
    if fraction is not None:
        return fraction
    reading = _Reading(pieces, i)
    while reading.at < len(pieces):
        counted = first(PARTS, reading, pieces[reading.at].lower, _next_word(pieces, reading.at))
        if counted is None:
            break
        reading.at += 1
        if counted:
            reading.told, reading.end = True, reading.at
    end = reading.end
    if not reading.told or end == i or (end == i + 1 and pieces[i].lower in ("a", "an")):
        return None
    total = reading.total
    return Numeral(total + reading.current, end, total >= 1000, False)


class _Reading:
    """A number in words, as far as it is read: what is multiplied, and what stands below the next scale."""

    def __init__(self, pieces: list[Piece], at: int) -> None:
        self.pieces, self.at, self.end = pieces, at, at
        self.total, self.current, self.last, self.told = 0.0, 0.0, float("inf"), False


def _one(reading: _Reading, word: str, follows: str) -> bool | None:
    """ "A" of "a hundred"."""
    if word not in ("a", "an") or reading.told or follows not in {*SCALES, "hundred", "dozen"}:
        return None
    reading.current = 1.0
    return True


def _linked(reading: _Reading, word: str, follows: str) -> bool | None:
    """ "And" of "a hundred and two", the hyphen of "twenty-two": it counts nothing."""
    if not reading.told:
        return None
    if word == "and":
        on = _goes_on(reading.pieces, reading.at, reading.current, reading.total)
        return False if on else None
    piece = reading.pieces[reading.at]
    return False if piece.text == "-" and not piece.gap and _is_part(follows) else None


def _small(reading: _Reading, word: str, _follows: str) -> bool | None:
    """ "Twenty", "two" of "twenty-two"."""
    step = _added(word, reading.current)
    if step is None or (reading.total and not reading.current and step >= reading.last):
        return None
    reading.current = step
    return True


def _hundred(reading: _Reading, word: str, _follows: str) -> bool | None:
    """ "Hundred", "dozen"."""
    if word not in ("hundred", "dozen") or reading.current >= 100:
        return None
    reading.current = (reading.current or 1.0) * (100 if word == "hundred" else 12)
    return True


def _scaled(reading: _Reading, word: str, _follows: str) -> bool | None:
    """ "Thousand", "million"."""
    if word not in SCALES or not (reading.current or reading.total):
        return None
    scale = SCALES[word]
    if reading.current:
        reading.total += reading.current * scale
    else:
        reading.total *= scale
    reading.current, reading.last = 0.0, scale
    return True


def _half(reading: _Reading, word: str, _follows: str) -> bool | None:
    """ "Half" of "two and a half million"."""
    if word != "half" or not reading.told or reading.pieces[reading.at - 1].lower != "a":
        return None
    if reading.current:
        reading.current += 0.5
    else:
        reading.total += 0.5 * reading.last
    return True


def _before_half(reading: _Reading, word: str, follows: str) -> bool | None:
    """ "A" of "two and a half"."""
    after = word == "a" and reading.told and reading.pieces[reading.at - 1].lower == "and"
    return False if after and follows == "half" else None


PARTS: tuple[Callable[[_Reading, str, str], bool | None], ...] = (
    _one,
    _linked,
    _small,
    _hundred,
    _scaled,
    _half,
    _before_half,
)
"""What a word adds to a number; False where it only links, None where it is no part of one."""


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
