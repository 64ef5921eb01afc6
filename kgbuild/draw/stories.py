"""What a graph's articles are about: those that share people and bodies, with what is most worth knowing of each.

Articles that tell one fact, or that name the same few names which others seldom name, are one story. A name that is
everywhere (a country, an agency) joins nothing. Stories of more articles come first, then the worthier ones.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kgbuild.model import EntityArg, Status
from kgbuild.project import is_named
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from kgbuild.model import Entity, Fact, Snapshot

ALIKE = 0.34
"""Share of the weight of an article's names that two articles must have in common."""
SHARED = 2
"""Names that they must share at least."""
COMMON = 0.08
"""A name in a larger share of the articles than this joins none of them (with at least `FEW` articles)."""
FEW = 4
TOLD_BY = 12
NAMES, FACTS = 14, 6
MOST = 60
"""Stories, names and facts that are shown."""
OPEN = frozenset({Status.PLANNED, Status.NEGATED, Status.IMPLAUSIBLE})


@dataclass(frozen=True, slots=True)
class Story:
    """Ids of its names (the most told of first), facts (the worthiest first) and articles."""

    names: tuple[str, ...]
    facts: tuple[str, ...]
    documents: tuple[str, ...]


def stories(snapshot: Snapshot) -> list[Story]:
    """The stories of a graph, at most `MOST`."""
    if not snapshot.documents:
        return []
    named = {e.id: e for e in snapshot.entities if is_named(e)}
    told = _told(snapshot, named)
    group = _grouped(snapshot, named)
    members: dict[str, list[str]] = defaultdict(list)
    for document in snapshot.documents:
        members[group[document.id]].append(document.id)
    facts: dict[str, list[Fact]] = defaultdict(list)
    for fact in snapshot.facts:
        for root in {group[d] for d in fact.documents if d in group}:
            facts[root].append(fact)
    found = []
    for root, documents in members.items():
        best = sorted(facts[root], key=lambda f: (f.status in OPEN, -_weight(f, named), f.id))
        counts: Counter[str] = Counter()
        for source in documents:
            counts.update(told.get(source, Counter()))
        names = sorted(counts, key=lambda e: (named[e].type == "Country", -counts[e], e))
        if best:
            kept = tuple(f.id for f in best[:FACTS])
            value = round(sum(_weight(f, named) for f in best[:FACTS]), 4)
            found.append(
                (len(documents), value, Story(tuple(names[:NAMES]), kept, tuple(documents)))
            )
    found.sort(key=lambda row: (-min(row[0], 12), -row[1], row[2].documents))
    return [story for _, _, story in found[:MOST]]


def _weight(fact: Fact, named: dict[str, Entity]) -> float:
    """What a fact is worth at the head of a story: more where both ends have names, and something happens."""
    relation = vocabulary().relations.get(fact.relation or "")
    event = 1.0 if relation is not None and relation.is_event else 0.6
    ends = [a.entity in named for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)]
    return float(fact.worth) * event * (1.0 if len(ends) > 1 and all(ends) else 0.6)


def _told(snapshot: Snapshot, named: dict[str, Entity]) -> dict[str, Counter[str]]:
    """Document -> its named entities, with the number of claims about each."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in snapshot.claims:
        ends = {a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)}
        named_here = {*ends, *claim.about, *claim.attributed_to} & named.keys()
        found[claim.document].update(named_here)
    return found


def _grouped(snapshot: Snapshot, named: dict[str, Entity]) -> dict[str, str]:
    """Document -> the first document of its story."""
    order = {d.id: at for at, d in enumerate(snapshot.documents)}
    parent = {d: d for d in order}

    def top(document: str) -> str:
        while parent[document] != document:
            parent[document] = parent[parent[document]]
            document = parent[document]
        return document

    def join(one: str, two: str) -> None:
        first, last = sorted((top(one), top(two)), key=order.__getitem__)
        parent[last] = first

    known = vocabulary().relations
    for fact in snapshot.facts:
        happens = fact.relation in known and known[fact.relation or ""].is_event
        if happens and len(fact.documents) <= TOLD_BY and set(fact.documents) <= order.keys():
            for document in fact.documents[1:]:
                join(fact.documents[0], document)
    most = max(FEW, int(COMMON * len(order)))
    weight: dict[str, float] = {}
    whole: dict[str, float] = defaultdict(float)
    shared: dict[tuple[str, str], list[float]] = defaultdict(list)
    for entity in sorted(named.values(), key=lambda e: e.id):
        documents = sorted({m.document for m in entity.mentions if m.document in order})
        if not documents or len(documents) > most or entity.type == "Country":
            continue
        weight[entity.id] = math.log(1 + len(order) / len(documents))
        for document in documents:
            whole[document] += weight[entity.id]
        for pair in combinations(documents, 2):
            shared[pair].append(weight[entity.id])
    for (one, two), common in sorted(shared.items()):
        if len(common) >= SHARED and sum(common) >= ALIKE * min(whole[one], whole[two]):
            join(one, two)
    return {document: top(document) for document in order}
