"""Cities, regions and areas: candidates of a name, and the path from a city to its country."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kgbuild.gazetteer.countries import Country, country_by_iso, country_by_name
from kgbuild.gazetteer.rows import fold, read_lines, read_rows, split


@dataclass(frozen=True, slots=True)
class Place:
    """A city, region or country: `region` is the GeoNames code ("CN.07"), `country` the ISO code."""

    name: str
    type: str
    country: str
    region: str | None = None
    population: int = 0
    geonames: str | None = None
    qid: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A continent, sea, or well-known region that the lists of states do not hold."""

    name: str
    type: str
    qid: str | None
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]


@cache
def _cities() -> tuple[list[str], list[str]]:
    """The lines of the cities, and those of their names: a line is cut when it is asked for."""
    return read_lines("cities.tsv.gz"), read_lines("city_names.tsv.gz")


def _rows_called(word: str) -> list[list[str]]:
    """The rows of the cities that bear a folded name."""
    cities, names = _cities()
    at = bisect_left(names, f"{word}\t")
    if at == len(names) or not names[at].startswith(f"{word}\t"):
        return []
    return [cities[int(number)].split("\t") for number in names[at].split("\t")[1].split(" ")]


@lru_cache(maxsize=4096)
def _cities_called(word: str) -> tuple[Place, ...]:
    places = [
        Place(
            name,
            "City",
            country,
            f"{country}.{region}" if region else None,
            int(population),
            geonames,
            None,
            split(aliases),
        )
        for name, country, region, population, geonames, aliases in _rows_called(word)
    ]
    return tuple(sorted(places, key=lambda p: (-p.population, p.geonames or "")))


@cache
def _regions() -> dict[str, Place]:
    return {
        row["code"]: Place(
            row["name"],
            "Region",
            row["country"],
            row["code"],
            0,
            row["geonames"],
            row["qid"] or None,
            split(row["aliases"]),
        )
        for row in read_rows("regions.csv")
    }


@cache
def _region_names() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for _, place in sorted(_regions().items()):
        for word in dict.fromkeys(map(fold, (place.name, *place.aliases))):
            found[word].append(place)
    return {
        word: tuple(sorted(places, key=lambda p: (-_population(p.country), p.region or "")))
        for word, places in found.items()
    }


def _population(iso: str) -> int:
    country = country_by_iso(iso)
    return country.population if country else 0


@cache
def _areas() -> tuple[Area, ...]:
    return tuple(
        Area(
            row["name"],
            row["type"],
            row["qid"] or None,
            split(row["aliases"]),
            split(row["demonyms"]),
        )
        for row in read_rows("areas.csv")
    )


@cache
def _area_names() -> dict[str, Area]:
    return {fold(word): area for area in _areas() for word in (area.name, *area.aliases)}


@cache
def _area_demonyms() -> dict[str, Area]:
    return {fold(word): area for area in _areas() for word in area.demonyms}


def city_candidates(name: str) -> tuple[Place, ...]:
    """Every city of over about 15,000 inhabitants that bears the name, largest first."""
    return _cities_called(fold(name))


def region_candidates(name: str) -> tuple[Place, ...]:
    """Every first-level region (state, province, oblast) that bears the name."""
    return _region_names().get(fold(name), ())


@cache
def _letters() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for row in read_rows("postal.csv"):
        for word in (row["letters"], row["short"]):
            if word:
                found[word] = _regions()[row["region"]]
    return found


def region_by_letters(letters: str) -> Place | None:
    """The American state or Canadian province of postal letters or the press's short form ("OR", "Ore."), or None."""
    return _letters().get(letters)


def area_by_name(name: str) -> Area | None:
    """A continent, sea or well-known region ("the Gulf", "Crimea"), or None."""
    return _area_names().get(fold(name))


def area_by_demonym(name: str) -> Area | None:
    """The area of an adjective ("African", "Crimean"), or None."""
    return _area_demonyms().get(fold(name))


def capital_of(iso: str) -> Place | None:
    """A country's capital, or None."""
    country = country_by_iso(iso)
    if country is None or country.capital is None:
        return None
    inside = [p for p in city_candidates(country.capital) if p.country == country.iso]
    return inside[0] if inside else Place(country.capital, "City", country.iso)


def as_place(country: Country) -> Place:
    """The country as a place."""
    return Place(
        country.name,
        country.type,
        country.iso,
        None,
        country.population,
        country.geonames,
        country.qid,
        country.aliases,
    )


def place_path(
    name: str, *, country: str | None = None, region: str | None = None
) -> tuple[Place, ...]:
    """From the named place up to its country: (city, region, country), (region, country) or (country,).

    `country` is an ISO code and `region` a region's name, both only narrow the choice. The largest
    city wins; a name that a country bears is the country. Empty when nothing fits.
    """
    nation = country_by_name(name)
    if nation is not None and country in (None, nation.iso, nation.parent):
        above = country_by_iso(nation.parent) if nation.parent else None
        return (as_place(nation), as_place(above)) if above else (as_place(nation),)
    fits = [p for p in city_candidates(name) if country in (None, p.country)]
    if region is not None:
        codes = {p.region for p in region_candidates(region)}
        fits = [p for p in fits if p.region in codes]
    regions = [p for p in region_candidates(name) if country in (None, p.country)]
    if fits and not (regions and fits[0].population < 100_000 and _same(regions[0], name)):
        first: tuple[Place, ...] = (fits[0],)
        inside = _regions().get(fits[0].region or "")
        if inside is not None:
            first = (*first, inside)
    elif regions:
        first = (regions[0],)
    else:
        return ()
    top = country_by_iso(first[0].country)
    return (*first, as_place(top)) if top else first


def _same(place: Place, name: str) -> bool:
    return fold(place.name) == fold(name)
