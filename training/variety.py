"""Texts as a headline, a shout or a note might have them: case, last marks and names change now and then."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kgbuild.names.given import FOLDER, gender_of
from training.data import Sentence
from training.texts import Text

Pool = dict[str, list[tuple[str, ...]]]
RENAMED = 0.6
"""How often the people of a text about two of them get other names: who is meant must not be learnt by heart."""


def altered(
    text: Text, pool: Pool, chance: random.Random, other: float
) -> tuple[list[Sentence], list[list[str]]]:
    """Return a text's sentences and their words, some of them altered; a text has one case throughout."""
    sentences = []
    known = text.sentences
    if text.source == "gap" and chance.random() < RENAMED:
        known = other_people(known, chance)
    for sentence in known:
        if sentence.names and chance.random() < other:
            sentence = other_names(sentence, pool, chance)
        if chance.random() < 0.06:
            sentence = unmarked(sentence)
        sentences.append(sentence)
    draw = chance.random()
    words = [list(sentence.words) for sentence in sentences]
    if text.chains:
        return sentences, words
    if draw < 0.03:
        words = [[word.upper() for word in said] for said in words]
    elif draw < 0.06:
        words = [[word[:1].upper() + word[1:] for word in said] for said in words]
    elif draw < 0.08:
        words = [[word.lower() for word in said] for said in words]
    return sentences, words


def unmarked(sentence: Sentence) -> Sentence:
    """Return a sentence without its last mark, where nothing hangs on it."""
    end = len(sentence.words)
    if end < 4 or sentence.words[-1] not in {".", "!", "?"}:
        return sentence
    if sentence.heads and (sentence.heads[-1] == 0 or end in sentence.heads):
        return sentence
    return replace(
        sentence,
        words=sentence.words[:-1],
        heads=sentence.heads[:-1],
        labels=sentence.labels[:-1],
        upos=sentence.upos[:-1],
        xpos=sentence.xpos[:-1],
        lemmas=sentence.lemmas[:-1],
        names=sentence.names[:-1],
        frames=None
        if any(frame.predicate == end - 1 for frame in sentence.frames or ())
        else sentence.frames,
        mentions=None
        if any(mention.head == end - 1 for mention in sentence.mentions or ())
        else sentence.mentions,
    )


def name_pool(sentences: Sequence[Sentence]) -> Pool:
    """Return the distinct names of each type, in order; dates are left out, for their frames differ."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for sentence in sentences:
        for start, end, kind in _mentions(sentence.names):
            if kind != "Date":
                found.setdefault(kind, set()).add(tuple(sentence.words[start:end]))
    return {kind: sorted(names) for kind, names in sorted(found.items())}


def other_names(sentence: Sentence, pool: Pool, chance: random.Random) -> Sentence:
    """Return the sentence with half its names replaced by others of their type, none learnt by heart.

    What else was known of the sentence is left out: a name of another length would move its heads.
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


@cache
def _people() -> tuple[dict[str, list[str]], list[str]]:
    """Return the given names of each gender, and family names."""
    given: dict[str, list[str]] = {"male": [], "female": []}
    for row in (FOLDER / "given_names.csv").read_text(encoding="utf8").split("\n")[1:]:
        name, _, gender = row.partition(",")
        if gender in given:
            given[gender].append(name)
    families = (FOLDER / "common_families.txt").read_text(encoding="utf8").split()
    return given, [name.capitalize() for name in families]


def other_people(sentences: Sequence[Sentence], chance: random.Random) -> list[Sentence]:
    """Return the sentences with every given name and the family name after it replaced, each by one other.

    A given name stays one of its gender, and a word is replaced wherever it stands, so that who is who stays the same.
    """
    given, families = _people()
    other: dict[str, str] = {}
    for sentence in sentences:
        after_given = False
        for word, tag in zip(sentence.words, sentence.upos, strict=True):
            gender = gender_of(word) if tag == "PROPN" and word[:1].isupper() else None
            if gender and not after_given:
                other.setdefault(word, chance.choice(given[gender]))
            elif after_given and tag == "PROPN" and word[:1].isupper() and word.isalpha():
                other.setdefault(word, chance.choice(families))
            after_given = gender is not None and not after_given
    return [replace(s, words=[other.get(word, word) for word in s.words]) for s in sentences]


def _mentions(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for place in range(1, len(tags) + 1):
        if place == len(tags) or tags[place] != "I-" + tags[start][2:]:
            if tags[start] != "O":
                yield start, place, tags[start][2:]
            start = place
