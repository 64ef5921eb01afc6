"""A second opinion on what the rules joined: where something else fits as well, who is meant is in doubt.

A rule takes "the president" for the one spoken of last; the learned scores may find another as likely. Where they
do, the mention stays where the rule put it, but no surer than the scores say: nothing that is told of it is plain.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kgbuild.annotate.coreference import learned
from kgbuild.annotate.coreference.descriptions import REACH, fits
from kgbuild.annotate.nodes import order
from kgbuild.language.gathered import antecedents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Chain, Node

LEAD = 1.0
"""By how much the score of what a rule chose must be above that of whatever else fits, for no doubt to be left."""


def weigh(doc: Doc, nodes: Sequence[Node]) -> None:
    """Lower how sure the descriptions are that rules joined to a name, where something else is as likely.

    Of 55 such links in 968 newswire articles with less than LEAD between the two a third was wrong, of 107 others 3.
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
    if node.pronoun or node.named or node.joint or node.appositive_of is not None:
        return False
    chain = node.chain
    return chain is not None and node.type != "Position" and chain.first() is not node


def _share(doc: Doc, node: Node, before: Sequence[Node]) -> float | None:
    """How likely the chosen chain is beside the best other that fits; None where it is well ahead, or nothing known."""
    others = [o for o in before if _may_be_meant(o, node)]
    scored = learned.scores(doc, node, others) if others else None
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
