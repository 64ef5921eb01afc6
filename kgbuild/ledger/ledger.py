"""The tables of one graph, read and written as the model's types."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kgbuild.errors import GraphError
from kgbuild.ledger import records, seals
from kgbuild.ledger.opening import FILE, connect, throw_views_away
from kgbuild.ledger.packing import deflate, dump, inflate, pack, unpack
from kgbuild.ledger.views import Touched, Views
from kgbuild.model import Claim, EntityArg, Snapshot, named_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

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


T = TypeVar("T")

UNREADABLE = (sqlite3.Error, zlib.error, ValueError, LookupError, TypeError)
"""What a damaged row may raise when it is read."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What one document puts into the ledger, as it will lie there; clusters and claims by id."""

    document: str
    source: str
    head: bytes
    text: bytes
    mentions: bytes
    clusters: tuple[tuple[str, bytes], ...]
    claims: tuple[tuple[str, bytes], ...]
    faults: tuple[bytes, ...] = ()

    def told_faults(self) -> list[Fault]:
        """The faults, read."""
        return [records.read_fault(unpack(data)) for data in self.faults]


def rows_of(
    document: Document,
    mentions: Iterable[Mention],
    clusters: Iterable[Cluster],
    claims: Iterable[Claim],
    faults: Iterable[Fault] = (),
) -> Rows:
    """A document and what was read in it, as rows."""
    head = records.document_record(document)
    text = deflate(head.pop("text"))
    told = sorted((records.mention_record(m) for m in mentions), key=_place)
    return Rows(
        document.id,
        document.source,
        pack(head),
        text,
        pack(told),
        tuple((c.id, pack(records.cluster_record(c))) for c in clusters),
        tuple((c.id, pack(records.claim_record(c))) for c in claims),
        tuple(pack(records.fault_record(f)) for f in faults),
    )


RETYPED = "retyped"
"""What the ledger calls the types that people have given to clusters."""


class Ledger(Views):
    """One graph folder's tables. Use as a context manager, or call `close`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._db = connection
        self.touched = Touched()
        self._changes = seals.Changes(connection)

    @classmethod
    def open(cls, folder: Path | str, *, create: bool = False) -> Ledger:
        """Open the graph in `folder`; with `create`, make it where it is missing.

        An older version's graph is migrated. Raises GraphError for a folder without a graph, a damaged
        file, or a newer version's.
        """
        folder = Path(folder)
        if create:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise GraphError(
                    f"{folder}: cannot make the graph folder ({error.strerror})"
                ) from None
        return cls(folder, connect(folder, create=create))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; inside another one, part of it. Raises GraphError when the disk refuses."""
        if self._db.in_transaction:
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._changes.begin()
            yield
            self._changes.settle()
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            raise GraphError(f"{self.folder / FILE}: {error}") from error
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one generation, whatever is written meanwhile."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    # generations

    @property
    def changes(self) -> int:
        """Rows written since the file was opened: tells whether a command has changed anything."""
        return self._db.total_changes

    def note(self, key: str) -> str:
        """A word that is kept beside the tables; "" where there is none."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def put_note(self, key: str, value: str) -> None:
        """Keep a word, where it is another than before."""
        if self.note(key) != value:
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def generation(self) -> int:
        """Number of the last change; it rises with each command that changes the graph."""
        return int(self.note("generation") or 0)

    def next_generation(self) -> int:
        """Begin the next generation, in the transaction that is open; returns its number."""
        number = self.generation + 1
        self.put_note("generation", str(number))
        return number

    def throw_views_away(self) -> None:
        """Forget all that can be made again, in the transaction that is open."""
        throw_views_away(self._db)
        self._changes.forget()

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
        self.put_rows(rows_of(document, mentions, clusters, claims, faults), digest)

    def put_rows(self, rows: Rows, digest: str) -> None:
        """As `put_document`, with rows that lie as they will in the ledger."""
        with self.transaction():
            old = self._db.execute("SELECT id FROM documents WHERE source = ?", (rows.source,))
            for (id_,) in old.fetchall():
                self._delete(id_)
            self._delete(rows.document)
            self._db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
                (rows.document, rows.source, digest, rows.head, rows.text, rows.mentions),
            )
            for table, found in (("clusters", rows.clusters), ("claims", rows.claims)):
                self._db.executemany(
                    f"INSERT INTO {table} VALUES (?, ?, ?)",
                    [(id_, rows.document, data) for id_, data in found],
                )
            self._db.executemany(
                "INSERT INTO faults VALUES (?, ?)", [(rows.document, data) for data in rows.faults]
            )

    def _delete(self, document: str) -> None:
        for table in ("clusters", "claims", "faults"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._db.execute("DELETE FROM documents WHERE id = ?", (document,))
        seals.unseal(self._db, document)

    def seal(self) -> None:
        """Seal what is new, so that damage shows later; in the transaction that is open."""
        seals.seal(self._db, self._changes)

    def unseal(self) -> None:
        """Take all seals away: all is sealed anew."""
        self._db.execute(seals.SEALS)
        self._db.execute("DELETE FROM seals")
        self._changes.forget(kept=True)

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

    def documents(self, ids: Sequence[str] | None = None) -> list[Document]:
        """All documents or these, by id."""
        chosen, values = _among("id", ids)
        rows = self._db.execute(f"SELECT head, text FROM documents {chosen} ORDER BY id", values)
        return self._read(
            lambda row: records.read_document({**unpack(row[0]), "text": inflate(row[1])}), rows
        )

    def mentions(self, documents: Sequence[str] | None = None) -> list[Mention]:
        """Mentions of all documents or of these, by document and place; they name document clusters."""
        query = "SELECT mentions FROM documents {} ORDER BY id"
        rows = self._of(query, "id", documents)
        return self._read(records.read_mention, (r for found in rows for r in found))

    def clusters(self, documents: Sequence[str] | None = None) -> list[Cluster]:
        """Document clusters of all documents or of these, by id."""
        query = "SELECT json FROM clusters {} ORDER BY id"
        found = self._read(records.read_cluster, self._of(query, "document", documents))
        return self._retyped(found)

    def clusters_of(self, ids: Sequence[str]) -> list[Cluster]:
        """The clusters of these ids, by id."""
        query = "SELECT json FROM clusters {} ORDER BY id"
        return self._retyped(self._read(records.read_cluster, self._of(query, "id", ids)))

    def _retyped(self, clusters: list[Cluster]) -> list[Cluster]:
        """The clusters, those of another type on which a person has given one (`kgbuild.changes.retyping`)."""
        told = self.note(RETYPED)
        if not told:
            return clusters
        types = {id_: row["type"] for row in json.loads(told) for id_ in row["clusters"]}
        return [
            replace(c, type=types[c.id]) if types.get(c.id, "") not in ("", c.type) else c
            for c in clusters
        ]

    def raw_claims(self, documents: Sequence[str] | None = None) -> list[Claim]:
        """Claims of all documents or of these, by id, as extracted: their arguments name clusters."""
        query = "SELECT json FROM claims {} ORDER BY id"
        return self._read(records.read_claim, self._of(query, "document", documents))

    def raw_claims_of(self, ids: Sequence[str]) -> list[Claim]:
        """The claims of these ids, by id, as extracted."""
        query = "SELECT json FROM claims {} ORDER BY id"
        return self._read(records.read_claim, self._of(query, "id", ids))

    def claims_of(self, documents: Sequence[str]) -> list[str]:
        """Ids of the claims of documents."""
        chosen, values = _among("document", documents)
        rows = self._db.execute(f"SELECT id FROM claims {chosen} ORDER BY id", values)
        return [id_ for (id_,) in rows]

    def documents_with(self, clusters: Sequence[str]) -> list[str]:
        """Ids of the documents that clusters are of."""
        chosen, values = _among("id", clusters)
        rows = self._db.execute(f"SELECT DISTINCT document FROM clusters {chosen}", values)
        return [document for (document,) in rows]

    def papers(self, ids: Sequence[str]) -> list[Document]:
        """The documents of these ids, by id, without their texts."""
        rows = self._of("SELECT head FROM documents {} ORDER BY id", "id", ids)
        return self._read(lambda row: records.read_document({**row, "text": ""}), rows)

    def dated(self, ids: Sequence[str]) -> dict[str, Any]:
        """Records of the times that others gave to these claims."""
        chosen, values = _among("claim", ids)
        rows = self._db.execute(f"SELECT claim, json FROM dated {chosen}", values)
        return dict(self._read(lambda row: (row[0], unpack(row[1])), rows))

    def _of(
        self, query: str, column: str, values: Sequence[str] | None, given: tuple[str, ...] = ()
    ) -> Iterator[Any]:
        """Values of a query whose `{}` is a condition on a column; of all rows for None."""
        chosen, more = _among(column, values)
        try:
            for (data,) in self._db.execute(query.format(chosen), (*given, *more)):
                yield unpack(data)
        except UNREADABLE as error:
            raise self._damaged(error) from None

    def _read(self, read: Callable[[Any], T], rows: Iterable[Any]) -> list[T]:
        """The rows as the model's types; raises GraphError for one that makes no sense."""
        try:
            return [read(row) for row in rows]
        except UNREADABLE as error:
            raise self._damaged(error) from None

    def _damaged(self, error: Exception) -> GraphError:
        return GraphError(
            f"{self.folder / FILE}: damaged ({type(error).__name__}: {str(error)[:80]});"
            f" see: kgbuild verify --graph {self.folder}"
        )

    # inputs: files as read, whose digest makes an unchanged one cheap

    def input_digests(self) -> dict[str, str]:
        """Source of a file -> digest of what was read from it."""
        return dict(self._db.execute("SELECT source, digest FROM inputs").fetchall())

    def put_input(self, source: str, digest: str, rejects: Iterable[Reject]) -> None:
        """Note that a file has been dealt with, and what of it was refused."""
        with self.transaction():
            query = "SELECT digest FROM inputs WHERE source = ?"
            if self._db.execute(query, (source,)).fetchone() != (digest,):
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
        rows = self._db.execute("SELECT json FROM judgements ORDER BY sequence")
        return self._read(lambda row: records.read_judgement(json.loads(row[0])), rows)

    def append_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Append; a judgement whose id is there already is left as it is."""
        with self.transaction():
            self._db.executemany(
                "INSERT OR IGNORE INTO judgements (id, json) VALUES (?, ?)",
                [(j.id, dump(records.judgement_record(j))) for j in judgements],
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
            self.put_facts(claims, facts, conflicts)

    def entities(self, ids: Sequence[str] | None = None) -> list[Entity]:
        """All entities or these, by id."""
        chosen, values = _among("id", ids)
        query = f"SELECT json, mentions FROM entities {chosen} ORDER BY id"
        rows = self._db.execute(query, values)
        return self._read(lambda row: read_entity({**unpack(row[0]), **unpack(row[1])}), rows)

    def heads(self, *, ids: Sequence[str] | None = None, types: Sequence[str] = ()) -> list[Entity]:
        """Entities of these ids or types, by id, with one mention of each kind in the place of all and no cluster."""
        chosen, values = _among("type" if types else "id", types or ids)
        query = f"SELECT json FROM entities {chosen} ORDER BY id"
        found = self._read(_head, self._of(query, "", None, values))
        out = self._hidden("entities")
        return [entity for entity in found if entity.id not in out]

    def _hidden(self, what: str) -> frozenset[str]:
        """Ids of entities, claims or clusters that people have asked to be left out of every view."""
        kept = self.note("hidden")
        return frozenset(json.loads(kept)[what]) if kept else frozenset()

    def shown_judgements(self) -> tuple[Judgement, ...]:
        """All judgements but those on entities that are left out."""
        out = self._hidden("clusters")
        return tuple(j for j in self.all_judgements() if not out & {j.left, j.right})

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
        """The whole graph as plain values of one generation, arguments naming entities, sorted by id."""
        with self.reading():
            return self._snapshot()

    def _snapshot(self) -> Snapshot:
        entities, claims = self._hidden("entities"), self._hidden("claims")
        return Snapshot(
            documents=tuple(self.documents()),
            entities=tuple(e for e in self.entities() if e.id not in entities),
            claims=tuple(c for c in self.claims() if c.id not in claims),
            facts=tuple(self.facts()),
            conflicts=tuple(self.conflicts()),
            judgements=self.shown_judgements(),
            rejects=tuple(self.rejects()),
            faults=tuple(self.faults()),
        )

    def claims(self, ids: Sequence[str] | None = None) -> list[Claim]:
        """All claims or these, by id, as the views show them: entities for clusters, times that others gave."""
        if ids is None:
            found, identity = self.raw_claims(), self.identity()
        else:
            held = self._of("SELECT json FROM claims {} ORDER BY id", "id", ids)
            found = self._read(records.read_claim, held)
            identity = self.identity_of(sorted({c for claim in found for c in named_in(claim)}))
        if ids is None:
            rows = self._db.execute("SELECT claim, json FROM dated")
            told = dict(self._read(lambda row: (row[0], unpack(row[1])), rows))
        else:
            told = self.dated(ids)
        dated = {id_: records.read_time(record) for id_, record in told.items()}
        named = (name_entities(claim, identity) for claim in found)
        return [replace(c, time=dated[c.id]) if c.id in dated else c for c in named]

    def facts(self, ids: Sequence[str] | None = None) -> list[Fact]:
        """All facts or these, by id."""
        rows = self._of("SELECT json FROM facts {} ORDER BY id", "id", ids)
        return self._read(records.read_fact, rows)

    def conflicts(self, ids: Sequence[str] | None = None) -> list[Conflict]:
        """All conflicts or these, by id."""
        rows = self._of("SELECT json FROM conflicts {} ORDER BY id", "id", ids)
        return self._read(records.read_conflict, rows)

    def decided(self, ids: Sequence[str]) -> list[Judgement]:
        """The program's judgements of these ids."""
        told = self._of("SELECT json FROM decided {} ORDER BY id", "id", ids)
        return self._read(records.read_judgement, told)

    def all_judgements(self) -> tuple[Judgement, ...]:
        """People's judgements and the program's, by id."""
        told = self._of("SELECT json FROM decided", "", None)
        found = [*self.judgements(), *self._read(records.read_judgement, told)]
        return tuple(sorted(found, key=lambda j: j.id))

    def moved_documents(self) -> tuple[set[str], set[str]]:
        """Documents that came (or were read anew) and went (likewise) since the views were last made."""
        here, held = "SELECT id, digest FROM documents", "SELECT document, digest FROM held"
        queries = (f"{here} EXCEPT {held}", f"{held} EXCEPT {here}")
        both = ({id_ for id_, _ in self._db.execute(query)} for query in queries)
        return next(both), next(both)

    def held_documents(self) -> set[str]:
        """Documents whose views are made."""
        return {document for (document,) in self._db.execute("SELECT document FROM held")}

    def hold_counts(self, document: str, counts: Mapping[str, int]) -> None:
        """Note how many claims of each sort a document has whose views are made."""
        values = dump(dict(counts)), document
        self._db.execute("UPDATE held SET counts = ? WHERE document = ?", values)

    def count_documents(self) -> int:
        """Number of documents."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def hold_documents(
        self, went: Iterable[str], came: Mapping[str, Mapping[str, int]]
    ) -> list[dict[str, int]]:
        """Note documents whose views are made, with how many claims of each sort they have.

        Returns these counts of those that `went`.
        """
        told = []
        for document in sorted(went):
            query = "SELECT counts FROM held WHERE document = ?"
            told += [json.loads(row[0]) for row in self._db.execute(query, (document,))]
            self._db.execute("DELETE FROM held WHERE document = ?", (document,))
        query = "INSERT INTO held SELECT id, digest, ? FROM documents WHERE id = ?"
        rows = [(dump(dict(counts)), document) for document, counts in sorted(came.items())]
        self._db.executemany(query, rows)
        return told

    def faults(self) -> list[Fault]:
        """Sentences that an error of ours left out, by document and place."""
        rows = self._of("SELECT json FROM faults", "", None)
        found = self._read(records.read_fault, rows)
        return sorted(found, key=lambda f: (f.document, f.start, f.end))

    # rejects

    def put_rejects(self, source: str, rejects: Iterable[Reject]) -> None:
        """Replace what was refused of one source."""
        with self.transaction():
            self._put_rejects(source, rejects)

    def _put_rejects(self, source: str, rejects: Iterable[Reject]) -> None:
        fresh = [(source, r.line, r.reason) for r in rejects]
        query = "SELECT source, line, reason FROM rejects WHERE source = ? ORDER BY rowid"
        if self._db.execute(query, (source,)).fetchall() != fresh:
            self._db.execute("DELETE FROM rejects WHERE source = ?", (source,))
            self._db.executemany("INSERT INTO rejects VALUES (?, ?, ?)", fresh)

    def rejects(self, source: str | None = None) -> list[Reject]:
        """All that was refused, or of one source, by source and line."""
        chosen, values = ("", ()) if source is None else ("WHERE source = ?", (source,))
        rows = self._db.execute(
            f"SELECT source, line, reason FROM rejects {chosen} ORDER BY source, line, reason",
            values,
        )
        return [records.Reject(*row) for row in rows]


def _among(column: str, values: Sequence[str] | None) -> tuple[str, tuple[str, ...]]:
    """A condition on a column and its parameter; none for None."""
    if values is None:
        return "", ()
    chosen = json.dumps(sorted(set(values)))
    return f"WHERE {column} IN (SELECT value FROM json_each(?))", (chosen,)


def read_entity(record: dict[str, Any]) -> Entity:
    """An entity's row with its mentions, read."""
    record.pop("kinds", None)
    return records.read_entity(record)


def _head(record: dict[str, Any]) -> Entity:
    """An entity without its mentions: one of each kind stands for all, where it may be asked for."""
    kinds = record.pop("kinds")
    told = [
        {
            "document": "",
            "start": 0,
            "end": 0,
            "text": "",
            "kind": kind,
            "type": record["type"],
            "clusters": [],
        }
        for kind in kinds
    ]
    return records.read_entity({**record, "clusters": [], "mentions": told})


def _place(mention: dict[str, Any]) -> tuple[int, int, str]:
    return mention["start"], mention["end"], dump(mention)


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
