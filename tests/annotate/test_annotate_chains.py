"""What a chain keeps as it grows is what its nodes say, whatever is joined or changed in which order."""

from __future__ import annotations

from random import Random

from kgbuild.annotate.coreference.signs import _nested
from kgbuild.annotate.nodes import VAGUE, Chain, Node, link, order
from kgbuild.model import MentionKind
from kgbuild.names import person_name


def some_node(draw: Random, at: int) -> Node:
    kind = draw.choice(list(MentionKind))
    name = draw.choice(["Anna Berg", "Berg", "Anna Lund"]) if draw.random() < 0.4 else ""
    node = Node(
        at, at + draw.randint(1, 3), at, kind, draw.choice(["Person", "Group", "Event", "City"]), at // 9,
        name or "it", draw.choice(["summit", "it", "man"]), number=draw.choice(["sing", "plur", ""]),
        gender=draw.choice(["", "", "female"]), iso=draw.choice(["", "", "NO", "SE"]),
        name=person_name(name.split()) if name else None,
    )  # fmt: skip
    node.chain = Chain([node])
    return node


def told(chain: Chain) -> tuple[object, ...]:
    """The same questions, each asked of all nodes at once."""
    nodes = sorted(chain.nodes, key=order)
    votes: dict[str, int] = {}
    for node in nodes:
        if not node.pronoun:
            votes[node.type] = votes.get(node.type, 0) + (3 if node.named else 1)
    specific = {k: v for k, v in votes.items() if k not in VAGUE}
    pool = specific or votes
    kind = max(pool, key=lambda k: pool[k]) if votes else chain.nodes[0].type
    return (
        {n.gender for n in nodes if n.gender},
        {n.number for n in nodes if n.number},
        {n.iso for n in nodes if n.iso},
        {n.name for n in nodes if n.name is not None},
        sorted(n.start for n in nodes if n.named),
        nodes[0],
        kind,
    )


def kept(chain: Chain) -> tuple[object, ...]:
    return (
        chain.genders(), chain.numbers(), chain.countries(), set(chain.names()),
        sorted(n.start for n in chain.named()), chain.first(), chain.type(),
    )  # fmt: skip


def test_chains_know_what_their_nodes_say() -> None:
    """Random joins and changes, checked at each step against a count from scratch."""
    draw = Random(3)
    for _ in range(60):
        nodes = [some_node(draw, at) for at in range(12)]
        for _ in range(15):
            left, right = draw.sample(nodes, 2)
            link(left, right)
            if draw.random() < 0.4:
                changed = draw.choice(nodes)
                changed.gender = draw.choice(["", "male", "female"])
                changed.type = draw.choice(["Person", "City"])
                changed.name = None
            for node in nodes:
                assert node.chain is not None
                assert kept(node.chain) == told(node.chain)


def test_a_long_chain_costs_no_more_at_its_end() -> None:
    """Twenty thousand mentions of one thing, each asked for type, names and gender as it comes."""
    import time

    started = time.process_time()
    first = some_node(Random(1), 0)
    for at in range(1, 20_000):
        node = Node(at, at + 1, at, MentionKind.PRONOUN, "Person", at, "she", "she", gender="")
        node.chain = Chain([node])
        link(first, node)
        assert first.chain is not None
        first.chain.type(), first.chain.names(), first.chain.genders(), first.chain.first()
    assert time.process_time() - started < 5


def test_what_lies_inside_another() -> None:
    """As asked pair by pair."""
    draw = Random(5)
    for _ in range(200):
        nodes = [some_node(draw, draw.randint(0, 8)) for _ in range(6)]
        pairwise = {
            id(inner)
            for inner in nodes
            if any(o is not inner and o.start <= inner.start and inner.end <= o.end for o in nodes)
        }
        assert _nested(nodes) == pairwise
