"""Why two entities are one, or are not: the reasons of `kgbuild explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from kgbuild.ledger import Ledger
from kgbuild.model import Entity, Judgement, Snapshot, Verdict
from kgbuild.resolve.comparison.cluster import known_places
from kgbuild.resolve.comparison.features import DOUBT, GAMMA, Comparison, explain, weight_kind
from kgbuild.resolve.comparison.keys import joinable, outside_key
from kgbuild.resolve.judgements.decisions import find
from kgbuild.resolve.judgements.people import by_person, hear, newest, pair
from kgbuild.resolve.records.record import Record
from kgbuild.resolve.records.recording import make_records

# Pairs of parts that are compared, at most: the first of each side tell enough.
PAIRS = 400


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two names are one entity, in one line, and what speaks for and against."""

    same: bool
    headline: str
    lines: tuple[str, ...]


def explain_pair(ledger: Ledger, left: str, right: str) -> Explanation:
    """Why the two are one entity or two. Raises UsageError for unknown or ambiguous names."""
    snapshot = ledger.snapshot()
    one, two = find(snapshot, left), find(snapshot, right)
    if one.id == two.id:
        return _one(snapshot, one, ledger)
    judged = _between(snapshot.judgements, one, two)
    lines = [_told(j) for j in judged if by_person(j)]
    people = [j for j in newest(ledger.judgements()) if j in judged]
    contradictions = hear(ledger.judgements(), (*one.clusters, *two.clusters)).contradictions
    lines += [
        f"not followed: {_told(c.judgement)} ({c.because})"
        for c in contradictions
        if c.judgement in judged
    ]
    if people and people[0].verdict is Verdict.DIFFERENT:
        return Explanation(
            False, f"{one.name} and {two.name} are two: a person says so", tuple(lines)
        )
    records = _records(ledger, (*one.clusters, *two.clusters))
    best: tuple[Record, Record, Comparison] | None = None
    for a, b in islice(product(one.clusters, two.clusters), PAIRS):
        comparison = explain(records[a], records[b])
        if best is None or _rank(comparison) > _rank(best[2]):
            best = (records[a], records[b], comparison)
    assert best is not None
    return _two(one, two, *best, lines)


def _rank(comparison: Comparison) -> tuple[bool, float]:
    return not comparison.barred, comparison.score


def _records(ledger: Ledger, clusters: Sequence[str]) -> dict[str, Record]:
    """Records of the clusters, made from their documents alone, as resolution makes them."""
    documents = sorted({c.document for c in ledger.clusters_of(clusters)})
    records = make_records(
        ledger.clusters(documents), ledger.mentions(documents), ledger.raw_claims(documents)
    )
    known_places(records)
    return {r.id: r for r in records}


def _between(judgements: Sequence[Judgement], one: Entity, two: Entity) -> list[Judgement]:
    left, right = set(one.clusters), set(two.clusters)
    return [
        j
        for j in judgements
        if (j.left in left and j.right in right) or (j.left in right and j.right in left)
    ]


def _told(judgement: Judgement) -> str:
    why = f": {'; '.join(judgement.reasons)}" if judgement.reasons else ""
    return f"{judgement.decided_by} says {judgement.verdict}{why}"


def _one(snapshot: Snapshot, entity: Entity, ledger: Ledger) -> Explanation:
    documents = len({m.document for m in entity.mentions})
    headline = f"{entity.name} is one entity ({entity.id}) in {documents} documents"
    lines = []
    ids = dict(entity.external_ids)
    if ids:
        lines.append("linked: " + ", ".join(f"{k} {v}" for k, v in sorted(ids.items())))
    inside = set(entity.clusters)
    joined = [j for j in snapshot.judgements if {*pair(j)} <= inside]
    lines += [_told(j) for j in sorted(joined, key=lambda j: (not by_person(j), -j.score, j.id))]
    if not joined and documents > 1:
        lines.append(_keyed(ledger, entity))
    if documents == 1:
        lines.append("all its mentions are of one document: decided there, by coreference")
    return Explanation(True, headline, tuple(lines))


def _keyed(ledger: Ledger, entity: Entity) -> str:
    key = next(
        (k for r in _records(ledger, entity.clusters[:1]).values() if (k := outside_key(r))), None
    )
    if key is None:
        return "joined through what its people or places are linked to"
    return f"one key decides alone: {' / '.join(key)}"


def _two(
    one: Entity,
    two: Entity,
    left: Record,
    right: Record,
    comparison: Comparison,
    lines: list[str],
) -> Explanation:
    names = f"{one.name} ({one.id}) and {two.name} ({two.id})"
    kind = weight_kind(left.kind)
    if comparison.barred:
        lines.append(f"can never be one by score: {comparison.barred}")
    for record in (left, right):
        if not joinable(record) and outside_key(record) is None:
            only = (
                "a name without its other part" if record.kind == "person" else "no name of its own"
            )
            lines.append(f"“{record.name}” is {only}: such words never join two documents")
    one_key, two_key = outside_key(left), outside_key(right)
    if one_key != two_key and one_key and two_key:
        lines.append(f"linked to two: {' / '.join(one_key)}, {' / '.join(two_key)}")
    if not comparison.barred:
        bound, doubt = GAMMA.get(kind, 2.0), DOUBT.get(kind, 1.0)
        state = "doubtful" if comparison.score > doubt else "too little"
        if comparison.score > bound:
            state = "enough for these two, but not as the mean over all their documents"
        lines.append(
            f"best score {comparison.score:.2f}; one above {bound}, doubtful above {doubt}: {state}"
        )
    lines += [str(reason) for reason in comparison.reasons]
    return Explanation(False, f"{names} are two", tuple(lines))
