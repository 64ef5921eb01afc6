"""Claims that report the same thing are put together: exact keys, then objects, then time.

Greedy and bounded: a claim is compared with the last few groups of its key only, so the cost is linear
in claims. Claims that know their time come first, so that those that do not can be given to them. The
order is that of time and content ids, never that of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kgbuild.assemble.geography import disjoint, holds
from kgbuild.assemble.intervals import Interval, common, interval, overlap, tolerance
from kgbuild.assemble.joining.keys import Key, claim_key
from kgbuild.assemble.words import alike, content, same_quotation, telling
from kgbuild.ids import fact_id
from kgbuild.model import ClaimArg, EntityArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kgbuild.assemble.context import Context
    from kgbuild.model import Attributes, Claim

# Groups looked at for one claim, latest first; more than this many same-day twins are one anyway.
LOOK = 8
# Days between an event and a dated article that reports it without saying when.
FRESH = timedelta(days=7)
# Spans up to this many days say on which day it was.
FINE = 3
# Nouns that say that somebody acted, and not how.
ACTS = frozenset({"action", "act", "move", "conduct", "behaviour", "behavior", "deed", "step"})


@dataclass(slots=True)
class Group:
    """Claims of one fact in the making."""

    key: Key
    described: bool
    relation: str | None
    members: list[Claim] = field(default_factory=list)
    interval: Interval = field(default_factory=Interval)
    documents: set[str] = field(default_factory=set)
    published: list[date] = field(default_factory=list)

    def add(self, claim: Claim, context: Context) -> None:
        """Take the claim in and narrow the group's time."""
        self.members.append(claim)
        self.documents.add(claim.document)
        own = interval(claim.time)
        if own.known:
            self.interval = common(self.interval, own)
        document = context.documents.get(claim.document)
        if document is not None and document.published is not None:
            self.published.append(document.published)


def cluster(claims: Iterable[Claim], context: Context) -> list[list[Claim]]:
    """Groups of claims, each claim in exactly one; a claim about a claim after the inner one."""
    fact_of: dict[str, str] = {}
    groups: list[list[Claim]] = []
    waiting = sorted(claims, key=lambda c: c.id)
    known = {c.id for c in waiting}
    while waiting:
        ready = [
            c
            for c in waiting
            if all(i in fact_of for i in inner_claims(c) if i in known and i != c.id)
        ]
        if not ready:
            ready = waiting  # claims that quote each other in a circle: as they are
        taken = {c.id for c in ready}
        for members in put_together(ready, context, fact_of):
            groups.append(members)
            identity = fact_id(c.id for c in members)
            for claim in members:
                fact_of[claim.id] = identity
        waiting = [c for c in waiting if c.id not in taken]
    return groups


def inner_claims(claim: Claim) -> list[str]:
    """Ids of the claims that are arguments of this one."""
    return [a.claim for a in (*claim.subject, *claim.object) if isinstance(a, ClaimArg)]


def order_of(claim: Claim) -> tuple[int, date, date, str, int, str]:
    """In which order claims are put together: by time, what is dated first."""
    own = interval(claim.time)
    rank = 0 if own.bounded else 1 if own.known else 2
    start, end = own.start or own.end or date.min, own.end or own.start or date.min
    return rank, start, end, claim.document, claim.evidence.start, claim.id


def put_together(
    claims: Iterable[Claim], context: Context, fact_of: Mapping[str, str]
) -> list[list[Claim]]:
    """The facts of claims of one level: all claims of some cells. `fact_of` gives those of inner claims."""
    exact: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Group]] = defaultdict(list)
    worded: dict[tuple[tuple[str, ...], str], list[Group]] = defaultdict(list)
    groups: list[Group] = []
    for claim in sorted(claims, key=order_of):
        key = claim_key(claim, context, fact_of)
        described = bool(claim.object) and all(
            context.descriptive(o) for o in claim.object if not isinstance(o, ClaimArg)
        )
        candidates = exact[key.block, key.objects][-LOOK:]
        if key.by_words:
            for word in sorted(telling(key.words)):
                candidates += worded[key.block, word][-LOOK:]
        group = _choose(claim, key, described, candidates, context)
        if group is None:
            group = Group(key, described, claim.relation)
            groups.append(group)
            exact[key.block, key.objects].append(group)
            for word in sorted(telling(key.words)):
                worded[key.block, word].append(group)
        group.add(claim, context)
    return [g.members for g in groups]


def _choose(
    claim: Claim, key: Key, described: bool, candidates: list[Group], context: Context
) -> Group | None:
    """The group that the claim belongs to: its own document's first, then the nearest in time."""
    seen: list[Group] = []
    for group in candidates:
        known = any(group is other for other in seen)
        if (
            not known
            and _objects_agree(claim, key, described, group, context)
            and _fits(claim, group, context)
        ):
            seen.append(group)
    if not seen:
        return None
    same = [g for g in seen if claim.document in g.documents]
    if same:
        return min(same, key=lambda g: _distance(claim, g, context))
    if not interval(claim.time).known and _published(claim, context) is None and len(seen) > 1:
        exact = [g for g in seen if g.key.objects == key.objects]
        # Nothing tells which of several events an undated article means: none, then.
        return exact[0] if len(exact) == 1 else None
    return min(seen, key=lambda g: _distance(claim, g, context))


def _objects_agree(claim: Claim, key: Key, described: bool, group: Group, context: Context) -> bool:
    if key.objects == group.key.objects:
        return True
    if not (key.by_words and group.key.by_words):
        return False
    if claim.relation == "STATED":
        return same_quotation(key.words, group.key.words)
    if described and group.described:
        return alike(key.words, group.key.words) or _acts_of_one(claim, group.members[0], context)
    if (described or group.described) and vocabulary().has(claim.relation, "topical"):
        return alike(key.words, group.key.words)
    return False


def _acts_of_one(one: Claim, two: Claim, context: Context) -> bool:
    """ "X's actions" and "X's invasion of Y": an owner's acts, told once without saying which."""
    left, right = (_owned(c, context) for c in (one, two))
    if left is None or right is None or one.document == two.document:
        return False
    generic = [attributes["head"] in ACTS for _, attributes in (left, right)]
    events = [kind == "Event" for kind, _ in (left, right)]
    return (
        content(left[1]["owner"]) == content(right[1]["owner"])
        and any(generic)
        and all(g or e for g, e in zip(generic, events, strict=True))
    )


def _owned(claim: Claim, context: Context) -> tuple[str, Attributes] | None:
    """Type and attributes of the one object, where it has an owner and a head noun."""
    if len(claim.object) != 1 or not isinstance(claim.object[0], EntityArg):
        return None
    entity = context.entities.get(claim.object[0].entity)
    if entity is None or "owner" not in entity.attributes or "head" not in entity.attributes:
        return None
    return entity.type, entity.attributes


def _published(claim: Claim, context: Context) -> date | None:
    document = context.documents.get(claim.document)
    return document.published if document else None


def _fits(claim: Claim, group: Group, context: Context) -> bool:
    """Whether the times allow one fact; and the places, where one article tells of both."""
    own = interval(claim.time)
    relation = vocabulary().relations.get(claim.relation or "")
    if relation is None or not relation.is_event:
        return overlap(own, group.interval)
    if claim.document in group.documents and _elsewhere(claim, group, context):
        return False
    if group.key.strict:
        return _same_day_and_place(claim, group, context)
    if own.known and group.interval.known:
        slack = max(tolerance(claim.time, m.time) for m in group.members)
        return overlap(own, group.interval, slack)
    if claim.document in group.documents:
        return True
    published = _published(claim, context)
    if published is None or own.known:
        return True
    if vocabulary().has(claim.relation, "once") and _names_only(claim):
        return True
    when = group.interval.end or group.interval.start
    if when is not None:
        first = group.interval.start or when
        return first - timedelta(days=1) <= published and published - when <= FRESH
    return not group.published or abs(published - min(group.published)) <= FRESH


def _elsewhere(claim: Claim, group: Group, context: Context) -> bool:
    """Whether the same article has put the group's event in a place that this one cannot be in."""
    return any(
        disjoint(here, there, context)
        for other in group.members
        if other.document == claim.document
        for here in claim.place
        for there in other.place
    )


def _same_day_and_place(claim: Claim, group: Group, context: Context) -> bool:
    """Whether both know their day and place, and these agree."""
    own = interval(claim.time)
    if own.days > FINE or group.interval.days > FINE:
        return False
    if not overlap(own, group.interval, tolerance(claim.time, *(m.time for m in group.members))):
        return False
    there = {p for m in group.members for p in m.place}
    return any(holds(p, q, context) or holds(q, p, context) for p in claim.place for q in there)


def _names_only(claim: Claim) -> bool:
    return all(isinstance(a, EntityArg) for a in (*claim.subject, *claim.object))


def _distance(claim: Claim, group: Group, context: Context) -> tuple[int, int, str]:
    own = interval(claim.time)
    here = own.start or own.end or _published(claim, context)
    there = group.interval.start or group.interval.end or min(group.published, default=None)
    days = abs((here - there).days) if here and there else 100_000
    return (0 if group.key.objects and claim.relation else 1), days, group.members[0].id
