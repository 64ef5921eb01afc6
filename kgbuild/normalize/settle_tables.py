"""What settling goes by: names of qualifiers, empty pronouns, stative passives, how sure a draft is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNSPECIFIED = "unspecified"
# What a phrase becomes when nothing better is known of it than its preposition.
QUALIFIER_OF = {
    "as": "role",
    "for": "reason",
    "over": "matter",
    "about": "matter",
    "on": "matter",
    "regarding": "matter",
    "concerning": "matter",
    "because of": "reason",
    "due to": "reason",
    "against": "against",
    "to": "recipient",
    "from": "from",
    "with": "with",
    "into": "into",
    "through": "through",
    "by": "by",
    "at": "venue",
    "in": "in",
    "of": "of",
    "during": "venue",
    "under": "under",
    "between": "between",
    "via": "through",
    "after": "after",
    "before": "before",
}
# Participles that tell a state, with nobody acting: "is located in", "is involved in".
STATIVE = _words(
    "locate situate base associate involve concern relate compose know tie link connect "
    "interest equip expose surround cover populate headquarter confine rank own worry "
    "dedicate devote commit oppose accustom aim design entitle"
)
# Pronouns that stand for nothing known when no mention covers them.
EMPTY_PRONOUNS = _words(
    "it they them he she him her this that these those which who whom what there one i we us "
    "me you his hers its their theirs our ours my mine himself herself itself themselves each "
    "other some others another all many"
)


def restate(draft: Draft, word: str) -> None:
    """Turn an open stative passive into what it says: "is located in", "is associated with"."""
    agentless = len(draft.subject) == 1 and draft.subject[0].literal == UNSPECIFIED
    if draft.relation is not None or not draft.passive or not agentless or not draft.object:
        return
    if draft.lemma not in STATIVE:
        return
    phrase = next((s for s in draft.obliques if s.preposition and s.head is not None), None)
    draft.subject, draft.object = draft.object, [phrase] if phrase is not None else []
    draft.obliques = [s for s in draft.obliques if s is not phrase]
    words = ["be", word, *([phrase.preposition] if phrase is not None else [])]
    draft.words, draft.preposition, draft.passive = " ".join(words), words[-1], False


def confidence_of(draft: Draft, annotated: Annotated) -> float:
    """How sure the extraction is, between 0 and 1 (see docs/claims.md for what it was measured on)."""
    score = draft.confidence
    for slot in (*draft.subject, *draft.object):
        plain = slot.draft is None and not slot.clusters and slot.head is not None
        if plain and annotated.mention_at(slot.head or 0) is None:
            score -= 0.1
    if draft.relation is not None:
        score += 0.1
    return min(max(score, 0.05), 0.95)
