"""Repeated descriptions: the meeting after a meeting, what one owner has, the only event of its noun, "the same"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.coreference import learned
from kgbuild.annotate.coreference.said_to_be import THINGS
from kgbuild.annotate.lexicon import words
from kgbuild.annotate.nodes import Node, link, order
from kgbuild.english.rulebook import barred
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

STATUS = words("Status")
SAME_HEAD_WINDOW = 12
LEAST, LEAST_BARE = -2.0, -1.0
ANOTHER = frozenset({"similar", "another", "other", "previous", "earlier", "separate", "different"})


def link_same_head(doc: Doc, nodes: list[Node]) -> None:
    """As in "The meeting" after "a meeting with Guo", "the protesters" after "protesters": the nearest before.

    Where the learned scores speak against the pair it is left to what weighs all chains together.
    """
    chosen = [
        n for n in sorted(nodes, key=order) if n.kind is MentionKind.DESCRIPTION and not n.joint
    ]
    for at, node in enumerate(chosen):
        if node.chain is None or (len(node.chain.nodes) > 1 and node.chain.named()):
            continue
        if node.appositive_of is not None:
            continue
        near = [o for o in reversed(chosen[:at]) if node.sentence - o.sentence <= SAME_HEAD_WINDOW]
        for other in sorted(near, key=is_another):
            if _repeats(node, other):
                if _likely(doc, node, other):
                    link(other, node)
                break


def _likely(doc: Doc, node: Node, other: Node) -> bool:
    """Whether the learned scores let one phrase name again what the other named, or nothing was learned of them."""
    scored = learned.scores(doc, node, [other])
    score = scored[0] if scored else None
    return score is None or score >= (LEAST_BARE if node.definite == "bare" else LEAST)


def is_another(node: Node) -> bool:
    """ "A similar fire in Cork", "another blast": told beside the one that the article is about."""
    return node.definite in ("indef", "bare") and bool(ANOTHER & set(node.text.lower().split()[:2]))


def _repeats(node: Node, other: Node) -> bool:
    """Whether a description names again what an earlier one named."""
    if barred(DIFFERENT, node, other):
        return False
    again = AGAIN.get(node.definite)
    return again is not None and again(node, other)


def _other_words(node: Node, other: Node) -> bool:
    """ "The meeting" and "the meetings", "the talks"."""
    return (node.lemma, node.number, node.type, node.key) != (
        other.lemma,
        other.number,
        other.type,
        other.key,
    )


def _overlapping(node: Node, other: Node) -> bool:
    """They are one already, or one stands inside the other."""
    return node.chain is other.chain or node.start < other.end


def _other_country(node: Node, other: Node) -> bool:
    """ "The Irish minister" and "the Polish minister"."""
    return bool(node.iso and other.iso) and node.iso != other.iso


def _other_count(node: Node, other: Node) -> bool:
    """ "Three ships" and "five ships"."""
    return bool(node.count and other.count) and node.count != other.count


def _other_owner(node: Node, other: Node) -> bool:
    """ "Xi's visit" and "the visit", "Guo's visit"."""
    if node.owner is None:
        return False
    return other.owner is None or node.owner.chain is not other.owner.chain


DIFFERENT: tuple[Callable[[Node, Node], bool], ...] = (
    _other_words,
    _overlapping,
    _other_country,
    _other_count,
    _other_owner,
)
"""Why a description does not name again what the earlier one names."""


def _known(node: Node, other: Node) -> bool:
    """ "The long meeting" after "a long meeting": the definite says nothing that was not said."""
    assert other.chain is not None
    known = {word for n in other.chain.nodes for word in n.modifiers}
    if not node.modifiers - STATUS <= known or (node.iso and not other.iso):
        return False
    rest = _narrowing(node)
    return not rest or rest <= {w for n in other.chain.nodes for w in words_of(n)}


def _narrowing(node: Node) -> set[str]:
    """The words behind the noun: "all the boats in the harbour" are not the boats told of before."""
    return set(words_of(node)[node.head - node.end + 1 :]) if node.end - node.head > 1 else set()


def words_of(node: Node) -> list[str]:
    """The words of a mention in lower case."""
    return node.text.lower().split()


def _owned(node: Node, other: Node) -> bool:
    """ "Their first meeting" twice."""
    return node.owner is not None and node.modifiers == other.modifiers


def _bare(node: Node, other: Node) -> bool:
    """ "Protesters" and "protesters": bare nouns in the very same words, of nobody."""
    if other.definite != "bare" or node.text.lower() != other.text.lower():
        return False
    if node.owner is not None or other.owner is not None:
        return False
    return node.modifiers == other.modifiers and node.iso == other.iso


AGAIN: dict[str, Callable[[Node, Node], bool]] = {
    "def": _known,
    "dem": _known,
    "poss": _owned,
    "bare": _bare,
}
"""What makes a description a repetition, by its article."""


def link_offices(nodes: list[Node]) -> None:
    """As in "President Xi" and "Chinese President Xi Jinping": one office of one holder."""
    seen: dict[tuple[int, str], Node] = {}
    for node in sorted(nodes, key=order):
        if node.type == "Position" and node.after is not None and node.after.chain is not None:
            known = seen.setdefault((node.after.chain.first().start, node.lemma), node)
            if not (known.iso and node.iso and known.iso != node.iso):
                link(known, node)


def link_only_event(nodes: list[Node]) -> None:
    """As in "the invasion" before "Russia's invasion of Ukraine": the only one of its noun in the article."""
    events: dict[str, list[Node]] = {}
    for node in sorted(nodes, key=order):
        if node.type == "Event" and node.kind is MentionKind.DESCRIPTION and node.number == "sing":
            events.setdefault(node.lemma, []).append(node)
    for several in events.values():
        plain = [
            n for n in several if n.definite == "def" and not n.modifiers and n.end - n.start == 2
        ]
        others = {
            id(n.chain): n for n in several if n not in plain and n.definite in ("def", "poss")
        }
        if len(others) == 1 and all(n in plain or n.definite in ("def", "poss") for n in several):
            target = next(iter(others.values()))
            for node in plain:
                link(target, node)


def link_owned(nodes: list[Node]) -> None:
    """After the pronouns: "Xi's government" and "his government", "their first meeting" twice."""
    seen: dict[tuple[int, str, frozenset[str], str], Node] = {}
    for node in sorted(nodes, key=order):
        if (
            node.kind is not MentionKind.DESCRIPTION
            or node.owner is None
            or node.owner.chain is None
            or node.joint
        ):
            continue
        if node.definite not in ("poss", "def"):
            continue
        key = (id(node.owner.chain), node.lemma, node.modifiers, node.number)
        known = seen.setdefault(key, node)
        if known is not node and known.chain is not node.chain:
            assert node.chain is not None and known.chain is not None
            if not (node.chain.named() and known.chain.named()):
                link(known, node)


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
