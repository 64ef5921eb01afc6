"""Steps from each released format to the next: in one transaction, judgements kept word for word.

A copy of the file as it was stays beside it (`ledger.sqlite.before-2`) until the new one has been written
and read; then it is taken away. Views are not carried over: they are made anew from what is kept.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kgbuild.errors import GraphError
from kgbuild.ledger.format import version_of
from kgbuild.ledger.packing import deflate, pack
from kgbuild.ledger.tables import BASE, VERSION, VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def migrate(db: sqlite3.Connection, folder: Path, found: int) -> None:
    """Bring the open file from format `found` to today's. Raises GraphError where the disk refuses.

    A process killed at any point leaves the old file as it was.
    """
    kept = folder / f"ledger.sqlite.before-{VERSION}"
    try:
        _copy(db, kept)
        db.execute("BEGIN IMMEDIATE")
        now = version_of(db)  # another process may have been quicker
        for version in range(now or found, VERSION):
            STEPS[version](db)
        _keep_authority(db, folder)
        db.execute("COMMIT")
        if db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise GraphError(f"{folder}: the migrated file is damaged; as it was, it is {kept}")
        with suppress(sqlite3.Error):
            db.execute("VACUUM")
        kept.unlink(missing_ok=True)
    except (sqlite3.Error, OSError) as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise GraphError(
            f"{folder}: made by an older version of kgbuild, and cannot be brought up to date ({error});"
            " it is as it was"
        ) from None
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _copy(db: sqlite3.Connection, path: Path) -> None:
    path.unlink(missing_ok=True)
    copy = sqlite3.connect(path)
    try:
        db.backup(copy)
    finally:
        copy.close()


def _from_1(db: sqlite3.Connection) -> None:
    """0.1.0: rows were JSON texts, mentions a row each, and the views had no generation."""
    for table in ("documents", "mentions", "clusters", "claims", "judgements", "inputs", "rejects"):
        db.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    db.execute("ALTER TABLE meta RENAME TO old_meta")
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    for (index,) in rows.fetchall():
        db.execute(f'DROP INDEX "{index}"')
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'old\\_%' ESCAPE '\\'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    for (table,) in rows.fetchall():
        db.execute(f'DROP TABLE "{table}"')
    for statement in (*BASE, *VIEWS):
        db.execute(statement)
    db.execute("CREATE INDEX old_mentions_by_document ON old_mentions (document)")
    for id_, source, digest, text in db.execute(
        "SELECT id, source, digest, json FROM old_documents"
    ):
        head: dict[str, Any] = json.loads(text)
        words = head.pop("text")
        found = db.execute(
            'SELECT json FROM old_mentions WHERE document = ? ORDER BY start, "end", json', (id_,)
        )
        mentions = [json.loads(row) for (row,) in found]
        db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            (id_, source, digest, pack(head), deflate(words), pack(mentions)),
        )
    for table in ("clusters", "claims"):
        db.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?)",
            (
                (id_, document, deflate(text))
                for id_, document, text in db.execute(f"SELECT id, document, json FROM old_{table}")
            ),
        )
    for table in ("judgements", "inputs", "rejects"):
        db.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
    for table in (
        "documents",
        "mentions",
        "clusters",
        "claims",
        "judgements",
        "inputs",
        "rejects",
        "meta",
    ):
        db.execute(f"DROP TABLE old_{table}")
    db.execute("INSERT INTO meta VALUES ('version', '2'), ('generation', '1')")


def _keep_authority(db: sqlite3.Connection, folder: Path) -> None:
    """The list of known people and bodies was a file beside the ledger; the ledger has it now."""
    for path in sorted(folder.glob("authority.*"))[:1]:
        told = json.dumps([path.name, path.read_text(encoding="utf-8-sig")])
        db.execute("INSERT OR REPLACE INTO meta VALUES ('authority', ?)", (told,))


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _from_1}
"""From which format -> the step to the next one."""
