"""Where places lie on the page's map, and a backdrop for it: the parts of the world where people live, as dots."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgbuild.gazetteer.coordinates import lived_in, point

if TYPE_CHECKING:
    from kgbuild.model import Entity


def place_of(entity: Entity) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84) of a place that the gazetteer knows; a country's capital's."""
    return point(entity.type, entity.country or "", entity.external_ids.get("geonames", ""))


@cache
def land() -> list[int]:
    """Squares of two degrees with a known place in them, as steps from one to the next (row by row from the south)."""
    found = lived_in(2)
    return [here - before for before, here in zip([0, *found], found, strict=False)]
