"""Verbs that only say how the clause below them is meant, and clauses that are nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.factuality.signatures import signature
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.arguments import agents_of, is_passive, surface_subject
from kgbuild.predicates.cues import is_effort
from kgbuild.predicates.signatures import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token


SAID = (Kind.SPEECH, Kind.THOUGHT, Kind.HINT, Kind.DENIAL)


def is_carrier(verb: Token) -> bool:
    """Whether a verb only says how its infinitive or gerund is meant: want, plan, refuse, manage, begin."""
    for child in verb.children:
        if is_effort(verb, child) and not tree.objects(verb):
            return True
        if (
            verb.lemma_ in ("have", "get")
            and tree.role(child) == "complement"
            and wf.has_form(child, wf.PARTICIPLE)
        ):
            return True
        if tree.role(child) != "open" or not tree.is_predicate(child):
            continue
        if wf.has_form(child, wf.PARTICIPLE) and not tree.auxiliaries(child) and tree.objects(verb):
            return verb.lemma_ in ("have", "get")
        sign = signature(verb, child)
        if sign.kind not in (
            Kind.MODAL,
            Kind.TURN,
            Kind.PASS,
            Kind.SEEM,
            Kind.VOID,
            Kind.FACT,
            *SAID,
        ):
            continue
        if sign.kind in SAID and not is_passive(verb):
            continue
        if tree.objects(verb) or tree.recipients(verb):
            continue
        if nobodys(child):  # "proposed banning bags": the proposal is all there is
            continue
        return not (is_passive(verb) and agents_of(verb))
    return False


def nobodys(clause: Token) -> bool:
    """Whether grammar gives a clause neither a subject nor a passive's open agent."""
    subject = surface_subject(clause)
    return not subject.nouns and subject.event is None and not is_passive(clause)
