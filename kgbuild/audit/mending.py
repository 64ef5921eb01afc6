"""Mending: what can be made anew is, what cannot be read goes, and its files are named to be built again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.audit.file import LOCK, lost_frames
from kgbuild.audit.rows import lost_inputs, orphans, unreadable
from kgbuild.changes.changing import VIEWS, changing
from kgbuild.errors import GraphError
from kgbuild.ledger import FILE, seals
from kgbuild.ledger.tables import BASE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

LOST = "lost judgements"
"""What the ledger calls the raw rows of judgements that could not be read, kept in case they can be one day."""


def mend(
    graph: str | Path = "graph", *, progress: Callable[[str, int, int], None] | None = None
) -> list[str]:
    """Mend the graph in a folder; returns what was done, and which files to build again.

    Raises GraphError where the ledger itself cannot be read: then only a backup helps.
    """
    folder = Path(graph)
    if not (folder / FILE).exists():
        raise GraphError(f"{folder}: no ledger here; only a backup or a new build helps")
    done = []
    lost = lost_frames(folder / f"{FILE}-wal")
    if _bad_lock(folder):
        (folder / LOCK).unlink()
        done.append(f"{LOCK}: made anew")
    with changing(folder, anew=True, progress=progress) as ledger:
        db = ledger.connection
        done += _triggers(db)
        again = _take_out(db)
        if lost:
            again |= {source for (source,) in db.execute("SELECT source FROM inputs")}
            done.append("the last changes were lost: all files are read again by the next build")
        ledger.unseal()
        for source in sorted(again):
            done.append(f"{source}: build it again")
            for file in {source, *(source[:at] for at, c in enumerate(source) if c == "#")}:
                db.execute("DELETE FROM inputs WHERE source = ?", (file,))
        ledger.throw_views_away()
        ledger.put_note(VIEWS, "")
    done.append("entities, facts, edges and store: made anew")
    return done


def _bad_lock(folder: Path) -> bool:
    from kgbuild.audit.file import _lock

    return any(True for _ in _lock(folder))


def _triggers(db: sqlite3.Connection) -> list[str]:
    """Lay out the triggers that are missing."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    done = []
    for statement in BASE:
        name = statement.split()[2]
        if statement.startswith("CREATE TRIGGER") and name not in there:
            db.execute(statement)
            done.append(f"the trigger {name}: made anew")
    return done


def _take_out(db: sqlite3.Connection) -> set[str]:
    """Take out what cannot be read or was changed; returns the sources that it came from."""
    source = dict(db.execute("SELECT id, source FROM documents"))
    bad = set(unreadable(db))
    missing = set()
    if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'seals'").fetchone():
        for name, what in seals.broken(db):
            if name.startswith("d-") and what == "changed":
                bad.add(name)
            missing |= {name} if what == "missing" else set()
    again = {source[id_] for id_ in bad if id_ in source} | set(lost_inputs(db))
    if any(name.startswith("d-") for name in missing):
        # Which file a lost document came from is not told: all are looked at again.
        again |= {found for (found,) in db.execute("SELECT source FROM inputs")}
    for id_ in sorted(bad):
        db.execute("DELETE FROM documents WHERE id = ?", (id_,))
    _put_aside(db, sorted(bad - source.keys()))
    for table in orphans(db):
        db.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT id FROM documents)")
    for table in ("clusters", "claims", "faults"):
        for id_ in sorted(bad):
            db.execute(f"DELETE FROM {table} WHERE document = ?", (id_,))
    return again


def _put_aside(db: sqlite3.Connection, ids: list[str]) -> None:
    """Unreadable judgements are kept as they lie, in a note: a person's word is never thrown away."""
    rows = [
        [repr(value) for value in row]
        for id_ in ids
        for row in db.execute("SELECT sequence, id, json FROM judgements WHERE id = ?", (id_,))
    ]
    if not rows:
        return
    kept = db.execute("SELECT value FROM meta WHERE key = ?", (LOST,)).fetchone()
    old = json.loads(kept[0]) if kept else []
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (LOST, json.dumps([*old, *rows])))
    db.executemany("DELETE FROM judgements WHERE id = ?", [(id_,) for id_ in ids])
