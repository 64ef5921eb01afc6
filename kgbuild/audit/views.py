"""What is made from the ledger, held against it: entities, facts, edges, and the store."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from kgbuild import check
from kgbuild.audit.damage import Damage, refreshing
from kgbuild.changes.changing import FILES, is_fresh
from kgbuild.changes.making import index_damage
from kgbuild.errors import KgbuildError
from kgbuild.ledger import seals
from kgbuild.project import plain_edges
from kgbuild.rules import of_views
from kgbuild.store.embedded import oxigraph
from kgbuild.store.triples.compare import store_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.ledger import Ledger

MOST = 1000
"""Problems of one kind that are listed: a store of another graph differs in every triple."""


def view_damage(ledger: Ledger) -> Iterator[Damage]:
    """Views of another generation, broken rules of the data model, edges that nothing entitles to."""
    if _unbuilt(ledger):
        return
    remedy = refreshing(ledger.folder)
    db = ledger.connection
    stamp = ledger.note("views")
    if stamp.rpartition(":")[2] != of_views() and stamp:
        yield Damage("views: made by other rules than this version's", remedy)
    elif not is_fresh(ledger):
        yield Damage("views: older than what they rest on, or their store is missing", remedy)
    missing = db.execute(
        "SELECT count(*) FROM clusters WHERE id NOT IN (SELECT cluster FROM identity)"
    ).fetchone()[0]
    if missing:
        yield Damage(f"identity: {missing} clusters have no entity", remedy)
    for table, id_ in islice(seals.unmarked(db), MOST):
        yield Damage(f"{table}: the row {id_} has changed", remedy)
    snapshot = ledger.snapshot()
    for table, count in index_damage(ledger, snapshot):
        yield Damage(f"{table}: {count} rows are missing, or too many", remedy)
    for line in islice(check.problems(snapshot, plain_edges(snapshot)), MOST):
        yield Damage(line, remedy)


def store_damage(ledger: Ledger, *, sample: int = 1) -> Iterator[Damage]:
    """The embedded store: its files as they were filled, its triples those of the graph."""
    if _unbuilt(ledger):
        return
    remedy = refreshing(ledger.folder)
    name = ledger.note(oxigraph.NOTE)
    path = ledger.folder / oxigraph.FOLDER / name
    if not name or not path.is_dir():
        yield Damage("store: is missing", remedy)
        return
    yield from (Damage(f"store: {line}", remedy) for line in _files(ledger, name))
    try:
        store = oxigraph.open_store(ledger.folder)
        for line in islice(store_problems(store, ledger.snapshot(), sample=sample), MOST):
            yield Damage(line, remedy)
    except (KgbuildError, OSError, RuntimeError) as error:
        yield Damage(f"store: cannot be read ({str(error).splitlines()[0][:120]})", remedy)


def _unbuilt(ledger: Ledger) -> bool:
    """Whether a first build ended before it was whole: the ledger is laid out, and nothing is in it yet."""
    empty = not ledger.connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone()
    return empty and not ledger.generation and not ledger.note(oxigraph.NOTE)


def _files(ledger: Ledger, name: str) -> Iterator[str]:
    known = json.loads(ledger.note(FILES) or "{}")
    there = oxigraph.files_of(ledger.folder / oxigraph.FOLDER / name)
    for file in sorted(known.keys() | there.keys()):
        if file not in there:
            yield f"the file {file} is missing"
        elif file not in known:
            yield f"the file {file} does not belong to it"
        elif known[file] != there[file]:
            yield f"the file {file} has changed"
