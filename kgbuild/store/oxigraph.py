"""The embedded default: an Oxigraph store on disk, in the graph folder, made anew from the ledger.

One writer at a time; readers beside it see the last whole state, because a rebuild fills a folder of
its own and then changes places with the old one.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.errors import GraphError, StoreError
from kgbuild.project import Projection, stream, uncollected
from kgbuild.store.terms import BASE
from kgbuild.store.turtle import Pieces, turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Snapshot

FOLDER = "oxigraph"
"""Name of the store's folder inside a graph folder."""

MANY = 10_000
"""Nodes above which the files that the bulk loader makes, one a million triples, are merged at once: a
look-up would have to visit each of them, which takes four times as long."""


def rebuild(folder: Path | str, snapshot: Snapshot | Projection, *, base: str = BASE) -> Path:
    """Make `folder`/oxigraph hold exactly this graph; returns the store's own folder.

    Raises StoreError when another process is writing, or the disk refuses; the old store then stays.
    """
    folder = Path(folder)
    target, fresh, old = folder / FOLDER, folder / f"{FOLDER}.new", folder / f"{FOLDER}.old"
    try:
        with _fresh(fresh) as store, uncollected():
            _fill(store, snapshot, base)
        _take_away(old)
        if target.exists():
            target.rename(old)
        fresh.rename(target)
        _take_away(old)
    except OSError as error:
        raise _explained(error, target) from None
    return target


def _fill(store: ox.Store, graph: Snapshot | Projection, base: str) -> None:
    """Bulk load; the triples are made while they are read, so that both cores work."""
    if isinstance(graph, Projection):
        found, claims = graph.pairs(), {n.id for n in graph.nodes if n.labels[0] == "Claim"}
    else:
        found, claims = stream(graph), {claim.id for claim in graph.claims}
    pieces = Pieces(turtle(found, claims, base=base))
    # Lenient: the IRIs are ours, percent-encoded; looking at each again takes a tenth of the time.
    store.bulk_load(BufferedReader(pieces), format=ox.RdfFormat.TURTLE, lenient=True)
    if pieces.count > MANY:
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
