"""What is known of an input from outside its text, and what was asked for: handed to every reader."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.read.dates import Order


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata from outside the text: the command line, a sidecar, a row, a page's own marks.

    `basis` says where `published` stood.
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    byline: str | None = None
    language: str | None = None
    basis: str | None = None

    def over(self, other: Given) -> Given:
        """This, with the gaps filled from `other`; a date comes with its basis."""
        gaps = {
            f.name: getattr(other, f.name)
            for f in fields(self)
            if getattr(self, f.name) is None and f.name != "basis"
        }
        basis = self.basis if self.published is not None else other.basis
        return replace(self, **gaps, basis=basis)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the text itself gave, and where it stands (characters)."""

    given: Given
    spans: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller decided: the order of 05/01/2020, columns of rows, a date for the undated.

    `columns` maps a field (title, text, published …) to the column that holds it. `longest` is how many
    characters, white space not counted, one article may have.
    """

    dates: Order = None
    columns: tuple[tuple[str, str], ...] = ()
    default: date | None = None
    longest: int = 300_000


@dataclass(slots=True)
class About:
    """One input on its way through a reader.

    `source` is the file's name in the graph, `given` what holds for all of it, `today` flags documents
    dated in the future. Readers put what should be said of the file as a whole into `remarks`.
    """

    source: str
    given: Given = field(default_factory=Given)
    options: Options = field(default_factory=Options)
    today: date | None = None
    remarks: list[str] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    depth: int = 0

    def inside(self, name: str, given: Given | None = None) -> About:
        """The same for one part of the input: a row, a message, a member of an archive."""
        return replace(self, source=f"{self.source}#{name}", given=given or self.given)
