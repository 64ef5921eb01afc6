"""What a time expression is read against, and what a rule is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.model import Basis

if TYPE_CHECKING:
    from datetime import date

    from kgbuild.model import TimeSpan
    from kgbuild.normalize.times.calendar import Found

RELATIVE = Basis.DATELINE


@dataclass(frozen=True, slots=True)
class Setting:
    """Anchor, tense, and the time of the event that "four days later" counts from.

    `reader` is the reader of whole expressions, for rules that have a part of one left over.
    """

    anchor: date | None
    tense: str
    reference: TimeSpan | None
    reader: Callable[[list[str], Setting], Found | None]

    def read(self, words: list[str]) -> Found | None:
        """What the words mean here; None where no rule understands them."""
        return self.reader(words, self)


Rule = Callable[[list[str], Setting], "Found | None"]
