"""Whether the learned roles know an object that the tree gives a verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.gathered import frame_at
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, conjuncts, first_conjunct

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

_OWN = fn.OBJECT | fn.PASSIVE_SUBJECT
_TAKEN = _OWN | fn.SUBJECT | fn.CONJUNCT


def is_doubted(draft: Draft, annotated: Annotated) -> bool:
    """Whether a verb's object without a preposition is, by the roles, none of its arguments and lies in none.

    "With 2013 declared by the UN as the year of water, governments will …" declares no governments. Roles leave out
    what stands behind a preposition, a second object and coordinated nouns too often to count there; and a name behind
    its class noun ("rescued the toddler Tommy Spargo"), so that the verb's own object, alone, is left to the tree: of
    eight such judged edges six are strict, none is wrong.
    """
    if draft.extractor != "clauses.verb" or draft.preposition or len(draft.object) != 1:
        return False
    slot, frame = draft.object[0], frame_at(annotated.doc, draft.head)
    if slot.head is None or slot.preposition or frame is None or not frame.arguments:
        return False
    noun = annotated.doc[slot.head]
    twofold = len(children(annotated.doc[draft.head], fn.OBJECT)) > 1
    if twofold or not fn.stands_as(noun, _TAKEN):
        return False
    if _is_its_own(noun, draft.head):
        return False
    near = {noun.i, first_conjunct(noun).i}
    near.update(t.i for t in (*noun.ancestors, *noun.subtree) if t.i != draft.head)
    return not any(argument.head in near for argument in frame.arguments)


def _is_its_own(noun: Token, verb: int) -> bool:
    """Whether the tree hangs a noun on this very verb, with nothing joined to it."""
    return noun.head.i == verb and fn.stands_as(noun, _OWN) and not conjuncts(noun)
