"""What a query language cannot say: the shortest chain (SPARQL) and betweenness (both).

Breadth first over the plain edges, a neighbourhood a query; ties go to the smaller ids, as in the
Cypher twin, so that the answer is the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.query.catalog import find_question
from kgbuild.query.parameters import Bound, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_STEPS = 8
MOST_NODES = 20_000
"""A search that has seen this many entities ends: everybody is then tied to everybody."""

MOST_ACTORS = 100
"""Bridges that are shown with their evidence, if nothing else is asked for."""

Ties = dict[str, list[tuple[str, str]]]
"""Neighbour -> relations and the neighbour's name."""


def _ask(store: Rows, name: str, **bound: Bound) -> list[Row]:
    return store.run(find_question(name).text(store.language), bound)


def _ties(store: Rows, entity: str) -> Ties:
    found: Ties = {}
    for row in _ask(store, "neighbours", x=Bound("entity", entity)):
        relation_name = (str(row["relation"]), str(row["name"]))
        found.setdefault(str(row["other"]), []).append(relation_name)
    return found


def shortest_chain(store: Rows, bound: Mapping[str, Bound]) -> list[Row]:
    """The shortest chain of plain edges from `a` to `b`, at most eight steps, with its evidence.

    Grows whole layers from both ends, the smaller one first; of several chains the one whose ids come
    first, step by step, is taken.
    """
    a, b = str(bound["a"].value), str(bound["b"].value)
    ties: dict[str, Ties] = {}
    from_a, from_b = {a: 0}, {b: 0}
    edge_a, edge_b = [a], [b]
    depth_a = depth_b = 0
    while edge_a and edge_b and not from_a.keys() & from_b.keys():
        if depth_a + depth_b == MOST_STEPS or len(from_a) + len(from_b) > MOST_NODES:
            return []
        if len(edge_a) <= len(edge_b):
            depth_a += 1
            edge_a = _grown(store, edge_a, from_a, depth_a, ties)
        else:
            depth_b += 1
            edge_b = _grown(store, edge_b, from_b, depth_b, ties)
    meeting = from_a.keys() & from_b.keys()
    if not meeting or a == b:
        return []
    chain = _first_chain(a, meeting, depth_a, depth_b, from_a, from_b, ties)
    rows: list[Row] = []
    for step, (here, there) in enumerate(pairwise(chain), start=1):
        rows += _step(store, step, here, there, _between_two(here, there, ties))
    return rows


def _grown(
    store: Rows, edge: list[str], distance: dict[str, int], depth: int, ties: dict[str, Ties]
) -> list[str]:
    """The next whole layer."""
    found: list[str] = []
    for here in edge:
        if here not in ties:
            ties[here] = _ties(store, here)
        for other in sorted(ties[here]):
            if other not in distance:
                distance[other] = depth
                found.append(other)
    return found


def _between_two(one: str, two: str, ties: Mapping[str, Ties]) -> list[tuple[str, str]]:
    """Relations between two tied entities, with the second one's name where it is known."""
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


def _step(store: Rows, step: int, here: str, there: str, ties: list[tuple[str, str]]) -> list[Row]:
    """One step with the evidence of its smallest relation and fact."""
    mine, name = _name(store, here), _name(store, there)
    for relation, _ in sorted(ties):
        evidence = _ask(
            store,
            "behind_edge",
            a=Bound("entity", here),
            edge=Bound("relation", relation),
            b=Bound("entity", there),
        )
        if evidence:
            step_row: Row = {"step": step, "person": mine, "relation": relation, "other": name}
            fact = min(str(row["fact"]) for row in evidence)
            kept = ("fact", "claim", "sentence", "source")
            return [
                step_row | {key: row[key] for key in kept}
                for row in evidence
                if row["fact"] == fact
            ]
    return []


def _name(store: Rows, entity: str) -> str:
    return str(_ask(store, "describe", x=Bound("entity", entity))[0]["name"])


def bridges(store: Rows, bound: Mapping[str, Bound]) -> list[Row]:
    """For each actor the share of shortest chains between two countries on which it lies, ends included.

    Chains run over plain edges between entities of any country; equally short chains of a pair share
    its weight, as betweenness does. One row a claim about the edges by which each of the
    `most` actors that lie on most chains is tied towards either country, with the chain through it.
    """
    sides = [str(bound[name].value).upper() for name in ("a", "b")]
    if sides[0] == sides[1]:
        raise UsageError("a and b are the same country: nothing to bridge")
    tied: dict[str, set[str]] = defaultdict(set)
    relations: dict[tuple[str, str], str] = {}
    actors: dict[str, tuple[str, str]] = {}
    for row in _ask(store, "edges"):
        one, two, relation = str(row["one"]), str(row["two"]), str(row["relation"])
        tied[one].add(two)
        tied[two].add(one)
        pair = (min(one, two), max(one, two))
        relations[pair] = min(relation, relations.get(pair, relation))
        for end, entity in (("one", one), ("two", two)):
            actors[entity] = (str(row[f"{end}_name"]), str(row[f"{end}_country"] or ""))
    graph = {entity: sorted(others) for entity, others in tied.items()}
    left, right = ({e for e, (_, country) in actors.items() if country == s} for s in sides)
    weight: dict[str, float] = defaultdict(float)
    chains = 0
    for source in sorted(left):
        reached = _between(graph, source, right, weight)
        chains += reached
    rows: list[Row] = []
    most = int(str(bound["most"].value)) if "most" in bound else MOST_ACTORS
    for entity in sorted(weight, key=lambda e: (-weight[e], e))[:most]:
        to_left, to_right = _nearest(graph, entity, left), _nearest(graph, entity, right)
        chain = " – ".join(actors[e][0] for e in (*reversed(to_left), *to_right[1:]))
        name, country = actors[entity]
        bridge: Row = {
            "actor": name,
            "entity": entity,
            "country": country,
            "share": round(weight[entity] / chains, 4),
            "chains": chains,
            "chain": chain,
        }
        for other in sorted({path[1] for path in (to_left, to_right) if len(path) > 1}):
            evidence = _ask(
                store,
                "behind_edge",
                a=Bound("entity", entity),
                edge=Bound("relation", relations[min(entity, other), max(entity, other)]),
                b=Bound("entity", other),
            )
            rows += [row | bridge for row in evidence]
    return rows


def _nearest(graph: Mapping[str, list[str]], source: str, targets: set[str]) -> list[str]:
    """The shortest way to the nearest of some entities, the smallest ids first; the source itself is one."""
    before: dict[str, str | None] = {source: None}
    waiting = deque([source])
    while waiting:
        here: str | None = waiting.popleft()
        if here in targets:
            path = []
            while here is not None:
                path.append(here)
                here = before[here]
            return path[::-1]
        for other in graph[str(here)]:
            if other not in before:
                before[other] = here
                waiting.append(other)
    return [source]


def _between(
    graph: Mapping[str, list[str]], source: str, targets: set[str], weight: dict[str, float]
) -> int:
    """Add what lies between `source` and each target (Brandes); returns how many were reached."""
    distance, paths = {source: 0}, {source: 1.0}
    before: dict[str, list[str]] = {source: []}
    order: list[str] = []
    waiting = deque([source])
    while waiting:
        here = waiting.popleft()
        order.append(here)
        for other in graph[here]:
            if other not in distance:
                distance[other] = distance[here] + 1
                paths[other], before[other] = 0.0, []
                waiting.append(other)
            if distance[other] == distance[here] + 1:
                paths[other] += paths[here]
                before[other].append(here)
    reached = {target for target in targets if target in distance and target != source}
    through = dict.fromkeys(order, 0.0)
    for here in reversed(order):
        if here in reached:
            through[here] += 1.0
        for other in before[here]:
            through[other] += through[here] * paths[other] / paths[here]
    for here, share in through.items():
        if share:
            weight[here] += share
    return len(reached)


FUNCTIONS: dict[str, Callable[[Rows, Mapping[str, Bound]], list[Row]]] = {
    "bridges": bridges,
    "shortest_chain": shortest_chain,
}
