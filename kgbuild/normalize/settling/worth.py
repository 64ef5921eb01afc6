"""How much an analyst would want a claim: 0 to 1, from what the article itself shows.

Worth orders lists and pictures, it never decides what is asserted. Named ends weigh most, then whether the relation is
known, whether the ends come again in the article, and what is told beside (when, where, how much). What further
documents add is the fact's (`assemble/joining/facts.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from kgbuild.model import ClaimArg, EntityArg, LiteralArg, Modality, ValueArg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kgbuild.annotate import Annotated, Draft
    from kgbuild.model import Arg, Claim, Cluster, Document

# Shares of the whole; they sum up to 1.
SUBJECT, OBJECT, RELATION, AGAIN, DETAIL = 0.3, 0.25, 0.2, 0.1, 0.15
# What an end is worth that is no name.
DESCRIBED, VALUE, INNER, WORDS = 0.3, 0.6, 0.5, 0.2
# Relations that tell what a thing is or that somebody spoke, and no act.
WEAK_RELATIONS = frozenset(
    {"IS_A", "LOCATED_IN", "PART_OF", "MENTIONED", "USED", "FACED", "KNOWN_AS"}
)
# What is left of the worth of a claim whose one end tells the other.
REPEATED = 0.3
# Mentions from which on a thing is one that the article is about.
OFTEN = 6


def worth_of(
    claim: Claim, clusters: Mapping[str, Cluster], mentions: Mapping[str, int], inner: float = 0.0
) -> float:
    """The worth of a claim whose clusters have so many mentions; `inner` is the worth of a claim that it holds."""
    subject = max((_end(a, clusters, mentions, inner) for a in claim.subject), default=0.0)
    target = max((_end(a, clusters, mentions, inner) for a in claim.object), default=0.0)
    if len(claim.subject) > 1 and not claim.object:
        target = subject  # what several do together has its ends on one side
    known = 0.0 if claim.relation is None else 0.5 if claim.relation in WEAK_RELATIONS else 1.0
    again = _recurrence([*claim.subject, *claim.object], mentions)
    told = (claim.time is not None, bool(claim.place), "figure" in claim.qualifiers)
    worth = (
        SUBJECT * subject
        + OBJECT * target
        + RELATION * known
        + AGAIN * again
        + DETAIL * min(1.0, sum(told) / 2)
    )
    return round(worth * (REPEATED if _repeats(claim, clusters) else 1), 2)


def _repeats(claim: Claim, clusters: Mapping[str, Cluster]) -> bool:
    """Whether one end's name holds the other's: "the combat in Iraq" is in Iraq, "Macron's statement" Macron's."""
    sides = [
        [clusters[a.entity].name.casefold() for a in side if _known(a, clusters)]
        for side in (claim.subject, claim.object)
    ]
    return any(
        left != right
        and (f" {left} " in f" {_plain(right)} " or f" {right} " in f" {_plain(left)} ")
        for left in sides[0]
        for right in sides[1]
    )


def _known(arg: Arg, clusters: Mapping[str, Cluster]) -> TypeGuard[EntityArg]:
    return isinstance(arg, EntityArg) and arg.entity in clusters


def _plain(name: str) -> str:
    return name.replace("'s", " ").replace("’s", " ").replace(",", " ")


def _end(
    arg: Arg, clusters: Mapping[str, Cluster], mentions: Mapping[str, int], inner: float
) -> float:
    if isinstance(arg, EntityArg):
        cluster = clusters.get(arg.entity)
        if cluster is None or "unspecified" in cluster.attributes:
            return 0.0
        if cluster.attributes.get("named") != "no":
            return 1.0
        return DESCRIBED if mentions.get(arg.entity, 0) > 1 else DESCRIBED / 2
    if isinstance(arg, ValueArg):
        return VALUE
    if isinstance(arg, ClaimArg):
        return max(INNER, inner)
    return WORDS if isinstance(arg, LiteralArg) and len(arg.literal.split()) > 1 else 0.0


def _recurrence(args: Sequence[Arg], mentions: Mapping[str, int]) -> float:
    most = [mentions.get(a.entity, 0) for a in args if isinstance(a, EntityArg)]
    return min(1.0, max(0, max(most, default=0) - 1) / (OFTEN - 1))


def mention_counts(annotated: Annotated) -> dict[str, int]:
    """How often each cluster is mentioned in the article."""
    counts: dict[str, int] = {}
    for mention in annotated.mentions:
        for cluster in mention.clusters:
            counts[cluster] = counts.get(cluster, 0) + 1
    return counts


def reported(draft: Draft, document: Document) -> date | None:
    """The article's day for what it tells of the past in its own voice without saying when."""
    own = not draft.speaker and draft.time is None and draft.tense == "past"
    return document.published if own and draft.modality is Modality.ACTUAL else None
