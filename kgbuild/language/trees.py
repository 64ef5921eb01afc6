"""Head choices that form one tree: a check, and the best single-root tree where the check fails."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def is_tree(heads: Sequence[int]) -> bool:
    """Say whether heads (places from 1; 0 is the root) make a tree with exactly one root.

    >>> is_tree([2, 0, 2]), is_tree([2, 1, 0]), is_tree([0, 0])
    (True, False, False)
    """
    if sum(head == 0 for head in heads) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for place in range(1, len(heads) + 1):
        path = []
        current = place
        while state[current] == 0:
            state[current] = 1
            path.append(current)
            current = heads[current - 1]
        if state[current] == 1:
            return False
        for step in path:
            state[step] = 2
    return True


def best_tree(scores: Floats) -> list[int]:
    """Return the heads of the best tree with one root, for scores [words, words + 1] (column 0 is the root).

    The root is chosen by its score and by what the tree under it gains: the few best candidates are tried.
    """
    words = scores.shape[0]
    if words == 1:
        return [0]
    square = np.full((words + 1, words + 1), -np.inf, dtype=np.float64)
    square[1:, :] = np.round(scores.astype(np.float64) * 1024.0)
    np.fill_diagonal(square, -np.inf)
    candidates = np.argsort(-square[1:, 0], kind="stable")[:3] + 1
    best_heads: list[int] = []
    best_score = -np.inf
    for root in candidates.tolist():
        trial = square.copy()
        trial[1:, 0] = -np.inf
        trial[root, :] = -np.inf
        trial[root, 0] = square[root, 0]
        heads = _chu_liu_edmonds(trial)
        total = float(trial[np.arange(1, words + 1), heads[1:]].sum())
        if total > best_score:
            best_heads, best_score = heads[1:].tolist(), total
    return best_heads


def _chu_liu_edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the best head of every node (node 0 is the root and keeps head 0); cycles are contracted one at a time."""
    count = scores.shape[0]
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(count, dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    inner = np.asarray(cycle)
    kept = scores[inner, heads[inner]]
    size = len(outer) + 1
    smaller = np.full((size, size), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    entering = scores[np.ix_(inner, outer)] - kept[:, None]
    enter_at = entering.argmax(axis=0)
    smaller[-1, :-1] = entering[enter_at, np.arange(len(outer))]
    leaving = scores[np.ix_(outer, inner)]
    leave_from = leaving.argmax(axis=1)
    smaller[:-1, -1] = leaving[np.arange(len(outer)), leave_from]
    smaller[0, :] = -np.inf
    found = _chu_liu_edmonds(smaller)
    result: NDArray[np.int64] = heads.copy()
    for place, node in enumerate(outer.tolist()):
        if node == 0:
            continue
        head = int(found[place])
        result[node] = inner[leave_from[place]] if head == size - 1 else outer[head]
    entry = int(found[-1])
    result[inner[enter_at[entry]]] = outer[entry]
    return result


def _find_cycle(heads: NDArray[np.int64]) -> list[int] | None:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        current = start
        while state[current] == 0:
            state[current] = 1
            path.append(current)
            current = int(heads[current])
        if state[current] == 1:
            return path[path.index(current) :]
        for step in path:
            state[step] = 2
    return None
