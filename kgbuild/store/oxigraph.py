"""The embedded default: an Oxigraph store on disk, in the graph folder, made anew from the ledger.

One writer at a time; readers beside it see the last whole state, because a rebuild fills a folder of
its own and then changes places with the old one.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.errors import GraphError, StoreError
from kgbuild.project import Projection, project
from kgbuild.store.rdf import ntriples
from kgbuild.store.terms import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Snapshot

FOLDER = "oxigraph"
"""Name of the store's folder inside a graph folder."""

BATCH = 64 * 1024 * 1024
"""Bytes of N-Triples handed over at a time: bounds memory, keeps the bulk loader busy."""


def rebuild(folder: Path | str, snapshot: Snapshot | Projection, *, base: str = BASE) -> Path:
    """Make `folder`/oxigraph hold exactly this graph; returns the store's own folder.

    Raises StoreError when another process is writing, or the disk refuses; the old store then stays.
    """
    folder = Path(folder)
    target, fresh, old = folder / FOLDER, folder / f"{FOLDER}.new", folder / f"{FOLDER}.old"
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    try:
        with _fresh(fresh) as store:
            _fill(store, projection, base)
        _take_away(old)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        _take_away(old)
    except OSError as error:
        raise _explained(error, target) from None
    return target


def _fill(store: ox.Store, projection: Projection, base: str) -> None:
    """Bulk load, in pieces that end with a whole line; files of several pieces are then merged."""
    waiting: list[bytes] = []
    size = pieces = 0
    for piece in ntriples(projection, base=base):
        waiting.append(piece)
        size += len(piece)
        if size >= BATCH:
            store.bulk_load(b"".join(waiting), format=ox.RdfFormat.N_TRIPLES)
            waiting, size, pieces = [], 0, pieces + 1
    store.bulk_load(b"".join(waiting), format=ox.RdfFormat.N_TRIPLES)
    if pieces:
        # Every piece is a set of files that each look-up would have to visit: four times slower.
        store.optimize()
    store.flush()


@contextmanager
def _fresh(path: Path) -> Iterator[ox.Store]:
    """An empty store, closed again at the end.

    What a killed run left is opened first: its lock tells a leftover from a writer at work.
    """
    path.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(path))
    store.clear()
    try:
        yield store
    finally:
        del store  # pyoxigraph closes with the last reference


def _take_away(path: Path) -> None:
    if path.exists():
        shutil.rmtree(path)


def open_store(folder: Path | str) -> ox.Store:
    """Open the graph's store for reading; raises GraphError where there is none."""
    path = Path(folder) / FOLDER
    if not path.exists():
        raise GraphError(
            f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}"
        )
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise _explained(error, path) from None


def _explained(error: OSError, path: Path) -> StoreError:
    text = str(error)
    if "lock" in text.casefold():
        return StoreError(
            f"{path}: another process is writing to this graph; try again when it ends"
        )
    return StoreError(f"{path}: the store cannot be read or written ({error.strerror or text})")
