"""Which nodes of a graph are to be made again after a change: all that the change can be seen in.

Too many cost time, too few would leave a store that is not its graph's: where it is not certain that a
node is as it was, it is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Wanted:
    """Ids of nodes to make again; `names` are entities whose names, `sentences` documents whose sentences are wanted.

    Of `documents` all claims are wanted, too.
    """

    facts: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    judgements: set[str] = field(default_factory=set)
