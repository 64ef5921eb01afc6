"""When each draft happened: time expressions go to the clause that they modify, and are resolved there.

The document's date is the anchor. Without one the words are kept and the bounds stay null. Words that
hang on another event ("after the meeting") keep their words, too: all claims of the document are needed
to read them, so assembling does.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgbuild.annotate import TimeExpression
from kgbuild.annotate.timex import UNITS
from kgbuild.attribution.words import ASIDES, REPORTS
from kgbuild.language.grammar import clauses, phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Basis, Modality, TimeSpan
from kgbuild.normalize.adjuncts.attachment import Attachments, is_speech, is_static
from kgbuild.normalize.adjuncts.between import before_clauses
from kgbuild.normalize.times.expressions import resolve_expression
from kgbuild.normalize.times.words import EARLY, NUMBERS, ORDINALS
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    import datetime

    from spacy.tokens import Doc, Token

    from kgbuild.annotate import Annotated, Draft

AHEAD = frozenset(
    {
        Modality.PLANNED,
        Modality.EXPECTED,
        Modality.PROMISED,
        Modality.WANTS,
        Modality.READY,
        Modality.POSSIBLE,
        Modality.NECESSARY,
    }
)
BEFORE_IT = frozenset(
    [
        "on",
        "in",
        "at",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "between",
        "during",
        "within",
        "for",
        "over",
        "through",
        "following",
    ]
)
JOINED = frozenset({"the", "of", "end", "very", "'s"}) | EARLY | frozenset(ORDINALS)
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
PAST_STATES = frozenset({"former", "ex", "late"})
PAST_WORDS = frozenset({"last", "ago", "yesterday", "earlier", "past", "previous"})
# A tie with one of these is told as over.
ONCE = frozenset({"once", "formerly", "previously"})
NEAR = 4


def date(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """Set every draft's time from the expressions of its clause; returns the same drafts."""
    anchor = annotated.document.published
    places = Attachments(drafts, annotated)
    for draft in drafts:
        draft.times = []
    for expression in annotated.times:
        phrase = _phrase(expression, annotated.doc)
        for draft in _owners(phrase, places, annotated.doc):
            draft.times.append(phrase.expression)
    _events(drafts, places, annotated)
    for draft in drafts:
        if draft.time is None and draft.times:
            draft.time = _best(draft, drafts, anchor, annotated.doc)
    before_clauses(annotated, places, anchor)
    _shared(drafts, places, annotated)
    _remarks(drafts, places, annotated)
    for draft in drafts:
        if _is_over(draft, annotated):
            draft.qualifiers["status"] = "former"
        _ended(draft, anchor)
    return drafts


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An expression with the preposition and the part words before it, and its syntactic head."""

    expression: TimeExpression
    head: Token


def _phrase(expression: TimeExpression, doc: Doc) -> _Phrase:
    start = expression.start
    sentence = doc[expression.start].sent.start
    while start > sentence and (doc[start - 1].lower_ in JOINED or _number_part(doc, start - 1)):
        start -= 1
    as_of = doc[start].lower_ == "of" and doc[start - 1].lower_ == "as"
    if start > sentence and (as_of or doc[start - 1].lower_ in BEFORE_IT):
        start -= 1
    elif start - 1 > sentence and doc[start - 2 : start].text.lower() in (
        "prior to",
        "ahead of",
        "as of",
        "up to",
    ):
        start -= 2
    return _Phrase(
        TimeExpression(start, expression.end, _text(doc, start, expression.end)),
        doc[expression.start : expression.end].root,
    )


def _number_part(doc: Doc, at: int) -> bool:
    """ "thirty", and the hyphen after it, in "thirty-five years later"; the hyphen in "mid-July"."""
    token = doc[at]
    if token.text == "-" and at > 0:
        return doc[at - 1].lower_ in NUMBERS or doc[at - 1].lower_ in EARLY
    return token.lower_ in NUMBERS and token.lower_ not in ("a", "an")


def _owners(phrase: _Phrase, places: Attachments, doc: Doc) -> list[Draft]:
    """Drafts of the clause, and of the clauses joined to it where the expression stands before both."""
    head = phrase.head
    if head.lemma_.lower() in UNITS and doc[
        phrase.expression.end : phrase.expression.end + 1
    ].text.lower() in ("after", "before"):
        return []  # "days after they met": read with the clause below
    said = places.by_source.get(phrase.expression.start)
    if said:
        return said
    own = [d for d in places.by_token.get(head.i, []) if d.head == head.i]
    owners = own
    report = None if own else _reporting(phrase, doc) or _between(phrase, doc)
    for governor in [report] if report is not None else [] if own else places.governors(head):
        governor = _told_past(governor, phrase, places, doc)
        owners = owners + [d for d in places.of(governor) if d not in owners]
    owners = owners or places.through_object(head)
    if not owners:
        return []
    return owners + [d for d in _joined(phrase, doc[owners[0].head], places) if d not in owners]


def _joined(phrase: _Phrase, verb: Token, places: Attachments) -> list[Draft]:
    """The drafts of clauses that an expression before the whole sentence holds for as well.

    "In 2016 Lund lost the vote and left", "In 2016 Lund lost the vote, gaining a third".
    """
    subject = clauses.subjects(verb)
    if not subject or phrase.expression.end > min(s.i for s in subject):
        return []
    beside = [
        c
        for c in verb.children
        if c.i > verb.i and wf.has_form(c, wf.GERUND) and clauses.role(c) == "adverbial"
    ]
    return [d for c in [*phrases.conjuncts(verb), *beside] for d in places.by_token.get(c.i, [])]


def _reporting(phrase: _Phrase, doc: Doc) -> Token | None:
    """The verb of saying right before "on Monday" in "…, his wife said on Monday", wherever the parse hung it.

    Also behind whoever heard it ("told reporters on Monday"); not behind the verb of a clause in between.
    """
    at = phrase.expression.start - 1
    first = doc[phrase.expression.start].sent.start
    while at > first and doc[at].lower_ in EARLY:
        at -= 1  # "said late on Tuesday"
    if at < first:
        return None
    verb = doc[at]
    if phrases.is_noun(verb) and verb.head.i < verb.i and not verb.ent_type_:
        verb = verb.head
    said = wf.has_form(verb, wf.TENSED) and verb.lemma_.lower() in ASIDES
    if not said or not clauses.subjects(verb) or phrase.head.head.i == verb.i:
        return None
    comma = any(t.text in (",", "”", '"') for t in doc[max(first, verb.i - 12) : verb.i])
    return verb if comma or _opens_content(phrase, verb) else None


def _opens_content(phrase: _Phrase, verb: Token) -> bool:
    """ "Lind said late on Tuesday no one would leave": hung in what was said, it dates the saying."""
    for clause in clauses.complements(verb):
        inside = clause.finite and any(t.i == phrase.head.i for t in clause.predicate.subtree)
        subjects = clauses.subjects(clause.predicate)
        if inside and subjects:
            return all(phrase.expression.end <= s.left_edge.i for s in subjects)
    return False


def _between(phrase: _Phrase, doc: Doc) -> Token | None:
    """The verb behind an expression that hangs on its subject: "the board of Lund on Monday announced"."""
    at = phrase.expression.end
    if at >= len(doc) or not phrases.is_noun(phrase.head.head):
        return None
    verb = doc[at] if clauses.is_predicate(doc[at]) else doc[at].head
    finite = wf.has_form(doc[at], wf.FINITE) and clauses.is_predicate(verb)
    if not finite or verb.sent != phrase.head.sent:
        return None
    subjects = [s for s in clauses.subjects(verb) if s.i < phrase.expression.start]
    inside = any(phrase.head.i in {t.i for t in s.subtree} for s in subjects)
    return verb if inside else None


def _told_past(governor: Token, phrase: _Phrase, places: Attachments, doc: Doc) -> Token:
    """ "This comes after they met last week": past words go to the past verb that stands nearer."""
    if governor.i > phrase.expression.start or not PAST_WORDS & set(
        phrase.expression.text.lower().split()
    ):
        return governor
    drafts = places.by_token.get(governor.i, [])
    if not wf.has_form(governor, wf.PRESENT) or any(d.tense == "past" for d in drafts):
        return governor
    for token in reversed(doc[governor.i + 1 : phrase.expression.start]):
        if token.text in (",", ";", ":"):
            break
        if wf.has_form(token, wf.PAST) and clauses.is_predicate(token):
            return token
    return governor


def _tense(draft: Draft, doc: Doc) -> str:
    if draft.modality is Modality.EXPECTED and wf.has_form(doc[draft.head], wf.BASE):
        return "future"  # "was forecast to reach the coast on Monday"
    return "future" if draft.modality in AHEAD and draft.tense != "past" else draft.tense or "past"


def _best(
    draft: Draft, drafts: list[Draft], anchor: datetime.date | None, doc: Doc
) -> TimeSpan | None:
    """The expression that tells most: bounds before none, the finest, the nearest to the predicate."""
    reference = _reference(draft, drafts, doc)
    spans = []
    for expression in draft.times:
        time = _resolved(expression, anchor, _tense(draft, doc), reference, doc)
        if time.basis is Basis.INFERRED and anchor and time.start and time.start > anchor:
            time = TimeSpan(time.text)  # counted from the wrong event: it would be yet to come
        known = time.start is not None or time.end is not None
        days = (time.end - time.start).days if time.start and time.end else 100_000
        spans.append((not known, days, abs(expression.start - draft.head), expression.start, time))
    return min(spans, key=lambda row: row[:4])[4] if spans else None


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


def _text(doc: Doc, start: int, end: int) -> str:
    """The words on one line."""
    return " ".join(doc[start:end].text.split())


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
            span = annotated.doc[oblique.marker.i : noun.i + 1]
            if len(span) > 8:
                continue
            words = _text(annotated.doc, span.start, span.end)
            draft.times.append(TimeExpression(span.start, span.end, words))
            draft.time = TimeSpan(words)
            break


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


def _remarks(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
    """ "These remarks were made during a meeting": the meeting is when and where they were made."""
    doc = annotated.doc
    sentence_of = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    for predicate in clauses.predicates(doc):
        subjects = clauses.subjects(predicate)
        if not subjects or not any(_pointing(s) for s in subjects):
            continue
        inner = places.within(predicate)
        here = sentence_of[predicate.i]
        spoken = [d for d in drafts if is_speech(d) and 0 < here - sentence_of[d.head] <= NEAR]
        for draft in inner:
            for said in sorted(spoken, key=lambda d: -d.head):
                time = said.time
                if draft.time is None and time is not None and time.start is not None:
                    draft.time = replace(time, text=None, basis=Basis.INFERRED)
            draft.remarks = True


def _pointing(noun: Token) -> bool:
    told = {d.lower_ for d in phrases.determiners(noun)}
    return noun.lemma_.lower() in REPORTS and bool(told & {"this", "these", "the", "those"})


def _is_over(draft: Draft, annotated: Annotated) -> bool:
    """ "Used to run the firm", "once worked for it", "was its chairman": a tie told as past, without a date."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None or relation.is_event or draft.time is not None or draft.speaker:
        return False
    if draft.qualifiers.get("status") or not vocabulary().has(draft.relation, "tie"):
        return False
    head = annotated.doc[draft.head]
    used = head.head.lower_ == "used" and head.head.i < head.i and wf.has_form(head, wf.BASE)
    if _among_holders(head):
        return False
    if used or {a.lower_ for a in clauses.adverbs(head)} & ONCE:
        return True
    copula = clauses.copula(head)
    main = (
        clauses.role(head) in ("root", "relative") or clauses.first_conjunct(head) == head.sent.root
    )
    past = copula is not None and (wf.has_form(copula, wf.PAST) or copula.lower_ == "been")
    return (
        past
        and main
        and any(
            wf.has_form(w, wf.PAST) for w in (copula, *clauses.auxiliaries(head)) if w is not None
        )
    )


def _among_holders(noun: Token) -> bool:
    """ "was the first president to refuse": what is past is the refusing, not the office."""
    before = {child.lower_ for child in noun.children if child.i < noun.i}
    clauses_ = [
        c for c in noun.children if c.i > noun.i and clauses.role(c) in ("reduced", "relative")
    ]
    return bool(before & {"first", "last", "only", "second", "third", "latest", "one"} and clauses_)


def _ended(draft: Draft, anchor: datetime.date | None) -> None:
    """A former holder's term ended before the article: the state is closed there."""
    status = str(draft.qualifiers.get("status", "")).lower()
    if draft.time is None and status in PAST_STATES and anchor is not None:
        draft.time = TimeSpan(status, None, anchor, None, Basis.INFERRED)
