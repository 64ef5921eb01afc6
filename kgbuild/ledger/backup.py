"""A copy of a graph in use, and the way back: one file that holds all that cannot be made again."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from kgbuild.errors import GraphError, UsageError
from kgbuild.ledger.format import version_of
from kgbuild.ledger.ledger import Ledger
from kgbuild.ledger.lock import writer
from kgbuild.ledger.opening import FILE
from kgbuild.ledger.tables import VERSION


def backup(graph: str | Path, out: str | Path) -> Path:
    """Copy the ledger of the graph in a folder into the file `out`, whole, while it may be written to.

    The store is left out: it is made again. The file appears whole or not at all. Raises UsageError where
    `out` is there already, GraphError where there is no graph or the disk refuses.
    """
    out = Path(out)
    if out.exists():
        raise UsageError(f"{out}: is there already; a backup is never written over")
    beside = out.with_name(out.name + ".part")
    with Ledger.open(graph) as ledger:
        try:
            beside.unlink(missing_ok=True)
            copy = sqlite3.connect(beside)
            try:
                ledger.connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
            with beside.open("rb") as written:
                os.fsync(written.fileno())
            beside.replace(out)
        except (OSError, sqlite3.Error) as error:
            beside.unlink(missing_ok=True)
            raise GraphError(f"{out}: the backup cannot be written ({error})") from None
    return out


def restore(file: str | Path, graph: str | Path) -> Path:
    """Make a graph of a backup, in a folder that holds none; its views are made anew when it is asked.

    Raises UsageError where the folder holds a graph, GraphError for a file that is no whole backup.
    """
    file, folder = Path(file), Path(graph)
    if (folder / FILE).exists():
        raise UsageError(f"{folder}: holds a graph already; restore into another folder")
    _check(file)
    with writer(folder, create=True):
        beside = folder / (FILE + ".part")
        try:
            source = sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)
            copy = sqlite3.connect(beside)
            try:
                source.backup(copy)
                copy.execute("DELETE FROM meta WHERE key = 'store'")
                copy.commit()
            finally:
                copy.close()
                source.close()
            beside.replace(folder / FILE)
        except (OSError, sqlite3.Error) as error:
            beside.unlink(missing_ok=True)
            raise GraphError(f"{folder}: the graph cannot be restored ({error})") from None
    return folder


def _check(file: Path) -> None:
    if not file.is_file():
        raise UsageError(f"{file}: no such backup")
    try:
        db = sqlite3.connect(f"file:{file.absolute()}?mode=ro", uri=True)
        try:
            whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            version = version_of(db)
        finally:
            db.close()
    except sqlite3.Error as error:
        raise GraphError(f"{file}: no backup of a graph, or damaged ({error})") from None
    if not whole or not version or version > VERSION:
        raise GraphError(f"{file}: no backup of a graph, damaged, or of a newer version")
