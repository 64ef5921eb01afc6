"""As much of a graph as one answer needs, looked up by index: what it costs is the answer, not the archive."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.assemble.context import build_context
from kgbuild.ledger import Index
from kgbuild.making import COUNTS
from kgbuild.model import ClaimArg, EntityArg, Snapshot
from kgbuild.project import Named, meant, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Entity, Fact

STATES = ("Country", "GovernmentBody")
READ_BY = "read by"
"""What the ledger calls the mark of its documents' rules, and how many documents older ones read."""


class Partial:
    """Answers from the tables of a ledger that is open for reading."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._index = Index(ledger.connection)

    def find(self, text: str) -> str:
        """The id of the entity of this id, name or alias; UsageError with candidates, as `find_entity`."""
        return meant(text, self._known, self._exists, self._near)

    def _known(self, name: str) -> list[Named]:
        return self._candidates(self._index.called(name_key(name)))

    def _exists(self, id_: str) -> bool:
        return bool(self._ledger.heads(ids=[id_]))

    def _near(self, name: str) -> list[Named]:
        wanted = name_key(name)
        names = self._index.names()
        inside = [entity for key, entity in names if wanted and wanted in key]
        words = {word for word in wanted.split() if len(word) > 3}
        alike = inside or [entity for key, entity in names if words & set(key.split())]
        return self._candidates(alike)

    def _candidates(self, ids: Iterable[str]) -> list[Named]:
        counts = self._index.mentions_of(ids)
        return [
            Named(e.id, e.name, e.type, e.country, counts[e.id])
            for e in self._ledger.heads(ids=sorted(counts))
        ]

    def between(self, left: str, right: str) -> Snapshot:
        """The claims that two entities (ids) take part in, with all that a row of them is made of."""
        ends = self._ledger.heads(ids=[left, right])
        return self._of(self._index.claims_with([left], [right]), more=ends)

    def about(self, entity: str) -> Snapshot:
        """The facts that an entity (id), or the actor that it is, may take part in, with their claims."""
        actors = self._same_actor(entity)
        if actors is None:
            return self._ledger.snapshot()
        facts = self._ledger.facts(self._index.facts_of(self._index.claims_with(actors)))
        claims = sorted({claim for fact in facts for claim in fact.claims})
        return self._of(claims, facts, [*self._ledger.heads(ids=[entity]), *self._states()])

    def counts(self) -> dict[str, Any]:
        """How much is in the graph, by kind."""
        found: dict[str, Any] = json.loads(self._ledger.note(COUNTS))
        left = int(self._ledger.note(READ_BY).rpartition(":")[2] or 0)
        if left:  # a graph of two versions' readings says so
            found["read_by_older_rules"] = left
        found["rejects"], found["faults"] = len(self._ledger.rejects()), len(self._ledger.faults())
        return found

    def _states(self) -> list[Entity]:
        """Countries and governments: who acts for whom hangs on all of them."""
        return self._ledger.heads(types=STATES)

    def _same_actor(self, entity: str) -> list[str] | None:
        """Entities that are one actor with this one; None where that takes the whole graph to know."""
        (head,) = self._ledger.heads(ids=[entity])
        if head.type in STATES:
            context = build_context((), self._states(), ())
            return [id_ for id_ in context.entities if context.actor(id_) == context.actor(entity)]
        if head.type == "Group":
            context = build_context((), self._ledger.heads(types=["Group"]), ())
            return [id_ for id_ in context.entities if context.actor(id_) == context.actor(entity)]
        if head.type == "Document" and head.attributes.get("named") == "no":
            return None  # known by its issuer
        return [entity]

    def _of(
        self, ids: list[str], facts: Iterable[Fact] = (), more: Iterable[Entity] = ()
    ) -> Snapshot:
        claims: dict[str, Claim] = {}
        wanted = ids
        while wanted:
            found = self._ledger.claims(wanted)
            claims.update((claim.id, claim) for claim in found)
            inner = {
                a.claim for c in found for a in (*c.subject, *c.object) if isinstance(a, ClaimArg)
            }
            wanted = sorted(inner - claims.keys())
            if not found:
                break
        facts = tuple(facts)
        named = {e for claim in claims.values() for e in _named(claim)}
        named.update(p for fact in facts for p in fact.place)
        entities = {e.id: e for e in (*self._ledger.heads(ids=sorted(named)), *more)}
        documents = sorted({claim.document for claim in claims.values()})
        return Snapshot(
            documents=tuple(self._ledger.documents(documents)),
            entities=tuple(entities[id_] for id_ in sorted(entities)),
            claims=tuple(claims[id_] for id_ in sorted(claims)),
            facts=facts,
        )


def _named(claim: Claim) -> Iterable[str]:
    yield from (a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg))
    yield from (*claim.attributed_to, *claim.place, *claim.about)
