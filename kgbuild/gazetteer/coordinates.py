"""Where a place lies: latitude and longitude by GeoNames id, read from the table when first asked."""

from __future__ import annotations

import gzip
from functools import cache

from kgbuild.gazetteer.countries import country_by_iso
from kgbuild.gazetteer.rows import FOLDER


@cache
def _table() -> dict[str, tuple[float, float]]:
    text = gzip.decompress((FOLDER / "coordinates.tsv.gz").read_bytes()).decode("utf8")
    rows = (line.split("\t") for line in text.splitlines())
    return {id_: (float(latitude), float(longitude)) for id_, latitude, longitude in rows}


def coordinates(geonames: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84); None for an id that the table does not have.

    >>> coordinates("2988507")  # Paris
    (48.853, 2.349)
    """
    return _table().get(geonames)


def point(type_: str, country: str, geonames: str) -> tuple[float, float] | None:
    """Latitude and longitude of a place by its type, country (ISO code) and GeoNames id; a country's capital's."""
    if type_ == "Country":
        land = country_by_iso(country)
        return coordinates(land.geonames) if land else None
    return coordinates(geonames)


def lived_in(degrees: int) -> list[int]:
    """Squares of so many degrees that hold a place of the table: row * columns + column, from the south-west corner."""
    columns = 360 // degrees
    return sorted(
        {
            int((latitude + 90) // degrees) * columns + int((longitude + 180) // degrees)
            for latitude, longitude in _table().values()
        }
    )
