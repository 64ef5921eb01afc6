"""Nodes are things that somebody would look up; all else is a literal with its words.

A thing has a name; or it acts, is acted upon or spoken of by somebody named, or comes again in the article. A
pronoun that stands for nobody known, a kind, a part of an idiom, and what one sentence mentions in passing are words.
Decided over the whole article, after its claims are made: a claim keeps its id, its relation and its words.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.english import table
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, MentionKind, Modality
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kgbuild.annotate import Annotated
    from kgbuild.model import Arg, Claim, Cluster

# Words for whoever does it, and for what a sentence before named.
NOBODY = table("settling")["empty_pronoun"] | table("settling")["anybody"]
# Told of a thing, these do not make it one.
NO_ACTS = frozenset({"IS_A", "USED", "FACED"})
IN_WORDS = "utterances"
"""The extractor of quoted sentences that are kept as they stand."""
TOLD_AS_ACTS = (Modality.ACTUAL, Modality.REFUSED, Modality.PROMISED)
PASSING = ("Topic", "Event", "Document", "Product", "Position", "Thing")


def only_things(claims: Sequence[Claim], annotated: Annotated) -> list[Claim]:
    """The claims with words in place of what is no thing; its clusters and mentions are taken out too."""
    kept = _things(claims, annotated)
    gone = {i: c.name for i, c in annotated.clusters.items() if i not in kept}
    text = annotated.document.text
    for mention in annotated.mentions:
        mention.clusters = tuple(c for c in mention.clusters if c in kept)
    annotated.mentions[:] = [m for m in annotated.mentions if m.clusters]
    for name in gone:
        del annotated.clusters[name]
    worded = _renamed([(claim, _worded(claim, gone, text)) for claim in claims])
    return _once(_telling(worded, annotated))


def _renamed(pairs: Sequence[tuple[Claim, Claim]]) -> list[Claim]:
    """The claims; one whose several things became one stretch of words has the id of what it holds now.

    A claim's id is that of its spans: "the five girls" are five nodes on one span, and one literal.
    """
    spans = {after.id: after.span for _, after in pairs}
    taken = set(spans)
    renamed: dict[str, str] = {}
    for before, after in pairs:
        if len(before.subject) == len(after.subject) and len(before.object) == len(after.object):
            continue
        words = chain([after.predicate], (f"{after.predicate} #{n}" for n in count(2)))
        renamed[after.id] = next(id_ for w in words if (id_ := _id(after, w, spans)) not in taken)
        taken.add(renamed[after.id])
    if not renamed:
        return [after for _, after in pairs]

    def args(side: tuple[Arg, ...]) -> tuple[Arg, ...]:
        return tuple(
            ClaimArg(renamed[a.claim]) if isinstance(a, ClaimArg) and a.claim in renamed else a
            for a in side
        )

    return [
        replace(c, id=renamed.get(c.id, c.id), subject=args(c.subject), object=args(c.object))
        for _, c in pairs
    ]


def _id(claim: Claim, words: str, spans: Mapping[str, tuple[int, int]]) -> str:
    """The id of a claim by its arguments' spans; an inner claim's is that of its predicate."""

    def of(side: tuple[Arg, ...]) -> list[tuple[int, int]]:
        found = (spans.get(a.claim) if isinstance(a, ClaimArg) else a.span for a in side)
        return [span for span in found if span is not None]

    return ids.claim_id(
        claim.document, claim.span, of(claim.subject), of(claim.object), claim.relation, words,
        claim.polarity.value,
    )  # fmt: skip


def _once(claims: list[Claim]) -> list[Claim]:
    """The claims without quoted sentences, kept in their words, of which a claim is told as well."""
    told = sorted(c.span[0] for c in claims if c.extractor != IN_WORDS)

    def again(claim: Claim) -> bool:
        words = claim.object[0] if claim.object else None
        if claim.extractor != IN_WORDS or not isinstance(words, LiteralArg) or words.span is None:
            return False
        start, end = words.span
        return bisect_left(told, start) < bisect_left(told, end)

    return [claim for claim in claims if not again(claim)]


def _telling(claims: list[Claim], annotated: Annotated) -> list[Claim]:
    """The claims without those that say nothing of anything: words that fit no relation about words.

    What somebody said stays, and a figure; what names a place or anything else inside stays too.
    """
    held = {a.claim for c in claims for a in (*c.subject, *c.object) if isinstance(a, ClaimArg)}
    nothing = (_is_words_alone, _of_nobody, _unreal_of_nobody)
    clusters = annotated.clusters
    return [c for c in claims if c.id in held or not any(says(c, clusters) for says in nothing)]


def _of_nobody(claim: Claim, clusters: Mapping[str, Cluster]) -> bool:
    """An open claim of "we", "it" or "anyone" that stands for nobody known, and that nobody named says."""
    if claim.relation is not None:
        return False
    if any(
        (speaker := clusters.get(i)) is not None and "unspecified" not in speaker.attributes
        for i in claim.attributed_to
    ):
        return False
    return all(isinstance(a, LiteralArg) and a.literal.lower() in NOBODY for a in claim.subject)


def _unreal_of_nobody(claim: Claim, clusters: Mapping[str, Cluster]) -> bool:
    """ "The airlines may carry passengers": an open claim of nobody, not told as done, that nobody named says."""
    if claim.relation is not None or claim.modality in TOLD_AS_ACTS or claim.time is not None:
        return False
    if {"figure", "number", "reason"} & set(claim.qualifiers):
        return False
    sides = (*claim.subject, *claim.object)
    if not all(isinstance(a, EntityArg | LiteralArg) for a in sides):
        return False
    named = [a.entity for a in sides if isinstance(a, EntityArg)]
    named += [*claim.about, *claim.place, *claim.attributed_to]
    return not any(_is_somebody(clusters.get(i)) for i in named)


def _is_somebody(cluster: Cluster | None) -> bool:
    """Whether it has a name, or is somebody's by name, or holds an office."""
    if cluster is None or "unspecified" in cluster.attributes:
        return False
    known = cluster.attributes.get("named") != "no" or "owner" in cluster.attributes
    return known or _holds_office(cluster)


def _is_words_alone(claim: Claim, clusters: Mapping[str, Cluster]) -> bool:
    if claim.relation is not None or claim.about or claim.place:
        return False
    if {"figure", "reason"} & set(claim.qualifiers):
        return False  # "exports fell because of the sanctions" says why
    if claim.time is not None and claim.time.start is not None and claim.object:
        return False  # "the army took the city in March" can be looked up
    for arg in (*claim.subject, *claim.object):
        if isinstance(arg, EntityArg):
            cluster = clusters.get(arg.entity)
            if cluster is not None and "unspecified" not in cluster.attributes:
                return False
        elif not isinstance(arg, LiteralArg):
            return False
    return True


def _worded(claim: Claim, gone: Mapping[str, str], text: str) -> Claim:
    return replace(
        claim,
        subject=_args(claim.subject, gone, text),
        object=_args(claim.object, gone, text),
        about=tuple(c for c in claim.about if c not in gone),
        place=tuple(c for c in claim.place if c not in gone),
    )


def _args(args: Iterable[Arg], gone: Mapping[str, str], text: str) -> tuple[Arg, ...]:
    found: list[Arg] = []
    for arg in args:
        made = arg
        if isinstance(arg, EntityArg) and arg.entity in gone:
            told = text[slice(*arg.span)] if arg.span is not None else gone[arg.entity]
            made = LiteralArg(" ".join(told.split()), arg.span)
        if made not in found:
            found.append(made)
    return tuple(found)


def _things(claims: Sequence[Claim], annotated: Annotated) -> set[str]:
    """The clusters that stay: those of things, and those that no span tells (a missing agent)."""
    clusters = annotated.clusters
    named = {i for i, c in clusters.items() if c.attributes.get("named") != "no"}
    told: dict[str, int] = {}
    for mention in annotated.mentions:
        for name in mention.clusters:
            told[name] = told.get(name, 0) + (mention.kind is not MentionKind.PRONOUN)
    # "Xi's government" is told by a name, and acts as one.
    by_owner = {
        i
        for i, c in clusters.items()
        if "owner" in c.attributes and vocabulary().is_a(c.type, "Organization")
    }
    kept = set(named)
    named |= by_owner
    for claim in claims:
        kept.update(_of_claim(claim, named, told, clusters))
    _acting(claims, kept)
    # A pronoun alone is no thing; a missing agent has no words, and a chain of speakers no gap.
    known = {i for i in kept if i in named or told.get(i, 0) or i not in told}
    known.update(*(claim.attributed_to for claim in claims))
    return known | {i for i, c in clusters.items() if "unspecified" in c.attributes}


def _acting(claims: Sequence[Claim], kept: set[str]) -> None:
    """Add what acts upon a thing, and what acts upon that, in whatever order they are told."""
    acts = [
        tuple(
            {a.entity for a in side if isinstance(a, EntityArg)} for side in (c.subject, c.object)
        )
        for c in claims
        if _is_act(c)
    ]
    before = -1
    while before != len(kept):
        before = len(kept)
        for subjects, objects in acts:
            if objects & kept:
                kept |= subjects


def _of_claim(
    claim: Claim, named: set[str], told: Mapping[str, int], clusters: Mapping[str, Cluster]
) -> set[str]:
    """What one claim shows to be things."""
    subjects = {a.entity for a in claim.subject if isinstance(a, EntityArg)}
    objects = {a.entity for a in claim.object if isinstance(a, EntityArg)}
    sides = subjects | objects
    found = set(claim.place)
    found.update(s for s in sides if told.get(s, 0) > 1 or _holds_office(clusters.get(s)))
    table = vocabulary()
    counts = table.has(claim.relation, "casualty") or table.has(claim.relation, "crowd")
    if counts or _by_name(claim, subjects, objects, named):
        return found | sides
    if objects & named:
        return found | subjects
    if _is_act(claim) and claim.object:
        found |= {n for n in subjects if n in clusters and clusters[n].type not in PASSING}
    return found


def _is_act(claim: Claim) -> bool:
    return claim.relation is not None and claim.relation not in NO_ACTS


def _holds_office(cluster: Cluster | None) -> bool:
    """ "The minister of trade" is somebody, though never named."""
    office = cluster is not None and {"role", "of_org"} & set(cluster.attributes)
    return bool(office) and cluster is not None and cluster.type == "Person"


def _by_name(claim: Claim, subjects: set[str], objects: set[str], named: set[str]) -> bool:
    """A typed claim that somebody with a name is part of or tells, or an open one that he tells of a name."""
    spoken = bool(set(claim.attributed_to) & named)
    if _is_act(claim) and (subjects & named or objects & named or spoken):
        return True
    return spoken and bool(subjects & named)
