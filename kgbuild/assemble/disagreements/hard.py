"""Differences that cannot both hold: place, time, figure, rank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.difference import Difference, source_of, when_of
from kgbuild.assemble.geography import disjoint
from kgbuild.assemble.intervals import apart, interval, tolerance
from kgbuild.model import ConflictKind, LiteralArg
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.assemble.context import Context
    from kgbuild.model import Claim

# How strongly a rank or a degree is put, weakest first; words of one row say the same.
RANKS: tuple[tuple[str, ...], ...] = (
    ("deputy", "vice", "junior", "assistant", "low-level"),
    ("",),
    ("senior", "high-ranking", "leading"),
    ("top", "chief", "highest", "head", "number one"),
)

FIGURES = (
    "number", "deaths", "injured", "amount", "price", "percentage", "age", "size", "value", "count",
)  # fmt: skip

# A figure behind these is no more than a bound, or near enough.
OPEN_FIGURE = re.compile(
    r"\b(?:over|more than|at least|up to|as many as|fewer than|less than|dozens|scores|hundreds|thousands)\b"
)
ROUGH = re.compile(r"\b(?:about|around|nearly|almost|some|approximately|roughly|estimated)\b")
# Times by which two rough figures must differ to contradict each other.
FAR = 1.5
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


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
                    f"placed in {_places(one, context)} by {source_of(one, context)}, "
                    f"in {_places(two, context)} by {source_of(two, context)}"
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
                sides = (f"{when_of(c)} by {source_of(c, context)}" for c in (left, right))
                detail = ", ".join(sides)
                return Difference(ConflictKind.CONFLICT, "time", (left.id, right.id), detail)
    return None


def figure(claims: Sequence[Claim], context: Context) -> Difference | None:
    """Two figures for one measure; rough ones only where they lie far apart."""
    for name in FIGURES:
        # "Thirteen, two of them drivers": the whole is the largest figure that an article gives.
        most: dict[str, tuple[float, bool, Claim]] = {}
        for claim in claims:
            found = _figure(claim, name)
            if found is not None and found[0] > most.get(claim.document, (-1.0,))[0]:
                most[claim.document] = (*found, claim)
        told = [most[d] for d in sorted(most)]
        for i, (left, rough, one) in enumerate(told):
            for right, rough_too, two in told[i + 1 :]:
                far = max(left, right) > FAR * min(left, right)
                if left != right and (far or not (rough or rough_too)):
                    detail = (
                        f"{name}: {left:g} by {source_of(one, context)}, "
                        f"{right:g} by {source_of(two, context)}"
                    )
                    sides = tuple(c.id for _, _, c in told)
                    return Difference(ConflictKind.CONFLICT, "number", sides, detail)
    return None


def _figure(claim: Claim, name: str) -> tuple[float, bool] | None:
    """The figure and whether it is rough; None for one that only bounds ("at least ten")."""
    told = claim.qualifiers.get(name)
    if told is None:
        return None
    words = f"{told} {claim.hedge or ''} {claim.evidence.text}".casefold()
    if isinstance(told, str):
        found = NUMBER.search(told)
        if found is None:
            return None
        value = float(found.group().replace(",", ""))
    else:
        value = float(told)
    return None if OPEN_FIGURE.search(words) else (value, bool(ROUGH.search(words)))


def rank(claims: Sequence[Claim], context: Context) -> Difference | None:
    """One person at two ranks of one body at one time."""
    if not vocabulary().has(claims[0].relation, "ranked"):
        return None
    told = [(r, c) for c in claims if (r := _rank(c, context)) is not None]
    for i, (left, one) in enumerate(told):
        for right, two in told[i + 1 :]:
            if one.document != two.document and abs(left - right) >= 2:
                detail = (
                    f"{_role(one, context)!r} in {source_of(one, context)}, "
                    f"{_role(two, context)!r} in {source_of(two, context)}"
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
