"""Offsets for browsers: Python counts characters, JavaScript counts UTF-16 units."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def utf16_offsets(text: str) -> Callable[[int], int]:
    """A function from character offsets of `text` to UTF-16 offsets; free where they are equal.

    >>> utf16_offsets("a🚀b")(2)
    3
    """
    if text.isascii() or max(text) <= "\uffff":
        return lambda offset: offset
    table = [0, *accumulate(2 if char > "\uffff" else 1 for char in text)]
    return lambda offset: table[max(0, min(offset, len(text)))]
