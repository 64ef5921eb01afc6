"""The working values of this stage: a node for each mention, a chain for what co-refers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import words
from kgbuild.model import MentionKind
from kgbuild.names import PersonName, compatible

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNTED = frozenset(
    {"type", "name", "gender", "number", "iso", "kind", "lemma", "start", "end", "listed"}
)
"""What a chain counts of its nodes."""


@dataclass(slots=True, eq=False)
class Node:
    """A mention on its way to a cluster; spans in tokens.

    `number` is "sing", "plur" or ""; `gender` is "male", "female", "neuter" or ""; `person` is 1, 2 or
    3 for pronouns, else 0; `definite` is one of "def", "indef", "poss", "dem", "bare". `iso` is the
    country the phrase itself names ("the Russian president"), `owner` the possessor's node. `joint`
    holds the nodes of the members of a mention that names several entities; `after` is the holder of
    an office, `owned` what a possessive pronoun stands before; `bracketed` marks a name alone between
    brackets. `chain` is set by coreference; `listed` is the type that the user's own list gives the name.
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
    sure: float = 0.0
    chain: Chain | None = None
    listed: str = ""

    def __setattr__(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)
        if name in COUNTED and (chain := getattr(self, "chain", None)) is not None:
            chain.changed()

    @property
    def named(self) -> bool:
        """Whether the words are a name of the entity (not a description or pronoun)."""
        return self.kind in (MentionKind.NAME, MentionKind.METONYM)

    @property
    def pronoun(self) -> bool:
        """Whether this is a pronoun."""
        return self.kind is MentionKind.PRONOUN


@dataclass(slots=True, eq=False)
class Tie:
    """Two nodes of a chain of which the one was joined to the other, and how probable it is that they are one."""

    one: Node
    other: Node
    sure: float = 1.0


class Chain:
    """Nodes that are held to name one thing, in the order in which they were joined.

    What is asked over and over (genders, names, type …) is kept as the chain grows, so that a thing told
    of a thousand times costs no more at the thousandth; it is worked out anew when a node has changed.
    """

    __slots__ = ("_known", "nodes", "ties")

    def __init__(self, nodes: list[Node] | None = None) -> None:
        self.nodes: list[Node] = [] if nodes is None else nodes
        self.ties: list[Tie] = []
        self._known: _Known | None = None

    @property
    def known(self) -> _Known:
        """What the nodes say together."""
        if self._known is None:
            self._known = _Known()
            for node in self.nodes:
                self._known.add(node)
        return self._known

    def take(self, other: Chain) -> None:
        """Join another chain's nodes to this one's; the other is left empty."""
        known = self.known
        for node in other.nodes:
            node.chain = self
            known.add(node)
        self.nodes.extend(other.nodes)
        self.ties.extend(other.ties)
        other.nodes, other.ties, other._known = [], [], None

    def changed(self) -> None:
        """Forget what was known: a node has another name, type, gender, number, country or kind."""
        self._known = None

    def first(self) -> Node:
        """The first node in the text."""
        first = self.known.first
        if first is None:
            raise ValueError("an empty chain has no first node")
        return first

    def genders(self) -> set[str]:
        """Genders that are known of the nodes."""
        return self.known.genders

    def told_genders(self) -> set[str]:
        """Genders that names, titles and descriptions tell: what a pronoun lends may be wrong."""
        return self.known.told

    def leave(self, node: Node) -> None:
        """Take a node out, into a chain of its own."""
        if len(self.nodes) > 1:
            self.nodes.remove(node)
            self.changed()
            self._untie(node)
            node.chain = Chain([node])

    def _untie(self, node: Node) -> None:
        """Join what hung on a node that goes to what the node hung on, as surely as both ties were."""
        cut = [tie for tie in self.ties if node in (tie.one, tie.other)]
        self.ties = [tie for tie in self.ties if tie not in cut]
        ends = [(tie.other if tie.one is node else tie.one, tie.sure) for tie in cut]
        self.ties += [Tie(ends[0][0], end, min(ends[0][1], sure)) for end, sure in ends[1:]]

    def sureness(self) -> dict[int, float]:
        """How sure each node is (by its id) to be what the chain is of: its name, or else its first node.

        No surer than the weakest tie between: "the party" of "Berg's party", taken for a party before by .57, is
        that party by .57, whatever ties the two to one another. A pronoun was weighed against the whole chain: what
        hangs on it is as sure as what it hangs on, and itself no surer than its own tie.
        """
        ties: dict[int, list[tuple[Node, float]]] = {}
        joined = {id(tie.other) for tie in self.ties}
        for tie in self.ties:
            ties.setdefault(id(tie.one), []).append((tie.other, tie.sure))
            if not (tie.one.pronoun and id(tie.one) in joined):
                ties.setdefault(id(tie.other), []).append((tie.one, tie.sure))
        found: dict[int, float] = {}
        waiting = [(node, 1.0, 1.0) for node in self.named() or [self.first()]]
        while waiting:
            node, sure, onward = waiting.pop()
            if sure > found.get(id(node), 0.0):
                found[id(node)] = sure
                onward = onward if node.pronoun else sure
                waiting += [(o, min(onward, tie), onward) for o, tie in ties.get(id(node), ())]
        return found

    def numbers(self) -> set[str]:
        """Numbers that are known of the nodes."""
        return self.known.numbers

    def names(self) -> list[PersonName]:
        """The person names among the nodes, each once."""
        return list(self.known.names)

    def named(self) -> list[Node]:
        """Nodes whose words are a name."""
        return self.known.named

    def countries(self) -> set[str]:
        """Countries that the nodes name as theirs."""
        return self.known.countries

    def roles(self) -> list[tuple[str, str]]:
        """Role words with the country or body they were said with."""
        return [role for node in self.nodes for role in node.roles]

    def type(self) -> str:
        """Type by votes: a name counts three times, a pronoun not at all; ties by order."""
        known = self.known
        if not known.votes:
            return self.nodes[0].type
        if not known.kind:
            known.kind = self._voted(known.votes)
        return known.kind

    def _voted(self, votes: dict[str, _Vote]) -> str:
        listed = next((n.listed for n in self.known.named if n.listed), "")
        if listed:
            return listed
        specific = {k: v for k, v in votes.items() if k not in VAGUE}
        state = specific.get("GovernmentBody")
        named = votes.get("Organization")
        if state and named and named.count >= 3 and state.count == self.known.governments:
            # "the government", read into a school of that name, makes none of it
            del specific["GovernmentBody"]
        if specific.keys() == {"Event"} and self._body_by_count():
            return "Organization"
        pool = specific or votes
        return min(pool, key=lambda kind: (-pool[kind].count, pool[kind].first))

    def _body_by_count(self) -> bool:
        """Whether a name is a body's more often than an event's, and ends in no word for events.

        "Varde Rowing" of three sentences is one body, "the Oslo Summit" an event whatever its guesses.
        """
        votes = self.known.votes
        told = not self.known.event_words.isdisjoint(words("Event"))
        bodies = votes["Organization"].count if "Organization" in votes else 0
        return not told and bodies > votes["Event"].count


@dataclass(slots=True)
class _Vote:
    """Votes for one type, and where the first of them stands."""

    count: int
    first: tuple[int, int, int]


@dataclass(slots=True)
class _Known:
    """What a chain's nodes say together, node by node as they come."""

    genders: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Genders of what is no pronoun."""
    numbers: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    names: dict[PersonName, None] = field(default_factory=dict)
    named: list[Node] = field(default_factory=list)
    votes: dict[str, _Vote] = field(default_factory=dict)
    event_words: set[str] = field(default_factory=set)
    governments: int = 0
    """How often it is called nothing but a government."""
    first: Node | None = None
    kind: str = ""
    """The type that the votes give, once it was asked for."""

    def add(self, node: Node) -> None:
        """Count one node in."""
        place = order(node)
        self.kind = ""
        if node.gender:
            self.genders.add(node.gender)
            if not node.pronoun:
                self.told.add(node.gender)
        if node.number:
            self.numbers.add(node.number)
        if node.iso:
            self.countries.add(node.iso)
        if node.name is not None:
            self.names.setdefault(node.name)
        if node.named:
            self.named.append(node)
        if node.type == "Event":
            self.event_words.add(node.lemma)
        if self.first is None or place < order(self.first):
            self.first = node
        if node.lemma == "government" and not node.named:
            self.governments += 1
        if not node.pronoun:
            vote = self.votes.setdefault(node.type, _Vote(0, place))
            vote.count += 3 if node.named else 1
            vote.first = min(vote.first, place)


# Types that a more telling one overrules whatever the count.
VAGUE = frozenset({"Topic", "Organization", "Group"})


def order(node: Node) -> tuple[int, int, int]:
    """Sort key: order of the text, the wider first."""
    return node.start, -node.end, node.head


def link(left: Node, right: Node, sure: float = 1.0) -> bool:
    """Put the chains of two nodes together, unless they are two people: whatever rule asks for it.

    `sure` says how probable it is that the two are one, where that was weighed.
    Returns whether the two are in one chain now. A node that was left out (a mere time word) has no
    chain, and nothing can be joined to it.
    """
    if left.chain is None or right.chain is None:
        return False
    if left.chain is right.chain:
        return True
    if two_people(left.chain, right.chain):
        return False
    left.chain.take(right.chain)
    left.chain.ties.append(Tie(left, right, sure))
    return True


def two_people(left: Chain, right: Chain) -> bool:
    """Whether names or genders say that two chains are two people."""
    one, two = left.known, right.known
    if one.genders and two.genders:
        genders = one.genders - {"neuter"}, two.genders - {"neuter"}
        if genders[0] and genders[1] and not genders[0] & genders[1]:
            return True
    return not one_bearer(one.names, two.names)


def one_bearer(left: Iterable[PersonName], right: Iterable[PersonName]) -> bool:
    """Whether two sets of names can be one person's.

    Where a full name is among them only it is asked: "Anna" and "Berg" are both Anna Berg, and not one word.
    """
    full = any(not name.alone for name in (*left, *right))
    pairs = [(a, b) for a in left for b in right]
    return all(compatible(a, b) for a, b in pairs if not (full and a.alone and b.alone))
