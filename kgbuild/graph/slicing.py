"""A slice of a graph: the facts of a period, or around an entity, with all that they rest on.

A slice is a graph of its own, whole in itself: every claim of its facts is in it, with documents, entities and the
claims that they speak of. Ids are those of the whole graph. It is looked up by index and costs what it holds.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kgbuild.changes.partial import Partial
from kgbuild.errors import UsageError
from kgbuild.ledger import Index
from kgbuild.model import ClaimArg, EntityArg, Snapshot, named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Entity

BETWEEN = ".."
DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: date = date.min
    last: date = date.max

    @classmethod
    def of(cls, text: str) -> Period:
        """`FROM..TO`, each a day, a month, a year, or nothing; raises UsageError.

        >>> Period.of("2024-02..2024-02")
        Period(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
        """
        first, _, last = text.partition(BETWEEN)
        made = cls(_day(first, text)[0], _day(last, text)[1])
        if made.first > made.last:
            raise UsageError(f"--slice {text}: ends before it begins")
        return made


def _day(text: str, whole: str) -> tuple[date, date]:
    """The first and the last day of what was written."""
    if not text.strip():
        return date.min, date.max
    found = DAY.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in found.groups())
        if day:
            return date(year, month, day), date(year, month, day)
        start, end = month or 1, month or 12
        return date(year, start, 1), date(year, end, calendar.monthrange(year, end)[1])
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(
            f"--slice {whole}: write a period as 2024-01-15..2024-03, or a name"
        ) from None


def cut(ledger: Ledger, slices: Sequence[str] = (), *, steps: int = 1) -> Snapshot:
    """The slice that all of `slices` leave, from a ledger that is open for reading; without any, the whole graph.

    One is a period (`2024-01..2024-03`: facts that were so, or were first told, in it) or a name (facts in which the
    entity takes part; with `steps`, also those of everybody who takes part in a fact so far). Raises UsageError.
    """
    if not slices:
        return ledger.snapshot()
    if steps < 1:
        raise UsageError("--steps must be 1 or more")
    return _Slicer(ledger).of(slices, steps)


class _Slicer:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._index = ledger, Index(ledger.connection)

    def of(self, slices: Sequence[str], steps: int) -> Snapshot:
        chosen: set[str] | None = None
        for text in slices:
            if BETWEEN in text:
                period = Period.of(text)
                ends = period.first.toordinal(), period.last.toordinal()
                found = set(self._index.facts_between(*ends))
                chosen = found if chosen is None else chosen & found
        for text in slices:
            if BETWEEN not in text:
                chosen = self._around(Partial(self._ledger).find(text), steps, chosen)
        return self._whole(chosen or set())

    def _around(self, entity: str, steps: int, among: set[str] | None) -> set[str]:
        """Facts of an entity, and of those who take part in them, so many steps; `among` these, if given."""
        known, fresh, found = {entity}, {entity}, set[str]()
        for _ in range(steps):
            near = set(self._index.facts_of(self._index.claims_with(sorted(fresh)))) - found
            near = near if among is None else near & among
            found |= near
            named = {
                a.entity
                for fact in self._ledger.facts(sorted(near))
                for a in (*fact.subject, *fact.object)
                if isinstance(a, EntityArg)
            }
            fresh = named - known
            known |= named
        return found

    def _whole(self, chosen: set[str]) -> Snapshot:
        """These facts, with all that they rest on."""
        facts, claims = self._closed(chosen)
        kept = self._ledger.facts(sorted(facts))
        documents = {claim.document for claim in claims.values()}
        named = {name for claim in claims.values() for name in _named(claim)}
        named.update(place for fact in kept for place in fact.place)
        entities = [_within(e, documents) for e in self._shown(named)]
        clusters = {cluster for entity in entities for cluster in entity.clusters}
        ledger = self._ledger
        return Snapshot(
            documents=tuple(ledger.documents(sorted(documents))),
            entities=tuple(entities),
            claims=tuple(claims[id_] for id_ in sorted(claims)),
            facts=tuple(kept),
            conflicts=tuple(
                one
                for one in ledger.conflicts()
                if claims.keys() >= {*one.claims} and facts >= {*one.facts}
            ),
            judgements=tuple(
                one for one in ledger.shown_judgements() if clusters >= {one.left, one.right}
            ),
            faults=tuple(one for one in ledger.faults() if one.document in documents),
        )

    def _closed(self, chosen: set[str]) -> tuple[set[str], dict[str, Claim]]:
        """These facts, those of the claims that they speak of, and all their claims."""
        claims: dict[str, Claim] = {}
        facts, fresh = set(chosen), set(chosen)
        while fresh:
            told = {c for fact in self._ledger.facts(sorted(fresh)) for c in fact.claims}
            while told:
                found = self._ledger.claims(sorted(told))
                claims.update((claim.id, claim) for claim in found)
                told = {inner for claim in found for inner in _spoken_of(claim)} - claims.keys()
            fresh = set(self._index.facts_of(claims)) - facts
            facts |= fresh
        return facts, claims

    def _shown(self, ids: Iterable[str]) -> list[Entity]:
        """Entities with all their mentions, but those that people have asked to be left out."""
        shown = [head.id for head in self._ledger.heads(ids=sorted(ids))]
        return self._ledger.entities(shown)


def _within(entity: Entity, documents: set[str]) -> Entity:
    """An entity as these documents show it."""
    mentions = tuple(m for m in entity.mentions if m.document in documents)
    seen = {cluster for mention in mentions for cluster in mention.clusters}
    clusters = tuple(cluster for cluster in entity.clusters if cluster in seen)
    return replace(entity, mentions=mentions, clusters=clusters)


def _spoken_of(claim: Claim) -> Iterator[str]:
    """The claims that a claim speaks of."""
    yield from (a.claim for a in (*claim.subject, *claim.object) if isinstance(a, ClaimArg))


def _named(claim: Claim) -> Iterator[str]:
    """Every entity that a claim names, in its qualifiers too."""
    yield from named_in(claim)
    yield from (v for v in claim.qualifiers.values() if isinstance(v, str) and v.startswith("e-"))
