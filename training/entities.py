"""Mentions and chains by their head words: GUM's `Entity=`, LitBank's CoNLL-2012 column, GAP's pronouns and names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kgbuild.language.text.tokens import Tokenizer
from training.data import Mention, Sentence
from training.pronouns import HELD_OUT
from training.silver import cut_text, gap_rows

_MARK = re.compile(r"(\()?([^()]+)(\))?")
Span = tuple[int, int, str, str]
"""First and last place, type, chain."""

CHAINS_HELD_OUT = HELD_OUT
"""GUM documents that measure mentions and coreference."""


def head_of(heads: Sequence[int], first: int, last: int) -> int:
    """Return the place (from 0) in a span whose head lies outside it, the first of several.

    >>> head_of([2, 3, 0, 3], 0, 1)
    1
    """
    for place in range(first, last + 1):
        if not first <= heads[place] - 1 <= last:
            return place
    return last


def by_head(spans: Sequence[Span], heads: Sequence[int]) -> list[Mention]:
    """Return one mention a head: the smallest span gives the type, all spans their chains."""
    found: dict[int, Mention] = {}
    for first, last, kind, chain in sorted(spans, key=lambda span: (span[1] - span[0], span)):
        head = head_of(heads, first, last)
        if head in found:
            found[head].chains.add(chain)
        else:
            found[head] = Mention(head, kind, {chain})
    return [found[head] for head in sorted(found)]


def gum_spans(path: Path) -> Iterator[list[Span]]:
    """Yield the spans of each sentence of a GUM file, in the order of `read_treebank`."""
    document = ""
    spans: list[Span] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    place = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id = "):
            document = line[14:].strip()
        elif line and line[0] != "#":
            cells = line.split("\t")
            if not cells[0].isdigit():
                continue
            entity = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
            for opens, inner, closes in _MARK.findall(entity[1]) if entity else ():
                ident, *rest = inner.split("-")
                if opens:
                    opened.setdefault(ident, []).append((place, rest[0] if rest else ""))
                if closes and opened.get(ident):
                    first, kind = opened[ident].pop()
                    spans.append((first, place, kind, f"{document} {ident}"))
            place += 1
        elif not line and place:
            yield spans
            spans, place = [], 0
            opened.clear()


def add_gum(path: Path, sentences: Sequence[Sentence]) -> None:
    """Give the sentences of a GUM file their mentions."""
    for sentence, spans in zip(sentences, gum_spans(path), strict=True):
        sentence.mentions = by_head(spans, sentence.heads)


def litbank_spans(path: Path) -> Iterator[list[Span]]:
    """Yield the spans of each sentence of a LitBank file."""
    spans: list[Span] = []
    opened: dict[str, list[int]] = {}
    place = 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            continue
        if line.strip():
            cell = line.rstrip("\n").split("\t")[-1]
            for part in cell.split("|") if cell not in {"_", "", "-"} else ():
                ident = part.strip("()")
                if part.startswith("("):
                    opened.setdefault(ident, []).append(place)
                if part.endswith(")") and opened.get(ident):
                    spans.append((opened[ident].pop(), place, "", f"{path.stem} {ident}"))
            place += 1
        elif place:
            yield spans
            spans, place = [], 0
            opened.clear()


def add_litbank(folder: Path, sentences: Sequence[Sentence]) -> None:
    """Give LitBank's sentences (all books, in order) their mentions."""
    spans = [found for path in sorted(folder.glob("*.conll")) for found in litbank_spans(path)]
    for sentence, found in zip(sentences, spans, strict=True):
        sentence.mentions = by_head(found, sentence.heads)
        sentence.all_mentions = False


def add_gap(path: Path, sentences: Sequence[Sentence]) -> None:
    """Give GAP's sentences the pronoun and the two names of each text; a name that is not meant is alone."""
    by_text: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        by_text.setdefault(sentence.document, []).append(sentence)
        sentence.mentions, sentence.all_mentions = [], False
    tokenizer = Tokenizer()
    for row in gap_rows(path):
        cut = cut_text(tokenizer, row["Text"])
        named = by_text[row["ID"]]
        for name, offset, means in (
            (row["Pronoun"], row["Pronoun-offset"], True),
            (row["A"], row["A-offset"], row["A-coref"].upper() == "TRUE"),
            (row["B"], row["B-offset"], row["B-coref"].upper() == "TRUE"),
        ):
            chain = row["ID"] if means else f"{row['ID']} not {offset}"
            start, end = int(offset), int(offset) + len(name)
            for sentence, (words, starts) in zip(named, cut, strict=True):
                inside = [
                    place
                    for place, (word, at) in enumerate(zip(words, starts, strict=True))
                    if start < at + len(word) and at < end
                ]
                if inside and sentence.mentions is not None:
                    head = head_of(sentence.heads, inside[0], inside[-1])
                    sentence.mentions.append(Mention(head, "", {chain}))
    for sentence in sentences:
        if sentence.mentions:
            sentence.mentions.sort(key=lambda mention: mention.head)
