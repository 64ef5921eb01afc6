"""Views over time and evidence, as plain rows: timeline, changes, conflicts, sources.

Each takes a Snapshot and returns a list of dictionaries with the same keys in the same order, sorted.
Dates are ISO text; unknown ones are None and stand last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kgbuild.assemble.context import FORMER, build_context
from kgbuild.assemble.intervals import interval
from kgbuild.assemble.joining.sources import leaning
from kgbuild.errors import UsageError
from kgbuild.model import EntityArg, Polarity, Status
from kgbuild.project import find_entity
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from datetime import date

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.rows import ChangeRow, ConflictRow, FactRow, SourceRow
    from kgbuild.model import Claim, Fact, Snapshot

LATE = "9999"


def timeline(snapshot: Snapshot, entity: str) -> list[FactRow]:
    """What is told of an entity, in the order of time; facts without a time last.

    `entity` is an id, a name or an alias. A state and its own government are one actor here. Open claims are
    told too, with their words. Raises UsageError for a name that the graph does not have.
    """
    context = build_context(snapshot.documents, snapshot.entities, snapshot.claims)
    wanted = find_entity({e.id: e for e in snapshot.entities}, entity)
    actor = context.actor(wanted.id)
    rows = []
    for fact in snapshot.facts:
        claims = [context.claims[c] for c in fact.claims if c in context.claims]
        named = {context.actor(e) for c in claims for e in _entities(c)}
        if actor in named:
            rows.append(_fact_row(fact, context))
    return sorted(rows, key=lambda row: _by_time(row, worth=-row["worth"]))


def changes(snapshot: Snapshot, start: date, end: date) -> list[ChangeRow]:
    """What is new, ended or reversed in a period (both days inclusive).

    A fact falls into the period by its own time, and an event that has none by the first article that
    tells it; `observed` holds that article's date either way. States without a time are left out.
    """
    if start > end:
        raise UsageError(f"the period ends ({end}) before it starts ({start})")
    context = build_context(snapshot.documents, snapshot.entities, snapshot.claims)
    by_pair: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in snapshot.facts:
        for pair in _pairs(fact, context):
            by_pair[pair].append(fact)
    rows = []
    for fact in snapshot.facts:
        when = _moment(fact)
        if (
            fact.relation is None
            or when is None
            or fact.status in (Status.IMPLAUSIBLE, Status.PLANNED)
        ):
            continue
        if not start <= when <= end or fact.polarity is Polarity.NEGATED:
            continue
        if not interval(fact.time).known and not _is_event(fact):
            continue  # that an article first tells of a state does not make the state new
        earlier = [
            other
            for pair in _pairs(fact, context)
            for other in by_pair[pair]
            if other.id != fact.id and _precedes(other, when)
        ]
        kind, before = _change(fact, earlier, context)
        row: ChangeRow = {"change": kind, **_fact_row(fact, context), "before": None}
        if before is not None:
            row["before"] = f"{before.relation} ({_moment(before)})"
        rows.append(row)
    return sorted(rows, key=lambda r: (_by_time(r), r["change"]))


def conflicts(snapshot: Snapshot) -> list[ConflictRow]:
    """Where reports differ or make no sense, hard conflicts first, with every side's sentence."""
    context = build_context(snapshot.documents, snapshot.entities, snapshot.claims)
    order = ["conflict", "implausible", "change", "certainty", "strength", "granularity", "wording"]
    rows: list[ConflictRow] = []
    for conflict in snapshot.conflicts:
        claims = [context.claims[c] for c in conflict.claims if c in context.claims]
        rows.append(
            {
                "kind": str(conflict.kind),
                "field": conflict.field,
                "detail": conflict.detail,
                "about": context.statement(claims[0]) if claims else None,
                "documents": sorted({_title(c.document, context) for c in claims}),
                "sentences": list(dict.fromkeys(c.evidence.text for c in claims)),
                "claims": list(conflict.claims),
                "facts": list(conflict.facts),
                "id": conflict.id,
            }
        )
    return sorted(rows, key=lambda r: (order.index(r["kind"]), r["field"], r["id"]))


def sources(snapshot: Snapshot, fact: str) -> list[SourceRow]:
    """Every claim of a fact with its document, speaker, sentence, and what the document leans on.

    `fact` is an id or the beginning of one that is unique. Raises UsageError otherwise.
    """
    context = build_context(snapshot.documents, snapshot.entities, snapshot.claims)
    found = [f for f in snapshot.facts if f.id == fact] or [
        f for f in snapshot.facts if f.id.startswith(fact) or f.id.startswith("f-" + fact)
    ]
    if len(found) != 1:
        many = "no fact" if not found else f"{len(found)} facts"
        raise UsageError(f"{many} with the id {fact!r}; ids are printed by: kgbuild timeline NAME")
    documents = [context.documents[d] for d in found[0].documents if d in context.documents]
    lean = leaning(documents)
    shared = Counter(mark for d in documents for mark, _ in lean.marks.get(d.id, ()))
    # Where papers spell a name differently, the last document's words stand for all.
    reasons = {
        mark: why for d in sorted(documents, key=lambda d: d.id) for mark, why in lean.marks[d.id]
    }
    rows: list[SourceRow] = []
    for id_ in found[0].claims:
        claim = context.claims.get(id_)
        if claim is None:
            continue
        document = context.documents.get(claim.document)
        marks = [m for m, _ in lean.marks.get(claim.document, ()) if shared[m] > 1]
        rows.append(
            {
                "published": _iso(document.published if document else None),
                "publisher": document.publisher if document else None,
                "source": document.source if document else claim.document,
                "said_by": [context.name(e) for e in claim.attributed_to],
                "hedge": claim.hedge,
                "sentence": claim.evidence.text,
                "start": claim.evidence.start,
                "end": claim.evidence.end,
                "leans_on": [reasons[m] for m in marks],
                "claim": claim.id,
                "why": found[0].why,
            }
        )
    return sorted(rows, key=lambda r: (r["published"] or LATE, r["source"], r["start"], r["claim"]))


def _entities(claim: Claim) -> list[str]:
    return [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]


def _fact_row(fact: Fact, context: Context) -> FactRow:
    claims = [context.claims[c] for c in fact.claims if c in context.claims]
    first = min(claims, key=lambda c: (c.document, c.evidence.start, c.id)) if claims else None
    return {
        "start": _iso(fact.time.start if fact.time else None),
        "end": _iso(fact.time.end if fact.time else None),
        "precision": str(fact.time.precision) if fact.time and fact.time.precision else None,
        "when": fact.time.text if fact.time else None,
        "subject": context.listing(fact.subject),
        "relation": fact.relation,
        "words": first.predicate if first else None,
        "object": context.listing(fact.object),
        "polarity": str(fact.polarity),
        "modality": str(first.modality) if first else None,
        "status": str(fact.status),
        "place": [context.name(p) for p in fact.place],
        "documents": len(fact.documents),
        "independent_sources": fact.independent_sources,
        "observed": _iso(fact.first),
        "fact": fact.id,
        "worth": round(float(fact.worth), 2),
        "sentence": first.evidence.text if first else None,
        "source": context.documents[first.document].source
        if first and first.document in context.documents
        else None,
    }


def _by_time(row: FactRow, *, worth: float = 0.0) -> tuple[str, str, float, str, str]:
    """By time; what has none stands last, and is told by `worth`."""
    when = row["start"] or row["end"] or LATE
    weight = worth if when == LATE else 0.0
    return when, row["end"] or LATE, weight, row["observed"] or LATE, row["fact"]


def _moment(fact: Fact) -> date | None:
    own = interval(fact.time)
    return own.start or own.end or fact.first


def _pairs(fact: Fact, context: Context) -> list[tuple[str, str]]:
    """(actor, other) of the fact; both ways, so that a symmetric relation finds its reverse."""
    left = {context.actor(a.entity) for a in fact.subject if isinstance(a, EntityArg)}
    right = {context.actor(a.entity) for a in fact.object if isinstance(a, EntityArg)}
    relation = vocabulary().relations.get(fact.relation or "")
    pairs = {(a, b) for a in left for b in right if a != b}
    if relation is not None and relation.symmetric:
        both = left | right
        pairs = {(a, b) for a in both for b in both if a != b}
    return sorted(pairs)


def _is_event(fact: Fact) -> bool:
    relation = vocabulary().relations.get(fact.relation or "")
    return relation is not None and relation.is_event


def _precedes(fact: Fact, when: date) -> bool:
    moment = _moment(fact)
    return moment is not None and moment < when and fact.polarity is Polarity.ASSERTED


def _change(fact: Fact, earlier: list[Fact], context: Context) -> tuple[str, Fact | None]:
    def last(relations: tuple[str, ...]) -> Fact | None:
        found = [f for f in earlier if f.relation in relations]
        return max(found, key=lambda f: (str(_moment(f)), f.id), default=None)

    row = vocabulary().relations.get(fact.relation or "")
    turned = last(row.reverses if row else ())
    if turned is not None:
        return "reversed", turned
    status = {
        str(context.claims[c].qualifiers.get("status", ""))
        for c in fact.claims
        if c in context.claims
    }
    same = (fact.relation or "",)
    ends = row.ends if row else ()
    if ends or status & FORMER:
        return "ended", last(ends or same)
    return "new", last(same)


def _title(document: str, context: Context) -> str:
    found = context.documents.get(document)
    return document if found is None else found.publisher or found.source or document


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None
