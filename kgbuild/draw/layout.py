"""Where each node stands, computed beforehand so that the picture is there at once.

Each connected part is laid out by forces (Jacomy et al. 2014, "ForceAtlas2": repulsion by degree over
distance, linear attraction), from a start on a golden-angle spiral, best connected in the middle, so
nothing is random. Then boxes (node and label) are pushed apart, and the parts are packed in rows.
2,000 nodes take a few seconds on one core. Units are the picture's pixels at zoom 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from kgbuild.disjoint import Disjoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BLOCK = 256
WIDE = 1.2  # the picture's width over its height
TINY = 12  # up to here no forces are needed
SMALL = 400  # up to here lines get even lengths
LINE = 118.0
GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(
    boxes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Centres of `boxes` (width, height), whole pixels; `edges` are pairs of positions in `boxes`."""
    count = len(boxes)
    if not count:
        return []
    sizes = np.asarray(boxes, dtype=np.float64)
    pairs = np.asarray(sorted({(min(e), max(e)) for e in edges if e[0] != e[1]}), dtype=np.int64)
    pairs = pairs.reshape(-1, 2)
    parts = _components(count, pairs)
    position = np.zeros(count, dtype=np.int64)
    home = np.zeros(count, dtype=np.int64)
    for number, part in enumerate(parts):
        position[part] = np.arange(len(part))
        home[part] = number
    order = np.argsort(home[pairs[:, 0]], kind="stable")
    cuts = np.searchsorted(home[pairs[order, 0]], np.arange(len(parts) + 1))
    laid = [
        _part(sizes[part], position[pairs[order[cuts[i] : cuts[i + 1]]]])
        for i, part in enumerate(parts)
    ]
    places = np.zeros((count, 2))
    shifts = _pack(laid, [sizes[p] for p in parts])
    for part, spots, (dx, dy) in zip(parts, laid, shifts, strict=True):
        places[part] = spots + np.asarray((dx, dy))
    return [(round(float(x)), round(float(y))) for x, y in places]


def _components(count: int, pairs: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Connected parts, largest first; within a part by number."""
    sets = Disjoint[int]()
    for a, b in pairs:
        sets.join(int(a), int(b))
    ordered = sorted(sets.groups(range(count)), key=lambda g: (-len(g), g[0]))
    return [np.asarray(group, dtype=np.int64) for group in ordered]


def _part(sizes: Floats, pairs: NDArray[np.int64]) -> Floats:
    count = len(sizes)
    if count == 1:
        return np.zeros((1, 2))
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    rank = np.argsort(np.lexsort((np.arange(count), -degree)))
    spread = 90.0 * np.sqrt(rank + 0.5)
    angle = rank * GOLDEN
    spots = np.stack([spread * np.cos(angle), spread * np.sin(angle)], axis=1)
    if count > TINY:
        spots = _forces(spots, degree, pairs)
    if count <= SMALL:
        spots = _stress(spots, degree, pairs)
    return _apart(_roomy(_lie_down(spots), sizes), sizes)


def _stress(spots: Floats, degree: Floats, pairs: NDArray[np.int64]) -> Floats:
    """Even out the lines' lengths (Gansner et al. 2004, stress majorization), words fit on them.

    A line between two well-connected nodes is longer, so that their neighbours find room.
    """
    count = len(spots)
    steps = _steps(count, pairs).astype(np.float64)
    busy = np.sqrt(np.minimum(degree, 30.0))
    ideal = steps * LINE + 20.0 * (busy[:, None] + busy[None, :]) * (steps == 1)
    np.fill_diagonal(ideal, 1.0)
    weight = 1.0 / (ideal * ideal)
    np.fill_diagonal(weight, 0.0)
    total = weight.sum(axis=1)
    for _ in range(90):
        dx = spots[:, 0, None] - spots[None, :, 0]
        dy = spots[:, 1, None] - spots[None, :, 1]
        pull = weight * ideal / np.maximum(np.sqrt(dx * dx + dy * dy), 1.0)
        moved = np.empty_like(spots)
        for axis, delta in enumerate((dx, dy)):
            moved[:, axis] = ((weight * spots[None, :, axis]) + pull * delta).sum(axis=1) / total
        spots = moved
    return spots


def _steps(count: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Shortest path lengths between all nodes of a connected part, breadth first."""
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in pairs:
        near[int(a)].append(int(b))
        near[int(b)].append(int(a))
    table = np.zeros((count, count), dtype=np.int64)
    for start in range(count):
        distance = {start: 0}
        edge = [start]
        while edge:
            reached = []
            for node in edge:
                for other in near[node]:
                    if other not in distance:
                        distance[other] = distance[node] + 1
                        reached.append(other)
            edge = reached
        for node, length in distance.items():
            table[start, node] = length
    return table


def _lie_down(spots: Floats) -> Floats:
    """Turn the longest axis to the horizontal: windows are wider than high."""
    x, y = spots[:, 0], spots[:, 1]
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    cos, sin = math.cos(angle), math.sin(angle)
    return np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)


def _repulsion(spots: Floats, mass: Floats) -> Floats:
    """Sum over all others of mass·mass/distance, in blocks of rows that stay in the cache."""
    count = len(spots)
    push = np.empty_like(spots)
    # Half the width is enough here, and twice as fast; the result is rounded to pixels in the end.
    x, y = spots.astype(np.float32).T
    mass32 = mass.astype(np.float32)
    for start in range(0, count, BLOCK):
        rows = slice(start, min(start + BLOCK, count))
        dx = x[rows, None] - x[None, :]
        dy = y[rows, None] - y[None, :]
        weight = mass32[None, :] / (dx * dx + dy * dy + np.float32(1.0))
        push[rows, 0] = (dx * weight).sum(axis=1)
        push[rows, 1] = (dy * weight).sum(axis=1)
    return push * mass[:, None]


def _forces(spots: Floats, degree: Floats, pairs: NDArray[np.int64]) -> Floats:
    count = len(spots)
    steps = 120 if count <= SMALL else 160 if count <= 900 else 100
    mass = degree + 1.0
    strength = 5200.0 if count <= 60 else 3600.0
    # Edges between two hubs pull less, so that hubs part and their neighbours gather round them.
    ends = degree[pairs]
    pull = 1.0 / np.sqrt(np.maximum(1.0, ends.min(axis=1)))
    reach = 140.0 * math.sqrt(count)
    for step in range(steps):
        force = strength * _repulsion(spots, mass)
        delta = (spots[pairs[:, 1]] - spots[pairs[:, 0]]) * (pull * 1.0)[:, None] * 30.0
        for axis in (0, 1):
            force[:, axis] += np.bincount(pairs[:, 0], delta[:, axis], count)
            force[:, axis] -= np.bincount(pairs[:, 1], delta[:, axis], count)
        force -= spots * mass[:, None] * 4.0
        length = np.sqrt((force * force).sum(axis=1)) + 1e-9
        limit = reach * 0.25 * (1 - step / steps) ** 1.5 + 1.0
        move = np.minimum(length / (mass * 60.0), limit) / length
        spots = spots + force * move[:, None]
        spots -= spots.mean(axis=0)
    return spots


def _roomy(spots: Floats, sizes: Floats) -> Floats:
    """Widen everything until the average box has room, so that pushing apart keeps the shape."""
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) * 1.4
    extent = np.ptp(spots, axis=0) + sizes.mean(axis=0)
    return spots * max(1.0, math.sqrt(area / float(extent[0] * extent[1])))


def _apart(spots: Floats, sizes: Floats) -> Floats:
    """Push overlapping boxes apart along the shorter way, until none overlap or 240 rounds are over."""
    count = len(spots)
    spots = spots.copy()
    half = sizes / 2.0
    for turn in range(240):
        if turn % 20 == 19:
            spots *= 1.04  # a crowd that only pushes back and forth needs more room
        order = np.argsort(spots[:, 1], kind="stable")
        left, right = _candidates(spots, half, order)
        delta = spots[right] - spots[left]
        gap = half[left] + half[right] - np.abs(delta)
        hit = (gap > 0.5).all(axis=1)
        if not hit.any():
            break
        left, right, delta, gap = left[hit], right[hit], delta[hit], gap[hit]
        along = (gap[:, 1] <= gap[:, 0]).astype(np.int64)
        amount = gap[np.arange(len(gap)), along] * 0.52
        sign = np.where(delta[np.arange(len(gap)), along] >= 0, 1.0, -1.0)
        for axis in (0, 1):
            part = np.where(along == axis, amount * sign, 0.0)
            spots[:, axis] += np.bincount(right, part, count) - np.bincount(left, part, count)
    return spots


def _candidates(
    spots: Floats, half: Floats, order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs that are close enough in height to overlap: a sweep over the sorted middle heights."""
    height = spots[order, 1]
    tallest = float(half[:, 1].max()) * 2
    ends = np.searchsorted(height, height + tallest, side="right")
    counts = ends - np.arange(len(order)) - 1
    left = np.repeat(np.arange(len(order)), counts)
    start = np.repeat(np.cumsum(counts) - counts, counts)
    right = left + 1 + (np.arange(len(left)) - start)
    return order[left], order[right]


def _pack(laid: list[Floats], sizes: list[Floats]) -> list[tuple[float, float]]:
    """Shifts that set the parts in rows, the largest first; of several widths the one that fits best."""
    margin = 60.0
    lows = [(s - z / 2).min(axis=0) for s, z in zip(laid, sizes, strict=True)]
    highs = [(s + z / 2).max(axis=0) for s, z in zip(laid, sizes, strict=True)]
    frames = [
        (float(h[0] - w[0]) + margin, float(h[1] - w[1]) + margin)
        for w, h in zip(lows, highs, strict=True)
    ]
    widest = max(width for width, _ in frames)
    total = sum(width for width, _ in frames)
    steps = 24
    tries = [
        _rows(frames, max(widest, min(total, widest * (1 + step * step * 0.06))))
        for step in range(steps)
    ]
    _, _, corners = min(tries, key=lambda found: (max(found[0] / WIDE, found[1]), found[0]))
    return [
        (x - float(low[0]), y - float(low[1])) for (x, y), low in zip(corners, lows, strict=True)
    ]


def _rows(
    frames: list[tuple[float, float]], row_width: float
) -> tuple[float, float, list[tuple[float, float]]]:
    """Width, height and upper left corners; in a row, a low part goes below another low one."""
    corners: list[tuple[float, float]] = []
    x = y = tall = used = 0.0
    stack_x = stack_y = stack_width = 0.0
    for width, height in frames:
        if stack_width >= width and stack_y + height <= y + tall:
            corners.append((stack_x, stack_y))
            stack_y += height
            continue
        if x > 0 and x + width > row_width + 0.5:
            x, y, tall = 0.0, y + tall, 0.0
        corners.append((x, y))
        stack_x, stack_y, stack_width = x, y + height, width
        x += width
        used = max(used, x)
        tall = max(tall, height)
    return used, y + tall, corners
