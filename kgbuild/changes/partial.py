"""As much of a graph as one answer needs, looked up by index: what it costs is the answer, not the archive."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kgbuild.ledger import Index
from kgbuild.ledger.near import Near
from kgbuild.model import ClaimArg, EntityArg, Snapshot, named_in
from kgbuild.project import Named, all_meant, name_key
from kgbuild.project.counting import COUNTS
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from kgbuild.assemble.context import Context
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
        return all_meant(text, self._known, self._exists, self._near)[0]

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
        return self.of_claims(self._index.claims_with([left], [right]), more=ends)

    def about(self, entity: str) -> Snapshot:
        """The facts that an entity (id), or the actor that it is, may take part in, with their claims."""
        actors = self._same_actor(entity)
        if actors is None:
            return self._ledger.snapshot()
        facts = self._ledger.facts(self._index.facts_of(self._index.claims_with(actors)))
        claims = sorted({claim for fact in facts for claim in fact.claims})
        return self.of_claims(claims, facts, [*self._ledger.heads(ids=[entity]), *self._states()])

    def fact(self, text: str) -> Snapshot:
        """The facts of an id, or of the beginning of one, with their claims."""
        facts = self._ledger.facts(self._index.facts_called(text))
        return self.of_claims(sorted({c for fact in facts for c in fact.claims}), facts)

    def conflicts(self) -> Snapshot:
        """All conflicts, with the claims that do not fit together."""
        found = self._ledger.conflicts()
        part = self.of_claims(sorted({claim for one in found for claim in one.claims}))
        return replace(part, conflicts=tuple(found))

    def period(self, start: date, end: date) -> Snapshot:
        """The facts of the days from `start` to `end`, and the earlier ones of the same pairs of actors.

        Claims are those of the first. Countries, governments, groups and documents are read whole: who acts for
        whom hangs on all of them.
        """
        chosen = self._ledger.facts(self._index.facts_between(start.toordinal(), end.toordinal()))
        context = self._actors()
        same: dict[str, set[str]] = defaultdict(set)
        for id_ in context.entities:
            same[context.actor(id_)].add(id_)
        wanted: set[str] = set()
        for left, right in sorted({pair for fact in chosen for pair in _pairs(fact)}):
            one, two = ({id_} | same[context.actor(id_)] for id_ in (left, right))
            wanted.update(self._index.facts_of(self._index.claims_with(one, two)))
        known = {fact.id for fact in chosen}
        earlier = self._ledger.facts(sorted(wanted - known))
        claims = sorted({claim for fact in chosen for claim in fact.claims})
        named = {e for pair in map(_members, earlier) for side in pair for e in side}
        more = [*context.entities.values(), *self._ledger.heads(ids=sorted(named))]
        issued = [claim.id for claim in context.claims.values()]
        facts = sorted((*chosen, *earlier), key=lambda fact: fact.id)
        return self.of_claims(sorted({*claims, *issued}), facts, more)

    def _actors(self) -> Context:
        """Who is one actor with whom, among all that may be one with another."""
        from kgbuild.assemble.context import build_context

        heads = self._ledger.heads(types=[*STATES, "Group", "Document"])
        unnamed = [
            e.id for e in heads if e.type == "Document" and e.attributes.get("named") == "no"
        ]
        told = self._ledger.claims(self._index.claims_with(unnamed)) if unnamed else []
        issued = [claim for claim in told if claim.relation == "ISSUED"]
        issuers = {a.entity for claim in issued for a in claim.subject if isinstance(a, EntityArg)}
        known = {e.id: e for e in (*heads, *self._ledger.heads(ids=sorted(issuers)))}
        return build_context((), known.values(), issued)

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
        countries = self._ledger.heads(types=["Country"])
        known = {entity.id for entity in countries}
        others = sorted(Near(self._ledger.connection).states().keys() - known)
        return [*countries, *self._ledger.heads(ids=others)]

    def _same_actor(self, entity: str) -> list[str] | None:
        """Entities that are one actor with this one; None where that takes the whole graph to know."""
        from kgbuild.assemble.context import build_context

        (head,) = self._ledger.heads(ids=[entity])
        if head.type in STATES:
            context = build_context((), [*self._states(), head], ())
            return [id_ for id_ in context.entities if context.actor(id_) == context.actor(entity)]
        if head.type == "Group":
            context = build_context((), self._ledger.heads(types=["Group"]), ())
            return [id_ for id_ in context.entities if context.actor(id_) == context.actor(entity)]
        if head.type == "Document" and head.attributes.get("named") == "no":
            return None  # known by its issuer
        return [entity]

    def of_claims(
        self, ids: list[str], facts: Iterable[Fact] = (), more: Iterable[Entity] = ()
    ) -> Snapshot:
        """Claims with all that they name, and the claims that they speak of; `facts` and `more` entities beside."""
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
        named = {e for claim in claims.values() for e in named_in(claim)}
        named.update(p for fact in facts for p in fact.place)
        entities = {e.id: e for e in (*self._ledger.heads(ids=sorted(named)), *more)}
        documents = sorted({claim.document for claim in claims.values()})
        return Snapshot(
            documents=tuple(self._ledger.documents(documents)),
            entities=tuple(entities[id_] for id_ in sorted(entities)),
            claims=tuple(claims[id_] for id_ in sorted(claims)),
            facts=facts,
        )


def _members(fact: Fact) -> tuple[list[str], list[str]]:
    """Entities on both sides of a fact."""
    left, right = (
        [a.entity for a in side if isinstance(a, EntityArg)] for side in (fact.subject, fact.object)
    )
    return left, right


def _pairs(fact: Fact) -> Iterator[tuple[str, str]]:
    """Every two members of a fact that an earlier one may be about, too."""
    left, right = _members(fact)
    known = vocabulary().relations.get(fact.relation or "")
    if known is not None and known.symmetric:
        left = right = [*left, *right]
    yield from ((a, b) for a in left for b in right if a != b)
