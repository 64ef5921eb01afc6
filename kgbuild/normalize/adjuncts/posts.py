"""Posts and other ties: former, outgoing, told in the past, or of a story of long ago."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import clauses
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Basis, TimeSpan
from kgbuild.normalize.adjuncts.attachment import Attachments
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    import datetime

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

PAST_STATES = frozenset({"former", "ex", "late"})
# A tie with one of these is told as over.
ONCE = frozenset({"once", "formerly", "previously"})
YEAR = 366
# Verbs by which a tie lasts; "joined", "became" tell how it began.
LASTING = table("time")["Lasting"]


def ties(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
    """Note on each tie whether it is over, and when a post of an old story was held."""
    for draft in drafts:
        if _is_over(draft, annotated):
            draft.qualifiers["status"] = "former"
        elif _told_as_past(draft, annotated):
            draft.qualifiers["status"] = "past"
        _ended(draft, annotated.document.published)
        _of_then(draft, places, annotated)
    _once_former(drafts, annotated)


def _is_over(draft: Draft, annotated: Annotated) -> bool:
    """ "Used to run the firm", "once worked for it", "was its chairman": a tie told as past, without a date."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None or relation.is_event or _is_dated(draft) or draft.speaker:
        return False
    head = annotated.doc[draft.head]
    if draft.qualifiers.get("status") or _among_holders(head):
        return False
    used = head.head.lower_ == "used" and head.head.i < head.i and wf.has_form(head, wf.BASE)
    if _had_before(head):
        return vocabulary().has(draft.relation, "tie")
    if used or {a.lower_ for a in clauses.adverbs(head)} & ONCE:
        return True
    if not vocabulary().has(draft.relation, "tie"):
        return False
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


def _had_before(head: Token) -> bool:
    """ "Had led the firm before the war": over by then, with a day or without."""
    perfect = any(wf.has_form(a, wf.PAST) and a.lemma_ == "have" for a in clauses.auxiliaries(head))
    if not perfect or head.lemma_.lower() not in LASTING:
        return False
    told = {o.preposition for o in clauses.obliques(head)}
    told |= {w for c in clauses.adverbial_clauses(head) for w in clauses.mark_words(c)}
    return bool(told & {"before", "until", "till"})


def _is_dated(draft: Draft) -> bool:
    """Whether the text gives the tie a day or year; "before the crash" is none."""
    return draft.time is not None and bool(draft.time.start or draft.time.end)


def _once_former(drafts: list[Draft], annotated: Annotated) -> None:
    """Who is once called a former president is none where the article calls him President N."""
    former = {
        (annotated.clusters_at(slot), _office(d))
        for d in drafts
        for slot in d.subject
        if d.qualifiers.get("status") == "former" and not d.speaker
    }
    for draft in drafts:
        if draft.extractor != "titles" or draft.time is not None or draft.qualifiers.get("status"):
            continue
        for slot in draft.subject:
            who = annotated.clusters_at(slot)
            if who and (who, _office(draft)) in former:
                draft.qualifiers["status"] = "former"
                _ended(draft, annotated.document.published)


def _office(draft: Draft) -> tuple[str | None, str]:
    """The relation and the post's own noun ("president" of "be president of")."""
    words = draft.words.lower().removeprefix("be ").removesuffix(" of").split()
    return draft.relation, words[-1] if words else ""


def _told_as_past(draft: Draft, annotated: Annotated) -> bool:
    """ "N, who headed the bank, …": a tie told in the simple past, of which nothing says whether it lasts."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None or relation.is_event or not vocabulary().has(draft.relation, "tie"):
        return False
    if (
        _is_dated(draft)
        or draft.speaker
        or draft.qualifiers.get("status")
        or draft.modality != "actual"
    ):
        return False
    head = annotated.doc[draft.head]
    shown = [head, *clauses.auxiliaries(head)]
    perfect = any(w.lemma_ == "have" for w in shown[1:])
    return (
        head.lemma_.lower() in LASTING
        and not perfect
        and any(wf.has_form(w, wf.PAST) for w in shown)
    )


def _of_then(draft: Draft, places: Attachments, annotated: Annotated) -> None:
    """ "In 1968 President N met …": he was president then, a year and more before the article."""
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None or relation.is_event or draft.extractor != "titles":
        return
    if draft.time is not None or draft.qualifiers.get("status"):
        return
    anchor = annotated.document.published
    clause = clauses.clause_head(annotated.doc[draft.head])
    for told in places.by_head.get(clause.i, []):
        time = told.time
        if time is None or time.start is None or time.end is None or told.modality != "actual":
            continue
        if anchor is None or (anchor - time.end).days > YEAR:
            draft.time = replace(time, basis=Basis.INFERRED)
            return


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
    if not _is_dated(draft) and status in PAST_STATES and anchor is not None:
        words = draft.time.text if draft.time is not None else status
        draft.time = TimeSpan(words, None, anchor, None, Basis.INFERRED)
