"""The ledger as a file: its header, its pages, its tables, and what a killed command left beside it."""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING
from urllib.parse import quote

from kgbuild.audit.damage import RESTORE, Damage, mending
from kgbuild.ledger import FILE, VERSION
from kgbuild.ledger.tables import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER, FRAME = 32, 24
LITTLE = 0x377F0682
LOCK = "lock.sqlite"


def file_damage(folder: Path) -> Iterator[Damage]:
    """Damage of the file itself. Opens it for reading only, so that nothing is changed."""
    remedy = RESTORE.format(graph=folder)
    if lost := lost_frames(folder / f"{FILE}-wal"):
        yield Damage(f"{FILE}-wal: {lost}; the last changes are lost", mending(folder))
    try:
        db = sqlite3.connect(f"file:{quote(str((folder / FILE).absolute()))}?mode=ro", uri=True)
    except sqlite3.Error as error:
        yield Damage(f"{FILE}: cannot be opened ({error})", remedy, fatal=True)
        return
    try:
        for (line,) in db.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Damage(f"{FILE}: {line.splitlines()[0]}", remedy, fatal=True)
        yield from _tables(db, folder)
    except sqlite3.Error as error:
        yield Damage(f"{FILE}: damaged ({error})", remedy, fatal=True)
    finally:
        db.close()
    yield from _lock(folder)


def _tables(db: sqlite3.Connection, folder: Path) -> Iterator[Damage]:
    """Missing tables and triggers of the base; views may come and go with their makers."""
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    base = {statement.split()[2] for statement in BASE if statement.startswith("CREATE TABLE")}
    for table in sorted(base - there):
        if table != "seals":
            yield Damage(
                f"{FILE}: the table {table} is missing", RESTORE.format(graph=folder), fatal=True
            )
    if "meta" in there:
        row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        if row is None or row[0] not in {str(n) for n in range(1, VERSION + 1)}:
            said = "says no version" if row is None else f"says version {str(row[0])[:20]!r}"
            yield Damage(f"{FILE}: {said}", RESTORE.format(graph=folder), fatal=True)
        if row is not None and row[0] != str(VERSION):
            return  # an older format has other triggers; opening it brings it up to date
    wanted = {statement.split()[2] for statement in BASE if statement.startswith("CREATE TRIGGER")}
    for name in sorted(wanted - there):
        yield Damage(f"{FILE}: the trigger {name} is missing", mending(folder))


def _lock(folder: Path) -> Iterator[Damage]:
    """The lock holds no data; a damaged one keeps every writer out."""
    path = folder / LOCK
    if not path.exists() or not path.stat().st_size:
        return
    try:
        db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
        try:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        if "locked" not in str(error):
            yield Damage(f"{LOCK}: damaged ({error})", mending(folder))


def lost_frames(path: Path) -> str:
    """What is wrong with a write-ahead log: SQLite reads it up to the first bad frame, and says nothing.

    Frames of an earlier round (another salt) lie behind the last good one and are no damage.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    if not data:
        return ""
    if len(data) < HEADER:
        return "cut off"
    magic, _, page, _, salt1, salt2, sum1, sum2 = struct.unpack(">8I", data[:HEADER])
    order = "<" if magic == LITTLE else ">"
    if magic | 1 != LITTLE | 1 or _checksum(data[: HEADER - 8], order, (0, 0)) != (sum1, sum2):
        return "its head is damaged"
    known, good = (sum1, sum2), True
    for at in range(HEADER, len(data), FRAME + page):
        frame = data[at : at + FRAME + page]
        if len(frame) < FRAME + page:
            return "cut off" if good else ""
        salts = struct.unpack(">2I", frame[8:16])
        if salts != (salt1, salt2):
            good = False
            continue
        if not good:
            return "a frame is damaged"
        known = _checksum(frame[:8] + frame[FRAME:], order, known)
        if known != struct.unpack(">2I", frame[16:24]):
            return "a frame is damaged"
    return ""


def _checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of a write-ahead log, over pairs of 32-bit words."""
    one, two = start
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        one = (one + words[at] + two) & 0xFFFFFFFF
        two = (two + words[at + 1] + one) & 0xFFFFFFFF
    return one, two
