"""Name scores to name spans: the best sequence of tags that is a proper BIO sequence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


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
