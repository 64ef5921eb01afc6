"""What settling goes by: names of qualifiers, empty pronouns, stative passives, how sure a draft is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.model import MentionKind

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


# An open claim of a verb that is less sure than this is left out: read in real news, such claims
# were hardly more often right than wrong, and no relation makes them worth the doubt.
FLOOR = 0.52
# Verbs that say nothing without an object or a complement: where none was found, it was lost.
INCOMPLETE = _words(
    "make put take give get keep let set bring hold find think know want hope believe determine insist file "
    "visit scare bash target come look seem appear remain become turn have do use see hear feel need mean "
    "include plan push send show tell ask call try like love say add accompany dry commit prove enable allow "
    "provide address contact cover create produce require involve offer consider expect describe go deal rely "
    "depend consist belong refer act regard view lie"
)
# Adjectives that say nothing alone: of what, to whom, how much or than what was lost.
BARE = _words(
    "sure unsure certain different similar able unable aware unaware involved same likely unlikely due subject equal "
    "capable involved familiar related old young long tall wide deep high away there here such like worth gone "
    "comparable used close far next more less"
)
# Words beside an adjective that lead on to something: "so big that", "too weak to", "no more useful than".
LEADING = _words("so too enough as more less most least such how")


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
    verbal = draft.extractor.startswith("clauses")
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
    if draft.relation is not None and draft.extractor.startswith("clauses"):
        score += 0.05
    return min(max(score, 0.05), 0.97)
