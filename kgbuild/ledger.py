"""The ledger: kgbuild's own tables in one graph folder, the source of truth.

One SQLite file, one transaction a document. Every store is a projection of it. Rows hold JSON of the
model's types; the columns beside it are those that are looked up by.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild import _records
from kgbuild.errors import GraphError
from kgbuild.model import Claim, EntityArg, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kgbuild.model import (
        Arg,
        Cluster,
        Conflict,
        Document,
        Entity,
        Fact,
        Fault,
        Judgement,
        Mention,
        Reject,
    )

FILE = "ledger.sqlite"
VERSION = 1
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (id TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE mentions (document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX mentions_by_document ON mentions (document);
CREATE TABLE clusters (id TEXT PRIMARY KEY, document TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX clusters_by_document ON clusters (document);
CREATE TABLE claims (id TEXT PRIMARY KEY, document TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX claims_by_document ON claims (document);
CREATE TABLE judgements (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, json TEXT NOT NULL);
CREATE TABLE identity (cluster TEXT PRIMARY KEY, entity TEXT NOT NULL);
CREATE TABLE entities (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE dated (claim TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE facts (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE conflicts (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE decided (id TEXT PRIMARY KEY, json TEXT NOT NULL);
CREATE TABLE inputs (source TEXT PRIMARY KEY, digest TEXT NOT NULL);
CREATE TABLE rejects (source TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL);
CREATE TABLE faults (document TEXT NOT NULL, json TEXT NOT NULL);
"""


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


class Ledger:
    """One graph folder's tables. Use as a context manager, or call `close`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = False) -> Ledger:
        """Open the graph in `folder`; with `create`, make it where it is missing.

        Raises GraphError for a folder without a graph, a damaged file, or another version's.
        """
        folder = Path(folder)
        path = folder / FILE
        if not path.exists() and not create:
            raise GraphError(
                f"{folder}: no graph here; make one with: kgbuild build PATH --graph {folder}"
            )
        if create:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise GraphError(
                    f"{folder}: cannot make the graph folder ({error.strerror})"
                ) from None
        try:
            db = sqlite3.connect(path, isolation_level=None, timeout=30)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=NORMAL")
            new = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            if new:
                db.executescript("BEGIN;" + SCHEMA + "COMMIT;")
                db.execute("INSERT INTO meta VALUES ('version', ?)", (str(VERSION),))
            row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
        except sqlite3.Error as error:
            raise GraphError(f"{path}: damaged, locked or not a kgbuild graph ({error})") from None
        with suppress(
            sqlite3.OperationalError
        ):  # a graph of 0.1.0 has no such table; read-only: none
            db.execute(
                "CREATE TABLE IF NOT EXISTS faults (document TEXT NOT NULL, json TEXT NOT NULL)"
            )
        if row is None or row[0] != str(VERSION):
            db.close()
            raise GraphError(f"{path}: made by another version of kgbuild; build it anew")
        return cls(folder, db)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; raises GraphError when the disk refuses."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise GraphError(f"{self.folder / FILE}: {error}") from error
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    # documents

    def digests(self) -> dict[str, tuple[str, str]]:
        """Source -> (document id, digest of what was read): what makes an unchanged file cheap."""
        rows = self._db.execute("SELECT source, id, digest FROM documents")
        return {source: (id_, digest) for source, id_, digest in rows}

    def put_document(
        self,
        document: Document,
        digest: str,
        mentions: Iterable[Mention],
        clusters: Iterable[Cluster],
        claims: Iterable[Claim],
        faults: Iterable[Fault] = (),
    ) -> None:
        """Replace whatever the source gave before by this, in one transaction."""
        with self.transaction():
            old = self._db.execute("SELECT id FROM documents WHERE source = ?", (document.source,))
            for (id_,) in old.fetchall():
                self._delete(id_)
            self._delete(document.id)
            self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)",
                (document.id, document.source, digest, _dump(_records.document_record(document))),
            )
            self._db.executemany(
                "INSERT INTO mentions VALUES (?, ?, ?, ?)",
                [(m.document, m.start, m.end, _dump(_records.mention_record(m))) for m in mentions],
            )
            self._db.executemany(
                "INSERT INTO clusters VALUES (?, ?, ?)",
                [(c.id, c.document, _dump(_records.cluster_record(c))) for c in clusters],
            )
            self._db.executemany(
                "INSERT INTO claims VALUES (?, ?, ?)",
                [(c.id, c.document, _dump(_records.claim_record(c))) for c in claims],
            )
            self._db.executemany(
                "INSERT INTO faults VALUES (?, ?)",
                [(f.document, _dump(_records.fault_record(f))) for f in faults],
            )

    def _delete(self, document: str) -> None:
        for table in ("mentions", "clusters", "claims", "faults"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._db.execute("DELETE FROM documents WHERE id = ?", (document,))

    def remove_documents(self, ids: Iterable[str]) -> int:
        """Take documents out with all that rested only on them; returns how many there were."""
        with self.transaction():
            count = 0
            for id_ in ids:
                count += self._db.execute(
                    "SELECT count(*) FROM documents WHERE id = ?", (id_,)
                ).fetchone()[0]
                self._delete(id_)
        return count

    def documents(self) -> list[Document]:
        """All documents, by id."""
        return [
            _records.read_document(r) for r in self._rows("SELECT json FROM documents ORDER BY id")
        ]

    def mentions(self, documents: Sequence[str] | None = None) -> list[Mention]:
        """Mentions of all documents or of these, by document and place; they name document clusters."""
        query = 'SELECT json FROM mentions {} ORDER BY document, start, "end", json'
        return [_records.read_mention(r) for r in self._of(query, "document", documents)]

    def clusters(self, documents: Sequence[str] | None = None) -> list[Cluster]:
        """Document clusters of all documents or of these, by id."""
        query = "SELECT json FROM clusters {} ORDER BY id"
        return [_records.read_cluster(r) for r in self._of(query, "document", documents)]

    def clusters_of(self, ids: Sequence[str]) -> list[Cluster]:
        """The clusters of these ids, by id."""
        query = "SELECT json FROM clusters {} ORDER BY id"
        return [_records.read_cluster(r) for r in self._of(query, "id", ids)]

    def raw_claims(self, documents: Sequence[str] | None = None) -> list[Claim]:
        """Claims of all documents or of these, by id, as extracted: their arguments name clusters."""
        query = "SELECT json FROM claims {} ORDER BY id"
        return [_records.read_claim(r) for r in self._of(query, "document", documents)]

    def _of(self, query: str, column: str, values: Sequence[str] | None) -> Iterator[Any]:
        """Rows of a query whose `{}` is a condition on a column; all rows for None."""
        if values is None:
            yield from self._rows(query.format(""))
            return
        chosen = f"WHERE {column} IN (SELECT value FROM json_each(?))"
        for (text,) in self._db.execute(query.format(chosen), (json.dumps(sorted(set(values))),)):
            yield json.loads(text)

    def _rows(self, query: str) -> Iterator[Any]:
        for (text,) in self._db.execute(query):
            yield json.loads(text)

    # inputs: files as read, whose digest makes an unchanged one cheap

    def input_digests(self) -> dict[str, str]:
        """Source of a file -> digest of what was read from it."""
        return dict(self._db.execute("SELECT source, digest FROM inputs").fetchall())

    def put_input(self, source: str, digest: str, rejects: Iterable[Reject]) -> None:
        """Note that a file has been dealt with, and what of it was refused."""
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO inputs VALUES (?, ?)", (source, digest))
            self._put_rejects(source, rejects)

    def forget_inputs(self, sources: Iterable[str]) -> None:
        """Forget files, so that they are read anew when they are handed in again."""
        with self.transaction():
            for source in sources:
                self._db.execute("DELETE FROM inputs WHERE source = ?", (source,))
                self._db.execute("DELETE FROM rejects WHERE source = ?", (source,))

    # judgements

    def judgements(self) -> list[Judgement]:
        """People's judgements in the order in which they were made."""
        return [
            _records.read_judgement(r)
            for r in self._rows("SELECT json FROM judgements ORDER BY sequence")
        ]

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Append; a judgement whose id is there already is left as it is."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO judgements (id, json) VALUES (?, ?)",
                [(j.id, _dump(_records.judgement_record(j))) for j in judgements],
            )

    # views: thrown away and made again

    def put_view(
        self,
        *,
        entities: Iterable[Entity],
        identity: Mapping[str, str],
        claims: Iterable[Claim],
        facts: Iterable[Fact],
        conflicts: Iterable[Conflict],
        judgements: Iterable[Judgement] = (),
    ) -> None:
        """Replace the view over all documents: entities, cluster -> entity, facts, conflicts.

        `claims` are those whose time another document gave; only their time is kept. `judgements`
        are the program's own, which follow from the documents; a person's are appended elsewhere.
        """
        with self.transaction():
            self.replace_identity(entities, identity, judgements)
            self._put_facts(claims, facts, conflicts)

    def replace_identity(
        self,
        entities: Iterable[Entity],
        identity: Mapping[str, str],
        judgements: Iterable[Judgement],
    ) -> None:
        """Replace entities, cluster -> entity and the program's judgements. Call it inside a transaction."""
        for table in ("entities", "identity", "decided"):
            self._db.execute(f"DELETE FROM {table}")
        self._put_identity(entities, identity, judgements)

    def put_facts(
        self, claims: Iterable[Claim], facts: Iterable[Fact], conflicts: Iterable[Conflict]
    ) -> None:
        """Replace facts, conflicts, and the times that other documents gave."""
        with self.transaction():
            self._put_facts(claims, facts, conflicts)

    def change_identity(
        self,
        *,
        entities: Iterable[Entity],
        identity: Mapping[str, str],
        judgements: Iterable[Judgement],
        gone_entities: Iterable[str],
        gone_clusters: Iterable[str],
        gone_judgements: Iterable[str],
    ) -> None:
        """Replace part of the view: what is gone goes first. Call it inside a transaction."""
        for table, column, values in (
            ("entities", "id", gone_entities),
            ("identity", "cluster", gone_clusters),
            ("decided", "id", gone_judgements),
        ):
            self._db.executemany(
                f"DELETE FROM {table} WHERE {column} = ?", [(v,) for v in sorted(set(values))]
            )
        self._put_identity(entities, identity, judgements)

    def _put_identity(
        self,
        entities: Iterable[Entity],
        identity: Mapping[str, str],
        judgements: Iterable[Judgement],
    ) -> None:
        self._db.executemany(
            "INSERT INTO entities VALUES (?, ?)",
            [(e.id, _dump(_records.entity_record(e))) for e in entities],
        )
        self._db.executemany("INSERT INTO identity VALUES (?, ?)", sorted(identity.items()))
        self._db.executemany(
            "INSERT INTO decided VALUES (?, ?)",
            [(j.id, _dump(_records.judgement_record(j))) for j in judgements],
        )

    def _put_facts(
        self, claims: Iterable[Claim], facts: Iterable[Fact], conflicts: Iterable[Conflict]
    ) -> None:
        for table in ("dated", "facts", "conflicts"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.executemany(
            "INSERT INTO dated VALUES (?, ?)",
            [(c.id, _dump(_records.time_record(c.time))) for c in claims],
        )
        self._db.executemany(
            "INSERT INTO facts VALUES (?, ?)",
            [(f.id, _dump(_records.fact_record(f))) for f in facts],
        )
        self._db.executemany(
            "INSERT INTO conflicts VALUES (?, ?)",
            [(x.id, _dump(_records.conflict_record(x))) for x in conflicts],
        )

    def entities(self, ids: Sequence[str] | None = None) -> list[Entity]:
        """All entities or these, by id."""
        query = "SELECT json FROM entities {} ORDER BY id"
        return [_records.read_entity(r) for r in self._of(query, "id", ids)]

    @property
    def connection(self) -> sqlite3.Connection:
        """The file itself, for stages that keep tables of their own in it."""
        return self._db

    def identity(self) -> dict[str, str]:
        """Document cluster -> entity."""
        return dict(self._db.execute("SELECT cluster, entity FROM identity").fetchall())

    def identity_of(self, clusters: Sequence[str]) -> dict[str, str]:
        """The entities of these clusters, where they have one."""
        query = (
            "SELECT cluster, entity FROM identity WHERE cluster IN (SELECT value FROM json_each(?))"
        )
        return dict(self._db.execute(query, (json.dumps(sorted(clusters)),)).fetchall())

    def snapshot(self) -> Snapshot:
        """The whole graph as plain values, arguments naming entities, sorted by id."""
        identity = self.identity()
        dated = {
            claim: _records.read_time(json.loads(text))
            for claim, text in self._db.execute("SELECT claim, json FROM dated")
        }
        claims = [
            replace(named, time=dated[named.id]) if named.id in dated else named
            for named in (name_entities(claim, identity) for claim in self.raw_claims())
        ]
        return Snapshot(
            documents=tuple(self.documents()),
            entities=tuple(self.entities()),
            claims=tuple(claims),
            facts=tuple(
                _records.read_fact(r) for r in self._rows("SELECT json FROM facts ORDER BY id")
            ),
            conflicts=tuple(
                _records.read_conflict(r)
                for r in self._rows("SELECT json FROM conflicts ORDER BY id")
            ),
            judgements=tuple(sorted(self._all_judgements(), key=lambda j: j.id)),
            rejects=tuple(self.rejects()),
            faults=tuple(self.faults()),
        )

    def _all_judgements(self) -> Iterator[Judgement]:
        yield from self.judgements()
        for record in self._rows("SELECT json FROM decided ORDER BY id"):
            yield _records.read_judgement(record)

    def faults(self) -> list[Fault]:
        """Sentences that an error of ours left out, by document and place."""
        rows = self._rows("SELECT json FROM faults ORDER BY document, json")
        found = [_records.read_fault(r) for r in rows]
        return sorted(found, key=lambda f: (f.document, f.start, f.end))

    # rejects

    def put_rejects(self, source: str, rejects: Iterable[Reject]) -> None:
        """Replace what was refused of one source."""
        with self.transaction():
            self._put_rejects(source, rejects)

    def _put_rejects(self, source: str, rejects: Iterable[Reject]) -> None:
        self._db.execute("DELETE FROM rejects WHERE source = ?", (source,))
        self._db.executemany(
            "INSERT INTO rejects VALUES (?, ?, ?)", [(source, r.line, r.reason) for r in rejects]
        )

    def rejects(self) -> list[Reject]:
        """All that was refused, by source and line."""
        rows = self._db.execute(
            "SELECT source, line, reason FROM rejects ORDER BY source, line, reason"
        )
        return [_records.Reject(*row) for row in rows]


def name_entities(claim: Claim, identity: Mapping[str, str]) -> Claim:
    """The claim with its document clusters replaced by entities."""

    def arg(value: Arg) -> Arg:
        return (
            replace(value, entity=identity.get(value.entity, value.entity))
            if isinstance(value, EntityArg)
            else value
        )

    def names(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(identity.get(v, v) for v in values))

    return replace(
        claim,
        subject=tuple(dict.fromkeys(arg(a) for a in claim.subject)),
        object=tuple(dict.fromkeys(arg(a) for a in claim.object)),
        attributed_to=tuple(identity.get(v, v) for v in claim.attributed_to),
        place=names(claim.place),
        about=tuple(sorted(names(claim.about))),
    )
