"""What a change touches: claims that are new or gone, and those whose names are read otherwise since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.assemble.context import (
    INSIDE,
    ISSUED,
    LEADS,
    known_as,
    may_be_state,
    roles_of,
    states_of,
)
from kgbuild.assemble.geography import DEEP
from kgbuild.increment.cells import Kind, cell, unpacked
from kgbuild.ledger.index import number_of
from kgbuild.model import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.increment.lookup import Lookup
    from kgbuild.ledger import Touched
    from kgbuild.model import Claim


@dataclass(slots=True)
class Touch:
    """Documents that came and went; claims to look at again, and ids of those that are no more.

    `cells` are those that both were in before; `moved` documents have claims that name other entities now.
    """

    came: set[str]
    went: set[str]
    claims: dict[str, Claim] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    cells: dict[str, list[int]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)

    def old_cells(self, claims: Iterable[str] | None = None) -> set[int]:
        """Cells of these claims before; of all by default."""
        ids = self.cells if claims is None else [c for c in claims if c in self.cells]
        return {number for id_ in ids for number in self.cells[id_]}


def touched_by(lookup: Lookup, changed: Touched, came: set[str], went: set[str]) -> Touch:
    """Follow what identity and documents have changed, through names, states and roles."""
    found = Touch(came, went)
    near, ledger = lookup.near, lookup.ledger
    old = near.placed(documents=went)
    ids = {claim.id for claim in ledger.raw_claims(sorted(came))}
    found.gone = old.keys() - ids
    ids |= _moved(lookup, changed.clusters, came, found)
    keys = _names(lookup, changed)
    states = _states(lookup, changed)
    keys |= near.keys_of(states)
    # An entity that nothing but its aliases is new of is read as before in the claims that name it.
    faced = {entity for entity, pair in changed.faced.items() if _reads(*pair)}
    ids.update(lookup.naming({*faced, *states}))
    ids.update(near.claims_in(cell(Kind.LITERAL, key) for key in keys))
    issued = {e for issuer in faced for e in near.holders(ISSUED, issuer)}
    ids.update(lookup.naming(issued))
    lookup.refresh()
    _take(lookup, found, ids)
    _roles(lookup, found)
    front = set(found.claims)
    while (
        front
    ):  # the cell of a claim stands in that of the claims that speak of it, and its names in theirs
        outer = near.claims_in(cell(Kind.OUTER, id_) for id_ in front)
        front = set(outer) - found.claims.keys() - found.gone
        _take(lookup, found, front)
    return found


def _reads(was: dict[str, object] | None, now: dict[str, object] | None) -> bool:
    """Whether more than the aliases of an entity is another."""
    if was is None or now is None:
        return True
    names = ("name", "type", "country", "external_ids", "attributes")
    return any(was[name] != now[name] for name in names)


def _take(lookup: Lookup, found: Touch, ids: Iterable[str]) -> None:
    """Load claims that are touched, with the cells and facts that they and the gone ones had."""
    fresh = sorted(set(ids) - found.gone - found.claims.keys())
    found.claims.update((claim.id, claim) for claim in lookup.claims.load(fresh))
    lookup.documents.load({claim.document for claim in found.claims.values()})
    ids = [id_ for id_ in (*fresh, *found.gone) if id_ not in found.cells]
    by_number = {number_of(id_): id_ for id_ in ids}
    for number, data in lookup.near.cells(by_number).items():
        found.cells[by_number[number]] = unpacked(data)
    found.facts.update(lookup.near.placed(claims=ids))


def _moved(lookup: Lookup, clusters: set[str], came: set[str], found: Touch) -> set[str]:
    """Claims of old documents that name clusters which belong to another entity now."""
    documents = set(lookup.ledger.documents_with(sorted(clusters))) - came
    ids = set()
    for claim in lookup.ledger.raw_claims(sorted(documents)):
        if not clusters.isdisjoint(named_in(claim)):
            ids.add(claim.id)
            found.moved.add(claim.document)
    return ids


def _names(lookup: Lookup, changed: Touched) -> set[str]:
    """Bring folded names up to date; returns those that mean something else now."""
    near = lookup.near
    called = set(changed.faced)
    rows = [row for entity in lookup.entities.load(sorted(called)) for row in known_as(entity)]
    keys = near.keys_of(called) | {key for _, _, key in rows}
    before = near.known_as(keys)
    near.call(called, rows)
    after = near.known_as(keys)
    return {key for key in keys if before.get(key) != after.get(key)}


def _states(lookup: Lookup, changed: Touched) -> set[str]:
    """Bring countries and governments up to date; returns entities that are another state now."""
    read = (pair for pair in changed.faced.values() if _reads(*pair))
    rows = (row for pair in read for row in pair if row is not None)
    if not any(may_be_state(row["type"], row["name"]) for row in rows):
        return set()
    before = lookup.near.states()
    # What is no state yet, nor read otherwise now, is none: ministries are many, and need not be looked at.
    known = lookup.ledger.heads(ids=sorted({*before, *changed.faced}))
    countries = lookup.ledger.heads(types=["Country"])
    after = states_of({entity.id: entity for entity in (*known, *countries)}.values())
    if before == after:
        return set()
    lookup.near.put_states(after)
    return {e for e in before.keys() | after.keys() if before.get(e) != after.get(e)}


def _roles(lookup: Lookup, found: Touch) -> None:
    """Bring what claims tell of entities up to date, and take in the claims that read it."""
    near = lookup.near
    rows = [
        (claim.id, role)
        for claim in found.claims.values()
        for role in roles_of(claim, lookup.context)
    ]
    numbers = [number_of(id_) for id_ in (*found.claims, *found.gone)]
    pairs = near.roles_by(numbers) | {(kind, entity) for _, (kind, entity, _) in rows}
    before = {pair: near.roles(*pair) for pair in pairs}
    near.put_roles(numbers, rows)
    turned = {pair for pair in pairs if before[pair] != near.roles(*pair)}
    lookup.refresh()
    lookup.claims.keep(found.claims)
    if not turned:
        return
    entities = {entity for kind, entity in turned if kind in (LEADS, ISSUED)}
    inner = {entity for kind, entity in turned if kind == INSIDE}
    for _ in range(DEEP + 1):  # whatever lies in a place lies where that place does
        entities |= inner
        inner = {e for outer in inner for e in near.holders(INSIDE, outer)} - entities
    _take(lookup, found, lookup.naming(entities))
