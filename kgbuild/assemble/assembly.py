"""The one entry: documents, entities and claims in, facts and conflicts out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild.assemble.context import Context, build_context
from kgbuild.assemble.disagreements.gathered import find_conflicts
from kgbuild.assemble.joining.clusters import cluster
from kgbuild.assemble.joining.facts import make_fact
from kgbuild.assemble.joining.sources import leaning
from kgbuild.assemble.joining.timelinks import cross_document, event_anchored, first_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Claim, Conflict, Document, Entity, Fact, TimeSpan


@dataclass(frozen=True, slots=True)
class Assembly:
    """`claims` are those whose time was found elsewhere; every claim given is in exactly one fact."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]


def assemble(
    documents: Iterable[Document], entities: Iterable[Entity], claims: Iterable[Claim]
) -> Assembly:
    """Date what can be dated, cluster, find what does not fit, and count sources.

    The claims' arguments name entities. Everything in the result is sorted by id.
    """
    documents = sorted(documents, key=lambda d: d.id)
    context = build_context(documents, entities, claims)
    original = dict(context.claims)
    _anchor(context)
    groups = cluster(context.claims.values(), context)
    for _ in range(2):  # what another document dates may date what is told "after" it
        lent = cross_document(groups, context)
        if not lent:
            break
        _date(context, lent)
        _anchor(context)
        groups = cluster(context.claims.values(), context)
    objections = find_conflicts(groups, context)
    lean = leaning(documents)
    facts = [
        make_fact(
            group,
            context,
            lean,
            implausible=objections.implausible,
            denied=objections.denied,
            disputed=objections.disputed,
        )
        for group in groups
    ]
    changed = [c for i, c in context.claims.items() if c.time != original[i].time]
    return Assembly(
        claims=tuple(sorted(changed, key=lambda c: c.id)),
        facts=tuple(sorted(facts, key=lambda f: f.id)),
        conflicts=tuple(objections.conflicts),
    )


def _anchor(context: Context) -> None:
    _date(context, event_anchored(context.claims.values()))
    _date(context, first_since(context.claims.values()))


def _date(context: Context, times: Mapping[str, TimeSpan]) -> None:
    if times:
        claims = dict(context.claims)
        for claim, time in times.items():
            claims[claim] = replace(claims[claim], time=time)
        context.claims = claims
