"""What SPARQL cannot say: the shortest chain.

Breadth first over the plain edges, a neighbourhood a query; ties go to the smaller ids, as in the
Cypher twin, so that the answer is the same everywhere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.query.catalog import find_question
from kgbuild.query.parameters import Bound, Row, Rows
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_STEPS = 8
MOST_NODES = 20_000
"""A search that has seen this many entities ends: everybody is then tied to everybody."""

Ties = dict[str, list[str]]
"""Neighbour -> relations."""


def _ask(store: Rows, name: str, **bound: Bound) -> list[Row]:
    return store.run(find_question(name).text(store.language), bound)


def _is_place(type_: object) -> bool:
    """Whether an entity of this type is a place: that two were in one town ties them to nobody."""
    return "Place" in vocabulary().labels(str(type_))


def _ties(store: Rows, entity: str, ends: frozenset[str]) -> Ties:
    """Whoever an entity is tied to, without places that are no end of the chain."""
    found: Ties = {}
    for row in _ask(store, "neighbours", x=Bound("entity", entity)):
        other = str(row["other"])
        if other in ends or not _is_place(row["type"]):
            found.setdefault(other, []).append(str(row["relation"]))
    return found


def shortest_chain(store: Rows, bound: Mapping[str, Bound]) -> list[Row]:
    """The shortest chain of plain edges from `a` to `b`, at most eight steps, a row a step.

    Grows whole layers from both ends, the smaller one first; of several chains the one whose ids come
    first, step by step, is taken. A row has the worthiest claim of its step and how many tell it.
    """
    a, b = str(bound["a"].value), str(bound["b"].value)
    ends = frozenset((a, b))
    ties: dict[str, Ties] = {}
    from_a, from_b = {a: 0}, {b: 0}
    edge_a, edge_b = [a], [b]
    depth_a = depth_b = 0
    while edge_a and edge_b and not from_a.keys() & from_b.keys():
        if depth_a + depth_b == MOST_STEPS or len(from_a) + len(from_b) > MOST_NODES:
            return []
        if len(edge_a) <= len(edge_b):
            depth_a += 1
            edge_a = _grown(store, edge_a, from_a, depth_a, ties, ends)
        else:
            depth_b += 1
            edge_b = _grown(store, edge_b, from_b, depth_b, ties, ends)
    meeting = from_a.keys() & from_b.keys()
    if not meeting or a == b:
        return []
    chain = _first_chain(a, meeting, depth_a, depth_b, from_a, from_b, ties)
    names = [_name(store, entity) for entity in chain]
    told = " – ".join(names)
    rows: list[Row] = []
    for step, (here, there) in enumerate(pairwise(chain), start=1):
        pair = names[step - 1], names[step]
        row = _step(store, here, there, _between_two(here, there, ties), pair)
        between: Row = {"person": pair[0], "other": pair[1]}
        rows.append({"chain": told, "step": step} | between | row)
    return rows


def _grown(
    store: Rows,
    edge: list[str],
    distance: dict[str, int],
    depth: int,
    ties: dict[str, Ties],
    ends: frozenset[str],
) -> list[str]:
    """The next whole layer."""
    found: list[str] = []
    for here in edge:
        if here not in ties:
            ties[here] = _ties(store, here, ends)
        for other in sorted(ties[here]):
            if other not in distance:
                distance[other] = depth
                found.append(other)
    return found


def _between_two(one: str, two: str, ties: Mapping[str, Ties]) -> list[str]:
    """Relations between two tied entities."""
    return ties.get(one, {}).get(two) or ties.get(two, {}).get(one, [])


def _first_chain(
    a: str,
    meeting: Iterable[str],
    depth_a: int,
    depth_b: int,
    from_a: Mapping[str, int],
    from_b: Mapping[str, int],
    ties: Mapping[str, Ties],
) -> list[str]:
    """Of all shortest chains the one whose ids come first."""
    layers = [set(meeting)]
    for depth in range(depth_a - 1, -1, -1):
        layers.append(
            {
                node
                for node, distance in from_a.items()
                if distance == depth and any(next_ in layers[-1] for next_ in ties.get(node, {}))
            }
        )
    layers.reverse()
    for depth in range(depth_b - 1, -1, -1):
        layers.append({node for node, distance in from_b.items() if distance == depth})
    chain = [a]
    for layer in layers[1:]:
        chain.append(min(n for n in layer if _between_two(chain[-1], n, ties)))
    return chain


def _step(store: Rows, here: str, there: str, relations: list[str], names: tuple[str, str]) -> Row:
    """The worthiest claim of a step's smallest relation and fact, and how many claims tell it."""
    for relation in sorted(relations):
        evidence = _behind(store, here, relation, there)
        if evidence:
            fact = min(str(row["fact"]) for row in evidence)
            return _best([row for row in evidence if row["fact"] == fact], names)
    return {}


def _behind(store: Rows, one: str, relation: str, two: str) -> list[Row]:
    ends = {"a": Bound("entity", one), "b": Bound("entity", two)}
    return _ask(store, "behind_edge", edge=Bound("relation", relation), **ends)


def _best(rows: list[Row], names: tuple[str, str]) -> Row:
    """The row of the claim that names both, or else of the worthiest, with how many claims there are."""

    def rank(row: Row) -> tuple[int, float, str]:
        sides = f"{row['subject']} {row['object']}"
        named = sum(name in sides for name in names)
        return -named, -float(str(row["worth"] or 0)), str(row["claim"])

    best = min(rows, key=rank)
    return best | {"statements": len({row["claim"] for row in rows})}


def _name(store: Rows, entity: str) -> str:
    return str(_ask(store, "describe", x=Bound("entity", entity))[0]["name"])


FUNCTIONS: dict[str, Callable[[Rows, Mapping[str, Bound]], list[Row]]] = {
    "shortest_chain": shortest_chain,
}
