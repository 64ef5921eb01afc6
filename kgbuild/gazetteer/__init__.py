"""Small offline tables of the world: countries, regions, cities, areas, well-known bodies, given names.

Everything is loaded on first use, cached, and read only. Nothing here guesses: a name that several
things bear comes back as several candidates, and `None` where there is none.

    country_by_name("Russian Federation")   Country(iso="RU", name="Russia", qid="Q159", ...)
    country_by_demonym("Chinese")           Country(iso="CN", ...)
    country_by_iso("CN"), countries()
    countries_of_demonym("Congolese")       every country that the adjective fits
    capital_of("RU")                        Place(name="Moscow", type="City", country="RU", ...)
    country_by_capital("Moscow")            the country whose capital bears the name, else None
    country_by_seat("the Kremlin")          the country whose government the seat stands for, else None
    government_name("RU")                   "Government of Russia", the one name of that entity
    city_candidates("Nanping")              (Place, ...) largest first
    region_candidates("Fujian")             (Place, ...)
    region_by_letters("OR")                 Place(name="Oregon", ...)
    area_by_name("Middle East")             Area: continents, seas, well-known regions
    area_by_demonym("African")
    place_path("Nanping", country="CN")     (city, region, country) as Places, or () when unknown
    body_by_name("SCO")                     Body(name="Shanghai Cooperation Organization", qid="Q485207")
    body_by_seat("Brussels")                the body whose seat stands for it ("Brussels said": the EU)
    gender_of("Vladimir")                   "male", "female" or None
    is_common_family("Kim")                 whether many people bear it
    naming_order("CN")                      "given_first", "family_first", "vietnamese", ...

Sources and licences stand in `LICENSE.md` beside the tables; `training/gazetteer/make.py` makes them.
"""

from kgbuild.gazetteer.bodies import Body, body_by_name, body_by_seat
from kgbuild.gazetteer.coordinates import coordinates
from kgbuild.gazetteer.countries import (
    Country,
    countries,
    countries_of_demonym,
    country_by_capital,
    country_by_demonym,
    country_by_iso,
    country_by_name,
    country_by_seat,
    government_name,
    naming_order,
)
from kgbuild.gazetteer.places import (
    Area,
    Place,
    area_by_demonym,
    area_by_name,
    capital_of,
    city_candidates,
    place_path,
    region_by_letters,
    region_candidates,
)
from kgbuild.names.given import gender_of, is_common_family

__all__ = [
    "Area",
    "Body",
    "Country",
    "Place",
    "area_by_demonym",
    "area_by_name",
    "body_by_name",
    "body_by_seat",
    "capital_of",
    "city_candidates",
    "coordinates",
    "countries",
    "countries_of_demonym",
    "country_by_capital",
    "country_by_demonym",
    "country_by_iso",
    "country_by_name",
    "country_by_seat",
    "gender_of",
    "government_name",
    "is_common_family",
    "naming_order",
    "place_path",
    "region_by_letters",
    "region_candidates",
]
