"""The graph as Turtle for a bulk loader: short, quick to write and to parse, in no order.

Exports are written by `rdf`, sorted and repeatable; this is what the embedded store is filled from. It
has the same triples in a quarter of the bytes.
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

from kgbuild.store.triples.terms import (
    BASE,
    CONCEPTS,
    KG,
    LINKS,
    Namer,
    concept_iri,
    literal,
    objects,
    property_iri,
    quoted,
    relation_iri,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from _typeshed import WriteableBuffer

    from kgbuild.project import Link, Node, Value

LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
"""Ids that can stand behind a prefix as they are: all of ours; other people's get a whole IRI."""

TARGETS = {
    "HAS_CLAIM": "Claim",
    "IN_DOCUMENT": "Document",
    "SEEN_IN": "Sentence",
    "STATED_IN": "Sentence",
}
"""What a link of a type leads to; those left out lead to an entity."""

OPEN_TARGETS = {"INVOLVES": "Fact", "OBJECT": "Entity", "SUBJECT": "Entity"}
"""These may lead to a claim; what they lead to otherwise."""


class TurtleWriter:
    """Writes nodes as Turtle; `claims` are the ids of all claims, which tell a claim from an entity."""

    def __init__(self, claims: Container[str], *, base: str = BASE) -> None:
        self._claims = claims
        self._namer = Namer(base)
        self._concepts: dict[tuple[str, str], str] = {}
        self._dates: dict[date, str] = {}
        self._entities: dict[str, str] = {}
        self._predicates: dict[str, str] = {}

    def head(self) -> str:
        """The prefixes: those of the vocabularies, and one a kind of node."""
        found = sorted(self._namer.prefixes().items())
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in found)

    def node(self, node: Node, links: Sequence[Link]) -> str:
        """One node with all its triples."""
        kind = node.labels[0]
        parts = [f"{self._iri(kind, node.id)} a kg:{',kg:'.join(node.labels)}"]
        predicates, concepts, add = self._predicates, self._concepts, parts.append
        for name, value in told(node, links):
            predicate = predicates.get(name) or self._predicate(name)
            # Most values are texts and concepts: written here, without a call.
            if type(value) is not str:
                add(predicate + self._objects(name, value))
            elif name in CONCEPTS:
                add(concepts.get((name, value)) or self._concept(name, value))
            elif '"' in value or "\\" in value or not value.isprintable():
                add(predicate + quoted(value))
            else:
                add(f'{predicate}"{value}"')
        for link in links:
            type_ = link.type
            kind = TARGETS.get(type_) or self._open_target(type_, link.target)
            add(self._link(type_) + self._iri(kind, link.target))
        return ";".join(parts) + ".\n"

    def _open_target(self, type_: str, target: str) -> str:
        found = OPEN_TARGETS.get(type_)
        if found is None:
            return "Entity"
        return "Claim" if target in self._claims else found

    def _iri(self, kind: str, id_: str) -> str:
        if kind == "Entity":
            found = self._entities.get(id_)
            if found is None:
                found = self._entities[id_] = self._made(kind, id_)
            return found
        return self._made(kind, id_)

    def _made(self, kind: str, id_: str) -> str:
        if LOCAL.fullmatch(id_):
            return f"{kind.lower()}:{id_}"
        return f"<{self._namer.iri(kind, id_)}>"

    def _predicate(self, name: str) -> str:
        found = self._predicates.get(name)
        if found is None:
            found = self._predicates[name] = f"<{property_iri(name)}> "
            if found.startswith(f"<{KG}"):
                found = self._predicates[name] = f"kg:{found[len(KG) + 1 : -2]} "
        return found

    def _link(self, type_: str) -> str:
        key = f" {type_}"  # no property has a blank in its name
        found = self._predicates.get(key)
        if found is None:
            found = self._predicates[key] = f"<{LINKS.get(type_) or relation_iri(type_)}> "
        return found

    def _objects(self, name: str, value: Value) -> str:
        kind = type(value)
        if kind is bool:
            return "true" if value else "false"
        if kind is int:
            return str(value)
        if kind is date:
            return self._day(value)  # type: ignore[arg-type]
        if kind is tuple:
            return ",".join(objects(name, value))
        return literal(value)  # type: ignore[arg-type]

    def _concept(self, name: str, value: str) -> str:
        """Property and concept."""
        found = self._concepts.get((name, value))
        if found is None:
            term = f"<{concept_iri(name, value)}>"
            found = self._concepts[name, value] = self._predicate(name) + term
        return found

    def _day(self, value: date) -> str:
        found = self._dates.get(value)
        if found is None:
            found = self._dates[value] = f'"{value.isoformat()}"^^xsd:date'
        return found


class Pieces(io.RawIOBase):
    """A file to read from whose text is made while it is read, so that nothing piles up."""

    def __init__(self, pieces: Iterable[str], *, size: int = 4 * 1024 * 1024) -> None:
        self._pieces = iter(pieces)
        self._size = size
        self._rest = memoryview(b"")
        self.count = 0
        """Pieces read so far."""

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer as far as one batch goes; 0 at the end."""
        if not self._rest:
            self._rest = memoryview(self._next())
        room = memoryview(buffer).cast("B")
        size = min(len(room), len(self._rest))
        room[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _next(self) -> bytes:
        waiting: list[str] = []
        length = 0
        for piece in self._pieces:
            waiting.append(piece)
            self.count += 1
            length += len(piece)
            if length >= self._size:
                break
        return "".join(waiting).encode("utf8")


def turtle(
    found: Iterable[tuple[Node, Sequence[Link]]], claims: Container[str], *, base: str = BASE
) -> Iterator[str]:
    """The prefixes, then a piece a node."""
    writer = TurtleWriter(claims, base=base)
    yield writer.head()
    for node, links in found:
        yield writer.node(node, links)
