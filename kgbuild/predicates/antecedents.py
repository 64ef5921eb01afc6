"""What a relative pronoun or a gap stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.control import (
    CIRCUMSTANCES,
)
from kgbuild.predicates.partners import stolen_subject as stolen_subject
from kgbuild.predicates.passive import agents_of as agents_of
from kgbuild.predicates.passive import is_passive as is_passive
from kgbuild.predicates.relatives import antecedent_in

if TYPE_CHECKING:
    from spacy.tokens import Token


# Parts of many, of whom a relative clause tells: "the families, many of whom say so".
SHARES = frozenset({"many", "most", "some", "all", "several", "both", "few"})


def resolve(pronoun: Token) -> Token:
    """A relative pronoun's antecedent, "many of whom" too; any other token itself."""
    of_whom = pronoun.lower_ in SHARES and tree.role(pronoun.head) == "relative"
    if of_whom and any(m.noun.lower_ in ("whom", "which") for m in tree.modifiers(pronoun)):
        return pronoun.head.head
    if wf.has_form(pronoun, wf.WHO | wf.WHICH) or (
        pronoun.lower_ == "that" and pronoun.pos_ == "PRON"
    ):
        found = tree.antecedent(pronoun)
        agreed = antecedent_in(pronoun, found) if found is not None else None
        if agreed is not None:
            return _speaker_beside(pronoun, agreed)
    return pronoun


def antecedent_of(clause: Token) -> Token:
    """The noun that a relative or participle clause is about."""
    for noun in tree.subjects(clause):
        found = resolve(noun)
        if found.i != noun.i:
            return found
    return clause.head


def _speaker_beside(pronoun: Token, antecedent: Token) -> Token:
    """ "No details given by the ministry which said": who speaks is the noun beside "which".

    A verb of saying wants somebody as its subject; the parser likes the head of the whole phrase.
    """
    clause = pronoun.head
    before = pronoun.doc[pronoun.i - 1] if pronoun.i else pronoun
    if pronoun.lower_ != "which" or pronoun not in tree.subjects(clause):
        return antecedent
    if clause.lemma_ not in SAYING or before.i == antecedent.i or not tree.is_noun(before):
        return antecedent
    return before


def gap_object(verb: Token) -> Token | None:
    """The noun that a relative clause leaves out as its object: "the man that she met", "the man she met"."""
    clause = verb
    while tree.role(clause) in ("open", "complement", "conjunct") and clause.head.i != clause.i:
        clause = clause.head
    if tree.role(clause) != "relative" or tree.objects(verb):
        return None
    own = tree.subjects(clause)
    if not own or any(resolve(t).i == clause.head.i for t in own):
        return None
    if any(wf.has_form(token, wf.QUESTION_WORD) for token in clause.subtree):
        return None
    if any(mark.lower_ == "that" for mark in tree.marks(clause)):  # "the fact that he lied"
        return None
    if clause.head.lemma_.lower() in CIRCUMSTANCES:  # "the day they met", "the way they won"
        return None
    return clause.head
