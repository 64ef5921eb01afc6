"""Leases on store folders: a reader keeps what it opened, a writer sees whether anybody does.

A shared lock on a file beside the folder, which ends with the process. Where the system has no such
locks, a folder is taken to be read by nobody, and the system itself refuses to delete open files.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_HELD: dict[str, int] = {}


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".lease")


def hold(path: Path) -> None:
    """Keep a store's folder from being taken away while this process lives, or until `release`."""
    key = str(path.absolute())
    if fcntl is None or key in _HELD:
        return
    try:
        handle = os.open(_beside(path), os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return  # a medium that cannot be written: nothing is taken away there either
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    _HELD[key] = handle


def release(path: Path) -> None:
    """Give a lease back."""
    handle = _HELD.pop(str(path.absolute()), None)
    if handle is not None:
        os.close(handle)


def sole(path: Path) -> bool:
    """Whether nobody reads a folder; its lease then goes, and the folder may."""
    if fcntl is None:
        return True
    if str(path.absolute()) in _HELD:
        return False
    beside = _beside(path)
    try:
        handle = os.open(beside, os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        beside.unlink(missing_ok=True)
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
