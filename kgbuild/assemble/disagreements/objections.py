"""What does not fit together, as it is gathered: conflicts, and the claims that they speak against."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.ids import conflict_id
from kgbuild.model import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgbuild.model import ConflictKind


@dataclass(slots=True)
class Objections:
    """Conflicts, and the claims that they speak against."""

    conflicts: list[Conflict] = field(default_factory=list)
    implausible: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)

    def add(
        self,
        kind: ConflictKind,
        field_: str,
        claims: Sequence[str],
        facts: Sequence[str],
        detail: str,
    ) -> None:
        """Note a conflict once; the same members make the same id."""
        members = tuple(sorted(set(claims)))
        whole = tuple(sorted(set(facts)))
        identity = conflict_id(kind, field_, (*members, *whole))
        self.conflicts.append(Conflict(identity, kind, field_, members, whole, detail))
