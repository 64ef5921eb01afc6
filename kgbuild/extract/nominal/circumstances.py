"""What caused an event, and where one takes place that has no participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import is_a, kind_of_token, slot_of
from kgbuild.extract.nominal.event_nouns import event_nouns
from kgbuild.extract.nominal.roles import lemma_of
from kgbuild.factuality.nominal import did_not_happen, only_told
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar.phrases import (
    modifiers,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


AT_PLACE = frozenset({"in", "at"})


def due_to(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "shortages due to the strike": the strike caused them."""
    if annotated.mention_at(noun.i) is None or tree.is_predicate(noun):
        return []
    caused = ("Event", "Topic")
    found = []
    for tie in modifiers(noun):
        if tie.preposition not in ("due to", "because of") or tie.noun.i < noun.i:
            continue
        pair = (kind_of_token(noun, annotated), kind_of_token(tie.noun, annotated))
        if pair[0] not in caused or pair[1] not in caused:
            continue
        if annotated.mention_at(tie.noun.i) is None:
            continue
        found.append(
            Draft(
                extractor="nominals.cause",
                head=noun.i,
                trigger=(noun.i,),
                words=f"be {tie.preposition}",
                lemma="be",
                subject=[slot_of(tie.noun, annotated)],
                object=[_without(noun, tie.noun, annotated)],
                relation="CAUSED",
                confidence=0.7,
                standing=Standing.NOMINAL,
            )
        )
    return found[:1]


def _without(noun: Token, cause: Token, annotated: Annotated) -> Slot:
    """The phrase up to its cause."""
    slot = slot_of(noun, annotated)
    slot.end = min(slot.end, min(t.i for t in cause.subtree))
    return slot


def place(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "unrest in Chad", "the summit in Lima": where a mentioned event takes place."""
    mention = annotated.mention_at(noun.i)
    rows = event_nouns().get(lemma_of(noun), ())
    if (
        mention is None
        or kind_of_token(noun, annotated) != "Event"
        or any("in" in row.object and row.relation != "SEIZED" for row in rows)
    ):
        return []
    if tree.role(noun) == "subject" and did_not_happen(noun.head):
        return []
    if only_told(noun):
        return []  # "the refusal in Lima": of what is refused or said there
    found = []
    for oblique in modifiers(noun):
        if oblique.preposition in AT_PLACE and is_a(
            kind_of_token(oblique.noun, annotated), "Place"
        ):
            if oblique.noun.pos_ != "PROPN" or annotated.mention_at(oblique.noun.i) is None:
                continue
            if tree.conjuncts(oblique.noun):
                continue  # "primaries in Ohio and Utah": no one of them is where they were
            found.append(
                Draft(
                    extractor="nominals.place",
                    head=noun.i,
                    trigger=(noun.i,),
                    words=f"take place {oblique.preposition}",
                    lemma="take",
                    subject=[slot_of(noun, annotated)],
                    object=[slot_of(oblique.noun, annotated)],
                    relation="LOCATED_IN",
                    confidence=0.7,
                    standing=Standing.NOMINAL,
                )
            )
    return found[:1]
