"""What the picture draws between two names: the plain edges, and the other kinds beside them.

A plain edge is one that passed the gate. Everything else that an article says between two entities is
drawn too, but as another kind, so that nobody takes a denial for a meeting:

    reported   passed the gate
    disputed   passed the gate, and the articles do not agree
    said       holds only on somebody's word, or is hedged ("reportedly")
    planned    planned, wanted, promised, possible, expected …: not (yet) done
    denied     denied, refused, or said not to have happened
    weak       the articles' own words fit no known relation, or the reading is uncertain
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kgbuild.model import UNSPECIFIED, ClaimArg, EntityArg, Modality, Polarity, Status
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kgbuild.model import Claim, Edge, Entity, Fact, Snapshot


class Kind(StrEnum):
    """The six kinds of links in the picture (see the module's text)."""

    REPORTED = "reported"
    DISPUTED = "disputed"
    SAID = "said"
    PLANNED = "planned"
    DENIED = "denied"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Link:
    """One line between two entities; `claims` are those of the fact that make it this kind."""

    source: str
    target: str
    relation: str | None
    kind: Kind
    fact: str
    claims: tuple[str, ...]


def claim_kind(claim: Claim, fact: Fact | None = None) -> Kind:
    """The kind a claim takes where its fact has no plain edge."""
    if claim.polarity == Polarity.NEGATED or claim.modality == Modality.REFUSED:
        return Kind.DENIED
    if claim.modality != Modality.ACTUAL:
        return Kind.PLANNED
    if fact is not None and fact.status == Status.DENIED:
        return Kind.DENIED
    if claim.relation is None or (fact is not None and fact.status == Status.IMPLAUSIBLE):
        return Kind.WEAK
    if claim.attributed_to or claim.hedge:
        return Kind.SAID
    return Kind.WEAK


def pairs(claim: Claim, entities: Mapping[str, Entity]) -> list[tuple[str, str]]:
    """Subject and object entities, each with each; a joint subject of a symmetric relation among itself.

    An agent that the article leaves open ("was arrested") is nobody, and gets no line.
    """
    left, right = (
        [
            a.entity
            for a in args
            if isinstance(a, EntityArg)
            and a.entity in entities
            and entities[a.entity].name != UNSPECIFIED
        ]
        for args in (claim.subject, claim.object)
    )
    known = vocabulary().relations.get(claim.relation or "")
    symmetric = known is not None and known.symmetric
    if symmetric and not claim.object:
        right = left
    found = {(a, b) for a in left for b in right if a != b}
    return sorted({(min(p), max(p)) for p in found} if symmetric else found)


def links(snapshot: Snapshot, edges: Iterable[Edge]) -> tuple[Link, ...]:
    """All lines, sorted; `edges` are those that passed the gate."""
    claims: Mapping[str, Claim] = {c.id: c for c in snapshot.claims}
    found: dict[tuple[str, str, str, Kind, str], set[str]] = {}
    plain: set[tuple[str, frozenset[str]]] = set()
    facts: Mapping[str, Fact] = {f.id: f for f in snapshot.facts}
    entities = {e.id: e for e in snapshot.entities}
    for edge in edges:
        fact = facts[edge.fact]
        kind = Kind.DISPUTED if fact.status == Status.DISPUTED else Kind.REPORTED
        own = {
            c
            for c in fact.claims
            if claims[c].polarity == Polarity.ASSERTED and claims[c].modality == Modality.ACTUAL
        }
        found.setdefault((edge.source, edge.target, edge.relation, kind, fact.id), set()).update(
            own
        )
        plain.add((fact.id, frozenset((edge.source, edge.target))))
    for claim, home in _with_facts(snapshot, claims):
        if any(isinstance(a, ClaimArg) for a in claim.object):
            continue
        kind = claim_kind(claim, home)
        for source, target in pairs(claim, entities):
            key = home.id if home else ""
            if kind in (Kind.SAID, Kind.WEAK) and (key, frozenset((source, target))) in plain:
                continue
            where = (source, target, claim.relation or "", kind, key)
            found.setdefault(where, set()).add(claim.id)
    return tuple(
        Link(source, target, relation or None, kind, fact, tuple(sorted(own)))
        for (source, target, relation, kind, fact), own in sorted(found.items())
    )


def _with_facts(
    snapshot: Snapshot, claims: Mapping[str, Claim]
) -> Iterator[tuple[Claim, Fact | None]]:
    """Every claim with the fact it belongs to, or None while nothing was assembled."""
    seen: set[str] = set()
    for fact in snapshot.facts:
        for key in fact.claims:
            if key in claims:
                seen.add(key)
                yield claims[key], fact
    for claim in snapshot.claims:
        if claim.id not in seen:
            yield claim, None
