"""Two numbers with a link between them: a range, or two numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kgbuild.language.numbers.pieces import DASH, Numeral, Piece
from kgbuild.language.numbers.units import Unit


class Ends(NamedTuple):
    """Two numbers with their units, what links them, and where the second one stops."""

    low: Numeral
    unit: Unit
    link: Piece
    high: Numeral
    other: Unit
    stop: int


def _years(_pieces: list[Piece], ends: Ends) -> bool:
    """ "1999 to 2003"."""
    bare = not ends.unit.name and not ends.other.name and ends.high.digits
    return bool(bare) and 1500 <= ends.low.value <= 2200


def _other_unit(_pieces: list[Piece], ends: Ends) -> bool:
    """ "5 % and 3 points", "$5 to 7"; "$5-7" is a range."""
    if not ends.unit.name:
        return False
    to = ends.link.lower in ("to", "or")
    return to if not ends.other.name else ends.unit.name != ends.other.name


def _either(_pieces: list[Piece], ends: Ends) -> bool:
    """ "5 or 9"; "5 or 6" is a range."""
    if ends.link.lower != "or":
        return False
    return ends.high.value != ends.low.value + 1 or bool(ends.other.name)


def _score(pieces: list[Piece], ends: Ends) -> bool:
    """ "Won 2-3"."""
    if ends.unit.name or ends.other.name or ends.high.scaled or ends.link.gap:
        return False
    dash = bool(DASH.fullmatch(ends.link.text))
    return dash and ends.high.value < 100 and _is_score(pieces, ends.stop)


def _falling(_pieces: list[Piece], ends: Ends) -> bool:
    """ "10-5"."""
    return ends.high.value <= ends.low.value


NO_RANGE: tuple[Callable[[list[Piece], Ends], bool], ...] = (
    _years,
    _other_unit,
    _either,
    _score,
    _falling,
)
"""Why two linked numbers are no range."""


def _is_score(pieces: list[Piece], stop: int) -> bool:
    """Whether two numbers with a dash are a score or a date and no range: no noun stands behind them."""
    return stop >= len(pieces) or pieces[stop].kind != "word"
