"""Words to WordPiece ids, the same at training time and at run time, with nothing but the standard library.

A word is cleaned (lower case, accents off, typographic quotes made plain), split at punctuation, and covered
greedily with the longest pieces of the vocabulary. At most `MAX_PIECES` pieces of a word are kept: the first one
carries the word's vector, the others inform it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

MAX_PIECES = 6
"""Pieces kept of one word; a URL would otherwise fill the window."""

SHAPES = ("special", "lower", "title", "upper", "mixed", "digits", "none", "initial")
"""The word shapes, in the order of the shape embedding's rows."""

_LONGEST_WORD = 100
_CACHE_LIMIT = 200_000
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2026": "...",
        "\u2010": "-",
        "\u2011": "-",
    }
)


def shape_of(word: str) -> int:
    """Return the row of the shape embedding for a word.

    >>> [SHAPES[shape_of(word)] for word in ("Kyiv", "NATO", "iPhone", "A", "3.5", "--", "said")]
    ['title', 'upper', 'mixed', 'initial', 'digits', 'none', 'lower']
    """
    if word.islower():
        return 1
    letters = sum(1 for char in word if char.isalpha())
    if not letters:
        return 5 if any(char.isdigit() for char in word) else 6
    if word.isupper():
        return 3 if letters > 1 else 7
    if word[0].isupper() and word[1:].islower():
        return 2
    return 4 if any(char.isupper() for char in word) else 1


class WordPiece:
    """The vocabulary and the greedy cover; remembers the words that it has seen."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: index for index, piece in enumerate(vocabulary)}
        self.start = self.ids["[CLS]"]
        self.end = self.ids["[SEP]"]
        self.unknown = self.ids["[UNK]"]
        self.mask = self.ids["[MASK]"]
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}

    def word(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the piece ids of one word (never empty, at most `MAX_PIECES`) and its shape."""
        found = self._seen.get(word)
        if found is None:
            pieces: list[int] = []
            for part in _parts(word[: 4 * _LONGEST_WORD]):
                pieces.extend(self._cover(part))
                if len(pieces) >= MAX_PIECES:
                    break
            found = (tuple(pieces[:MAX_PIECES]) or (self.unknown,), shape_of(word))
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            self._seen[word] = found
        return found

    def encode(self, words: Iterable[str]) -> tuple[list[int], list[int], list[int]]:
        """Return piece ids with start and end marks, each piece's shape, and each word's first position."""
        ids, shapes, first = [self.start], [0], []
        for word in words:
            pieces, shape = self.word(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(self.end)
        shapes.append(0)
        return ids, shapes, first

    def _cover(self, part: str) -> list[int]:
        if len(part) > _LONGEST_WORD:
            return [self.unknown]
        pieces: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                piece = part[start:end] if start == 0 else "##" + part[start:end]
                if piece in self.ids:
                    pieces.append(self.ids[piece])
                    break
                end -= 1
            if end == start:
                return [self.unknown]
            start = end
        return pieces


def _parts(word: str) -> list[str]:
    """Clean a word and split it at punctuation, symbols of ASCII and CJK characters."""
    parts: list[str] = []
    current: list[str] = []
    for char in unicodedata.normalize("NFD", word.translate(_PLAIN).lower()):
        category = unicodedata.category(char)
        if category == "Mn" or category.startswith("C"):
            continue
        if category.startswith("Z") or _stands_alone(char, category):
            if current:
                parts.append("".join(current))
                current = []
            if not category.startswith("Z"):
                parts.append(char)
        else:
            current.append(char)
    if current:
        parts.append("".join(current))
    return parts


def _stands_alone(char: str, category: str) -> bool:
    code = ord(char)
    ascii_symbol = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    cjk = (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2FA1F
    )
    return ascii_symbol or cjk or category.startswith("P")
