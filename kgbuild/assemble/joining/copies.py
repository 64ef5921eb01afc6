"""Reprints and near copies: documents that share much of the shorter one's wording.

Every run of four words is hashed; one hash in four is kept by its value alone, so that a passage
gives the same fingerprints wherever it stands. Two documents are copies when most of the shorter's
fingerprints are the other's too: cutting, reordering and a new headline change little of that, where
resemblance of the wholes (plain MinHash) loses a story cut to a third. Fingerprints after Schleimer,
Wilkerson, Aiken, "Winnowing" (2003), with sampling by value; containment after Broder (1997).
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from kgbuild.disjoint import Disjoint

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

RUN = 4
KEPT = 4
# Share of the shorter document's fingerprints that makes a copy, and the least number of them.
CONTAINED = 0.3
LEAST = 6
# A fingerprint of more documents than this is a stock phrase (or the N-th reprint, found by the rest).
COMMON = 200
WORD = re.compile(r"\w+", re.UNICODE)


def fingerprints(text: str) -> NDArray[np.uint64]:
    """Sorted, distinct fingerprints of a text."""
    import numpy as np  # a tenth of a second, which an answer from the tables has no need of

    words = [zlib.crc32(w.encode("utf8", "surrogatepass")) for w in WORD.findall(text.casefold())]
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    codes = np.array(words, dtype=np.uint64)
    mixed = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for step in range(RUN):
        part = codes[step : len(codes) - RUN + 1 + step]
        mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ (part * np.uint64(0xC2B2AE3D27D4EB4F))
        mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.unique(mixed[mixed % np.uint64(KEPT) == 0])


class CopyIndex:
    """Looks up documents that share wording; built once over all of them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        import numpy as np

        self.ids = sorted(texts)
        prints = [fingerprints(texts[i]) for i in self.ids]
        self.sizes = np.array([len(p) for p in prints], dtype=np.int64)
        self.prints = prints
        hashes = np.concatenate(prints) if prints else np.empty(0, dtype=np.uint64)
        owners = np.repeat(np.arange(len(self.ids), dtype=np.int64), self.sizes)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]

    def near(self, text: str) -> list[tuple[str, float]]:
        """Documents that the text is a copy of (or that copy it), best first, with the share."""
        return [(self.ids[i], share) for i, share in self._near(fingerprints(text))]

    def _near(self, prints: NDArray[np.uint64]) -> list[tuple[int, float]]:
        if len(prints) < LEAST:
            return []
        import numpy as np

        left = np.searchsorted(self._hashes, prints, side="left")
        right = np.searchsorted(self._hashes, prints, side="right")
        few = (right - left) <= COMMON
        spans = [self._owners[a:b] for a, b in zip(left[few], right[few], strict=True) if b > a]
        if not spans:
            return []
        owners, shared = np.unique(np.concatenate(spans), return_counts=True)
        shorter = np.minimum(self.sizes[owners], len(prints))
        share = shared / np.maximum(shorter, 1)
        found = (share >= CONTAINED) & (shared >= LEAST)
        rows = [
            (int(i), round(float(s), 3)) for i, s in zip(owners[found], share[found], strict=True)
        ]
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def groups(self) -> dict[str, str]:
        """Document -> the least id of its family of copies; documents without a copy are left out."""
        sets = Disjoint[int]()
        for i, prints in enumerate(self.prints):
            for other, _ in self._near(prints):
                sets.join(i, other)
        families = sets.groups(range(len(self.ids)))
        return {
            self.ids[i]: self.ids[members[0]]
            for members in families
            if len(members) > 1
            for i in members
        }
