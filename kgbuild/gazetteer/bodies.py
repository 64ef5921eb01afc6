"""Well-known bodies: international organizations, agencies, media, parties."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgbuild.gazetteer.rows import fold, read_rows, split


@dataclass(frozen=True, slots=True)
class Body:
    """One row of bodies.csv; `country` is an ISO code, `qid` is there only where certain."""

    name: str
    type: str
    country: str | None
    qid: str | None
    aliases: tuple[str, ...]
    seat: str | None


@cache
def _bodies() -> tuple[Body, ...]:
    return tuple(
        Body(
            row["name"],
            row["type"],
            row["country"] or None,
            row["qid"] or None,
            split(row["aliases"]),
            row["seat"] or None,
        )
        for row in read_rows("bodies.csv")
    )


@cache
def _names() -> dict[str, Body]:
    return {fold(word): body for body in _bodies() for word in (body.name, *body.aliases)}


def body_by_name(text: str) -> Body | None:
    """The body of a name, acronym or alias; the case of short acronyms counts ("WHO", not "who")."""
    return _names().get(fold(text))


def body_by_seat(text: str) -> Body | None:
    """The body that a city stands for when no country's government is meant: Brussels, the EU."""
    # Rows name a seat for the record; only Brussels is heard to speak for a body.
    if fold(text) != "brussels":
        return None
    return body_by_name("European Union")
