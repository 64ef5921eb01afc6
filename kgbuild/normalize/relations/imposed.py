"""Who laid a penalty on whom where the words say it beside the verb: "Western sanctions imposed over its raids"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, possessors
from kgbuild.model import UNSPECIFIED

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft, Slot

PENALTIES = frozenset({"sanction", "embargo"})


def imposed(draft: Draft, annotated: Annotated) -> Draft:
    """Give agentless sanctions their imposer, and the target whose conduct they are laid for.

    "Western sanctions" are the West's; what is imposed "over its raids" is imposed on who raided.
    """
    agentless = len(draft.subject) == 1 and draft.subject[0].literal == UNSPECIFIED
    if draft.lemma.split(" ")[0] != "impose" or not draft.passive or not agentless:
        return draft
    if draft.relation not in (None, "SANCTIONED"):
        return draft
    penalty = _penalty(draft, annotated)
    if penalty is None:
        return draft
    imposer = _imposer(penalty, annotated)
    if draft.relation is None:
        target = _target(draft, annotated)
        if target is None:
            return draft
        draft.relation, draft.words = "SANCTIONED", f"impose {penalty.lemma_.lower()}"
        draft.object = [target]
    if imposer is not None:
        draft.subject = [imposer]
    return draft


def _penalty(draft: Draft, annotated: Annotated) -> Token | None:
    verb = annotated.doc[draft.head]
    own = children(verb, fn.PASSIVE_SUBJECT) or (
        [verb.head] if fn.stands_as(verb, fn.REDUCED | fn.RELATIVE) else []
    )
    return next((noun for noun in own if noun.lemma_.lower() in PENALTIES), None)


def _imposer(penalty: Token, annotated: Annotated) -> Slot | None:
    near = [*possessors(penalty), *children(penalty, fn.ADJECTIVE | fn.COMPOUND)]
    for token in near:
        known = token.i < penalty.i and annotated.mention_at(token.i) is not None
        if known and is_a(kind_of_token(token, annotated), "Agent"):
            return slot_of(token, annotated)
    return None


def _target(draft: Draft, annotated: Annotated) -> Slot | None:
    for slot in draft.obliques:
        if slot.preposition not in ("over", "for", "because of") or slot.head is None:
            continue
        for owner in possessors(annotated.doc[slot.head]):
            mention = annotated.mention_at(owner.i)
            if mention is not None and is_a(kind_of_token(owner, annotated), "Agent"):
                return slot_of(owner, annotated)
    return None
