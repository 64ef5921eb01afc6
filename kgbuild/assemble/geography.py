"""Which place lies in which: enough to tell a finer report from another one.

A place's chain comes from the graph itself (what the articles say lies where), from the entity's
country, and from the gazetteer's region for well-known cities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.assemble.words import normal
from kgbuild.gazetteer import place_path

if TYPE_CHECKING:
    from kgbuild.assemble.context import Context

# Coarse to fine. Two different places of one level cannot both be where one event was.
LEVELS = {"GeoArea": 0, "Country": 1, "Region": 2, "City": 3, "Facility": 4}
DEEP = 6


def chain(place: str, context: Context) -> frozenset[str]:
    """The place and all that it lies in: entity ids, country codes, and the gazetteer's regions."""
    found: set[str] = {place}
    front = [place]
    for _ in range(DEEP):
        front = [o for i in front for o in sorted(context.parents.get(i, ())) if o not in found]
        found.update(front)
    for id_ in sorted(found):
        code = context.iso(id_)
        entity = context.entities.get(id_)
        if code is not None and entity is not None:
            found.add("iso:" + code)
            if entity.type in ("City", "Region") and len(code) == 2:
                path = place_path(entity.name, country=code)
                found.update("region:" + p.region for p in path if p.region)
    return frozenset(found)


def holds(outer: str, inner: str, context: Context) -> bool:
    """Whether the one place is, or contains, the other."""
    around = chain(inner, context)
    if outer in around:
        return True
    code = context.iso(outer) if context.type_of(outer) == "Country" else None
    return code is not None and "iso:" + code in around


def level(place: str, context: Context) -> int | None:
    """The place's level, coarse to fine; None for what is no place."""
    return LEVELS.get(context.type_of(place))


def disjoint(left: str, right: str, context: Context) -> bool:
    """Whether one event cannot have been at both: neither holds the other, at a level that tells.

    Two cities, two regions, two countries; or a finer place whose country is known to be another.
    """
    if left == right or normal(context.name(left)) == normal(context.name(right)):
        return False
    in_left, in_right = chain(left, context), chain(right, context)
    if right in in_left or left in in_right:
        return False
    one, two = level(left, context), level(right, context)
    if one is None or two is None or 0 in (one, two):
        return False
    codes = [frozenset(p for p in places if p.startswith("iso:")) for places in (in_left, in_right)]
    if codes[0] and codes[1] and not codes[0] & codes[1]:
        return True
    if one == two:
        return one in (LEVELS["Region"], LEVELS["City"])
    regions = [
        frozenset(p for p in places if p.startswith("region:")) for places in (in_left, in_right)
    ]
    # A city against a region: only where both regions are known.
    return (
        {one, two} == {LEVELS["Region"], LEVELS["City"]}
        and all(regions)
        and not regions[0] & regions[1]
    )
