"""Clauses that are told by the time between: "this comes days after they met"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from kgbuild.annotate import TimeExpression
from kgbuild.annotate.time_anchors import UNITS
from kgbuild.language.grammar import clauses
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Basis, TimeSpan
from kgbuild.normalize.times.expressions import resolve_expression
from kgbuild.normalize.times.words import NUMBERS

if TYPE_CHECKING:
    import datetime

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.normalize.adjuncts.attachment import Attachments


def before_clauses(annotated: Annotated, places: Attachments, anchor: datetime.date | None) -> None:
    """ "days after they met", "two weeks before it voted": the clause's own event, counted from here."""
    doc = annotated.doc
    for expression in annotated.times:
        if expression.end >= len(doc) or doc[expression.end].lower_ not in ("after", "before"):
            continue
        side = doc[expression.end]
        clause = _clause_of(side)
        if clause is None or doc[expression.end - 1].lemma_.lower() not in UNITS:
            continue  # "on June 18 after it lost them" counts nothing
        words = " ".join(doc[expression.start : expression.end + 1].text.split())
        amount = doc[expression.start : expression.end].root
        told = _told_on(amount, clause, places, anchor)
        for draft in places.by_token.get(clause.i, []):
            counted = _counted(words, expression.text, side.lower_, told)
            if (draft.time is None or draft.time.start is None) and counted is not None:
                draft.times.append(TimeExpression(expression.start, expression.end + 1, words))
                draft.time = counted


def _told_on(
    amount: Token, clause: Token, places: Attachments, anchor: datetime.date | None
) -> datetime.date | None:
    """The day that "days after" is counted from: the main clause's, or today where that is present."""
    governors = places.governors(amount)
    if not governors:
        return None
    main = governors[-1]
    if main.i == clause.i:  # the parse has the amount below the clause
        main = clauses.clause_head(clause.head)
    for draft in places.by_token.get(main.i, []):
        if draft.time is not None and draft.time.start is not None and draft.time.end is not None:
            return draft.time.start
    return anchor if wf.has_form(main, wf.PRESENT) else None


def _clause_of(marker: Token) -> Token | None:
    """The predicate that an "after" or "before" introduces, whichever way the tree has it."""
    for candidate in (marker.head, *marker.children):
        if clauses.is_predicate(candidate) and candidate.i > marker.i:
            return candidate
    for clause in clauses.adverbial_clauses(clauses.clause_head(marker)):
        if clause.i > marker.i:
            return clause
    return None


def _counted(words: str, amount: str, side: str, anchor: datetime.date | None) -> TimeSpan | None:
    """Told on the anchor's day: what it came N days after lies N days back; "days after", before it."""
    if anchor is None:
        return None  # the words say when the other event was
    numbered = any(w.isdigit() or w in NUMBERS for w in amount.lower().split())
    if numbered:
        ending = "ago" if side == "after" else "from now"
        tense = "past" if side == "after" else "future"
        return replace(resolve_expression(f"{amount} {ending}", anchor, tense), text=words)
    one = timedelta(days=1)
    if side == "after":
        return TimeSpan(words, None, anchor - one, None, Basis.DATELINE)
    return TimeSpan(words, anchor + one, None, None, Basis.DATELINE)
