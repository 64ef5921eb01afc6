"""Names first: full names, surnames, acronyms, short forms of bodies, and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.coreference import learned
from kgbuild.annotate.coreference.body_links import link_bodies, link_first_words
from kgbuild.annotate.lexicon import BODIES, PLACES
from kgbuild.annotate.nodes import link, one_bearer, order
from kgbuild.names import body_key
from kgbuild.names import word as fold
from kgbuild.names.people import tail

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Chain, Node
    from kgbuild.names import PersonName

# Words that a short form may leave off the front of a body's name.
NEAR = 2
AGAINST_NEAR = 3.0
"""By how much the learned score of somebody of a name must be above that of whoever of it was spoken of just before."""


def link_names(doc: Doc, nodes: list[Node]) -> None:
    """Join all nodes that name the same thing by name."""
    named = [node for node in nodes if node.named or node.kind == "demonym" or node.key]
    by_key: dict[tuple[str, str], Node] = {}
    for node in named:
        if node.type == "Person" or not _key(node):
            continue
        group = "place" if node.type in PLACES and node.type != "Facility" else "thing"
        if node.type == "Position":
            continue
        known = by_key.setdefault((group, _key(node)), node)
        link(known, node)
    _link_persons(doc, [node for node in named if node.type == "Person" and node.name is not None])
    link_bodies(
        [
            node
            for node in named
            if node.type in BODIES | {"Topic", "Event", "Facility", "Document", "Product"}
        ]
    )
    _link_across(named)
    link_first_words(doc, named)


def _key(node: Node) -> str:
    if node.key:
        return node.key
    if node.canonical:
        return fold(node.canonical)
    return " ".join(body_key(node.text))


def _link_persons(doc: Doc, nodes: list[Node]) -> None:
    full = [node for node in nodes if node.name is not None and not node.name.alone]
    people = _People()
    for node in full:
        home = next((chain for chain in people.like(node) if _agrees(node, chain)), None)
        if home is not None:
            link(home.nodes[0], node)
        people.add(node)
    alone: dict[str, Node] = {}
    for node in nodes:
        if node.name is None or not node.name.alone:
            continue
        fitting = [chain for chain in people.like(node) if _agrees(node, chain)]
        home = fitting[0] if len(fitting) == 1 else _bearer(doc, node, fitting)
        if home is not None:
            link(home.nodes[0], node)
        elif not fitting:
            known = alone.setdefault(node.name.family, node)
            if known.chain is not None and not _conflict(known.chain.genders(), node.gender):
                link(known, node)


class _People:
    """Full names by their parts: two names that fit one another share one, so few are compared."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[Node]] = {}
        self._known: set[tuple[int, PersonName]] = set()

    def add(self, node: Node) -> None:
        """Note a node under its name's parts; once for each name that its chain goes by."""
        assert node.name is not None
        key = (id(node.chain), node.name)
        if key in self._known:
            return
        self._known.add(key)
        for part in _parts(node.name):
            self._by_part.setdefault(part, []).append(node)

    def like(self, node: Node) -> list[Chain]:
        """The chains that share a part with the node's name, in the order of the text."""
        assert node.name is not None
        found = {id(n): n for part in _parts(node.name) for n in self._by_part.get(part, ())}
        chains = [n.chain for n in sorted(found.values(), key=order) if n.chain is not None]
        return list({id(chain): chain for chain in chains}.values())


def _parts(name: PersonName) -> set[str]:
    return {*name.parts, name.family, tail(name.family)}


def _agrees(node: Node, chain: Chain) -> bool:
    assert node.name is not None
    if _conflict(chain.genders(), node.gender):
        return False
    return one_bearer([node.name], chain.names())


def _conflict(known: set[str], gender: str) -> bool:
    return bool(gender) and bool(known - {"neuter"}) and gender not in known


def _bearer(doc: Doc, node: Node, chains: list[Chain]) -> Chain | None:
    """Of several people of one name, the one whom a part of it means: he must have been named in full before.

    Who alone was spoken of just before, or else who was named first: the others are told apart by their full names
    ("Wang Sicong, son of Wang Jianlin … Wang"). The learned scores may speak for another, or for none of them.
    """
    told = [
        chain for chain in chains if any(_in_full(n) and n.start < node.start for n in chain.nodes)
    ]
    near = _nearest(node, told)
    known = {id(chain): _score(doc, node, chain) for chain in told}
    if not told or None in known.values():
        return near
    scores = {key: score for key, score in known.items() if score is not None}
    chosen, likeliest = near or told[0], max(told, key=lambda chain: scores[id(chain)])
    if scores[id(likeliest)] - scores[id(chosen)] >= (AGAINST_NEAR if near else learned.LEAD):
        chosen = likeliest
    return chosen if chosen is near or scores[id(chosen)] >= 0 else None


def _in_full(node: Node) -> bool:
    return node.name is not None and not node.name.alone


def _score(doc: Doc, node: Node, chain: Chain) -> float | None:
    """The best learned score of a chain's mentions before a name; None where nothing was learned of them."""
    scored = learned.scores(doc, node, [n for n in chain.nodes if n.end <= node.start])
    return max((score for score in scored or [] if score is not None), default=None)


def _nearest(node: Node, chains: list[Chain]) -> Chain | None:
    """Of several people of one name, the only one spoken of just before; else nobody."""
    near = []
    for chain in chains:
        before = [n.sentence for n in chain.nodes if n.start < node.start and n.name is not None]
        if before and node.sentence - max(before) <= NEAR:
            near.append(chain)
    return near[0] if len(near) == 1 else None


def _link_across(nodes: list[Node]) -> None:
    """One spelling, two guesses of the recogniser: the same thing, unless a person's title speaks against it."""
    first: dict[str, Node] = {}
    for node in nodes:
        if node.kind == "metonym" or node.kind == "demonym" or node.type == "Position":
            continue
        if (
            node.type == "Person"
            and (node.gender or node.name is None or (len(node.name.parts) > 1 and node.roles))
            and not (node.name is not None and node.name.alone)
        ):
            continue
        text = fold(node.text)
        known = first.setdefault(text, node)
        assert known.chain is not None
        assert node.chain is not None
        if known.chain is node.chain:
            continue
        types = {known.type, node.type}
        if "Person" in types and types & PLACES:
            continue
        if (
            len(known.chain.names())
            and any(not name.alone for name in known.chain.names())
            and node.type != "Person"
        ):
            link(known, node)
            continue
        if node.iso and known.iso and node.iso != known.iso:
            continue
        link(known, node)
