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
    count = len(sizes)
    weight = list(sizes)
    members: list[list[int]] = [[i] for i in range(count)]
    alive = [True] * count
    version = [0] * count
    total: list[dict[int, float]] = [{} for _ in range(count)]
    bars: list[set[int]] = [set() for _ in range(count)]
    for (i, j), score in scores.items():
        value = score * sizes[i] * sizes[j]
        total[i][j] = value
        total[j][i] = value
    for i, j in barred:
        bars[i].add(j)
        bars[j].add(i)

    heap: list[tuple[float, int, int, int, int]] = []

    def push(a: int, b: int) -> None:
        mean = total[a][b] / (weight[a] * weight[b])
        if mean > gamma and b not in bars[a]:
            low, high = min(a, b), max(a, b)
            heapq.heappush(heap, (-mean, low, high, version[low], version[high]))

    for i in range(count):
        for j in total[i]:
            if i < j:
                push(i, j)
    steps = []
    while heap:
        mean, a, b, seen_a, seen_b = heapq.heappop(heap)
        if not (alive[a] and alive[b]) or version[a] != seen_a or version[b] != seen_b:
            continue
        steps.append(Step(a, b, -mean))
        alive[b] = False
        version[a] += 1
        members[a] += members[b]
        weight[a] += weight[b]
        for other, value in total[b].items():
            if other != a:
                total[a][other] = total[a].get(other, 0.0) + value
                total[other][a] = total[a][other]
                total[other].pop(b, None)
        total[a].pop(b, None)
        for other in bars[b]:
            bars[a].add(other)
            bars[other].discard(b)
            bars[other].add(a)
        total[b] = {}
        for other in sorted(total[a]):
            if alive[other]:
                push(a, other)
    groups = [sorted(members[i]) for i in range(count) if alive[i]]
    left = {
        (i, j): value / (weight[i] * weight[j])
        for i in range(count)
        if alive[i]
        for j, value in total[i].items()
        if i < j and alive[j] and j not in bars[i]
    }
    return groups, steps, left
