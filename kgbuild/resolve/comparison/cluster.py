"""From records to groups: keys that decide alone, then blocks, scores and average linkage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kgbuild.disjoint import Disjoint
from kgbuild.ids import judgement_id
from kgbuild.model import Judgement, Verdict
from kgbuild.names import Likeness, PersonForm, compare_names
from kgbuild.resolve.comparison.blocks import block_index, meeting_names, name_groups
from kgbuild.resolve.comparison.features import DOUBT, GAMMA, VERSION, compare, explain, weight_kind
from kgbuild.resolve.comparison.keys import institution, joinable, outside_key, unit_of
from kgbuild.resolve.comparison.linkage import link
from kgbuild.resolve.comparison.profiles import Join, Profile, make_profiles, profile_of
from kgbuild.resolve.judgements.constraints import apart, closures, held_apart, join_words
from kgbuild.resolve.judgements.people import Words
from kgbuild.resolve.links import link_place
from kgbuild.resolve.records.record import Record

DECIDER = f"kgbuild resolve {VERSION}"
# At most so many doubtful or refused pairs are written down for one group.
KEPT = 3


@dataclass(frozen=True, slots=True)
class Item:
    """What was compared as one: a record, or the profile of several; `part` names its component."""

    id: str
    kind: str
    record: Record
    ids: Sequence[str]
    part: str


@dataclass(slots=True)
class Trail:
    """What the grouping went by: the items compared, the blocks of each kind, the groups of records.

    `homes` are groups before people's words; `local` what a document itself says of the country and
    staff of records that others told more about.
    """

    records: Sequence[Record] = ()
    items: list[Item] = field(default_factory=list)
    blocks: dict[str, Mapping[str, set[str]]] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    local: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)


@dataclass(slots=True)
class Grouping:
    """Groups of cluster ids, the key that joined each (or ""), and what was judged on the way."""

    groups: list[list[str]] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    trail: Trail | None = None


def group(records: Sequence[Record], words: Words, *, trail: Trail | None = None) -> Grouping:
    """Groups of records that are held to be one, each record in one group.

    `trail` is filled with what a later document needs to be looked up instead of compared with all.
    """
    must = closures(words.same)
    cannot = held_apart(words)
    result = Grouping(trail=trail)
    people = [r for r in records if r.kind == "person"]
    _group_some(people, cannot, result)
    home = {id_: members[0] for members in result.groups for id_ in members}
    known_places(records)
    if trail is not None:
        trail.local = {r.id: (r.country, r.staff) for r in records if r.staff}
    tell_bodies(records, home)
    _group_some([r for r in records if r.kind != "person"], cannot, result)
    if trail is not None:
        trail.units = {r.id: unit_of(r) for r in records}
        trail.homes = {id_: members[0] for members in result.groups for id_ in members}
    result.groups = join_words(result.groups, words, must, cannot)
    return result


def tell_bodies(records: Iterable[Record], home: Mapping[str, str]) -> None:
    """What is known once people are: bodies get their people's groups, offices their country.

    "The Central Bank" of an article that names no country is that of its governor's country. `home` is
    the group of each person; `records` must hold all people of the groups in question and all staffed.
    """
    records = list(records)
    countries: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.kind == "person" and record.country:
            countries[home[record.id]].add(record.country)
    offices: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        if not record.staff:
            continue
        record.staff = frozenset(home[id_] for id_ in record.staff)
        if record.kind == "body" and record.generic and not record.country:
            lands = {land for id_ in record.staff for land in countries[id_]}
            if len(lands) == 1:
                record.country = lands.pop()
        elif record.country:
            for holder in record.staff:
                offices[holder, institution(record.key)].add(record.country)
    # "President" before a name is the office that another sentence gives the same person in full.
    for record in records:
        if record.kind == "thing:Position" and record.staff and not record.country:
            key = institution(record.key)
            lands = {land for holder in record.staff for land in offices.get((holder, key), ())}
            if len(lands) == 1:
                record.country = lands.pop()


# Kinds whose linked groups are still compared with records that bear no id.
COMPARED = frozenset(("person", "body", "place"))


def known_places(records: Iterable[Record]) -> None:
    """Link the places among the records."""
    for record in records:
        if record.kind == "place":
            link_place(record)


def _group_some(records: Sequence[Record], cannot: dict[str, set[str]], result: Grouping) -> None:
    keyed: dict[tuple[str, ...], list[Record]] = defaultdict(list)
    kinds: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        key = outside_key(record)
        if key is not None:
            keyed[key].append(record)
        elif joinable(record):
            kinds[record.kind].append(record)
        else:
            result.groups.append([record.id])
    by_id = {record.id: record for record in records}
    linked: dict[str, list[Profile]] = defaultdict(list)
    for _, members in sorted(keyed.items()):
        for ids in apart([r.id for r in members], cannot):
            if members[0].kind in COMPARED:
                linked[members[0].kind].append(profile_of([by_id[id_] for id_ in ids]))
            else:
                result.groups.append(ids)
    for kind in sorted({*kinds, *linked}):
        _link_kind(kinds[kind], linked[kind], cannot, result)


def _link_kind(
    records: list[Record],
    linked: list[Profile],
    cannot: dict[str, set[str]],
    result: Grouping,
) -> None:
    """Compare and link the records of a kind; `linked` are those that a key has joined already."""
    items: dict[str, list[Profile]] = {}
    for name, members in sorted(name_groups(records).items()):
        items[name], joins = make_profiles(members, cannot)
        result.judgements += joined(joins)
    keyed = {p.record.id: p for p in linked}
    for name, members in sorted(name_groups([p.record for p in linked]).items()):
        items.setdefault(name, [])
        items[name] += [keyed[r.id] for r in members]
    by_name = {name: [p.record for p in found] for name, found in items.items()}
    scores: dict[tuple[int, int], float] = {}
    every = placed(items)
    for name in sorted(items):
        same = items[name]
        for at, left in enumerate(same):
            for right in same[at + 1 :]:
                score(left, right, scores)
    blocks = block_index(by_name)
    for one, two in sorted(meeting_names(blocks)):
        if worth(by_name[one][0], by_name[two][0]):
            for left in items[one]:
                for right in items[two]:
                    score(left, right, scores)
    parts = components(len(every), scores)
    for component in parts:
        link_component([every[i] for i in component], scores, cannot, result)
    if result.trail is not None and every:
        kind = every[0].record.kind
        result.trail.blocks[kind] = blocks
        for component in parts:
            found = [every[i] for i in component]
            part = part_of(found)
            result.trail.items += [Item(p.record.id, kind, p.record, p.ids, part) for p in found]


def placed(items: Mapping[str, Sequence[Profile]]) -> list[Profile]:
    """All items in the order of their names, each told its position."""
    every = [item for name in sorted(items) for item in items[name]]
    for position, item in enumerate(every):
        item.position = position
    return every


def part_of(component: Iterable[Profile]) -> str:
    """The name of a component: the smallest id of its items."""
    return min(item.record.id for item in component)


def joined(joins: Iterable[Join]) -> list[Judgement]:
    """The judgements on records that joined a growing profile."""
    return [judged(j.left, j.right, Verdict.SAME, j.score, j.one, j.two) for j in joins]


def worth(left: Record, right: Record) -> bool:
    """Whether two names of one block can be one at all."""
    if left.form is None or right.form is None:
        return True
    return may_be_one(left.form, right.form)


def may_be_one(left: PersonForm, right: PersonForm) -> bool:
    """Whether two names can be one person's at all."""
    return compare_names(left, right) not in (Likeness.NONE, Likeness.CLASH)


BAR = float("-inf")


def pair_score(one: Profile, two: Profile) -> float:
    """The score of two items, the one with the smaller name first."""
    if one.record.document == two.record.document and one.record.key != two.record.key:
        # The document's own coreference kept them apart.
        return BAR
    return compare(one.record, two.record)


def score(left: Profile, right: Profile, scores: dict[tuple[int, int], float]) -> None:
    """Put down the score of two items under their positions."""
    one, two = sorted((left, right), key=lambda p: p.position)
    scores[one.position, two.position] = pair_score(one, two)


def components(count: int, scores: dict[tuple[int, int], float]) -> list[list[int]]:
    """Positions that hang together by positive scores, each list sorted."""
    sets = Disjoint[int]()
    for (i, j), score in scores.items():
        if score > 0:
            sets.join(i, j)
    return sets.groups(range(count))


def link_component(
    items: list[Profile],
    scores: Mapping[tuple[int, int], float],
    cannot: dict[str, set[str]],
    result: Grouping,
) -> None:
    """Average linkage over the items of one component; groups and judgements go into `result`."""
    kind = weight_kind(items[0].record.kind)
    bound, doubt = GAMMA[kind], DOUBT[kind]
    if len(items) == 1:
        result.groups.append(sorted(items[0].ids))
        return
    inside: dict[tuple[int, int], float] = {}
    barred: set[tuple[int, int]] = set()
    told_apart = any(id_ in cannot for item in items for id_ in item.ids)
    for i, left in enumerate(items):
        for j in range(i + 1, len(items)):
            right = items[j]
            value = scores.get((left.position, right.position))
            if value is None:
                if not worth(left.record, right.record):
                    barred.add((i, j))
            elif value == BAR:
                barred.add((i, j))
            else:
                inside[i, j] = value
            if told_apart and _told(left, right, cannot):
                barred.add((i, j))
    groups, steps, left_over = link([i.record.size for i in items], inside, barred, bound)
    for step in steps:
        one, two = items[step.left], items[step.right]
        result.judgements.append(
            judged(one.ids[0], two.ids[0], Verdict.SAME, step.score, one.record, two.record)
        )
    result.groups += [sorted(id_ for at in members for id_ in items[at].ids) for members in groups]
    kept: dict[int, int] = defaultdict(int)
    for (i, j), score in sorted(left_over.items(), key=lambda p: (-p[1], p[0])):
        if items[i].record.document == items[j].record.document:
            continue
        if kept[i] < KEPT and kept[j] < KEPT and (score > doubt or _namesakes(items[i], items[j])):
            kept[i] += 1
            kept[j] += 1
            verdict = Verdict.UNSURE if score > doubt else Verdict.DIFFERENT
            one, two = items[i], items[j]
            result.judgements.append(
                judged(one.ids[0], two.ids[0], verdict, score, one.record, two.record)
            )


def _namesakes(left: Profile, right: Profile) -> bool:
    return left.record.kind == "person" and left.record.key == right.record.key


def _told(left: Profile, right: Profile, cannot: dict[str, set[str]]) -> bool:
    others = set(right.ids)
    return any(cannot[id_] & others for id_ in left.ids if id_ in cannot)


def judged(
    left: str, right: str, verdict: Verdict, score: float, one: Record, two: Record
) -> Judgement:
    """The program's judgement, with its reasons."""
    reasons = explain(one, two).reasons
    low, high = min(left, right), max(left, right)
    return Judgement(
        judgement_id(low, high, verdict, DECIDER, 0),
        low,
        high,
        verdict,
        round(score, 2),
        tuple(str(reason) for reason in reasons),
        DECIDER,
    )
