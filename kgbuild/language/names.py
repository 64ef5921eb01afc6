"""Name scores to name spans: the best sequence of tags that is a proper BIO sequence.

A document's mentions of one word vote on its type first: a surname that stands alone is told from a town by the
sentence that gives the full name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

AGREEMENT = 0.7
"""How far a word's type follows the mean of all its places in the document (0 not at all, 1 wholly)."""


class NameDecoder:
    """Knows which tag may follow which."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self._inside = np.array([tag.startswith("I-") for tag in tags])
        self._kind = np.array(
            [-1 if tag == "O" else self.tags.index("B-" + tag[2:]) for tag in tags]
        )
        allowed = ~self._inside[None, :] | (self._kind[:, None] == self._kind[None, :])
        self._penalty = np.where(allowed, 0.0, -1e9)
        self._first = np.where(self._inside, -1e9, 0.0)
        self._outside = self.tags.index("O")
        kinds = sorted({tag[2:] for tag in tags})
        self._kinds = np.array([kinds.index(tag[2:]) for tag in tags])
        self._members = [np.flatnonzero(self._kinds == kind) for kind in range(len(kinds))]

    def agree(
        self, sentences: Sequence[Sequence[str]], scores: Sequence[Floats]
    ) -> dict[int, Floats]:
        """Let the places of each capitalized word in a document agree on its type.

        `scores` holds one table [words, tags] a sentence. Returned are the tables that change, by the sentence's
        place. What begins a name and what goes on with it is left to the sentence; only the type moves.
        """
        places: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(sentences):
            for place, word in enumerate(words):
                if len(word) > 1 and word[0].isupper():
                    places.setdefault(word, []).append((number, place))
        changed: dict[int, Floats] = {}
        for shared in places.values():
            if len(shared) < 2:
                continue
            rows = np.stack([scores[number][place] for number, place in shared]).astype(np.float64)
            best = rows.argmax(axis=1)
            if (best == best[0]).all() and best[0] == self._outside:
                continue
            rows -= rows.max(axis=1, keepdims=True)
            kinds = np.exp(rows)
            kinds /= kinds.sum(axis=1, keepdims=True)
            shares = np.stack([kinds[:, members].sum(axis=1) for members in self._members], axis=1)
            logs = np.log(shares + 1e-9)
            moves = AGREEMENT * (np.log(shares.mean(axis=0) + 1e-9) - logs)
            rows += moves[:, self._kinds]
            for row, (number, place) in zip(rows, shared, strict=True):
                if number not in changed:
                    changed[number] = scores[number].copy()
                changed[number][place] = row
        return changed

    def decode(self, scores: Floats) -> list[int]:
        """Return the best proper sequence of tags for scores [words, tags].

        The plain best choice is taken where it is proper already, which it mostly is.
        """
        rounded = np.round(scores.astype(np.float64) * 1024.0)
        best = rounded.argmax(axis=1)
        if self._is_proper(best):
            return [int(tag) for tag in best]
        logits = rounded / 1024.0
        total = logits[0] + self._first
        back = np.zeros(scores.shape, dtype=np.int64)
        for place in range(1, len(logits)):
            paths = total[:, None] + self._penalty
            back[place] = paths.argmax(axis=0)
            total = paths[back[place], np.arange(len(self.tags))] + logits[place]
        path = [int(total.argmax())]
        for place in range(len(logits) - 1, 0, -1):
            path.append(int(back[place][path[-1]]))
        return path[::-1]

    def _is_proper(self, tags: NDArray[np.int64]) -> bool:
        inside = self._inside[tags]
        if not inside.any():
            return True
        if inside[0]:
            return False
        places = np.flatnonzero(inside)
        return bool((self._kind[tags[places]] == self._kind[tags[places - 1]]).all())

    def spans(self, tags: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return the names as (start, end, type)."""
        found: list[tuple[int, int, str]] = []
        start = -1
        for place, index in enumerate([*tags, self._outside]):
            tag = self.tags[index]
            if start >= 0 and not tag.startswith("I-"):
                found.append((start, place, self.tags[tags[start]][2:]))
                start = -1
            if tag.startswith("B-"):
                start = place
        return found
