"""The one entry: documents, entities and claims in, facts and conflicts out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgbuild.assemble.context import Context, build_context
from kgbuild.assemble.disagreements.gathered import find_conflicts
from kgbuild.assemble.joining.clusters import cluster
from kgbuild.assemble.joining.coarse import Coarse
from kgbuild.assemble.joining.facts import make_fact
from kgbuild.assemble.joining.sources import leaning
from kgbuild.assemble.joining.timelinks import cross_document, event_anchored, first_since
from kgbuild.ids import fact_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.assemble.disagreements.objections import Objections
    from kgbuild.assemble.joining.sources import Leaning
    from kgbuild.model import Claim, Conflict, Document, Entity, Fact, TimeSpan

ROUNDS = 3
"""Times that claims are put together: as dated by their own articles, then twice with what others date."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """`claims` are those whose time was found elsewhere; every claim given is in exactly one fact."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class Trail:
    """What an assembly went by, so that a later one can go on from it.

    For each round: the times that were found elsewhere by then, and the fact of each claim.
    """

    context: Context | None = None
    coarse: Coarse | None = None
    objections: Objections | None = None
    lean: Leaning | None = None
    times: list[dict[str, TimeSpan | None]] = field(default_factory=list)
    facts: list[dict[str, str]] = field(default_factory=list)


def assemble(
    documents: Iterable[Document],
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    *,
    trail: Trail | None = None,
) -> Assembly:
    """Date what can be dated, cluster, find what does not fit, and count sources.

    The claims' arguments name entities. Everything in the result is sorted by id. `trail` is filled where
    one is given.
    """
    documents = sorted(documents, key=lambda d: d.id)
    context = build_context(documents, entities, claims)
    original = dict(context.claims)
    date_claims(context, anchored(context.claims.values()))
    groups = cluster(context.claims.values(), context)
    _note(trail, groups, context, original)
    for _ in range(ROUNDS - 1):  # what another document dates may date what is told "after" it
        lent = cross_document(groups, context)
        if lent:
            date_claims(context, lent)
            told = {context.claims[id_].document for id_ in lent}
            again = [c for c in context.claims.values() if c.document in told]
            date_claims(context, anchored(again))
            groups = cluster(context.claims.values(), context)
        _note(trail, groups, context, original)
    coarse = Coarse(context)
    objections = find_conflicts(groups, context, coarse)
    lean = leaning(documents)
    against = {
        "implausible": objections.implausible,
        "denied": objections.denied,
        "disputed": objections.disputed,
    }
    facts = [make_fact(group, context, lean, **against) for group in groups]
    if trail is not None:
        trail.context, trail.coarse, trail.objections = context, coarse, objections
        trail.lean = lean
    changed = [c for i, c in context.claims.items() if c.time != original[i].time]
    return Assembly(
        claims=tuple(sorted(changed, key=lambda c: c.id)),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
        conflicts=tuple(objections.conflicts),
    )


def anchored(claims: Iterable[Claim]) -> dict[str, TimeSpan]:
    """Claim -> time, for claims that an event of their own document dates; whole documents are given."""
    known = {claim.id: claim for claim in claims}
    found = event_anchored(known.values())
    for id_, time in found.items():
        known[id_] = replace(known[id_], time=time)
    return {**found, **first_since(known.values())}


def date_claims(context: Context, times: Mapping[str, TimeSpan]) -> None:
    """Give claims of a context these times."""
    if times:
        claims = dict(context.claims)
        for claim, time in times.items():
            claims[claim] = replace(claims[claim], time=time)
        context.claims = claims


def _note(
    trail: Trail | None,
    groups: Iterable[list[Claim]],
    context: Context,
    original: Mapping[str, Claim],
) -> None:
    if trail is not None:
        claims = context.claims
        trail.times.append({i: c.time for i, c in claims.items() if c.time != original[i].time})
        trail.facts.append(
            {c.id: id_ for g in groups for id_ in [fact_id(m.id for m in g)] for c in g}
        )
