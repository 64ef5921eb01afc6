"""The data model's promises, checked on a graph at hand and written from the model, not from the code.

Nothing here imports the gate: `kgbuild verify` must not trust what it checks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.check.edges import edge_problems, entitled
from kgbuild.check.rules import claim_ids, records
from kgbuild.model import GATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.model import Edge, Snapshot

__all__ = ["claim_ids", "edge_problems", "entitled", "problems", "records"]


def problems(snapshot: Snapshot, edges: Iterable[Edge], *, threshold: float = GATE) -> list[str]:
    """One line for each broken rule, sorted; empty when all hold.

    `threshold` is the least confidence of a claim behind a plain edge.
    """
    return sorted({*records(snapshot), *edge_problems(snapshot, edges, threshold=threshold)})
