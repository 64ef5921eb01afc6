"""White space and marks inside sentences: what a parser should see of a text, with true offsets.

A text is laid out for the eye: lines end where the column does, words are cut at line ends, blanks are
doubled or may not break. None of that says anything. `smooth` gives the text as it would stand unwrapped,
one plain blank between two words, and for each of its characters the place in the text as kept.

>>> smooth("The pres\\u00adident of the\\nUnited  States met the trans-\\nport union.").text
'The president of the United States met the transport union.'
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Span

OFFSETS = "kgbuild.offsets"
"""`doc.user_data` key: for each character of the Doc's text, its place in the text as kept."""

# Soft hyphens, zero-width blanks and joiners, direction marks: they are seen by nobody.
INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
BULLETS = frozenset("-–—•*·●▪◦‣■►>+")
STOPS = frozenset(".!?…:;")
CLOSERS = "\"”’')]}»"
INDENT = 2
LONGEST_ROW = 400
# A line that ends with one of these is no heading and no item: something follows.
_OPEN_WORDS = (
    "a an the of in on at to for from by with and or but as that which who is are was were be been has have had"
    " will would can could may might must not its his her their our this these into over between"
)
OPEN_WORDS = frozenset(_OPEN_WORDS.split())
WRAPPED_SHARE = 0.2
LOOSE = 0.6


@dataclass(frozen=True, slots=True)
class Smooth:
    """A text without its layout; `offsets[i]` is the place of its character `i` in the text as kept."""

    text: str
    offsets: tuple[int, ...] | None


@dataclass(slots=True)
class _Line:
    """One line as written: its visible letters with their places, and how far it is indented."""

    letters: list[str]
    places: list[int]
    indent: int

    @property
    def text(self) -> str:
        return "".join(self.letters)


def smooth(text: str) -> Smooth:
    """The text unwrapped; `offsets` is None where nothing had to be changed."""
    lines = _lines(text)
    joins = _joins(lines)
    letters: list[str] = []
    places: list[int] = []
    seen = False
    for index, line in enumerate(lines):
        letters += line.letters
        places += line.places
        if index + 1 == len(lines):
            break
        how = joins[index]
        seen = seen or bool(line.letters)
        if not seen:
            continue
        if how == "-":  # a word cut at the line's end
            letters.pop()
            places.pop()
        elif how is not None and letters:
            letters += how
            places += [places[-1] + 1] * len(how)
    while letters and letters[-1].isspace():
        letters.pop()
    made = "".join(letters)
    return Smooth(made, None if made == text else tuple(places[: len(letters)]))


def characters(span: Span) -> tuple[int, int]:
    """First and last-plus-one character of a span in the text as kept."""
    return kept(span.doc, span.start_char, span.end_char)


def kept(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Characters of the Doc's text as characters of the text as kept."""
    offsets = doc.user_data.get(OFFSETS)
    if offsets is None or start >= len(offsets):
        return start, end
    first = offsets[start]
    return first, max(first, offsets[end - 1] + 1) if end > start else first


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    start = 0
    for match in LINE_END.finditer(text):
        found.append(_line(text, start, match.start()))
        if match[0] == "\u2029":
            found.append(_Line([], [], 0))
        start = match.end()
    found.append(_line(text, start, len(text)))
    return found


def _line(text: str, start: int, end: int) -> _Line:
    letters: list[str] = []
    places: list[int] = []
    blank = False
    indent = 0
    for place in range(start, end):
        letter = text[place]
        if letter in INVISIBLE:
            continue
        if letter.isspace():
            blank = True
            indent += not letters
            continue
        if blank and letters:
            letters.append(" ")
            places.append(place - 1)
        blank = False
        letters.append(letter)
        places.append(place)
    return _Line(letters, places, indent)


def _joins(lines: Sequence[_Line]) -> list[str | None]:
    """What stands between each line and the next: a blank, a line end, nothing, or "-" for a healed word."""
    texts = [line.text for line in lines]
    width, exact = _width(lines, texts)
    found: list[str | None] = []
    for index in range(len(lines) - 1):
        here, after = texts[index], texts[index + 1]
        if not here or not after:
            found.append("\n")
        elif _goes_on(lines, texts, index, width, exact):
            found.append(_seam(here, after, texts))
        else:
            found.append("\n")
    return found


def _pairs(lines: Sequence[_Line], texts: Sequence[str]) -> list[int]:
    """Lines that end with a single line end before another line that could go on with them."""
    return [
        i
        for i in range(len(texts) - 1)
        if texts[i]
        and texts[i + 1]
        and len(texts[i]) <= LONGEST_ROW
        and not _opens(texts[i + 1])
        and not _indented(lines, texts, i)
    ]


def _width(lines: Sequence[_Line], texts: Sequence[str]) -> tuple[int, bool]:
    """The column that the text was wrapped at (0: it was not), and whether every line keeps to it."""
    pairs = _pairs(lines, texts)
    flowing = [i for i in pairs if texts[i + 1][0].islower() and texts[i][-1] not in ".:"]
    if len(flowing) <= WRAPPED_SHARE * len(pairs) or not flowing:
        return 0, False
    # A line is full where the next word would have gone over the column.
    over = sorted(_with_next(texts, i) for i in flowing)
    width = over[len(over) // 40] - 1
    exact = sum(_fits(texts[i], width) for i in flowing) >= 0.95 * len(flowing)
    return (
        (width, True)
        if exact and len(flowing) > 1
        else (max(map(len, map(texts.__getitem__, flowing))), False)
    )


def _with_next(texts: Sequence[str], index: int) -> int:
    """Characters of a line with the first word of the next one."""
    first = re.match(r"[^\s-]+-?|\S", texts[index + 1])
    space = not texts[index].endswith("-")
    return len(texts[index]) + space + (first.end() if first else 0)


def _fits(line: str, width: int) -> bool:
    """Within the column, or one long word that no column can hold."""
    return len(line) <= width or " " not in line


def _goes_on(
    lines: Sequence[_Line], texts: Sequence[str], index: int, width: int, exact: bool
) -> bool:
    """Whether a line's end is the column's and not the writer's."""
    here, after = texts[index], texts[index + 1]
    if _opens(after) or _is_address(here) or _is_address(after):
        return False
    if here[-1] in "-\u2010" and here[-2:-1].isalpha() and after[0].isalpha():
        return True
    if after[0].islower():
        return here[-1] not in (".", ":") or bool(width)
    if not width or _indented(lines, texts, index) or len(here) > LONGEST_ROW:
        return False
    if exact:
        return _fits(here, width) and _with_next(texts, index) > width
    if here.rstrip(CLOSERS)[-1:] in STOPS:
        return False
    if here.endswith(",") or here.rsplit(" ", 1)[-1].casefold() in OPEN_WORDS:
        return True
    return len(here) > LOOSE * width or _in_flow(texts, index)


def _in_flow(texts: Sequence[str], index: int) -> bool:
    """A short line inside a paragraph of which another line goes on with a small letter."""
    first, last = index, index
    while first and texts[first - 1]:
        first -= 1
    while last + 1 < len(texts) and texts[last + 1]:
        last += 1
    small = any(texts[i + 1][0].islower() for i in range(first, last))
    return small and index > first


def _opens(line: str) -> bool:
    """A bullet opens the line: "- the second point"."""
    return line[0] in BULLETS and line[1:2] in (" ", "")


def _indented(lines: Sequence[_Line], texts: Sequence[str], index: int) -> bool:
    """The next line is set in from this one: a paragraph begins."""
    return lines[index + 1].indent >= lines[index].indent + INDENT


def _is_address(line: str) -> bool:
    return line.startswith(("http://", "https://", "www.")) and " " not in line


def _seam(here: str, after: str, texts: Sequence[str]) -> str | None:
    """A blank, nothing ("well-" + "known"), or "-" where the hyphen is the printer's ("Tues-" + "day")."""
    if here.endswith("--") and here[-3:-2].isalnum():
        return None
    if here[-1] not in "-\u2010" or not here[-2:-1].isalnum():
        return " "
    head = re.search(r"\w+.$", here)
    tail = re.match(r"\w+", after)
    if head is None or tail is None:
        return " "
    first, second = head[0][:-1], tail[0]
    if not second[0].islower():
        return None
    return "-" if _is_one_word(first, second, texts) else None


def _is_one_word(first: str, second: str, texts: Sequence[str]) -> bool:
    """Whether the printer cut the word: it is known whole, or one of its halves is no word."""
    whole = first + second
    known = words()
    if whole.casefold() in known:
        return True
    hyphened = re.compile(rf"\b{re.escape(first)}-{re.escape(second)}\b", re.IGNORECASE)
    if any(hyphened.search(text) for text in texts):
        return False
    plain = re.compile(rf"\b{re.escape(whole)}\b", re.IGNORECASE)
    if any(plain.search(text) for text in texts):
        return True
    return not (_is_word(first) and _is_word(second))


def _is_word(text: str) -> bool:
    """A word of its own: a known one of three letters or more, a short preposition, or a figure."""
    folded = text.casefold()
    if folded.isdigit() or folded in SHORT:
        return True
    return len(folded) > 2 and folded in words() and folded not in ENDINGS


SHORT = frozenset(("of", "to", "in", "up", "on", "by", "at", "no", "co", "re", "ex", "us", "uk"))
ENDINGS = frozenset(("tion", "ment", "ing", "ness", "ity", "ism", "ist", "ent", "ate", "ble"))


@cache
def words() -> frozenset[str]:
    """Frequent English words: the whole words of the encoder's vocabulary, lower case."""
    packed = files("kgbuild.language").joinpath("data", "vocab.txt.gz").read_bytes()
    return frozenset(
        piece for piece in gzip.decompress(packed).decode("utf-8").split() if piece.isalpha()
    )
