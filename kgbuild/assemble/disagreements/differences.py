"""How reports of one fact differ: place, time, figure, rank, strength, certainty, wording, grain.

Each rule is a function (claims of one fact, context) -> Difference or None, in `differences_hard` and
`differences_soft`; `DIFFERENCES` lists them in the order of their weight. They compare documents: an
article is not set against itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.hard import figure, place, rank, time
from kgbuild.assemble.disagreements.soft import (
    certainty,
    quoted,
    reason,
    strength,
    told_by,
    told_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.disagreements.difference import Difference, Rule
    from kgbuild.model import Claim

DIFFERENCES: tuple[Rule, ...] = (
    place,
    time,
    figure,
    rank,
    strength,
    told_by,
    certainty,
    quoted,
    told_of,
    reason,
)

# All of these are told; of the softer rules only the first that finds something.
HARD: tuple[Rule, ...] = (place, time, figure, rank)

MANY = 48


def differences(claims: Sequence[Claim], context: Context) -> list[Difference]:
    """All hard conflicts of a fact, and the first of the softer differences."""
    if len({c.document for c in claims}) < 2:
        return []
    ordered = _few(sorted(claims, key=lambda c: (c.document, c.evidence.start, c.id)))
    found: list[Difference] = []
    for rule in DIFFERENCES:
        if found and rule not in HARD:
            break
        difference = rule(ordered, context)
        if difference is not None:
            found.append(difference)
    return found


def _few(ordered: list[Claim]) -> list[Claim]:
    """At most a few claims a document, and a few dozen in all: every pair is looked at."""
    kept: list[Claim] = []
    taken: dict[str, int] = {}
    for claim in ordered:
        taken[claim.document] = taken.get(claim.document, 0) + 1
        if taken[claim.document] <= 4 and len(kept) < MANY:
            kept.append(claim)
    return kept
