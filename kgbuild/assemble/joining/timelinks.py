"""Dates that a claim gets from elsewhere: the same event in another document, or an event it names.

`cross_document` gives an undated article's events the bounds that a dated article gives the same event.
`event_anchored` reads "after the meeting", "prior to the invasion", "at the summit": the nearest event
of that kind told before in the same document lends its bounds; after and before leave one side open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kgbuild.assemble.intervals import Interval, common, interval
from kgbuild.model import Basis, Modality, Polarity, Precision, TimeSpan
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from kgbuild.assemble.context import Context
    from kgbuild.model import Claim

ANCHORED = re.compile(
    r"^(?:(?:soon|shortly|immediately|right|just|long|days?|weeks?|months?|years?|hours?) )?"
    r"(after|following|since|before|prior to|ahead of|until|till|during|at|amid|in|on the day of) "
    r"(?:the|their|his|her|its|this|that|these|those)? ?(?:[\w’'-]+ ){0,5}?([\w-]+)$"
)
AFTER = frozenset({"after", "following", "since"})
BEFORE = frozenset({"before", "prior to", "ahead of", "until", "till"})
GRAIN = (
    (1, Precision.DAY),
    (7, Precision.WEEK),
    (31, Precision.MONTH),
    (92, Precision.QUARTER),
    (366, Precision.YEAR),
)


def grain(own: Interval) -> Precision | None:
    """The precision that an interval's length amounts to."""
    if not own.bounded:
        return None
    return next((p for days, p in GRAIN if own.days <= days), Precision.YEAR)


def span_of(claims: Iterable[Claim]) -> TimeSpan | None:
    """The time of a group: what all its dated claims share, worded by the finest of them."""
    dated = [
        c
        for c in sorted(claims, key=lambda c: c.id)
        if c.time is not None and interval(c.time).known
    ]
    if not dated:
        return None
    own = Interval()
    for claim in sorted(dated, key=lambda c: interval(c.time).days):
        own = common(own, interval(claim.time))
    finest = min(dated, key=lambda c: (interval(c.time).days, c.id)).time
    assert finest is not None
    return TimeSpan(finest.text, own.start, own.end, finest.precision or grain(own), finest.basis)


def cross_document(groups: Iterable[list[Claim]], context: Context) -> dict[str, TimeSpan]:
    """Claim -> time, for events of undated documents that a dated document tells, too."""
    found: dict[str, TimeSpan] = {}
    for members in groups:
        relation = vocabulary().relations.get(members[0].relation or "")
        if relation is None or not relation.is_event:
            continue
        if members[0].modality not in (Modality.ACTUAL, Modality.REFUSED) or _speech(members[0]):
            continue
        lenders = [c for c in members if _published(c, context) is not None]
        lent = span_of(lenders)
        if lent is None:
            continue
        for claim in members:
            if _published(claim, context) is None and not interval(claim.time).known:
                words = claim.time.text if claim.time else None
                found[claim.id] = replace(lent, text=words, basis=Basis.CROSS_DOCUMENT)
    return found


def _speech(claim: Claim) -> bool:
    # A stance or a statement is repeated; that a paper dates one utterance does not date another's.
    return vocabulary().relations[claim.relation or ""].group == "speech"


def _published(claim: Claim, context: Context) -> date | None:
    document = context.documents.get(claim.document)
    return document.published if document else None


def event_anchored(claims: Iterable[Claim]) -> dict[str, TimeSpan]:
    """Claim -> time, for claims whose words name an event that their own document has dated."""
    found: dict[str, TimeSpan] = {}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for document in sorted(by_document):
        members = sorted(by_document[document], key=lambda c: (c.evidence.start, c.span, c.id))
        events: dict[str, list[Claim]] = defaultdict(list)
        for claim in members:
            if _event(claim):
                events[claim.relation or ""].append(claim)
        for claim in members:
            if claim.time is None or interval(claim.time).known or not claim.time.text:
                continue
            time = _anchored(claim, events)
            if time is not None:
                found[claim.id] = time
    return found


def named_event(words: str) -> tuple[str, ...]:
    """Relations of the event that the words hang on: "prior to the invasion" gives INVADED."""
    match = ANCHORED.match(words.casefold())
    return vocabulary().named_by(match.group(2)) if match else ()


def _event(claim: Claim) -> bool:
    return (
        claim.polarity is Polarity.ASSERTED
        and claim.modality is Modality.ACTUAL
        and interval(claim.time).bounded
    )


def _anchored(claim: Claim, events: Mapping[str, list[Claim]]) -> TimeSpan | None:
    assert claim.time is not None
    match = ANCHORED.match((claim.time.text or "").casefold())
    if match is None:
        return None
    side, noun = match.groups()
    told = [e for r in vocabulary().named_by(noun) for e in events.get(r, ()) if e.id != claim.id]
    if not told:
        return None
    before = [e for e in told if e.evidence.start <= claim.evidence.start]
    if before:
        event = max(before, key=lambda e: (e.evidence.start, e.span, e.id))
    else:
        event = min(told, key=lambda e: (e.evidence.start, e.span, e.id))
    when = interval(event.time)
    assert when.start is not None and when.end is not None
    words, basis = claim.time.text, Basis.INFERRED
    if side in AFTER:
        return TimeSpan(words, when.start, None, None, basis)
    if side in BEFORE:
        # The grain decides: before "February" may still be in February.
        fine = when.days == 1
        return TimeSpan(
            words, None, when.end - timedelta(days=1) if fine else when.end, None, basis
        )
    lender = event.time.precision if event.time else None
    return TimeSpan(words, when.start, when.end, lender or grain(when), basis)


def first_since(claims: Iterable[Claim]) -> dict[str, TimeSpan]:
    """Claim -> time, for "has not met since X": negated, up to the day before they did.

    A negated event without bounds, with the same participants as a dated asserted one of the same
    document and sentence neighbourhood, ends where the asserted one starts.
    """
    asserted: dict[tuple[object, ...], Claim] = {}
    negated: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.document, c.evidence.start, c.id)):
        relation = vocabulary().relations.get(claim.relation or "")
        if relation is None or not relation.is_event or claim.modality is not Modality.ACTUAL:
            continue
        if _event(claim):
            asserted.setdefault(_pair(claim), claim)
        elif claim.polarity is Polarity.NEGATED and not interval(claim.time).known:
            negated.append(claim)
    found = {}
    for claim in negated:
        twin = asserted.get(_pair(claim))
        if twin is None or twin.id == claim.id or "first" not in claim.evidence.text.casefold():
            continue
        start = interval(twin.time).start
        assert start is not None
        words = claim.time.text if claim.time else None
        found[claim.id] = TimeSpan(words, None, start - timedelta(days=1), None, Basis.INFERRED)
    return found


def _pair(claim: Claim) -> tuple[object, ...]:
    args = [getattr(a, "entity", str(a)) for a in (*claim.subject, *claim.object)]
    return claim.document, claim.relation, tuple(sorted(set(args)))
