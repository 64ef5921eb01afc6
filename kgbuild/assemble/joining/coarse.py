"""Cells: what two claims must share, at the least, to be put together or set against each other.

A claim's cell rests on the claim and its names alone, never on what else is told: where a claim speaks of
another one, that one's cell stands for its fact. Claims of one fact are of one cell; so facts are worked out
cell by cell, and a change is felt in the cells of the claims that it touches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kgbuild.assemble.joining.clusters import inner_claims
from kgbuild.assemble.joining.keys import BY_WORDS, claim_key
from kgbuild.assemble.joining.kindred import family_of, kindred
from kgbuild.ledger.index import number_of
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.joining.keys import Key
    from kgbuild.model import Claim

CIRCLE = 99
"""Level of claims that quote each other in a circle, or speak of such claims: they come last."""


class Coarse:
    """Levels and cells of the claims of a context, and the words in which a known name was looked for."""

    def __init__(self, context: Context) -> None:
        self._named = _Heard(context.named)
        self._context = replace(context, named=self._named)
        self._asked: dict[str, tuple[str, ...]] = {}
        self._levels: dict[str, int] = {}
        self._numbers: dict[str, tuple[int, int]] = {}

    def level(self, claim: Claim) -> int:
        """How many claims deep the claim speaks of claims: 0 where it speaks of none that is known."""
        found = self._levels.get(claim.id)
        if found is None:
            found = self._levels[claim.id] = self._level(claim, ())
        return found

    def _level(self, claim: Claim, path: tuple[str, ...]) -> int:
        deepest = -1
        for id_ in inner_claims(claim):
            inner = self._context.claims.get(id_) if id_ != claim.id else None
            if inner is None:
                continue
            if id_ in path or id_ == claim.id:
                return CIRCLE
            deepest = max(deepest, self._level(inner, (*path, claim.id)))
        return min(CIRCLE, deepest + 1)

    def block(self, claim: Claim) -> int:
        """Claims of one fact have the same one."""
        return self._both(claim)[0]

    def polar(self, claim: Claim) -> int:
        """Claims that say it is so and it is not so have the same one; 0 for open claims."""
        return self._both(claim)[1]

    def asked(self, claim: Claim) -> tuple[str, ...]:
        """Folded words of the claim in which a known name was looked for."""
        self._both(claim)
        return self._asked.get(claim.id, ())

    def _both(self, claim: Claim) -> tuple[int, int]:
        found = self._numbers.get(claim.id)
        if found is None:
            inner = self._inner(claim)
            self._named.asked.clear()
            key = claim_key(claim, self._context, inner)
            if self._named.asked:
                self._asked[claim.id] = tuple(self._named.asked)
            objects = () if _wide(claim, key) else key.objects
            block = number_of(repr((self.level(claim), key.block, objects)))
            family, _, *rest = key.block
            polar = number_of(repr((family, rest))) if claim.relation else 0
            found = self._numbers[claim.id] = block, polar
        return found

    def _inner(self, claim: Claim) -> dict[str, str]:
        """The cell of each claim that this one speaks of, in the place of its fact."""
        found = {}
        for id_ in inner_claims(claim):
            inner = self._context.claims.get(id_)
            if inner is not None:
                circle = id_ == claim.id or self.level(claim) == CIRCLE
                found[id_] = "circle" if circle else str(self.block(inner))
        return found


class _Heard(Mapping[str, str]):
    """Names by folded words, and which of them were asked for."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self.asked: dict[str, None] = {}

    def __getitem__(self, key: str) -> str:
        self.asked[key] = None
        return self._known[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _wide(claim: Claim, key: Key) -> bool:
    """Whether other objects than the same ones may be meant."""
    row = family_of(claim)
    return key.by_words or (row is not None and row.family in _mixed())


@cache
def _mixed() -> frozenset[str]:
    """Families some of whose relations are compared by words, and some not."""
    known = vocabulary().relations
    kinds: dict[str, set[bool]] = {}
    for row in kindred().values():
        kinds.setdefault(row.family, set()).add(known[row.relation].group in BY_WORDS)
    return frozenset(family for family, found in kinds.items() if len(found) > 1)
