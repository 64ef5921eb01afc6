"""Texts to windows of consecutive sentences, and windows to padded batches."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from kgbuild.language.heads.pairs import Described, Describer
from kgbuild.language.wordpiece import WordPiece
from training.data import TYPES, WINDOW, Sentence
from training.frames import ROLES, UNKNOWN, Rolesets
from training.model import Labels
from training.texts import Text

IGNORE = -100
LONGEST = 500
TOGETHER = 900
"""Pieces of consecutive windows of one document that are learned together, so that chains cross windows."""


@dataclass(slots=True)
class Chained:
    """A mention of a window: its word's place there, how it is described, and its chains."""

    place: int
    described: Described
    chains: set[str]


@dataclass(slots=True)
class Framed:
    """A predicate of a window: the rolesets to choose from (the right one first), and each word's role."""

    place: int
    rolesets: list[int]
    roles: list[int]


@dataclass(slots=True)
class Window:
    """Consecutive sentences of a document with their targets as indices; heads count from 1 over the window."""

    ids: list[int]
    shapes: list[int]
    first: list[int] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    predicates: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    frames: list[Framed] = field(default_factory=list)
    chained: list[Chained] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    document: str = ""


@dataclass(slots=True)
class Batch:
    """Padded tensors; targets hold IGNORE where there is nothing to learn. `windows` keeps what is ragged."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    word_mask: Tensor
    sentence: Tensor
    heads: Tensor
    labels: Tensor
    upos: Tensor
    xpos: Tensor
    weight: Tensor
    names: Tensor
    predicates: Tensor
    types: Tensor
    windows: list[Window]


class Windower:
    """Turns texts into windows with one vocabulary and one set of label lists."""

    def __init__(self, pieces: WordPiece, labels: Labels, rolesets: Rolesets) -> None:
        self.pieces, self.rolesets = pieces, rolesets
        self.deprel = {label: index for index, label in enumerate(labels.deprel)}
        self.upos = {label: index for index, label in enumerate(labels.upos)}
        self.xpos = {label: index for index, label in enumerate(labels.xpos)}
        self.names = {label: index for index, label in enumerate(labels.names)}
        self.roles = {label: index for index, label in enumerate(ROLES)} | {UNKNOWN: IGNORE}
        self.types = {label: index for index, label in enumerate(TYPES)}

    def windows(
        self,
        text: Text,
        sentences: Sequence[Sentence],
        budget: int = WINDOW,
        spoken: Sequence[Sequence[str]] | None = None,
    ) -> list[Window]:
        """Pack sentences into windows of at most `budget` pieces; `spoken` may hold altered words."""
        words = spoken or [sentence.words for sentence in sentences]
        describer = None
        if text.chains:
            describer = Describer(words, [s.upos for s in sentences], [s.xpos for s in sentences])
        found: list[Window] = []
        for number, (sentence, said) in enumerate(zip(sentences, words, strict=True)):
            ids, shapes, first = self.pieces.encode(said)
            if len(ids) > LONGEST:
                continue
            if not found or len(found[-1].ids) + len(ids) - 1 > budget:
                found.append(Window(ids=ids[:1], shapes=shapes[:1], document=text.name))
            self._append(found[-1], number, sentence, (ids[1:], shapes[1:], first), describer)
        return found

    def _append(
        self,
        window: Window,
        number: int,
        sentence: Sentence,
        encoded: tuple[list[int], list[int], list[int]],
        describer: Describer | None,
    ) -> None:
        ids, shapes, first = encoded
        before, at = len(window.first), len(window.ids) - 1
        count = len(sentence.words)
        nothing = [IGNORE] * count
        window.ids += ids
        window.shapes += shapes
        window.first += [place + at for place in first]
        window.sentence += [len(window.sentences)] * count
        window.sentences.append(sentence)
        window.heads += [head + before if head else 0 for head in sentence.heads] or nothing
        window.labels += [self.deprel.get(one, IGNORE) for one in sentence.labels] or nothing
        window.upos += [self.upos.get(tag, IGNORE) for tag in sentence.upos] or nothing
        window.xpos += [self.xpos.get(tag, IGNORE) for tag in sentence.xpos] or nothing
        window.weight += [SILVER if sentence.silver else 1.0] * count
        window.names += [self.names.get(tag, IGNORE) for tag in sentence.names] or nothing
        window.predicates += self._predicates(sentence)
        window.types += self._types(sentence)
        for frame in sentence.frames or ():
            right = self.rolesets.index.get(frame.roleset)
            lemma = sentence.lemmas[frame.predicate] if sentence.lemmas else ""
            options = self.rolesets.candidates(lemma) or self.rolesets.candidates(
                frame.roleset.split(".")[0].split("_")[0]
            )
            rolesets = [] if right is None else [right, *(one for one in options if one != right)]
            inner = [self.roles[frame.roles.get(place, "_")] for place in range(count)]
            window.frames.append(
                Framed(frame.predicate + before, rolesets, [IGNORE] * before + inner)
            )
        for mention in sentence.mentions or () if describer else ():
            assert describer is not None
            described = describer.word(number, mention.head)
            window.chained.append(Chained(mention.head + before, described, mention.chains))

    def _predicates(self, sentence: Sentence) -> list[int]:
        if sentence.frames is None:
            return [IGNORE] * len(sentence.words)
        rest = 0 if sentence.all_frames else IGNORE
        found = {frame.predicate for frame in sentence.frames}
        return [1 if place in found else rest for place in range(len(sentence.words))]

    def _types(self, sentence: Sentence) -> list[int]:
        if sentence.mentions is None or not sentence.all_mentions:
            return [IGNORE] * len(sentence.words)
        found = {mention.head: mention.kind for mention in sentence.mentions}
        return [
            self.types.get(found.get(place, "_"), IGNORE) for place in range(len(sentence.words))
        ]


SILVER = 0.25
"""What a tree of our own parser weighs against a treebank's."""


def hide_pieces(window: Window, chance: random.Random, mask: int, end: int, share: float) -> None:
    """Hide a share of the words behind the mask piece, so that context must answer for them."""
    for start, after in zip(window.first, [*window.first[1:], len(window.ids)], strict=True):
        if chance.random() < share:
            window.ids[start:after] = [
                piece if piece == end else mask for piece in window.ids[start:after]
            ]


def together(windows: Sequence[Window], pieces: int = TOGETHER) -> list[list[Window]]:
    """Group consecutive windows of a document up to a number of pieces."""
    groups: list[list[Window]] = []
    size = 0
    for window in windows:
        if not groups or size + len(window.ids) > pieces:
            groups.append([])
            size = 0
        groups[-1].append(window)
        size += len(window.ids)
    return groups


def cut(
    units: Sequence[list[Window]], pieces: int, chance: random.Random | None
) -> Iterator[list[Window]]:
    """Cut units (windows that stay together) into batches of similar length whose padded size stays under `pieces`."""
    noise = chance.random if chance else (lambda: 0.0)
    order = sorted(units, key=lambda unit: max(len(w.ids) for w in unit) + 6 * noise())
    groups: list[list[Window]] = []
    group: list[Window] = []
    longest = 0
    for unit in order:
        width = max(len(window.ids) for window in unit)
        longest = max(longest, width)
        if group and longest * (len(group) + len(unit)) > pieces:
            groups.append(group)
            group, longest = [], width
        group = [*group, *unit]
    if group:
        groups.append(group)
    if chance:
        chance.shuffle(groups)
    yield from groups


def pad(group: Sequence[Window]) -> Batch:
    """Pad windows into one batch."""
    words = max(len(window.first) for window in group)
    length = max(len(window.ids) for window in group)

    def square(rows: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows], dtype=torch.long)

    lengths = torch.tensor([len(window.ids) for window in group])
    counts = torch.tensor([len(window.first) for window in group])
    weight = [window.weight + [0.0] * (words - len(window.weight)) for window in group]
    return Batch(
        ids=square([window.ids for window in group], length, 0),
        shapes=square([window.shapes for window in group], length, 0),
        mask=torch.arange(length) < lengths.unsqueeze(1),
        first=square([window.first for window in group], words, 0),
        word_mask=torch.arange(words) < counts.unsqueeze(1),
        sentence=square([window.sentence for window in group], words, -1),
        heads=square([window.heads for window in group], words, IGNORE),
        labels=square([window.labels for window in group], words, IGNORE),
        upos=square([window.upos for window in group], words, IGNORE),
        xpos=square([window.xpos for window in group], words, IGNORE),
        weight=torch.tensor(weight),
        names=square([window.names for window in group], words, IGNORE),
        predicates=square([window.predicates for window in group], words, IGNORE),
        types=square([window.types for window in group], words, IGNORE),
        windows=list(group),
    )
