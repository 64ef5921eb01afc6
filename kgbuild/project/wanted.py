"""Which nodes of a graph are to be made again after a change: all that the change can be seen in.

Too many cost time, too few would leave a store that is not its graph's: where it is not certain that a
node is as it was, it is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.model import Snapshot
    from kgbuild.project.shape import Link


@dataclass(slots=True)
class Wanted:
    """Ids of nodes to make again; `names` are entities whose names, `sentences` documents whose sentences are wanted.

    Of `documents` all claims are wanted, too. Where a graph is told part by part, names come with their entities, and
    the links to the sentences in which they are seen with the documents of `seen`.
    """

    facts: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    sentences: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    judgements: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Part:
    """Part of a graph: nodes to make again, what they are made of, and the plain edges of the wanted entities.

    Entities of `snapshot` that are not wanted themselves have one mention of each kind, and those in the wanted
    documents.
    """

    snapshot: Snapshot
    only: Wanted
    leaving: dict[str, list[Link]] = field(default_factory=dict)
