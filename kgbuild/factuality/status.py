"""What the text makes of a predicate, and the words beside it that say so (`markers.csv`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kgbuild.attribution.table import reporting
from kgbuild.english import table
from kgbuild.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.predicates.speakers import Voice

MARKERS = table("markers", "kgbuild.factuality")
"""Classes of words that say whether something happened; each class's note says how."""

HEDGES = MARKERS["hedge"] | reporting().words("adverb")

# Participles that open a clause like a conjunction.
PREMISES = {
    "given": Modality.ACTUAL,
    "considering": Modality.ACTUAL,
    "seeing": Modality.ACTUAL,
    "provided": Modality.CONDITIONAL,
    "providing": Modality.CONDITIONAL,
    "assuming": Modality.CONDITIONAL,
    "supposing": Modality.CONDITIONAL,
}


@dataclass(frozen=True, slots=True)
class Status:
    """What the text makes of a predicate.

    `void`: nothing is said of whether it happened. `scoped`: the negation is that of an earlier member of
    the coordination, so that the member's own ("nor", "neither") is the same one and not a second.
    """

    negated: bool = False
    modality: Modality = Modality.ACTUAL
    hedge: str | None = None
    voices: tuple[Voice, ...] = ()
    void: bool = False
    scoped: bool = False


class StatusOf(Protocol):
    """Whoever can be asked for the status of a predicate (`reader.StatusReader`)."""

    def status(self, token: Token) -> Status:
        """What the text makes of the predicate that `token` heads."""
