"""Every figure of an evaluation, counted article by article so that intervals can be drawn from articles."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kgbuild.evaluate import clusters
from kgbuild.evaluate.claims import found_as, own_voice, plain, says
from kgbuild.evaluate.pairing import Pair, pair
from kgbuild.model import EntityArg, Polarity
from kgbuild.project import claim_passes
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from kgbuild.evaluate.gold import GoldArticle, GoldClaim
    from kgbuild.model import Claim, Entity, Snapshot

DRAWS = 1000
"""Bootstrap samples of articles behind an interval."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One rate: `right` of `whole`, with the 95 % interval of a bootstrap over articles."""

    name: str
    right: float
    whole: float
    low: float | None
    high: float | None

    @property
    def rate(self) -> float | None:
        """The share; None where there is nothing to count."""
        return self.right / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Miss:
    """Something of the gold that was not found, or something found that must not be, with its sentence."""

    kind: str
    article: str
    claim: str
    sentence: str
    detail: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one run: `gates` are counts that must be 0."""

    articles: int
    missing: tuple[str, ...]
    figures: tuple[Figure, ...]
    coreference: Mapping[str, float]
    gates: Mapping[str, int]
    misses: tuple[Miss, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """One row a figure, for printing."""
        rows: list[dict[str, Any]] = [
            {
                "figure": f.name,
                "value": None if f.rate is None else round(f.rate, 3),
                "right": f.right,
                "of": f.whole,
                "low": None if f.low is None else round(f.low, 3),
                "high": None if f.high is None else round(f.high, 3),
            }
            for f in self.figures
        ]
        rows += [{"figure": n, "value": round(v, 3)} for n, v in self.coreference.items()]
        return rows + [{"figure": f"gate: {n}", "value": v} for n, v in self.gates.items()]


@dataclass(slots=True)
class _Counts:
    """What one article gives: right and whole by figure, gates, misses, mentions of both sides."""

    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    gates: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def add(self, name: str, right: bool) -> None:
        self.right[name] += right
        self.whole[name] += 1


def evaluate(gold: Sequence[GoldArticle], snapshot: Snapshot) -> Evaluation:
    """Measure a graph against gold articles that were read into it; articles it lacks are named and not counted."""
    entities = {e.id: e for e in snapshot.entities}
    pairs, missing = pair(gold, snapshot)
    counts = [_count(made, entities) for made in pairs]
    names = sorted({name for one in counts for name in one.whole})
    gates = Counter[str]({"told as a fact": 0, "denied, told as a fact": 0, "must not": 0})
    for one in counts:
        gates.update(one.gates)
    return Evaluation(
        articles=len(pairs),
        missing=tuple(article.file for article in missing),
        figures=tuple(_figure(name, counts) for name in names),
        coreference=_coreference(pairs),
        gates=dict(gates),
        misses=tuple(miss for one in counts for miss in one.misses),
    )


def _figure(name: str, counts: Sequence[_Counts]) -> Figure:
    pairs = [(one.right[name], one.whole[name]) for one in counts]
    right, whole = sum(p[0] for p in pairs), sum(p[1] for p in pairs)
    chance = random.Random(name)
    rates = []
    for _ in range(DRAWS if len(pairs) > 1 else 0):
        drawn = chance.choices(pairs, k=len(pairs))
        if total := sum(p[1] for p in drawn):
            rates.append(sum(p[0] for p in drawn) / total)
    rates.sort()
    low, high = (
        (rates[int(0.025 * len(rates))], rates[min(len(rates) - 1, int(0.975 * len(rates)))])
        if rates
        else (None, None)
    )
    return Figure(name, right, whole, low, high)


def _count(made: Pair, entities: Mapping[str, Entity]) -> _Counts:
    counts = _Counts()
    used: set[str] = set()
    for claim in made.gold.claims:
        _recall(claim, made, entities, counts, used)
        _told_as_fact(claim, made, entities, counts)
    for found in made.claims:
        ends = [a.entity for a in (*found.subject, *found.object) if isinstance(a, EntityArg)]
        sides = bool(found.subject) and bool(found.object or len(found.subject) > 1)
        if found.relation and sides and ends and all(made.gold_of.get(e) for e in ends):
            counts.add("claims: precision, lower bound", found.id in used)
        counts.add("evidence is the text's own", found.evidence.text
                   == made.document.text[found.evidence.start : found.evidence.end])  # fmt: skip
    _must_not(made, entities, counts)
    for entity in made.gold.entities:
        for mention in entity.mentions:
            at = made.entity_at.get((mention.start, mention.end))
            counts.add(f"mentions found: {mention.kind}", at is not None)
            if at is not None:
                counts.add("mentions: type", entities[at].type == entity.type)
                right = entity.id in made.gold_of.get(at, ())
                counts.add(f"mentions linked: {mention.kind}", right)
    return counts


def _recall(
    claim: GoldClaim,
    made: Pair,
    entities: Mapping[str, Entity],
    counts: _Counts,
    used: set[str],
) -> None:
    alike = [c for c in made.claims if c.polarity is claim.polarity]
    typed = found_as(alike, claim, made, entities)
    open_ = typed or found_as(made.claims, claim, made, entities, typed=False)
    used.update(c.id for c in typed)
    known = claim.readings[0].relation is not None
    group = vocabulary().relations[claim.readings[0].relation].group if known else "open"  # type: ignore[index]
    counts.add("claims: recall, typed", bool(typed))
    counts.add("claims: recall, at all", bool(open_))
    for name in (claim.tier, f"group {group}", *(f"phenomenon {p}" for p in claim.phenomena)):
        counts.add(f"claims: recall, {name}", bool(typed))
    sentence = " ".join(made.gold.text[slice(*claim.evidence)].split())
    if not typed:
        kind = "untyped" if open_ else "missed"
        counts.misses.append(Miss(kind, made.gold.source, claim.id, sentence, _plain_words(claim)))
        return
    best = max(typed, key=lambda c: (_agreement(c, claim, made), c.id))
    for name, right in _attributes(best, claim, made).items():
        counts.add(f"attributes: {name}", right)
        if not right:
            miss = Miss(f"wrong {name}", made.gold.source, claim.id, sentence, best.id)
            counts.misses.append(miss)
    everything = all(_attributes(best, claim, made).values())
    counts.add("claims: typed and all attributes right", everything)


def _attributes(found: Claim, claim: GoldClaim, made: Pair) -> dict[str, bool]:
    last = found.attributed_to[-1:] if found.attributed_to else ()
    speaker = {g for id_ in last for g in made.gold_of.get(id_, ())}
    wanted = set(claim.speaker[-1:])
    right = bool(speaker & wanted) if wanted else not found.attributed_to
    result = {"modality": found.modality is claim.modality, "speaker": right}
    if claim.timed:
        time = found.time
        result["time"] = time is not None and (time.start, time.end) == (claim.start, claim.end)
    if claim.place:
        here = {g for id_ in found.place for g in made.gold_of.get(id_, ())}
        result["place"] = bool(here & set(claim.place))
    return result


def _agreement(found: Claim, claim: GoldClaim, made: Pair) -> int:
    return sum(_attributes(found, claim, made).values())


def _told_as_fact(
    claim: GoldClaim, made: Pair, entities: Mapping[str, Entity], counts: _Counts
) -> None:
    """What the gold gives to a speaker, denies or marks as not actual, told as a fact from that sentence."""
    if plain(claim) or claim.readings[0].relation is None:
        return
    for found in made.claims:
        if not own_voice(found) or not says(found, claim, made, entities):
            continue
        if any(plain(c) and says(found, c, made, entities) for c in made.gold.claims):
            continue
        denied = claim.polarity is Polarity.NEGATED
        gate = "denied, told as a fact" if denied else "told as a fact"
        counts.gates[gate] += 1
        sentence = " ".join(found.evidence.text.split())
        counts.misses.append(Miss(gate, made.gold.source, claim.id, sentence, found.id))


def _must_not(made: Pair, entities: Mapping[str, Entity], counts: _Counts) -> None:
    for found in made.claims:
        if not claim_passes(found, entities):
            continue
        for forbidden in made.gold.must_not:
            if (
                found.relation == forbidden.relation
                and _names(forbidden.subject, found.subject, made)
                and _names(forbidden.object, found.object, made)
            ):
                counts.gates["must not"] += 1
                sentence = " ".join(found.evidence.text.split())
                miss = Miss("must not", made.gold.source, forbidden.relation, sentence, found.id)
                counts.misses.append(miss)


def _names(wanted: str, args: Iterable[Any], made: Pair) -> bool:
    return any(isinstance(a, EntityArg) and wanted in made.gold_of.get(a.entity, ()) for a in args)


def _plain_words(claim: GoldClaim) -> str:
    reading = claim.readings[0]
    sides = [
        " and ".join(a.entity or a.literal or a.claim or str(a.value) for a in side)
        for side in (reading.subject, reading.object)
    ]
    return f"{sides[0]} | {reading.relation or 'open'} | {sides[1]}"


def _coreference(pairs: Sequence[Pair]) -> dict[str, float]:
    """MUC, B³, CEAF-e in articles, B³ over articles (by `same_as`), and the rate of wrong merges."""
    inside_gold: dict[Any, Any] = {}
    inside_got: dict[Any, Any] = {}
    over_gold: dict[Any, Any] = {}
    over_got: dict[Any, Any] = {}
    shared: dict[tuple[int, int, int], int] = defaultdict(int)
    for number, made in enumerate(pairs):
        for entity in made.gold.entities:
            for mention in entity.mentions:
                shared[number, mention.start, mention.end] += 1
        for entity in made.gold.entities:
            for mention in entity.mentions:
                key = (number, mention.start, mention.end)
                if shared[key] > 1:  # a joint mention belongs to no one cluster
                    continue
                at = made.entity_at.get((mention.start, mention.end))
                inside_gold[key] = (number, entity.id)
                inside_got[key] = (number, at) if at else key
                over_gold[key] = entity.same_as
                over_got[key] = at or key
    if not inside_gold:
        return {}
    measures = (("MUC", clusters.muc), ("B³", clusters.b_cubed), ("CEAF-e", clusters.ceaf_e))
    scored = {n: clusters.f1(*measure(inside_gold, inside_got)) for n, measure in measures}
    figures = {f"coreference: {name} F1": value for name, value in scored.items()}
    figures["coreference: mean of three"] = sum(scored.values()) / 3
    figures["identity over articles: B³ F1"] = clusters.f1(*clusters.b_cubed(over_gold, over_got))
    wrong, many = clusters.wrong_merges(over_gold, over_got)
    figures["entities that hold several"] = wrong / many if many else 0.0
    return figures
