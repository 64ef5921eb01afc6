"""The gate: which facts may be followed as a plain edge, one pair of entities each.

Everything else (negated, planned, possible, hedged, merely claimed) is found through its claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.model import (
    GATE,
    UNSPECIFIED,
    Edge,
    EntityArg,
    MentionKind,
    Modality,
    Polarity,
    Status,
)
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Arg, Claim, Entity, Fact, Snapshot

OPEN = "RELATED_TO"

STANDING = frozenset({Status.CORROBORATED, Status.SINGLE_SOURCE, Status.DISPUTED})
"""A fact with another status has no plain edge."""

APPROXIMATIONS = frozenset({"about", "almost", "around", "nearly", "roughly", "some"})
"""Words that blur a figure and say nothing against the act: the only hedges that pass the gate."""

NAMED = frozenset({MentionKind.NAME, MentionKind.DEMONYM, MentionKind.METONYM})
SPEECH = "speech"
OF_NAMED = "of_named"
FORM = 4
"""How many letters a name and a form of it share at least: "Rwanda", "Rwandan"."""


def is_named(entity: Entity) -> bool:
    """Whether a source can be held to its words: "Xi" and "the Kremlin", not "a diplomat"."""
    if entity.type == "Document" or entity.external_ids:
        return True
    if entity.mentions:
        return any(mention.kind in NAMED for mention in entity.mentions)
    return entity.name != UNSPECIFIED and not entity.name[:1].islower()


def is_somebody(entity: Entity) -> bool:
    """Whether the text says who or what is meant: not "unspecified", not a mere "I", "we" or "my"."""
    if entity.name == UNSPECIFIED:
        return False
    told = entity.mentions
    return not told or any(mention.kind is not MentionKind.PRONOUN for mention in told)


def is_told_apart(entity: Entity, other: Entity) -> bool:
    """Whether a name tells which one an end is: its own, or one in its words that is not the other end's.

    "The medical school in Lagos" is told; "his wife", "a company", "the Republic" are not, nor is "Lund's wife"
    beside Lund.
    """
    if is_named(entity):
        return True
    theirs = {word[:FORM].casefold() for word in other.name.split()}
    words = [word.strip("“”\"'‘’(),.") for word in entity.name.split()]
    named = any(w[:1].isupper() and w[:FORM].casefold() not in theirs for w in words)
    return named and len(words) > 1


def claim_passes(claim: Claim, entities: Mapping[str, Entity], *, threshold: float = GATE) -> bool:
    """Whether one claim may carry a plain edge (its fact and its arguments are looked at apart)."""
    if claim.relation is None or claim.relation == OPEN:
        return False
    relation = vocabulary().relations.get(claim.relation)
    if relation is None or claim.attributed_to:
        return False
    if claim.polarity is not Polarity.ASSERTED or claim.modality is not Modality.ACTUAL:
        return False
    if claim.hedge and claim.hedge.casefold() not in APPROXIMATIONS:
        return False
    if claim.confidence < threshold:
        return False
    if relation.group == SPEECH:
        speakers = [entities.get(a.entity) for a in claim.subject if isinstance(a, EntityArg)]
        return bool(speakers) and all(s is not None and is_named(s) for s in speakers)
    return True


def _members(args: Iterable[Arg], entities: Mapping[str, Entity]) -> list[str] | None:
    """The entities of an argument list; None where one of them is not resolved to an entity."""
    found = []
    for arg in args:
        if not isinstance(arg, EntityArg):
            return None
        entity = entities.get(arg.entity)
        if entity is None or not is_somebody(entity):
            return None
        found.append(arg.entity)
    return found


def member_pairs(
    relation: str, subject: Iterable[Arg], object_: Iterable[Arg], entities: Mapping[str, Entity]
) -> set[tuple[str, str]]:
    """Every pair that a joint list stands for; a symmetric pair once, the smaller id first.

    A tie that says who somebody is (trait `of_named`) joins only ends that a name tells.
    """
    known = vocabulary().relations.get(relation)
    left, right = _members(subject, entities), _members(object_, entities)
    if known is None or not left or right is None:
        return set()
    pairs = {(a, b) for a in left for b in (right or (left if known.symmetric else ())) if a != b}
    if vocabulary().has(relation, OF_NAMED):
        pairs = {(a, b) for a, b in pairs if _says_who(entities[a], entities[b])}
    return {(min(pair), max(pair)) for pair in pairs} if known.symmetric else pairs


def _says_who(one: Entity, other: Entity) -> bool:
    return is_told_apart(one, other) and is_told_apart(other, one)


def plain_edges(snapshot: Snapshot, *, threshold: float = GATE) -> list[Edge]:
    """The gate: the edges that may be followed in one hop, by relation, source, target, fact.

    A pair gets its edge when the fact stands (corroborated, single source or disputed) and at least one
    of its claims says that very pair in the article's own voice: relation known, asserted, actual, not
    hedged, sure enough, all arguments resolved to entities. Speech acts need a named speaker.
    """
    entities = {entity.id: entity for entity in snapshot.entities}
    claims = {claim.id: claim for claim in snapshot.claims}
    edges = []
    for fact in snapshot.facts:
        edges += fact_edges(fact, claims, entities, threshold=threshold)
    edges.sort(key=lambda e: (e.relation, e.source, e.target, e.fact))
    return edges


def fact_edges(
    fact: Fact,
    claims: Mapping[str, Claim],
    entities: Mapping[str, Entity],
    *,
    threshold: float = GATE,
) -> list[Edge]:
    """One fact's plain edges; `claims` and `entities` by id."""
    pairs = sorted(_fact_pairs(fact, claims, entities, threshold))
    return [Edge(fact.relation or OPEN, source, target, fact.id) for source, target in pairs]


def _fact_pairs(
    fact: Fact, claims: Mapping[str, Claim], entities: Mapping[str, Entity], threshold: float
) -> set[tuple[str, str]]:
    if fact.relation is None or fact.status not in STANDING:
        return set()
    if fact.polarity is not Polarity.ASSERTED:
        return set()
    wanted = member_pairs(fact.relation, fact.subject, fact.object, entities)
    if not wanted:
        return set()
    said: set[tuple[str, str]] = set()
    for id_ in fact.claims:
        claim = claims.get(id_)
        if claim is None or claim.relation != fact.relation:
            continue
        if claim_passes(claim, entities, threshold=threshold):
            said |= member_pairs(fact.relation, claim.subject, claim.object, entities)
    return wanted & said
