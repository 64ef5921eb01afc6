"""Confidence as a probability: how often a strict reader calls such a claim right.

Features of the claim as it is printed, each between 0 and 1, weighed by a logistic regression that was fitted on
claims judged by readers with no part in the rules (`python -m training.confidence`, evaluation/judged). The weights
are data: probability.csv.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import is_a
from kgbuild.english import table
from kgbuild.english.tables import read_weights
from kgbuild.model import GATE, EntityArg, LiteralArg, MentionKind, Modality
from kgbuild.normalize.relations.conditions import NOTHING_SAID
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kgbuild.model import Arg, Claim, Cluster, Evidence, Mention

LEAST, MOST = 0.02, 0.97
BELOW = round(GATE - 0.01, 2)
"""What is told of a claim that bears no plain edge, whatever its features say."""
SURE = 0.9
"""How probable an antecedent must be for a plain edge to hang on it."""
NEAR = 0.25
"""How near both ends of a plain report stand to its predicate, of a hundred characters."""
FIGURES = frozenset({"figure", "measure", "unit", "bound", "number", "upper", "deaths", "injured"})


@dataclass(frozen=True, slots=True)
class Told:
    """How one document names its things: clusters by id, mentions by their characters, where each is told first."""

    clusters: Mapping[str, Cluster] = field(default_factory=dict)
    mentions: Mapping[tuple[int, int], Mention] = field(default_factory=dict)
    first: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, clusters: Iterable[Cluster], mentions: Iterable[Mention]) -> Told:
        """From what the document's stages found."""
        told = {(m.start, m.end): m for m in mentions}
        first: dict[str, int] = {}
        for mention in told.values():
            for id_ in mention.clusters:
                first[id_] = min(mention.start, first.get(id_, mention.start))
        return cls({c.id: c for c in clusters}, told, first)

    def kind(self, arg: EntityArg) -> MentionKind | None:
        """Whether a name, a description or a pronoun stands there."""
        mention = self.mentions.get(arg.span) if arg.span is not None else None
        return mention.kind if mention is not None else None

    def goes_back(self, arg: EntityArg, evidence: Evidence) -> bool:
        """Whether the words point to something told before that no name is known of: "the men", "they"."""
        mention = self.mentions.get(arg.span) if arg.span is not None else None
        if mention is None or _is_named(self.clusters.get(arg.entity)):
            return False
        if mention.kind is MentionKind.PRONOUN:
            return True
        before = evidence.text[: max(mention.start - evidence.start, 0)].split()[-1:]
        definite = {word.lower() for word in (*before, mention.text.split()[0])} & _definite()
        return bool(definite) and self.first.get(arg.entity) != mention.start


def probable(
    claims: Sequence[Claim],
    clusters: Iterable[Cluster],
    mentions: Iterable[Mention],
    sure: Mapping[tuple[int, int], float],
    doubted: Collection[str] = (),
) -> list[Claim]:
    """The claims of one document with the probability that a strict reader calls them right, to two digits.

    `sure` says by a mention's characters how probable its antecedent is, `doubted` which claims (ids) have an object
    that the learned roles do not know.
    """
    weighed, told = weights(), Told.of(clusters, mentions)
    return [
        replace(
            claim,
            confidence=held(
                probability(features(claim, told), weighed),
                claim,
                sure,
                told.clusters,
                doubted=claim.id in doubted,
            ),
        )
        for claim in claims
    ]


def held(
    told: float,
    claim: Claim,
    sure: Mapping[tuple[int, int], float],
    clusters: Mapping[str, Cluster],
    *,
    doubted: bool = False,
) -> float:
    """What is told of a claim, no more than its antecedents, its ends and the roles of its verb allow.

    Of 85 judged edges that hang on an antecedent below .9 a third is wrong, of 86 above it one in eleven. Of 73 with an
    end of a type that the relation's domain or range leaves out .38 are wrong and .07 strictly right, of other clauses
    .11 and .51. Of 23 with an object that the roles do not know .35 are wrong, .30 strict (the doubtful: `is_doubted`)
    (docs/claims.md). In doubt about who is meant, or whether the relation is, no plain edge.
    """
    if doubted or _misfit(claim, clusters):
        told = min(told, BELOW)
    spans = [a.span for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg) and a.span]
    least = min((sure.get(span, 1.0) for span in spans), default=1.0)
    if least < SURE:
        return round(max(min(told * least, BELOW), LEAST), 2)
    return told


def _misfit(claim: Claim, clusters: Mapping[str, Cluster]) -> bool:
    """Whether an end has a type that the relation cannot have there: nobody accuses a disaster.

    Whoever did it, unsaid, has none: "was convicted", by a court.
    """
    relation = vocabulary().relations.get(claim.relation or "")
    if relation is None:
        return False
    ends = ((claim.subject, relation.domain), (claim.object, relation.range))
    return any(
        _type(one) not in NOTHING_SAID and not _fits(one, wanted)
        for args, wanted in ends
        for one in (clusters.get(a.entity) for a in args if isinstance(a, EntityArg))
    )


def _fits(cluster: Cluster | None, wanted: Sequence[str]) -> bool:
    """Whether a thing is of a type wanted; a land, a town and a house with a name of its own act as agents do.

    "Montana sued the firm", "the Leeward Islands won": of six such judged ends none is wrong.
    """
    kind = _type(cluster)
    if cluster is not None and "unspecified" in cluster.attributes:
        return True
    if kind == "Topic" and _is_named(cluster):
        return True  # a name of which nothing is known: "sued the Gazette"
    if "Agent" in wanted and (kind in POLITIES or (kind == "Facility" and _is_named(cluster))):
        return True
    return any(is_a(kind, one) for one in wanted)


def probability(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The logistic of the weighted features, kept off the ends."""
    score = max(-30.0, sum(table.get(name, 0.0) * value for name, value in found.items()))
    return round(min(max(1 / (1 + math.exp(-score)), LEAST), MOST), 2)


def features(claim: Claim, told: Told) -> dict[str, float]:
    """What tells a right claim from a wrong one, by name.

    Tried as well, without gain in ten folds: the rules' own grade (and in it what semantic roles say to the tree's
    arguments), extractors of nouns, hedges, negation, times, places, figures, inner claims, and the margins of the
    parser's heads, of the names' tags and of antecedents.
    """
    family, _, variant = claim.extractor.partition(".")
    relation = vocabulary().relations.get(claim.relation or "")
    beside = sum(len(str(v)) for k, v in claim.qualifiers.items() if k not in FIGURES)
    subject, target = _names(claim.subject, told), _names(claim.object, told)
    words = [a.literal for a in claim.object if isinstance(a, LiteralArg)]
    return {
        "one": 1.0,
        "role": float(relation is not None and relation.group == "role"),
        "static": float(family in STATIC),
        "kind": float(variant == "kind" or family == "utterances"),
        "copular": float(family == "copulas"),
        "attributed": float(bool(claim.attributed_to)),
        "unnamed_speaker": float(
            any(not _is_named(told.clusters.get(i)) for i in claim.attributed_to)
        ),
        "quoted": float(claim.quoted),
        "not_actual": float(claim.modality is not Modality.ACTUAL),
        "unclear": float(claim.modality is Modality.UNCLEAR),
        "qualified": float(beside > 0),
        "much_qualified": min(1.0, beside / 120),
        "long": min(1.0, len(claim.evidence.text) / 400),
        "subject_named": subject["named"],
        "subject_pronoun": subject["pronoun"],
        "subject_description": subject["description"],
        "subject_thing": subject["thing"],
        "object_named": target["named"],
        "object_description": target["description"],
        "object_back": _goes_back(claim.object, claim, told),
        "object_several": float(len(claim.object) > 1),
        "owned": float(family == "possessives"),
        "compound": float(family == "compounds"),
        "unnamed_static": float(family in STATIC and not (subject["named"] and target["named"])),
        "subject_far": _gap(claim.subject, claim.span),
        "object_far": _gap(claim.object, claim.span),
        "object_many_words": float(any(len(w.split()) > 6 for w in words)),
        "plain_event": _is_plain_event(claim, told),
    }


def _names(args: Sequence[Arg], told: Told) -> dict[str, float]:
    """By what the entities of one side are named."""
    entities = [a for a in args if isinstance(a, EntityArg)]
    clusters = [told.clusters.get(a.entity) for a in entities]
    kinds = [told.kind(a) for a in entities]
    return {
        "named": float(any(_is_named(one) for one in clusters)),
        "pronoun": float(MentionKind.PRONOUN in kinds),
        "description": float(MentionKind.DESCRIPTION in kinds),
        "thing": float(any(_type(one) in THINGS for one in clusters)),
    }


def _goes_back(args: Sequence[Arg], claim: Claim, told: Told) -> float:
    entities = [a for a in args if isinstance(a, EntityArg)]
    return float(any(told.goes_back(a, claim.evidence) for a in entities))


def _is_plain_event(claim: Claim, told: Told) -> float:
    """Whether somebody without a name, told of for the first time, does something to somebody close by.

    "Gunmen killed the mayor", "a court in Milan fined the bank": a want of a name that is no want of sense.
    """
    relation = vocabulary().relations.get(claim.relation or "")
    if relation is None or relation.kind != "event" or claim.extractor.split(".")[0] not in VERBAL:
        return 0.0
    subject = _names(claim.subject, told)
    ends = [any(isinstance(a, EntityArg) for a in side) for side in (claim.subject, claim.object)]
    if not all(ends) or subject["named"] or subject["pronoun"]:
        return 0.0
    near = max(_gap(claim.subject, claim.span), _gap(claim.object, claim.span)) <= NEAR
    return float(near and not _goes_back(claim.subject, claim, told))


def _gap(args: Sequence[Arg], span: tuple[int, int]) -> float:
    """How far the words of the nearest entity of one side stand from the predicate's, 1 for a hundred characters."""
    spans = [a.span for a in args if isinstance(a, EntityArg) and a.span is not None]
    gaps = [max(start - span[1], span[0] - end, 0) for start, end in spans]
    return min(1.0, min(gaps, default=0) / 100)


# Extractors that read what stands beside a name, and types of what is no agent and no named place.
STATIC = frozenset(
    [
        "titles",
        "appositions",
        "affiliations",
        "sites",
        "possessives",
        "descriptors",
        "compounds",
        "kin",
        "years",
    ]
)
POLITIES = frozenset(["Region", "City"])
VERBAL = frozenset(["clauses", "carriers", "commitments"])
THINGS = frozenset(["Topic", "Event", "Document", "Product", "Position", "GeoArea"])


def _type(cluster: Cluster | None) -> str:
    return cluster.type if cluster is not None else ""


def _is_named(cluster: Cluster | None) -> bool:
    if cluster is None or "unspecified" in cluster.attributes:
        return False
    return cluster.attributes.get("named") != "no"


@cache
def _definite() -> frozenset[str]:
    return table("settling")["definite"]


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights by the feature's name."""
    return read_weights("kgbuild.normalize.settling", "probability.csv", sign="feature")
