"""Differences of telling: strength, certainty, wording, grain."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.difference import Difference, differ
from kgbuild.assemble.joining.keys import BY_WORDS
from kgbuild.assemble.joining.kindred import family_of
from kgbuild.assemble.joining.quotations import quotations
from kgbuild.assemble.words import content, normal, same_quotation, telling
from kgbuild.model import ConflictKind, EntityArg, LiteralArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.model import Arg, Claim

DEGREES = re.compile(
    r"\b(?P<some>one of (?:the|its|his|her|their|our)(?: (?:main|top|key|highest|chief|biggest))?)|"
    r"\b(?P<top>(?:a|the|its|his|her|their|our|as an?) "
    r"(?:top|unconditional|absolute|highest|first|number one))\b"
)

SHADES = re.compile(
    r"\b(specifically|explicitly|directly|openly|publicly|expressly|fully|partly|partially|largely|"
    r"completely|entirely|strongly|immediately|formally|officially)\b"
)

NEAR = 40


FOR = re.compile(r"\bfor ([^.;,]{8,120})")

TRAILING = " ,.;"


def strength(claims: Sequence[Claim], context: Context) -> Difference | None:
    """The same, put more or less strongly: "did not mention" and "did not specifically mention"."""
    told = [(_shade(c), _degree(c), c) for c in claims]
    for i, (shade, degree, one) in enumerate(told):
        for other_shade, other_degree, two in told[i + 1 :]:
            if one.document == two.document:
                continue
            negated = one.polarity == "negated"
            if shade != other_shade and negated:
                words = (shade or "not", other_shade or "not")
                return differ(ConflictKind.STRENGTH, "negation", one, two, words, context)
            if degree and other_degree and degree[0] != other_degree[0]:
                words = (degree[1], other_degree[1])
                return differ(ConflictKind.STRENGTH, "rank", one, two, words, context)
    return None


def _shade(claim: Claim) -> str:
    """The adverb that narrows the predicate: from the qualifier, else from the words beside it."""
    told = claim.qualifiers.get("manner")
    around = str(told) if told else _beside(claim)
    found = SHADES.search(around.casefold())
    return found.group() if found else ""


def _beside(claim: Claim) -> str:
    start, end = (p - claim.evidence.start for p in claim.span)
    return claim.evidence.text[max(0, start - NEAR // 2) : max(0, end + NEAR // 2)]


def _degree(claim: Claim) -> tuple[str, str] | None:
    if claim.relation not in ("PRIORITIZED", "DESCRIBED_AS"):
        return None
    for text in (str(claim.qualifiers.get("rank", "")), claim.predicate, claim.evidence.text):
        found = DEGREES.search(text.casefold())
        if found:
            return ("some" if found.group("some") else "top"), found.group()
    return None


def certainty(claims: Sequence[Claim], context: Context) -> Difference | None:
    """Stated flatly here, hedged or passed on from a speaker there."""
    flat = [c for c in claims if c.hedge is None]
    hedged = [c for c in claims if c.hedge is not None]
    for one in hedged:
        for two in flat:
            if one.document != two.document and _voice(one) == _voice(two):
                words = (one.hedge or "", "stated flatly")
                return differ(ConflictKind.CERTAINTY, "hedge", one, two, words, context)
    relation = vocabulary().relations.get(claims[0].relation or "")
    if relation is not None and relation.group == "role":
        return None  # a title inside somebody's words is no less sure
    narrated = [c for c in claims if not c.attributed_to]
    voiced = [c for c in claims if c.attributed_to]
    for one in voiced:
        for two in narrated:
            if one.document != two.document and one.relation == two.relation:
                speaker = context.name(one.attributed_to[-1])
                words = (f"according to {speaker}", "in the article's own voice")
                return differ(ConflictKind.CERTAINTY, "source", one, two, words, context)
    return None


def _voice(claim: Claim) -> bool:
    return bool(claim.attributed_to)


def quoted(claims: Sequence[Claim], context: Context) -> Difference | None:
    """One utterance quoted in two wordings, as two translations give it."""
    told = [(q, c) for c in claims for q in _quoted(c, context)]
    for i, (left, one) in enumerate(told):
        for right, two in told[i + 1 :]:
            if one.document == two.document or normal(left) == normal(right):
                continue
            if same_quotation(content(left), content(right)) and content(left) != content(right):
                words = (f"“{left.strip(TRAILING)}”", f"“{right.strip(TRAILING)}”")
                return differ(ConflictKind.WORDING, "quote", one, two, words, context)
    return None


def _quoted(claim: Claim, context: Context) -> list[str]:
    """The quotations of the claim's sentence that touch what the claim says."""
    if not claim.quoted:
        return []
    if claim.relation == "STATED":
        return [context.words(o) for o in claim.object if isinstance(o, LiteralArg)]
    inside = quotations(_Slice(claim.document, claim.evidence.text))  # type: ignore[arg-type]
    return [q.text for q in inside if len(telling(q.words)) >= 3]


def reason(claims: Sequence[Claim], context: Context) -> Difference | None:
    """The reason or the content in other words, the rest being the same."""
    for name in ("reason", "content"):
        told = [(text, c) for c in claims if (text := _matter(c, name))]
        for i, (left, one) in enumerate(told):
            for right, two in told[i + 1 :]:
                if one.document == two.document or one.relation != two.relation:
                    continue
                here, there = content(left), content(right)
                if here != there and telling(here & there):
                    words = (f"“{left}”", f"“{right}”")
                    return differ(ConflictKind.WORDING, "object", one, two, words, context)
    return None


def _matter(claim: Claim, name: str) -> str:
    """The qualifier, or the sentence's own "for …" after a word of praise or blame."""
    told = claim.qualifiers.get(name)
    if told or name != "reason" or not vocabulary().has(claim.relation, "judging"):
        return str(told or "")
    after = claim.evidence.text[max(0, claim.span[1] - claim.evidence.start) :]
    found = FOR.search(after)
    return found.group(1).strip() if found else ""


def told_by(claims: Sequence[Claim], context: Context) -> Difference | None:
    """The subject told more or less closely: a leader, or the state that the leader speaks for."""
    return _grain(claims, context, "subject", _subjects)


def told_of(claims: Sequence[Claim], context: Context) -> Difference | None:
    """The object told more or less closely: a war or its acts, a part or the whole."""
    return _grain(claims, context, "object", _objects)


def _grain(
    claims: Sequence[Claim],
    context: Context,
    field: str,
    args: Callable[[Claim], tuple[Arg, ...]],
) -> Difference | None:
    for i, one in enumerate(claims):
        for two in claims[i + 1 :]:
            if one.document == two.document or not _kin(one, two):
                continue
            words = _coarser(args(one), args(two), one, two, context)
            if words is not None:
                return differ(ConflictKind.GRANULARITY, field, one, two, words, context)
    return None


def _kin(one: Claim, two: Claim) -> bool:
    left, right = family_of(one), family_of(two)
    if left is None or right is None:
        return one.relation == two.relation
    return left.family == right.family


def _subjects(claim: Claim) -> tuple[Arg, ...]:
    return claim.subject


def _objects(claim: Claim) -> tuple[Arg, ...]:
    return claim.object


def _coarser(
    left: tuple[Arg, ...], right: tuple[Arg, ...], one: Claim, two: Claim, context: Context
) -> tuple[str, str] | None:
    if len(left) != 1 or len(right) != 1:
        return None
    here, there = left[0], right[0]
    if isinstance(here, EntityArg) and isinstance(there, EntityArg):
        if here.entity == there.entity:
            if context.type_of(here.entity) not in ("Event", "Topic"):
                return None
            # One event under two descriptions, each with words that the other lacks.
            words = context.surface(one, here), context.surface(two, there)
            a, b = content(words[0]), content(words[1])
            return words if len(a - b) >= 1 and len(b - a) >= 1 and len(a | b) >= 3 else None
        leader = context.voice_of(here.entity) == context.voice_of(there.entity)
        same_state = context.actor(here.entity) == context.actor(there.entity)
        if leader and not same_state:
            return context.name(here.entity), context.name(there.entity)
        if same_state:
            return None
    relation = vocabulary().relations.get(one.relation or "")
    if relation is None or relation.group not in BY_WORDS:
        return None
    a, b = context.content(here), context.content(there)
    described = context.descriptive(here) and context.descriptive(there)
    if described and a != b and telling(a & b) and one.relation != "STATED":
        return context.words(here), context.words(there)
    return None


@dataclass(frozen=True, slots=True)
class _Slice:
    id: str
    text: str
