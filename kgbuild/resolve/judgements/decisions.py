"""A person's desk: join two entities, take one apart, take a word back, see what is doubtful.

All functions write or read judgements on document clusters, never entities: a judgement outlives every
rebuild. They do not make the views anew; `kgbuild.build.refresh` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.errors import UsageError
from kgbuild.ledger import Ledger
from kgbuild.model import Entity, Judgement, Mention, Snapshot, Verdict
from kgbuild.project import find_entity
from kgbuild.resolve.judgements.people import by_person, newest, next_sequence, pair, word
from kgbuild.resolve.records.record import kind_of

REVIEWED = ("person", "body", "place")
# Judgements that were one decision bear the number of the first of them.
ONE = "one decision: "


@dataclass(frozen=True, slots=True)
class Side:
    """One document's part of an entity: what it is called there, and a sentence of it."""

    cluster: str
    name: str
    source: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pair that the program leaves to a person, with its score, reasons and both sides."""

    judgement: Judgement
    left: Side
    right: Side


def find(snapshot: Snapshot, name: str) -> Entity:
    """The entity of an id (its own or a cluster's), name, alias or `NAME (TYPE)`; UsageError names candidates."""
    return find_entity({entity.id: entity for entity in snapshot.entities}, name, certain=True)


def merge(ledger: Ledger, left: str, right: str, *, by: str, because: str) -> list[Judgement]:
    """Say that two entities are one. Returns the judgements written."""
    snapshot = ledger.snapshot()
    one, two = find(snapshot, left), find(snapshot, right)
    if one.id == two.id:
        raise UsageError(f"{left!r} and {right!r} are one entity already ({one.id})")
    given = ledger.judgements()
    pairs = [(one.clusters[0], two.clusters[0], Verdict.SAME)]
    # What held parts of the two apart before is taken back with it.
    sides = set(one.clusters), set(two.clusters)
    for old in newest(given):
        ends = {*pair(old)}
        between = bool(ends & sides[0]) and bool(ends & sides[1])
        if old.verdict is Verdict.DIFFERENT and between and ends != {*pairs[0][:2]}:
            pairs.append((*pair(old), Verdict.UNSURE))
    reason = because or f"{one.name} is {two.name}"
    written = _decide(pairs, by, reason, next_sequence(given))
    ledger.append_judgements(written)
    return written


def parts(ledger: Ledger, name: str) -> list[Side]:
    """What an entity is made of: one row a document cluster."""
    snapshot = ledger.snapshot()
    index = _Index(snapshot)
    return [index.side(id_) for id_ in find(snapshot, name).clusters]


def split(
    ledger: Ledger, name: str, taken: Sequence[str], *, by: str, because: str
) -> list[Judgement]:
    """Take parts out of an entity: clusters by id, or all of a document by its source or id.

    The parts taken stay together; each is held apart from each that stays.
    """
    snapshot = ledger.snapshot()
    entity = find(snapshot, name)
    documents = {d.id: d.source for d in snapshot.documents}
    clusters = {c.id: c for c in ledger.clusters()}
    out = [
        id_
        for id_ in entity.clusters
        if id_ in taken
        or clusters[id_].document in taken
        or documents.get(clusters[id_].document) in taken
    ]
    stay = [id_ for id_ in entity.clusters if id_ not in out]
    if not out or not stay:
        what = "nothing" if not out else "all"
        raise UsageError(
            f"{', '.join(taken)} is {what} of {entity.name}; its parts: kgbuild split {entity.id}"
        )
    sequence = next_sequence(ledger.judgements())
    pairs = [(a, b, Verdict.SAME) for a, b in pairwise(out)]
    pairs += [(a, b, Verdict.DIFFERENT) for a in out for b in stay]
    written = _decide(pairs, by, because, sequence)
    ledger.append_judgements(written)
    return written


def decide(
    ledger: Ledger, left: str, right: str, verdict: Verdict, *, by: str, because: str = ""
) -> Judgement:
    """A person's word on two document clusters; UsageError for a cluster that is not there."""
    known = {c.id for c in ledger.clusters()}
    for id_ in (left, right):
        if id_ not in known:
            raise UsageError(f"{id_}: no such document cluster")
    sequence = next_sequence(ledger.judgements())
    judgement = word(left, right, verdict, by=by, because=because, sequence=sequence)
    ledger.append_judgements([judgement])
    return judgement


def undo(ledger: Ledger, which: str = "", *, by: str, because: str = "") -> list[Judgement]:
    """Take back a person's decision: the last, or that of a judgement's id. Nothing is erased.

    The pairs get the verdict "unsure", and the program decides on them again.
    """
    given = sorted((j for j in ledger.judgements() if by_person(j)), key=lambda j: j.sequence)
    standing = [j for j in given if j.verdict is not Verdict.UNSURE and _stands(j, given)]
    if which:
        chosen = [j for j in given if j.id == which]
        if not chosen:
            raise UsageError(f"{which}: no judgement of a person has this id")
        if chosen[0] not in standing:
            raise UsageError(f"{which}: a newer judgement took its place already")
    else:
        chosen = standing[-1:]
        if not chosen:
            raise UsageError("no person's judgement stands: there is nothing to undo")
    mark = next((r for r in chosen[0].reasons if r.startswith(ONE)), "")
    if mark:
        chosen = [j for j in standing if mark in j.reasons]
    pairs = [(*pair(j), Verdict.UNSURE) for j in chosen]
    reason = because or f"takes back {chosen[0].id}"
    written = _decide(pairs, by, reason, next_sequence(given))
    ledger.append_judgements(written)
    return written


def _stands(judgement: Judgement, given: Sequence[Judgement]) -> bool:
    return not any(pair(j) == pair(judgement) and j.sequence > judgement.sequence for j in given)


def _decide(
    pairs: Sequence[tuple[str, str, Verdict]], by: str, because: str, sequence: int
) -> list[Judgement]:
    written = []
    for number, (left, right, verdict) in enumerate(pairs):
        judgement = word(left, right, verdict, by=by, because=because, sequence=sequence + number)
        if len(pairs) > 1:
            reasons = (*judgement.reasons, f"{ONE}{sequence}")
            judgement = Judgement(
                judgement.id,
                judgement.left,
                judgement.right,
                verdict,
                1.0,
                reasons,
                judgement.decided_by,
                judgement.sequence,
            )
        written.append(judgement)
    return written


def doubts(ledger: Ledger) -> list[Doubt]:
    """Pairs that the program is unsure of and no person has spoken on.

    People come first, then bodies, places and things; in each, the likeliest first.
    """
    snapshot = ledger.snapshot()
    spoken = {pair(j) for j in ledger.judgements() if by_person(j)}
    open_ = [
        j
        for j in snapshot.judgements
        if not by_person(j) and j.verdict is Verdict.UNSURE and pair(j) not in spoken
    ]
    index = _Index(snapshot)
    open_.sort(key=lambda j: (index.rank(j.left), -j.score, j.id))
    return [Doubt(j, index.side(j.left), index.side(j.right)) for j in open_]


class _Index:
    """Looks up a cluster's entity, first mention and sentence."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.documents = {d.id: d for d in snapshot.documents}
        self.mentions: dict[str, list[Mention]] = {}
        self.entities: dict[str, Entity] = {}
        for entity in snapshot.entities:
            for cluster in entity.clusters:
                self.entities[cluster] = entity
            for mention in entity.mentions:
                for cluster in mention.clusters:
                    if cluster in self.entities:
                        self.mentions.setdefault(cluster, []).append(mention)

    def rank(self, cluster: str) -> int:
        """Where the cluster's kind stands in a review."""
        entity = self.entities.get(cluster)
        kind = kind_of(entity.type) if entity else ""
        return REVIEWED.index(kind) if kind in REVIEWED else len(REVIEWED)

    def side(self, cluster: str) -> Side:
        """The cluster as a reader wants to see it; empty where its document is gone."""
        found = sorted(
            self.mentions.get(cluster, ()), key=lambda m: (m.kind != "name", m.start, m.end)
        )
        if not found:
            return Side(cluster, "(gone)", "", 0, 0, "")
        best = max(found, key=lambda m: (m.kind == "name", len(m.text), -m.start))
        document = self.documents[best.document]
        return Side(
            cluster,
            " ".join(best.text.split()),
            document.source,
            best.start,
            best.end,
            around(document.text, best.start, best.end),
        )


def around(text: str, start: int, end: int, reach: int = 240) -> str:
    """The sentence about a span, roughly: up to full stops or line ends, on one line."""
    left = max(text.rfind(mark, max(0, start - reach), start) for mark in (". ", "\n", "? ", "! "))
    left = left + 1 if left >= 0 else max(0, start - reach)
    ends = [text.find(mark, end, end + reach) for mark in (". ", "\n", "? ", "! ")]
    stops = [at for at in ends if at >= 0]
    right = min(stops) + 1 if stops else min(len(text), end + reach)
    return " ".join(text[left:right].split())
