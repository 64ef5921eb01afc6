"""Who is who in one document: passes from the surest to the least sure, each only joining chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.coreference import (
    bodies,
    by_name,
    descriptions,
    joint,
    learned,
    pronouns,
    repeats,
    roles,
    said_to_be,
)
from kgbuild.annotate.nodes import Chain, Node, order
from kgbuild.annotate.quotations import speakers
from kgbuild.language.gathered import antecedents_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.annotated import Quote


def resolve(
    doc: Doc, nodes: list[Node], quotes: list[Quote]
) -> tuple[list[Chain], dict[int, Node]]:
    """Join the nodes into chains, in the order of their first node, and find who speaks each quotation.

    Nodes for the members of joint mentions ("Chinese and Russian officials") are added to `nodes`.
    """
    for node in nodes:
        node.chain = Chain([node])
    learned.prepare(doc, nodes)
    by_head = heads(nodes)
    by_name.link_names(doc, nodes)
    said_to_be.link_said_to_be(doc, nodes, by_head)
    bodies.link_bodies(nodes, scored=antecedents_of(doc) is not None)
    roles.link_roles(doc, nodes)
    bodies.link_government(nodes)
    repeats.link_same_head(doc, nodes)
    roles.link_lead(doc, nodes)
    joint.link_joint(doc, nodes)
    descriptions.link_descriptions(doc, nodes)
    spoken = speakers.speakers(doc, quotes, by_head)
    pronouns.link_pronouns(doc, nodes, quotes, spoken)
    learned.link_ahead(doc, nodes)
    bodies.link_led(nodes)
    descriptions.link_descriptions(doc, nodes)
    repeats.link_same(doc, nodes)
    repeats.link_owned(nodes)
    repeats.link_offices(nodes)
    repeats.link_only_event(nodes)
    learned.weigh(doc, nodes)
    chains = {
        id(node.chain): node.chain for node in sorted(nodes, key=order) if node.chain is not None
    }
    return list(chains.values()), spoken


def heads(nodes: list[Node]) -> dict[int, Node]:
    """The widest node that each token heads; people before the offices they hold."""
    table: dict[int, Node] = {}
    for node in sorted(
        nodes, key=lambda node: (node.type != "Position", node.end - node.start, node.start)
    ):
        table[node.head] = node
    return table
