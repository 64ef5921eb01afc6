"""Rules on conflicts are asked again about the neighbourhoods that a change reaches; all others keep their word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kgbuild.assemble.disagreements import gathered
from kgbuild.assemble.disagreements.numbers import compared, figures, judge
from kgbuild.assemble.disagreements.objections import Objection, Objections, Rule, told_once
from kgbuild.assemble.disagreements.stances import stances
from kgbuild.assemble.joining.clusters import order_of
from kgbuild.increment.cells import Kind, cell, masked, of_kind
from kgbuild.ledger import records
from kgbuild.ledger.index import number_of
from kgbuild.model import ClaimArg, EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.assemble.joining.coarse import Coarse
    from kgbuild.increment.lookup import Lookup
    from kgbuild.model import Claim, Conflict

    Record = dict[str, Any]


def hood_of(rule: Rule, hood: str) -> int:
    """The number of a neighbourhood, by which what was found there is looked up."""
    if rule is Rule.POLARITY:
        return masked(int(hood)) | Kind.POLAR
    if rule is Rule.SEATS:
        return cell(Kind.SEAT, hood)
    return masked(number_of(f"{rule.name} {hood}")) | 15


def record_of(row: Objection) -> Record:
    """An objection as the table keeps it."""
    return {
        "rule": int(row.rule),
        "hood": row.hood,
        "conflict": records.conflict_record(row.conflict),
        "implausible": list(row.implausible),
        "denied": list(row.denied),
        "disputed": list(row.disputed),
    }


def read_objection(record: Record) -> Objection:
    """An objection of the table."""
    against = (tuple(record[name]) for name in ("implausible", "denied", "disputed"))
    conflict = records.read_conflict(record["conflict"])
    return Objection(Rule(record["rule"]), record["hood"], conflict, *against)


def rows_of(found: Iterable[Objection]) -> Iterator[tuple[int, str, Record, set[str]]]:
    """Objections as `Near.put_objections` takes them."""
    for row in found:
        claims = {*row.conflict.claims, *row.implausible, *row.denied, *row.disputed}
        yield hood_of(row.rule, row.hood), row.conflict.id, record_of(row), claims


class Facts(Mapping[str, str]):
    """The fact of every claim: those of this change, else as the index has it."""

    def __init__(self, lookup: Lookup, fresh: Mapping[str, str], gone: Iterable[str]) -> None:
        self._near = lookup.near
        self._held: dict[str, str] = {**fresh, **dict.fromkeys(gone, "")}

    def load(self, claims: Iterable[str]) -> None:
        """Look many up at once."""
        missing = set(claims) - self._held.keys()
        if missing:
            found = self._near.placed(claims=missing)
            self._held.update((claim, found.get(claim, "")) for claim in missing)

    def __getitem__(self, key: str) -> str:
        self.load([key])
        if not self._held[key]:
            raise KeyError(key)
        return self._held[key]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is looked up is never walked through")

    def __len__(self) -> int:
        raise TypeError("what is looked up is never counted")


class Asked:
    """One round of questions.

    `groups` are the facts that changed or whose claims are read otherwise, by their ids; `turned` the claims of
    these, and all that are gone; `cells` what those were and are in.
    """

    def __init__(
        self,
        lookup: Lookup,
        coarse: Coarse,
        groups: dict[str, list[Claim]],
        facts: Facts,
        turned: set[str],
        gone_facts: set[str],
        cells: set[int],
    ) -> None:
        self._lookup = lookup
        self._near = lookup.near
        self._context = lookup.context
        self._coarse = coarse
        self._groups = dict(groups)
        self._touched = set(groups)
        self._facts = facts
        self._turned = turned
        self._gone_facts = gone_facts
        self._cells = cells
        self._found = Objections()
        self._old: dict[int, Objection] = {}
        self._judged: set[str] = set()
        self._settled = 0

    def run(self) -> tuple[list[Conflict], set[str], set[str]]:
        """Ask all rules; returns conflicts to write, ids of those that are no more, claims that are judged anew."""
        self._inside()
        self._dead()
        self._polarity()
        self._denials()
        self._seats()
        self._stances()
        seen = self._settle()
        self._numbers()
        seen |= self._settle()
        held = self._near.objections(conflicts=seen)
        left = told_once(read_objection(record) for record in held.values())
        return left, seen - {conflict.id for conflict in left}, self._judged

    def _settle(self) -> set[str]:
        """Put what was found in the place of what was; returns ids of all these conflicts."""
        self._near.drop_objections(self._old)
        fresh = self._found.rows[self._settled :]
        self._near.put_objections(rows_of(fresh))
        self._settled = len(self._found.rows)
        rows = [*self._old.values(), *fresh]
        self._judged |= {
            id_ for row in rows for id_ in (*row.implausible, *row.denied, *row.disputed)
        }
        self._old = {}
        return {row.conflict.id for row in rows}

    def _forget(self, rule: Rule, hoods: Iterable[str] = (), claims: Iterable[str] = ()) -> None:
        """What a rule found in neighbourhoods, or on claims, is to be replaced."""
        numbers = [hood_of(rule, hood) for hood in hoods]
        for id_, record in self._near.objections(hoods=numbers, claims=claims).items():
            if record["rule"] == rule:
                self._old[id_] = read_objection(record)

    # groups

    def _of_claims(self, claims: Iterable[str]) -> list[list[Claim]]:
        """The facts that claims belong to, in order, their claims dated."""
        claims = list(claims)
        self._facts.load(claims)
        return self._of_facts({fact for c in claims if (fact := self._facts.get(c))})

    def _of_facts(self, facts: set[str]) -> list[list[Claim]]:
        missing = sorted(facts - self._groups.keys())
        if missing:
            told = self._lookup.ledger.facts(missing)
            claims = self._lookup.claims.load([c for fact in told for c in fact.claims])
            known = {claim.id: claim for claim in self._lookup.dated(claims)}
            self._facts.load(known)
            for fact in told:
                members = [known[c] for c in fact.claims if c in known]
                self._groups[fact.id] = sorted(members, key=order_of)
        groups = [self._groups[fact] for fact in facts if self._groups.get(fact)]
        self._lookup.documents.load({c.document for g in groups for c in g})
        return sorted(groups, key=lambda g: (self._coarse.level(g[0]), order_of(g[0])))

    def _in(self, cells: Iterable[int]) -> list[list[Claim]]:
        """The facts of the claims of cells."""
        return self._of_claims(self._near.claims_in(cells))

    def _keep(self, found: Objections, rule: Rule, hoods: Iterable[int]) -> None:
        """Of what a rule has found, what it found in these neighbourhoods."""
        chosen = set(hoods)
        rows = (row for row in found.rows if hood_of(rule, row.hood) in chosen)
        self._found.rows.extend(rows)

    # rules

    def _inside(self) -> None:
        """Sense, differences, wordings: each inside a fact."""
        facts = self._touched | self._gone_facts
        self._forget(Rule.SENSE, self._turned)
        self._forget(Rule.DIFFERENCES, facts)
        groups = self._of_facts(self._touched)
        told = gathered.inside_facts(groups, self._context, self._found)
        inside = {claim.id for group in groups for claim in group}
        self._forget(Rule.WORDINGS, told, claims=inside | self._turned)
        kept: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in list(self._old.values()):
            if row.rule is Rule.WORDINGS:
                self._facts.load(row.conflict.claims)
                for claim in row.conflict.claims:
                    fact = self._facts.get(claim)
                    if fact and fact not in self._touched:
                        kept[row.hood][fact].add(claim)
        for detail in sorted(told.keys() | kept.keys()):
            others = [(tuple(ids), fact) for fact, ids in kept[detail].items()]
            gathered.worded(detail, [*told.get(detail, ()), *others], self._found)

    def _dead(self) -> None:
        cells = of_kind(self._cells, Kind.DEATH)
        deaths = self._lookup.claims.load(self._near.claims_in(cells))
        people = {
            a.entity
            for claim in deaths
            for a in claim.object
            if isinstance(a, EntityArg) and cell(Kind.DEATH, a.entity) in cells
        }
        turned = self._lookup.claims.load(sorted(self._turned))
        actors = {a.entity for claim in turned for a in claim.subject if isinstance(a, EntityArg)}
        known = self._near.one_in(cell(Kind.DEATH, actor) for actor in actors)
        people |= {actor for actor in actors if cell(Kind.DEATH, actor) in known}
        self._forget(Rule.DEAD, people, claims=self._turned)
        if not people:
            return
        claims = self._lookup.dated(self._lookup.claims.load(self._near.taking(people)))
        self._facts.load(claim.id for claim in claims)
        found = Objections()
        gathered.dead(claims, self._context, self._facts, found)
        self._keep(found, Rule.DEAD, (hood_of(Rule.DEAD, person) for person in people))

    def _polarity(self) -> None:
        cells = of_kind(self._cells, Kind.POLAR)
        hoods = {masked(number) for number in cells}
        self._forget(Rule.POLARITY, map(str, hoods))
        denied = self._near.one_in(number | Kind.NEGATED for number in hoods)
        chosen = {masked(number) | Kind.POLAR for number in denied}
        if not chosen:
            return
        found = Objections()
        groups = self._in(chosen)
        gathered.polarity(groups, self._context, self._coarse, self._facts, found)
        self._keep(found, Rule.POLARITY, chosen)

    def _denials(self) -> None:
        inner = {claim.id for fact in self._touched for claim in self._groups[fact]}
        outer = self._near.claims_in(cell(Kind.OUTER, id_) for id_ in inner)
        told = self._lookup.claims.load(sorted({*outer, *self._turned}))
        self._forget(Rule.DENIALS, (c.id for c in told), claims=self._turned)
        ids = [a.claim for claim in told for a in claim.object if isinstance(a, ClaimArg)]
        by_fact = {self._facts[group[0].id]: group for group in self._of_claims(ids)}
        self._facts.load(claim.id for claim in told)
        gathered.denials(told, by_fact, self._context, self._facts, self._found)

    def _seats(self) -> None:
        cells = of_kind(self._cells, Kind.SEAT)
        old = self._near.objections(hoods=cells)
        self._old.update((id_, read_objection(record)) for id_, record in old.items())
        if not cells:
            return
        found = Objections()
        gathered.seats(self._in(cells), self._context, self._facts, found)
        self._keep(found, Rule.SEATS, cells)

    def _stances(self) -> None:
        warm = {number | Kind.WARM for number in map(masked, of_kind(self._cells, Kind.COLD))}
        warm |= of_kind(self._cells, Kind.WARM)
        members = [claim for fact in self._touched for claim in self._groups[fact]]
        turned = self._lookup.claims.load(sorted(self._turned))
        documents = {claim.document for claim in (*members, *turned)}
        warm |= {cell(Kind.WARM_IN, document) for document in documents}
        warm |= of_kind(self._cells, Kind.WARM_IN)
        groups = self._in(warm)
        hoods = {self._facts[group[0].id] for group in groups}
        self._forget(Rule.STANCES, hoods | self._touched | self._gone_facts)
        if not groups:
            return
        actors = {
            self._context.voice_of(a.entity)
            for group in groups
            for claim in group
            for a in (*claim.subject, *claim.object)
            if isinstance(a, EntityArg)
        }
        cold = self._near.claims_in(cell(Kind.COLD, actor) for actor in actors)
        told = self._lookup.of_documents({c.document for g in groups for c in g})
        every = {self._facts[g[0].id] for g in groups}
        ids = [*cold, *(claim.id for claim in told)]
        self._facts.load(ids)
        every |= {self._facts[id_] for id_ in ids if id_ in self._facts}
        found = Objections()
        stances(self._of_facts(every), self._context, self._facts, found)
        chosen = (hood_of(Rule.STANCES, hood) for hood in hoods)
        self._keep(found, Rule.STANCES, chosen)

    def _numbers(self) -> None:
        """Figures that are compared with one another, whole components of them."""
        seeds = of_kind(self._cells, Kind.FIGURE)
        self._forget(Rule.NUMBERS, claims=self._turned)
        if not seeds:
            return
        loaded: set[int] = set()
        front, told, chosen = seeds, [], []
        while front:
            loaded |= front
            documents = {c.document for c in self._lookup.claims.load(self._near.claims_in(loaded))}
            self._lookup.documents.load(documents)
            told = figures(self._lookup.of_documents(documents), self._context)
            groups = compared(told)
            chosen = [g for g in groups if any(seeds & _blocks(one) for one in g)]
            front = {b for g in chosen for one in g for b in _blocks(one)} - loaded
        claims = {one.claim.id for group in chosen for one in group}
        self._facts.load(claims)
        self._forget(Rule.NUMBERS, claims=claims)
        inside = self._near.objections(claims=claims).values()
        seen = [
            record["conflict"]["claims"]
            for record in inside
            if record["rule"] == Rule.DIFFERENCES and record["conflict"]["field"] == "number"
        ]
        judge(chosen, self._context, self._facts, self._found, seen)


def _blocks(one: Any) -> set[int]:
    return {cell(Kind.FIGURE, repr(block)) for block in one.blocks()}
