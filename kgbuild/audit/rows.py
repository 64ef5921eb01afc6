"""Each row that cannot be made again: as it was sealed, readable, and with the rows that it belongs to."""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import TYPE_CHECKING

from kgbuild.audit.damage import Damage, mending, refreshing
from kgbuild.check import claim_ids
from kgbuild.ledger import records, seals
from kgbuild.ledger.packing import inflate, unpack
from kgbuild.ledger.tables import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.ledger import Ledger

BAD = (zlib.error, ValueError, LookupError, TypeError)


def row_damage(ledger: Ledger) -> Iterator[Damage]:
    """Damage of documents with what was read in them, of judgements, inputs and refusals."""
    db, remedy = ledger.connection, mending(ledger.folder)
    names = _names(db)
    for id_, reason in sorted(unreadable(db).items()):
        yield Damage(f"{names.get(id_, id_)}: cannot be read ({reason})", remedy)
    for table, count in orphans(db).items():
        yield Damage(f"{table}: {count} rows belong to no document", remedy)
    for source in lost_inputs(db):
        yield Damage(f"{source}: is noted as read, and its documents are gone", remedy)
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'seals'").fetchone():
        yield Damage("seals: are missing", refreshing(ledger.folder))
        return
    stamped = db.execute("SELECT 1 FROM meta WHERE key = 'views'").fetchone() is not None
    for name, what in seals.broken(db):
        table = name.removeprefix("table:")
        whole = table == name or table in KEPT
        own = remedy if whole else refreshing(ledger.folder)
        if what == "added" and not stamped and table != name:
            continue  # views that are to be made anew: said once, with the generation
        yield Damage(f"{names.get(name, table)}: {what} since it was written", own)
    try:
        yield from (Damage(line, remedy) for line in claim_ids(ledger.raw_claims()))
    except BAD:
        return  # unreadable rows are named above


def _names(db: sqlite3.Connection) -> dict[str, str]:
    """Document id -> its source; what a person knows it by."""
    return {
        id_: f"document {source}" for id_, source in db.execute("SELECT id, source FROM documents")
    }


def unreadable(db: sqlite3.Connection) -> dict[str, str]:
    """Ids of documents (with all that hangs on them) and of judgements whose rows make no sense."""
    found: dict[str, str] = {}
    rows = db.execute("SELECT id, source, head, text, mentions FROM documents")
    for id_, source, head, text, mentions in rows:
        try:
            document = records.read_document({**unpack(head), "text": inflate(text)})
            for record in unpack(mentions):
                records.read_mention(record)
            if (document.id, document.source) != (id_, source):
                found[id_] = "another document's row"
        except BAD as error:
            found[id_] = _reason(error)
    for table, read in (("clusters", records.read_cluster), ("claims", records.read_claim)):
        for id_, document, data in db.execute(f"SELECT id, document, json FROM {table}"):
            try:
                if read(unpack(data)).id != id_:
                    found.setdefault(document, f"{table}: another row's content")
            except BAD as error:
                found.setdefault(document, f"{table}: {_reason(error)}")
    for document, data in db.execute("SELECT document, json FROM faults"):
        try:
            records.read_fault(unpack(data))
        except BAD as error:
            found.setdefault(document, f"faults: {_reason(error)}")
    for id_, text in db.execute("SELECT id, json FROM judgements"):
        try:
            if records.read_judgement(json.loads(text)).id != id_:
                found[id_] = "another judgement's content"
        except BAD as error:
            found[id_] = _reason(error)
    return found


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:80]


def orphans(db: sqlite3.Connection) -> dict[str, int]:
    """Table -> number of rows whose document is not there."""
    query = "SELECT count(*) FROM {} WHERE document NOT IN (SELECT id FROM documents)"
    counts = {
        t: db.execute(query.format(t)).fetchone()[0] for t in ("clusters", "claims", "faults")
    }
    return {table: count for table, count in counts.items() if count}


def lost_inputs(db: sqlite3.Connection) -> list[str]:
    """Files noted as read whole, of which there is neither a document nor a refusal.

    Such a file would be "unchanged" for ever.
    """
    rows = db.execute(
        "SELECT source FROM inputs WHERE digest <> '' AND source NOT IN (SELECT source FROM rejects)"
        " ORDER BY source"
    ).fetchall()
    sources = [source for (source,) in db.execute("SELECT source FROM documents")]
    known = {source[:at] for source in sources for at, letter in enumerate(source) if letter == "#"}
    known.update(sources)
    return [source for (source,) in rows if source not in known]
