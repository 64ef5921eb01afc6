"""What a query language cannot say: the shortest chain (SPARQL) and betweenness (both).

Breadth first over the plain edges, a neighbourhood a query; ties go to the smaller ids, as in the
Cypher twin, so that the answer is the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.query.catalog import find_question
from kgbuild.query.parameters import Bound, Row, Rows
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST_STEPS = 8
MOST_NODES = 20_000
"""A search that has seen this many entities ends: everybody is then tied to everybody."""

MOST_ACTORS = 100
"""Bridges that are shown with their evidence, if nothing else is asked for."""

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


@dataclass(slots=True)
class _Contacts:
    """All plain edges of contact between people and bodies; of places only countries, as ends."""

    tied: dict[str, list[str]]
    relations: dict[tuple[str, str], str]
    names: dict[str, str]
    country: dict[str, str]
    lands: set[str]
    agents: set[str]

    @classmethod
    def of(cls, store: Rows) -> _Contacts:
        """Those of a graph."""
        tied: dict[str, set[str]] = defaultdict(set)
        made = cls({}, {}, {}, {}, set(), set())
        for row in _ask(store, "edges"):
            ends = [(str(row[end]), end) for end in ("one", "two")]
            if any(_is_place(row[f"{e}_type"]) and row[f"{e}_type"] != "Country" for _, e in ends):
                continue
            (one, _), (two, _) = ends
            tied[one].add(two)
            tied[two].add(one)
            pair, relation = (min(one, two), max(one, two)), str(row["relation"])
            made.relations[pair] = min(relation, made.relations.get(pair, relation))
            for entity, end in ends:
                made.names[entity] = str(row[f"{end}_name"])
                made.country[entity] = str(row[f"{end}_country"] or "")
                if row[f"{end}_type"] == "Country":
                    made.lands.add(entity)
                if "Agent" in vocabulary().labels(str(row[f"{end}_type"])):
                    made.agents.add(entity)
        made.tied = {entity: sorted(others) for entity, others in tied.items()}
        return made


def bridges(store: Rows, bound: Mapping[str, Bound]) -> list[Row]:
    """For each actor the share of shortest chains between two countries on which it lies, ends left out.

    Chains run over plain edges between people and bodies of any country; a country itself is an end only. Pairs
    that are tied without anybody between them count for nobody. Equally short chains of a pair share its weight,
    as betweenness does. Of each of the `most` actors that lie on most chains two rows: the worthiest claim
    of the edge towards either country, with how many claims tell it and the chain through the actor.
    """
    sides = [str(bound[name].value).upper() for name in ("a", "b")]
    if sides[0] == sides[1]:
        raise UsageError("a and b are the same country: nothing to bridge")
    contacts = _Contacts.of(store)
    left, right = ({e for e, country in contacts.country.items() if country == s} for s in sides)
    weight: dict[str, float] = defaultdict(float)
    shortest: dict[str, list[str]] = {}
    chains = sum(_between(contacts, source, right, weight, shortest) for source in sorted(left))
    rows: list[Row] = []
    most = int(str(bound["most"].value)) if "most" in bound else MOST_ACTORS
    for entity in sorted(weight.keys() & contacts.agents, key=lambda e: (-round(weight[e], 9), e))[
        :most
    ]:
        chain = shortest[entity]
        bridge: Row = {
            "actor": contacts.names[entity],
            "entity": entity,
            "country": contacts.country[entity],
            "share": round(weight[entity] / chains, 4),
            "chains": chains,
            "chain": " – ".join(contacts.names[e] for e in chain),
        }
        at = chain.index(entity)
        for other in (chain[at - 1], chain[at + 1]):
            relation = contacts.relations[min(entity, other), max(entity, other)]
            evidence = _behind(store, entity, relation, other)
            if evidence:
                towards = contacts.names[other]
                rows.append(
                    _best(evidence, (contacts.names[entity], towards))
                    | bridge
                    | {"towards": towards}
                )
    return rows


def _between(
    contacts: _Contacts,
    source: str,
    targets: set[str],
    weight: dict[str, float],
    shortest: dict[str, list[str]],
) -> int:
    """Add what lies between `source` and each target that it is not tied to (Brandes); returns how many those are.

    `shortest` gets the shortest chain through each actor, of equally short ones that of the first source.
    """
    distance, paths = {source: 0}, {source: 1.0}
    before: dict[str, list[str]] = {source: []}
    order: list[str] = []
    waiting = deque([source])
    while waiting:
        here = waiting.popleft()
        order.append(here)
        if here in contacts.lands and here != source:
            continue
        for other in contacts.tied[here]:
            if other not in distance:
                distance[other] = distance[here] + 1
                paths[other], before[other] = 0.0, []
                waiting.append(other)
            if distance[other] == distance[here] + 1:
                paths[other] += paths[here]
                before[other].append(here)
    reached = {target for target in targets if distance.get(target, 0) > 1}
    through = dict.fromkeys(order, 0.0)
    onwards: dict[str, tuple[int, str, str]] = {}
    for here in reversed(order):
        share = through[here] + (here in reached)
        if not share:
            continue
        length, target = (distance[here], here) if here in reached else onwards[here][:2]
        for other in before[here]:
            through[other] += share * paths[other] / paths[here]
            onwards[other] = min(onwards.get(other, (length, target, here)), (length, target, here))
        if through[here] and here != source:
            weight[here] += through[here]
            if here not in shortest or onwards[here][0] + 1 < len(shortest[here]):
                shortest[here] = _chain(here, before, onwards, reached)
    return len(reached)


def _chain(
    actor: str,
    before: Mapping[str, list[str]],
    onwards: Mapping[str, tuple[int, str, str]],
    reached: set[str],
) -> list[str]:
    """The chain through an actor, from the source to the nearest that is reached beyond."""
    chain = [actor]
    while before[chain[0]]:
        chain.insert(0, min(before[chain[0]]))
    while chain[-1] == actor or chain[-1] not in reached:
        chain.append(onwards[chain[-1]][2])
    return chain


FUNCTIONS: dict[str, Callable[[Rows, Mapping[str, Bound]], list[Row]]] = {
    "bridges": bridges,
    "shortest_chain": shortest_chain,
}
