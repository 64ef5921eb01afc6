"""What settling goes by: names of qualifiers, empty pronouns, stative passives, how sure a draft is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a, kind_of_token
from kgbuild.english import table
from kgbuild.model import UNSPECIFIED, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft


# What a phrase becomes when nothing better is known of it than its preposition: its own name, but for these.
QUALIFIER_OF = {
    "as": "role",
    "over": "matter",
    "about": "matter",
    "regarding": "matter",
    "concerning": "matter",
    "because of": "reason",
    "due to": "reason",
    "owing to": "reason",
    "thanks to": "reason",
    "on account of": "reason",
    "via": "through",
}


def name_of(preposition: str, noun: Token | None, annotated: Annotated) -> str:
    """Under which name a phrase is kept of which only its preposition and its noun are known.

    "As" opens a role where the noun is one for somebody or for a post ("as a witness", "as president"); what something
    is taken for ("as an example", "as the year of water") and a name stand under their "as".
    """
    if preposition == "as" and (noun is None or not _is_role(noun, annotated)):
        return preposition
    return QUALIFIER_OF.get(preposition, preposition.replace(" ", "_"))


def _is_role(noun: Token, annotated: Annotated) -> bool:
    """Whether a noun says what somebody is or acts as: no name, and no part, result or sign."""
    lemma = noun.lemma_.lower()
    mention = annotated.mention_at(noun.i)
    if (noun.pos_ != "NOUN" and lemma not in ROLES) or lemma in NO_ROLE:
        return False
    if lemma in ROLES:
        return True
    named = mention is not None and mention.kind is MentionKind.NAME
    return not named and is_a(kind_of_token(noun, annotated), "Agent")


_TABLE = table("settling")
NO_ROLE = _TABLE["no_role"]
HELD = ("office", "member", "employee", "representative", "assistant", "founder", "owner", "player")
ROLES = frozenset(lemma for name in HELD for lemma in table("role_nouns")[name])
STATIVE = _TABLE["stative"]
EMPTY_PRONOUNS = _TABLE["empty_pronoun"]


# An open claim of a verb that is less sure than this is left out: read in real news, such claims
# were hardly more often right than wrong, and no relation makes them worth the doubt.
FLOOR = 0.52
INCOMPLETE = _TABLE["incomplete"]
NEEDY = _TABLE["needy"]
# What a claim without an object says all the same, where its verb needs something.
COMPLEMENTS = _TABLE["complement"]
BARE = _TABLE["bare"]
LEADING = _TABLE["leading"]


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
    """How sure the claim is, between 0 and 1: the draft, less what its arguments leave open.

    An argument without a mention, and one that only a pronoun names, are each less sure; a relation
    whose pattern fitted is surer than words alone.
    """
    score = draft.confidence
    verbal = draft.verbal
    for slots, unnamed in ((draft.subject, 0.12), (draft.object, 0.07)):
        for slot in slots:
            if slot.draft is not None or slot.clusters or slot.head is None:
                continue
            mention = annotated.mention_at(slot.head)
            if mention is None:
                score -= unnamed
            elif mention.kind is MentionKind.PRONOUN:
                score -= 0.06
                known = [annotated.clusters[c] for c in mention.clusters if c in annotated.clusters]
                names = [cluster.name.lower() for cluster in known]
                if any(name in EMPTY_PRONOUNS for name in names):
                    score -= 0.06  # nobody but "I", "we", "it"
    if verbal and not draft.object and draft.relation is None and draft.lemma != "exist":
        score -= 0.12
    if draft.relation is not None and draft.verbal:
        score += 0.05
    return min(max(score, 0.05), 0.97)
