"""A new document is looked up: only components that share a block with its names are made again.

The outcome is the same, to the byte, as `resolve` over all documents. People are looked at first, then
what hangs on them (bodies and offices get the groups of their people), then all else, kind by kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from kgbuild.model import Judgement
from kgbuild.resolve.comparison import blocks
from kgbuild.resolve.comparison.blocks import block_keys, form_of_name, group_name
from kgbuild.resolve.comparison.cluster import (
    COMPARED,
    Grouping,
    components,
    joined,
    known_places,
    link_component,
    may_be_one,
    pair_score,
    part_of,
    placed,
    score,
    tell_bodies,
)
from kgbuild.resolve.comparison.keys import BETWEEN, KEYED, unit_of
from kgbuild.resolve.comparison.profiles import Join, Profile, make_profiles, profile_of
from kgbuild.resolve.judgements.constraints import apart
from kgbuild.resolve.memory import Memory, Row
from kgbuild.resolve.records.record import Record

PERSON = "person"


@dataclass(slots=True)
class Change:
    """What an update did: clusters whose group or record is another, and judgements to replace."""

    clusters: set[str] = field(default_factory=set)
    judgements: list[Judgement] = field(default_factory=list)
    gone_judgements: set[str] = field(default_factory=set)


def update(
    memory: Memory, fresh: Sequence[Record], gone: Sequence[str], cannot: dict[str, set[str]]
) -> Change:
    """Take documents out (`gone`, by id), put the records of new ones in, link what that touches.

    `cannot` holds what people keep apart; it must be what the memory was made with.
    """
    known_places(fresh)
    lost = memory.rows("document", gone)
    linker = _Linker(memory, cannot, lost)
    linker.change.clusters.update(row.id for row in lost)
    linker.change.clusters.update(record.id for record in fresh)
    linker.forget(row.id for row in lost)
    memory.forget(gone)
    memory.put_seen(fresh, sorted({record.document for record in fresh}))
    units = {record.id: unit_of(record) for record in fresh}
    memory.put_records(fresh, units)
    touched = {*units.values(), *(row.unit for row in lost)} - {""}
    for kind, some in _by_kind(touched):
        if kind == PERSON:
            linker.link(kind, some)
    people = linker.seen | {record.id for record in fresh if record.kind == PERSON}
    staffed = {*memory.staffed(people), *(record.id for record in fresh if record.staff)}
    touched |= _tell(memory, staffed, linker.change)
    for kind, some in _by_kind(touched):
        if kind == PERSON:
            continue
        if kind in COMPARED or kind.startswith("thing:"):
            linker.link(kind, {u for u in some if not _decides(u)})
        for unit in sorted(u for u in some if _decides(u)):
            linker.regroup(unit)
    return linker.change


def _by_kind(units: Iterable[str]) -> list[tuple[str, set[str]]]:
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        found[unit.split(BETWEEN)[1]].add(unit)
    return sorted(found.items())


def _decides(unit: str) -> bool:
    """Whether the unit's key decides, and nothing is compared with its records."""
    how, kind, *_ = unit.split(BETWEEN)
    return how == KEYED and kind not in COMPARED


def _tell(memory: Memory, staffed: set[str], change: Change) -> set[str]:
    """Tell bodies and offices what their people's groups say; returns the units that this touches."""
    holders = {row.home for row in memory.rows("id", memory.people_of(staffed))}
    people = memory.records("home", holders)
    around = memory.staffed(person.id for person in people)
    told = memory.records("id", {*around, *staffed}, local=True)
    home = {row.id: row.home for row in memory.rows("id", {p for r in told for p in r.staff})}
    home |= {row.id: row.home for row in memory.rows("home", holders)}
    rows = {row.id: row for row in memory.rows("id", staffed)}
    before = {record.id: record for record in memory.records("id", staffed)}
    tell_bodies([*people, *told], home)
    touched = set()
    for record in told:
        if record.id not in staffed:
            continue
        unit, old = unit_of(record), before[record.id]
        if (old.country, old.staff) == (record.country, record.staff):
            continue
        memory.tell(record, unit)
        change.clusters.add(record.id)
        touched |= {unit, rows[record.id].unit}
        if not unit:
            memory.put_homes({record.id: record.id}, {})
    return touched - {""}


class _Linker:
    """Makes components again, kind by kind, from what the memory holds."""

    def __init__(self, memory: Memory, cannot: dict[str, set[str]], lost: Iterable[Row]) -> None:
        self.memory = memory
        self.cannot = cannot
        self.lost: dict[str, list[Row]] = defaultdict(list)
        for row in lost:
            self.lost[row.unit].append(row)
        self.change = Change()
        self.seen: set[str] = set()
        self._built: dict[str, tuple[list[Profile], list[Join]]] = {}
        self._items: dict[str, list[Profile]] = {}
        self._met: dict[str, list[str]] = {}
        self._sharing: dict[str, list[str]] = {}

    def forget(self, clusters: Iterable[str]) -> None:
        """The judgements given on these clusters are gone."""
        self.change.gone_judgements.update(self.memory.take_reasons(clusters))

    def regroup(self, unit: str) -> None:
        """Make the groups of a key that decides alone."""
        rows = self.memory.rows("unit", [unit])
        groups = apart([row.id for row in rows], self.cannot) if rows else []
        self._settle([*rows, *self.lost[unit]], groups, {})

    def link(self, kind: str, units: set[str]) -> None:
        """Make the components that units of a kind are in, were in, or now touch."""
        self._built, self._items, self._met, self._sharing = {}, {}, {}, {}
        old = self.memory.items("unit", units, kind)
        names = {name for _, name, _, _ in old}
        parts = {part for _, _, _, part in old} | {""}
        self.memory.drop_items(units)
        # An item without a part is new.
        for unit in sorted(units):
            made = [(p.record.id, kind, group_name(p.record), unit, "") for p in self._build(unit)]
            names.update(name for _, _, name, _, _ in made)
            self.memory.put_items(made)
        names |= self._block(kind, names)
        parts.update(part for *_, part in self.memory.items("name", names, kind))
        parts |= self._drawn_in(kind, names)
        chosen = self.memory.items("part", parts, kind)
        rows = self.memory.rows("item", [id_ for id_, *_ in chosen])
        rows += self.memory.rows("unit", units)
        rows += [row for unit in sorted(units) for row in self.lost[unit]]
        self._join(kind, {name for _, name, _, _ in chosen}, {id_ for id_, *_ in chosen}, rows)

    def _build(self, unit: str) -> list[Profile]:
        """The items of a unit, as they are made from all its records."""
        if unit not in self._built:
            records = self.memory.records("unit", [unit])
            if not unit.startswith(KEYED + BETWEEN):
                self._built[unit] = make_profiles(records, self.cannot)
            else:
                by_id = {record.id: record for record in records}
                groups = apart(list(by_id), self.cannot) if by_id else []
                made = [profile_of([by_id[id_] for id_ in ids]) for ids in groups]
                self._built[unit] = made, []
        return self._built[unit][0]

    def _named(self, kind: str, name: str) -> list[Profile]:
        """The items of a name: those of its own unit, then those that keys have joined."""
        if name not in self._items:
            units = sorted({unit for _, _, unit, _ in self.memory.items("name", [name], kind)})
            self._items[name] = [
                item
                for unit in units
                for item in self._build(unit)
                if group_name(item.record) == name
            ]
        return self._items[name]

    def _block(self, kind: str, names: set[str]) -> set[str]:
        """Bring blocks up to date; returns names of blocks that have grown too large, or shrunk."""
        counts: dict[str, int] = {}
        for name in sorted(names):
            before = set(self.memory.keys(kind, name))
            items = self._named(kind, name)
            after = block_keys([p.record for p in items]) if items else set()
            for key in sorted(before ^ after):
                counts.setdefault(key, len(self.memory.names(kind, key)))
            if before != after:
                self.memory.put_blocks(kind, name, sorted(after))
        crossed: set[str] = set()
        for key, count in sorted(counts.items()):
            now = self.memory.names(kind, key)
            if (count <= blocks.CROWD) != (len(now) <= blocks.CROWD):
                crossed.update(now)
        return crossed

    def _meeting(self, kind: str, name: str) -> list[str]:
        """Names that share a block with a name, and may be one with it."""
        if name not in self._met:
            found: set[str] = set()
            for key in self.memory.keys(kind, name):
                found.update(self._of_block(kind, key))
            found.discard(name)
            if kind == PERSON:
                mine = form_of_name(name)
                found = {n for n in found if may_be_one(mine, form_of_name(n))}
            self._met[name] = sorted(found)
        return self._met[name]

    def _of_block(self, kind: str, key: str) -> list[str]:
        """Names that share a block, none where they are too many; blocks are up to date by now."""
        if key not in self._sharing:
            names = self.memory.names(kind, key)
            self._sharing[key] = names if len(names) <= blocks.CROWD else []
        return self._sharing[key]

    def _drawn_in(self, kind: str, names: set[str]) -> set[str]:
        """Parts of items that the names' items have a positive score with."""
        drawn: set[str] = set()
        for name in sorted(names):
            for other in self._meeting(kind, name):
                if other not in names:
                    left, right = self._named(kind, name), self._named(kind, other)
                    first, second = (left, right) if name < other else (right, left)
                    for one, two in product(first, second):
                        if pair_score(one, two) > 0:
                            drawn.add((two if second is right else one).record.id)
        return {part for *_, part in self.memory.items("id", drawn, kind)}

    def _join(self, kind: str, names: set[str], chosen: set[str], rows: list[Row]) -> None:
        """Score and link the chosen items of names, and put down what came of it."""
        items = {
            name: [p for p in self._named(kind, name) if p.record.id in chosen]
            for name in sorted(names)
        }
        every = placed(items)
        scores: dict[tuple[int, int], float] = {}
        for name in sorted(items):
            for left, right in combinations(items[name], 2):
                score(left, right, scores)
            for other in self._meeting(kind, name):
                if other > name and other in items:
                    for left, right in product(items[name], items[other]):
                        score(left, right, scores)
        result = Grouping()
        for component in components(len(every), scores):
            found = [every[i] for i in component]
            link_component(found, scores, self.cannot, result)
            part = part_of(found)
            self.memory.place_items([(p.record.id, part) for p in found])
        item_of = {id_: p.record.id for p in every for id_ in p.ids}
        self.forget({*item_of, *(row.id for row in rows)})
        joins = [j for _, told in self._built.values() for j in told if j.right in item_of]
        found_judgements = [*joined(joins), *result.judgements]
        self.change.judgements += found_judgements
        self.memory.put_reasons((j.left, j.id) for j in found_judgements)
        if kind == PERSON:
            self.seen.update(item_of)
        self._settle(rows, result.groups, item_of)

    def _settle(
        self, rows: Iterable[Row], groups: Sequence[Sequence[str]], item_of: Mapping[str, str]
    ) -> None:
        """Put down the groups, and note the clusters whose company in them is another."""
        before: dict[str, set[str]] = defaultdict(set)
        placed: dict[str, tuple[str, str]] = {}
        for row in rows:
            before[row.home].add(row.id)
            placed[row.id] = row.home, row.item
        known = {frozenset(ids) for ids in before.values()}
        homes = {id_: min(ids) for ids in groups for id_ in ids}
        kept = {frozenset(ids) for ids in groups}
        for ids in sorted(known ^ kept, key=sorted):
            self.change.clusters |= ids
        # A name that comes often has thousands of records, and one more moves hardly any.
        moved = {
            id_: home
            for id_, home in homes.items()
            if placed.get(id_) != (home, item_of.get(id_, ""))
        }
        self.memory.put_homes(moved, item_of)
