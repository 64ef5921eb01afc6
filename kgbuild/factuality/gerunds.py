"""Gerunds that a governor takes behind a preposition: what its row makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.governed import below
from kgbuild.factuality.negation import NOT
from kgbuild.factuality.status import MARKERS, Status
from kgbuild.language.grammar import clauses as tree
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.governors import is_gerund, part_of, words_of

if TYPE_CHECKING:
    from kgbuild.factuality.beside import Adverbial


def governed_with_subject(clause: Adverbial) -> Status | None:
    """ "Warned of N closing it", "led to N closing it": the governor's row decides; without one it is open."""
    if not (
        is_gerund(clause.head)
        and tree.subjects(clause.head)
        and clause.marks & MARKERS["taken_gerund"]
    ):
        return None
    takes = [f"{preposition}-ing" for preposition in sorted(clause.marks & MARKERS["taken_gerund"])]
    return by_row(clause, *takes) or clause.open


def by_row(clause: Adverbial, *takes: str) -> Status | None:
    """What the governor's row makes of the clause, taken in one of these ways; None where it has no such row."""
    governor = clause.governor
    for word in words_of(governor, clause.head):
        sign = emb.get(part_of(governor), word, *takes)
        if sign is not None:
            return below(_under(clause), sign, governor, clause.head)
    return None


def _under(clause: Adverbial) -> Status:
    """The status of the governor, with the "not" of "not guilty of V-ing" where it is no clause itself."""
    outer = clause.outer
    if tree.is_predicate(clause.governor):
        return outer
    denied = any(c.lower_ in NOT for c in clause.governor.children if c.i < clause.governor.i)
    return replace(outer, negated=not outer.negated) if denied else outer
