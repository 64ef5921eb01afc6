"""One piece of damage, and the words for what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MEND = "kgbuild verify --mend --graph {graph}"
REFRESH = "kgbuild refresh --anew --graph {graph}"
RESTORE = "kgbuild restore BACKUP --graph OTHER, or kgbuild build PATH --graph OTHER (not {graph})"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong, and the command that mends it; `fatal` where nothing more can be looked at."""

    what: str
    remedy: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.what}; mend with: {self.remedy}"


def mending(folder: Path) -> str:
    """The command that takes out what cannot be read and makes the rest anew."""
    return MEND.format(graph=folder)


def refreshing(folder: Path) -> str:
    """The command that makes all views anew."""
    return REFRESH.format(graph=folder)
