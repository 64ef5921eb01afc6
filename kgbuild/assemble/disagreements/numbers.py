"""One measure of one thing with several figures: prices, shares and tolls compared across wordings and relations.

A price is compared where the same named bodies stand in both sentences, or all of the one among those of the
other; a toll where the same kind of event strikes the same place in articles of the same days. Figures that cannot
both hold are a conflict (a toll that a later article gives higher has changed); figures of which one only bounds the
other are of another grain.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.difference import source_of
from kgbuild.assemble.disagreements.objections import Rule
from kgbuild.disjoint import Disjoint
from kgbuild.english import table
from kgbuild.model import UNSPECIFIED, ConflictKind, EntityArg, Modality, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.disagreements.objections import Objections
    from kgbuild.model import Claim

# Measures that are told by several names.
FAMILIES = {
    "cost": "price", "amount": "price", "pay": "price", "investment": "price", "contract": "price",
    "percentage": "share",
}  # fmt: skip
# Counted in an event that has a place and days of its own.
TOLLS = frozenset({"deaths", "injured", "missing", "displaced", "arrested", "hostages", "crowd"})
# Compared between named bodies; other measures (rates, budgets) need a year to be one, which is seldom told.
BETWEEN = frozenset(
    {"price", "share", "fine", "loan", "aid", "ransom", "debt", "votes", "vote", "jobs"}
)
UNITS = {"dollar": "USD", "pound": "GBP"}
DAYS = {"toll": 10, "between": 45}
# By how much each way of telling a figure may be off; the bounds of intervals.
ROUGH = {"about": (0.9, 1.1), "nearly": (0.9, 1.0)}
OPEN = {
    "at least": (1.0, None),
    "more than": (1.0, None),
    "up to": (0.0, 1.0),
    "less than": (0.0, 1.0),
}
LOOK = 40
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one claim tells it; `names` are the names in its sentence but countries', `events` kinds of event."""

    claim: Claim
    family: str
    unit: str
    low: float
    high: float | None
    value: float
    names: frozenset[str]
    places: frozenset[str]
    events: frozenset[str]
    day: date | None

    def blocks(self) -> list[tuple[str, str, str]]:
        """What it shares with the figures that it is compared with: measure, unit, and a place or name."""
        names = self.places if self.family in TOLLS else self.names
        return [(self.family, self.unit, name) for name in sorted(names)]

    def words(self, context: Context) -> str:
        """The figure with its bound and unit, and who tells it."""
        bound = str(self.claim.qualifiers.get("bound", ""))
        upper = self.claim.qualifiers.get("upper")
        shown = f"{self.value:,.10g}" + (f" to {float(upper):,.10g}" if upper is not None else "")
        parts = [bound if bound != "between" else "", shown, self.unit]
        return " ".join(p for p in parts if p) + f" ({source_of(self.claim, context)})"


@cache
def _events() -> Mapping[str, str]:
    words = table("disasters")
    return {word: name for name in words for word in words[name]}


def numbers(
    claims: Iterable[Claim],
    context: Context,
    fact_of: Mapping[str, str],
    found: Objections,
    seen: Iterable[Iterable[str]],
) -> None:
    """Conflicts between figures of one measure; `seen` are the claims of those already found inside a fact."""
    judge(compared(figures(claims, context)), context, fact_of, found, seen)


def judge(
    groups: Iterable[Sequence[Told]],
    context: Context,
    fact_of: Mapping[str, str],
    found: Objections,
    seen: Iterable[Iterable[str]],
) -> None:
    """Conflicts inside groups of figures that are compared."""
    known = {frozenset(ids) for ids in seen}
    for group in groups:
        if len({t.claim.document for t in group}) < 2:
            continue
        members = _main(group)
        if len({fact_of[t.claim.id] for t in members}) == 1:
            ids = frozenset(t.claim.id for t in members)
            if any(ids <= one or one <= ids for one in known):
                continue
        kind = _kind(members)
        if kind is None:
            continue
        involved = sorted({t.claim.id for t in members})
        detail = f"{members[0].family}: " + ", ".join(t.words(context) for t in members)
        facts = [fact_of[i] for i in involved]
        against = involved if kind is ConflictKind.CONFLICT else ()
        where = Rule.NUMBERS, involved[0]
        found.add(where, kind, "number", involved, facts, detail, disputed=against)


def figures(claims: Iterable[Claim], context: Context) -> list[Told]:
    """All figures that can be compared: one for each sentence, measure and value."""
    claims = list(claims)
    sentences: dict[tuple[str, int], set[str]] = defaultdict(set)
    for claim in claims:
        sentences[claim.document, claim.evidence.start].update(_named(claim, context))
    found: dict[tuple[object, ...], Told] = {}
    for claim in sorted(claims, key=lambda c: (c.document, c.evidence.start, c.id)):
        one = _figure(claim, sentences[claim.document, claim.evidence.start], context)
        if one is not None:
            found.setdefault((claim.document, claim.evidence.start, one.family, one.value), one)
    return list(found.values())


def _named(claim: Claim, context: Context) -> set[str]:
    """The entities with a name in a claim, its speakers left out."""
    args = [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]
    names = {*args, *claim.place, *claim.about} - set(claim.attributed_to)
    return {
        context.actor(name)
        for name in names
        if (entity := context.entities.get(name)) is not None
        and entity.attributes.get("named") != "no"
        and entity.name != UNSPECIFIED
        and entity.type not in ("Topic", "Position", "Document", "Group", "Thing")
    }


def _figure(claim: Claim, names: set[str], context: Context) -> Told | None:
    measure, value = claim.qualifiers.get("measure"), claim.qualifiers.get("figure")
    if not isinstance(measure, str) or not isinstance(value, float):
        return None
    if claim.polarity is not Polarity.ASSERTED or (
        claim.modality is not Modality.ACTUAL and not _asked(claim)
    ):
        return None
    family = FAMILIES.get(measure, measure)
    if family not in TOLLS and family not in BETWEEN:
        return None
    unit = str(claim.qualifiers.get("unit", ""))
    unit = "" if family in TOLLS else UNITS.get(unit, unit)
    upper = claim.qualifiers.get("upper")
    bound = str(claim.qualifiers.get("bound", ""))
    low, high = _interval(value, bound, float(upper) if upper is not None else None)
    places = {n for n in names if context.is_a(n, "Place")}
    # By name: a body that one article takes for a town is the same body all the same.
    parties = {context.name(n).casefold() for n in names if context.type_of(n) != "Country"}
    words = {w.casefold() for w in _WORD.findall(claim.evidence.text)}
    document = context.documents.get(claim.document)
    return Told(
        claim, family, unit, low, high, value, frozenset(parties), frozenset(places),
        frozenset(_events()[w] for w in words if w in _events()), document.published if document else None,
    )  # fmt: skip


def _asked(claim: Claim) -> bool:
    """A price or a share may be planned and is the same price when it is paid."""
    return claim.modality in (Modality.PLANNED, Modality.EXPECTED)


def _interval(value: float, bound: str, upper: float | None) -> tuple[float, float | None]:
    """What the figure may be, as it is told: half a unit of its last digit either way where it is plain."""
    if upper is not None:
        return value, upper
    if bound in OPEN:
        low, high = OPEN[bound]
        return value * low, value * high if high is not None else None
    if bound in ROUGH:
        low, top = ROUGH[bound]
        return value * low, value * top
    return value, value


def compared(told: Sequence[Told]) -> list[list[Told]]:
    """Groups of figures of one measure of one thing."""
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        for block in one.blocks():
            blocks[block].append(i)
    sets = Disjoint[int]()
    for members in blocks.values():
        for at, i in enumerate(members):
            for j in members[at + 1 : at + 1 + LOOK]:
                if told[i].claim.document != told[j].claim.document and _one(told[i], told[j]):
                    sets.join(i, j)
    return [[told[i] for i in group] for group in sets.groups(range(len(told)))]


def _main(group: Sequence[Told]) -> list[Told]:
    """One figure for each document: the largest, "thirteen, two of them drivers" being thirteen."""
    most: dict[str, Told] = {}
    for one in group:
        known = most.get(one.claim.document)
        if known is None or one.value > known.value:
            most[one.claim.document] = one
    return sorted(most.values(), key=lambda t: (t.value, t.claim.document))


def _one(left: Told, right: Told) -> bool:
    """Whether two figures may be of one thing."""
    toll = left.family in TOLLS
    if (
        left.day
        and right.day
        and abs(left.day - right.day) > timedelta(DAYS["toll" if toll else "between"])
    ):
        return False
    if toll:
        return bool(left.events & right.events) and bool(left.places & right.places)
    shared = left.names & right.names
    if not shared or not (left.names <= right.names or right.names <= left.names):
        return False
    return len(shared) >= 2 or left.family == "price"


def _kind(members: Sequence[Told]) -> ConflictKind | None:
    """Conflict, change or another grain; None where all agree."""
    if len({t.value for t in members}) < 2:
        return None
    apart = [(a, b) for i, a in enumerate(members) for b in members[i + 1 :] if _apart(a, b)]
    if not apart:
        bounded = any(t.claim.qualifiers.get("bound") for t in members)
        return ConflictKind.GRANULARITY if bounded else None
    grows = all(a.day and b.day and a.day < b.day for a, b in apart)
    return ConflictKind.CHANGE if grows and members[0].family in TOLLS else ConflictKind.CONFLICT


def _apart(left: Told, right: Told) -> bool:
    below = left.high is not None and left.high < right.low
    above = right.high is not None and right.high < left.low
    if not (below or above):
        return False
    if not left.claim.qualifiers.get("bound") and not right.claim.qualifiers.get("bound"):
        return not _rounded(left.value, right.value)
    return True


def _rounded(left: float, right: float) -> bool:
    """Whether one figure is the other with fewer digits: 2.4 billion and 2,412,000,000."""
    small, large = sorted(
        (left, right), key=lambda v: len(f"{v:.12g}".rstrip("0").replace(".", ""))
    )
    digits = len(f"{small:.12g}".replace(".", "").strip("0"))
    return digits >= 2 and float(f"{large:.{digits}g}") == small
