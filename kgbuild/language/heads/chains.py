"""Antecedents: how likely a mention stands for what an earlier one names, by the vectors of their heads.

Word-level coreference (Dobrovolskii 2021): a mention is its head word, a later one is scored against earlier ones,
and "none of them" scores 0. The scores are learned (`training/losses.py`); the rules of `annotate` use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kgbuild.language.heads.pairs import PRONOUNS, Describer, PairTable

if TYPE_CHECKING:
    from collections.abc import Callable

Floats = NDArray[np.float32]

MOST_WORDS = 60_000
"""Words of a document up to which antecedents are scored; longer ones are left to the rules."""
MENTIONED = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "SYM", "X"})
"""Universal tags of words that may head a mention."""


class Antecedents:
    """The mentions of one document: vectors of the words that may head one, and the scores of their pairs.

    Words are named by their places among the document's words (white space left out); `tokens` maps a Doc's token to
    such a place.
    """

    def __init__(
        self,
        sentences: Sequence[Sequence[str]],
        tags: tuple[Sequence[Sequence[str]], Sequence[Sequence[str]]],
        vectors: dict[int, Floats],
        likely: Sequence[int],
        score: Callable[[dict[str, Any]], tuple[NDArray[np.int64], Floats]],
    ) -> None:
        self._sentences, self._vectors, self._score = sentences, vectors, score
        self._describer = Describer(sentences, *tags)
        self._of = [
            (number, place) for number, words in enumerate(sentences) for place in range(len(words))
        ]
        self.likely = frozenset(likely)
        self.tokens: dict[int, int] = {}
        self._heads: list[int] = []
        self._rank: dict[int, int] = {}
        self._rows: Floats = np.zeros((0, 0), np.float32)
        self._table = PairTable([])
        self._told: dict[tuple[int, bytes], dict[int, float]] = {}

    def mentions(self, heads: Sequence[int]) -> None:
        """Say which words head the mentions at hand; those that the network takes for mentions are added."""
        known = {head for head in heads if head in self._vectors}
        self._heads = sorted(known | {head for head in self.likely if head in self._vectors})
        self._rank = {head: rank for rank, head in enumerate(self._heads)}
        described = [self._describer.word(*self._of[head]) for head in self._heads]
        self._table = PairTable(described)
        if self._heads:
            self._rows = np.stack([self._vectors[head] for head in self._heads]).astype(np.float32)
        self._told = {}

    def scores(self, later: int, earlier: Sequence[int]) -> list[float | None]:
        """Return the scores of one mention's possible antecedents, None for words that no score is known of.

        Of many, those that are unlikely at first sight have none.
        """
        if later not in self._rank:
            return [None] * len(earlier)
        known = [head for head in earlier if head in self._rank and head < later]
        if not known:
            return [None] * len(earlier)
        rows = np.array([self._rank[head] for head in known], np.int64)
        asked = (later, rows.tobytes())
        if asked not in self._told:
            self._told[asked] = self._scored(self._rank[later], rows)
        by_rank = self._told[asked]
        return [by_rank.get(self._rank.get(head, -1)) for head in earlier]

    def _scored(self, later: int, earlier: NDArray[np.int64]) -> dict[int, float]:
        """Return the scores of the likeliest of some mentions (by rank) as antecedents of another."""
        feed = {
            "later": self._rows[later : later + 1],
            "earlier": self._rows[earlier],
            "columns": self._table.columns(np.full(len(earlier), later, np.int64), earlier),
        }
        places, values = self._score(feed)
        rounded: list[float] = (np.round(values * 1024) / 1024).tolist()
        return dict(zip(earlier[places].tolist(), rounded, strict=True))


def may_head(word: str, upos: str) -> bool:
    """Say whether a word's vector is kept: it may head a mention.

    >>> may_head("Oslo", "PROPN"), may_head("his", "PRON"), may_head("said", "VERB")
    (True, True, False)
    """
    return upos in MENTIONED or word.lower() in PRONOUNS
