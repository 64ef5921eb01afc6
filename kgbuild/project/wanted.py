"""Which nodes of a graph are to be made again after a change: all that the change can be seen in.

Too many cost time, too few would leave a store that is not its graph's: where it is not certain that a
node is as it was, it is wanted.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.model import ClaimArg, EntityArg

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from kgbuild.model import Claim, Judgement, Snapshot

PERSON = "person"


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


def wanted_after(
    snapshot: Snapshot,
    *,
    documents: Collection[str],
    entities: Collection[str],
    renamed: Collection[str],
    clusters: AbstractSet[str],
    dated: Collection[str],
    facts: Collection[str],
    ends: Collection[str],
    conflicts: Collection[str],
    judgements: Collection[str],
) -> Wanted:
    """The nodes that a change is seen in, given what of the graph is new or another.

    `renamed` are entities that captions see otherwise, `clusters` those that belong to another entity now,
    `ends` entities of facts that changed or went.
    """
    moved: set[str] = set()
    settlers: set[str] = set()
    for entity in snapshot.entities:
        if not clusters.isdisjoint(entity.clusters):
            settlers.add(entity.id)
            moved.update(
                mention.document
                for mention in entity.mentions
                if not clusters.isdisjoint(mention.clusters)
            )
    found = Wanted(
        facts=set(facts),
        entities={*entities, *ends},
        names=set(entities),
        documents=set(documents),
        sentences={*documents, *moved},
        conflicts=set(conflicts),
        judgements=_judgements(snapshot.judgements, set(judgements), set(clusters)),
    )
    renamed = set(renamed)
    fact_of = {c: f for f in snapshot.facts for c in f.claims}
    for fact in snapshot.facts:
        if fact.id in found.facts:
            found.claims.update(fact.claims)
    outer: dict[str, list[str]] = defaultdict(list)
    for claim in snapshot.claims:
        for inner in _inner(claim):
            outer[inner].append(claim.id)
        if (
            claim.document in found.documents
            or claim.id in dated
            or not renamed.isdisjoint(_named(claim))
            or (claim.document in moved and not settlers.isdisjoint(_named(claim)))
        ):
            found.claims.add(claim.id)
    # A claim's caption holds the words of the claim that it speaks of, one step deep.
    for id_ in list(found.claims):
        found.claims.update(outer[id_])
    for id_ in found.claims:
        if id_ in fact_of:
            fact = fact_of[id_]
            found.facts.add(fact.id)
            found.entities.update(
                a.entity for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)
            )
    return found


def _inner(claim: Claim) -> Iterator[str]:
    return (a.claim for a in (*claim.subject, *claim.object) if isinstance(a, ClaimArg))


def _named(claim: Claim) -> Iterator[str]:
    """Every entity that a claim names."""
    yield from (a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg))
    yield from (*claim.attributed_to, *claim.place, *claim.about)


def _judgements(judgements: Iterable[Judgement], changed: set[str], clusters: set[str]) -> set[str]:
    """Judgements that are new, on clusters that moved, or on a pair that a person has spoken on."""
    pairs: dict[frozenset[str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        pairs[frozenset((judgement.left, judgement.right))].append(judgement)
    found: set[str] = set()
    for pair, given in pairs.items():
        if len(given) > 1 or pair & clusters or any(j.id in changed for j in given):
            found.update(j.id for j in given)
    return found
