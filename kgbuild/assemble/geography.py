"""Which place lies in which: enough to tell a finer report from another one.

A place's chain comes from the graph itself (what the articles say lies where), from the entity's
country, and from the gazetteer's region for well-known cities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.assemble.words import normal

if TYPE_CHECKING:
    from kgbuild.assemble.context import Context

# Coarse to fine. Two different places of one level cannot both be where one event was.
LEVELS = {"GeoArea": 0, "Country": 1, "Region": 2, "City": 3, "Facility": 4}
DEEP = 6


def chain(place: str, context: Context) -> frozenset[str]:
    """The place and all that it lies in: entity ids, and folded names of countries and regions."""
    found: set[str] = {place}
    front = [place]
    for _ in range(DEEP):
        front = [o for i in front for o in sorted(context.parents.get(i, ())) if o not in found]
        found.update(front)
    for id_ in sorted(found):
        entity = context.entities.get(id_)
        if entity is None:
            continue
        for name in (entity.country, entity.attributes.get("region")):
            if name:
                found.add(context.named.get(normal(name), normal(name)))
    return frozenset(found)


def level(place: str, context: Context) -> int | None:
    """The place's level, coarse to fine; None for what is no place."""
    return LEVELS.get(context.type_of(place))


def disjoint(left: str, right: str, context: Context) -> bool:
    """Whether one event cannot have been at both: neither holds the other, at a level that tells.

    Two cities, two regions, two countries; or a finer place whose country is known to be another.
    """
    if left == right:
        return False
    in_left, in_right = chain(left, context), chain(right, context)
    if right in in_left or left in in_right:
        return False
    one, two = level(left, context), level(right, context)
    if one is None or two is None or 0 in (one, two):
        return False
    if one == two:
        return one in (LEVELS["Country"], LEVELS["Region"], LEVELS["City"])
    return (
        bool(_countries(in_left, context))
        and bool(_countries(in_right, context))
        and not (_countries(in_left, context) & _countries(in_right, context))
    )


def _countries(places: frozenset[str], context: Context) -> frozenset[str]:
    return frozenset(p for p in places if context.type_of(p) == "Country")
