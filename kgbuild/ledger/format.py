"""Which format a graph's file has."""

from __future__ import annotations

import sqlite3


def is_empty(db: sqlite3.Connection) -> bool:
    """Whether nothing was ever laid out in the file."""
    return not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def version_of(db: sqlite3.Connection) -> int | None:
    """The format that the file says it has; 0 for a file without tables, None where it does not say."""
    if is_empty(db):
        return 0
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.OperationalError:
        return None
    if row is not None:
        return int(row[0]) if str(row[0]).isdigit() else None
    # 0.1.0 laid its tables out first and wrote its version after: killed between the two, it is empty.
    return None if db.execute("SELECT count(*) FROM documents").fetchone()[0] else 0
