"""What every store offers to a query, and how it is told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from kgbuild.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date
    from pathlib import Path

    from kgbuild.model import Snapshot

Row = dict[str, object]


class BoundValue(Protocol):
    """A typed value to bind: entity, relation, fact (ids); date, text, integer (values)."""

    @property
    def type(self) -> str:
        """What the value means."""
        ...

    @property
    def value(self) -> str | int | date:
        """The value itself."""
        ...


class Store(Protocol):
    """A graph that answers queries in one language."""

    @property
    def language(self) -> Literal["sparql", "cypher"]:
        """The language of `run`'s text."""
        ...

    def run(self, text: str, parameters: Mapping[str, BoundValue]) -> list[Row]:
        """Rows with plain values: ids, texts, numbers, booleans, ISO dates; None where unbound.

        Parameters are bound as terms or driver parameters. Raises QueryError for a text that does not
        parse, StoreError when the store is away.
        """
        ...


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer did, or with `dry_run` would do: the files it made, or what became of the nodes of a server.

    `statements` are the links of a property graph or the triples of RDF that were sent; `run` is the id of a load;
    `told` is what a plug-in says of its own.
    """

    files: tuple[Path, ...] = ()
    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    statements: int = 0
    run: str = ""
    told: str = ""


class Writer(Protocol):
    """A place that takes a graph: files, a folder's own store, a server. `kgbuild.graph.writers` lists them."""

    def write(self, graph: Snapshot) -> Written:
        """Make the place hold exactly this graph; the same graph again changes nothing. Raises StoreError."""
        ...

    def reader(self) -> Store | None:
        """What was written, to be asked; None for what answers no questions."""
        ...


def same_graph(there: AbstractSet[str], ours: AbstractSet[str], where: str) -> None:
    """Refuse to take the place of another graph: one that most articles there are not from.

    `there` and `ours` are the articles of the server and of the graph to be loaded. Raises StoreError.
    """
    lost = there - ours
    if 2 * len(lost) > len(there):
        raise StoreError(
            f"the {where} holds another graph: {len(lost):,} of its {len(there):,} articles are not in this one"
            " and would be deleted; --replace does that, --dry-run counts"
        )
