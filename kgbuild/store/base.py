"""What every store offers to a query, and how it is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from kgbuild.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

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
