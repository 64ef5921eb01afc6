"""The embedded default: an Oxigraph store on disk, in the graph folder, made from the ledger.

Each generation has a folder of its own below `GRAPH/oxigraph`. The ledger names the one that goes with it,
so that both change in one step; without a ledger the file `current` names it. A reader holds a lease on
the folder that it opened, and a writer takes old folders away only when nobody holds one.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Container
from contextlib import contextmanager, suppress
from io import BufferedReader
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.errors import GraphError, StoreError
from kgbuild.ledger import FILE, Ledger
from kgbuild.project import Projection, give_back, stream, uncollected
from kgbuild.store.embedded.leases import hold, sole
from kgbuild.store.triples import difference
from kgbuild.store.triples.terms import BASE
from kgbuild.store.triples.turtle import Pieces, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Node, Part, Wanted

FOLDER = "oxigraph"
"""Name of the stores' folder inside a graph folder."""

CURRENT = "current"
NOTE = "store"
"""What the ledger calls the name of its generation's folder."""

CHUNK = 30_000
"""Nodes that are handed to the bulk loader at once: it holds all of their triples, some hundred bytes each."""

SMALL = 6_000
"""As CHUNK, where there are so many nodes that the files of all loads are merged anyway."""

LET_GO = 8
"""Parts after which their memory is given back."""

MANY = 3
"""Loads above which the files that they make are merged into one an index: a look-up visits each of them. Merged files
are larger by half, since the loader packs them more tightly than the store does; so few are left as they are."""


def rebuild(folder: Path | str, snapshot: Snapshot | Projection, *, base: str = BASE) -> Path:
    """Make the store of `folder` hold exactly this graph; returns the store's own folder.

    For a folder without a ledger, or whose ledger is left as it is. Raises StoreError when another
    process is writing, or the disk refuses; the old store then stays.
    """
    folder = Path(folder)
    names = [path.name for path in _inside(folder) if path.is_dir()]
    number = max((int(name[1:]) for name in names if name[1:].isdigit()), default=0) + 1
    made = fill(folder, f"r{number}", snapshot, base=base)
    try:
        if (folder / FILE).exists():
            with Ledger.open(folder) as ledger, ledger.transaction():
                ledger.put_note(NOTE, made.name)
        else:
            beside = made.parent / f"{CURRENT}.part"
            beside.write_text(made.name, encoding="utf8")
            beside.replace(made.parent / CURRENT)
    except OSError as error:
        raise _explained(error, made) from None
    sweep(folder)
    return made


def fill(
    folder: Path | str, name: str, snapshot: Snapshot | Projection, *, base: str = BASE
) -> Path:
    """Fill a store of its own for the generation `name`; nobody reads it until the ledger names it.

    Raises StoreError when another process is writing, or the disk refuses; nothing is left then.
    """
    return _filled(Path(folder) / FOLDER / name, lambda store: _fill(store, snapshot, base))


def fill_parts(folder: Path | str, name: str, parts: Iterable[Part], *, base: str = BASE) -> Path:
    """As `fill`, of a graph that nobody holds whole: each part brings its own nodes."""
    target = Path(folder) / FOLDER / name

    def pairs() -> Iterator[tuple[Node, tuple[Link, ...]]]:
        for number, part in enumerate(parts, start=1):
            yield from stream(part.snapshot, only=part.only, leaving=part.leaving)
            if number % LET_GO == 0:
                give_back()  # what parts were looked up with holds cycles, and nobody collects them meanwhile

    return _filled(target, lambda store: _load(store, turtle(pairs(), _Claims(), base=base), SMALL))


def _filled(target: Path, fill_it: Callable[[ox.Store], None]) -> Path:
    try:
        with _fresh(target) as store, uncollected():
            fill_it(store)
    except OSError as error:
        if "lock" not in str(error).casefold():
            shutil.rmtree(target, ignore_errors=True)
        raise _explained(error, target) from None
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return target


class _Claims(Container[str]):
    """The ids of claims, told by how they begin."""

    def __contains__(self, id_: object) -> bool:
        return str(id_).startswith("c-")


def _fill(store: ox.Store, graph: Snapshot | Projection, base: str) -> None:
    """Bulk load; the triples are made while they are read, so that both cores work."""
    if isinstance(graph, Projection):
        found, claims = graph.pairs(), {n.id for n in graph.nodes if n.labels[0] == "Claim"}
    else:
        found, claims = stream(graph), {claim.id for claim in graph.claims}
    # Some four nodes a claim: itself, its fact, its sentence, and names with their entities.
    chunk = SMALL if 4 * len(claims) > (MANY + 1) * CHUNK else CHUNK
    _load(store, turtle(found, claims, base=base), chunk)


def _load(store: ox.Store, written: Iterator[str], chunk: int) -> None:
    """Load so many nodes at a time."""
    head, loads, full = next(written), 0, True
    while full:
        part = Pieces(chain([head], islice(written, chunk)))
        # Lenient: the IRIs are ours, percent-encoded; looking at each again takes a tenth of the time.
        store.bulk_load(BufferedReader(part), format=ox.RdfFormat.TURTLE, lenient=True)
        loads, full = loads + 1, part.count > chunk
    if loads > MANY:
        store.optimize()
    store.flush()


def carry_on(
    folder: Path | str,
    name: str,
    snapshot: Snapshot,
    only: Wanted,
    gone: Iterable[tuple[str, str]],
    leaving: Mapping[str, list[Link]],
    *,
    base: str = BASE,
    further: bool = False,
) -> Path | None:
    """The store of generation `name`, made of the current one by a difference; None where that cannot be.

    `only` are the nodes that are new or may be another, `gone` kind and id of those that are no more; names
    and sentences follow from their entities and documents. `snapshot` need hold no more of the graph than these
    are made of; `leaving` are the plain edges of the wanted entities. Files of the old store that RocksDB never changes
    are shared with it, so the cost is that of the difference. `further`: on from what was begun as `name`.
    """
    old = current(folder)
    target = Path(folder) / FOLDER / name
    if old is None:
        return None
    try:
        if not further:
            if target.exists():
                shutil.rmtree(target)
            target.mkdir()
            _share(old, target)
        store = ox.Store(str(target))
        try:
            with uncollected():
                difference.apply(store, snapshot, only, gone, leaving, base=base)
            store.flush()
        finally:
            del store
    except (OSError, RuntimeError) as error:
        shutil.rmtree(target, ignore_errors=True)
        if _damaged(error):
            return None
        raise _explained(error, target) from None
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise
    return target


def _share(old: Path, new: Path) -> None:
    """A second folder of the same store: tables are linked, what may be written to is copied."""
    for path in sorted(old.iterdir()):
        if path.suffix in (".sst", ".blob"):
            try:
                os.link(path, new / path.name)
                continue
            except OSError as error:
                if error.errno == errno.ENOSPC:
                    raise
        if path.name not in ("LOCK", "LOG") and not path.name.startswith("LOG.old"):
            shutil.copy(path, new / path.name)


def _damaged(error: Exception) -> bool:
    """Whether the old store cannot be read: then it is made anew, from the ledger."""
    return "corruption" in str(error).casefold()


@contextmanager
def _fresh(path: Path) -> Iterator[ox.Store]:
    """An empty store, closed again at the end; what a killed run left there is taken away first.

    It is opened before: its lock tells a leftover from a writer at work.
    """
    if path.exists():
        if _locked(path):
            raise OSError("lock held by another process")
        shutil.rmtree(path)
    path.mkdir(parents=True, exist_ok=True)
    store = ox.Store(str(path))
    try:
        yield store
    finally:
        del store  # pyoxigraph closes with the last reference


def _locked(path: Path) -> bool:
    """Whether a writer is at work in a store's folder."""
    try:
        ox.Store(str(path))
    except OSError as error:
        return "lock" in str(error).casefold()
    return False


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted((folder / FOLDER).iterdir())
    except OSError:
        return []


def sweep(folder: Path | str) -> None:
    """Take away stores that are not current and that nobody reads, and what killed runs left.

    Call it as the one writer. What cannot be taken away now stays for the next time.
    """
    folder = Path(folder)
    keep = current(folder)
    if keep is None:
        return
    for path in _inside(folder):
        if path.name in (keep.name, CURRENT):
            continue
        if path.is_dir():
            if sole(path):
                shutil.rmtree(path, ignore_errors=True)
        elif not path.name.endswith(".lease"):
            with suppress(OSError):
                path.unlink()  # the store of 0.1.0 lay in the folder itself


def current(folder: Path | str) -> Path | None:
    """The store's folder that goes with the graph as it is now; None where there is none."""
    folder = Path(folder)
    name = ""
    if (folder / FILE).exists():
        name = _named_by_ledger(folder)
    else:
        with suppress(OSError, UnicodeDecodeError):
            name = (folder / FOLDER / CURRENT).read_text(encoding="utf8").strip()
    path = folder / FOLDER / name
    return path if name and path.is_dir() else None


def _named_by_ledger(folder: Path) -> str:
    with Ledger.open(folder) as ledger:
        return ledger.note(NOTE)


def files_of(path: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Name -> digest of every file of a filled store; its log and its lock say nothing of the graph.

    `known` are digests of the store before: tables that both share are never written to again.
    """
    found = {}
    for file in sorted(path.iterdir()):
        if not file.is_file() or file.name.startswith(("LOG", "LOCK")):
            continue
        if known and file.suffix == ".sst" and file.name in known and file.stat().st_nlink > 1:
            found[file.name] = known[file.name]
            continue
        with file.open("rb") as data:
            found[file.name] = hashlib.file_digest(data, "sha256").hexdigest()
    return found


def open_store(folder: Path | str) -> ox.Store:
    """Open the graph's store for reading; raises GraphError where there is none."""
    folder = Path(folder)
    for _ in range(3):
        path = current(folder)
        if path is None:
            break
        try:
            hold(path)
            return ox.Store.read_only(str(path))
        except (OSError, RuntimeError) as error:
            # A writer may have gone on to the next one between the two lines.
            if current(folder) == path:
                raise _explained(error, path) from None
    if (folder / FILE).exists():
        raise GraphError(f"{folder}: its store is missing; make it anew with: kgbuild refresh")
    raise GraphError(f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}")


def _explained(error: Exception, path: Path) -> StoreError:
    text = str(error)
    if "lock" in text.casefold():
        return StoreError(
            f"{path}: another process is writing to this graph; try again when it ends"
        )
    told = getattr(error, "strerror", None) or text
    return StoreError(
        f"{path}: the store cannot be read or written ({told}); make it anew with: kgbuild refresh"
    )
