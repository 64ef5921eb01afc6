"""What every store offers to a query, and how it is told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
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
