"""Two nouns that name one thing: "the partnership and cooperation between A and B", "Chadian oil and gas".

Two topics with one article and one complement behind both, or two goods with one modifier before both,
are looked up together; the first noun's mention then covers both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import noun_class, words
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

COMPLEMENTS = frozenset(
    {"between", "with", "among", "towards", "toward", "of", "in", "for", "on", "against", "over"}
)
TIES = words("Mutual")
JOINED = frozenset({"Topic", "Product"})


def join_pairs(doc: Doc, nodes: list[Node]) -> list[Node]:
    """Widen the first of such a pair over both, and leave out the second; the rest stays."""
    by_head = {node.head: node for node in nodes if node.type in JOINED and not node.pronoun}
    gone: set[int] = set()
    for node in nodes:
        if node.head not in by_head or node.head in gone:
            continue
        first = doc[node.head]
        others = phrases.conjuncts(first)
        if len(others) != 1 or not _joined_by_and(others[0]):
            continue
        second = others[0]
        if noun_class(first.lemma_) != noun_class(second.lemma_):
            continue
        end = _shared_end(first, second)
        if end:
            node.end = max(node.end, end)
            node.text = doc[node.start : node.end].text
            gone.add(second.i)
    return [node for node in nodes if node.head not in gone]


def _joined_by_and(second: Token) -> bool:
    joint = phrases.coordinator(second)
    return joint is not None and joint.lower_ == "and"


def _shared_end(first: Token, second: Token) -> int:
    """Where the pair ends, or 0 where each noun stands for itself."""
    if second.pos_ != "NOUN" or phrases.determiners(second) or phrases.possessors(second):
        return 0
    if any(m.noun.i > first.i and m.noun.i < second.i for m in phrases.modifiers(first)):
        return 0
    kind = noun_class(first.lemma_)
    if kind == "Product":
        return second.i + 1 if _shares_modifier(first, second) else 0
    if kind != "Topic":
        return 0
    ends = [  # a complement of both hangs on the first
        phrases.noun_phrase(m.noun, coordination=True).end
        for m in phrases.modifiers(first)
        if m.preposition in COMPLEMENTS and m.marker is not None and m.marker.i == second.i + 1
    ]
    own = phrases.compounds(first)  # "cybersecurity cooperation and contact between …" are two
    if {first.lemma_.lower(), second.lemma_.lower()} <= TIES and not own:
        # parsers hang it on either: both are between the same two
        ends += [
            phrases.noun_phrase(m.noun, coordination=True).end
            for m in phrases.modifiers(second)
            if m.preposition in ("with", "between") and m.noun.i > second.i
        ]
    return max(ends, default=0)


def _shares_modifier(first: Token, second: Token) -> bool:
    """Goods named in the mass: "Chadian oil and gas", nothing between the second noun and "and"."""
    if (
        not wf.has_form(first, wf.SINGULAR)
        or not wf.has_form(second, wf.SINGULAR)
        or second.i != first.i + 2
    ):
        return False
    own = phrases.children(second, fn.ADJECTIVE | fn.COMPOUND | fn.NOMINAL_MODIFIER)
    modified = phrases.children(first, fn.ADJECTIVE)
    return not own and bool(modified) and not phrases.determiners(first)
