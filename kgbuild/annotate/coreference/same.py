""" "The same" without a noun ("ready to discuss concerns about the same"): the thing told of just before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.nodes import Node, link
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

THINGS = frozenset({"Event", "Topic", "Document", "Product"})
PLACED = fn.NOMINAL_MODIFIER | fn.OBLIQUE | fn.OBJECT


def sames(doc: Doc, sentence_of: list[int]) -> list[Node]:
    """A node for each "the same" that stands alone behind a preposition or verb, and compares nothing."""
    found = []
    for token in doc:
        if token.lower_ != "same" or token.i == 0 or doc[token.i - 1].lower_ != "the":
            continue
        after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
        if not fn.stands_as(token, PLACED) or after in ("as", "that", "way", "time"):
            continue
        if not fn.stands_as(token, fn.OBJECT) and not phrases.preposition_of(token)[0]:
            continue
        found.append(
            Node(
                start=token.i - 1, end=token.i + 1, head=token.i, kind=MentionKind.PRONOUN,
                type="Topic", sentence=sentence_of[token.i], text=doc[token.i - 1 : token.i + 1].text,
                lemma="same", number="", gender="neuter", person=3, definite="def",
            )
        )  # fmt: skip
    return found


def link_same(doc: Doc, nodes: list[Node]) -> None:
    """Join each to the last event, topic, paper or thing before it in its sentence."""
    for node in nodes:
        if node.lemma != "same" or not node.pronoun:
            continue
        above = _above(doc[node.head])
        before = [
            other
            for other in nodes
            if other.sentence == node.sentence
            and other.end <= node.start
            and not other.pronoun
            and other.type in THINGS
            and other.head not in above
        ]
        if before:
            link(max(before, key=lambda other: (other.head, other.start)), node)


def _above(token: Token) -> set[int]:
    """The words that the phrase hangs on: "concerns about the same" is not about concerns."""
    found = set()
    while token.head.i != token.i:
        token = token.head
        found.add(token.i)
    return found
