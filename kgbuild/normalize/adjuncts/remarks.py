"""When words were spoken that are told of later, or in a paper that was issued on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.attribution.words import REPORTS
from kgbuild.language.grammar import clauses, phrases
from kgbuild.model import Basis
from kgbuild.normalize.adjuncts.attachment import Attachments, is_speech

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

NEAR = 4
"""Sentences between words and what is told of them."""


def remarks(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
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


def issued(drafts: list[Draft], places: Attachments, annotated: Annotated) -> None:
    """ "In a statement issued on Monday, N said": it was said when the statement was issued."""
    for draft in drafts:
        if draft.time is not None or not is_speech(draft):
            continue
        for oblique in clauses.obliques(annotated.doc[draft.head]):
            for clause in oblique.noun.children:
                if clauses.role(clause) != "reduced" or oblique.noun.lemma_.lower() not in REPORTS:
                    continue
                dated = [d.time for d in places.by_token.get(clause.i, ()) if d.time is not None]
                if dated and draft.time is None and dated[0].start is not None:
                    draft.time = dated[0]


def _pointing(noun: Token) -> bool:
    told = {d.lower_ for d in phrases.determiners(noun)}
    return noun.lemma_.lower() in REPORTS and bool(told & {"this", "these", "the", "those"})
