"""Sentences to tensors: encoding, augmentation, and batches of similar length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kgbuild.language.wordpiece import WordPiece
from training.data import Sentence
from training.model import Labels

MAX_WORDS = 180
MAX_PIECES = 500
IGNORE = -100


@dataclass(slots=True)
class Example:
    """An encoded sentence with its targets as indices; a source that lacks a layer leaves it empty."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    heads: list[int]
    labels: list[int]
    upos: list[int]
    xpos: list[int]
    names: list[int]


@dataclass(slots=True)
class Batch:
    """Padded tensors; targets hold IGNORE where there is nothing to learn."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    word_mask: Tensor
    heads: Tensor
    labels: Tensor
    upos: Tensor
    xpos: Tensor
    names: Tensor


class Encoder:
    """Turns sentences into examples with one vocabulary and one set of label lists."""

    def __init__(self, pieces: WordPiece, labels: Labels) -> None:
        self.pieces = pieces
        self.deprel = {label: index for index, label in enumerate(labels.deprel)}
        self.upos = {label: index for index, label in enumerate(labels.upos)}
        self.xpos = {label: index for index, label in enumerate(labels.xpos)}
        self.names = {label: index for index, label in enumerate(labels.names)}

    def example(self, sentence: Sentence, words: Sequence[str] | None = None) -> Example:
        """Encode one sentence; `words` may be an altered copy of its words."""
        ids, shapes, first = self.pieces.encode(words or sentence.words)
        return Example(
            ids=ids,
            shapes=shapes,
            first=first,
            heads=list(sentence.heads),
            labels=[self.deprel.get(label, IGNORE) for label in sentence.labels],
            upos=[self.upos.get(tag, IGNORE) for tag in sentence.upos],
            xpos=[self.xpos.get(tag, IGNORE) for tag in sentence.xpos],
            names=[self.names.get(tag, IGNORE) for tag in sentence.names],
        )


def fits(example: Example) -> bool:
    """Say whether a sentence fits in one window."""
    return len(example.first) <= MAX_WORDS and len(example.ids) <= MAX_PIECES


def altered(sentence: Sentence, chance: random.Random) -> tuple[Sentence, list[str]]:
    """Return the sentence as a headline, a shout or a note might have it: case and last mark change now and then."""
    words = sentence.words
    draw = chance.random()
    if draw < 0.03:
        words = [word.upper() for word in words]
    elif draw < 0.07:
        words = [word[:1].upper() + word[1:] for word in words]
    elif draw < 0.10:
        words = [word.lower() for word in words]
    if chance.random() < 0.06 and len(words) > 3 and words[-1] in {".", "!", "?"}:
        end = len(words)
        if not sentence.heads or (sentence.heads[-1] != 0 and end not in sentence.heads):
            words = words[:-1]
            sentence = Sentence(
                words=sentence.words[:-1],
                heads=sentence.heads[:-1],
                labels=sentence.labels[:-1],
                upos=sentence.upos[:-1],
                xpos=sentence.xpos[:-1],
                names=sentence.names[:-1],
            )
    return sentence, list(words)


def name_pool(sentences: Sequence[Sentence]) -> dict[str, list[tuple[str, ...]]]:
    """Return the distinct names of each type, in order; dates are left out, for their frames differ."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for sentence in sentences:
        for start, end, kind in _mentions(sentence.names):
            if kind != "Date":
                found.setdefault(kind, set()).add(tuple(sentence.words[start:end]))
    return {kind: sorted(names) for kind, names in sorted(found.items())}


def other_names(
    sentence: Sentence, pool: dict[str, list[tuple[str, ...]]], chance: random.Random
) -> Sentence:
    """Return the sentence with half its names replaced by others of their type, none learnt by heart.

    Only for sentences without a tree: a name of another length would move its heads.
    """
    words: list[str] = []
    names: list[str] = []
    last = 0
    for start, end, kind in _mentions(sentence.names):
        words += sentence.words[last:start]
        names += sentence.names[last:start]
        taken: Sequence[str] = sentence.words[start:end]
        if kind in pool and chance.random() < 0.5:
            taken = chance.choice(pool[kind])
        words += taken
        names += [f"B-{kind}", *[f"I-{kind}"] * (len(taken) - 1)]
        last = end
    return Sentence(words=words + sentence.words[last:], names=names + sentence.names[last:])


def _mentions(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for place in range(1, len(tags) + 1):
        if place == len(tags) or tags[place] != "I-" + tags[start][2:]:
            if tags[start] != "O":
                yield start, place, tags[start][2:]
            start = place


def hide_pieces(example: Example, chance: random.Random, mask: int, share: float) -> None:
    """Hide a share of the words behind the mask piece, so that context must answer for them."""
    ends = [*example.first[1:], len(example.ids) - 1]
    for start, end in zip(example.first, ends, strict=True):
        if chance.random() < share:
            example.ids[start:end] = [mask] * (end - start)


def cut(
    examples: Sequence[Example], pieces: int, chance: random.Random | None
) -> Iterator[list[Example]]:
    """Cut examples into groups of similar length whose padded size stays under `pieces`."""
    noise = chance.random if chance else (lambda: 0.0)
    order = sorted(examples, key=lambda example: len(example.ids) + 3 * noise())
    groups: list[list[Example]] = []
    group: list[Example] = []
    longest = 0
    for example in order:
        longest = max(longest, len(example.ids))
        if group and longest * (len(group) + 1) > pieces:
            groups.append(group)
            group, longest = [], len(example.ids)
        group.append(example)
    if group:
        groups.append(group)
    if chance:
        chance.shuffle(groups)
    yield from groups


def pad(group: Sequence[Example]) -> Batch:
    """Pad a group of examples into one batch."""
    words = max(len(example.first) for example in group)
    length = max(len(example.ids) for example in group)

    def square(rows: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([row + [fill] * (width - len(row)) for row in rows], dtype=torch.long)

    lengths = torch.tensor([len(example.ids) for example in group])
    counts = torch.tensor([len(example.first) for example in group])
    return Batch(
        ids=square([example.ids for example in group], length, 0),
        shapes=square([example.shapes for example in group], length, 0),
        mask=torch.arange(length) < lengths.unsqueeze(1),
        first=square([example.first for example in group], words, 0),
        word_mask=torch.arange(words) < counts.unsqueeze(1),
        heads=square([example.heads for example in group], words, IGNORE),
        labels=square([example.labels for example in group], words, IGNORE),
        upos=square([example.upos for example in group], words, IGNORE),
        xpos=square([example.xpos for example in group], words, IGNORE),
        names=square([example.names for example in group], words, IGNORE),
    )
