"""When each draft happened: time expressions go to the clause that they modify, and are resolved there.

The document's date is the anchor. Without one the words are kept and the bounds stay null. Words that
hang on another event ("after the meeting") keep their words, too: all claims of the document are needed
to read them, so assembling does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.annotate import TimeExpression
from kgbuild.annotate.time_anchors import UNITS, WEEKDAYS
from kgbuild.english import table
from kgbuild.language.grammar import clauses, phrases
from kgbuild.model import Basis, Modality, TimeSpan
from kgbuild.normalize.adjuncts.attachment import EVENT_WORDS, Attachments, is_static
from kgbuild.normalize.adjuncts.between import before_clauses
from kgbuild.normalize.adjuncts.posts import ties
from kgbuild.normalize.adjuncts.remarks import issued, remarks
from kgbuild.normalize.adjuncts.time_phrases import owners, phrase, tense, text, told_when
from kgbuild.normalize.times.expressions import resolve_expression
from kgbuild.normalize.times.words import NEXT, ORDINALS
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from kgbuild.annotate import Annotated, Draft, Quote

# Prepositions that hang a clause on an event.
ON_EVENT = frozenset(
    {
        "after",
        "before",
        "during",
        "since",
        "until",
        "following",
        "prior to",
        "ahead of",
        "at",
        "till",
    }
)
NEAR = 4
NAMED_DAYS = table("time")["NamedDays"]
SETTING = table("time")["Setting"]
DEICTIC = table("time")["Deictic"]


def date(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """Set every draft's time from the expressions of its clause; returns the same drafts."""
    anchor = annotated.document.published
    places = Attachments(drafts, annotated)
    for draft in drafts:
        draft.times = []
    for expression in annotated.times:
        if _is_a_name(expression, annotated.doc) or _of_an_event(expression, annotated.doc):
            continue
        found = phrase(expression, annotated.doc)
        for draft in owners(found, places, annotated.doc):
            if not _another_voice(draft, expression, annotated):
                draft.times.append(found.expression)
    for expression in annotated.times:
        for draft in told_when(expression, places, annotated.doc):
            draft.times.append(expression)
    _events(drafts, places, annotated)
    spoken = {id(d): quote.cue for d in drafts if (quote := _quotation(d.head, annotated))}
    for draft in sorted(drafts, key=lambda d: id(d) in spoken):  # when it was said comes first
        if draft.time is None and draft.times:
            speech = places.by_token.get(spoken.get(id(draft)) or -1, ())
            said = _day_of(speech)
            at = min(said, anchor) if said and anchor else said or anchor
            draft.time = _best(draft, drafts, at, annotated.doc)
            if id(draft) in spoken and said is None:
                draft.time = _spoken_on_no_day(draft.time)
    before_clauses(annotated, places, anchor)
    _shared(drafts, places, annotated)
    remarks(drafts, places, annotated)
    issued(drafts, places, annotated)
    ties(drafts, places, annotated)
    return drafts


def _quotation(token: int, annotated: Annotated) -> Quote | None:
    """The direct quotation around a token."""
    quote = annotated.quote_at(token)
    return quote if quote is not None and quote.direct else None


def _day_of(speech: Sequence[Draft]) -> datetime.date | None:
    """The day that words were spoken on, where it is told: "today" in them is that day."""
    for draft in speech:
        time = draft.time
        if time is not None and time.precision == "day" and time.start == time.end:
            return time.start
    return None


def _spoken_on_no_day(time: TimeSpan | None) -> TimeSpan | None:
    """ "“We attack tonight,” he said": the day of words that nobody dates is not the day of the article."""
    if time is None or time.basis is not Basis.DATELINE or time.precision != "day":
        return time
    return TimeSpan(time.text) if DEICTIC & set((time.text or "").lower().split()) else time


def _another_voice(draft: Draft, expression: TimeExpression, annotated: Annotated) -> bool:
    """Whether a time told inside a direct quotation would date what stands outside it: when it was said."""
    quote = _quotation(expression.start, annotated)
    if quote is None:
        return False
    return draft.extractor == "utterances" or not quote.start <= draft.head < quote.end


def _best(
    draft: Draft, drafts: list[Draft], anchor: datetime.date | None, doc: Doc
) -> TimeSpan | None:
    """The expression that tells most: bounds before none, the finest, the nearest to the predicate."""
    reference = _reference(draft, drafts, doc)
    spans = []
    for expression in draft.times:
        when = "" if _is_set_for(draft, expression, doc) else tense(draft, doc)
        time = _resolved(expression, anchor, when, reference, doc)
        if time.basis is not Basis.INFERRED and _is_of_a_story(draft, expression, doc):
            time = TimeSpan(time.text)
        if time.basis is Basis.INFERRED and anchor and time.start and time.start > anchor:
            time = TimeSpan(time.text)  # counted from the wrong event: it would be yet to come
        known = time.start is not None or time.end is not None
        days = (time.end - time.start).days if time.start and time.end else 100_000
        spans.append((not known, days, abs(expression.start - draft.head), expression.start, time))
    since = [row for row in spans if (row[4].text or "").lower().startswith("since ")]
    if since and _lasts(draft, doc):  # "has worked there since 2017" is of no other time
        spans = since
    return min(spans, key=lambda row: row[:4])[4] if spans else None


def _lasts(draft: Draft, doc: Doc) -> bool:
    """Whether the verb is in the perfect: "has worked", "had led"."""
    return any(word.lemma_ == "have" for word in clauses.auxiliaries(doc[draft.head]))


def _is_of_a_story(draft: Draft, expression: TimeExpression, doc: Doc) -> bool:
    """What no calendar tells: "in her first year", and "over the next five days" of what has happened."""
    words = [t.lower_ for t in doc[expression.start : expression.end]]
    if any(word[:1].isdigit() for word in words):
        return False
    told = draft.tense == "past" and draft.modality is Modality.ACTUAL
    if told and NEXT & set(words):
        return True
    owned = phrases.possessors(doc[expression.start : expression.end].root)
    return bool(owned) and bool(set(words) & set(ORDINALS))


def _is_a_name(expression: TimeExpression, doc: Doc) -> bool:
    """ "Super Tuesday", "Black Friday": a day of its own, and not the last of that name."""
    before = doc[expression.start - 1] if expression.start else None
    weekday = doc[expression.start].lower_ in WEEKDAYS
    return weekday and before is not None and before.lower_ in NAMED_DAYS


def _of_an_event(expression: TimeExpression, doc: Doc) -> bool:
    """ "Soon after the vote": no time without what it is measured from."""
    after = doc[expression.end].lower_ if expression.end < len(doc) else ""
    vague = expression.text.lower() in ("soon", "shortly", "long", "just", "immediately")
    return vague and after in ("after", "before", "afterwards")


def _is_set_for(draft: Draft, expression: TimeExpression, doc: Doc) -> bool:
    """ "Was planned for April 28": the nearest, to come or gone, whatever the verb's tense."""
    words = {doc[max(expression.start - 1, 0)].lower_, doc[expression.start].lower_}
    return draft.lemma in SETTING and bool(words & {"for", "to", "until"})


def _resolved(
    expression: TimeExpression,
    anchor: datetime.date | None,
    tense: str,
    reference: TimeSpan | None,
    doc: Doc,
) -> TimeSpan:
    """The expression with its preposition, else without it."""
    time = resolve_expression(expression.text, anchor, tense, reference)
    if time.start is None and time.end is None:
        inner = doc[expression.start + 1 : expression.end].text
        if inner and doc[expression.start].lower_ in ("on", "in", "at", "for", "over", "during"):
            time = replace(resolve_expression(inner, anchor, tense, reference), text=time.text)
    first, comma, _ = expression.text.partition(",")
    if comma and time.start is None and time.end is None:
        time = replace(resolve_expression(first, anchor, tense, reference), text=time.text)
    return time


def _reference(draft: Draft, drafts: list[Draft], doc: Doc) -> TimeSpan | None:
    """The time of the last dated event told shortly before: what "four days later" counts from."""
    sentences = [s.start for s in doc.sents]
    here = bisect_right(sentences, draft.head)
    before = [
        d
        for d in drafts
        if d.head < draft.head
        and d.time is not None
        and d.time.start is not None
        and d.time.end is not None
        and here - bisect_right(sentences, d.head) <= NEAR // 2
        and d.tense == "past"
    ]
    return max(before, key=lambda d: d.head).time if before else None


def _events(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
    """ "after the meeting", "prior to the invasion": the words, for drafts with no better time."""
    for draft in drafts:
        if draft.times or is_static(draft):
            continue
        predicate = annotated.doc[draft.head]
        for oblique in clauses.obliques(predicate):
            if oblique.preposition not in ON_EVENT or oblique.marker is None:
                continue
            noun = oblique.noun
            mention = annotated.mention_at(noun.i)
            if not places.is_event_or_place(noun) or (
                mention is not None and mention.type != "Event"
            ):
                continue
            if oblique.preposition == "at" and noun.lemma_.lower() not in EVENT_WORDS:
                continue  # "at the invitation of"
            if any(slot.head == noun.i for slot in draft.object):
                continue  # "spoke at a ceremony": what he took part in
            span = annotated.doc[_measured(oblique.marker) : noun.i + 1]
            if len(span) > 8:
                continue
            words = text(annotated.doc, span.start, span.end)
            draft.times.append(TimeExpression(span.start, span.end, words))
            draft.time = TimeSpan(words)
            break


def _measured(marker: Token) -> int:
    """Where "two days before" begins: at the measure in front of the preposition."""
    start = marker.i
    for token in reversed(marker.doc[max(marker.sent.start, start - 3) : start]):
        if token.lemma_.lower() not in UNITS and not token.like_num:
            break
        start = token.i
    return start


def _shared(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
    """An event that a dated act is part of has the act's time; a state told "before X" held till then."""
    for draft in sorted(drafts, key=lambda d: d.head):
        if draft.time is None or is_static(draft):
            continue
        predicate = annotated.doc[draft.head]
        for inner in places.within(predicate):
            if inner.time is None and draft.time.start is not None and draft.time.end is not None:
                inner.time = draft.time
        words = (draft.time.text or "").lower()
        if words.startswith(("prior to ", "before ")) and draft.time.start is None:
            for state in _states_in(draft, drafts, annotated):
                state.time = draft.time


def _states_in(draft: Draft, drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """States without a time in what is said, where that is told as past."""
    inside: set[int] = set()
    for slot in draft.object:
        if slot.draft is not None and slot.draft.tense == "past":
            inside |= {t.i for t in annotated.doc[slot.draft.head].subtree}
    found = []
    for state in drafts:
        relation = vocabulary().relations.get(state.relation or "")
        if state.head not in inside or relation is None or relation.is_event:
            continue
        if state.time is None and not is_static(state):
            found.append(state)
    return found
