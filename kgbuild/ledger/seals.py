"""Seals: what each document, judgement and table was when it was written, so that a later change shows.

A seal is a digest of rows as they lie in the file, kept in the table `seals` under the name of the document,
of the judgement, or `table:NAME`. It tells damage from design; it is no signature.
"""

from __future__ import annotations

import json
import re
import zlib
from typing import TYPE_CHECKING, Any
from zlib import adler32, crc32

from kgbuild.ledger.packing import dump, inflate, unpack
from kgbuild.ledger.tables import KEPT
from kgbuild.ledger.views import day_of, mark_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

SEALS = (
    "CREATE TABLE IF NOT EXISTS seals (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID"
)
DIGEST = re.compile(r"-?\d+-[0-9a-f]{16}")
STAMP = "views"
"""The one note that triggers take away; it is not sealed."""

BY_DOCUMENT = frozenset({"documents", "clusters", "claims", "faults", "judgements", "seals"})
"""Base tables whose rows are sealed one by one, and the seals; the others have a row a file or so."""


MARKED = ("entities", "dated", "facts", "conflicts", "decided")
"""Tables each of whose rows carries a mark of its content; `unmarked` holds the two against one another."""


LOOKED_UP = frozenset({"called", "placed", "takes"})
"""Tables that only repeat others, in the order of an answer: they are compared with them, not sealed."""


def unmarked(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Table and id of each row of a view that is not what it was marked as."""
    for table in MARKED:
        key = "claim" if table == "dated" else "id"
        more = {"entities": ", mentions, type, count", "facts": ", day"}.get(table, "")
        for id_, mark, data, *rest in db.execute(f"SELECT {key}, mark, json{more} FROM {table}"):
            try:
                same = mark_of(_content(table, data, rest)) == mark
            except (zlib.error, ValueError, TypeError, KeyError):
                same = False
            if not same:
                yield table, str(id_)


def _content(table: str, data: bytes, rest: list[Any]) -> str:
    """The record of a row as text; ValueError where its columns do not fit together."""
    if table == "entities":
        return _entity(data, *rest)
    text = inflate(data)
    if table == "facts" and day_of(json.loads(text)) != rest[0]:
        raise ValueError("another day's fact")
    return text


def _entity(head: bytes, mentions: bytes, type_: str, count: int) -> str:
    """An entity's record, of the parts that its row has; ValueError where they do not fit together."""
    record = {**unpack(head), **unpack(mentions)}
    kinds, told = record.pop("kinds"), record["mentions"]
    if (record["type"], len(told)) != (type_, count) or kinds != sorted({m["kind"] for m in told}):
        raise ValueError("parts of different entities")
    return dump(record)


def digest_of(rows: Iterable[tuple[Any, ...]]) -> str:
    """Digest of rows in any order, repeated rows counted.

    >>> digest_of([(1, "a"), (2, "b")]) == digest_of([(2, "b"), (1, "a")])
    True
    """
    total = count = 0
    for row in rows:
        total += _weight(row)
        count += 1
    return _digest(count, total)


def _weight(row: tuple[Any, ...]) -> int:
    data = repr(row).encode("utf8", "surrogatepass")
    return crc32(data) << 32 | adler32(data)


def _digest(count: int, total: int) -> str:
    return f"{count}-{total % (1 << 64):016x}"


class Changes:
    """By how much the digests of tables change while their rows do, in the transaction that is open.

    Triggers of this connection tell of every row that comes and goes, so that sealing costs what was written.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._grown: dict[str, list[int]] = {}
        self._watched: set[str] = set()
        db.create_function("kgbuild_sealed", -1, self._note)

    def begin(self) -> None:
        """Watch all tables that are sealed."""
        db = self._db
        self._grown.clear()
        present = {*small_tables(db), *view_tables(db)}
        self._watched = set()
        if _rows(db, "SELECT 1 FROM sqlite_master WHERE name = 'seals'"):
            names = _rows(db, "SELECT name FROM seals WHERE name LIKE 'table:%'")
            self._watched = present & {name.removeprefix("table:") for (name,) in names}
        if self._watched:
            db.execute("PRAGMA recursive_triggers=ON")  # REPLACE tells of the row that goes, too
        for table in sorted(self._watched):
            columns = _sealed_columns(db, table)
            for what, sides in (("INSERT", "+"), ("DELETE", "-"), ("UPDATE", "-+")):
                told = "".join(_telling(table, columns, side) for side in sides)
                db.execute(
                    f'CREATE TEMP TRIGGER IF NOT EXISTS "sealed_{table}_{what}" AFTER {what} ON main."{table}"'
                    f" BEGIN {told} END"
                )

    def forget(self, *, kept: bool = False) -> None:
        """Tables that can be made again (or `kept` ones too) are to be sealed anew, as a whole."""
        self._watched &= frozenset() if kept else KEPT

    def _note(self, table: str, by: int, *row: Any) -> None:
        if table == "meta" and row[0] == STAMP:
            return
        grown = self._grown.setdefault(table, [0, 0])
        grown[0] += by
        grown[1] += by * _weight(row)

    def settle(self) -> None:
        """Bring the seals of watched tables up to date."""
        for table in sorted(self._grown.keys() & self._watched):
            name = f"table:{table}"
            query = "SELECT digest FROM seals WHERE name = ?"
            row = self._db.execute(query, (name,)).fetchone()
            if row is None or not DIGEST.fullmatch(str(row[0])):
                continue  # damaged: verify tells of it
            count, _, total = row[0].partition("-")
            more = self._grown[table]
            found = _digest(int(count) + more[0], int(total, 16) + more[1])
            self._db.execute("UPDATE seals SET digest = ? WHERE name = ?", (found, name))
        self._grown.clear()

    def sealed(self, table: str) -> bool:
        """Whether the seal of a table follows its rows."""
        return table in self._watched


def _rows(db: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return db.execute(query).fetchall()


def _sealed_columns(db: sqlite3.Connection, table: str) -> list[str]:
    """The columns that a table's digest is of."""
    if table in MARKED:
        return ["claim" if table == "dated" else "id", "mark"]
    return [row[1] for row in _rows(db, f'PRAGMA table_info("{table}")')]


def _telling(table: str, columns: list[str], side: str) -> str:
    row, by = ("NEW", 1) if side == "+" else ("OLD", -1)
    told = ", ".join(f'{row}."{column}"' for column in columns)
    return f"SELECT kgbuild_sealed('{table}', {by}, {told});"


def document_digest(db: sqlite3.Connection, document: str) -> str:
    """Digest of a document's row, and of its clusters, claims and faults."""
    queries = (
        "SELECT 'd', id, source, digest, head, text, mentions FROM documents WHERE id = ?",
        "SELECT 'm', id, document, json FROM clusters WHERE document = ?",
        "SELECT 'c', id, document, json FROM claims WHERE document = ?",
        "SELECT 'f', document, json FROM faults WHERE document = ?",
    )
    return digest_of(row for query in queries for row in db.execute(query, (document,)))


def judgement_digest(db: sqlite3.Connection, judgement: str) -> str:
    """Digest of a person's judgement."""
    query = "SELECT sequence, id, json FROM judgements WHERE id = ?"
    return digest_of(db.execute(query, (judgement,)))


def table_digest(db: sqlite3.Connection, table: str) -> str:
    """Digest of a whole table; of `meta` without the stamp, of tables of marked rows by their marks."""
    if table in MARKED:
        key = "claim" if table == "dated" else "id"
        return digest_of(db.execute(f"SELECT {key}, mark FROM {table}"))
    return digest_of(
        row for row in db.execute(f'SELECT * FROM "{table}"') if table != "meta" or row[0] != STAMP
    )


def small_tables(db: sqlite3.Connection) -> list[str]:
    """Names of the base tables that are sealed whole."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if name in KEPT - BY_DOCUMENT]


def view_tables(db: sqlite3.Connection) -> list[str]:
    """Names of the tables that can be made again."""
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    kept = KEPT | LOOKED_UP
    return [name for (name,) in rows if name not in kept and not name.startswith("sqlite_")]


def seal(db: sqlite3.Connection, changes: Changes) -> None:
    """Seal what has no seal yet, and the tables as they are now; in the transaction that is open.

    What `changes` has watched is sealed by its changes, all else as a whole.
    """
    db.execute(SEALS)
    changes.settle()
    for name, digest in [
        *_fresh(db, "documents", document_digest),
        *_fresh(db, "judgements", judgement_digest),
    ]:
        db.execute("INSERT INTO seals VALUES (?, ?)", (name, digest))
    for table in (*small_tables(db), *view_tables(db)):
        if changes.sealed(table):
            continue
        found = table_digest(db, table)
        db.execute("INSERT OR REPLACE INTO seals VALUES (?, ?)", (f"table:{table}", found))


def _fresh(db: sqlite3.Connection, table: str, digest: Any) -> Iterator[tuple[str, str]]:
    rows = db.execute(
        f"SELECT id FROM {table} WHERE id NOT IN (SELECT name FROM seals) ORDER BY id"
    )
    for (id_,) in rows.fetchall():
        yield id_, digest(db, id_)


def unseal(db: sqlite3.Connection, document: str) -> None:
    """Take a document's seal away: it is taken out or read anew. In the transaction that is open."""
    db.execute(SEALS)
    db.execute("DELETE FROM seals WHERE name = ?", (document,))


def broken(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Names that are not as they were sealed, with what is wrong: changed, missing, or never sealed.

    Names are ids of documents and judgements, and `table:NAME`.
    """
    known = dict(db.execute("SELECT name, digest FROM seals"))
    for table, digest in (("documents", document_digest), ("judgements", judgement_digest)):
        for (id_,) in db.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():
            if id_ not in known:
                yield str(id_), "added"
            elif digest(db, id_) != known.pop(id_):
                yield str(id_), "changed"
    present = {f"table:{table}" for table in (*small_tables(db), *view_tables(db))}
    for name, expected in sorted(known.items()):
        if not name.startswith("table:") or name not in present:
            yield name, "missing"
        elif table_digest(db, name.removeprefix("table:")) != expected:
            yield name, "changed"
    for name in sorted(present - known.keys()):
        yield name, "added"
