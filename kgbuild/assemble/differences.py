"""How reports of one fact differ: place, time, figure, rank, hedge, voice, wording, grain.

Each rule is a function (claims of one fact, context) -> Difference or None. `DIFFERENCES` lists them in
the order of their weight. They compare documents: an article is not set against itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.assemble.geography import disjoint
from kgbuild.assemble.intervals import apart, interval, tolerance
from kgbuild.assemble.keys import BY_WORDS
from kgbuild.assemble.kindred import family_of
from kgbuild.assemble.quotations import quotations
from kgbuild.assemble.words import content, normal, same_quotation, telling
from kgbuild.model import ConflictKind, EntityArg, LiteralArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.model import Arg, Claim


@dataclass(frozen=True, slots=True)
class Difference:
    """A conflict in the making."""

    kind: ConflictKind
    field: str
    claims: tuple[str, ...]
    detail: str


Rule = Callable[["Sequence[Claim]", "Context"], Difference | None]

# How strongly a rank or a degree is put, weakest first; words of one row say the same.
RANKS: tuple[tuple[str, ...], ...] = (
    ("deputy", "vice", "junior", "assistant", "low-level"),
    ("",),
    ("senior", "high-ranking", "leading"),
    ("top", "chief", "highest", "head", "number one"),
)
DEGREES = re.compile(
    r"\b(?P<some>one of (?:the|its|his|her|their|our)(?: (?:main|top|key|highest|chief|biggest))?)|"
    r"\b(?P<top>(?:a|the|its|his|her|their|our|as an?) "
    r"(?:top|unconditional|absolute|highest|first|number one))\b"
)
SHADES = re.compile(
    r"\b(specifically|explicitly|directly|openly|publicly|expressly|fully|partly|partially|largely|"
    r"completely|entirely|strongly|immediately|formally|officially)\b"
)
FIGURES = (
    "number", "deaths", "injured", "amount", "price", "percentage", "age", "size", "value", "count",
)  # fmt: skip
LOOSE = re.compile(
    r"\b(?:about|around|nearly|almost|some|over|more than|at least|up to|approximately|roughly|"
    r"as many as|fewer than|less than|dozens|scores|hundreds|thousands)\b"
)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
NEAR = 40
JUDGING = frozenset({"PRAISED", "CRITICIZED", "ACCUSED", "PENALIZED", "CONVICTED"})
FOR = re.compile(r"\bfor ([^.;,]{8,120})")
TRAILING = " ,.;"


def place(claims: Sequence[Claim], context: Context) -> Difference | None:
    """One event in two places that cannot both hold it."""
    relation = vocabulary().relations.get(claims[0].relation or "")
    if relation is None or not relation.is_event or relation.group in ("speech", "stance"):
        return None
    told = [c for c in claims if c.place]
    for i, one in enumerate(told):
        for two in told[i + 1 :]:
            apart_ = all(disjoint(p, q, context) for p in one.place for q in two.place)
            if one.document != two.document and apart_:
                detail = (
                    f"placed in {_places(one, context)} by {_source(one, context)}, "
                    f"in {_places(two, context)} by {_source(two, context)}"
                )
                sides = [c.id for c in told if c.place in (one.place, two.place)]
                return Difference(ConflictKind.CONFLICT, "place", tuple(sides), detail)
    return None


def _places(claim: Claim, context: Context) -> str:
    return " and ".join(context.name(p) for p in claim.place)


def time(claims: Sequence[Claim], context: Context) -> Difference | None:
    """One event at two times: told apart only where a cluster holds spans that do not meet."""
    dated = [c for c in claims if interval(c.time).bounded]
    for i, left in enumerate(dated):
        for right in dated[i + 1 :]:
            slack = tolerance(left.time, right.time)
            if left.document != right.document and apart(
                interval(left.time), interval(right.time), slack
            ):
                detail = f"{_when(left)} by {_source(left, context)}, {_when(right)} by {_source(right, context)}"
                return Difference(ConflictKind.CONFLICT, "time", (left.id, right.id), detail)
    return None


def figure(claims: Sequence[Claim], context: Context) -> Difference | None:
    """Two figures for one measure, neither given as rough."""
    for name in FIGURES:
        # "Thirteen, two of them drivers": the whole is the largest figure that an article gives.
        most: dict[str, tuple[float, Claim]] = {}
        for claim in claims:
            value = _figure(claim, name)
            if value is not None and value > most.get(claim.document, (-1.0, claim))[0]:
                most[claim.document] = (value, claim)
        told = [most[d] for d in sorted(most)]
        for i, (left, one) in enumerate(told):
            for right, two in told[i + 1 :]:
                if left != right and one.document != two.document:
                    detail = (
                        f"{name}: {left:g} by {_source(one, context)}, "
                        f"{right:g} by {_source(two, context)}"
                    )
                    sides = tuple(c.id for v, c in told if v in (left, right))
                    return Difference(ConflictKind.CONFLICT, "number", sides, detail)
    return None


def _figure(claim: Claim, name: str) -> float | None:
    told = claim.qualifiers.get(name)
    if told is None:
        return None
    if isinstance(told, int | float):
        return float(told)
    found = NUMBER.search(told)
    if found is None or LOOSE.search(told.casefold()):
        return None
    if LOOSE.search(claim.evidence.text.casefold()) and name in ("number", "deaths", "injured"):
        return None
    return float(found.group().replace(",", ""))


def rank(claims: Sequence[Claim], context: Context) -> Difference | None:
    """One person at two ranks of one body at one time."""
    if claims[0].relation not in ("MEMBER_OF", "EMPLOYED_BY", "HOLDS_POSITION"):
        return None
    told = [(r, c) for c in claims if (r := _rank(c, context)) is not None]
    for i, (left, one) in enumerate(told):
        for right, two in told[i + 1 :]:
            if one.document != two.document and abs(left - right) >= 2:
                detail = (
                    f"{_role(one, context)!r} in {_source(one, context)}, "
                    f"{_role(two, context)!r} in {_source(two, context)}"
                )
                sides = tuple(c.id for _, c in told)
                return Difference(ConflictKind.CONFLICT, "role", sides, detail)
    return None


def _role(claim: Claim, context: Context) -> str:
    """The role's words, with a rank word that stands right before the predicate's own."""
    told = claim.qualifiers.get("role")
    words = [context.words(o) for o in claim.object if isinstance(o, LiteralArg)]
    role = told if isinstance(told, str) and told else words[0] if words else claim.predicate
    before = claim.evidence.text[: max(0, claim.span[0] - claim.evidence.start)].split()
    if before and any(before[-1].casefold() in rank for rank in RANKS) and before[-1] not in role:
        role = f"{before[-1]} {role}"
    return role.casefold()


def _rank(claim: Claim, context: Context) -> int | None:
    role = _role(claim, context)
    if not re.search(
        r"\b(?:official|member|officer|leader|figure|adviser|commander|diplomat|aide)\b", role
    ):
        return None
    for index, words in enumerate(RANKS):
        if any(w and re.search(rf"\b{w}\b", role) for w in words):
            return index
    return 1


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
                return _difference(ConflictKind.STRENGTH, "negation", one, two, words, context)
            if degree and other_degree and degree[0] != other_degree[0]:
                words = (degree[1], other_degree[1])
                return _difference(ConflictKind.STRENGTH, "rank", one, two, words, context)
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
                return _difference(ConflictKind.CERTAINTY, "hedge", one, two, words, context)
    narrated = [c for c in claims if not c.attributed_to]
    voiced = [c for c in claims if c.attributed_to]
    for one in voiced:
        for two in narrated:
            if one.document != two.document and one.relation == two.relation:
                speaker = context.name(one.attributed_to[-1])
                words = (f"according to {speaker}", "in the article's own voice")
                return _difference(ConflictKind.CERTAINTY, "source", one, two, words, context)
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
                return _difference(ConflictKind.WORDING, "quote", one, two, words, context)
    return None


def _quoted(claim: Claim, context: Context) -> list[str]:
    """The quotations of the claim's sentence that touch what the claim says."""
    document = context.documents.get(claim.document)
    if document is None or not claim.quoted:
        return []
    start, end = claim.evidence.start, claim.evidence.end
    if claim.relation == "STATED":
        return [context.words(o) for o in claim.object if isinstance(o, LiteralArg)]
    text = document.text[start:end]
    inside = quotations(_Slice(claim.document, text))  # type: ignore[arg-type]
    return [q.text for q in inside if len(telling(q.words)) >= 3]


@dataclass(frozen=True, slots=True)
class _Slice:
    id: str
    text: str


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
                    return _difference(ConflictKind.WORDING, "object", one, two, words, context)
    return None


def _matter(claim: Claim, name: str) -> str:
    """The qualifier, or the sentence's own "for …" after a word of praise or blame."""
    told = claim.qualifiers.get(name)
    if told or name != "reason" or claim.relation not in JUDGING:
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
                return _difference(ConflictKind.GRANULARITY, field, one, two, words, context)
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


DIFFERENCES: tuple[Rule, ...] = (
    place,
    time,
    figure,
    rank,
    strength,
    told_by,
    certainty,
    quoted,
    told_of,
    reason,
)
# All of these are told; of the softer rules only the first that finds something.
HARD: tuple[Rule, ...] = (place, time, figure, rank)
MANY = 48


def differences(claims: Sequence[Claim], context: Context) -> list[Difference]:
    """All hard conflicts of a fact, and the first of the softer differences."""
    if len({c.document for c in claims}) < 2:
        return []
    ordered = _few(sorted(claims, key=lambda c: (c.document, c.evidence.start, c.id)))
    found: list[Difference] = []
    for rule in DIFFERENCES:
        if found and rule not in HARD:
            break
        difference = rule(ordered, context)
        if difference is not None:
            found.append(difference)
    return found


def _few(ordered: list[Claim]) -> list[Claim]:
    """At most a few claims a document, and a few dozen in all: every pair is looked at."""
    kept: list[Claim] = []
    taken: dict[str, int] = {}
    for claim in ordered:
        taken[claim.document] = taken.get(claim.document, 0) + 1
        if taken[claim.document] <= 4 and len(kept) < MANY:
            kept.append(claim)
    return kept


def _difference(
    kind: ConflictKind,
    field: str,
    one: Claim,
    two: Claim,
    words: tuple[str, str],
    context: Context,
) -> Difference:
    detail = f"{words[0]} ({_source(one, context)}), {words[1]} ({_source(two, context)})"
    return Difference(kind, field, (one.id, two.id), detail)


def _source(claim: Claim, context: Context) -> str:
    document = context.documents.get(claim.document)
    if document is None:
        return claim.document
    return document.publisher or document.source or document.id


def _when(claim: Claim) -> str:
    own = interval(claim.time)
    return str(own.start) if own.start == own.end else f"{own.start} to {own.end}"
