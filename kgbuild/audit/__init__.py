"""Whether a graph folder is whole: its file, each row, each view, each edge and the store, against one another.

`verify` looks and touches nothing; each `Damage` says what is wrong and which command mends it. `mend` makes
anew what can be made anew, takes out what cannot be read, and says which files to build again.
"""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.audit.damage import RESTORE, Damage, mending
from kgbuild.audit.file import file_damage
from kgbuild.audit.mending import mend
from kgbuild.audit.rows import row_damage
from kgbuild.audit.views import store_damage, view_damage
from kgbuild.changes.changing import use_vocabulary
from kgbuild.errors import GraphError, KgbuildError
from kgbuild.ledger import FILE, Ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Damage", "mend", "verify"]

UNREADABLE = (sqlite3.Error, zlib.error, KgbuildError, OSError, ValueError, LookupError, TypeError)
"""What reading damaged rows may raise."""


def verify(
    graph: str | Path = "graph",
    *,
    sample: int = 1,
    progress: Callable[[str, int, int], None] | None = None,
) -> list[Damage]:
    """All damage of the graph in a folder, sorted; empty when it is whole.

    With `sample` N, every Nth node of the store is compared in place of all. Raises GraphError where there
    is no graph at all.
    """
    folder = Path(graph)
    if not folder.is_dir() or not any(folder.iterdir()):
        raise GraphError(
            f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}"
        )
    if not (folder / FILE).is_file():
        return [Damage(f"{FILE}: is missing", RESTORE.format(graph=folder), fatal=True)]
    found = list(file_damage(folder))
    if any(damage.fatal for damage in found):
        return found
    steps: tuple[tuple[str, Callable[[Ledger], Iterator[Damage]]], ...] = (
        ("rows", row_damage),
        ("views", view_damage),
        ("store", lambda ledger: store_damage(ledger, sample=sample)),
    )
    try:
        with Ledger.open(folder) as ledger, ledger.reading():
            use_vocabulary(ledger)
            for number, (what, step) in enumerate(steps):
                if progress:
                    progress(f"checking {what}", number, len(steps))
                found += _guarded(what, step, ledger, folder, found)
    except UNREADABLE as error:
        found.append(
            Damage(f"{FILE}: cannot be read ({error})", RESTORE.format(graph=folder), fatal=True)
        )
    return sorted(set(found), key=lambda damage: damage.what)


def _guarded(
    what: str,
    step: Callable[[Ledger], Iterator[Damage]],
    ledger: Ledger,
    folder: Path,
    before: list[Damage],
) -> list[Damage]:
    """The damage that a step finds; where it cannot go on, that too is damage, if nothing else said so."""
    found = []
    try:
        for damage in step(ledger):
            found.append(damage)
    except UNREADABLE as error:
        if not found and not before:
            found.append(
                Damage(f"{what}: cannot be read ({type(error).__name__}: {error})", mending(folder))
            )
    return found
