"""What answers are looked up by: names of entities, claims that take them, facts of claims, plain edges."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from kgbuild.model import Edge

AMONG = "IN (SELECT value FROM json_each(?))"


def number_of(id_: str) -> int:
    """An id as a number of 64 bits: the same on every machine.

    >>> number_of("c-04817a6fc9dcdb5014fa")
    3772212181779746017
    """
    return int.from_bytes(blake2b(id_.encode("utf8"), digest_size=8).digest(), "big", signed=True)


class Index:
    """The look-up tables of a graph, on its connection; the writer holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # writing

    def call(self, names: Iterable[tuple[str, str, bool]], gone: Iterable[str] = ()) -> None:
        """Note (key, entity, whether it is the name itself), where those of `gone` entities go first."""
        self._db.execute(f"DELETE FROM called WHERE entity {AMONG}", _json(gone))
        self._db.executemany("INSERT OR REPLACE INTO called VALUES (?, ?, ?)", names)

    def place(self, claims: Iterable[tuple[str, str, str, Iterable[str]]]) -> None:
        """Note (claim, document, fact, entities that it takes), in the place of everything."""
        self._db.execute("DELETE FROM placed")
        self._db.execute("DELETE FROM takes")
        known: dict[str, int] = {}
        for claim, document, fact, entities in claims:
            number = number_of(claim)
            row = (number, claim, number_of(document), fact)
            self._db.execute("INSERT OR REPLACE INTO placed VALUES (?, ?, ?, ?)", row)
            for entity in entities:
                if entity not in known:
                    known[entity] = number_of(entity)
            pairs = [(known[entity], number) for entity in entities]
            self._db.executemany("INSERT OR IGNORE INTO takes VALUES (?, ?)", pairs)

    def replace(
        self, claims: Iterable[tuple[str, str, str, Iterable[str]]], *, gone: Iterable[str] = ()
    ) -> None:
        """Note (claim, document, fact, entities that it takes), in the place of what these and the gone claims had."""
        rows = [(number_of(c), c, number_of(d), f, sorted(set(e))) for c, d, f, e in claims]
        chosen = (json.dumps(sorted({*map(number_of, gone), *(row[0] for row in rows)})),)
        self._db.execute(f"DELETE FROM takes WHERE claim {AMONG}", chosen)
        self._db.execute(f"DELETE FROM placed WHERE number {AMONG}", chosen)
        self._db.executemany("INSERT INTO placed VALUES (?, ?, ?, ?)", (row[:4] for row in rows))
        pairs = ((number_of(entity), row[0]) for row in rows for entity in row[4])
        self._db.executemany("INSERT INTO takes VALUES (?, ?)", pairs)

    def put_edges(self, edges: Iterable[Edge], *, facts: Iterable[str] | None = None) -> None:
        """Note plain edges, in the place of what these facts had; with None, of everything."""
        if facts is None:
            self._db.execute("DELETE FROM edges")
        else:
            self._db.execute(f"DELETE FROM edges WHERE fact {AMONG}", _json(facts))
        rows = ((e.fact, e.source, e.target, e.relation) for e in edges)
        self._db.executemany("INSERT OR REPLACE INTO edges VALUES (?, ?, ?, ?)", rows)

    def put_worthy(self, counts: Mapping[str, int], *, more: bool = False) -> None:
        """Note how many facts worth most name entities; with `more`, by how much these counts have grown."""
        if not more:
            self._db.execute("DELETE FROM worthy")
        self._db.executemany(
            "INSERT INTO worthy VALUES (?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            ((entity, n) for entity, n in sorted(counts.items()) if n),
        )
        self._db.execute("DELETE FROM worthy WHERE count <= 0")

    # looking up

    def worthy(self) -> Iterator[tuple[str, int]]:
        """Entities by the number of facts worth most that name them, the most first."""
        yield from self._db.execute("SELECT entity, count FROM worthy ORDER BY count DESC")

    def called(self, key: str) -> list[str]:
        """Entities of a name or alias, as `name_key` makes it."""
        rows = self._db.execute("SELECT entity FROM called WHERE key = ? ORDER BY entity", (key,))
        return [entity for (entity,) in rows]

    def names(self) -> list[tuple[str, str]]:
        """Key and entity of every name itself, by entity: for messages, it reads them all."""
        return self._db.execute(
            "SELECT key, entity FROM called WHERE main ORDER BY entity"
        ).fetchall()

    def mentions_of(self, entities: Iterable[str]) -> dict[str, int]:
        """How many mentions entities have."""
        query = f"SELECT id, count FROM entities WHERE id {AMONG}"
        return dict(self._db.execute(query, _json(entities)).fetchall())

    def claims_with(self, left: Iterable[str], right: Iterable[str] | None = None) -> list[str]:
        """Claims that take one of the entities, and one of the others where there are any."""
        one = "SELECT claim FROM takes WHERE entity " + AMONG
        values = [_numbers(left)]
        if right is not None:
            one += " INTERSECT " + one
            values.append(_numbers(right))
        query = f"SELECT claim FROM placed WHERE number IN ({one}) ORDER BY claim"
        return [claim for (claim,) in self._db.execute(query, values)]

    def facts_of(self, claims: Iterable[str]) -> list[str]:
        """Facts that claims belong to."""
        query = (
            f"SELECT DISTINCT fact FROM placed WHERE number {AMONG} AND fact <> '' ORDER BY fact"
        )
        return [fact for (fact,) in self._db.execute(query, (_numbers(claims),))]

    def facts_between(self, first: int, last: int) -> list[str]:
        """Facts whose day (an ordinal) lies between two, both included."""
        rows = self._db.execute(
            "SELECT id FROM facts WHERE day BETWEEN ? AND ? ORDER BY id", (first, last)
        )
        return [fact for (fact,) in rows]

    def facts_called(self, text: str) -> list[str]:
        """Facts of this id, or else whose id begins so, with or without its `f-`."""
        if self._db.execute("SELECT 1 FROM facts WHERE id = ?", (text,)).fetchone():
            return [text]
        query = "SELECT id FROM facts WHERE id >= ? AND id < ? ORDER BY id"
        begins = [(start, start + chr(0x10FFFF)) for start in (text, "f-" + text)]
        return sorted({fact for ends in begins for (fact,) in self._db.execute(query, ends)})

    def leaving(self, entities: Iterable[str]) -> list[tuple[str, str, str]]:
        """Source, relation and target of the plain edges of entities, each once."""
        query = f"SELECT DISTINCT source, relation, target FROM edges WHERE source {AMONG}"
        return self._db.execute(query, _json(entities)).fetchall()

    def most_mentioned(self, limit: int) -> list[str]:
        """Entities with most mentions; it looks at all of them."""
        rows = self._db.execute("SELECT id FROM entities ORDER BY count DESC, id LIMIT ?", (limit,))
        return [entity for (entity,) in rows]

    def beside(self, entities: Iterable[str]) -> list[str]:
        """Entities that plain edges link with these, those of most facts first."""
        query = (
            "SELECT other FROM ("
            f" SELECT target AS other, fact FROM edges WHERE source {AMONG}"
            f" UNION SELECT source, fact FROM edges WHERE target {AMONG}"
            ") GROUP BY other ORDER BY count(*) DESC, other"
        )
        return [entity for (entity,) in self._db.execute(query, _json(entities) * 2)]

    def edges_among(self, entities: Iterable[str]) -> list[str]:
        """Facts whose plain edges link two of these entities."""
        query = f"SELECT DISTINCT fact FROM edges WHERE source {AMONG} AND target {AMONG}"
        return [fact for (fact,) in self._db.execute(query, _json(entities) * 2)]

    def count_edges(self, facts: Iterable[str] | None = None) -> int:
        """Number of plain edges, of all facts or of these."""
        chosen, values = ("", ()) if facts is None else (f"WHERE fact {AMONG}", _json(facts))
        query = f"SELECT count(*) FROM edges {chosen}"
        return int(self._db.execute(query, values).fetchone()[0])


def _json(values: Iterable[str]) -> tuple[str]:
    return (json.dumps(sorted(set(values))),)


def _numbers(ids: Iterable[str]) -> str:
    return json.dumps(sorted({number_of(id_) for id_ in ids}))
