"""Which plain edges a graph may have, worked out from the data model's text alone.

"The gate for plain edges: relation known, asserted, actual, arguments resolved to entities, not hedged,
confidence at least the threshold, fact not implausible or denied, and the article's own voice (speech
acts themselves pass with a named speaker). A joint list gives an edge for each member." A tie that says who
somebody is has resolved its ends where a name tells them. Each of these words is one function below.
An edge that no claim is entitled to, and a claim that lacks its edge, are both named.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from kgbuild.model import GATE, EntityArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgbuild.model import Arg, Claim, Edge, Entity, Fact, Snapshot

Pair = tuple[str, str]

STANDS = ("corroborated", "single_source", "disputed")
BLURS = ("about", "almost", "around", "nearly", "roughly", "some")
"""Hedges that blur a figure and say nothing against the act."""

NAMES = ("name", "demonym", "metonym")
"""Kinds of mentions that name: a source can be held to its words by one."""


def entitled(snapshot: Snapshot, *, threshold: float = GATE) -> dict[tuple[str, str, str], str]:
    """Every (relation, source, target) that may be a plain edge, and one fact that carries it."""
    claims = {claim.id: claim for claim in snapshot.claims}
    entities = {entity.id: entity for entity in snapshot.entities}
    found: dict[tuple[str, str, str], str] = {}
    for fact in snapshot.facts:
        for left, right in _pairs_of_fact(fact, claims, entities, threshold):
            found.setdefault((str(fact.relation), left, right), fact.id)
    return found


def edge_problems(
    snapshot: Snapshot, edges: Iterable[Edge], *, threshold: float = GATE
) -> Iterator[str]:
    """One line for each edge that nothing entitles, and for each edge that is missing."""
    claims = {claim.id: claim for claim in snapshot.claims}
    entities = {entity.id: entity for entity in snapshot.entities}
    facts = {fact.id: fact for fact in snapshot.facts}
    wanted = {
        (fact.id, str(fact.relation), *pair)
        for fact in snapshot.facts
        for pair in _pairs_of_fact(fact, claims, entities, threshold)
    }
    seen = set()
    for edge in edges:
        key = (edge.fact, edge.relation, edge.source, edge.target)
        where = f"edge {edge.source} {edge.relation} {edge.target}"
        if key in seen:
            yield f"{where}: stands there twice"
        seen.add(key)
        if key not in wanted:
            fact = facts.get(edge.fact)
            yield f"{where}: {_against(edge, fact, claims, entities, threshold)}"
    for fact_id, relation, left, right in sorted(wanted - seen):
        yield f"edge {left} {relation} {right}: is missing; fact {fact_id} entitles to it"


def _pairs_of_fact(
    fact: Fact, claims: Mapping[str, Claim], entities: Mapping[str, Entity], threshold: float
) -> set[Pair]:
    """The pairs of entities that this fact joins in one hop."""
    if fact.status not in STANDS or fact.polarity != "asserted" or fact.relation is None:
        return set()
    said: set[Pair] = set()
    for id_ in fact.claims:
        claim = claims.get(id_)
        if claim is None or claim.relation != fact.relation:
            continue
        if not _objections(claim, entities, threshold):
            said |= _pairs(fact.relation, claim.subject, claim.object, entities)
    return said & _pairs(fact.relation, fact.subject, fact.object, entities)


def _objections(claim: Claim, entities: Mapping[str, Entity], threshold: float) -> list[str]:
    """What speaks against a claim's standing behind a plain edge, in words; empty when nothing does."""
    relation = vocabulary().relations.get(claim.relation or "")
    found = []
    if relation is None or relation.name == "RELATED_TO":
        found.append("is open")
    if claim.polarity != "asserted":
        found.append(f"is {claim.polarity}")
    if claim.modality != "actual":
        found.append(f"is {claim.modality}")
    if claim.hedge and claim.hedge.casefold() not in BLURS:
        found.append(f"is hedged by {claim.hedge!r}")
    if claim.attributed_to:
        found.append("is told by somebody else")
    if not claim.confidence >= threshold:
        found.append(f"is sure only to {claim.confidence}")
    if relation is not None and relation.group == "speech" and not _named(claim.subject, entities):
        found.append("has no named speaker")
    return found


def _named(speakers: Sequence[Arg], entities: Mapping[str, Entity]) -> bool:
    """Whether all speakers are entities that a reader could name."""
    known = [entities.get(arg.entity) for arg in speakers if isinstance(arg, EntityArg)]
    return bool(known) and all(entity is not None and _has_name(entity) for entity in known)


def _has_name(entity: Entity) -> bool:
    if entity.type == "Document" or entity.external_ids:
        return True
    if entity.mentions:
        return any(mention.kind in NAMES for mention in entity.mentions)
    return entity.name != "unspecified" and not entity.name[:1].islower()


def _resolved(args: Sequence[Arg], entities: Mapping[str, Entity]) -> list[str] | None:
    """The entities of a list; None where one of it is words, a figure, a claim, or nobody."""
    found = []
    for arg in args:
        entity = entities.get(arg.entity) if isinstance(arg, EntityArg) else None
        if entity is None or entity.name == "unspecified":
            return None
        if entity.mentions and all(mention.kind == "pronoun" for mention in entity.mentions):
            return None
        found.append(entity.id)
    return found


def _pairs(
    relation: str, subject: Sequence[Arg], object_: Sequence[Arg], entities: Mapping[str, Entity]
) -> set[Pair]:
    """An edge for each member of a joint list; of a relation without direction, once."""
    known = vocabulary().relations.get(relation)
    left, right = _resolved(subject, entities), _resolved(object_, entities)
    if known is None or left is None or right is None:
        return set()
    others = right or left if known.symmetric else right
    joined = {(a, b) for a, b in product(left, others) if a != b}
    if "of_named" in known.traits:
        joined = {(a, b) for a, b in joined if _known(entities[a], entities[b])}
    if known.symmetric:
        return {(min(a, b), max(a, b)) for a, b in joined}
    return joined


def _known(one: Entity, other: Entity) -> bool:
    """Whether each of a tie's ends is known by a name of its own."""
    return all(
        _has_name(end) or _named_within(end.name, beside.name)
        for end, beside in ((one, other), (other, one))
    )


def _named_within(description: str, beside: str) -> bool:
    """Whether a description holds a name that is no form of the name beside it ("Lund's wife" beside Lund)."""
    taken = tuple(word.casefold()[:4] for word in beside.split())
    parts = [word.strip("“”\"'‘’(),.") for word in description.split()]
    found = [p for p in parts if p and p[0].isupper() and p.casefold()[:4] not in taken]
    return len(parts) > 1 and bool(found)


def _against(
    edge: Edge,
    fact: Fact | None,
    claims: Mapping[str, Claim],
    entities: Mapping[str, Entity],
    threshold: float,
) -> str:
    """Why nothing entitles this edge, in words."""
    if fact is None:
        return f"its fact {edge.fact} is missing"
    if edge.source not in entities or edge.target not in entities:
        return "an end is missing"
    if fact.relation != edge.relation:
        return f"its fact {fact.id} says {fact.relation}"
    if fact.status not in STANDS or fact.polarity != "asserted":
        return f"its fact {fact.id} is {fact.status}"
    pair = (edge.source, edge.target)
    if pair not in _pairs(edge.relation, fact.subject, fact.object, entities):
        return f"its ends are not those of its fact {fact.id}"
    told = [claims[c] for c in fact.claims if c in claims]
    spoken = [c for c in told if c.relation == edge.relation]
    if not spoken:
        return f"no claim behind it says {edge.relation}"
    joined = [c for c in spoken if pair in _pairs(edge.relation, c.subject, c.object, entities)]
    if not joined:
        return "no claim behind it joins these two"
    why = "; ".join(
        f"claim {c.id} {', '.join(_objections(c, entities, threshold))}" for c in joined
    )
    return f"no claim behind it passes the gate ({why})"
