"""What is said to be what: titles, appositions, predicate nominals, roles taken up, names given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places, syntax
from kgbuild.annotate.lexicon import BODIES, DIVISIONS
from kgbuild.annotate.mentions.apposition import beside, said_of
from kgbuild.annotate.mentions.nominal import BORNE
from kgbuild.annotate.nodes import Node, link
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


NAMING = frozenset({"name", "call", "know", "identify", "dub", "nickname"})


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
        token = doc[node.head]
        if node.named and node.type == "Person":
            called = _called(token, by_head)
            if called is not None and said_of(node, called) and not called.named:
                same(node, called)
                continue
        other: Node | None = apposed.get(id(node))
        if other is not None:
            pass
        elif (
            node.type == "Person"
            and not node.named  # "named Anna Berg as envoy" gives her an office, and is none
            and node.number == "sing"
            and syntax.role_verb(token) is not None
        ):
            other = _role_bearer(token, by_head)
        elif node.lemma in DIVISIONS and (of := _division_of(token)) is not None:
            other = by_head.get(of.i)
        elif syntax.is_apposition(token):
            other = by_head.get(token.head.i)
            if other is not None and _somebody_between(other, node, nodes):
                other = None
        elif syntax.is_predicate_nominal(token) and not _hypothetical(token):
            subject = syntax.predicate_subject(token)
            other = by_head.get(subject.i) if subject is not None else None
            if (
                other is not None
                and node.definite == "bare"
                and node.type not in ("Position", "Person")
            ):
                other = None
            if other is not None and (other.lemma in {"it", "this", "that"} or other.person == 2):
                other = None
        if other is None or other is node or other.chain is node.chain or not said_of(node, other):
            continue
        if (
            node.named
            and other.named
            and not (
                node.type == "Person" == other.type and node.name is not None and node.name.alone
            )
        ):
            continue
        if (
            (node.definite == "indef" or not node.named)
            and other.type
            in (
                "Event",
                "Document",
                "Topic",
                "Product",
            )
            and node.type not in ("Event", "Document", "Topic", "Product")
        ):
            continue
        same(other, node)
        node.appositive_of = other


def _division_of(token: Token) -> Token | None:
    """The name in "the town of Sula", "the province of Sula": the same place."""
    for oblique in phrases.modifiers(token):
        behind = oblique.marker is not None and oblique.marker.i == token.i + 1
        if oblique.preposition == "of" and behind and oblique.noun.pos_ == "PROPN":
            # "the capital city of the U.S." is no country; "the state of Israel" is one
            land = places.country(phrases.noun_phrase(oblique.noun).text)
            return None if land and token.lemma_.lower() != "state" else oblique.noun
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
