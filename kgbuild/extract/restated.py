"""Ties that a description's own words tell: "her husband" is hers, "Peru's army" Peru's, "Mori's cabinet" Mori's.

Whoever reads the description has read the tie, and nobody looks it up: it is no claim of its own, unless the one
described has a name elsewhere in the text ("her husband", who is Ben Adler).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import kind_of_token
from kgbuild.english import table
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import children, modifiers, possessors
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.annotate import Annotated, Draft, MentionSpan

# The extractors that read one noun phrase, with the words of what they tell of its noun.
WITHIN = ("possessives", "compounds")
LEADS, PART = "head", "be part of"
TOPICS = table("role_nouns")["topic"]


def restated(draft: Draft, annotated: Annotated) -> bool:
    """Whether a draft only says again what one of its ends is called by."""
    if draft.extractor not in (*WITHIN, "nominals"):
        return False
    mentions = [annotated.mention_of(slot) for slot in (*draft.subject, *draft.object)]
    nameless = any(m is not None and _nameless(m, annotated) for m in mentions)
    if draft.extractor == "nominals":
        return (
            nameless and _document(draft, annotated) and not _is_told(draft, mentions[0], annotated)
        )
    if draft.words == "be of" or draft.words.endswith(" in"):
        return False  # where a body lies or is at home
    if draft.extractor == "compounds" and draft.words not in (LEADS, PART):
        return False  # "the Kenyan-led mission", "the ruling party"
    if draft.words == LEADS:
        return not _his_office(draft, mentions, annotated)
    if nameless:
        return not draft.words.endswith(" from")  # "officials from Lima": of its government
    return draft.words == PART and _one_of_each_state(draft, annotated)


def _his_office(draft: Draft, mentions: Sequence[MentionSpan | None], annotated: Annotated) -> bool:
    """ "Mori's office said": a body that is only his; or a cabinet known as the government of a country."""
    leader, led = mentions[0], mentions[-1]
    if annotated.doc[draft.head].lemma_.lower() == "office":
        return leader is not None and leader.kind is MentionKind.NAME
    known = [annotated.clusters[c] for c in (led.clusters if led is not None else ())
             if c in annotated.clusters]  # fmt: skip
    return bool(known) and all(c.name.startswith("Government of ") for c in known)


def _document(draft: Draft, annotated: Annotated) -> bool:
    """Whether the noun is a paper that its subject issued."""
    return bool(draft.object) and kind_of_token(annotated.doc[draft.head], annotated) == "Document"


def _is_told(draft: Draft, issuer: MentionSpan | None, annotated: Annotated) -> bool:
    """ "A report on floods", "her statement", "a statement released in Lima": more than "the WMO report"."""
    noun = annotated.doc[draft.head]
    told = any(tie.preposition in TOPICS for tie in modifiers(noun))
    owned = any(issuer is annotated.mention_at(owner.i) for owner in possessors(noun))
    return told or owned or bool(children(noun, fn.RELATIVE | fn.REDUCED))


def _one_of_each_state(draft: Draft, annotated: Annotated) -> bool:
    """ "The Egyptian Ministry of Finance", "the Chilean Army": what each state has one of, told by its adjective."""
    body, land = (annotated.mention_of(side[0]) for side in (draft.subject, draft.object))
    if body is None or land is None or land.kind is not MentionKind.DEMONYM:
        return False
    inside = body.start <= land.start and land.end <= body.end
    words = {token.lower_ for token in annotated.doc[body.start : body.end]}
    return inside and bool(words & table("role_nouns")["of each state"])


def _nameless(mention: MentionSpan, annotated: Annotated) -> bool:
    """Whether a description stands for what the text gives no name."""
    if mention.kind is not MentionKind.DESCRIPTION:
        return False
    known = [annotated.clusters[c] for c in mention.clusters if c in annotated.clusters]
    return all(cluster.attributes.get("named") == "no" for cluster in known)
