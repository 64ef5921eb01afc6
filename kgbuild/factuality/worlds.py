"""Other worlds: what happens in a novel, a film, a dream, an exercise or a forged picture does not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.factuality.status import MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.passive import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

WORKS = MARKERS["work"]
PICTURES = MARKERS["picture"]
PLAYING = frozenset(
    {"take", "participate", "star", "appear", "play", "feature", "act", "cast", "invest"}
)
FORGED = MARKERS["forged"]
SUSPECTS = frozenset({"suspect", "accused", "defendant"})


def is_unreal(noun: Token) -> bool:
    """Whether a noun names a work or another world: "novel", "dream", "forged picture"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        return False
    if lemma in WORKS:
        return True
    beside = {c.lower_ for c in noun.children if c.i < noun.i and not fn.stands_as(c, fn.CASE)}
    return lemma in PICTURES and bool(beside & FORGED)


def in_another_world(head: Token) -> bool:
    """Whether the clause stands in a work: "in the film, X kills Y", "a novel in which X invades Y"."""
    for oblique in tree.obliques(head):
        inside = oblique.preposition in ("in", "during", "throughout") and is_unreal(oblique.noun)
        if inside and (oblique.noun.i < head.i or _tells(head, oblique.noun)):
            return True
        relative = wf.has_form(oblique.noun, wf.WHICH | wf.WHO)
        if relative and oblique.preposition == "in" and is_unreal(head.head):
            return True
    if tree.role(head) in ("relative", "reduced") and is_unreal(head.head):
        where = any(wf.has_form(a, wf.WHERE) for a in tree.adverbs(head))
        shown = head.head.lemma_.lower() in PICTURES
        return where or shown
    return False


def _tells(head: Token, noun: Token) -> bool:
    """ "X kills Y in the film", but not "took part in the exercise", "starred in the film"."""
    real = noun.lemma_.lower() in ("exercise", "drill", "simulation")
    return bool(tree.objects(head)) and not real and head.lemma_ not in PLAYING


def depicts(governor: Token) -> bool:
    """Whether a clause is the content of a work: "the film tells how X killed Y"."""
    if governor.lemma_.lower() not in MARKERS["depicting"]:
        return False
    return any(is_unreal(noun) for noun in tree.subjects(governor))


def in_step(head: Token) -> bool:
    """ "The farther they go, the safer it is": how the one would change with the other."""
    more = wf.COMPARATIVE_ADVERB | wf.COMPARATIVE_ADJECTIVE
    steps = [t.i for t in head.sent[1:] if wf.has_form(t, more) and t.nbor(-1).lower_ == "the"]
    if len(steps) < 2:
        return False
    first = min(t.i for t in head.subtree)
    return head.head.i in steps or first in steps or first + 1 in steps


def of_one_accused(head: Token) -> bool:
    """Whether a clause says what a suspect did, by which the text tells who is suspected of it.

    "A suspect who robbed a bank", "the man accused in the attack that killed two": no more than suspected. Behind a
    comma the clause goes on ("the suspect, who fled"), and what is done to him is done ("a suspect who was freed").
    """
    noun = head.head
    if tree.role(head) != "relative" or is_passive(head) or head.i < noun.i:
        return False
    suspected = noun.lemma_.lower() in SUSPECTS or any(
        tree.role(clause) == "reduced" and clause.lemma_.lower() in MARKERS["accusing"]
        for clause in noun.children
    )
    opens = head.left_edge.i
    return suspected and head.doc[opens - 1].lower_ != ","


def of_a_name(head: Token) -> bool:
    """Whether a clause with "that" hangs on a name: names take "who" or "which", so it is another noun."""
    noun = head.head
    if tree.role(head) != "relative" or noun.pos_ != "PROPN" or noun.i > head.i:
        return False
    opened = any(t.lower_ == "the" for t in noun.children)  # "the Norda that we knew"
    opened = opened or tree.copula(noun) is not None  # "it was Norda that left"
    return not opened and any(t.lower_ == "that" for t in tree.subjects(head))
