"""One command, one change: documents, judgements, views and store go from one generation to the next together.

All of it is one transaction of the ledger. The store of the new generation is filled in a folder of its own
before the transaction ends, and the ledger names it in the same step. So a command that dies at any point
leaves the old generation whole, and the same command then does all of it again.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.changes import hiding
from kgbuild.errors import GraphError, UsageError
from kgbuild.ids import content_id
from kgbuild.ledger import FILE, Ledger, writer
from kgbuild.rules import of_views
from kgbuild.vocabulary import own
from kgbuild.watchlist import Watchlist, load_watchlist, read_watchlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kgbuild.resolve.authority import Authority

    Progress = Callable[[str, int, int], None]

VIEWS = "views"
AUTHORITY = "authority"
VOCABULARY = "vocabulary"
CAME = "came"
"""Ids of the documents that the last build brought, new or changed: what `kgbuild news` tells of."""
FILES = "store files"
"""What the ledger calls the digests of its store's files."""


@contextmanager
def changing(
    graph: str | Path = "graph",
    *,
    create: bool = False,
    authority: str | Path | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> Iterator[Ledger]:
    """The ledger of a graph, to be changed: what is done inside happens whole, with all views, or not at all.

    Raises GraphError where another process writes to the graph, or the disk refuses.
    """
    folder = Path(graph)
    with writer(folder, create=create), Ledger.open(folder, create=create) as ledger:
        use_vocabulary(ledger)
        with ledger.transaction():
            before = ledger.changes
            yield ledger
            bring_up(ledger, before, authority=authority, anew=anew, progress=progress)
        sweep(folder)


def bring_up(
    ledger: Ledger,
    before: int,
    *,
    authority: str | Path | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> None:
    """Make the views those of the documents, and begin the next generation where anything has changed.

    Call it inside the transaction that changed them; `before` is what `ledger.changes` was at its start.
    """
    from kgbuild.changes.making import make
    from kgbuild.store.embedded import oxigraph

    people = _authority(ledger, authority)
    number = ledger.generation + 1
    if anew or not is_fresh(ledger):
        made_by = content_id(
            "v", of_views(), ledger.note(VOCABULARY), *filter(None, [ledger.note(hiding.NOTE)])
        )
        name = make(ledger, f"g{number}", people, made_by, anew=anew, progress=progress)
        ledger.put_note(oxigraph.NOTE, name)
        known = json.loads(ledger.note(FILES) or "{}")
        files = oxigraph.files_of(ledger.folder / oxigraph.FOLDER / name, known)
        ledger.put_note(FILES, json.dumps(files))
    if ledger.changes != before:
        number = ledger.next_generation()
        ledger.seal()
        ledger.put_note(VIEWS, f"{number}:{of_views()}")


def sweep(folder: Path) -> None:
    """Take away what no generation needs any more: old stores, and files of older formats."""
    from kgbuild.store.embedded import oxigraph

    oxigraph.sweep(folder)
    for old in (*folder.glob("authority.*"), *folder.glob("ledger.sqlite.before-*")):
        with suppress(OSError):
            old.unlink()


def is_fresh(ledger: Ledger) -> bool:
    """Whether all views are of the ledger's own generation and of today's rules, the store included."""
    from kgbuild.store.embedded import oxigraph

    if ledger.note(VIEWS) != f"{ledger.generation}:{of_views()}":
        return False
    name = ledger.note(oxigraph.NOTE)
    return bool(name) and (ledger.folder / oxigraph.FOLDER / name / "CURRENT").is_file()


def ensure(graph: str | Path = "graph", *, progress: Progress | None = None) -> None:
    """Make anew whatever of a graph is older than what it rests on; raises GraphError where that cannot be.

    Costs a look at the ledger where all is as it should be.
    """
    from kgbuild.store.embedded import oxigraph

    folder = Path(graph)
    if not (folder / FILE).exists() and oxigraph.current(folder) is not None:
        return  # a store alone, made of a snapshot
    with Ledger.open(folder) as ledger:
        use_vocabulary(ledger)
        if is_fresh(ledger):
            return
    try:
        with changing(folder, progress=progress):
            pass
    except GraphError as error:
        raise GraphError(
            f"{error} (its views are older than its documents or than this version, and must be made anew)"
        ) from None


@contextmanager
def reading(graph: str | Path = "graph", *, progress: Progress | None = None) -> Iterator[Ledger]:
    """The ledger of a graph whose views are up to date; all that is read is of one generation."""
    ensure(graph, progress=progress)
    try:
        with Ledger.open(graph) as ledger, ledger.reading():
            yield ledger
    except sqlite3.Error as error:
        raise _damaged(Path(graph), error) from None


def _damaged(folder: Path, error: Exception) -> GraphError:
    return GraphError(f"{folder / FILE}: damaged ({error}); see: kgbuild verify --graph {folder}")


def refresh(
    graph: str | Path = "graph",
    *,
    authority: str | Path | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> None:
    """Bring the views up to the ledger: entities, facts, conflicts and the embedded store.

    New documents are looked up; with `anew`, who is who is decided from all documents again.
    """
    with changing(graph, authority=authority, anew=anew, progress=progress) as ledger:
        if anew:
            ledger.throw_views_away()
        ledger.put_note(VIEWS, "")


def came_last(graph: str | Path = "graph") -> frozenset[str]:
    """Ids of the documents that the last build brought; empty where it brought none yet."""
    with Ledger.open(graph) as ledger:
        return frozenset(json.loads(ledger.note(CAME) or "[]"))


def use_vocabulary(ledger: Ledger) -> None:
    """Make the rows that the graph was built with part of the vocabulary; without any, only ours count."""
    kept = ledger.note(VOCABULARY)
    own.use(own.additions_of_note(kept) if kept else None)


def use_vocabulary_of(folder: Path) -> None:
    """As `use_vocabulary`, of the graph in a folder; only ours count where there is none yet."""
    if not (folder / FILE).exists():
        own.use(None)
        return
    with Ledger.open(folder) as ledger:
        use_vocabulary(ledger)


def keep_vocabulary(ledger: Ledger, additions: own.Additions) -> None:
    """Keep rows of one's own in the graph, inside a transaction: later commands know their relations."""
    told = additions.note()
    if told != ledger.note(VOCABULARY):
        ledger.put_note(VOCABULARY, told)
        ledger.put_note(VIEWS, "")


def watchlist_of(ledger: Ledger) -> Watchlist | None:
    """The list that the graph was last built with: later builds find its names too."""
    kept = ledger.note(AUTHORITY)
    if not kept:
        return None
    name, text = json.loads(kept)
    return read_watchlist(text, name)


def check_authority(given: str | Path) -> Path:
    """Refuse a list that is missing or wrong, before anything else is done."""
    path = Path(given)
    if not path.is_file():
        raise UsageError(f"{path}: no such authority file")
    load_watchlist(path)
    return path


def _authority(ledger: Ledger, given: str | Path | None) -> Authority | None:
    """The list of known people and bodies: kept in the ledger, so that later builds link alike."""
    from kgbuild.resolve.authority import make_authority

    if given is not None:
        path = check_authority(given)
        told = json.dumps([path.name, path.read_text(encoding="utf-8-sig")])
        if told != ledger.note(AUTHORITY):
            ledger.put_note(AUTHORITY, told)
            ledger.put_note(VIEWS, "")
    known = watchlist_of(ledger)
    return make_authority(known) if known is not None else None
