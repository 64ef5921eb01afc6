"""What is counted: names of six kinds, and F1."""

from __future__ import annotations

from collections.abc import Sequence

COUNTED_NAMES = {
    "Person": "Person",
    "Organization": "Organization",
    "Location": "Location",
    "Facility": "Location",
    "NORP": "NORP",
    "Date": "Date",
}


def spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return the counted names of a BIO sequence as (start, end, type).

    >>> sorted(spans(["B-Person", "I-Person", "O", "B-Misc"]))
    [(0, 2, 'Person')]
    """
    found: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            if kind in COUNTED_NAMES:
                found.add((start, index, COUNTED_NAMES[kind]))
            kind = ""
        if tag != "O" and not kind:
            start, kind = index, tag[2:]
    return found


def f1(right: int, found: int, expected: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / max(1, found + expected)
