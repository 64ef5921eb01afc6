"""The shape that all stores share: nodes and links, with the values that every store can hold.

| node | id | leads to |
|---|---|---|
| Entity (and every label on its type's path) | the entity's | plain edges, one type a relation |
| Name | entity, words and kind | NAMES Entity, SEEN_IN Sentence |
| Document, Article (an entity may be a Document too: a treaty) | the document's | |
| Sentence | document and span | IN_DOCUMENT Document, MENTIONS Entity |
| Claim | the claim's | SUBJECT, OBJECT, ATTRIBUTED_TO, ABOUT, PLACE, STATED_IN Sentence |
| Fact | the fact's | SUBJECT, OBJECT, PLACE, HAS_CLAIM Claim |
| Conflict | the conflict's | INVOLVES Claim or Fact |
| Judgement | the judgement's | LEFT, RIGHT Entity |
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild import ids

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = str | int | float | bool | date | tuple[str, ...]

KINDS = ("Entity", "Name", "Document", "Sentence", "Claim", "Fact", "Conflict", "Judgement")
"""The first label of every node."""

STRUCTURE = (
    "ABOUT",
    "ATTRIBUTED_TO",
    "HAS_CLAIM",
    "INVOLVES",
    "IN_DOCUMENT",
    "LEFT",
    "MENTIONS",
    "NAMES",
    "OBJECT",
    "PLACE",
    "RIGHT",
    "SEEN_IN",
    "STATED_IN",
    "SUBJECT",
)
"""Types of links that are no relation of the vocabulary."""

KEY_LENGTH = 200
"""Names are looked up by this many characters: databases refuse to index longer values."""

NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Node:
    """A node; `labels` from the general to the special, the first one is its kind."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge. A plain one has its relation as type and carries its `fact`."""

    type: str
    source: str
    target: str
    properties: Mapping[str, Value] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Projection:
    """Nodes sorted by id and links sorted by source, type, target: what every store holds."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def pairs(self) -> Iterator[tuple[Node, tuple[Link, ...]]]:
        """Every node with its outgoing links, in the order of the ids."""
        leaving = {
            source: tuple(found) for source, found in groupby(self.links, attrgetter("source"))
        }
        for node in self.nodes:
            yield node, leaving.get(node.id, ())

    @property
    def edges(self) -> tuple[Link, ...]:
        """The plain edges alone: links whose type is a relation."""
        structure = frozenset(STRUCTURE)
        return tuple(link for link in self.links if link.type not in structure)


def name_key(text: str) -> str:
    """What a name is looked up by: case folded, single spaces, cut to `KEY_LENGTH` characters."""
    return " ".join(text.split()).casefold()[:KEY_LENGTH]


def sentence_id(document: str, start: int, end: int) -> str:
    """Id of an evidence sentence."""
    return ids.content_id("s", document, start, end)
