"""How much is in a graph, by kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kgbuild.model import EntityArg

if TYPE_CHECKING:
    from kgbuild.model import Snapshot

WORTH = 0.6


def counts(s: Snapshot, edges: int) -> dict[str, Any]:
    """Counts of everything in a snapshot; `edges` is the number of its plain edges."""
    return {
        "documents": len(s.documents),
        "entities": len(s.entities),
        "named_entities": sum(e.attributes.get("named") != "no" for e in s.entities),
        "mentions": sum(len(e.mentions) for e in s.entities),
        "claims": len(s.claims),
        "open_claims": sum(c.relation is None for c in s.claims),
        "claims_of_others": sum(bool(c.attributed_to) for c in s.claims),
        "negated": sum(c.polarity == "negated" for c in s.claims),
        "not_actual": sum(c.modality != "actual" for c in s.claims),
        "facts": len(s.facts),
        "facts_worth_most": sum(f.worth >= WORTH for f in s.facts),
        "edges": edges,
        "conflicts": len(s.conflicts),
        "rejects": len(s.rejects),
        "faults": len(s.faults),
        "by_type": dict(sorted(Counter(e.type for e in s.entities).items())),
        "by_relation": dict(sorted(Counter(c.relation or "(open)" for c in s.claims).items())),
        "by_name": _names_worth_most(s),
        "by_status": dict(sorted(Counter(str(f.status) for f in s.facts).items())),
    }


def _names_worth_most(s: Snapshot, number: int = 10) -> dict[str, int]:
    """The names with the most facts that are worth an analyst's while, and how many each has."""
    found: Counter[str] = Counter()
    for fact in s.facts:
        if fact.worth >= WORTH:
            found.update(
                {a.entity for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)}
            )
    entities = {e.id: e for e in s.entities if e.id in found}
    named = {i: found[i] for i, e in entities.items() if e.attributes.get("named") != "no"}
    best = sorted(named, key=lambda i: (-named[i], entities[i].name, i))
    return {entities[i].name: named[i] for i in best[:number]}
