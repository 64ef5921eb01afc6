"""Whether it is plain which noun a clause behind "N of N" belongs to: "a cargo of grain that was seized"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a
from kgbuild.annotate.lexicon import NO_MENTION, noun_class
from kgbuild.language.gathered import frame_at
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import first_conjunct, is_noun
from kgbuild.model import EntityArg
from kgbuild.normalize.settling.probability import SURE
from kgbuild.predicates.relatives import agrees, is_human
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft
    from kgbuild.model import Claim

SET_OFF = frozenset({",", "–", "—", "-", ";", ":", "("})


def hangs_loosely(draft: Draft, claim: Claim, annotated: Annotated) -> bool:
    """Whether an end of the claim is the noun of a clause that another noun before it could have as well.

    A clause without a comma behind "an attack on the embassy" tells of the attack or of the embassy, and parsers
    guess. Who is a person, the verb's number and words of measure ("one of the works that") settle it, and so do
    semantic roles that have the noun for sure, and what the relation can be done to ("the inauguration of the council
    headed by"). The rest stays open.
    """
    if draft.extractor != "clauses.verb":
        return False
    verb = annotated.doc[draft.head]
    clause = first_conjunct(verb)
    if not fn.stands_as(clause, fn.RELATIVE | fn.REDUCED):
        return False
    noun = clause.head
    heads = {slot.head for slot in (*draft.subject, *draft.object)}
    before = clause.left_edge.i - 1
    if noun.i not in heads or noun.i > before or clause.left_edge.text in SET_OFF:
        return False
    rivals = _rivals(noun, clause)
    if noun.i not in {slot.head for slot in draft.subject} and _only_fit(claim, rivals, annotated):
        return False
    return bool(rivals) and not _known(verb, noun)


def _rivals(noun: Token, clause: Token) -> list[Token]:
    """The nouns above that the clause may tell of instead."""
    found: list[Token] = []
    while fn.stands_as(noun, fn.NOMINAL_MODIFIER) and noun.head.i < noun.i:
        noun = noun.head
        if is_noun(noun) and noun_class(noun.lemma_) not in NO_MENTION:
            found.append(noun)
    own = {t.lower_ for t in tree.subjects(clause)}
    if "who" in own:
        found = [t for t in found if is_human(t)]
    return [t for t in found if t.pos_ == "NOUN" and (agrees(t, clause) or not own)]


def _known(verb: Token, noun: Token) -> bool:
    """Whether the roles have the noun among the verb's arguments for sure, or were not read."""
    frame = frame_at(verb.doc, verb.i)
    if frame is None:
        return True
    inside = {t.i for t in noun.subtree if t.i < verb.i and not t.is_ancestor(verb)} | {noun.i}
    return any(a.head in inside and a.score >= SURE for a in frame.arguments)


def _only_fit(claim: Claim, rivals: Sequence[Token], annotated: Annotated) -> bool:
    """Whether the object is of a type that the relation may have there, and no rival is.

    Of subjects this tells nothing: reports accuse and attacks kill as their makers do.
    """
    relation = vocabulary().relations.get(claim.relation or "")
    if relation is None:
        return False
    own = [annotated.clusters.get(a.entity) for a in claim.object if isinstance(a, EntityArg)]
    types = [cluster.type for cluster in own if cluster is not None]
    return bool(types) and all(
        any(is_a(kind, one) for one in relation.range) == fits
        for kinds, fits in ((types, True), ([noun_class(t.lemma_) for t in rivals], False))
        for kind in kinds
    )
