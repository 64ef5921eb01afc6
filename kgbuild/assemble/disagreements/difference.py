"""What a difference between reports is, and how its two sides are named."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.assemble.intervals import interval

if TYPE_CHECKING:
    from kgbuild.assemble.context import Context
    from kgbuild.model import Claim, ConflictKind


@dataclass(frozen=True, slots=True)
class Difference:
    """A conflict in the making."""

    kind: ConflictKind
    field: str
    claims: tuple[str, ...]
    detail: str


Rule = Callable[["Sequence[Claim]", "Context"], "Difference | None"]


def differ(
    kind: ConflictKind,
    field: str,
    one: Claim,
    two: Claim,
    words: tuple[str, str],
    context: Context,
) -> Difference:
    """A difference between two claims, each side in its words."""
    detail = f"{words[0]} ({source_of(one, context)}), {words[1]} ({source_of(two, context)})"
    return Difference(kind, field, (one.id, two.id), detail)


def source_of(claim: Claim, context: Context) -> str:
    """The paper, or the file, that a claim stands in."""
    document = context.documents.get(claim.document)
    if document is None:
        return claim.document
    return document.publisher or document.source or document.id


def when_of(claim: Claim) -> str:
    """A claim's time as text."""
    own = interval(claim.time)
    return str(own.start) if own.start == own.end else f"{own.start} to {own.end}"
