"""Seals: what each document, judgement and table was when it was written, so that a later change shows.

A seal is a digest of rows as they lie in the file, kept in the table `seals` under the name of the document,
of the judgement, or `table:NAME`. It tells damage from design; it is no signature.
"""

from __future__ import annotations

import json
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
    record, told = unpack(head), unpack(mentions)
    kinds = record.pop("kinds")
    if (record["type"], len(told)) != (type_, count) or kinds != sorted({m["kind"] for m in told}):
        raise ValueError("parts of different entities")
    return dump({**record, "mentions": told})


def digest_of(rows: Iterable[tuple[Any, ...]]) -> str:
    """Digest of rows in any order, repeated rows counted.

    >>> digest_of([(1, "a"), (2, "b")]) == digest_of([(2, "b"), (1, "a")])
    True
    """
    total = count = 0
    for row in rows:
        data = repr(row).encode("utf8", "surrogatepass")
        total += crc32(data) << 32 | adler32(data)
        count += 1
    return f"{count}-{total % (1 << 64):016x}"


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


def seal(db: sqlite3.Connection) -> None:
    """Seal what has no seal yet, and the tables as they are now; in the transaction that is open."""
    db.execute(SEALS)
    for name, digest in [
        *_fresh(db, "documents", document_digest),
        *_fresh(db, "judgements", judgement_digest),
    ]:
        db.execute("INSERT INTO seals VALUES (?, ?)", (name, digest))
    for table in (*small_tables(db), *view_tables(db)):
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
