"""The working values of this stage: a node for each mention, a chain for what co-refers."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgbuild.annotate.lexicon import words
from kgbuild.annotate.names import PersonName, compatible
from kgbuild.model import MentionKind


@dataclass(slots=True, eq=False)
class Node:
    """A mention on its way to a cluster; spans in tokens.

    `number` is "sing", "plur" or ""; `gender` is "male", "female", "neuter" or ""; `person` is 1, 2 or
    3 for pronouns, else 0; `definite` is one of "def", "indef", "poss", "dem", "bare". `iso` is the
    country the phrase itself names ("the Russian president"), `owner` the possessor's node. `joint`
    holds the nodes of the members of a mention that names several entities; `after` is the holder of
    an office, `owned` what a possessive pronoun stands before; `bracketed` marks a name alone between
    brackets. `chain` is set by coreference.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: str
    sentence: int
    text: str
    lemma: str
    number: str = ""
    gender: str = ""
    person: int = 0
    definite: str = "bare"
    modifiers: frozenset[str] = frozenset()
    iso: str = ""
    owner: Node | None = None
    name: PersonName | None = None
    key: str = ""
    quote: int = -1
    roles: list[tuple[str, str]] = field(default_factory=list)
    appositive_of: Node | None = None
    external: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    joint: list[Node] = field(default_factory=list)
    virtual: bool = False
    bracketed: bool = False
    generic: bool = False
    status: str = ""
    count: str = ""
    settled: bool = False
    after: Node | None = None
    owned: Node | None = None
    chain: Chain | None = None

    @property
    def named(self) -> bool:
        """Whether the words are a name of the entity (not a description or pronoun)."""
        return self.kind in (MentionKind.NAME, MentionKind.METONYM)

    @property
    def pronoun(self) -> bool:
        """Whether this is a pronoun."""
        return self.kind is MentionKind.PRONOUN


@dataclass(slots=True, eq=False)
class Chain:
    """Nodes that are held to name one thing."""

    nodes: list[Node] = field(default_factory=list)

    def first(self) -> Node:
        """The first node in the text."""
        return min(self.nodes, key=order)

    def genders(self) -> set[str]:
        """Genders that are known of the nodes."""
        return {node.gender for node in self.nodes if node.gender}

    def numbers(self) -> set[str]:
        """Numbers that are known of the nodes."""
        return {node.number for node in self.nodes if node.number}

    def names(self) -> list[PersonName]:
        """All person names among the nodes."""
        return [node.name for node in self.nodes if node.name is not None]

    def named(self) -> list[Node]:
        """Nodes whose words are a name."""
        return [node for node in self.nodes if node.named]

    def countries(self) -> set[str]:
        """Countries that the nodes name as theirs."""
        return {node.iso for node in self.nodes if node.iso}

    def roles(self) -> list[tuple[str, str]]:
        """Role words with the country or body they were said with."""
        return [role for node in self.nodes for role in node.roles]

    def type(self) -> str:
        """Type by votes: a name counts three times, a pronoun not at all; ties by order."""
        votes: dict[str, int] = {}
        for node in sorted(self.nodes, key=order):
            if not node.pronoun:
                weight = 3 if node.named else 1
                votes[node.type] = votes.get(node.type, 0) + weight
        specific = {k: v for k, v in votes.items() if k not in VAGUE}
        if not votes:
            return self.nodes[0].type
        if specific.keys() == {"Event"} and self._body_by_count(votes):
            return "Organization"
        pool = specific or votes
        return max(pool, key=lambda kind: pool[kind])

    def _body_by_count(self, votes: dict[str, int]) -> bool:
        """Whether a name is a body's more often than an event's, and ends in no word for events.

        "Varde Rowing" of three sentences is one body, "the Oslo Summit" an event whatever its guesses.
        """
        events = words("Event")
        told = any(n.lemma in events for n in self.nodes if n.type == "Event")
        return not told and votes.get("Organization", 0) > votes["Event"]


# Types that a more telling one overrules whatever the count.
VAGUE = frozenset({"Topic", "Organization", "Group"})


def order(node: Node) -> tuple[int, int, int]:
    """Sort key: order of the text, the wider first."""
    return node.start, -node.end, node.head


def link(left: Node, right: Node) -> bool:
    """Put the chains of two nodes together, unless they are two people: whatever rule asks for it.

    Returns whether the two are in one chain now. A node that was left out (a mere time word) has no
    chain, and nothing can be joined to it.
    """
    if left.chain is None or right.chain is None:
        return False
    if left.chain is right.chain:
        return True
    if two_people(left.chain, right.chain):
        return False
    gone = right.chain
    left.chain.nodes.extend(gone.nodes)
    for node in gone.nodes:
        node.chain = left.chain
    gone.nodes = []
    return True


def two_people(left: Chain, right: Chain) -> bool:
    """Whether names or genders say that two chains are two people."""
    genders = (left.genders() - {"neuter"}, right.genders() - {"neuter"})
    if genders[0] and genders[1] and not genders[0] & genders[1]:
        return True
    mine, theirs = set(left.names()), set(right.names())
    return any(not compatible(a, b) for a in mine for b in theirs)
