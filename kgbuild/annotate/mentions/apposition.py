"""Appositions by their commas and by adjacency, whatever the parse says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import BODIES, PLACES, words
from kgbuild.annotate.nodes import Node
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc


THINGS = frozenset({"Product", "Document", "Facility"})
LOOSE_KINDS = frozenset({"Person", "Group", "Position", "Topic", "Event"})


def said_of(left: Node, right: Node) -> bool:
    """Whether two nodes may be one thing by type, number and gender."""
    if left.number and right.number and left.number != right.number:
        return False
    if left.gender and right.gender and left.gender != right.gender:
        return False
    if not kindred(left, right) and not left.pronoun and not right.pronoun:
        return {left.type, right.type} & {"Group", "Organization"} != set() and bool(
            {left.type, right.type} <= BODIES | {"Group"}
        )
    people = {"Person", "Group"}
    if (left.type in people) != (right.type in people) and not (
        "Group" in (left.type, right.type) and {left.type, right.type} & BODIES
    ):
        return False
    return not (
        {left.type, right.type} & PLACES and {left.type, right.type} & {"Event", "Document"}
    )


def kindred(left: Node, right: Node) -> bool:
    """Whether two types can be one thing's: both people, both places, both bodies, or equal."""
    if left.type == right.type:
        return True
    return any(
        {left.type, right.type} <= kinds
        for kinds in (BODIES, PLACES, frozenset({"Event", "Topic"}))
    )


def beside(doc: Doc, nodes: list[Node]) -> dict[int, Node]:
    """Appositions by their commas, whatever the parse says: "Nanping, a city in China,"."""
    ends: dict[int, list[Node]] = {}
    for node in nodes:
        if not node.pronoun and not node.settled:
            ends.setdefault(node.end, []).append(node)
    starts = {_with_title(doc, n) for n in nodes if n.named and n.type == "Person"}
    heads = {n.head: n for n in nodes if n.kind is MentionKind.DESCRIPTION and not n.settled}
    found: dict[int, Node] = {}
    for node in nodes:
        before = heads.get(node.start - 1)
        if before is not None and node.named and _is_of_the_kind(doc, before, node):
            found[id(before)] = node
            continue
        other = _before_comma(doc, node, ends)
        if other is None or _begins_another(doc, node, starts) or _listed(doc, node, other):
            continue
        described, named = (other, node) if node.named else (node, other)
        if _describes(doc, described, named, second=node):
            found[id(described)] = named
    return found


def _before_comma(doc: Doc, node: Node, ends: dict[int, list[Node]]) -> Node | None:
    """What stands before the comma before a node, one of the two being a name.

    Before a name it is the whole description ("The coach of Lima, Lena Aho"), not the place that it ends in.
    """
    start = _with_title(doc, node) if node.named and node.type == "Person" else node.start
    if start < 2 or doc[start - 1].text != ",":
        return None
    end = _before_bracket(doc, start - 1)
    others = [n for n in ends.get(end, ()) if n.named != node.named]
    others = [n for n in others if n.sentence == node.sentence]
    return min(others, key=lambda n: n.start) if others else None


def _before_bracket(doc: Doc, end: int) -> int:
    """Where a phrase ends whose body's short name follows in brackets: "the head of the Port Board (PB), Ada Lund"."""
    if end > 2 and doc[end - 1].text == ")" and doc[end - 3].text == "(":
        return end - 3
    return end


def _begins_another(doc: Doc, node: Node, starts: set[int]) -> bool:
    """In "A, the head of B, C, …" C may be the head."""
    closed = node.end < len(doc) and doc[node.end].text == ","
    return not node.named and closed and node.end + 1 in starts


def _describes(doc: Doc, described: Node, named: Node, *, second: Node) -> bool:
    """Whether a description and a name, parted by a comma, tell one thing."""
    titled = second is named and described.type == "Person" and described.number == "sing"
    if not titled and not _closed(doc, second):
        return False
    if titled and not _closed(doc, second) and _begins_clause(doc, described, named):
        return False
    known = described.definite in ("def", "indef") or titled or described.type == "Person"
    if described.kind is not MentionKind.DESCRIPTION or not known:
        return False
    if named.type == "Person" and (named.name is None or (second is named and named.name.alone)):
        return False
    return kindred(described, named) and said_of(described, named)


def _begins_clause(doc: Doc, described: Node, named: Node) -> bool:
    """ "According to the mayor, Lund praised Peru": the name is the clause's subject, the description is aside."""
    circumstance = fn.OBLIQUE | fn.NOMINAL_MODIFIER
    return fn.stands_as(doc[named.head], fn.SUBJECT) and fn.stands_as(
        doc[described.head], circumstance
    )


def _is_of_the_kind(doc: Doc, described: Node, named: Node) -> bool:
    """Whether the noun right before a name says what the name is."""
    return _named_by_article(doc, described, named) or _kind_before(described, named)


def _named_by_article(doc: Doc, described: Node, named: Node) -> bool:
    """ "The steamer Indus", "the novel Winter Harbour": what a guess took for a place, a person or a body is the thing.

    Not a name that does something itself ("the drug Pfizer sells"), nor one told of elsewhere, which its other
    mentions may type.
    """
    alone = named.chain is None or len(named.chain.nodes) == 1
    if described.type not in THINGS or described.definite != "def" or not alone or named.listed:
        return False
    if described.number != "sing" or described.end > named.start:
        return False
    if fn.stands_as(doc[named.head], fn.SUBJECT) or kindred(described, named):
        return False
    named.type, named.name, named.external, named.iso = described.type, None, {}, ""
    named.gender = "neuter"
    return True


def _kind_before(described: Node, named: Node) -> bool:
    """As in "the trade union Solidna", "patrol boat Havorn": the noun says what the name is."""
    if described.number != "sing" or described.end > named.start:
        return False
    # "retail player Alba Group", "media giant Norvik"
    firm = described.lemma in ("player", "giant", "maker", "chain", "provider", "startup")
    if firm and named.type in BODIES and described.type == "Person":
        described.type, described.gender = "Company", "neuter"
    if described.type in LOOSE_KINDS:
        return False
    if named.type == "Person":
        if named.name is None or not named.name.alone or named.gender or named.roles:
            return False
        for node in named.chain.nodes if named.chain is not None else []:
            node.type, node.name = described.type, None
        return True
    return kindred(described, named) or (firm and named.type in BODIES)


def _with_title(doc: Doc, node: Node) -> int:
    """Where a name begins with its honorifics taken in ("Mrs Koonjoo")."""
    start = node.start
    while start > 0 and doc[start - 1].lower_.rstrip(".") in words("Honorific"):
        start -= 1
    if start < node.start and start and doc[start - 1].lower_ == "the":
        start -= 1  # "the Rev. Anna Lie"
    return start


def _closed(doc: Doc, node: Node) -> bool:
    """Whether the phrase is closed by a mark, a relative clause or a participle."""
    if node.end >= len(doc):
        return True
    after = doc[node.end]
    return (
        after.is_punct
        or after.is_space
        or wf.has_form(after, wf.WHO | wf.WHICH | wf.WHERE | wf.WHOSE | wf.PARTICIPLE | wf.GERUND)
    )


def _listed(doc: Doc, node: Node, other: Node) -> bool:
    """Whether the two stand in a list ("Xi, the minister and Putin")."""
    first = doc[other.head]
    if any(fn.stands_as(child, fn.COORDINATOR) for child in first.children):
        return True
    if fn.stands_as(doc[node.head], fn.CONJUNCT) and any(
        fn.stands_as(c, fn.COORDINATOR) for c in doc[node.head].children
    ):
        return True
    joined = fn.stands_as(doc[node.head], fn.CONJUNCT) and doc[node.head].head.i == other.head
    if joined and any(  # "joined the university, a bank and a club"
        any(fn.stands_as(c, fn.COORDINATOR) for c in later.children)
        for later in first.children
        if fn.stands_as(later, fn.CONJUNCT) and later.i > node.head
    ):
        return True
    return node.end < len(doc) and doc[node.end].lower_ in ("and", "or", "&")
