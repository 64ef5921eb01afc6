"""The part of a large graph that a picture shows, looked up by index: what it costs is the picture, not the archive."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kgbuild.changes.partial import Partial
from kgbuild.ledger import Index
from kgbuild.ledger.near import Near

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgbuild.ledger import Ledger
    from kgbuild.model import Fact, Mention, Snapshot

LARGE = 3_000
"""Documents of a graph from which on a picture holds a part of it."""
FACTS = 4_000
"""Facts of a part at most, those worth most first."""
STEPS = 2


def part_of_picture(ledger: Ledger, focus: Sequence[str], limit: int) -> Snapshot:
    """Names within two steps of the focus (ids), or those that most facts worth telling name, and what links them.

    At most `limit` names are chosen: those that more plain edges lead to first. The part holds their facts with one
    another, all facts of the focus, and whatever these name, with the articles; facts worth most first.
    """
    index = Index(ledger.connection)
    chosen = dict.fromkeys(focus)
    if not focus:
        chosen = dict.fromkeys(entity for entity, _ in islice(index.worthy(), limit))
        chosen = chosen or dict.fromkeys(index.most_mentioned(limit))
    ring = list(focus)
    for _ in range(STEPS if focus else 0):
        found = [e for e in index.beside(ring) if e not in chosen][: limit - len(chosen)]
        chosen.update(dict.fromkeys(found))
        ring = found
    ids = set(index.edges_among(chosen)) | set(index.facts_of(index.claims_with(focus)))
    facts = _worth_most(ledger.facts(sorted(ids)))
    heads = ledger.heads(ids=sorted(chosen))
    part = Partial(ledger).of_claims(
        sorted({claim for fact in facts for claim in fact.claims}), facts, heads
    )
    return _with_mentions(ledger, part, facts)


def _worth_most(facts: list[Fact]) -> list[Fact]:
    best = sorted(facts, key=lambda fact: (-fact.worth, -len(fact.documents), fact.id))[:FACTS]
    return sorted(best, key=lambda fact: fact.id)


def _with_mentions(ledger: Ledger, part: Snapshot, facts: Iterable[Fact]) -> Snapshot:
    """The part with the mentions of its entities in its articles, and with the conflicts of its facts."""
    documents = [document.id for document in part.documents]
    mentions = ledger.mentions(documents)
    identity = ledger.identity_of(sorted({c for m in mentions for c in m.clusters}))
    held: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        for entity in sorted({identity[c] for c in mention.clusters if c in identity}):
            held[entity].append(mention)
    known = {fact.id for fact in facts}
    near = Near(ledger.connection)
    told = near.objections(claims=[claim.id for claim in part.claims]).values()
    ids = sorted({record["conflict"]["id"] for record in told})
    conflicts = [c for c in ledger.conflicts(ids) if known & {*c.facts} or c.claims]
    entities = (replace(e, mentions=tuple(held.get(e.id, e.mentions))) for e in part.entities)
    return replace(part, entities=tuple(entities), conflicts=tuple(conflicts))
