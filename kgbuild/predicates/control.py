"""Whose act an infinitive or gerund is: verbs of control by lemma, after VerbNet's and the treebanks' lists.

A clause without a subject is somebody's only where its governor says whose: "tried to leave" the
subject's, "told him to leave" the object's, "called for raising wages" nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.signatures import Kind, signatures

if TYPE_CHECKING:
    from spacy.tokens import Token

_TABLE = table("control")
SUBJECT_CONTROL = _TABLE["subject"]
OBJECT_CONTROL = _TABLE["object"]
ARBITRARY = _TABLE["arbitrary"]
# Verb -> prepositions of the noun whose act the infinitive is: "called on the firm to pay".
OBLIQUE_CONTROL = dict(table("oblique_control"))
DIRECTING = _TABLE["directing"]
OPEN_ACTS = _TABLE["open_act"]
PARTS = _TABLE["part"]
HANDING = _TABLE["handing"]
MADE = _TABLE["made"]
IDEAS = _TABLE["idea"]
EMPTY_VERBS = _TABLE["empty_verb"]
EMPTY_ADJECTIVES = _TABLE["empty_adjective"]
TOUGH = _TABLE["tough"]
DESCRIPTIVE = _TABLE["descriptive"]
ACTS = _TABLE["act"]
RESULT_VERBS = _TABLE["result"]
CIRCUMSTANCES = _TABLE["circumstance"]
POSSESSION = _TABLE["possession"]
HAVING = _TABLE["having"]
SPENDING = _TABLE["spending"]
PERCEPTION = _TABLE["perception"]


def carries_act(noun: Token) -> bool:
    """Whether a noun with an infinitive or gerund tells somebody's plan, right, attempt or act."""
    lemma = noun.lemma_.lower()
    found = signatures().get("noun", lemma, "to", "of-ing", "that", "for-ing")
    own = found is not None and found.kind in (Kind.MODAL, Kind.TURN, Kind.SPEECH, Kind.PASS)
    return own or lemma in ACTS or lemma in PARTS


def is_empty(head: Token) -> bool:
    """Whether a predicate with "it" says only what its infinitive is: "it is vital to", "it takes time to"."""
    own = tree.subjects(head)
    empty = tree.expletive(head) is not None or any(t.lower_ == "it" for t in own)
    if not empty or tree.recipients(head):
        return False
    lemma = head.lemma_.lower()
    if tree.copula(head) is not None:
        return lemma in EMPTY_ADJECTIVES
    return lemma in EMPTY_VERBS and (lemma in ("take", "cost") or not tree.objects(head))


def _is_idea(noun: Token) -> bool:
    """Whether a noun is what is to be done ("the aim", "the plan"), not who does it."""
    lemma = noun.lemma_.lower()
    sign = signatures().get("noun", lemma, "to", "of-ing")
    return lemma in IDEAS or (sign is not None and sign.kind is Kind.MODAL)


def aim_of(verb: Token) -> Token | None:
    """The noun of "the aim is to cut costs": what is to be done, not who does it."""
    if not wf.has_form(verb, wf.BASE | wf.GERUND):
        return None
    outer = tree.outer_subject(verb)
    if outer is not None and all(m.lower_ != "due" for m in tree.marks(verb)):
        return outer if tree.subjects(verb) == [outer] and _is_idea(outer) else None
    forms = [a for a in tree.auxiliaries(verb) if a.lemma_ == "be"]
    if not wf.has_form(verb, wf.BASE) or not forms or "to" not in tree.mark_words(verb):
        return None
    if tree.has_passive_auxiliary(verb):
        return None
    for noun in tree.subjects(verb):
        if _is_idea(noun):
            return noun
    return None


def oblique_controller(verb: Token, infinitive: Token) -> Token | None:
    """The noun whose act an infinitive is behind "call on X to V"."""
    known = OBLIQUE_CONTROL.get(verb.lemma_.lower())
    if known is None or not wf.has_form(infinitive, wf.BASE):
        return None
    for oblique in tree.obliques(verb):
        if oblique.preposition in known and verb.i < oblique.noun.i < infinitive.i:
            return oblique.noun
    return None
