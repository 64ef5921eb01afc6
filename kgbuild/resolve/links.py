"""Links of places to outside ids, offline and only where certain: null beats a guess."""

from __future__ import annotations

from kgbuild.gazetteer import Place, area_by_name, city_candidates, region_candidates
from kgbuild.resolve.records.record import Record

# One city of a name is meant where it is so many times larger than the next of that name, and large.
DOMINANT = 10
LARGE = 100_000
# Shorter names are abbreviations or slips of the recogniser.
SHORTEST = 3


def link_place(record: Record) -> None:
    """Give a place its country and id where its own document and the gazetteer leave no doubt."""
    if record.bare or record.external.get("geonames") or len(record.key) < SHORTEST:
        return
    if record.type == "GeoArea" or (record.type == "Region" and not record.country):
        area = area_by_name(record.name)
        if area is not None:
            record.external["area"] = area.name
            if area.qid:
                record.external.setdefault("wikidata", area.qid)
            return
    if record.type not in ("City", "Region"):
        return
    cities = record.type == "City"
    if not cities and len(record.key) <= SHORTEST:
        return
    candidates = city_candidates(record.name) if cities else region_candidates(record.name)
    chosen = _choose(candidates, record.country, record.lands, cities)
    if chosen is not None:
        record.country = chosen.country
        if chosen.geonames:
            record.external["geonames"] = chosen.geonames


def _choose(
    candidates: tuple[Place, ...], country: str, lands: frozenset[str], cities: bool
) -> Place | None:
    if country:
        fits = [p for p in candidates if p.country == country]
        return _single(fits) if cities else (fits[0] if len(fits) == 1 else None)
    here = [p for p in candidates if p.country in lands]
    if len({p.country for p in here}) == 1 and (not cities or here[0] is candidates[0]):
        # The document names the country of the largest of them.
        return _single(here)
    if not cities:
        return candidates[0] if len(candidates) == 1 else None
    alone = _single(list(candidates))
    return alone if alone is not None and alone.population >= LARGE else None


def _single(fits: list[Place]) -> Place | None:
    """The only one, or one that no other of the name comes near."""
    if not fits:
        return None
    if len(fits) > 1 and fits[0].population < DOMINANT * max(1, fits[1].population):
        return None
    return fits[0]
