"""How much is in a graph, by kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kgbuild.ledger.views import WORTH
from kgbuild.model import EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Claim, Entity, Fact, Snapshot


COUNTS = "counts"
"""What the ledger calls the counts of its graph."""
SORTS = ("open_claims", "claims_of_others", "negated", "not_actual")


def counts(s: Snapshot, edges: int) -> dict[str, Any]:
    """Counts of everything in a snapshot; `edges` is the number of its plain edges."""
    told = counted(s.claims)
    return {
        "documents": len(s.documents),
        "entities": len(s.entities),
        "named_entities": sum(e.attributes.get("named") != "no" for e in s.entities),
        "mentions": sum(len(e.mentions) for e in s.entities),
        "claims": len(s.claims),
        **{sort: told[sort] for sort in SORTS},
        "facts": len(s.facts),
        "facts_worth_most": sum(f.worth >= WORTH for f in s.facts),
        "edges": edges,
        "conflicts": len(s.conflicts),
        "rejects": len(s.rejects),
        "faults": len(s.faults),
        "by_type": dict(sorted(Counter(e.type for e in s.entities).items())),
        "by_relation": by_relation(told),
        "by_name": _names_worth_most(s),
        "by_status": dict(sorted(Counter(str(f.status) for f in s.facts).items())),
    }


def counted(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims there are, of each sort and relation ("relation MET")."""
    found: Counter[str] = Counter()
    for claim in claims:
        found["claims"] += 1
        found["open_claims"] += claim.relation is None
        found["claims_of_others"] += bool(claim.attributed_to)
        found["negated"] += claim.polarity == "negated"
        found["not_actual"] += claim.modality != "actual"
        found["relation " + (claim.relation or "(open)")] += 1
    return found


def by_relation(told: Counter[str]) -> dict[str, int]:
    """Claims of each relation, of such counts."""
    rows = ((name.partition(" ")[2], n) for name, n in told.items() if name.startswith("relation "))
    return dict(sorted(row for row in rows if row[1]))


def grown(
    before: dict[str, Any], *, rows: Counter[tuple[str, ...]], claims: Counter[str]
) -> dict[str, Any]:
    """Counts after a change: `rows` and `claims` say by how much each has grown; `by_name` is left as it is."""
    found = dict(before)
    for name in (
        "entities",
        "named_entities",
        "mentions",
        "facts",
        "facts_worth_most",
        "edges",
        "conflicts",
    ):
        found[name] += rows[(name,)]
    for name in ("claims", *SORTS):
        found[name] += claims[name]
    for table in ("by_type", "by_status"):
        told = Counter(found[table])
        told.update({pair[1]: n for pair, n in rows.items() if pair[0] == table})
        found[table] = {name: n for name, n in sorted(told.items()) if n}
    told = Counter({f"relation {name}": n for name, n in found["by_relation"].items()})
    told.update(claims)
    found["by_relation"] = by_relation(told)
    return found


def worth_telling(facts: Iterable[Fact]) -> Counter[str]:
    """How many facts worth an analyst's while name each entity."""
    found: Counter[str] = Counter()
    for fact in facts:
        if fact.worth >= WORTH:
            found.update(
                {a.entity for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)}
            )
    return found


def _names_worth_most(s: Snapshot) -> dict[str, int]:
    return names_worth_most(worth_telling(s.facts), {e.id: e for e in s.entities})


def names_worth_most(
    found: Mapping[str, int], entities: Mapping[str, Entity], number: int = 10
) -> dict[str, int]:
    """The names with the most facts that are worth an analyst's while, and how many each has."""
    named = [i for i in found if i in entities and entities[i].attributes.get("named") != "no"]
    best = sorted(named, key=lambda i: (-found[i], entities[i].name, i))
    return {entities[i].name: found[i] for i in best[:number]}
