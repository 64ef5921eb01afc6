"""The learned opinion on antecedents: how likely a mention stands for what an earlier one names, from the encoder.

Weights of format 2, and very long documents, have none: then the rules alone decide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kgbuild.annotate.coreference.agree import agrees
from kgbuild.annotate.coreference.repeats import is_another
from kgbuild.annotate.nodes import Chain, link, order
from kgbuild.language.gathered import antecedents_of
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node

REACH = 200
"""How many mentions back an antecedent of a description is looked for."""
LIKELY = 0.45
"""The share of all choices, "none of them" among them, that a description's antecedent must have."""
ACTING = ("Agent", "Place")
"""Roots of types of which a noun without an article may be told again ("Police" after "the city's police")."""
AHEAD = 0.5
"""How likely a pronoun must stand for a name that follows it ("In his speech, Putin said")."""


def prepare(doc: Doc, nodes: Sequence[Node]) -> None:
    """Tell the document's antecedents which words head its mentions."""
    chains = antecedents_of(doc)
    if chains is not None:
        heads = [chains.tokens.get(node.head) for node in nodes]
        chains.mentions([head for head in heads if head is not None])


def scores(doc: Doc, node: Node, others: Sequence[Node]) -> list[float | None] | None:
    """Return the score of each earlier mention as an antecedent (none of them: 0), None where nothing was learned.

    Natural logarithms: the share of a choice is its power of e among those of all choices and 1.
    """
    chains = antecedents_of(doc)
    later = chains.tokens.get(node.head) if chains is not None else None
    if chains is None or later is None:
        return None
    earlier = [chains.tokens.get(other.head, -1) for other in others]
    found = chains.scores(later, earlier)
    return found if any(score is not None for score in found) else None


def shares(others: Sequence[Node], found: Sequence[float | None]) -> dict[int, tuple[float, Node]]:
    """Return each chain's share of all choices ("none" among them) with its best mention, by the chain's id."""
    known = [(one, score) for one, score in zip(others, found, strict=True) if score is not None]
    top = max([0.0, *(score for _, score in known)])
    total = math.exp(-top) + sum(math.exp(score - top) for _, score in known)
    result: dict[int, tuple[float, Node]] = {}
    best: dict[int, float] = {}
    for one, score in known:
        share, node = result.get(id(one.chain), (0.0, one))
        if score >= best.get(id(one.chain), score):
            best[id(one.chain)], node = score, one
        result[id(one.chain)] = (share + math.exp(score - top) / total, node)
    return result


def link_descriptions(doc: Doc, nodes: Sequence[Node]) -> None:
    """Join a description that no rule could place to the chain that it most likely belongs to."""
    if antecedents_of(doc) is None:
        return
    line = sorted((node for node in nodes if not node.virtual), key=order)
    for place, node in enumerate(line):
        if node.pronoun or node.named or node.joint or node.chain is None:
            continue
        kind = node.definite == "bare" and node.number == "plur"  # "Kenyans": not those two
        if kind or node.definite == "indef" or node.chain.first() is not node:
            continue
        if _says_no_which(node):
            continue
        apart: dict[int, bool] = {}
        before = line[max(0, place - REACH) : place]
        options = [o for o in before if _may_name(o, node) and not _kept_apart(o, node, apart)]
        if any(o.lemma == node.lemma and not is_another(o) for o in options):
            options = [o for o in options if not (o.lemma == node.lemma and is_another(o))]
        found = scores(doc, node, options) if options else None
        if found is None:
            continue
        share, other = max(shares(options, found).values(), key=lambda pair: pair[0])
        if round(share, 6) >= LIKELY:
            link(other, node)


def _may_name(other: Node, node: Node) -> bool:
    """Whether one mention may be told of by another at all: not inside one another, and one thing, not a list."""
    if other.joint or other.person in (1, 2) or other.chain is None or other.chain is node.chain:
        return False
    if node.iso and other.count and not node.count:  # "two Kenyans" are not the Kenyans
        return False
    if {node.type, other.type} == {
        "Country",
        "Person",
    }:  # "Norwegian" before a name is no name of his
        return False
    within = other.start <= node.start and node.end <= other.end
    around = node.start <= other.start and other.end <= node.end
    return not (within or around)


def _kept_apart(other: Node, node: Node, known: dict[int, bool]) -> bool:
    """Whether a chain is told apart from a phrase; `known` keeps what was said of the chains before."""
    chain = id(other.chain)
    if chain not in known:
        known[chain] = _told_apart(other, node)
    return known[chain]


def _says_no_which(node: Node) -> bool:
    """Whether a noun of a deed or topic has nothing that says it is one told of ("asked for support")."""
    table = vocabulary()
    return node.definite == "bare" and not any(table.is_a(node.type, root) for root in ACTING)


def _told_apart(other: Node, node: Node) -> bool:
    """Whether a phrase with the noun of an earlier one adds what was not said of it: "the Vellore court" is no other.

    Word inclusion and compatible modifiers of Lee et al. (Computational Linguistics 2013): what a later mention adds
    to a noun tells it apart from those before; so does another owner.
    """
    assert other.chain is not None
    alike = [one for one in other.chain.nodes if one.lemma == node.lemma]
    if not alike:
        return False
    known = {
        word for one in other.chain.nodes for word in (*one.modifiers, *one.text.lower().split())
    }
    owners = {id(one.owner.chain) for one in alike if one.owner is not None}
    mine = node.owner
    return not node.modifiers <= known or (
        mine is not None and bool(owners) and id(mine.chain) not in owners
    )


def link_ahead(doc: Doc, nodes: Sequence[Node]) -> None:
    """Give a pronoun the name that follows it in its sentence, where that is likelier than what stands before it."""
    if antecedents_of(doc) is None:
        return
    named = [node for node in sorted(nodes, key=order) if node.named and not node.virtual]
    for node in sorted(nodes, key=order):
        if not node.pronoun or node.person in (1, 2) or node.virtual or node.joint:
            continue
        best, likely = None, max(AHEAD, node.sure)
        for other in named:
            if other.sentence != node.sentence or other.start < node.end:
                continue
            if other.chain is node.chain or not agrees(node, other):
                continue
            found = scores(doc, other, [node])
            score = found[0] if found else None
            if score is not None and round(1 / (1 + math.exp(-score)), 6) > likely:
                best, likely = other, 1 / (1 + math.exp(-score))
        if best is not None:
            _leave(node)
            link(best, node)


def _leave(node: Node) -> None:
    """Take a mention out of its chain, into one of its own."""
    if node.chain is not None and len(node.chain.nodes) > 1:
        node.chain.nodes.remove(node)
        node.chain = Chain([node])
