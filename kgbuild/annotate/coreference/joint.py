"""Mentions of several entities at once: "both countries", "the two leaders", "Chinese and Russian officials"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.coreference.bodies import GENERIC_WINDOW, type_fits
from kgbuild.annotate.lexicon import BODIES, noun_class, words
from kgbuild.annotate.nodes import Chain, Node, order
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DECAY = 0.75
PAIRED = 1.5
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4}
COUNTRY_NOUNS = frozenset(
    {"country", "nation", "state", "side", "neighbour", "neighbor", "power", "capital"}
)
PAIR_NOUNS = frozenset(
    {"leader", "president", "minister", "man", "woman", "politician", "head", "premier"}
)


def link_joint(doc: Doc, nodes: list[Node]) -> None:
    """Give joint nodes their members, in the order of the text; members may be made on the way."""
    ordered = sorted(nodes, key=order)
    groups: dict[tuple[str, str], Node] = {}
    for node in ordered:
        if node.kind is not MentionKind.DESCRIPTION or node.number != "plur" or node.joint:
            continue
        token = doc[node.head]
        several = _countries_inside(token)
        if len(several) > 1 and node.type == "Group":
            _split(doc, node, several, nodes, groups)
            continue
        wanted = _wanted(token, node)
        if not wanted:
            continue
        if node.lemma in COUNTRY_NOUNS:
            node.joint = _salient_countries(doc, node, nodes, wanted)
        elif node.lemma in PAIR_NOUNS:
            node.joint = _salient_people(doc, node, nodes, wanted)
        elif noun_class(node.lemma) in BODIES:
            node.joint = _only_bodies(node, nodes, wanted)
        if len(node.joint) != wanted:
            node.joint = []


def _wanted(token: Token, node: Node) -> int:
    """How many members the phrase counts: "both", "the two", and "our countries" in talk of two."""
    for child in token.children:
        if child.lower_ in NUMBERS and node.definite in ("def", "poss", "dem"):
            return NUMBERS[child.lower_]
    if (
        node.definite == "poss"
        and node.lemma in COUNTRY_NOUNS
        and any(child.lower_ in {"our", "their"} for child in phrases.possessors(token))
    ):
        return 2
    if node.definite == "def" and node.lemma in PAIR_NOUNS:
        for oblique in phrases.modifiers(token):
            if oblique.preposition == "of" and oblique.noun.lemma_.lower() in COUNTRY_NOUNS:
                counted = [NUMBERS[c.lower_] for c in oblique.noun.children if c.lower_ in NUMBERS]
                if counted:
                    return counted[0]
    return 0


def _countries_inside(token: Token) -> list[tuple[int, str]]:
    """Coordinated demonyms before the noun ("Chinese and Russian"), or governments after "from" and "of"."""
    found: list[tuple[int, str]] = []
    for child in token.children:
        if fn.stands_as(child, fn.ADJECTIVE | fn.COMPOUND) and child.i < token.i:
            for member in [child, *phrases.conjuncts(child)]:
                iso = places.demonym_at(member)
                if iso and member.text[:1].isupper():
                    found.append((member.i, iso))
    if not found:
        for oblique in phrases.modifiers(token):
            if oblique.preposition in {"from", "of"}:
                for member in [oblique.noun, *phrases.conjuncts(oblique.noun)]:
                    name = _whole_name(member)
                    iso = places.country(name) or places.capital(name)
                    if iso:
                        found.append((member.i, iso))
    return sorted(found) if len({iso for _, iso in found}) > 1 else []


def _whole_name(token: Token) -> str:
    """The name that a token belongs to, by the recogniser ("Saudi Arabia" of "Arabia")."""
    around = [e.text for e in token.doc.ents if e.start <= token.i < e.end]
    return around[0] if around else token.text


def _split(
    doc: Doc,
    node: Node,
    several: list[tuple[int, str]],
    nodes: list[Node],
    groups: dict[tuple[str, str], Node],
) -> None:
    """One group or office holder for each country named."""
    for at, iso in several:
        holder = _office_holder(node, iso, nodes)
        if holder is not None:
            node.joint.append(holder)
            continue
        member = groups.get((node.lemma, iso))
        if member is None:
            before = at < node.head
            start, end = (at, node.end) if before else (node.head, at + 1)
            name = f"{places.country_name(iso)}: {doc[node.head].text}"
            member = Node(
                start=start, end=end, head=node.head, kind=MentionKind.DESCRIPTION, type="Group",
                sentence=node.sentence, text=doc[start:end].text, lemma=node.lemma, number="plur", definite="def",
                modifiers=node.modifiers, iso=iso, virtual=True, canonical=_group_name(doc, node, at, iso, name),
            )  # fmt: skip
            member.chain = Chain([member])
            groups[node.lemma, iso] = member
            nodes.append(member)
        node.joint.append(member)


def _group_name(doc: Doc, node: Node, at: int, iso: str, fallback: str) -> str:
    if at > node.head:
        return f"{doc[node.head].text} from {places.country_name(iso)}"
    head = doc[node.head]
    inner = [
        c.text
        for c in head.children
        if fn.stands_as(c, fn.COMPOUND | fn.ADJECTIVE)
        and c.i < head.i
        and not places.demonym(c.text)
    ]
    return " ".join([doc[at].text, *inner, head.text]) or fallback


def _office_holder(node: Node, iso: str, nodes: list[Node]) -> Node | None:
    """The one person of whom that office of that country is said in the document."""
    if node.lemma not in words("Post") | words("Leader"):
        return None
    found: dict[int, Node] = {}
    for other in nodes:
        if other.type != "Person" or other.name is None or other.chain is None:
            continue
        if any(role == node.lemma and where == iso for role, where in other.chain.roles()):
            found.setdefault(id(other.chain), other)
    return next(iter(found.values())) if len(found) == 1 else None


def _together(doc: Doc, other: Node) -> float:
    """What it adds that somebody was named in coordination before this mention ("Japan and Ireland")."""
    token = doc[other.head]
    paired = fn.stands_as(token, fn.CONJUNCT) or bool(phrases.children(token, fn.CONJUNCT))
    return PAIRED if paired else 0.0


def _salient_countries(doc: Doc, node: Node, nodes: list[Node], wanted: int) -> list[Node]:
    """The countries most spoken of so far, each government and official counting for its country."""
    weight: dict[str, float] = {}
    for other in nodes:
        if (
            (other.start >= node.start and other.sentence != node.sentence)
            or other.start > node.start
            or not other.iso
        ):
            continue
        if other.type in ("Country", "GovernmentBody", "Person") and not other.virtual:
            share = 1.0 if other.type != "Person" else 0.5
            share += _together(doc, other)
            weight[other.iso] = weight.get(other.iso, 0.0) + share * DECAY ** (
                node.sentence - other.sentence
            )
    best = sorted(weight, key=lambda iso: (-weight[iso], iso))[:wanted]
    first: dict[str, Node] = {}
    for other in sorted(nodes, key=order):
        if other.type == "Country" and other.iso in best:
            first.setdefault(other.iso, other)
    return [first[iso] for iso in sorted(best) if iso in first]


def _only_people(node: Node, nodes: list[Node], wanted: int) -> list[Node]:
    """The people that the sentence so far, or else the one before, names, where they are as many as wanted."""
    other_gender = {"man": "female", "woman": "male"}.get(node.lemma, "")
    for sentence in (node.sentence, node.sentence - 1):
        first: dict[int, Node] = {}
        for other in sorted(nodes, key=order):
            if other.sentence != sentence or other.start >= node.start or other.chain is None:
                continue
            if other.type == "Person" and other.chain.names() and not other.virtual:
                first.setdefault(id(other.chain), other)
        if len(first) > wanted:
            return []
        if len(first) == wanted:
            found = list(first.values())
            sexes = {sex for other in found if other.chain for sex in other.chain.genders()}
            return [] if other_gender in sexes else found
    return []


def _only_bodies(node: Node, nodes: list[Node], wanted: int) -> list[Node]:
    """As in "both companies": the bodies of that kind named in the sentences before, where they are as many."""
    kind = noun_class(node.lemma)
    first: dict[int, Node] = {}
    for other in sorted(nodes, key=order):
        if other.start >= node.start or node.sentence - other.sentence > GENERIC_WINDOW:
            continue
        if (
            other.named
            and other.chain is not None
            and type_fits(node.lemma, kind, other.chain.type())
        ):
            first.setdefault(id(other.chain), other)
    return list(first.values()) if len(first) == wanted else []


def _salient_people(doc: Doc, node: Node, nodes: list[Node], wanted: int) -> list[Node]:
    """The people most spoken of so far who hold such a role; for "men" anybody of that gender."""
    near = _only_people(node, nodes, wanted)
    if near:
        return near
    weight: dict[int, float] = {}
    first: dict[int, Node] = {}
    leaders = words("Leader")
    for other in sorted(nodes, key=order):
        if (
            other.type != "Person"
            or other.chain is None
            or not other.chain.names()
            or other.virtual
        ):
            continue
        if other.start >= node.start and other.sentence > node.sentence:
            continue
        chain = other.chain
        if (node.lemma == "man" and chain.genders() != {"male"}) or (
            node.lemma == "woman" and chain.genders() != {"female"}
        ):
            continue
        if node.lemma in ("leader", "president", "minister", "premier", "head"):
            roles = {role for role, _ in chain.roles()}
            if not roles & (leaders if node.lemma in ("leader", "head") else {node.lemma}):
                continue
        key = id(chain)
        first.setdefault(key, other)
        distance = abs(node.sentence - other.sentence)
        share = 1.0 + _together(doc, other)
        weight[key] = weight.get(key, 0.0) + share * DECAY**distance
    best = sorted(weight, key=lambda key: (-weight[key], first[key].start))[:wanted]
    return sorted((first[key] for key in best), key=order)
