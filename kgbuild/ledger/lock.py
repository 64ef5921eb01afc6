"""One writer at a time: an exclusive transaction in a file of its own, on every system.

It ends with the process that holds it, however that ends. A note beside it tells others who that is.
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from kgbuild.errors import GraphError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "lock.sqlite"
NOTE = "writer.json"
PATIENCE = 2.0
"""Seconds to wait for another writer before giving up."""


@contextmanager
def writer(folder: Path, *, create: bool = False, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the graph in `folder` for writing; with `create`, make the folder where it is missing.

    Waits `patience` seconds for another writer. Raises GraphError naming the process that writes and since
    when, or what keeps the folder from being written.
    """
    if create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GraphError(f"{folder}: cannot make the graph folder ({error.strerror})") from None
    elif not folder.is_dir():
        raise GraphError(
            f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}"
        )
    try:
        db = sqlite3.connect(folder / LOCK, isolation_level=None, timeout=patience)
    except sqlite3.Error as error:
        raise GraphError(f"{folder}: cannot be written to ({error})") from None
    try:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if "locked" not in str(error):
                raise GraphError(f"{folder}: cannot be written to ({error})") from None
            raise GraphError(
                f"{folder}: another kgbuild is writing to this graph{_holder(folder)};"
                " try again when it ends"
            ) from None
        _note(folder)
        try:
            yield
        finally:
            with suppress(OSError):
                (folder / NOTE).unlink(missing_ok=True)
    finally:
        db.close()


def _note(folder: Path) -> None:
    """Who holds the lock: for the message that others see, and no more."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    with suppress(OSError):
        (folder / NOTE).write_text(
            json.dumps({"process": os.getpid(), "since": now}) + "\n", encoding="utf8"
        )


def _holder(folder: Path) -> str:
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf8"))
        return f" (process {int(told['process'])}, since {told['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
