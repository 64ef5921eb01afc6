"""Confidence as a probability: how often a strict reader calls such a claim right.

Features of the claim as it is printed, each between 0 and 1 but the log odds of what the rules think, weighed by
a logistic regression that was fitted on claims judged by readers with no part in the rules (`python -m
training.confidence`, evaluation/judged). The weights are data: probability.csv.
"""

from __future__ import annotations

import csv
import math
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.model import ClaimArg, EntityArg, LiteralArg, MentionKind, Modality, Polarity, ValueArg
from kgbuild.normalize.settling.tables import EMPTY_PRONOUNS
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kgbuild.model import Arg, Claim, Cluster, Mention

LEAST, MOST = 0.02, 0.97
FIGURES = frozenset({"figure", "measure", "unit", "bound", "number", "upper", "deaths", "injured"})


def probable(
    claims: Sequence[Claim], clusters: Iterable[Cluster], mentions: Iterable[Mention]
) -> list[Claim]:
    """The claims of one document with the probability that a strict reader calls them right, to two digits."""
    table = weights()
    known = {c.id: c for c in clusters}
    kinds = {(m.start, m.end): m.kind for m in mentions}
    return [
        replace(claim, confidence=probability(features(claim, known, kinds), table))
        for claim in claims
    ]


def probability(found: Mapping[str, float], table: Mapping[str, float]) -> float:
    """The logistic of the weighted features, kept off the ends."""
    score = sum(table.get(name, 0.0) * value for name, value in found.items())
    return round(min(max(1 / (1 + math.exp(-score)), LEAST), MOST), 2)


def features(
    claim: Claim,
    clusters: Mapping[str, Cluster],
    kinds: Mapping[tuple[int, int], MentionKind],
) -> dict[str, float]:
    """What may tell a right claim from a wrong one, by name; a claim's confidence is the rules' own here."""
    prior = min(max(claim.confidence, 0.02), 0.98)
    family, _, variant = claim.extractor.partition(".")
    relation = vocabulary().relations.get(claim.relation or "")
    sentence = claim.evidence.text
    told = sum(len(str(v)) for k, v in claim.qualifiers.items() if k not in FIGURES)
    found = {
        "one": 1.0,
        "prior": math.log(prior / (1 - prior)),
        "typed": float(relation is not None),
        "speech": float(relation is not None and relation.group == "speech"),
        "role": float(relation is not None and relation.group == "role"),
        "static": float(family in STATIC),
        "kind": float(variant == "kind" or family == "utterances"),
        "copular": float(family == "copulas"),
        "derived": float(family in DERIVED),
        "no_object": float(not claim.object),
        "inner": float(any(isinstance(a, ClaimArg) for a in (*claim.subject, *claim.object))),
        "attributed": float(bool(claim.attributed_to)),
        "unnamed_speaker": float(any(not _is_named(clusters.get(i)) for i in claim.attributed_to)),
        "quoted": float(claim.quoted),
        "hedged": float(claim.hedge is not None),
        "negated": float(claim.polarity is Polarity.NEGATED),
        "not_actual": float(claim.modality is not Modality.ACTUAL),
        "unclear": float(claim.modality is Modality.UNCLEAR),
        "dated": float(claim.time is not None),
        "undated": float(claim.time is not None and claim.time.start is None and claim.time.end is None),
        "placed": float(bool(claim.place)),
        "figure": float(bool(FIGURES & set(claim.qualifiers))),
        "qualified": float(told > 0),
        "much_qualified": min(1.0, told / 120),
        "long": min(1.0, len(sentence) / 400),
    }  # fmt: skip
    for side, args in (("subject", claim.subject), ("object", claim.object)):
        found |= {f"{side}_{name}": value for name, value in _side(args, clusters, kinds).items()}


STATIC = frozenset(
    {
        "titles",
        "appositions",
        "affiliations",
        "sites",
        "possessives",
        "descriptors",
        "compounds",
        "kin",
    }
)
DERIVED = frozenset(
    {"nominals", "events", "necessity", "reasons", "sources", "commitments", "values"}
)


def _side(
    args: Sequence[Arg],
    clusters: Mapping[str, Cluster],
    kinds: Mapping[tuple[int, int], MentionKind],
) -> dict[str, float]:
    """What stands on one side of a claim, and by what it is named there."""
    entities = [a for a in args if isinstance(a, EntityArg)]
    words = [a.literal for a in args if isinstance(a, LiteralArg)]
    told = [kinds.get(a.span) for a in entities if a.span is not None]
    return {
        "named": float(any(_is_named(clusters.get(a.entity)) for a in entities)),
        "pronoun": float(MentionKind.PRONOUN in told),
        "description": float(MentionKind.DESCRIPTION in told),
        "unspecified": float(any(a.span is None for a in entities)),
        "words": float(bool(words)),
        "pointing": float(any(w.split()[0].casefold() in POINTING for w in words if w.split())),
        "many_words": float(any(len(w.split()) > 6 for w in words)),
        "empty": float(any(w.casefold() in EMPTY_PRONOUNS for w in words)),
        "value": float(any(isinstance(a, ValueArg) for a in args)),
        "several": float(len(args) > 1),
        "thing": float(any(_type(clusters.get(a.entity)) in THINGS for a in entities)),
    }


POINTING = frozenset(
    {"this", "that", "these", "those", "the", "such", "its", "their", "his", "her", "our", "my"}
)
THINGS = frozenset({"Topic", "Event", "Document", "Product", "Position", "GeoArea"})


def _type(cluster: Cluster | None) -> str:
    return cluster.type if cluster is not None else ""


def _is_named(cluster: Cluster | None) -> bool:
    if cluster is None or "unspecified" in cluster.attributes:
        return False
    return cluster.attributes.get("named") != "no"


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights by the feature's name."""
    text = (
        files("kgbuild.normalize.settling").joinpath("probability.csv").read_text(encoding="utf8")
    )
    return {row["feature"]: float(row["weight"]) for row in csv.DictReader(StringIO(text))}
