"""What a relation can do: the traits that a row of relations.csv may name, each with its meaning.

A rule asks `vocabulary().has(claim.relation, "once")`; no rule lists relations by name. A new relation
gets its behaviour by naming traits in its row; the loader refuses a trait that is not here.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TRAITS: Mapping[str, str] = MappingProxyType(
    {
        "once": "happens once only between the same names: an undated report at any later date means it",
        "placeless": "holds everywhere: where the sentence plays is not where this is",
        "bodily": "done to people where they are: a place of the object is the place of the act",
        "on_site": "done where its object is",
        "addressed": "has its hearer as an object",
        "living": "only the living do it: told of a dead person it is implausible",
        "irreflexive": "nobody does it to themselves",
        "face_to_face": "agents do it with agents; a mere place cannot be a partner",
        "crossing": "done in a land that is not one's own",
        "warm": "a friendly stance towards the object",
        "cold": "an unfriendly stance towards the object",
        "judging": "the subject judges the object, for a reason that another report may tell otherwise",
        "ranked": "tells a person's rank in a body: one person has not two ranks far apart at once",
        "government_apart": "a state and its government are two here, elsewhere one actor",
        "topical": "a name and a description that holds it may mean one object (Ukraine, the war in Ukraine)",
        "tie": "ties a person or body to a body, which tells namesakes apart",
        "of_named": 'says who somebody is: an edge between named ends alone, not "his wife"',
        "void_if_failed": "did not happen where the deed failed or collapsed; a meeting that failed took place",
        "casualty": "counts the dead or hurt among its objects, whom each report counts otherwise",
        "crowd": "counts the people among its subjects, whom each report counts otherwise",
    }
)


def read_traits(cell: str, where: str) -> frozenset[str]:
    """The traits of a cell; raises VocabularyError for one that is unknown or stands there twice."""
    named = cell.split()
    for name in named:
        if name not in TRAITS:
            raise VocabularyError(f"{where}: unknown trait {name!r}; known are {', '.join(TRAITS)}")
        if named.count(name) > 1:
            raise VocabularyError(f"{where}: trait {name!r} stands there twice")
    if {"warm", "cold"} <= set(named):
        raise VocabularyError(f"{where}: a relation is not warm and cold")
    return frozenset(named)


def check_named(named: Iterable[str], known: Iterable[str], where: str) -> None:
    """Refuse a relation that a row ends or reverses and that no row is."""
    unknown = sorted(set(named) - set(known))
    if unknown:
        raise VocabularyError(f"{where}: no relation {unknown[0]!r}")
