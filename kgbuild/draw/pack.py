"""Tables of rows as columns: keys once, repeated strings once, seldom keys with their places.

A file of 60,000 statements is two fifths smaller this way, and the browser reads it faster.
explorer/data.js unpacks it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """`n` rows; for each key of `c` the values `v`, in the order of the rows.

    Where not every row has the key, `at` holds the steps from row to row that has it (the first from
    0). Where strings repeat, `w` holds them once and `v` their places in it.

    >>> packed([{"t": "City"}, {"t": "City", "x": 1}, {"t": "City", "x": 2}])
    {'n': 3, 'c': {'t': {'w': ['City'], 'v': [0, 0, 0]}, 'x': {'at': [1, 1], 'v': [1, 2]}}}
    """
    places: dict[str, list[int]] = {}
    values: dict[str, list[Any]] = {}
    for i, row in enumerate(rows):
        for key, value in row.items():
            places.setdefault(key, []).append(i)
            values.setdefault(key, []).append(value)
    return {
        "n": len(rows),
        "c": {key: _column(places[key], values[key], len(rows)) for key in values},
    }


def _column(places: list[int], values: list[Any], count: int) -> dict[str, Any]:
    column: dict[str, Any] = {}
    if len(places) < count:
        column["at"] = [here - before for before, here in pairwise([0, *places])]
    if all(isinstance(value, str) for value in values):
        words = {word: i for i, word in enumerate(dict.fromkeys(values))}
        if len(words) * 2 <= len(values):
            return {**column, "w": list(words), "v": [words[value] for value in values]}
    return {**column, "v": values}
