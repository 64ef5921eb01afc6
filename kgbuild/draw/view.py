"""The explorer for a snapshot: what `kgbuild view` writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.draw.page import page
from kgbuild.draw.picture import LIMIT, picture
from kgbuild.errors import UsageError
from kgbuild.model import GATE
from kgbuild.project import find_entity, plain_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kgbuild.model import Claim, Conflict, Entity, Fact, Snapshot


def view(
    snapshot: Snapshot,
    *,
    title: str = "News graph",
    focus: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    threshold: float = GATE,
    limit: int = LIMIT,
    names: int | None = None,
) -> str:
    """One self-contained HTML file, as text.

    `focus` are names: the picture begins with them, their neighbours and the neighbours of these.
    `since` and `until` (inclusive) keep only what is dated, or else was published, in that time.
    `threshold` is the gate's: readings less sure are drawn as "loosely worded". `names` is how many there are in the
    graph where the snapshot is a part of it. Raises UsageError for a
    name that the graph does not hold.
    """
    if limit < 1:
        raise UsageError(f"the limit of drawn names must be 1 or more, not {limit}")
    if since or until:
        snapshot = window(snapshot, since, until)
    edges = plain_edges(snapshot, threshold=threshold)
    entities = {e.id: e for e in snapshot.entities}
    chosen = [find_entity(entities, name).id for name in focus]
    drawn = picture(snapshot, edges, title=title, focus=chosen, limit=limit)
    return page(drawn if names is None else {**drawn, "names": names})


def window(snapshot: Snapshot, since: date | None, until: date | None) -> Snapshot:
    """The snapshot with only the claims of a time: by their own date, else by their article's.

    What has no date at all is left out. Facts, conflicts and entities without claims or mentions in
    the articles that remain go with them.
    """
    published = {d.id: d.published for d in snapshot.documents}

    def inside(first: date | None, last: date | None) -> bool:
        if first is None or last is None:
            return False
        return (since is None or last >= since) and (until is None or first <= until)

    def kept(claim: Claim) -> bool:
        if claim.time and claim.time.start:
            return inside(claim.time.start, claim.time.end or claim.time.start)
        return inside(published.get(claim.document), published.get(claim.document))

    claims = tuple(c for c in snapshot.claims if kept(c))
    telling = {c.document for c in claims}
    documents = tuple(
        d for d in snapshot.documents if inside(d.published, d.published) or d.id in telling
    )
    facts = _told_in(snapshot.facts, {c.id for c in claims})
    return replace(
        snapshot,
        documents=documents,
        entities=_named_in(snapshot.entities, {d.id for d in documents}),
        claims=claims,
        facts=facts,
        conflicts=_still_at_odds(snapshot.conflicts, {c.id for c in claims}, {f.id for f in facts}),
    )


def _named_in(entities: Iterable[Entity], documents: set[str]) -> tuple[Entity, ...]:
    """The entities that some of the documents mention, with these mentions, and those that none does."""
    return tuple(
        replace(e, mentions=tuple(m for m in e.mentions if m.document in documents))
        for e in entities
        if not e.mentions or any(m.document in documents for m in e.mentions)
    )


def _told_in(facts: Iterable[Fact], claims: set[str]) -> tuple[Fact, ...]:
    """The facts that some of the claims tell, with these."""
    left = (replace(f, claims=tuple(c for c in f.claims if c in claims)) for f in facts)
    return tuple(fact for fact in left if fact.claims)


def _still_at_odds(
    conflicts: Iterable[Conflict], claims: set[str], facts: set[str]
) -> tuple[Conflict, ...]:
    """The conflicts of which two sides are left."""
    left = (
        replace(
            c,
            claims=tuple(i for i in c.claims if i in claims),
            facts=tuple(i for i in c.facts if i in facts),
        )
        for c in conflicts
    )
    return tuple(c for c in left if len(c.claims) > 1 or len(c.facts) > 1)
