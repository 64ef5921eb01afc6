"""The learned opinion on antecedents: how likely a mention stands for what an earlier one names, from the encoder.

Weights of format 2, and very long documents, have none: then the rules alone decide.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kgbuild.annotate.coreference.agree import agrees, fits
from kgbuild.annotate.nodes import link, order
from kgbuild.language.gathered import antecedents_of
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Chain, Node

AHEAD = 0.5
"""How likely a pronoun must stand for a name that follows it ("In his speech, Putin said")."""
LEAD = 1.0
"""By how much the score of what a rule chose must be above that of whatever else fits, for no doubt to be left."""
REACH = 200
"""How many mentions back an antecedent of a description is looked for."""


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


def weigh(doc: Doc, nodes: Sequence[Node]) -> None:
    """Lower how sure the descriptions are that rules joined to a name, where something else is as likely.

    A rule takes "the president" for the one spoken of last; the learned scores may find another as likely. Where they
    do, the mention stays where the rule put it, but no surer than the scores say: nothing that is told of it is plain.
    Of 25 such links of 968 newswire articles 10 were wrong, of 92 that are ahead by LEAD 4 (docs/coreference.md).
    """
    if antecedents_of(doc) is None:
        return
    line = sorted((node for node in nodes if not node.virtual), key=order)
    by_rule = {
        id(tie.other)
        for chain in {id(n.chain): n.chain for n in line if n.chain is not None}.values()
        if chain.named()
        for tie in chain.ties
        if tie.sure == 1.0
    }
    for place, node in enumerate(line):
        if id(node) in by_rule and _asks(node):
            share = _share(doc, node, line[max(0, place - REACH) : place])
            if share is not None:
                _lower(node, share)


def _asks(node: Node) -> bool:
    """Whether a mention is a description that was joined to something told before, and not by standing beside it."""
    described = node.kind is MentionKind.DESCRIPTION and node.appositive_of is None
    chain = node.chain
    if not described or node.joint:
        return False
    return chain is not None and node.type != "Position" and chain.first() is not node


def _share(doc: Doc, node: Node, before: Sequence[Node]) -> float | None:
    """How likely the chosen chain is beside the best other that fits; None where it is well ahead, or nothing known."""
    others = [o for o in before if _may_be_meant(o, node)]
    scored = scores(doc, node, others) if others else None
    if scored is None:
        return None
    best: dict[int, tuple[float, Chain]] = {}
    for other, score in zip(others, scored, strict=True):
        assert other.chain is not None
        if score is not None and score > best.get(id(other.chain), (-math.inf, None))[0]:
            best[id(other.chain)] = score, other.chain
    mine = best.pop(id(node.chain), None)
    rivals = [score for score, chain in best.values() if fits(node, chain)]
    if mine is None or not rivals or mine[0] - max(rivals) >= LEAD:
        return None
    return round(1 / (1 + math.exp(max(rivals) - mine[0])), 6)


def _may_be_meant(other: Node, node: Node) -> bool:
    """Whether an earlier mention names one thing, is no office, and does not stand around this one."""
    plain = not other.joint and other.type != "Position" and other.person not in (1, 2)
    return plain and other.chain is not None and not other.start <= node.start < other.end


def _lower(node: Node, share: float) -> None:
    """Note at a node's ties to what stands before it that they are no surer than a share."""
    assert node.chain is not None
    for tie in node.chain.ties:
        if tie.other is node:
            tie.sure = min(tie.sure, share)
