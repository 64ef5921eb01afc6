"""Facts and entities become nodes and edges: the one shape that all stores, files and pictures share.

`plain_edges` is the gate of the data model: what it lets through becomes an edge that can be followed
in one hop. `project` gives every node and edge of a graph, claims, sentences and evidence included.
Both are pure functions of a `Snapshot`.
"""

from kgbuild.project.garbage import give_back, uncollected
from kgbuild.project.gate import OPEN, claim_passes, fact_edges, is_named, member_pairs, plain_edges
from kgbuild.project.named import Named, all_meant, find_entity
from kgbuild.project.nodes import PARTS, project, stream
from kgbuild.project.shape import Link, Node, Projection, Value, name_key, sentence_id
from kgbuild.project.wanted import Part, Wanted
from kgbuild.project.wording import Wording, key_of

__all__ = [
    "OPEN",
    "PARTS",
    "Link",
    "Named",
    "Node",
    "Part",
    "Projection",
    "Value",
    "Wanted",
    "Wording",
    "all_meant",
    "claim_passes",
    "fact_edges",
    "find_entity",
    "give_back",
    "is_named",
    "key_of",
    "member_pairs",
    "name_key",
    "plain_edges",
    "project",
    "sentence_id",
    "stream",
    "uncollected",
]
