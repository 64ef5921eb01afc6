"""Profiles: records that are already one, and the quick way for names that many bear."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kgbuild.resolve.comparison.features import GAMMA, compare, weight_kind
from kgbuild.resolve.records.record import Record

# Above this many bearers of one name, records join growing profiles before they are linked.
MANY = 64
# A profile's sets hold no more than this, so that it cannot swallow all.
PROFILE_KEYS = 60


@dataclass(frozen=True, slots=True)
class Join:
    """A record that joined a profile: the clusters, the score, and what was compared."""

    left: str
    right: str
    score: float
    one: Record
    two: Record


@dataclass(slots=True, eq=False)
class Profile:
    """Records that are already one: `record` sums them up for comparison."""

    record: Record
    ids: list[str]
    position: int = 0


def make_profiles(
    members: list[Record], cannot: dict[str, set[str]]
) -> tuple[list[Profile], list[Join]]:
    """A profile a record; for a name that many bear, records first join profiles that grow.

    The records are taken by content id, so that the outcome does not hang on the order of
    documents. Only profiles that share company or ties with the record are compared, and the largest.
    """
    joins: list[Join] = []
    if len(members) <= MANY:
        return [Profile(r, [r.id]) for r in members], joins
    kind = weight_kind(members[0].kind)
    grown: list[Profile] = []
    index: dict[str, list[int]] = defaultdict(list)
    for record in members:
        near: set[int] = set()
        for key in sorted(record.ties)[:4] + sorted(record.company)[:12]:
            near.update(index[key][-8:])
        near.update(range(min(4, len(grown))))
        best, home = GAMMA[kind], -1
        for at in sorted(near):
            if cannot[record.id] & set(grown[at].ids) if record.id in cannot else False:
                continue
            score = compare(grown[at].record, record)
            if score > best:
                best, home = score, at
        if home < 0:
            home = len(grown)
            grown.append(Profile(record, [record.id]))
        else:
            joins.append(Join(grown[home].ids[0], record.id, best, grown[home].record, record))
            grown[home].record = _merged(grown[home].record, record)
            grown[home].ids.append(record.id)
        for key in (*record.ties, *record.company):
            places = index[key]
            if not places or places[-1] != home:
                places.append(home)
    return grown, joins


def profile_of(records: list[Record]) -> Profile:
    """One profile of records that a key has joined."""
    summed = records[0]
    for record in records[1:]:
        summed = _merged(summed, record)
    return Profile(summed, [r.id for r in records])


def _merged(left: Record, right: Record) -> Record:
    """A record that stands for both, its sets bounded so that a profile cannot swallow all."""

    def both(one: frozenset[str], two: frozenset[str], most: int = PROFILE_KEYS) -> frozenset[str]:
        joined = one | two
        return joined if len(joined) <= most else frozenset(sorted(joined)[:most])

    return Record(
        left.id,
        left.document,
        left.kind,
        left.type,
        left.name,
        left.key,
        both(left.names, right.names),
        both(left.acronyms, right.acronyms),
        left.form,
        left.country or right.country,
        left.gender or right.gender,
        both(left.role, right.role, 12),
        both(left.ties, right.ties, 12),
        both(left.company, right.company),
        both(left.lands, right.lands, 6),
        both(left.topic, right.topic, 40),
        {**right.external, **left.external},
        both(left.staff, right.staff),
        False,
        left.generic,
        left.size + right.size,
    )
