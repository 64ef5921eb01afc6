"""The tables of the views, written as differences: what is the same keeps its row, what is another is told.

`Touched` collects what a command has changed, so that whatever rests on it can be changed likewise.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kgbuild.ledger import records
from kgbuild.ledger.packing import deflate, dump, pack, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from kgbuild.model import Claim, Conflict, Entity, Fact, Judgement


Record = dict[str, Any]


@dataclass(slots=True)
class Touched:
    """Ids of rows that are new or another (`changed`) or no more (`gone`), by table.

    `renamed` are entities that captions or the gate see otherwise, `ends` entities that took part in facts
    that changed or went, `clusters` document clusters that belong to another entity now.
    """

    changed: dict[str, set[str]] = field(default_factory=dict)
    gone: dict[str, set[str]] = field(default_factory=dict)
    renamed: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    clusters: set[str] = field(default_factory=set)
    faced: dict[str, tuple[Record | None, Record | None]] = field(default_factory=dict)
    """Entities that rules read otherwise than before, or that are new or gone: the row before, and now."""
    counted: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """By how much the counts of a graph have grown: those of its entities, facts and conflicts."""
    pairs: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The clusters that new judgements, and those that are gone, are on."""

    def of(self, table: str) -> set[str]:
        """Rows of a table that are new or another."""
        return self.changed.setdefault(table, set())

    def gone_of(self, table: str) -> set[str]:
        """Rows of a table that are no more."""
        return self.gone.setdefault(table, set())


def mark_of(text: str) -> int:
    """A row's content as one number: 64 bits, so that two contents share one in a blue moon only."""
    data = text.encode("utf8", "surrogatepass")
    return zlib.crc32(data) << 31 ^ zlib.adler32(data)


APART = ("clusters", "mentions")
"""What lies in a column of its own in an entity's row."""
WORTH = 0.6
"""What a fact must be worth to be counted among those worth an analyst's while."""


class Views:
    """What `Ledger` does with the views' tables, on its connection."""

    _db: sqlite3.Connection
    touched: Touched

    def replace_identity(
        self,
        entities: Iterable[Entity],
        identity: Mapping[str, str],
        judgements: Iterable[Judgement],
    ) -> None:
        """Replace entities, cluster -> entity and the program's judgements. Call it inside a transaction."""
        self._write("entities", ((e.id, records.entity_record(e)) for e in entities))
        self._write("decided", ((j.id, records.judgement_record(j)) for j in judgements))
        self._belong(identity, self._db.execute("SELECT cluster FROM identity").fetchall())

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
        fresh = [(e.id, records.entity_record(e)) for e in entities]
        self._write("entities", fresh, among={*gone_entities, *(id_ for id_, _ in fresh)})
        told = [(j.id, records.judgement_record(j)) for j in judgements]
        self._write("decided", told, among={*gone_judgements, *(id_ for id_, _ in told)})
        self._belong(identity, [(c,) for c in set(gone_clusters)])

    def put_facts(
        self, claims: Iterable[Claim], facts: Iterable[Fact], conflicts: Iterable[Conflict]
    ) -> None:
        """Replace facts, conflicts, and the times that other documents gave. Call it inside a transaction."""
        self._write("dated", ((c.id, records.time_record(c.time)) for c in claims))
        self._write("facts", ((f.id, records.fact_record(f)) for f in facts))
        self._write("conflicts", ((x.id, records.conflict_record(x)) for x in conflicts))

    def change_facts(
        self,
        *,
        times: Iterable[tuple[str, Any]],
        retimed: Iterable[str],
        facts: Iterable[Fact],
        gone_facts: Iterable[str],
        conflicts: Iterable[Conflict],
        gone_conflicts: Iterable[str],
    ) -> None:
        """Replace part of facts, conflicts, and times that other documents gave (of `retimed` claims)."""
        self._write("dated", times, among=set(retimed))
        told = [(f.id, records.fact_record(f)) for f in facts]
        self._write("facts", told, among={*gone_facts, *(id_ for id_, _ in told)})
        found = [(x.id, records.conflict_record(x)) for x in conflicts]
        self._write("conflicts", found, among={*gone_conflicts, *(id_ for id_, _ in found)})

    def _belong(self, identity: Mapping[str, str], known: Iterable[tuple[str]]) -> None:
        """Note the entity of clusters; those known before and not named now belong to nothing."""
        asked = json.dumps(sorted({*identity, *(cluster for (cluster,) in known)}))
        query = (
            "SELECT cluster, entity FROM identity WHERE cluster IN (SELECT value FROM json_each(?))"
        )
        before = dict(self._db.execute(query, (asked,)).fetchall())
        fresh = {c: e for c, e in sorted(identity.items()) if before.get(c) != e}
        lost = [c for c in before if c not in identity]
        self.touched.clusters.update(fresh, lost)
        self._db.executemany("DELETE FROM identity WHERE cluster = ?", [(c,) for c in lost])
        self._db.executemany("INSERT OR REPLACE INTO identity VALUES (?, ?)", fresh.items())

    def _write(
        self, table: str, rows: Iterable[tuple[str, Any]], *, among: set[str] | None = None
    ) -> None:
        """Make a table hold these rows, by id; with `among`, only rows of these ids are replaced."""
        key = "claim" if table == "dated" else "id"
        query, values = f"SELECT {key}, mark FROM {table}", ()
        if among is not None:
            query += f" WHERE {key} IN (SELECT value FROM json_each(?))"
            values = (json.dumps(sorted(among)),)  # type: ignore[assignment]
        left = dict(self._db.execute(query, values).fetchall())
        changed, gone = self.touched.of(table), self.touched.gone_of(table)
        for id_, record in rows:
            text = dump(record)
            mark = mark_of(text)
            before = left.pop(id_, None)
            if before == mark:
                continue
            self._look(table, id_, record, known=before is not None)
            changed.add(id_)
            gone.discard(id_)
            row = _row(table, id_, mark, record, text)
            spaces = ", ".join("?" * len(row))
            self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({spaces})", row)
        for id_ in left:
            self._look(table, id_, None, known=True)
            changed.discard(id_)
            gone.add(id_)
        self._db.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(id_,) for id_ in left])

    def _look(self, table: str, id_: str, record: Any, *, known: bool) -> None:
        """Note what else a changed row touches, before the old one goes."""
        if table == "dated":
            return
        old = None
        if known:
            more = ", count" if table == "entities" else ", 0"
            query = f"SELECT json{more} FROM {table} WHERE id = ?"
            data, count = self._db.execute(query, (id_,)).fetchone()
            old = unpack(data)
            self._count(table, old, -1, count)
        if record is not None:
            self._count(table, record, 1, len(record.get("mentions", ())))
        if table == "entities":
            self._look_at_entity(id_, old, record)
        for row in (old, record):
            if row is not None and table == "facts":
                args = [*row["subject"], *row["object"]]
                self.touched.ends.update(arg["entity"] for arg in args if "entity" in arg)
            elif row is not None and table == "decided":
                self.touched.pairs[id_] = row["left"], row["right"]

    def _look_at_entity(self, id_: str, old: Record | None, new: Record | None) -> None:
        if _read_as(old) != _read_as(new):
            self.touched.faced[id_] = _told_of(old), _told_of(new)
        if old is None or new is None or _face(old) != _face(new):
            self.touched.renamed.add(id_)

    def _count(self, table: str, record: Record, by: int, mentions: int) -> None:
        counted = self.touched.counted
        counted[(table,)] += by
        if table == "entities":
            counted[("named_entities",)] += by * (record["attributes"].get("named") != "no")
            counted[("mentions",)] += by * mentions
            counted["by_type", record["type"]] += by
        elif table == "facts":
            counted["by_status", record["status"]] += by
            if record["worth"] >= WORTH:
                counted[("facts_worth_most",)] += by
                args = [*record["subject"], *record["object"]]
                for entity in {arg["entity"] for arg in args if "entity" in arg}:
                    counted["worthy", entity] += by


def day_of(record: Mapping[str, Any]) -> int | None:
    """The day of a fact's record: its own first or last one, else that of the first article that tells it."""
    time = record["time"] or {}
    told = time.get("start") or time.get("end") or record["first"]
    return date.fromisoformat(told).toordinal() if told else None


def _row(table: str, id_: str, mark: int, record: Mapping[str, Any], text: str) -> tuple[Any, ...]:
    if table == "entities":
        return _entity_row(mark, record)
    if table == "facts":
        return id_, mark, day_of(record), deflate(text)
    return id_, mark, deflate(text)


def _told_of(record: Record | None) -> Record | None:
    """What is kept of the row of an entity that is read otherwise."""
    names = ("name", "type", "country", "external_ids", "attributes")
    return None if record is None else {name: record[name] for name in names}


def _read_as(record: Record | None) -> tuple[Any, ...] | None:
    """What rules read of an entity."""
    if record is None:
        return None
    attributes = record["attributes"]
    iso = record["external_ids"].get("iso")
    told = [attributes.get(name) for name in ("named", "head", "owner")]
    return record["name"], record["type"], record["country"], iso, told, record["aliases"]


def _face(record: Mapping[str, Any]) -> tuple[Any, ...]:
    """What captions and the gate see of an entity."""
    kinds = record["kinds"] if "kinds" in record else _kinds(record)
    return record["name"], record["type"], bool(record["external_ids"]), kinds


def _kinds(record: Mapping[str, Any]) -> list[str]:
    return sorted({mention["kind"] for mention in record["mentions"]})


def _entity_row(mark: int, record: Mapping[str, Any]) -> tuple[Any, ...]:
    """An entity's row: clusters and mentions, which may be many, apart; what kinds of mentions there are beside it."""
    told = {name: record[name] for name in APART}
    head = {name: value for name, value in record.items() if name not in APART}
    head["kinds"] = _kinds(record)
    return record["id"], mark, record["type"], len(record["mentions"]), pack(head), pack(told)
