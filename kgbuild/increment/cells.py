"""The cells of a claim: what it shares with every claim that may matter to it.

A cell is a number: what is shared, hashed, with its kind in the last four bits. Cells may hold claims that do
not matter after all; they never lack one that does.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from kgbuild.assemble.disagreements.numbers import figures
from kgbuild.assemble.intervals import interval
from kgbuild.assemble.joining.clusters import inner_claims
from kgbuild.ledger.index import number_of
from kgbuild.model import EntityArg, Modality, Polarity
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.joining.coarse import Coarse
    from kgbuild.model import Claim


class Kind(IntEnum):
    """What the claims of a cell share."""

    BLOCK = 0
    """They may be one fact."""
    POLAR = 1
    """They may say that it is so, and that it is not so."""
    NEGATED = 2
    """As POLAR, those that say that it is not so."""
    NAMED = 3
    """They name an entity that takes no part in them (`takes` has those that do)."""
    LITERAL = 4
    """They hold words that a known name was looked for in."""
    OUTER = 5
    """They speak of one claim."""
    DEATH = 6
    """They tell that one person was killed or hurt."""
    SEAT = 7
    """They tell of one post."""
    WARM = 8
    """They tell a warm stance of one actor that has ended."""
    WARM_IN = 9
    """As WARM, in one document."""
    COLD = 10
    """They tell a cold stance of one actor."""
    FIGURE = 11
    """They tell a figure of one measure of one thing."""
    SAID = 12
    """They say the same relation of the same things, as actual."""
    OPEN = 13
    """As SAID, not as actual."""


def cell(kind: Kind, what: str) -> int:
    """The number of a cell."""
    return masked(number_of(what)) | kind


def masked(number: int) -> int:
    """A number without its last four bits."""
    return number & ~15


def of_kind(cells: Iterable[int], kind: Kind) -> set[int]:
    """Those of a kind."""
    return {number for number in cells if number & 15 == kind}


def packed(cells: Iterable[int]) -> bytes:
    """Cells as they lie in a row."""
    return array("q", sorted(cells)).tobytes()


def unpacked(data: bytes) -> list[int]:
    """Cells of a row."""
    found = array("q")
    found.frombytes(data)
    return found.tolist()


@dataclass(slots=True)
class Figures:
    """Figures of some documents, all of whose claims are known: what each is compared by, and the names beside it."""

    cells: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], context: Context) -> Figures:
        """Those of whole documents."""
        made = cls()
        claims = list(claims)
        told = [c for c in claims if "figure" in c.qualifiers]
        if not told:
            return made
        places = {(c.document, c.evidence.start) for c in told}
        beside: dict[tuple[str, int], set[str]] = {}
        for claim in claims:
            place = claim.document, claim.evidence.start
            if place in places:
                beside.setdefault(place, set()).update(_every_name(claim))
        for claim in told:
            names = beside[claim.document, claim.evidence.start]
            made.cells[claim.id] = {cell(Kind.NAMED, name) for name in names}
        for one in figures(claims, context):
            made.cells[one.claim.id] |= {cell(Kind.FIGURE, repr(b)) for b in one.blocks()}
        return made


def _every_name(claim: Claim) -> set[str]:
    args = [a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]
    return {*args, *claim.place, *claim.about, *claim.attributed_to}


def cells_of(
    claim: Claim,
    context: Context,
    coarse: Coarse,
    told: Figures,
    key: Callable[[Claim], str],
) -> set[int]:
    """The cells of a claim with its final time; `key` says what of, `told` has the figures of its document."""
    found = {masked(coarse.block(claim)) | Kind.BLOCK}
    polar = coarse.polar(claim)
    if polar:
        found.add(masked(polar) | Kind.POLAR)
        if claim.polarity is Polarity.NEGATED:
            found.add(masked(polar) | Kind.NEGATED)
    found.update(cell(Kind.NAMED, e) for e in (*claim.attributed_to, *claim.about))
    body = claim.qualifiers.get("of_org")
    if isinstance(body, str) and body:
        found.add(cell(Kind.NAMED, body))
    found.update(cell(Kind.LITERAL, words) for words in coarse.asked(claim))
    found.update(cell(Kind.OUTER, inner) for inner in inner_claims(claim))
    found |= told.cells.get(claim.id, set())
    actual = claim.modality is Modality.ACTUAL
    if not actual:
        found.add(cell(Kind.OPEN, key(claim)))
    elif claim.polarity is Polarity.ASSERTED:
        found.add(cell(Kind.SAID, key(claim)))
    return found | _of_rules(claim, context)


def _of_rules(claim: Claim, context: Context) -> set[int]:
    """Cells of single rules on conflicts."""
    found: set[int] = set()
    has = vocabulary().has
    objects = [a.entity for a in claim.object if isinstance(a, EntityArg)]
    if has(claim.relation, "casualty"):
        found.update(cell(Kind.DEATH, entity) for entity in objects)
    found.update(cell(Kind.SEAT, e) for e in objects if context.type_of(e) == "Position")
    subjects = [a.entity for a in claim.subject if isinstance(a, EntityArg)]
    if has(claim.relation, "cold"):
        found.update(cell(Kind.COLD, context.voice_of(entity)) for entity in subjects)
    own = interval(claim.time)
    if has(claim.relation, "warm") and own.start is None and own.end is not None:
        found.update(cell(Kind.WARM, context.voice_of(e)) for e in (*subjects, *objects))
        found.add(cell(Kind.WARM_IN, claim.document))
    return found
