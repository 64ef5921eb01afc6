"""What does not fit together, as it is gathered: conflicts, and the claims that they speak against.

Each rule names the neighbourhood that it looked at: a fact, a person, a seat, a figure. Whatever changes in
a neighbourhood, the rule is asked about it again, and what it found there before is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from kgbuild.ids import conflict_id
from kgbuild.model import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.model import ConflictKind


class Rule(IntEnum):
    """The rules, in their order: of two that find the same conflict the later one words it."""

    SENSE = 0
    DIFFERENCES = 1
    WORDINGS = 2
    DEAD = 3
    POLARITY = 4
    DENIALS = 5
    SEATS = 6
    STANCES = 7
    NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Objection:
    """A conflict that a rule found in a neighbourhood, and the claims that it speaks against."""

    rule: Rule
    hood: str
    conflict: Conflict
    implausible: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()


@dataclass(slots=True)
class Objections:
    """All objections of some rules, in the order in which they were found."""

    rows: list[Objection] = field(default_factory=list)

    def add(
        self,
        where: tuple[Rule, str],
        kind: ConflictKind,
        field_: str,
        claims: Iterable[str],
        facts: Iterable[str],
        detail: str,
        *,
        implausible: Iterable[str] = (),
        denied: Iterable[str] = (),
        disputed: Iterable[str] = (),
    ) -> None:
        """Note a conflict; `where` is the rule and its neighbourhood. The same members make the same id."""
        members = tuple(sorted(set(claims)))
        whole = tuple(sorted(set(facts)))
        conflict = Conflict(
            conflict_id(kind, field_, (*members, *whole)), kind, field_, members, whole, detail
        )
        against = (tuple(sorted(set(ids))) for ids in (implausible, denied, disputed))
        self.rows.append(Objection(*where, conflict, *against))

    @property
    def conflicts(self) -> list[Conflict]:
        """Every conflict once, by id."""
        return told_once(self.rows)

    @property
    def implausible(self) -> frozenset[str]:
        """Claims that cannot be so."""
        return frozenset(id_ for row in self.rows for id_ in row.implausible)

    @property
    def denied(self) -> frozenset[str]:
        """Claims that somebody denies."""
        return frozenset(id_ for row in self.rows for id_ in row.denied)

    @property
    def disputed(self) -> frozenset[str]:
        """Claims that others dispute."""
        return frozenset(id_ for row in self.rows for id_ in row.disputed)


def told_once(rows: Iterable[Objection]) -> list[Conflict]:
    """The conflicts of objections, by id: of the same conflict the words of the last rule, and neighbourhood."""
    found = {}
    for row in sorted(rows, key=lambda row: (row.rule, row.hood)):
        found[row.conflict.id] = row.conflict
    return [found[id_] for id_ in sorted(found)]
