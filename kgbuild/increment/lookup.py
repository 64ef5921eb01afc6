"""A context that looks up what it is asked for: documents, entities and claims by id, names, states and roles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kgbuild.assemble.context import INSIDE, ISSUED, LEADS, Context, group_of
from kgbuild.ledger import name_entities, records
from kgbuild.ledger.near import Near
from kgbuild.model import named_in

if TYPE_CHECKING:
    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Document, Entity, TimeSpan

V = TypeVar("V")


class Lazy(Mapping[str, V]):
    """A mapping whose values are fetched when they are asked for, and kept; it is never walked through."""

    def __init__(self, fetch: Callable[[list[str]], Mapping[str, V]]) -> None:
        self._fetch = fetch
        self._held: dict[str, V | None] = {}

    def load(self, keys: Iterable[str]) -> list[V]:
        """Fetch many at once; those that are there, in the order of the keys."""
        asked = list(keys)
        missing = sorted({key for key in asked if key not in self._held})
        if missing:
            found = self._fetch(missing)
            self._held.update((key, found.get(key)) for key in missing)
        return [value for key in asked if (value := self._held[key]) is not None]

    def keep(self, known: Mapping[str, V]) -> None:
        """Hold values that are known already."""
        self._held.update(known)

    def __getitem__(self, key: str) -> V:
        if key not in self._held:
            self.load([key])
        found = self._held[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is looked up is never walked through")

    def __len__(self) -> int:
        raise TypeError("what is looked up is never counted")


class Lookup:
    """The graph of a ledger by index; claims name entities and have the times of their own articles."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.near = Near(ledger.connection)
        self.identity: Lazy[str] = Lazy(ledger.identity_of)
        self.entities: Lazy[Entity] = Lazy(lambda ids: {e.id: e for e in ledger.heads(ids=ids)})
        self.claims: Lazy[Claim] = Lazy(self._claims)
        self.documents: Lazy[Document] = Lazy(lambda ids: {d.id: d for d in ledger.papers(ids)})
        self.named: Lazy[str] = Lazy(self.near.known_as)
        self.texts: Lazy[str] = Lazy(lambda ids: {d.id: d.text for d in ledger.documents(ids)})
        self.context = self._context()

    def _claims(self, ids: list[str]) -> dict[str, Claim]:
        found = self.ledger.raw_claims_of(ids)
        self.identity.load({c for claim in found for c in named_in(claim)})
        return {claim.id: name_entities(claim, self.identity) for claim in found}

    def _context(self) -> Context:
        context = Context(self.documents, self.entities, self.claims, texts=self.texts)
        context.named = self.named
        context.states = self.near.states()
        context.groups = Lazy(self._groups)
        context.parents = Lazy(lambda ids: {i: frozenset(self.near.roles(INSIDE, i)) for i in ids})
        context.heads = Lazy(self._heads)
        return context

    def refresh(self) -> None:
        """Look names, roles and claims up again: what they rest on has changed."""
        self.named = Lazy(self.near.known_as)
        self.claims = Lazy(self._claims)
        self.context = self._context()

    def _groups(self, ids: list[str]) -> dict[str, str]:
        found = {}
        for entity in self.entities.load(ids):
            by = self.near.roles(ISSUED, entity.id) if entity.type == "Document" else ()
            group = group_of(entity, by, self.context)
            if group is not None:
                found[entity.id] = group
        return found

    def _heads(self, ids: list[str]) -> dict[str, str]:
        told = {id_: self.near.roles(LEADS, id_) for id_ in ids}
        return {id_: next(iter(of)) for id_, of in told.items() if len(of) == 1}

    def of_documents(self, documents: Iterable[str]) -> list[Claim]:
        """All claims of documents, by id."""
        return self.claims.load(self.ledger.claims_of(sorted(documents)))

    def naming(self, entities: Iterable[str]) -> list[str]:
        """Claims that name one of the entities, as they stand in the index."""
        from kgbuild.increment.cells import Kind, cell

        entities = sorted(set(entities))
        others = self.near.claims_in(cell(Kind.NAMED, entity) for entity in entities)
        return sorted({*self.near.taking(entities), *others})

    def times(self, number: int, claims: Iterable[str]) -> dict[str, TimeSpan | None]:
        """The times that claims had in a round (the last one is 2), where these are not their own."""
        ids = sorted(claims)
        found = self.near.lent(number, ids) if number < 2 else self.ledger.dated(ids)
        return {id_: records.read_time(record) for id_, record in found.items()}

    def dated(self, claims: Iterable[Claim]) -> list[Claim]:
        """Claims with the times of the last round, as the tables have them."""
        claims = list(claims)
        times = self.times(2, [claim.id for claim in claims])
        return [replace(c, time=times[c.id]) if c.id in times else c for c in claims]
