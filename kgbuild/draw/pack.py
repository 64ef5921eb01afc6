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
    keys = dict.fromkeys(key for row in rows for key in row)
    return {"n": len(rows), "c": {key: _column(rows, key) for key in keys}}


def _column(rows: Sequence[Mapping[str, Any]], key: str) -> dict[str, Any]:
    places = [i for i, row in enumerate(rows) if key in row]
    values = [rows[i][key] for i in places]
    column: dict[str, Any] = {}
    if len(places) < len(rows):
        column["at"] = [here - before for before, here in pairwise([0, *places])]
    if all(isinstance(value, str) for value in values):
        words = {word: i for i, word in enumerate(dict.fromkeys(values))}
        if len(words) * 2 <= len(values):
            return {**column, "w": list(words), "v": [words[value] for value in values]}
    return {**column, "v": values}
