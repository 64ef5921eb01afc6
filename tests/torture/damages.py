"""Ways of damaging a graph folder: bytes, rows, triples, files, generations. Each is a function of the folder."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kgbuild import ids
from kgbuild.changes.changing import changing
from kgbuild.ledger import FILE
from kgbuild.model import (
    Claim,
    Cluster,
    Document,
    EntityArg,
    Evidence,
    Fault,
    Judgement,
    Mention,
    MentionKind,
    Reject,
    TimeSpan,
    Verdict,
)  # fmt: skip
from kgbuild.store.embedded.oxigraph import current
from kgbuild.store.triples.terms import KG

Way = Callable[[Path], None]


def make_graph(folder: Path, sources: tuple[str, ...] = ("a.txt", "b.txt")) -> None:
    """A small graph with a row in every table: two articles, a meeting, a person's judgement, a refusal, a fault."""
    with changing(folder, create=True) as ledger:
        for number, source in enumerate(sources):
            _put(ledger, source, f"Anna met Boris in town {number}.")
        ledger.put_rejects("bad.txt", [Reject("bad.txt", 3, "not UTF-8 text")])
        clusters = [c for c in ledger.clusters() if c.name == "Anna"]
        left, right = clusters[0].id, clusters[-1].id
        named = ids.judgement_id(left, right, "same", "anna", 1)
        ledger.append_judgements(
            [Judgement(named, left, right, Verdict.SAME, 1.0, ("they are",), "anna", 1)]
        )


def _put(ledger, source: str, text: str) -> None:  # type: ignore[no-untyped-def]
    document = Document(ids.document_id(source, text), source, text, published=date(2024, 3, 5))
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in ("Anna", "Boris")}
    clusters = [
        Cluster(ids.cluster_id(document.id, *span), document.id, "Person", name)
        for name, span in spans.items()
    ]
    mentions = [
        Mention(document.id, *span, name, MentionKind.NAME, "Person", (cluster.id,))
        for (name, span), cluster in zip(spans.items(), clusters, strict=True)
    ]
    claim = Claim(
        ids.claim_id(document.id, (5, 8), [spans["Anna"]], [spans["Boris"]], "MET", "meet", "asserted"),
        document.id, (EntityArg(clusters[0].id, spans["Anna"]),), "meet", "MET",
        (EntityArg(clusters[1].id, spans["Boris"]),), Evidence(document.id, 0, len(text), text), (5, 8),
        time=TimeSpan("then"), confidence=0.9,
    )  # fmt: skip
    fault = Fault(document.id, 0, 4, "extract.nothing", "KeyError: x")
    ledger.put_document(document, f"v-{source}", mentions, clusters, [claim], [fault])
    ledger.put_input(source, f"digest-{source}", [])


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The ledger, as somebody opens it who does not know of us."""
    db = sqlite3.connect(folder / FILE, isolation_level=None)
    try:
        yield db
    finally:
        db.close()


def sql(statement: str, *values: object) -> Way:
    """One statement on the ledger."""

    def way(folder: Path) -> None:
        with opened(folder) as db:
            assert db.execute(statement, values).rowcount, statement

    return way


def ledger_bytes(change: Callable[[bytearray], object]) -> Way:
    """The bytes of the ledger, changed in place or replaced."""

    def way(folder: Path) -> None:
        data = bytearray((folder / FILE).read_bytes())
        other = change(data)
        (folder / FILE).write_bytes(other if isinstance(other, bytes | bytearray) else data)

    return way


def _flip(data: bytearray, at: int, count: int = 1) -> bytearray:
    for place in range(at, min(at + count, len(data))):
        data[place] ^= 0xFF
    return data


def flipped_text(folder: Path) -> None:
    """A bit of a document's deflated text."""
    _flip_blob(folder, "documents", "text")


def _flip_blob(folder: Path, table: str, column: str) -> None:
    """One byte of a value, where SQLite's own check sees nothing: in the file, not through SQL."""
    with opened(folder) as db:
        (value,) = db.execute(f"SELECT {column} FROM {table} LIMIT 1").fetchone()
    data = bytearray((folder / FILE).read_bytes())
    raw = value if isinstance(value, bytes) else value.encode()
    at = data.find(raw)
    assert at >= 0
    _flip(data, at + len(raw) // 2)
    (folder / FILE).write_bytes(data)


def blob(table: str, column: str) -> Way:
    """One byte of a value on the disk."""
    return lambda folder: _flip_blob(folder, table, column)


def in_wal(change: Callable[[bytearray], bytearray]) -> Way:
    """A write-ahead log as a killed command leaves it, damaged."""

    def way(folder: Path) -> None:
        db = sqlite3.connect(folder / FILE, isolation_level=None)
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('a note', 'x')")
        db.execute("INSERT OR REPLACE INTO meta VALUES ('a note', 'y')")
        kept = {p: p.read_bytes() for p in folder.glob(f"{FILE}*")}
        db.close()
        for path, data in kept.items():
            path.write_bytes(data)
        wal = folder / f"{FILE}-wal"
        wal.write_bytes(change(bytearray(wal.read_bytes())))
        (folder / f"{FILE}-shm").unlink(missing_ok=True)

    return way


def store_file(pattern: str, change: Callable[[Path], object]) -> Way:
    """The largest file of the store that fits a pattern."""

    def way(folder: Path) -> None:
        path = current(folder)
        assert path is not None
        change(max(path.glob(pattern), key=lambda p: p.stat().st_size))

    return way


def in_store(change: Callable[[ox.Store], object]) -> Way:
    """The triples, changed through the store's own door."""

    def way(folder: Path) -> None:
        path = current(folder)
        assert path is not None
        store = ox.Store(str(path))
        change(store)
        store.flush()
        del store

    return way


def _swap(store: ox.Store) -> None:
    edge = next(iter(store.quads_for_pattern(None, ox.NamedNode(KG + "met"), None, None)))
    store.remove(edge)
    store.add(ox.Quad(edge.subject, ox.NamedNode(KG + "killed"), edge.object))


def _without_words(store: ox.Store) -> None:
    store.remove(next(q for q in store if q.predicate.value.endswith("#words")))


def _bytes(change: Callable[[bytearray], bytearray]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(change(bytearray(path.read_bytes())))


def _half(data: bytearray) -> bytearray:
    return data[: len(data) // 2]


def _other_graph(folder: Path) -> None:
    """The store of another graph under this one's name."""
    other = folder.parent / "other graph"
    make_graph(other, ("c.txt",))
    mine, theirs = current(folder), current(other)
    assert mine is not None and theirs is not None
    shutil.rmtree(mine)
    shutil.copytree(theirs, mine)


def _old_ledger(folder: Path) -> None:
    """The ledger of one generation, the store of the next."""
    kept = (folder / FILE).read_bytes()
    with changing(folder) as ledger:
        _put(ledger, "d.txt", "Anna met Boris once more.")
    (folder / FILE).write_bytes(kept)


def _old_store(folder: Path) -> None:
    """The store of one generation under the name of the next."""
    old = current(folder)
    assert old is not None
    kept = folder.parent / "kept store"
    shutil.copytree(old, kept)
    with changing(folder) as ledger:
        _put(ledger, "d.txt", "Anna met Boris once more.")
    new = current(folder)
    assert new is not None
    shutil.rmtree(new)
    shutil.copytree(kept, new)


def _another_database(folder: Path) -> None:
    (folder / FILE).unlink()
    with opened(folder) as db:
        db.execute("CREATE TABLE songs (title TEXT)")


def _whole(change: Callable[[Path], object]) -> Way:
    return lambda folder: change(folder)  # type: ignore[return-value]


ROWS = {
    "documents": ("head", "'x'"), "clusters": ("json", "'x'"), "claims": ("json", "x'00'"),
    "judgements": ("json", "'{}'"), "inputs": ("digest", "'other'"), "rejects": ("reason", "'other'"),
    "faults": ("json", "x'00'"), "identity": ("entity", "'e-nobody'"), "entities": ("json", "x'00'"),
    "facts": ("json", "x'00'"), "seen": ("digest", "'other'"), "records": ("unit", "'other'"),
    "placed": ("fact", "'f-x'"), "takes": ("entity", "entity + 7"),
    "called": ("main", "7"), "edges": ("relation", "'X'"),
}  # fmt: skip
ADDED = {
    "documents": "('d-x', 'x.txt', 'v', x'00', x'00', x'00')", "clusters": "('m-x', 'd-x', x'00')",
    "claims": "('c-x', 'd-x', x'00')", "judgements": "(9, 'j-x', '{}')", "inputs": "('x.txt', 'digest')",
    "rejects": "('x.txt', 1, 'why')", "faults": "('d-x', x'00')", "identity": "('m-x', 'e-x')",
    "entities": "('e-x', 1, 'City', 0, x'00', x'00')", "facts": "('f-x', 1, 2, x'00')",
    "seen": "('d-x', 'v', '[]', '[]')",
    "blocks": "('kind', 'key', 'name')", "dated": "('c-x', 1, x'00')", "conflicts": "('x-x', 1, x'00')",
    "decided": "('j-x', 1, x'00')",
}  # fmt: skip

WAYS: dict[str, Way] = {
    **{f"{t}: a row changed": sql(f"UPDATE {t} SET {c} = {v}") for t, (c, v) in ROWS.items()},
    **{f"{t}: the rows taken": sql(f"DELETE FROM {t}") for t in ROWS},
    **{f"{t}: a row added": sql(f"INSERT INTO {t} VALUES {v}") for t, v in ADDED.items()},
    "claims: copied onto another": sql("UPDATE claims SET json = (SELECT json FROM claims LIMIT 1)"),
    "documents: one row taken": sql("DELETE FROM documents WHERE source = 'a.txt'"),
    "documents: a byte of the text": blob("documents", "text"),
    "documents: a byte of the mentions": blob("documents", "mentions"),
    "claims: a byte": blob("claims", "json"),
    "clusters: a byte": blob("clusters", "json"),
    "facts: a byte": blob("facts", "json"),
    "facts: another day": sql("UPDATE facts SET day = coalesce(day, 0) + 1"),
    "entities: a byte": blob("entities", "json"),
    "judgements: a byte": blob("judgements", "json"),
    "meta: the version": sql("UPDATE meta SET value = '99' WHERE key = 'version'"),
    "meta: no version": sql("DELETE FROM meta WHERE key = 'version'"),
    "meta: the store's name": sql("UPDATE meta SET value = 'g77' WHERE key = 'store'"),
    "meta: the generation": sql("UPDATE meta SET value = '77' WHERE key = 'generation'"),
    "meta: the views' stamp": sql("DELETE FROM meta WHERE key = 'views'"),
    "seals: the rows taken": sql("DELETE FROM seals"),
    "table claims dropped": _whole(lambda f: _script(f, "DROP TABLE claims")),
    "table facts dropped": _whole(lambda f: _script(f, "DROP TABLE facts")),
    "table seals dropped": _whole(lambda f: _script(f, "DROP TABLE seals")),
    "a trigger dropped": _whole(lambda f: _script(f, "DROP TRIGGER documents_update")),
    "ledger: deleted": _whole(lambda f: (f / FILE).unlink()),
    "ledger: empty": ledger_bytes(lambda d: b""),
    "ledger: half": ledger_bytes(_half),
    "ledger: head flipped": ledger_bytes(lambda d: _flip(d, 0, 100)),
    "ledger: pages flipped": ledger_bytes(lambda d: _flip(d, len(d) // 2, 4096)),
    "ledger: noise": ledger_bytes(lambda d: bytes(range(256)) * 64),
    "ledger: a letter": ledger_bytes(lambda d: b"Dear sirs,\n"),
    "ledger: another database": _whole(_another_database),
    "log: a byte of a frame": in_wal(lambda d: _flip(d, len(d) - 100)),
    "log: cut off": in_wal(lambda d: d[:-500]),
    "log: its head": in_wal(lambda d: _flip(d, 8)),
    "lock: noise": _whole(lambda f: (f / "lock.sqlite").write_bytes(b"noise" * 2000)),
    "store: deleted": _whole(lambda f: shutil.rmtree(f / "oxigraph")),
    "store: of another graph": _whole(_other_graph),
    "store: older than the ledger": _whole(_old_store),
    "store: newer than the ledger": _whole(_old_ledger),
    "store: a table deleted": store_file("*.sst", lambda p: p.unlink()),
    "store: a byte of a table": store_file("*.sst", _bytes(lambda d: _flip(d, len(d) // 3))),
    "store: a table cut off": store_file("*.sst", _bytes(_half)),
    "store: CURRENT deleted": store_file("CURRENT", lambda p: p.unlink()),
    "store: CURRENT is noise": store_file("CURRENT", lambda p: p.write_bytes(b"noise\n")),
    "store: MANIFEST flipped": store_file("MANIFEST*", _bytes(lambda d: _flip(d, 20, 20))),
    "store: MANIFEST deleted": store_file("MANIFEST*", lambda p: p.unlink()),
    "store: a stranger's file": store_file("CURRENT", lambda p: p.with_name("notes.sst").write_text("x")),
    "store: a triple added": in_store(
        lambda s: s.add(ox.Quad(ox.NamedNode("urn:x"), ox.NamedNode("urn:p"), ox.Literal("o")))
    ),
    "store: a triple taken": in_store(_without_words),
    "store: KILLED in the place of MET": in_store(_swap),
    "store: emptied": in_store(lambda s: s.clear()),
}  # fmt: skip


def _script(folder: Path, text: str) -> None:
    with opened(folder) as db:
        db.executescript(text)
