"""From records to groups: keys that decide alone, then blocks, scores and average linkage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgbuild.ids import judgement_id
from kgbuild.model import Judgement, Verdict
from kgbuild.resolve.blocks import meeting_names, name_groups
from kgbuild.resolve.features import DOUBT, GAMMA, VERSION, compare, explain, weight_kind
from kgbuild.resolve.forms import Likeness, compare_names
from kgbuild.resolve.keys import institution, joinable, outside_key
from kgbuild.resolve.linkage import link
from kgbuild.resolve.links import link_place
from kgbuild.resolve.people import Words
from kgbuild.resolve.profiles import Profile, make_profiles, profile_of
from kgbuild.resolve.record import Record

DECIDER = f"kgbuild resolve {VERSION}"
# At most so many doubtful or refused pairs are written down for one group.
KEPT = 3


@dataclass(slots=True)
class Grouping:
    """Groups of cluster ids, the key that joined each (or ""), and what was judged on the way."""

    groups: list[list[str]] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)


def group(records: Sequence[Record], words: Words) -> Grouping:
    """Groups of records that are held to be one, each record in one group."""
    must = _closures(words.same)
    cannot: dict[str, set[str]] = defaultdict(set)
    for left, right in words.different:
        cannot[left].add(right)
        cannot[right].add(left)
    result = Grouping()
    people = [r for r in records if r.kind == "person"]
    _group_some(people, cannot, result)
    _tell_bodies(records, result.groups)
    _group_some([r for r in records if r.kind != "person"], cannot, result)
    result.groups = _join_words(result.groups, words, must, cannot)
    return result


def _tell_bodies(records: Sequence[Record], groups: list[list[str]]) -> None:
    """What is known once people are: bodies get their people's groups, offices their country.

    "The Central Bank" of an article that names no country is that of its governor's country.
    """
    home = {id_: members[0] for members in groups for id_ in members}
    countries: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if record.kind == "person" and record.country:
            countries[home[record.id]].add(record.country)
    known_places(records)
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
        for ids in _apart([r.id for r in members], cannot):
            if members[0].kind in COMPARED:
                linked[members[0].kind].append(profile_of([by_id[id_] for id_ in ids]))
            else:
                result.groups.append(ids)
    for kind in sorted({*kinds, *linked}):
        _link_kind(kinds[kind], linked[kind], cannot, result)


def _closures(same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Cluster -> smallest id of all that people hold to be the same with it."""
    parent: dict[str, str] = {}

    def root(id_: str) -> str:
        while parent.get(id_, id_) != id_:
            id_ = parent[id_]
        return id_

    for left, right in same:
        one, two = root(left), root(right)
        if one != two:
            parent[max(one, two)] = min(one, two)
    return {id_: root(id_) for pair in same for id_ in pair}


def _apart(ids: list[str], cannot: dict[str, set[str]]) -> list[list[str]]:
    """One group, or several where a person holds members apart."""
    if not any(id_ in cannot for id_ in ids):
        return [sorted(ids)]
    groups: list[list[str]] = []
    for id_ in sorted(ids):
        home = next((g for g in groups if not cannot[id_] & set(g)), None)
        if home is None:
            groups.append([id_])
        else:
            home.append(id_)
    return groups


def _link_kind(
    records: list[Record],
    linked: list[Profile],
    cannot: dict[str, set[str]],
    result: Grouping,
) -> None:
    """Compare and link the records of a kind; `linked` are those that a key has joined already."""
    items: dict[str, list[Profile]] = {}
    alone = name_groups(records)
    for name, members in sorted(alone.items()):
        items[name], joins = make_profiles(members, cannot)
        result.judgements += [
            _judged(j.left, j.right, Verdict.SAME, j.score, j.one, j.two) for j in joins
        ]
    keyed = {p.record.id: p for p in linked}
    for name, members in sorted(name_groups([p.record for p in linked]).items()):
        items.setdefault(name, [])
        items[name] += [keyed[r.id] for r in members]
    by_name = {name: [p.record for p in found] for name, found in items.items()}
    kind = weight_kind((records or [p.record for p in linked])[0].kind)
    scores: dict[tuple[int, int], float] = {}
    every: list[Profile] = []
    for name in sorted(items):
        for item in items[name]:
            item.position = len(every)
            every.append(item)
    for name in sorted(items):
        same = items[name]
        for at, left in enumerate(same):
            for right in same[at + 1 :]:
                _score(left, right, cannot, scores)
    for one, two in sorted(meeting_names(by_name)):
        if _worth(by_name[one][0], by_name[two][0]):
            for left in items[one]:
                for right in items[two]:
                    _score(left, right, cannot, scores)
    for component in _components(len(every), scores):
        found = [every[i] for i in component]
        _link_component(found, scores, cannot, GAMMA[kind], DOUBT[kind], result)


def _worth(left: Record, right: Record) -> bool:
    """Whether two names of one block can be one at all."""
    if left.form is None or right.form is None:
        return True
    return compare_names(left.form, right.form) not in (Likeness.NONE, Likeness.CLASH)


BAR = float("-inf")


def _score(
    left: Profile,
    right: Profile,
    cannot: dict[str, set[str]],
    scores: dict[tuple[int, int], float],
) -> None:
    one, two = sorted((left, right), key=lambda p: p.position)
    value = compare(one.record, two.record)
    if one.record.document == two.record.document and one.record.key != two.record.key:
        # The document's own coreference kept them apart.
        value = BAR
    scores[one.position, two.position] = value


def _components(count: int, scores: dict[tuple[int, int], float]) -> list[list[int]]:
    """Positions that hang together by positive scores, each list sorted."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for (i, j), score in scores.items():
        if score > 0:
            one, two = root(i), root(j)
            if one != two:
                parent[max(one, two)] = min(one, two)
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(count):
        found[root(at)].append(at)
    return [found[at] for at in sorted(found)]


def _link_component(
    items: list[Profile],
    scores: dict[tuple[int, int], float],
    cannot: dict[str, set[str]],
    bound: float,
    doubt: float,
    result: Grouping,
) -> None:
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
                if not _worth(left.record, right.record):
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
            _judged(one.ids[0], two.ids[0], Verdict.SAME, step.score, one.record, two.record)
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
                _judged(one.ids[0], two.ids[0], verdict, score, one.record, two.record)
            )


def _namesakes(left: Profile, right: Profile) -> bool:
    return left.record.kind == "person" and left.record.key == right.record.key


def _told(left: Profile, right: Profile, cannot: dict[str, set[str]]) -> bool:
    others = set(right.ids)
    return any(cannot[id_] & others for id_ in left.ids if id_ in cannot)


def _judged(
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


def _join_words(
    groups: list[list[str]],
    words: Words,
    must: dict[str, str],
    cannot: dict[str, set[str]],
) -> list[list[str]]:
    """Join what people hold to be the same; where the rest would clash, only they move."""
    if not words.same:
        return groups
    home: dict[str, int] = {id_: at for at, members in enumerate(groups) for id_ in members}
    held = [list(members) for members in groups]
    for left, right in words.same:
        one, two = home[left], home[right]
        if one == two:
            continue
        if any(cannot[id_] & set(held[two]) for id_ in held[one] if id_ in cannot):
            closure = {id_ for id_, root in must.items() if root == must[left]}
            for id_ in sorted(closure):
                held[home[id_]].remove(id_)
            target = len(held)
            held.append(sorted(closure))
            for id_ in closure:
                home[id_] = target
            continue
        keep, gone = min(one, two), max(one, two)
        for id_ in held[gone]:
            home[id_] = keep
        held[keep] += held[gone]
        held[gone] = []
    return [sorted(members) for members in held if members]
