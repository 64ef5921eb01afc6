"""People who asked to be left out: remembered beside the documents, left out of every view, export and store.

An entry is appended, never edited; the last word on an entity counts. It is known again after every rebuild by
its document clusters, its outside ids, or its type and full name. With it go the claims that it takes part in
and those whose sentence speaks of it. The articles' own texts stay as they are.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.model import ClaimArg, EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Entity

NOTE = "suppressed"
"""What the ledger calls the entries."""

HIDDEN = "hidden"
"""What the ledger calls the ids that the entries hide as the views are now."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word on one entity: left out (`lifted` False) or let in again, by whom and why."""

    name: str
    type: str
    clusters: tuple[str, ...]
    external: tuple[str, ...]
    because: str
    by: str
    lifted: bool = False


def entries(ledger: Ledger) -> list[Entry]:
    """All entries, in the order in which they were made."""
    found = json.loads(ledger.note(NOTE) or "[]")
    return [
        Entry(**{**row, "clusters": tuple(row["clusters"]), "external": tuple(row["external"])})
        for row in found
    ]


def suppress(ledger: Ledger, entity: Entity, *, because: str, by: str) -> Entry:
    """Leave an entity out from now on, in the transaction that is open. Raises UsageError without a reason."""
    if not because.strip():
        raise UsageError("say why: --because")
    external = tuple(sorted(_external(entity)))
    entry = Entry(entity.name, entity.type, tuple(sorted(entity.clusters)), external, because, by)
    _append(ledger, entry)
    return entry


def lift(ledger: Ledger, name: str, *, because: str, by: str) -> Entry:
    """Let an entity in again, by the name it was left out under. Raises UsageError where it is not out."""
    out = [entry for entry in standing(entries(ledger)) if _key(entry.name) == _key(name)]
    if not out:
        raise UsageError(f"{name}: is not left out (kgbuild suppress --list shows who is)")
    old = out[-1]
    entry = Entry(old.name, old.type, old.clusters, old.external, because, by, lifted=True)
    _append(ledger, entry)
    return entry


def standing(told: Iterable[Entry]) -> list[Entry]:
    """The entries that hold: the last word on each name and type."""
    last = {(_key(entry.name), entry.type): entry for entry in told}
    return [entry for entry in last.values() if not entry.lifted]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids that no view shows."""

    entities: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    clusters: frozenset[str] = frozenset()

    def note(self) -> str:
        """As the ledger keeps it; "" for nothing."""
        told = {name: sorted(ids) for name, ids in asdict(self).items()}
        return json.dumps(told) if self.entities else ""


def hidden(told: Sequence[Entry], entities: Iterable[Entity], claims: Iterable[Claim]) -> Hidden:
    """What these entries hide in a graph of these entities and claims."""
    if not told:
        return Hidden()
    out = [entity for entity in entities if any(_meant(entry, entity) for entry in told)]
    ids = {entity.id for entity in out}
    spoken: dict[str, list[int]] = {}
    for entity in out:
        for mention in entity.mentions:
            spoken.setdefault(mention.document, []).append(mention.start)
    for starts in spoken.values():
        starts.sort()
    claims = list(claims)
    gone = {claim.id for claim in claims if _speaks_of(claim, ids, spoken)}
    while True:  # what is said about a claim goes with it
        more = {
            claim.id
            for claim in claims
            if claim.id not in gone
            and any(
                isinstance(a, ClaimArg) and a.claim in gone for a in (*claim.subject, *claim.object)
            )
        }
        if not more:
            break
        gone |= more
    return Hidden(frozenset(ids), frozenset(gone), frozenset(c for e in out for c in e.clusters))


def _speaks_of(claim: Claim, ids: set[str], spoken: dict[str, list[int]]) -> bool:
    args = [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]
    if ids.intersection((*args, *claim.attributed_to, *claim.place, *claim.about)):
        return True
    starts = spoken.get(claim.document, [])
    at = bisect_left(starts, claim.evidence.start)
    return at < len(starts) and starts[at] < claim.evidence.end


def _meant(entry: Entry, entity: Entity) -> bool:
    return bool(
        not _external(entity).isdisjoint(entry.external)
        or not set(entity.clusters).isdisjoint(entry.clusters)
        or (entity.type == entry.type and _key(entity.name) == _key(entry.name))
    )


def _external(entity: Entity) -> set[str]:
    """Outside ids of its own; a country's code stands on what belongs to the country, too."""
    return {f"{key}:{value}" for key, value in entity.external_ids.items() if key != "iso"}


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _append(ledger: Ledger, entry: Entry) -> None:
    told = [asdict(one) for one in (*entries(ledger), entry)]
    ledger.put_note(NOTE, json.dumps(told, ensure_ascii=False))
    ledger.put_note("views", "")
