"""Measures of coreference over mentions: MUC, B-cubed and CEAF-e, and wrong merges.

Both sides are a mapping from mention to cluster over the same mentions: a mention that the graph
lacks stands there as a cluster of its own. MUC is that of Vilain et al. (1995), B-cubed of Bagga and
Baldwin (1998), CEAF-e (the φ4 similarity) of Luo (2005).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from numpy.typing import NDArray


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 where both are.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def groups(labels: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """The clusters of a labelling, as sets of mentions."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(members) for members in found.values()]


def muc(gold: Mapping[Hashable, Hashable], got: Mapping[Hashable, Hashable]) -> tuple[float, float]:
    """Precision and recall over links: a cluster of n mentions has n - 1."""
    return _links(got, gold), _links(gold, got)


def _links(key: Mapping[Hashable, Hashable], answer: Mapping[Hashable, Hashable]) -> float:
    right = whole = 0
    for members in groups(key):
        right += len(members) - len({answer[mention] for mention in members})
        whole += len(members) - 1
    return right / whole if whole else 0.0


def b_cubed(
    gold: Mapping[Hashable, Hashable], got: Mapping[Hashable, Hashable]
) -> tuple[float, float]:
    """Precision and recall, averaged over mentions.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    (0.5555555555555555, 1.0)
    """
    if not gold:
        return 0.0, 0.0
    of_gold = {m: members for members in groups(gold) for m in members}
    of_got = {m: members for members in groups(got) for m in members}
    both = {m: len(of_gold[m] & of_got[m]) for m in gold}
    precision = sum(both[m] / len(of_got[m]) for m in gold) / len(gold)
    recall = sum(both[m] / len(of_gold[m]) for m in gold) / len(gold)
    return precision, recall


def ceaf_e(
    gold: Mapping[Hashable, Hashable], got: Mapping[Hashable, Hashable]
) -> tuple[float, float]:
    """Precision and recall of the best pairing of clusters, each pair weighed by its Dice similarity."""
    keys, answers = groups(gold), groups(got)
    if not keys or not answers:
        return 0.0, 0.0
    weights = np.array(
        [[2 * len(k & a) / (len(k) + len(a)) for a in answers] for k in keys], dtype=float
    )
    total = best_pairing(weights)
    return total / len(answers), total / len(keys)


def best_pairing(weights: NDArray[np.float64]) -> float:
    """The greatest sum of one weight a row and column (the Hungarian method, O(n³)).

    >>> float(best_pairing(np.array([[1.0, 0.9], [0.9, 0.0]])))
    1.8
    """
    cost = -(weights if weights.shape[0] <= weights.shape[1] else weights.T)
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        owner[0], place = row, 0
        least = np.full(columns + 1, np.inf)
        came = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while owner[place]:
            used[place] = True
            here = owner[place]
            free = np.flatnonzero(~used[1:]) + 1
            slack = cost[here - 1, free - 1] - u[here] - v[free]
            better = slack < least[free]
            least[free[better]] = slack[better]
            came[free[better]] = place
            step_to = free[np.argmin(least[free])]
            delta = least[step_to]
            u[owner[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            place = int(step_to)
        while place:
            owner[place] = owner[came[place]]
            place = int(came[place])
    return float(-sum(cost[owner[j] - 1, j - 1] for j in range(1, columns + 1) if owner[j]))


def wrong_merges(
    gold: Mapping[Hashable, Hashable], got: Mapping[Hashable, Hashable]
) -> tuple[int, int]:
    """Clusters of the graph that hold mentions of several entities, and clusters in all (of two mentions and more)."""
    many = [members for members in groups(got) if len(members) > 1]
    return sum(len({gold[m] for m in members}) > 1 for members in many), len(many)
