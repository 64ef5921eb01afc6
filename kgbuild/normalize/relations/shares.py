"""Shares of a body: "owns 34 per cent of N", "has a 40 per cent stake in N": N is owned, the share is told beside.

Without this the object would be the percentage, and no two reports of one stake would speak of the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import kind_of_token, slot_of
from kgbuild.language.grammar.phrases import modifiers
from kgbuild.language.numbers.figures import figure_of
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

STAKES = frozenset({"stake", "share", "shareholding", "holding", "interest", "majority"})
HELD = {
    "own": "OWNS", "hold": "OWNS", "have": "OWNS", "control": "OWNS", "possess": "OWNS", "retain": "OWNS",
    "buy": "ACQUIRED", "acquire": "ACQUIRED", "purchase": "ACQUIRED", "take": "ACQUIRED", "snap": "ACQUIRED",
}  # fmt: skip


def share_of(draft: Draft, annotated: Annotated) -> Draft:
    """The draft with the named body as its object, and its relation, where it tells a share of that body."""
    relation = HELD.get(draft.lemma.split()[0]) if draft.lemma else None
    if relation is None or not draft.verbal or draft.relation is not None or not draft.subject:
        return draft
    doc = annotated.doc
    for slot in draft.object:
        if slot.head is None or slot.draft is not None:
            continue
        body = _body(doc[slot.head], annotated)
        if body is not None:
            draft.object = [slot_of(body, annotated)]
            draft.relation = relation
            draft.obliques = [s for s in draft.obliques if s.head != body.i]
            draft.place = [s for s in draft.place if s.head != body.i]
            return draft
    return draft


def _body(noun: Token, annotated: Annotated) -> Token | None:
    """The named body that a share or a stake is of."""
    figure = figure_of(noun)
    stake = noun.lemma_.lower() in STAKES
    if (figure is None or figure.unit != "%") and not stake:
        return None
    for tie in modifiers(noun):
        if tie.preposition not in ("of", "in") or tie.noun.i < noun.i:
            continue
        inner = tie.noun
        if inner.lemma_.lower() in (*STAKES, "shares", "stock"):
            return _body(inner, annotated)
        mention = annotated.mention_at(inner.i)
        named = mention is not None and mention.kind is MentionKind.NAME
        if named and kind_of_token(inner, annotated) not in ("Country", "Region", "GeoArea"):
            return inner
    return None
