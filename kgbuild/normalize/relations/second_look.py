"""Arguments that need a second look: demonyms, offices, copies of one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a, kind_of, kind_of_token
from kgbuild.language.grammar import functions as fn
from kgbuild.model import MentionKind
from kgbuild.normalize.relations.conditions import NOTHING_SAID
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft


WORDS = frozenset({"Claim", "literal"})
"""Ranges of relations that are no things."""


def turns_on_itself(draft: Draft, annotated: Annotated) -> bool:
    """Whether the subject is the object, or holds it: nobody meets, leads or lies in themselves."""
    if draft.relation is None or len(draft.subject) != 1 or len(draft.object) != 1:
        return False
    one, other = (annotated.clusters_at(slot) for slot in (draft.subject[0], draft.object[0]))
    return bool(other) and set(other) <= set(one)


def told_in_words(draft: Draft, annotated: Annotated) -> None:
    """Objects that the vocabulary has only in words become words: what is stated, what something is called.

    A pronoun of another kind than the relation takes stands for something else: the words remain, without it.
    """
    relation = vocabulary().relations.get(draft.relation or "")
    if relation is None:
        return
    things = [one for one in relation.range if one not in WORDS]
    for at, slot in enumerate(draft.object):
        mention = annotated.mention_of(slot)
        if slot.draft is not None or slot.literal is not None or mention is None:
            continue
        kind = kind_of(slot, annotated)
        if not things:
            words = " ".join(annotated.doc[slot.start : slot.end].text.split())
            draft.object[at] = replace(slot, head=None, literal=words, clusters=())
        elif mention.kind is MentionKind.PRONOUN and not (
            kind in NOTHING_SAID or any(is_a(kind, one) for one in things)
        ):
            draft.notes.append(f"other:{draft.relation}")
            draft.relation = None
            return


def copy_of(draft: Draft) -> Draft:
    """A draft of its own: no list is shared with the first."""
    return replace(
        draft, subject=list(draft.subject), object=list(draft.object), obliques=list(draft.obliques),
        qualifiers=dict(draft.qualifiers), notes=list(draft.notes), place=list(draft.place),
        speaker=list(draft.speaker), times=list(draft.times),
    )  # fmt: skip


def demonym_of(noun: Token, annotated: Annotated) -> Token | None:
    """The country, or its demonym, that stands before a noun as its modifier."""
    for child in noun.children:
        if child.i < noun.i and fn.stands_as(child, fn.COMPOUND | fn.ADJECTIVE | fn.PLAIN_MODIFIER):
            mention = annotated.mention_at(child.i)
            if mention is not None and kind_of_token(child, annotated) in ("Country", "Region"):
                return child
    return None
