"""The learned opinion on antecedents: how likely a mention stands for what an earlier one names, from the encoder.

Weights of format 2, and very long documents, have none: then the rules alone decide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kgbuild.annotate.coreference.agree import agrees
from kgbuild.annotate.nodes import link, order
from kgbuild.language.gathered import antecedents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node

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
            if node.chain is not None:
                node.chain.leave(node)
            link(best, node, likely)
