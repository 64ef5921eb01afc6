"""What is said to be what: titles, appositions, predicate nominals, roles taken up, names given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.annotate import places, syntax
from kgbuild.annotate.lexicon import BODIES, DIVISIONS
from kgbuild.annotate.mentions.apposition import beside, said_of
from kgbuild.annotate.mentions.nominal import BORNE
from kgbuild.annotate.nodes import Node, link
from kgbuild.english.rulebook import barred, decided
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token


NAMING = frozenset({"name", "call", "know", "identify", "dub", "nickname"})
THINGS = frozenset({"Event", "Document", "Topic", "Product"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A mention with what is needed to see what it is said of."""

    node: Node
    token: Token
    by_head: dict[int, Node]
    nodes: list[Node]
    apposed: Node | None


def link_said_to_be(doc: Doc, nodes: list[Node], by_head: dict[int, Node]) -> None:
    """Titles, appositions and predicate nominals name what they stand beside."""
    apposed = beside(doc, nodes)
    for node in nodes:
        _owner(doc, node, by_head)
        if node.appositive_of is not None:
            same(node.appositive_of, node)
            continue
        if node.settled or node.pronoun or node.kind is MentionKind.DEMONYM:
            continue
        told = _Told(node, doc[node.head], by_head, nodes, apposed.get(id(node)))
        bearer = _bearer_of_name(told)
        if bearer is not None:
            same(node, bearer)
            continue
        other = decided(SAID_OF, told)
        if other is None or barred(NOT_SAID, node, other):
            continue
        same(other, node)
        node.appositive_of = other


def _bearer_of_name(told: _Told) -> Node | None:
    """ "A man named Fakih": the man, who has no name yet."""
    node = told.node
    called = _called(told.token, told.by_head) if node.named and node.type == "Person" else None
    return called if called is not None and said_of(node, called) and not called.named else None


def _stands_beside(told: _Told) -> bool:
    return told.apposed is not None


def _beside(told: _Told) -> Node | None:
    """ "Anna Berg, the envoy"."""
    return told.apposed


def _takes_role(told: _Told) -> bool:
    """Not "named Anna Berg as envoy", which gives her an office, and is none."""
    node = told.node
    one = node.type == "Person" and not node.named and node.number == "sing"
    return one and syntax.role_verb(told.token) is not None


def _in_role(told: _Told) -> Node | None:
    """ "Berg became envoy", "was named envoy"."""
    return _role_bearer(told.token, told.by_head)


def _divides(told: _Told) -> bool:
    return told.node.lemma in DIVISIONS and _division_of(told.token) is not None


def _place_named(told: _Told) -> Node | None:
    """ "The town of Sula"; of "the city of Lund, Skåne" the parser may hang the province on "of"."""
    of = _division_of(told.token)
    named = [n for n in told.nodes if of is not None and n.named and n.start == of.i]
    return named[0] if named else told.by_head.get(of.i) if of is not None else None


def _apposed(told: _Told) -> bool:
    return syntax.is_apposition(told.token)


def _apposition(told: _Told) -> Node | None:
    """ "Berg, envoy since May": what the parser calls an apposition, with nobody named between."""
    other = told.by_head.get(told.token.head.i)
    between = other is not None and _somebody_between(other, told.node, told.nodes)
    return None if between else other


def _predicated(told: _Told) -> bool:
    return syntax.is_predicate_nominal(told.token) and not _hypothetical(told.token)


def _subject(told: _Told) -> Node | None:
    """ "Berg is the envoy"; a bare noun is said of nothing but people, and nothing of "it" or "you"."""
    subject = syntax.predicate_subject(told.token)
    other = told.by_head.get(subject.i) if subject is not None else None
    if told.node.definite == "bare" and told.node.type not in ("Position", "Person"):
        return None
    if other is not None and (other.lemma in {"it", "this", "that"} or other.person == 2):
        return None
    return other


SAID_OF: tuple[tuple[Callable[[_Told], bool], Callable[[_Told], Node | None]], ...] = (
    (_stands_beside, _beside),
    (_takes_role, _in_role),
    (_divides, _place_named),
    (_apposed, _apposition),
    (_predicated, _subject),
)
"""What a description is said of: the first case that holds."""


def _not_of_it(node: Node, other: Node) -> bool:
    """They are one already, or of kinds that are not said of each other."""
    return other is node or other.chain is node.chain or not said_of(node, other)


def _two_names(node: Node, other: Node) -> bool:
    """ "Anna Berg, Oslo": each has a name of its own, and it is no "Lund" beside "Maria Lund"."""
    if not (node.named and other.named):
        return False
    people = node.type == "Person" == other.type
    return not (people and node.name is not None and node.name.alone)


def _thing_as_somebody(node: Node, other: Node) -> bool:
    """ "The law is a friend": what is no thing says nothing of what a thing is."""
    described = node.definite == "indef" or not node.named
    return described and other.type in THINGS and node.type not in THINGS


NOT_SAID: tuple[Callable[[Node, Node], bool], ...] = (_not_of_it, _two_names, _thing_as_somebody)
"""Why a description does not name what it stands beside."""


def _division_of(token: Token) -> Token | None:
    """The first word of the name in "the town of Sula", "the province of Sula": the same place."""
    for oblique in phrases.modifiers(token):
        behind = oblique.marker is not None and oblique.marker.i == token.i + 1
        if oblique.preposition == "of" and behind and oblique.noun.pos_ == "PROPN":
            # "the capital city of the U.S." is no country; "the state of Israel" is one
            land = places.country(phrases.noun_phrase(oblique.noun).text)
            first = token.doc[token.i + 2] if behind else oblique.noun
            return None if land and token.lemma_.lower() != "state" else first
    return None


def _somebody_between(left: Node, right: Node, nodes: list[Node]) -> bool:
    """Whether a person is named between two nodes: an apposition does not reach over them."""
    return any(n.name is not None and left.end <= n.start and n.end <= right.start for n in nodes)


def _called(name: Token, by_head: dict[int, Node]) -> Node | None:
    """Who bears the name in "a man named Fakih", "identified as Fakih"."""
    verb = name.head
    if verb.lemma_.lower() not in NAMING or verb.i > name.i:
        return None
    if fn.stands_as(verb, fn.REDUCED):
        return by_head.get(verb.head.i)
    subject = syntax.subject(verb)
    if subject is None or not syntax.is_passive_subject(subject) or _hypothetical(verb):
        return None
    return by_head.get(subject.i)


def _role_bearer(token: Token, by_head: dict[int, Node]) -> Node | None:
    """Who is said to become, serve as, or be named this."""
    verb = syntax.role_verb(token)
    if verb is None or _hypothetical(verb) or _hypothetical(token):
        return None
    objects = [child for child in phrases.children(verb, fn.OBJECT) if child.i != token.i]
    bearer = objects[0] if objects else syntax.subject(verb)
    return by_head.get(bearer.i) if bearer is not None else None


def same(one: Node, described: Node) -> None:
    """Join a description to what it is said of; gender and country go over to the name."""
    if not link(one, described):
        return
    for node in (one, described):
        if described.gender in ("male", "female") and node.type == "Person" and not node.gender:
            node.gender = described.gender
    if described.type == "Person" and one.iso == "" and described.iso:
        one.iso = described.iso


def _hypothetical(token: Token) -> bool:
    children = list(token.children)
    return any(
        child.lower_ in {"not", "n't", "never", "would", "could", "may", "might", "if"}
        for child in children
    )


def _owner(doc: Doc, node: Node, by_head: dict[int, Node]) -> None:
    """The node that a noun belongs to: its possessor, "of X", or a name before it."""
    if node.pronoun or (node.named and node.type != "Position"):
        return
    token = doc[node.head]
    below = [o.noun for o in phrases.modifiers(token) if o.preposition in {"of", "for", "at"}]
    # "the secretary of the council's office": the secretary is the council's
    below = [
        phrases.possessors(noun)[0] if noun.lemma_ in BORNE and phrases.possessors(noun) else noun
        for noun in below
    ]
    # "Russia's secretary of the Security Council": the office is the council's
    first = [noun for noun in below if noun.i in by_head and by_head[noun.i].type in BODIES]
    candidates = [*first, *phrases.possessors(token), *below, *phrases.compounds(token)]
    for candidate in candidates:
        owner = by_head.get(candidate.i)
        if owner is not None and owner is not node and owner.kind is not MentionKind.DEMONYM:
            node.owner = owner
            return
