"""Pronouns: number, gender, binding, recency and role of the antecedent; I and we by their speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.coreference.choice import antecedent as antecedent
from kgbuild.annotate.coreference.choice import lenders
from kgbuild.annotate.lexicon import BODIES, words
from kgbuild.annotate.nodes import Node, link, order
from kgbuild.annotate.quotations import speakers
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.annotated import Quote

# Beside posts and leaders: whoever is this of a body says "we" for it.
SPEAKS_FOR = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "founder",
        "co-founder",
        "manager",
        "executive",
        "owner",
    }
)
COLLECTIVE = BODIES | {"Group", "Country"}


def link_pronouns(
    doc: Doc, nodes: list[Node], quotes: list[Quote], spoken: dict[int, Node]
) -> None:
    """Give each pronoun its antecedent, in the order of the text; what nobody fits stays alone."""
    around = _quotations(quotes)
    for node in nodes:
        node.quote = around.get(node.head, -1)
    candidates = sorted([n for n in nodes if n.pronoun or not n.virtual], key=order)
    by_head = {node.head: node for node in nodes if not node.pronoun}
    # "the same" has a rule of its own
    asked = [n for n in candidates if n.pronoun and n.lemma != "same"]
    for node in asked:
        node.owned = by_head.get(doc[node.head].head.i)
    by_speaker: dict[tuple[str, int, str], Node] = {}
    met = speakers.addressed(doc, quotes, spoken)
    by_cue, pairs = _by_cue(quotes), _coordinations(doc, nodes)
    again: list[Node] = []
    for node in asked:
        if node.person == 2 and node.quote in met:
            link(met[node.quote], node)
        elif node.person in (1, 2):
            _first_person(node, spoken, by_speaker, nodes)
        else:
            best = antecedent(doc, node, candidates, spoken, by_cue)
            again += _stands_for(node, best, pairs)
    for node in again:
        best = antecedent(doc, node, candidates, spoken, by_cue)
        _stands_for(node, best, pairs)


def _by_cue(quotes: list[Quote]) -> dict[int, list[Quote]]:
    """The quotations by their verb of saying."""
    found: dict[int, list[Quote]] = {}
    for quote in quotes:
        if quote.cue is not None:
            found.setdefault(quote.cue, []).append(quote)
    return found


def _stands_for(node: Node, best: Node | None, pairs: list[list[Node]]) -> list[Node]:
    """Give a pronoun its antecedent or the people it stands for together; whom it turns out is returned."""
    together = _together(node, pairs) if node.number == "plur" else None
    if together is not None and (best is None or _closer(together, best, node)):
        node.joint = together
        return []
    if best is None:
        return []
    if best.joint:
        node.joint = list(best.joint)
        return []
    return _join(best, node)


def _join(best: Node, node: Node) -> list[Node]:
    """Give a pronoun its antecedent; pronouns of the other sex leave that chain, and are returned."""
    gone = lenders(node, best.chain)
    for other in gone:
        if best.chain is not None:
            best.chain.leave(other)
    link(best, node, node.sure or 1.0)
    return gone


def _quotations(quotes: list[Quote]) -> dict[int, int]:
    """The last quotation of more than three words around each token, by its place in the list."""
    found: dict[int, int] = {}
    for at, quote in enumerate(quotes):
        if quote.end - quote.start > 3:
            found.update(dict.fromkeys(range(quote.start, quote.end), at))
    return found


def _first_person(
    node: Node,
    spoken: dict[int, Node],
    known: dict[tuple[str, int, str], Node],
    nodes: list[Node],
) -> None:
    speaker = spoken.get(node.quote) if node.quote >= 0 else None
    kind = "you" if node.person == 2 else "we" if node.number == "plur" else "i"
    if (
        kind == "i"
        and speaker is not None
        and speaker.chain is not None
        and speaker.chain.type() == "Person"
        and speaker.number != "plur"
    ):
        link(speaker, node)
        return
    if kind == "we" and speaker is not None and speaker.type in BODIES | {"Group", "Country"}:
        link(speaker, node)
        return
    side = _side_of(speaker, nodes) if kind == "we" and speaker is not None else None
    if side is not None:
        link(side, node)
        return
    if kind == "you":
        node.type = "Group"
    if speaker is not None and speaker.chain is not None:
        key = ("speaker", speaker.chain.first().start, kind)
    else:
        key = ("quotation", node.quote, kind)
    first = known.setdefault(key, node)
    if first is not node:
        link(first, node)


def _side_of(speaker: Node, nodes: list[Node]) -> Node | None:
    """The body that somebody speaks for by office: "we" of a bank's chief executive is the bank."""
    if speaker.chain is None or speaker.number == "plur":
        return None
    for node in sorted(nodes, key=order):
        holder = node.after if node.type == "Position" else node
        if holder is None or holder.chain is not speaker.chain or node.pronoun:
            continue
        office = node.lemma in words("Post") | words("Leader") | SPEAKS_FOR
        if not office or node.status == "former" or node.owner is None:
            continue
        body = node.owner
        if body.chain is not None and body.chain.type() in BODIES and body.chain.named():
            return body
    return None


def _coordinations(doc: Doc, nodes: list[Node]) -> list[list[Node]]:
    """Coordinated people, bodies or places: "Xi and Putin"."""
    by_head = {
        node.head: node
        for node in nodes
        if not node.pronoun and not node.virtual and node.kind is not MentionKind.DEMONYM
    }
    found = []
    for node in sorted(by_head.values(), key=order):
        token = doc[node.head]
        if fn.stands_as(token, fn.CONJUNCT) or not phrases.children(token, fn.CONJUNCT):
            continue
        members = [by_head.get(member.i) for member in [token, *phrases.conjuncts(token)]]
        known = [member for member in members if member is not None]
        agents = [m for m in known if m.type in COLLECTIVE | {"Person"}]
        if len(known) == len(members) == len(agents) and len({id(m.chain) for m in known}) == len(
            known
        ):
            found.append(known)
    return found


def _together(node: Node, pairs: list[list[Node]]) -> list[Node] | None:
    """The coordination that a plural pronoun may stand for: in this sentence or the one before."""
    near = [p for p in pairs if p[-1].end <= node.start and 0 <= node.sentence - p[0].sentence <= 1]
    near = [p for p in near if (p[0].quote >= 0) == (node.quote >= 0)]
    return near[-1] if near else None


def _closer(pair: list[Node], other: Node, node: Node) -> bool:
    if other.sentence != pair[0].sentence:
        return pair[0].sentence > other.sentence
    if other in pair or other.number != "plur":
        return True
    return pair[0].start > other.start
