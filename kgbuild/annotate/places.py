"""The thin boundary to the gazetteer: what this stage asks of it, and nothing else.

ISO codes throughout; "EU" stands for the European Union, whose capital is Brussels.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kgbuild.gazetteer import (
    area_by_name,
    body_by_name,
    body_by_seat,
    city_candidates,
    country_by_capital,
    country_by_demonym,
    country_by_iso,
    country_by_name,
    country_by_seat,
    naming_order,
    region_candidates,
)
from kgbuild.gazetteer import government_name as _government_name
from kgbuild.names import body_key
from kgbuild.names.bodies import OWN_COUNTRY

if TYPE_CHECKING:
    from spacy.tokens import Token

CACHE = 65536
BIG_CITY = 300_000
# Words that are a country's alias or a people's name only by their capital letter.
COMMON_WORDS = frozenset({"us", "polish", "turkey", "china", "man", "men", "chile", "micro"})


@lru_cache(CACHE)
def country(name: str) -> str | None:
    """ISO code of a country's or territory's name."""
    if name.islower() and name in COMMON_WORDS:
        return None
    found = country_by_name(name)
    return found.iso if found else None


# Names of places that the tables do not hold, because they are no state's.
OTHER = {"Korea": "Country", "Korean Peninsula": "GeoArea"}


@lru_cache(CACHE)
def demonym(word: str) -> str | None:
    """ISO code of the country that an adjective or the name of its people belongs to."""
    if not word[:1].isupper():
        return None
    if word in ("US", "U.S.", "U.S", "UK", "U.K."):
        return country(word)
    found = country_by_demonym(word)
    return found.iso if found else None


DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "latin", "central", "southern", "northern", "native"}
)


def demonym_at(token: Token) -> str | None:
    """The same for a word in its text: "American" in "South American", "Native American" is no demonym."""
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.lower_ in DIRECTIONS and before.text[:1].isupper():
        whole = f"{before.text} {token.text}"
        return demonym(whole)
    return demonym(token.text)


@lru_cache(CACHE)
def of_a_country(name: str) -> bool:
    """Whether a name is a body's branch in a country: "Halden Malaysia", "Halden Polska"."""
    key = body_key(name)
    named = country(" ".join(key[1:]).title()) or country(" ".join(name.split()[1:]))
    return len(key) > 1 and (bool(named) or key[-1] in OWN_COUNTRY)


@lru_cache(CACHE)
def capital(name: str) -> str | None:
    """ISO code of the country (or "EU") whose government a city's name can stand for."""
    found = country_by_capital(name)
    if body_by_seat(name) is not None:
        return "EU"
    return found.iso if found else None


@lru_cache(CACHE)
def seat(name: str) -> str | None:
    """ISO code of the country whose government a building or street stands for."""
    found = country_by_seat(name)
    return found.iso if found else None


def country_name(iso: str) -> str:
    """The usual English name; "European Union" for EU."""
    if iso == "EU":
        return "European Union"
    found = country_by_iso(iso)
    return found.name if found else iso


def country_type(iso: str) -> str:
    """Country, or Region for dependent and disputed territories."""
    found = country_by_iso(iso)
    return found.type if found else "Country"


def country_ids(iso: str) -> dict[str, str]:
    """ISO code and Wikidata id."""
    found = country_by_iso(iso)
    ids = {"iso": iso}
    if found and found.qid:
        ids["wikidata"] = found.qid
    return ids


def government(iso: str) -> str:
    """The one name of a country's government."""
    if iso == "EU":
        return "European Union"
    return _government_name(iso) or f"Government of {iso}"


@lru_cache(CACHE)
def place_type(name: str) -> str | None:
    """Country, City, Region or GeoArea where the name is a known place."""
    if name in OTHER:
        return OTHER[name]
    found = country_by_name(name)
    if found:
        return found.type
    area = area_by_name(name)
    if area:
        return area.type
    cities = city_candidates(name)
    regions = region_candidates(name)
    if regions and not cities:
        return "Region"
    if cities:
        small = cities[0].population < 100_000
        return "Region" if regions and small and regions[0].name == name else "City"
    return None


@lru_cache(CACHE)
def big_place(name: str) -> str | None:
    """Type of a place that is known by its name alone: countries, regions, cities over BIG_CITY inhabitants."""
    found = country_by_name(name)
    if found:
        return found.type
    cities = city_candidates(name)
    if cities and cities[0].population >= BIG_CITY:
        return "City"
    return "Region" if region_candidates(name) and not cities else None


@lru_cache(CACHE)
def body(name: str) -> tuple[str, str, str, str] | None:
    """Canonical name, type, country code ("" where none), Wikidata id ("" where none) of a well-known body."""
    found = body_by_name(name)
    if found is None:
        return None
    return found.name, found.type, found.country or "", found.qid or ""


@lru_cache(CACHE)
def naming(iso: str) -> str:
    """How people of the country are named: given_first, family_first, vietnamese, spanish, given_only."""
    return naming_order(iso) if iso else ""
