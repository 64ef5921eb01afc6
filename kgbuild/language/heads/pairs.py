"""What is told of a mention and of a pair of mentions besides their words' vectors: the same in training and in use.

A mention is its head word. A pair is (later, earlier): may the later one stand for what the earlier one names? All
that is told is plain: the kind of word, how far apart, which words are shared, quotation marks, number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = (
    "name", "noun", "other", "i", "we", "you", "he", "she", "it", "they", "this", "who", "one",
)  # fmt: skip
"""Kinds of head words; all from "i" on are pronouns."""

_FORMS = {
    "i": "i me my mine myself",
    "we": "we us our ours ourselves",
    "you": "you your yours yourself yourselves",
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves themself",
    "this": "this that these those",
    "who": "who whom whose which",
    "one": "one ones another both all some many others other each either neither none anyone "
    "everyone someone somebody everybody anybody everything something anything",
}
PRONOUNS = {form: KINDS.index(kind) for kind, forms in _FORMS.items() for form in forms.split()}
"""Lower-case pronoun to its kind's place."""

_SMALL = frozenset({
    "a", "an", "the", "of", "and", "in", "on", "at", "for", "to", "by", "from", "with",
    "mr", "mrs", "ms", "dr", "sir", "lord",
})  # fmt: skip
_PLURAL = frozenset({"NNS", "NNPS"})
_SINGULAR = frozenset({"NN", "NNP"})
_NUMBER = {"i": 0, "he": 0, "she": 0, "it": 0, "we": 1, "they": 1}
_OPEN, _CLOSE, _EITHER = frozenset({"“", "``", "«"}), frozenset({"”", "''", "»"}), '"'

STRINGS = (
    "none", "noun", "name", "same run", "inside", "around", "overlap", "initials",
)  # fmt: skip
"""How the words of two mentions compare: the later's name may lie inside the earlier's, or around it."""

_SENTENCES = np.array([1, 2, 3, 4, 5, 8, 12, 20, 32])
_RANKS = np.array([2, 3, 4, 5, 8, 16, 32, 64])
_WORDS = np.array([2, 3, 4, 6, 9, 13, 19, 28])
_COUNT = len(KINDS)
SIZES = (_COUNT * _COUNT, 10 * _COUNT, 9, len(STRINGS), 5, 9, 10)
"""How many values each column of `pair_columns` has."""
COLUMNS = sum(SIZES)
_OFFSETS = np.cumsum([0, *SIZES[:-1]])

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Described:
    """A mention's head: its sentence, its place among the document's words, and what its form says."""

    sentence: int
    word: int
    kind: int
    form: str
    run: frozenset[str]
    quote: int
    number: int
    """0 singular, 1 plural, 2 unknown."""


class Describer:
    """Describes words of one document, sentence after sentence."""

    def __init__(
        self,
        sentences: Sequence[Sequence[str]],
        upos: Sequence[Sequence[str]],
        xpos: Sequence[Sequence[str]],
    ) -> None:
        self.sentences, self.upos, self.xpos = sentences, upos, xpos
        self.offsets = [0]
        for words in sentences:
            self.offsets.append(self.offsets[-1] + len(words))
        self.quotes = _quotes([word for words in sentences for word in words])

    def word(self, sentence: int, place: int) -> Described:
        """Describe a word (sentence and place from 0) as a mention's head."""
        words = self.sentences[sentence]
        form = words[place].lower()
        tag, fine = self.upos[sentence][place], self.xpos[sentence][place]
        kind = 0 if tag == "PROPN" else 1
        if tag in {"PRON", "DET", "ADJ", "NUM"} and form in PRONOUNS:
            kind = PRONOUNS[form]
        elif tag not in {"PROPN", "NOUN"}:
            kind = 2
        number = _NUMBER.get(KINDS[kind], 2)
        if number == 2:
            number = 1 if fine in _PLURAL else 0 if fine in _SINGULAR else 2
        at = self.offsets[sentence] + place
        run = _run(words, place) if kind in (0, 2) else frozenset()
        return Described(sentence, at, kind, form, run, self.quotes[at], number)


def _quotes(words: Sequence[str]) -> list[int]:
    """Number the quotations of a document; words outside have 0. One that is not closed ends after 120 words."""
    result: list[int] = []
    number = count = since = 0
    for word in words:
        closes = word in _CLOSE or (word == _EITHER and number)
        if number and (closes or since > 120):
            number = 0
        elif not number and (word in _OPEN or word == _EITHER):
            count += 1
            number, since = count, 0
        since += 1
        result.append(number)
    return result


def _run(words: Sequence[str], place: int) -> frozenset[str]:
    """Return the capitalized words around a word, small words left out."""
    if not words[place][:1].isupper():
        return frozenset()
    start = end = place
    while start > 0 and words[start - 1][:1].isupper():
        start -= 1
    while end + 1 < len(words) and words[end + 1][:1].isupper():
        end += 1
    found = {word.lower() for word in words[start : end + 1]}
    return frozenset(found - _SMALL)


def shared_words(mentions: Sequence[Described]) -> dict[tuple[int, int], int]:
    """Return the place in STRINGS of every pair (later, earlier) that shares words; others have "none"."""
    found: dict[tuple[int, int], int] = {}
    by_word: dict[str, list[int]] = defaultdict(list)
    initials: dict[str, list[int]] = defaultdict(list)
    for later, mention in enumerate(mentions):
        if mention.kind > 2:
            continue
        for word in mention.run or {mention.form}:
            for earlier in by_word[word][-64:]:
                found[later, earlier] = _compare(mention, mentions[earlier])
            by_word[word].append(later)
        if 1 < len(mention.form) < 7:
            for earlier in initials[mention.form][-8:]:
                found.setdefault((later, earlier), STRINGS.index("initials"))
        if len(mention.run) > 1:
            initials["".join(sorted(word[0] for word in mention.run))].append(later)
            # The order of a set is lost: short forms are looked up by their sorted letters too.
        if mention.form.isalpha() and len(mention.run) == 1:
            for earlier in initials["".join(sorted(mention.form))][-8:]:
                if earlier != later:
                    found.setdefault((later, earlier), STRINGS.index("initials"))
    return found


def _compare(later: Described, earlier: Described) -> int:
    if not later.run or not earlier.run:
        return 1 if later.form == earlier.form and later.kind else 6
    if later.run == earlier.run:
        return 3
    if later.run < earlier.run:
        return 4
    if earlier.run < later.run:
        return 5
    return 2 if later.form == earlier.form else 6


class PairTable:
    """The mentions of one document as arrays, and the columns of any of their pairs."""

    def __init__(self, mentions: Sequence[Described]) -> None:
        def column(name: str) -> Ints:
            return np.array([getattr(one, name) for one in mentions], np.int64)

        self.sentence, self.word = column("sentence"), column("word")
        self.kind, self.quote, self.number = column("kind"), column("quote"), column("number")
        shared = shared_words(mentions)
        keys = np.array([i * len(mentions) + j for i, j in shared], np.int64)
        order = np.argsort(keys)
        self._keys, self._shared = keys[order], np.array(list(shared.values()), np.int64)[order]

    def strings(self, later: Ints, earlier: Ints) -> Ints:
        """Return the places in STRINGS of pairs."""
        if not len(self._keys):
            return np.zeros(len(later), np.int64)
        wanted = later * len(self.kind) + earlier
        at = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return np.where(self._keys[at] == wanted, self._shared[at], 0)

    def columns(self, later: Ints, earlier: Ints) -> Ints:
        """Return rows of one embedding table [pairs, 7] for pairs of mentions."""
        apart = self.sentence[later] - self.sentence[earlier]
        words = self.word[later] - self.word[earlier]
        quotes = np.where(
            self.quote[later] == self.quote[earlier],
            np.where(self.quote[later] > 0, 3, 0),
            np.where(self.quote[earlier] == 0, 1, np.where(self.quote[later] == 0, 2, 4)),
        )
        found: Ints = np.empty((len(later), len(SIZES)), np.int64)
        found[:, 0] = self.kind[later] * _COUNT + self.kind[earlier]
        found[:, 1] = np.searchsorted(_SENTENCES, apart, side="right") * _COUNT + self.kind[later]
        found[:, 2] = np.searchsorted(_RANKS, later - earlier, side="right")
        found[:, 3] = self.strings(later, earlier)
        found[:, 4] = quotes
        found[:, 5] = self.number[later] * 3 + self.number[earlier]
        found[:, 6] = np.where(apart == 0, np.searchsorted(_WORDS, words, side="right"), 9)
        found += _OFFSETS
        return found
