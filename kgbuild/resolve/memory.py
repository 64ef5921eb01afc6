"""What identity remembers between builds: records, items, blocks, in tables of the graph's own file.

With it a new document is looked up: only what shares a block with its names is compared again. The
tables follow from the documents; they are thrown away and made again whenever they are in doubt.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgbuild.ledger.packing import pack, unpack
from kgbuild.names import PersonForm
from kgbuild.resolve.comparison.blocks import group_name
from kgbuild.resolve.comparison.cluster import Trail
from kgbuild.resolve.records.record import Record, company_key

SCHEMA = """
CREATE TABLE IF NOT EXISTS seen (document TEXT PRIMARY KEY, digest TEXT NOT NULL, company TEXT NOT NULL,
  lands TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS seen_by_digest ON seen (document, digest);
CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, document TEXT NOT NULL, unit TEXT NOT NULL, item TEXT NOT NULL,
  home TEXT NOT NULL, told TEXT, json BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS records_by_document ON records (document);
CREATE INDEX IF NOT EXISTS records_by_unit ON records (unit) WHERE unit <> '';
CREATE INDEX IF NOT EXISTS records_by_item ON records (item) WHERE item <> '';
CREATE INDEX IF NOT EXISTS records_by_home ON records (home);
CREATE TABLE IF NOT EXISTS items (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, unit TEXT NOT NULL,
  part TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS items_by_name ON items (kind, name);
CREATE INDEX IF NOT EXISTS items_by_unit ON items (unit);
CREATE INDEX IF NOT EXISTS items_by_part ON items (part);
CREATE TABLE IF NOT EXISTS blocks (kind TEXT, key TEXT, name TEXT, PRIMARY KEY (kind, key, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS blocks_by_name ON blocks (kind, name);
CREATE TABLE IF NOT EXISTS staff (person TEXT, record TEXT, PRIMARY KEY (person, record)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS staff_by_record ON staff (record);
CREATE TABLE IF NOT EXISTS reasons (cluster TEXT, judgement TEXT, PRIMARY KEY (cluster, judgement)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refused_ids (entity TEXT PRIMARY KEY, anchor TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS refused_by_anchor ON refused_ids (anchor);
"""
TABLES = ("seen", "records", "items", "blocks", "staff", "reasons", "refused_ids")
STAMP = "identity"


@dataclass(slots=True)
class Row:
    """A remembered record: its unit, the item it was compared in, the group it is in."""

    id: str
    document: str
    unit: str
    item: str
    home: str


def _among(values: Iterable[str]) -> tuple[str]:
    return (json.dumps(sorted(set(values))),)


AMONG = "IN (SELECT value FROM json_each(?))"


class Memory:
    """The tables, opened on the ledger's connection; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._around: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for statement in SCHEMA.split(";"):
            if statement.strip():
                db.execute(statement)

    def stamp(self) -> str:
        """What the tables were made with; "" where there are none that hold."""
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (STAMP,)).fetchone()
        return str(row[0]) if row else ""

    def put_stamp(self, stamp: str) -> None:
        """Note what the tables were made with."""
        self.db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (STAMP, stamp))

    def changes(self) -> tuple[list[str], list[str]]:
        """Documents that came (or were read anew), and those that went (or were read anew)."""
        here, known = "SELECT id, digest FROM documents", "SELECT document, digest FROM seen"
        came = f"SELECT id FROM ({here} EXCEPT {known}) ORDER BY id"
        went = f"SELECT document FROM ({known} EXCEPT {here}) ORDER BY document"
        return self._words(came, ()), self._words(went, ())

    def count(self) -> int:
        """Number of documents remembered."""
        return int(self.db.execute("SELECT count(*) FROM seen").fetchone()[0])

    # writing

    def fill(
        self,
        records: Sequence[Record],
        trail: Trail,
        reasons: Iterable[tuple[str, str]],
        documents: Sequence[str] | None = None,
    ) -> None:
        """Replace everything by what one grouping of all documents, or of these, went by."""
        for table in TABLES:
            self.db.execute(f"DELETE FROM {table}")
        if documents is None:
            documents = [d for (d,) in self.db.execute("SELECT id FROM documents")]
        self.put_seen(records, documents)
        item_of = {id_: item.id for item in trail.items for id_ in item.ids}
        rows = []
        for record in records:
            country, staff = trail.local.get(record.id, (record.country, record.staff))
            told = _told(record) if record.id in trail.local else None
            unit = trail.units[record.id]
            rows.append(
                (
                    record.id,
                    record.document,
                    unit,
                    item_of.get(record.id, ""),
                    trail.homes[record.id],
                    told,
                    _dump(record, country, staff, unit),
                )
            )
            self._put_staff(record.id, staff)
        self.db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self.put_items(
            (i.id, i.kind, group_name(i.record), trail.units[i.id], i.part) for i in trail.items
        )
        for kind, blocks in trail.blocks.items():
            self.db.executemany(
                "INSERT INTO blocks VALUES (?, ?, ?)",
                ((kind, key, name) for key, names in blocks.items() for name in names),
            )
        self.put_reasons(reasons)

    def put_seen(self, records: Iterable[Record], documents: Iterable[str]) -> None:
        """Note documents and what each of their records is in company of."""
        company: dict[str, set[str]] = {d: set() for d in documents}
        lands: dict[str, frozenset[str]] = {}
        for record in records:
            if key := company_key(record):
                company[record.document].add(key)
            if record.lands:
                lands[record.document] = record.lands
        self.db.executemany(
            "INSERT INTO seen SELECT id, digest, ?, ? FROM documents WHERE id = ?",
            [
                (json.dumps(sorted(keys)), json.dumps(sorted(lands.get(d, ()))), d)
                for d, keys in company.items()
            ],
        )

    def put_records(self, records: Iterable[Record], units: Mapping[str, str]) -> None:
        """Add records as their documents tell them; each is alone until it is linked."""
        for record in records:
            unit = units[record.id]
            json_ = _dump(record, record.country, record.staff, unit)
            told = _told(record) if record.staff else None
            row = (record.id, record.document, unit, "", record.id, told, json_)
            self.db.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._put_staff(record.id, record.staff)

    def _put_staff(self, record: str, staff: Iterable[str]) -> None:
        self.db.executemany("INSERT INTO staff VALUES (?, ?)", [(p, record) for p in staff])

    def tell(self, record: Record, unit: str) -> None:
        """Keep what is known of a record since its people are: country and groups of staff."""
        self.db.execute(
            "UPDATE records SET told = ?, unit = ? WHERE id = ?", (_told(record), unit, record.id)
        )

    def forget(self, documents: Sequence[str]) -> None:
        """Take documents out, with their records."""
        gone = _among(documents)
        ids = f"(SELECT id FROM records WHERE document {AMONG})"
        self.db.execute(f"DELETE FROM staff WHERE record IN {ids}", gone)
        self.db.execute(f"DELETE FROM records WHERE document {AMONG}", gone)
        self.db.execute(f"DELETE FROM seen WHERE document {AMONG}", gone)
        self._around.clear()

    def put_items(self, rows: Iterable[tuple[str, str, str, str, str]]) -> None:
        """Add items: id, kind, name, unit, part."""
        self.db.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?)", rows)

    def place_items(self, rows: Iterable[tuple[str, str]]) -> None:
        """Note the part that each item is in now."""
        self.db.executemany("UPDATE items SET part = ? WHERE id = ?", [(p, i) for i, p in rows])

    def drop_items(self, units: Iterable[str]) -> None:
        """Take out the items of units."""
        self.db.execute(f"DELETE FROM items WHERE unit {AMONG}", _among(units))

    def put_blocks(self, kind: str, name: str, keys: Iterable[str]) -> None:
        """Replace the block keys of a name."""
        self.db.execute("DELETE FROM blocks WHERE kind = ? AND name = ?", (kind, name))
        self.db.executemany("INSERT INTO blocks VALUES (?, ?, ?)", [(kind, k, name) for k in keys])

    def put_homes(self, homes: Mapping[str, str], items: Mapping[str, str]) -> None:
        """Note the group of records, and the item that each was compared in."""
        self.db.executemany(
            "UPDATE records SET home = ?, item = ? WHERE id = ?",
            [(home, items.get(id_, ""), id_) for id_, home in homes.items()],
        )

    def put_reasons(self, rows: Iterable[tuple[str, str]]) -> None:
        """Note which judgement was given on which cluster (its left)."""
        self.db.executemany("INSERT OR REPLACE INTO reasons VALUES (?, ?)", rows)

    def take_reasons(self, clusters: Iterable[str]) -> list[str]:
        """Forget the judgements given on clusters; returns their ids."""
        chosen = _among(clusters)
        found = self._words(f"SELECT judgement FROM reasons WHERE cluster {AMONG}", chosen)
        self.db.execute(f"DELETE FROM reasons WHERE cluster {AMONG}", chosen)
        return found

    def refuse(self, rows: Iterable[tuple[str, str]], gone: Iterable[str]) -> None:
        """Note entities that another keeps from the id they could have (`gone` first)."""
        self.db.execute(f"DELETE FROM refused_ids WHERE entity {AMONG}", _among(gone))
        self.db.executemany("INSERT OR REPLACE INTO refused_ids VALUES (?, ?)", rows)

    # looking up

    def _words(self, query: str, values: tuple[()] | tuple[str, ...]) -> list[str]:
        return [str(word) for (word,) in self.db.execute(query, values)]

    def rows(self, column: str, values: Iterable[str]) -> list[Row]:
        """Rows whose id, document, unit, item or home is one of these."""
        query = (
            f"SELECT id, document, unit, item, home FROM records WHERE {column} {AMONG} ORDER BY id"
        )
        if column in ("unit", "item"):
            query = query.replace("ORDER", f"AND {column} <> '' ORDER")
        return [Row(*row) for row in self.db.execute(query, _among(values))]

    def records(self, column: str, values: Iterable[str], *, local: bool = False) -> list[Record]:
        """Records by id, unit or document; `local` ones are as their own documents tell them."""
        query = (
            "SELECT r.document, r.json, r.told, s.company, s.lands"
            " FROM records r JOIN seen s ON s.document = r.document"
            f" WHERE r.{column} {AMONG} ORDER BY r.id"
        )
        if column == "unit":
            query = query.replace("ORDER", "AND r.unit <> '' ORDER")
        return list(self._read(self.db.execute(query, _among(values)), local))

    def _read(
        self, rows: Iterable[tuple[str, bytes, str | None, str, str]], local: bool
    ) -> Iterator[Record]:
        for document, data, told, company, lands in rows:
            record = _load(unpack(data))
            if record.kind != "country":
                if document not in self._around:
                    both = frozenset(json.loads(company)), frozenset(json.loads(lands))
                    self._around[document] = both
                record.around, record.lands = self._around[document]
                record.own = company_key(record)
            if told and not local:
                record.country, staff = json.loads(told)
                record.staff = frozenset(staff)
            yield record

    def items(
        self, column: str, values: Iterable[str], kind: str
    ) -> list[tuple[str, str, str, str]]:
        """Id, name, unit and part of the items of a kind whose id, name, unit or part is one of these."""
        # Only names are looked up with their kind: by the others, the index of names would read all of a kind.
        own = "kind" if column == "name" else "+kind"
        query = f"SELECT id, name, unit, part FROM items WHERE {own} = ? AND {column} {AMONG} ORDER BY id"
        return list(self.db.execute(query, (kind, *_among(values))))

    def keys(self, kind: str, name: str) -> list[str]:
        """Block keys of a name."""
        return self._words("SELECT key FROM blocks WHERE kind = ? AND name = ?", (kind, name))

    def names(self, kind: str, key: str) -> list[str]:
        """Names that share a block."""
        query = "SELECT name FROM blocks WHERE kind = ? AND key = ? ORDER BY name"
        return self._words(query, (kind, key))

    def staffed(self, people: Iterable[str]) -> list[str]:
        """Records of bodies and offices that people are tied to."""
        query = f"SELECT DISTINCT record FROM staff WHERE person {AMONG}"
        return self._words(query, _among(people))

    def people_of(self, records: Iterable[str]) -> list[str]:
        """People tied to bodies and offices."""
        query = f"SELECT DISTINCT person FROM staff WHERE record {AMONG}"
        return self._words(query, _among(records))

    def refused(self, anchors: Iterable[str]) -> list[str]:
        """Entities that could have had one of these ids."""
        return self._words(f"SELECT entity FROM refused_ids WHERE anchor {AMONG}", _among(anchors))


def _told(record: Record) -> str:
    return json.dumps([record.country, sorted(record.staff)])


SETS = ("names", "acronyms", "role", "ties")


def _dump(record: Record, country: str, staff: frozenset[str], unit: str) -> bytes:
    """A record as its own document tells it, without its company; only what is set."""
    value: dict[str, Any] = {
        "id": record.id,
        "document": record.document,
        "kind": record.kind,
        "type": record.type,
        "name": record.name,
        "key": record.key,
    }
    if country:
        value["country"] = country
    if record.external:
        value["external"] = record.external
    if record.bare:
        value["bare"] = True
    if record.generic:
        value["generic"] = True
    if staff:
        value["staff"] = sorted(staff)
    if unit or not record.bare:
        if record.gender:
            value["gender"] = record.gender
        for name in (*SETS, "topic"):
            if found := getattr(record, name):
                value[name] = sorted(found)
        if record.form is not None:
            form = record.form
            value["form"] = [form.given, form.family, list(form.others), form.eastern]
    return pack(value)


def _load(value: dict[str, Any]) -> Record:
    for name in (*SETS, "topic", "staff"):
        if name in value:
            value[name] = frozenset(value[name])
    if "form" in value:
        given, family, others, eastern = value["form"]
        value["form"] = PersonForm(given, family, tuple(others), eastern)
    return Record(**value)
