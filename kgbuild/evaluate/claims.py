"""Which claim of the graph says what a claim of the gold says, and what it may not say."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.model import ClaimArg, EntityArg, LiteralArg, Modality, Polarity, ValueArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kgbuild.evaluate.gold import GoldArg, GoldClaim, Reading
    from kgbuild.evaluate.pairing import Pair
    from kgbuild.model import Arg, Claim, Entity

WORDS = 0.5
"""Token F1 from which two literals say the same."""
NEAR = 0.005
"""Relative difference up to which two figures are one (rounding)."""


def token_f1(one: str, two: str) -> float:
    """F1 of the words of two texts, without regard to case.

    >>> token_f1("the old port", "old port")
    0.8
    """
    a, b = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, two))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


def same_sentence(claim: Claim, gold: GoldClaim) -> bool:
    """Whether the two stand in one sentence: half of the shorter evidence is shared."""
    start, end = gold.evidence
    shared = min(end, claim.evidence.end) - max(start, claim.evidence.start)
    return shared * 2 > min(end - start, claim.evidence.end - claim.evidence.start)


def says(
    claim: Claim, gold: GoldClaim, pair: Pair, entities: Mapping[str, Entity], *, typed: bool = True
) -> bool:
    """Whether a claim has the gold's arguments, and (where `typed`) its relation, in one of its readings."""
    return same_sentence(claim, gold) and any(
        _reads(claim, reading, pair, entities, typed=typed) for reading in gold.readings
    )


def found_as(
    claims: Sequence[Claim],
    gold: GoldClaim,
    pair: Pair,
    entities: Mapping[str, Entity],
    *,
    typed: bool = True,
) -> list[Claim]:
    """The claims that say what the gold's says: each the whole, or all together one of each member of a list.

    "A and B resigned" is two claims in a graph (docs/data-model.md) and one with two subjects in the gold.
    """
    whole = [c for c in claims if says(c, gold, pair, entities, typed=typed)]
    if whole:
        return whole
    here = [c for c in claims if same_sentence(c, gold)]
    for parts in _members(gold):
        told = [[c for c in here if _reads(c, p, pair, entities, typed=typed)] for p in parts]
        if all(told):
            return [c for each in told for c in each]
    return []


def _members(gold: GoldClaim) -> Iterator[list[Reading]]:
    """For each reading with a list on a side, what it says of each member; what is done together has no parts."""
    for reading in gold.readings:
        row = vocabulary().relations.get(reading.relation or "")
        together = row is not None and row.symmetric and not reading.object
        if together or max(len(reading.subject), len(reading.object)) < 2:
            continue
        targets: list[tuple[GoldArg, ...]] = [(o,) for o in reading.object] or [()]
        yield [
            replace(reading, subject=(s,), object=target)
            for s in reading.subject
            for target in targets
        ]


def _reads(
    claim: Claim, reading: Reading, pair: Pair, entities: Mapping[str, Entity], *, typed: bool
) -> bool:
    if typed and claim.relation != reading.relation:
        return False

    def fits(subject: Sequence[Arg], object_: Sequence[Arg]) -> bool:
        return _all(reading.subject, subject, pair, entities) and _all(
            reading.object, object_, pair, entities
        )

    if fits(claim.subject, claim.object):
        return True
    row = vocabulary().relations.get(reading.relation or "")
    if row is None or not row.symmetric:
        return False
    joint = (*claim.subject, *claim.object)
    return fits(claim.object, claim.subject) or _all(
        (*reading.subject, *reading.object), joint, pair, entities
    )


def _all(
    wanted: Sequence[GoldArg], got: Sequence[Arg], pair: Pair, entities: Mapping[str, Entity]
) -> bool:
    """Every wanted argument is there, and no entity of the gold that is not wanted stands beside them."""
    if not all(any(_is(want, arg, pair, entities) for arg in got) for want in wanted):
        return False
    named = {want.entity for want in wanted if want.entity}
    return not named or all(
        not isinstance(arg, EntityArg)
        or not pair.gold_of.get(arg.entity)
        or pair.gold_of[arg.entity] & named
        for arg in got
    )


def _is(want: GoldArg, arg: Arg, pair: Pair, entities: Mapping[str, Entity]) -> bool:
    if want.claim is not None:
        return isinstance(arg, ClaimArg | LiteralArg)
    if want.value is not None:
        return (
            isinstance(arg, ValueArg)
            and abs(arg.value - want.value) <= NEAR * max(1.0, abs(want.value))
            and (not want.unit or token_f1(want.unit, arg.unit) > 0 or want.unit == arg.unit)
        )
    words = _words(arg, entities)
    if want.entity is not None:
        if isinstance(arg, EntityArg) and want.entity in pair.gold_of.get(arg.entity, ()):
            return True
        names = {e.name for e in pair.gold.entities if e.id == want.entity}
        # A topic may rightly stay words: the same words answer for it, never another entity.
        return isinstance(arg, LiteralArg) and any(token_f1(n, words) >= 0.7 for n in names)
    return token_f1(want.literal or "", words) >= WORDS


def _words(arg: Arg, entities: Mapping[str, Entity]) -> str:
    if isinstance(arg, LiteralArg):
        return arg.literal
    if isinstance(arg, ValueArg):
        return arg.text
    if isinstance(arg, EntityArg) and arg.entity in entities:
        return entities[arg.entity].name
    return ""


def own_voice(claim: Claim) -> bool:
    """Told by the article itself as having happened: what may become a plain edge."""
    return (
        not claim.attributed_to
        and claim.polarity is Polarity.ASSERTED
        and claim.modality is Modality.ACTUAL
        and not claim.hedge
    )


def plain(gold: GoldClaim) -> bool:
    """Whether the gold tells a claim in the article's own voice as having happened."""
    return (
        not gold.speaker and gold.polarity is Polarity.ASSERTED and gold.modality is Modality.ACTUAL
    )
