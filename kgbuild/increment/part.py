"""As much of a graph as the nodes are made of that a change is seen in, loaded by index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.increment.cells import Kind, cell, masked, of_kind
from kgbuild.increment.fill import key
from kgbuild.ledger import Index
from kgbuild.model import ClaimArg, EntityArg, Modality, Snapshot, named_in
from kgbuild.project import Link, Part, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.increment.follow import Followed
    from kgbuild.increment.lookup import Lookup
    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Entity, Fact, Judgement, Mention


def part_of(ledger: Ledger, followed: Followed) -> Part:
    """What the store needs after a change; facts, conflicts and the index are up to date but for plain edges."""
    return Loader(ledger, followed.lookup).part(_Wish(ledger, followed).wanted())


def facts_of(ledger: Ledger, followed: Followed) -> Part:
    """What plain edges and names need after a change, where the store is filled later: facts, and heads of entities."""
    only = Wanted(facts=_Wish(ledger, followed).wanted().facts)
    part = Loader(ledger, followed.lookup).part(only)
    known = {entity.id: entity for entity in part.snapshot.entities}
    fresh = ledger.heads(ids=sorted(ledger.touched.of("entities") - known.keys()))
    entities = sorted([*known.values(), *fresh], key=lambda entity: entity.id)
    return replace(part, snapshot=replace(part.snapshot, entities=tuple(entities)))


class Loader:
    """Loads what nodes are made of."""

    def __init__(self, ledger: Ledger, lookup: Lookup) -> None:
        self._ledger = ledger
        self._lookup = lookup
        self._near = lookup.near

    def part(self, only: Wanted, beside: Iterable[Fact] = ()) -> Part:
        """The wanted nodes; `beside` are facts of wanted claims that are not wanted themselves."""
        facts = {f.id: f for f in (*beside, *self._ledger.facts(sorted(only.facts)))}
        conflicts = self._ledger.conflicts(sorted(only.conflicts))
        more = {id_ for conflict in conflicts for id_ in conflict.facts} - facts.keys()
        facts.update((f.id, f) for f in self._ledger.facts(sorted(more)))
        told = {c for fact in facts.values() for c in fact.claims}
        told |= {c for conflict in conflicts for c in conflict.claims}
        claims = self._claims(only, told)
        judgements = self._judgements(only)
        entities = self._entities(only, facts.values(), claims.values(), judgements)
        only.entities &= entities.keys()
        only.names &= entities.keys()
        documents = {claim.document for claim in claims.values()} | only.sentences
        snapshot = Snapshot(
            documents=tuple(self._ledger.papers(sorted(documents))),
            entities=tuple(entities[id_] for id_ in sorted(entities)),
            claims=tuple(claims[id_] for id_ in sorted(claims)),
            facts=tuple(facts[id_] for id_ in sorted(facts)),
            conflicts=tuple(conflicts),
            judgements=judgements,
        )
        return Part(snapshot, only)

    def _claims(self, only: Wanted, told: set[str]) -> dict[str, Claim]:
        near = self._near
        ids = {*only.claims, *told, *near.placed(documents=only.sentences)}
        found: dict[str, Claim] = {}
        for _ in range(3):  # a caption tells of claims inside claims
            fresh = self._lookup.claims.load(sorted(ids - found.keys()))
            found.update((claim.id, claim) for claim in fresh)
            ids = {
                a.claim for c in fresh for a in (*c.subject, *c.object) if isinstance(a, ClaimArg)
            }
        unsure = [c for c in found.values() if c.modality is not Modality.ACTUAL]
        said = near.one_in(cell(Kind.SAID, key(claim)) for claim in unsure)
        more = self._lookup.claims.load(sorted(set(said.values()) - found.keys()))
        found.update((claim.id, claim) for claim in more)
        return {claim.id: claim for claim in self._lookup.dated(found.values())}

    def _judgements(self, only: Wanted) -> tuple[Judgement, ...]:
        people = self._ledger.judgements()
        decided = self._ledger.decided(sorted(only.judgements))
        return tuple(sorted([*people, *decided], key=lambda j: j.id))

    def _entities(
        self,
        only: Wanted,
        facts: Iterable[Fact],
        claims: Iterable[Claim],
        judgements: Iterable[Judgement],
    ) -> dict[str, Entity]:
        full = {e.id: e for e in self._ledger.entities(sorted(only.entities | only.names))}
        mentions = self._mentioned(only.sentences)
        clusters = sorted({c for j in judgements for c in (j.left, j.right)})
        judged: dict[str, list[str]] = defaultdict(list)
        for cluster, entity in sorted(self._ledger.identity_of(clusters).items()):
            judged[entity].append(cluster)
        named = {*mentions, *judged}
        named.update(e for claim in claims for e in named_in(claim))
        named.update(e for fact in facts for e in fact.place)
        heads = self._lookup.entities.load(sorted(named - full.keys()))
        for head in heads:
            more, on = tuple(mentions.get(head.id, ())), tuple(judged.get(head.id, ()))
            both = (*head.mentions, *more)
            full[head.id] = replace(head, mentions=both, clusters=on) if more or on else head
        return full

    def _mentioned(self, documents: Iterable[str]) -> dict[str, list[Mention]]:
        """Entity -> its mentions in documents."""
        mentions = self._ledger.mentions(sorted(documents))
        identity = self._ledger.identity_of(sorted({c for m in mentions for c in m.clusters}))
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            for entity in {identity[c] for c in mention.clusters if c in identity}:
                found[entity].append(mention)
        return found


class _Wish:
    """Which nodes a change may be seen in."""

    def __init__(self, ledger: Ledger, followed: Followed) -> None:
        self._ledger = ledger
        self._touched = ledger.touched
        self._lookup = followed.lookup
        self._near = followed.lookup.near
        self._followed = followed

    def wanted(self) -> Wanted:
        """Their ids."""
        touched, followed = self._touched, self._followed
        moved = set(self._ledger.documents_with(sorted(touched.clusters)))
        names = touched.of("entities")
        claims = set(followed.claims) | touched.of("dated") | touched.gone_of("dated")
        claims |= set(self._lookup.naming(touched.renamed))
        claims |= set(self._near.placed(documents=followed.touch.came))
        open_ = {masked(n) | Kind.OPEN for n in of_kind(followed.cells, Kind.SAID)}
        claims |= set(self._near.claims_in(open_))
        facts = set(touched.of("facts"))
        claims |= {c for fact in self._ledger.facts(sorted(facts)) for c in fact.claims}
        # A claim's caption holds the words of the claim that it speaks of, one step deep.
        claims |= set(self._near.claims_in(cell(Kind.OUTER, id_) for id_ in claims))
        placed = self._near.placed(claims=claims)
        found = Wanted(
            facts=facts | {fact for fact in placed.values() if fact},
            entities={*names, *touched.ends},
            names=set(names),
            claims=set(placed),
            documents=set(followed.touch.came),
            sentences={*followed.touch.came, *moved},
            conflicts=set(touched.of("conflicts")),
        )
        for fact in self._ledger.facts(sorted(found.facts)):
            found.entities.update(
                a.entity for a in (*fact.subject, *fact.object) if isinstance(a, EntityArg)
            )
        found.judgements = self._judged()
        return found

    def _judged(self) -> set[str]:
        """Judgements that are new, on clusters that moved, or on a pair that another one is on."""
        touched = self._touched
        people = self._ledger.judgements()
        found = touched.of("decided") | {j.id for j in people} | self._near.judged(touched.clusters)
        both = {c for pair in touched.pairs.values() for c in pair}
        both |= {c for j in people for c in (j.left, j.right)}
        pairs = {frozenset(pair) for pair in touched.pairs.values()}
        pairs |= {frozenset((j.left, j.right)) for j in people}
        near = self._ledger.decided(sorted(self._near.judged(both) - found))
        return found | {j.id for j in near if frozenset((j.left, j.right)) in pairs}


def leaving(index: Index, only: Wanted) -> dict[str, list[Link]]:
    """Plain edges of the wanted entities, each once, as a store of triples has them."""
    found: dict[str, list[Link]] = defaultdict(list)
    for source, relation, target in index.leaving(only.entities):
        found[source].append(Link(relation, source, target))
    return found
