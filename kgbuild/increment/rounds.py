"""Claims of touched cells are put together again, round by round, as `assemble` does it with all claims.

A round's facts rest on the round's times; times that another article lends rest on the facts of the round
before. Cells are touched by their claims, by claims that get another time, and by those that speak of a claim
whose fact is another now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kgbuild.assemble.assembly import ROUNDS, anchored
from kgbuild.assemble.joining.clusters import inner_claims, order_of, put_together
from kgbuild.assemble.joining.keys import spoken_of
from kgbuild.assemble.joining.timelinks import cross_document
from kgbuild.ids import fact_id
from kgbuild.increment.cells import Kind, cell, masked, of_kind
from kgbuild.model import Basis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.assemble.joining.coarse import Coarse
    from kgbuild.increment.lookup import Lookup
    from kgbuild.increment.touch import Touch
    from kgbuild.model import Claim, TimeSpan

Times = dict[str, "TimeSpan | None"]


@dataclass(slots=True)
class Regrouped:
    """What came of it: the facts to be of all touched cells, in order, their claims dated.

    `facts` are those of the claims by round, `before` those that they had; `times` by round, of all claims of
    documents that were dated again; `retimed` are old claims with another time.
    """

    groups: list[list[Claim]] = field(default_factory=list)
    facts: list[dict[str, str]] = field(default_factory=list)
    before: list[dict[str, str]] = field(default_factory=list)
    times: list[Times] = field(default_factory=list)
    retimed: set[str] = field(default_factory=set)

    def early(self) -> Iterator[tuple[str, int, str]]:
        """Claim, round and fact, where a round before the last had another one."""
        last = self.facts[-1]
        for number in range(ROUNDS - 1):
            own, held = self.facts[number], self.before[number]
            for claim, fact in last.items():
                found = own.get(claim) or held.get(claim) or fact
                if found != fact:
                    yield claim, number, found


class Rounds:
    """One run over what a touch reaches."""

    def __init__(self, lookup: Lookup, coarse: Coarse, touch: Touch) -> None:
        self._lookup = lookup
        self._coarse = coarse
        self._touch = touch
        self._cells = of_kind(touch.old_cells(), Kind.BLOCK)
        self._cells |= {self._block(claim) for claim in touch.claims.values()}
        self._again = touch.came | touch.moved
        self._found = Regrouped()
        self._blocks: dict[int, list[Claim]] = {}

    def run(self) -> Regrouped:
        """All rounds."""
        found = self._found
        groups: list[list[Claim]] = []
        for number in range(ROUNDS):
            lent = cross_document(groups, self._lookup.context) if number else {}
            if number:
                self._lend(number, groups, lent)
            found.times.append(self._times(number, lent))
            self._cells |= self._retimed(number)
            groups = self._regroup(number)
        for number in range(ROUNDS - 1):
            late = found.facts[-1].keys() - found.facts[number].keys()
            found.before[number].update(self.held(number, late))
        found.groups = sorted(groups, key=lambda g: (self._coarse.level(g[0]), order_of(g[0])))
        return found

    def _block(self, claim: Claim) -> int:
        return masked(self._coarse.block(claim)) | Kind.BLOCK

    # times

    def _at(self, number: int, claims: Iterable[Claim]) -> list[Claim]:
        """Claims with their times in a round."""
        claims = list(claims)
        known = self._found.times[number]
        held = self._lookup.times(number, [c.id for c in claims if c.id not in known])
        return [
            replace(c, time=known[c.id])
            if c.id in known
            else replace(c, time=held[c.id])
            if c.id in held
            else c
            for c in claims
        ]

    def _lend(self, number: int, groups: list[list[Claim]], lent: Mapping[str, TimeSpan]) -> None:
        """Note the documents that other articles date otherwise than before."""
        undated = [
            c for g in groups for c in g if self._undated(c) and c.document not in self._again
        ]
        held = self._lent(number, undated)
        for claim in undated:
            if lent.get(claim.id) != held.get(claim.id):
                self._again.add(claim.document)

    def _undated(self, claim: Claim) -> bool:
        document = self._lookup.documents.get(claim.document)
        return document is None or document.published is None

    def _lent(self, number: int, claims: Iterable[Claim]) -> dict[str, TimeSpan]:
        """Times that other articles lent to old claims before a round, as the tables have them."""
        ids = [claim.id for claim in claims]
        now, before = (self._lookup.times(n, ids) for n in (number, number - 1))
        return {
            id_: time
            for id_, time in now.items()
            if time is not None and time.basis is Basis.CROSS_DOCUMENT and before.get(id_) != time
        }

    def _times(self, number: int, lent: Mapping[str, TimeSpan]) -> Times:
        """The times in a round of all claims of documents that are dated again."""
        found: Times = {}
        if not self._again:
            return found
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._lookup.of_documents(self._again):
            by_document[claim.document].append(claim)
        for document in sorted(by_document):
            claims = by_document[document]
            told: Mapping[str, TimeSpan] = {}
            if number:
                claims = self._at(number - 1, claims)
                others = [c for c in claims if self._block(c) not in self._blocks]
                told = {c.id: lent[c.id] for c in claims if c.id in lent}
                if others and document not in self._touch.came:
                    told = {**self._lent(number, others), **told}
            if told or not number:
                claims = [replace(c, time=told.get(c.id, c.time)) for c in claims]
                more = anchored(claims)
                claims = [replace(c, time=more.get(c.id, c.time)) for c in claims]
            found.update((c.id, c.time) for c in claims)
        return found

    def _retimed(self, number: int) -> set[int]:
        """Cells of old claims that have another time in a round than they had."""
        own = self._found.times[number]
        ids = [id_ for id_ in own if id_ not in self._touch.gone]
        claims = [c for c in self._lookup.claims.load(ids) if c.document not in self._touch.came]
        held = self._lookup.times(number, [c.id for c in claims])
        turned = [c for c in claims if own[c.id] != held.get(c.id, c.time)]
        if number == ROUNDS - 1:
            self._found.retimed = {c.id for c in turned}
        return {self._block(claim) for claim in turned}

    # facts

    def _regroup(self, number: int) -> list[list[Claim]]:
        """The facts of a round, of all touched cells; more are touched on the way."""
        self._found.facts.append({})
        self._found.before.append({})
        self._blocks = {}
        waiting: dict[int, list[Claim]] = defaultdict(list)
        self._load(self._cells, waiting)
        groups: list[list[Claim]] = []
        while waiting:
            level = min(waiting)
            claims = waiting.pop(level)
            inner = _Inner(self, number, level)
            made = put_together(self._at(number, claims), self._lookup.context, inner)
            groups += made
            turned = self._note(number, made)
            self._load(self._speaking_of(turned) - self._blocks.keys(), waiting)
        self._cells |= self._blocks.keys()
        return groups

    def _load(self, cells: set[int], waiting: dict[int, list[Claim]]) -> None:
        """Put the claims of cells into the list of their level."""
        touch = self._touch
        ids = set(self._lookup.near.claims_in(cells)) - touch.claims.keys() - touch.gone
        claims = self._lookup.claims.load(sorted(ids))
        claims += [c for c in touch.claims.values() if self._block(c) in cells]
        self._blocks.update((number, []) for number in cells)
        self._lookup.documents.load({claim.document for claim in claims})
        for claim in claims:
            self._blocks[self._block(claim)].append(claim)
            waiting[self._coarse.level(claim)].append(claim)

    def _note(self, number: int, groups: Iterable[list[Claim]]) -> set[str]:
        """Note the facts of a round; returns claims that are of another fact than they were."""
        own = {c.id: id_ for g in groups for id_ in [fact_id(m.id for m in g)] for c in g}
        held = self.held(number, own)
        self._found.facts[number].update(own)
        self._found.before[number].update(held)
        return {claim for claim, fact in own.items() if held.get(claim) != fact}

    def held(self, number: int, claims: Iterable[str]) -> dict[str, str]:
        """The facts that claims had in a round, as the tables have them."""
        claims = list(claims)
        found = {c: fact for c, fact in self._lookup.near.placed(claims=claims).items() if fact}
        if number < ROUNDS - 1:
            found.update(self._lookup.near.early(number, claims))
        return found

    def _speaking_of(self, claims: set[str]) -> set[int]:
        """Cells of the claims in whose keys these stand."""
        outer = self._lookup.near.claims_in(cell(Kind.OUTER, id_) for id_ in claims)
        known = [*self._lookup.claims.load(outer), *self._touch.claims.values()]
        return {
            self._block(claim)
            for claim in known
            if not claims.isdisjoint(inner_claims(claim))
            and not claims.isdisjoint(spoken_of(claim))
        }


class _Inner(Mapping[str, str]):
    """The facts of inner claims in a round, of lower levels than the one that is put together."""

    def __init__(self, rounds: Rounds, number: int, level: int) -> None:
        self._rounds = rounds
        self._number = number
        self._level = level
        self._held: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        rounds = self._rounds
        claim = rounds._lookup.claims[key]
        if rounds._coarse.level(claim) >= self._level:
            raise KeyError(key)
        own = rounds._found.facts[self._number].get(key)
        if own is None:
            if key not in self._held:
                self._held.update(rounds.held(self._number, [key]))
            own = self._held[key]
        return own

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is looked up is never walked through")

    def __len__(self) -> int:
        raise TypeError("what is looked up is never counted")
