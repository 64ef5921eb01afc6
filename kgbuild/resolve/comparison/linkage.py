"""Average linkage over one component: groups join while their mean score stays above a bound.

A missing pair counts 0. What must not be one is asked before every score. Ties are broken by
position, and positions follow content ids: the same input gives the same groups, in any order.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One joining of two groups (positions of their first members) at a mean score."""

    left: int
    right: int
    score: float


def link(
    sizes: list[int],
    scores: Mapping[tuple[int, int], float],
    barred: set[tuple[int, int]],
    gamma: float,
) -> tuple[list[list[int]], list[Step], dict[tuple[int, int], float]]:
    """Groups of positions, the steps taken, and the mean scores that are left between groups.

    `sizes` are weights of the positions; `scores` and `barred` hold pairs (i, j) with i < j.
    """
    groups = _Groups(sizes, scores, barred, gamma)
    steps = []
    while (step := groups.nearest()) is not None:
        steps.append(step)
        groups.join(step.left, step.right)
    alive = [i for i, is_alive in enumerate(groups.alive) if is_alive]
    return [sorted(groups.members[i]) for i in alive], steps, groups.means()


class _Groups:
    """Groups with their weights, the sums of scores between them, and which must stay apart."""

    def __init__(
        self,
        sizes: list[int],
        scores: Mapping[tuple[int, int], float],
        barred: set[tuple[int, int]],
        gamma: float,
    ) -> None:
        count = len(sizes)
        self.gamma, self.weight = gamma, list(sizes)
        self.members: list[list[int]] = [[i] for i in range(count)]
        self.alive, self.version = [True] * count, [0] * count
        self.total: list[dict[int, float]] = [{} for _ in range(count)]
        self.bars: list[set[int]] = [set() for _ in range(count)]
        for (i, j), score in scores.items():
            self.total[i][j] = self.total[j][i] = score * sizes[i] * sizes[j]
        for i, j in barred:
            self.bars[i].add(j)
            self.bars[j].add(i)
        self.heap: list[tuple[float, int, int, int, int]] = []
        for i in range(count):
            for j in self.total[i]:
                if i < j:
                    self.offer(i, j)

    def offer(self, a: int, b: int) -> None:
        """Put two groups up for joining, where their mean score is above the bound."""
        mean = self.total[a][b] / (self.weight[a] * self.weight[b])
        if mean > self.gamma and b not in self.bars[a]:
            low, high = min(a, b), max(a, b)
            heapq.heappush(self.heap, (-mean, low, high, self.version[low], self.version[high]))

    def nearest(self) -> Step | None:
        """The two groups of the highest mean score; None where no two are above the bound."""
        while self.heap:
            mean, a, b, seen_a, seen_b = heapq.heappop(self.heap)
            current = self.version[a] == seen_a and self.version[b] == seen_b
            if self.alive[a] and self.alive[b] and current:
                return Step(a, b, -mean)
        return None

    def join(self, a: int, b: int) -> None:
        """Put the second group into the first."""
        self.alive[b] = False
        self.version[a] += 1
        self.members[a] += self.members[b]
        self.weight[a] += self.weight[b]
        for other, value in self.total[b].items():
            if other != a:
                self.total[a][other] = self.total[a].get(other, 0.0) + value
                self.total[other][a] = self.total[a][other]
                self.total[other].pop(b, None)
        self.total[a].pop(b, None)
        for other in self.bars[b]:
            self.bars[a].add(other)
            self.bars[other].discard(b)
            self.bars[other].add(a)
        self.total[b] = {}
        for other in sorted(self.total[a]):
            if self.alive[other]:
                self.offer(a, other)

    def means(self) -> dict[tuple[int, int], float]:
        """The mean scores between groups that may be joined."""
        return {
            (i, j): value / (self.weight[i] * self.weight[j])
            for i, is_alive in enumerate(self.alive)
            if is_alive
            for j, value in self.total[i].items()
            if i < j and self.alive[j] and j not in self.bars[i]
        }
