"""What a graph holds of files and their sources, looked up one by one: an addition need not know them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from kgbuild.ledger import Ledger

V = TypeVar("V")


class _LookedUp(Mapping[str, V], Generic[V]):
    """A mapping whose values come from the tables, and that is never walked through."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.connection

    def __iter__(self) -> Iterator[str]:
        raise TypeError("what is looked up is never walked through")

    def __len__(self) -> int:
        raise TypeError("what is looked up is never counted")


class Stored(_LookedUp[tuple[str, str]]):
    """Source -> document and digest."""

    def __getitem__(self, key: str) -> tuple[str, str]:
        query = "SELECT id, digest FROM documents WHERE source = ?"
        row = self._db.execute(query, (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return row[0], row[1]


class Inputs(_LookedUp[str]):
    """Source of a file -> digest of what was read from it."""

    def __getitem__(self, key: str) -> str:
        row = self._db.execute("SELECT digest FROM inputs WHERE source = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return str(row[0])


class OfFile(_LookedUp[list[str]]):
    """File -> the sources read from it, as `origins.by_file` has them."""

    def __getitem__(self, key: str) -> list[str]:
        query = (
            "SELECT source FROM documents WHERE source = ?"
            " UNION SELECT source FROM documents WHERE source >= ? AND source < ? ORDER BY source"
        )
        rows = self._db.execute(query, (key, key + "#", key + chr(ord("#") + 1)))
        found = [source for (source,) in rows if self._owner(source) == key]
        if not found and not self._is_file(key):
            raise KeyError(key)
        return found

    def _owner(self, source: str) -> str:
        """The longest name of a file that was read, else the shortest that it could be."""
        cut = [at for at in range(len(source) - 1, 0, -1) if source[at] == "#"]
        names = [source, *(source[:at] for at in cut)]
        return next((name for name in names if self._is_file(name)), names[-1])

    def _is_file(self, name: str) -> bool:
        query = "SELECT 1 FROM inputs WHERE source = ?"
        return self._db.execute(query, (name,)).fetchone() is not None


class Places:
    """Source <-> the place that a file was read from."""

    def __init__(self, ledger: Ledger) -> None:
        self._db = ledger.connection
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'places'"
        self._known = self._db.execute(query).fetchone() is not None

    def _one(self, query: str, value: str) -> str | None:
        row = self._db.execute(query, (value,)).fetchone() if self._known else None
        return None if row is None else str(row[0])

    def of(self, source: str) -> str | None:
        """Where a source was read from."""
        return self._one("SELECT place FROM places WHERE source = ?", source)

    def at(self, place: str) -> list[str]:
        """The sources read at a place."""
        if not self._known:
            return []
        rows = self._db.execute(
            "SELECT source FROM places WHERE place = ? ORDER BY rowid", (place,)
        )
        return [source for (source,) in rows]

    def all(self) -> list[tuple[str, str]]:
        """Every source with its place."""
        return (
            self._db.execute("SELECT source, place FROM places").fetchall() if self._known else []
        )
