"""Arguments that need a second look: demonyms, offices, copies of one another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import kind_of_token
from kgbuild.language.grammar import functions as fn

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft


def turns_on_itself(draft: Draft, annotated: Annotated) -> bool:
    """Whether subject and object are one and the same: nobody meets, leads or lies in themselves."""
    if draft.relation is None or len(draft.subject) != 1 or len(draft.object) != 1:
        return False
    one, other = (annotated.clusters_at(slot) for slot in (draft.subject[0], draft.object[0]))
    return bool(one) and one == other


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
