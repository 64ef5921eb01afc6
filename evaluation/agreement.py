"""How far two readers of the same articles agree: `python -m evaluation.agreement FOLDER FOLDER`.

Both folders hold gold files with the same names. Mentions agree when they end at one character and their starts are
at most three words apart; entities are paired by the mentions they share. Claims agree when they stand in one
sentence and one way to read the one (its own or an accepted one) is a way to read the other: same relation, same
arguments by the paired entities, by half of the words of a literal, or by number. Each claim agrees with one claim at
most. Polarity, modality, speaker, time and place are compared on claims that agree.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kgbuild.evaluate.claims import NEAR, WORDS, token_f1
from kgbuild.evaluate.clusters import b_cubed, f1
from kgbuild.evaluate.gold import GoldArg, GoldArticle, GoldClaim, GoldEntity, read_article

Place = tuple[int, int]
Paired = Mapping[str, str]
"""An entity of the first reader -> the one of the second that shares most mentions with it."""
APART = 3


def mentions_of(article: GoldArticle) -> dict[tuple[int, int], str]:
    """Where an article's entities are mentioned; a mention of several stands for the first of them."""
    found: dict[Place, str] = {}
    for entity in article.entities:
        for mention in entity.mentions:
            found.setdefault((mention.start, mention.end), entity.id)
    return found


def shared_mentions(one: GoldArticle, other: GoldArticle) -> list[tuple[Place, Place]]:
    """Pairs of mentions that are the same; each mention has one partner."""
    by_end: dict[int, list[Place]] = {}
    for place in mentions_of(other):
        by_end.setdefault(place[1], []).append(place)
    pairs = []
    for place in sorted(mentions_of(one)):
        near = by_end.get(place[1], [])
        near.sort(key=lambda candidate: abs(candidate[0] - place[0]))
        if near:
            first, last = sorted((near[0][0], place[0]))
            if len(one.text[first:last].split()) <= APART:
                pairs.append((place, near.pop(0)))
    return pairs


def paired_entities(
    one: GoldArticle, other: GoldArticle, shared: Sequence[tuple[Place, Place]]
) -> dict[str, str]:
    """Pair entities by the mentions that they share, the greatest numbers first, one to one."""
    mine, theirs = mentions_of(one), mentions_of(other)
    votes = Counter((mine[a], theirs[b]) for a, b in shared)
    paired: dict[str, str] = {}
    for (a, b), _ in sorted(votes.items(), key=lambda row: (-row[1], row[0])):
        if a not in paired and b not in paired.values():
            paired[a] = b
    return paired


def claims_agree(
    one: GoldClaim, other: GoldClaim, paired: Paired, names: Mapping[str, GoldEntity]
) -> bool:
    """Whether two claims of one sentence can be read as the same."""
    shared = min(one.evidence[1], other.evidence[1]) - max(one.evidence[0], other.evidence[0])
    if shared <= 0:
        return False
    return any(
        a.relation == b.relation
        and _same_arguments(a.subject, b.subject, paired, names)
        and _same_arguments(a.object, b.object, paired, names)
        for a in one.readings
        for b in other.readings
    )


def _same_arguments(
    mine: Sequence[GoldArg],
    theirs: Sequence[GoldArg],
    paired: Paired,
    names: Mapping[str, GoldEntity],
) -> bool:
    return len(mine) == len(theirs) and all(
        any(_same(a, b, paired, names) for b in theirs) for a in mine
    )


def _same(one: GoldArg, other: GoldArg, paired: Paired, names: Mapping[str, GoldEntity]) -> bool:
    if one.entity and other.entity:
        return paired.get(one.entity) == other.entity
    if one.value is not None and other.value is not None:
        return abs(one.value - other.value) <= NEAR * max(1.0, abs(one.value))
    if one.claim or other.claim:
        # Which claim is meant is compared where that claim is; words for it will do.
        return bool((one.claim or one.literal) and (other.claim or other.literal))
    words = [_words(arg, names) for arg in (one, other)]
    return token_f1(*words) >= WORDS


def _words(argument: GoldArg, names: Mapping[str, GoldEntity]) -> str:
    if argument.value is not None:
        return f"{argument.value:g} {argument.unit or ''}"
    entity = names.get(argument.entity or "")
    return entity.name if entity else argument.literal or ""


def agreement(pairs: Sequence[tuple[GoldArticle, GoldArticle]]) -> dict[str, Any]:
    """Count over all articles; rates are rounded to three digits."""
    counts: Counter[str] = Counter()
    chains: tuple[dict[Any, str], dict[Any, str]] = ({}, {})
    for number, (one, other) in enumerate(pairs):
        shared = shared_mentions(one, other)
        paired = paired_entities(one, other, shared)
        mine, theirs = mentions_of(one), mentions_of(other)
        counts["mentions"] += len(mine) + len(theirs)
        counts["mentions shared"] += 2 * len(shared)
        for a, b in shared:
            chains[0][number, a] = f"{number} {mine[a]}"
            chains[1][number, a] = f"{number} {theirs[b]}"
        types = [{e.id: e.type for e in article.entities} for article in (one, other)]
        counts["entities paired"] += len(paired)
        counts["types agree"] += sum(types[0][a] == types[1][b] for a, b in paired.items())
        _count_claims(one, other, paired, counts)
    precision, recall = b_cubed(*chains)
    return {
        "articles": len(pairs),
        "claims": [counts["claims of the first"], counts["claims of the second"]],
        "claims F1": _rate(
            2 * counts["claims agree"],
            counts["claims of the first"] + counts["claims of the second"],
        ),
        **{
            name: _rate(counts[name], counts[f"{name} compared"])
            for name in ("polarity", "modality", "speaker", "time", "place")
        },
        "mentions F1": _rate(counts["mentions shared"], counts["mentions"]),
        "types": _rate(counts["types agree"], counts["entities paired"]),
        "clusters B3 F1": round(f1(precision, recall), 3),
    }


def _count_claims(
    one: GoldArticle, other: GoldArticle, paired: Paired, counts: Counter[str]
) -> None:
    names = {entity.id: entity for article in (other, one) for entity in article.entities}
    counts["claims of the first"] += len(one.claims)
    counts["claims of the second"] += len(other.claims)
    for a, b in _partners(one.claims, other.claims, paired, names):
        counts["claims agree"] += 1
        speakers = [paired.get(entity, entity) for entity in a.speaker[-1:]]
        compared = {
            "polarity": a.polarity == b.polarity,
            "modality": a.modality == b.modality,
            "speaker": speakers == list(b.speaker[-1:]),
        }
        if a.timed or b.timed:
            compared["time"] = (a.start, a.end) == (b.start, b.end)
        if a.place or b.place:
            compared["place"] = bool({paired.get(p) for p in a.place} & set(b.place))
        for name, same in compared.items():
            counts[f"{name} compared"] += 1
            counts[name] += same


def _likeness(
    one: GoldClaim, other: GoldClaim, paired: Paired, names: Mapping[str, GoldEntity]
) -> float:
    """0 for claims that do not agree; more for those that agree in their attributes too."""
    if not claims_agree(one, other, paired, names):
        return 0.0
    return 1 + 0.1 * ((one.polarity == other.polarity) + (one.modality == other.modality))


def _partners(
    mine: Sequence[GoldClaim],
    theirs: Sequence[GoldClaim],
    paired: Paired,
    names: Mapping[str, GoldEntity],
) -> list[tuple[GoldClaim, GoldClaim]]:
    """Claims that agree, each with one partner, the most alike first."""
    rows = [
        (-likeness, i, j)
        for i, a in enumerate(mine)
        for j, b in enumerate(theirs)
        if (likeness := _likeness(a, b, paired, names))
    ]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(rows):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [(mine[i], theirs[j]) for i, j in chosen.items()]


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def read_pairs(first: Path, second: Path) -> list[tuple[GoldArticle, GoldArticle]]:
    """Articles that both folders have; SystemExit where they share none."""
    names = sorted({p.name for p in first.glob("*.json")} & {p.name for p in second.glob("*.json")})
    if not names:
        raise SystemExit(f"{first} and {second} have no gold file of one name")
    return [(read_article(first / name), read_article(second / name)) for name in names]


def main() -> None:
    """Read the two folders, then print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    json.dump(agreement(read_pairs(options.first, options.second)), sys.stdout)
    print()


if __name__ == "__main__":
    main()
