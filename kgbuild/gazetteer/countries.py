"""Countries and dependent territories: names, demonyms, seats of government, order of names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kgbuild.gazetteer.rows import fold, read_rows, split


@dataclass(frozen=True, slots=True)
class Country:
    """One row of countries.csv.

    `iso` is the ISO 3166 alpha-2 code (XK for Kosovo, as GeoNames has it). `type` is Country, or
    Region for dependent and disputed territories, whose sovereign (if any) is `parent`. `seats` are
    metonyms of its government other than the capital. `naming` is the order of its people's names.
    """

    iso: str
    iso3: str
    name: str
    type: str
    qid: str | None
    geonames: str
    parent: str | None
    capital: str | None
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    naming: str
    language: str
    continent: str
    population: int


@cache
def countries() -> tuple[Country, ...]:
    """All rows, by ISO code."""
    return tuple(
        Country(
            iso=row["iso"],
            iso3=row["iso3"],
            name=row["name"],
            type=row["type"],
            qid=row["qid"] or None,
            geonames=row["geonames"],
            parent=row["parent"] or None,
            capital=row["capital"] or None,
            aliases=split(row["aliases"]),
            demonyms=split(row["demonyms"]),
            seats=split(row["seats"]),
            naming=row["naming"] or "given_first",
            language=row["language"],
            continent=row["continent"],
            population=int(row["population"]),
        )
        for row in read_rows("countries.csv")
    )


@cache
def _index(field: str) -> dict[str, tuple[Country, ...]]:
    """Folded word -> countries, sovereign ones first, then the more populous."""
    found: dict[str, list[Country]] = defaultdict(list)
    order = sorted(countries(), key=lambda c: (c.type != "Country", -c.population, c.iso))
    for country in order:
        words = {
            "name": (country.name, *country.aliases),
            "demonym": country.demonyms,
            "seat": country.seats,
            "capital": (country.capital,) if country.capital else (),
        }[field]
        for word in dict.fromkeys(map(fold, words)):
            found[word].append(country)
    return {word: tuple(values) for word, values in found.items()}


@cache
def _by_iso() -> dict[str, Country]:
    return {country.iso: country for country in countries()}


def country_by_iso(iso: str) -> Country | None:
    """The country of an ISO 3166 alpha-2 code, in either case."""
    return _by_iso().get(iso.upper())


def country_by_name(text: str) -> Country | None:
    """The country or territory of a name or alias ("the UK", "Russian Federation", "U.S.")."""
    return next(iter(_index("name").get(fold(text), ())), None)


def countries_of_demonym(text: str) -> tuple[Country, ...]:
    """Every country that the demonym or adjective fits ("Congolese": two), likeliest first."""
    return _index("demonym").get(fold(text), ())


def country_by_demonym(text: str) -> Country | None:
    """The country of a demonym or adjective ("Chinese", "Russians"); likeliest where several."""
    return next(iter(countries_of_demonym(text)), None)


def country_by_capital(text: str) -> Country | None:
    """The country whose capital bears the name, or None."""
    found = _index("capital").get(fold(CAPITAL_SPELLINGS.get(text, text)), ())
    return found[0] if found else None


# Other spellings of capitals in English news; GeoNames' spelling is on the right.
CAPITAL_SPELLINGS = {
    "Kiev": "Kyiv",
    "Washington, D.C.": "Washington",
    "Washington D.C.": "Washington",
    "Washington DC": "Washington",
    "Naypyidaw": "Nay Pyi Taw",
    "Nur-Sultan": "Astana",
    "Sana'a": "Sanaa",
    "Peking": "Beijing",
    "N’Djamena": "N'Djamena",
    "Ulan Bator": "Ulaanbaatar",
    "Kabul": "Kabul",
}


def country_by_seat(text: str) -> Country | None:
    """The country whose government a seat stands for ("the Kremlin", "Downing Street"), or None.

    Capitals are not seats: whether "Moscow" is the city or its government is decided by mention.
    """
    return next(iter(_index("seat").get(fold(text), ())), None)


def government_name(iso: str) -> str | None:
    """The one name of a country's government as an entity: "Government of Russia"."""
    country = country_by_iso(iso)
    if country is None:
        return None
    article = "the " if country.name.startswith(ARTICLE) else ""
    return f"Government of {article}{country.name}"


ARTICLE = (
    "United ",
    "Netherlands",
    "Philippines",
    "Democratic Republic",
    "Republic of the",
    "Maldives",
    "Bahamas",
    "Czech Republic",
    "Dominican Republic",
    "Central African",
    "Gambia",
    "Comoros",
    "Seychelles",
    "Solomon",
    "Marshall",
)


def naming_order(iso: str) -> str:
    """How a country's people are named and referred to.

    given_first ("Angela Merkel": Merkel), family_first ("Xi Jinping": Xi), vietnamese (family first,
    but called by the last part), given_only (no family name: called by the first part), spanish (two
    family names, the first of which is used). Unknown countries: given_first.
    """
    country = country_by_iso(iso)
    return country.naming if country else "given_first"
