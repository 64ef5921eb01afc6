"""Where sentences begin in raw news: marks, quotations, headings, bullets, bylines, datelines and hard line ends.

The splitter sees tokens and the white space after each. It never needs the parse, and closing quotation marks and
brackets stay with the sentence that they close.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.english.calendar import MONTHS, WEEKDAYS
from kgbuild.language.text.abbreviations import ENDINGS, STARTERS, TITLES

_STOP = re.compile(r"^(?:[.!?。！？]+|…|\.{2,}…?)$")
_SOFT_STOP = re.compile(r"^(?:…|\.{2,})$")
_CLOSERS = frozenset({")", "]", "}", "”", "’", "»", "''", "'", '"', "›"})
_OPENERS = frozenset({"(", "[", "{", "“", "‘", "«", "„", "``", "`", "'", '"', "¿", "¡"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "▪", "►", "●", "◦", "‣", "■", "+", ">"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_INITIAL = re.compile(r"^[^\W\d_]\.$")
_LETTERS = re.compile(r"^(?:[^\W\d_]\.){2,}$")
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_SAID_WORDS = (
    "said says asked asks told tells added adds wrote writes replied replies wondered explained recalled insisted "
    "shouted cried joked tweeted"
)
_SAID = frozenset(_SAID_WORDS.split())
_CAPTIONS = frozenset(
    {"Image", "Images", "Photo", "Photos", "Photograph", "Picture", "Credit", "Source"}
)
_NAME_PARTICLES = frozenset({"de", "da", "do", "del", "of", "and", "al", "el", "la", "the", "via"})
_MONTHS = frozenset(
    {word.title() for word in MONTHS} | {f"{word.title()}." for word in MONTHS if len(word) < 5}
) - {"May.", "June.", "July."}
_WEEKDAYS = frozenset(word.title() for word in WEEKDAYS if word.endswith("day"))
_DATELINE_LIMIT = 14
ENDLESS = 250
"""Words after which a sentence is cut: the longest of 9,666 sentences of news (441 articles) has 188."""
_CUTS = frozenset({",", ";", ":", "—", "–"})
_WRAPPED_SHARE = 0.2


def sentence_starts(words: Sequence[str], gaps: Sequence[str]) -> list[bool]:
    """Return, for each token, whether a sentence begins there."""
    count = len(words)
    starts = [False] * count
    if not count:
        return starts
    starts[0] = True
    wrapped = _is_wrapped(words, gaps)
    width = _line_width(words, gaps) if wrapped else 0
    index = 0
    line_length = 0
    while index < count - 1:
        line_length = 0 if "\n" in gaps[index - 1] and index else line_length
        line_length += len(words[index]) + len(gaps[index])
        gap = gaps[index]
        lines = _line_ends(gap)
        if not words[index]:
            starts[index + 1] = False
        elif (
            lines > 1
            or (lines and _breaks_at_line_end(words, index, wrapped, line_length, width))
            or (words[index + 1] in _CAPTIONS and _is_caption(words, index + 1))
        ):
            starts[index + 1] = True
        elif _ends_here(words, gaps, index):
            end = _absorb_closers(words, gaps, index)
            if end + 1 < count and _may_start(words, gaps, end, index):
                starts[end + 1] = True
            if end > index:
                index = end
                continue
        index += 1
    _cut_datelines(words, gaps, starts)
    _cut_endless(words, starts)
    return starts


def _cut_endless(words: Sequence[str], starts: list[bool]) -> None:
    """Cut what no writer meant as one sentence (a list of a thousand names, no full stop at all).

    The parser reads windows of far fewer words by themselves anyway. A cut comes after the last mark in the
    second half of the `ENDLESS` words, or after them.
    """
    begin = 0
    for index in range(1, len(words)):
        if starts[index]:
            begin = index
        elif index - begin >= ENDLESS:
            marks = (p for p in range(index, begin + ENDLESS // 2, -1) if words[p - 1] in _CUTS)
            begin = next(marks, index)
            starts[begin] = True


def _is_caption(words: Sequence[str], index: int) -> bool:
    """Say whether a credit begins here ("Image: …"), glued to a line that has no stop of its own."""
    return index + 1 < len(words) and words[index + 1] == ":" and words[index - 1] not in _OPENERS


def _line_ends(gap: str) -> int:
    return gap.count("\n") or gap.count("\r") or gap.count("\u2028") or 2 * gap.count("\u2029")


def _is_wrapped(words: Sequence[str], gaps: Sequence[str]) -> bool:
    """Say whether the text was wrapped at a fixed width: many lines go on with a small letter."""
    ends = [index for index in range(len(words) - 1) if _line_ends(gaps[index]) == 1]
    if len(ends) < 2:
        return bool(ends) and words[ends[0] + 1][:1].islower()
    going_on = sum(
        words[index + 1][:1].islower() and words[index] not in {".", ":"} for index in ends
    )
    return going_on > _WRAPPED_SHARE * len(ends)


def _line_width(words: Sequence[str], gaps: Sequence[str]) -> int:
    longest = length = 0
    for word, gap in zip(words, gaps, strict=True):
        length += len(word) + len(gap)
        if _line_ends(gap):
            longest = max(longest, length)
            length = 0
    return longest


def _breaks_at_line_end(
    words: Sequence[str], index: int, wrapped: bool, length: int, width: int
) -> bool:
    """Decide on a single line end: a wrapped line goes on, a heading or a bullet does not."""
    following = words[index + 1]
    if following in _BULLETS or _ADDRESS.match(words[index]) or _ADDRESS.match(following):
        return True
    if wrapped and length > 0.6 * width:
        last = words[index]
        return (
            (bool(_STOP.match(last)) or last in _CLOSERS)
            and _closes(words, index)
            and not following[:1].islower()
        )
    return not following[:1].islower() or words[index] in {":", "."}


def _closes(words: Sequence[str], index: int) -> bool:
    while index > 0 and words[index] in _CLOSERS:
        index -= 1
    return bool(_STOP.match(words[index]))


def _ends_here(words: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Say whether a token can be a sentence's last mark: a stop, or an abbreviation before a clear beginning."""
    word = words[index]
    if _STOP.match(word):
        return True
    if word[-1] != "." or len(word) < 2:
        return False
    lower = word.lower()
    if lower in TITLES or _INITIAL.match(word):
        return False
    return (lower in ENDINGS or bool(_LETTERS.match(word))) and bool(gaps[index])


def _absorb_closers(words: Sequence[str], gaps: Sequence[str], index: int) -> int:
    """Return the last token that belongs to the sentence: further stops, closing quotes and brackets."""
    end = index
    while end + 1 < len(words) and _line_ends(gaps[end]) == 0:
        following = words[end + 1]
        if _is_citation(words, end + 1):
            end += 3
            continue
        closes = following in _CLOSERS and (not gaps[end] or _only_closes(words, gaps, end + 1))
        if not closes and not _STOP.match(following):
            break
        end += 1
    return end


def _is_citation(words: Sequence[str], index: int) -> bool:
    """Say whether a number in square brackets stands here, as in texts with references."""
    near = words[index : index + 3]
    return len(near) == 3 and near[0] == "[" and near[1].isdigit() and near[2] == "]"


def _only_closes(words: Sequence[str], gaps: Sequence[str], index: int) -> bool:
    """Say whether a mark after a space closes: a typographic one, or a plain one with white space behind it."""
    if words[index] in {"”", "»", "''"}:
        return True
    return words[index] in {'"', "'"} and bool(gaps[index])


def _may_start(words: Sequence[str], gaps: Sequence[str], end: int, stop: int) -> bool:
    """Say whether a sentence may begin after `end`; `stop` is the mark that ended the one before."""
    if _line_ends(gaps[end]):
        return True
    following = words[end + 1]
    first = following
    place = end + 1
    while first in _OPENERS and place + 1 < len(words):
        place += 1
        first = words[place]
    mark = words[stop]
    if len(mark) > 1 and mark[-1] == "." and mark[0] != ".":
        return first.lower() in STARTERS and first[:1].isupper()
    if not gaps[end] and not first[:1].isupper():
        return False
    if following in _DASHES or following in {",", ";", ":", ")"}:
        return False
    if first[:1].islower():
        return mark == "." and bool(gaps[end]) and end == stop and following in _OPENERS
    if _SOFT_STOP.match(mark):
        return first[:1].isupper() and bool(gaps[end])
    if end > stop and words[end] in _CLOSERS:
        return not _is_attribution(words, end, mark)
    return True


def _is_attribution(words: Sequence[str], end: int, mark: str) -> bool:
    """Say whether "?" or "!" and a closing quote are followed by who asked it ("Why?" Smith asked)."""
    if mark == "." or words[end] in {")", "]"}:
        return False
    near = [word.lower() for word in words[end + 1 : end + 5]]
    for word in near:
        if word in _SAID:
            return True
        if _STOP.match(word) or word in {",", "“", '"'}:
            return False
    return False


def _cut_datelines(words: Sequence[str], gaps: Sequence[str], starts: list[bool]) -> None:
    """Cut after the dash of a dateline ("KYIV, March 3 (Reuters) —") at the head of a paragraph."""
    for index in range(len(words)):
        paragraph = index == 0 or not words[index - 1] or _line_ends(gaps[index - 1])
        if not (starts[index] or not index) or not paragraph or not words[index]:
            continue
        after = index + _date_length(words[index : index + 7])
        if index < after < len(words) and words[after][:1].isupper() and gaps[after - 1]:
            starts[after] = True
        for place in range(index + 1, min(index + _DATELINE_LIMIT, len(words) - 1)):
            if starts[place]:
                break
            if words[place] in _DASHES and gaps[place - 1] and gaps[place]:
                opens = not words[place + 1][:1].islower()
                if opens and _is_dateline(words[index:place], words[place]):
                    starts[place + 1] = True
                break


def _date_length(words: Sequence[str]) -> int:
    """Return how many words a full date at the head of a paragraph takes ("Thursday, May 7, 2015"), else 0."""
    if len(words) < 7 or words[0] not in _WEEKDAYS or words[1] != ",":
        return 0
    full = words[2] in _MONTHS and words[3].isdigit() and words[4] == ","
    return 6 if full and words[5].isdigit() and len(words[5]) == 4 else 0


def _is_dateline(head: Sequence[str], dash: str) -> bool:
    """Say whether the words before a dash are a place, with or without a date and an agency.

    Capitals, a date or an agency in brackets make it sure; a bare place is believed before a long dash only.
    """
    small = 0
    inside = False
    for word in head:
        if word in {"(", "["}:
            inside = True
        elif word in {")", "]"}:
            inside = False
        elif not inside and word[:1].islower() and word not in _NAME_PARTICLES:
            small += 1
        elif word in {"'s", "’s", '"', "“", "”"} or _STOP.match(word):
            return False
    if inside:
        return False
    if any(word in _MONTHS for word in head) or "(" in head:
        return small <= 1
    if small:
        return False
    shouted = len(head[0]) > 2 and head[0].isupper()
    parted = len(head) > 2 and "," in head[1:-1] and head[-1][:1].isupper()
    return (
        shouted or parted or (dash in {"–", "—", "--"} and len(head) == 1 and head[0][:1].isupper())
    )
