"""Opening a graph's file: laid out in one transaction, migrated where it is older, read where it cannot
be written.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from kgbuild.errors import GraphError
from kgbuild.ledger import migrations
from kgbuild.ledger.format import is_empty, version_of
from kgbuild.ledger.tables import BASE, KEPT, VERSION, VIEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "ledger.sqlite"
WAIT = 30.0
"""Seconds to wait for a lock of the file itself; readers never need it, a migration may."""


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """The file of the graph in `folder`, laid out and of today's format.

    Raises GraphError for a folder without a graph, a damaged file, or a newer version's.
    """
    path = folder / FILE
    if not path.exists() and not create:
        raise missing(folder)
    try:
        db = _writable(path) or _readable(path)
        try:
            _prepare(db, folder, create=create)
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise GraphError(f"{path}: damaged, locked or not a kgbuild graph ({error})") from None
    return db


def missing(folder: Path) -> GraphError:
    """What is said of a folder that holds no graph."""
    return GraphError(
        f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}"
    )


def _writable(path: Path) -> sqlite3.Connection | None:
    """The file for reading and writing; None where the folder or the file may only be read."""
    db = sqlite3.connect(path, isolation_level=None, timeout=WAIT)
    try:
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode=WAL")
        # A command is one commit: it costs little to have it on the disk before the old store goes.
        db.execute("PRAGMA synchronous=FULL")
        db.execute("BEGIN IMMEDIATE" if is_empty(db) else "BEGIN")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        db.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        db.close()
        if "readonly" in str(error) or "unable to open" in str(error):
            return None
        raise
    return db


def _readable(path: Path) -> sqlite3.Connection:
    """The file for reading only, from a medium that cannot be written."""
    where = f"file:{quote(str(path.absolute()))}?mode=ro"
    beside = path.with_name(path.name + "-wal")
    if not beside.exists() or not beside.stat().st_size:
        where += "&immutable=1"
    db = sqlite3.connect(where, uri=True, isolation_level=None, timeout=WAIT)
    db.execute("PRAGMA query_only=ON")
    return db


def _prepare(db: sqlite3.Connection, folder: Path, *, create: bool) -> None:
    found = version_of(db)
    if found == 0:
        if not create:
            raise missing(folder)
        with exclusive(db):
            if version_of(db) == 0:  # another may have been quicker
                _lay_out(db)
    elif found is not None and found < VERSION:
        migrations.migrate(db, folder, found)
    elif found != VERSION:
        raise GraphError(
            f"{folder / FILE}: made by another version of kgbuild, newer than this one;"
            " nothing was touched"
        )


@contextmanager
def exclusive(db: sqlite3.Connection) -> Iterator[None]:
    """One write transaction."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _lay_out(db: sqlite3.Connection) -> None:
    """All tables and the version, in the transaction that is open."""
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{table}"')
    for statement in (*BASE, *VIEWS):
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('version', ?), ('generation', '0')", (str(VERSION),))


def throw_views_away(db: sqlite3.Connection) -> None:
    """Take out every table that can be made again, and lay those of today out; in the open transaction."""
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    for (table,) in rows:
        if table not in KEPT:
            db.execute(f'DROP TABLE "{table}"')
    for statement in VIEWS:
        db.execute(statement)
    db.execute("DELETE FROM meta WHERE key IN ('identity', 'views', 'store')")
