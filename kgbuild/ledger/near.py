"""The tables that a change is followed by: claims by cell, rounds, roles, and what rules on conflicts found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.ledger.index import AMONG, number_of
from kgbuild.ledger.packing import pack, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

Role = tuple[str, str, str]
"""Kind, entity, value."""


class Near:
    """The tables, on a graph's connection; the writer holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def empty(self) -> None:
        """Take everything out."""
        for table in (
            "near", "celled", "lent", "early", "known_as", "states", "roles", "objected", "involved", "leans",
            "prints", "printed", "quoted", "hosts", "judged",
        ):  # fmt: skip
            self.db.execute(f"DELETE FROM {table}")

    # claims by cell

    def put_cells(self, rows: Iterable[tuple[str, bytes, Iterable[int]]]) -> None:
        """Note the cells of claims that have none: (claim, cells packed, cells)."""
        for claim, data, cells in rows:
            number = number_of(claim)
            self.db.execute("INSERT OR REPLACE INTO celled VALUES (?, ?)", (number, data))
            pairs = [(cell, number) for cell in cells]
            self.db.executemany("INSERT OR IGNORE INTO near VALUES (?, ?)", pairs)

    def cells(self, claims: Iterable[int]) -> dict[int, bytes]:
        """Cells of claims, by their numbers, packed."""
        query = f"SELECT claim, cells FROM celled WHERE claim {AMONG}"
        return dict(self.db.execute(query, (_numbers(claims),)).fetchall())

    def drop_cells(self, claims: Mapping[int, Iterable[int]]) -> None:
        """Take claims out of their cells: number -> cells."""
        pairs = ((cell, claim) for claim, cells in claims.items() for cell in cells)
        self.db.executemany("DELETE FROM near WHERE cell = ? AND claim = ?", pairs)
        self.db.execute(f"DELETE FROM celled WHERE claim {AMONG}", (_numbers(claims),))

    def claims_in(self, cells: Iterable[int]) -> list[str]:
        """Claims of any of the cells, by id."""
        query = (
            "SELECT DISTINCT p.claim FROM near n JOIN placed p ON p.number = n.claim"
            f" WHERE n.cell {AMONG} ORDER BY p.claim"
        )
        return [claim for (claim,) in self.db.execute(query, (_numbers(cells),))]

    def one_in(self, cells: Iterable[int]) -> dict[int, str]:
        """One claim of each cell that has any."""
        query = (
            "SELECT n.cell, min(p.claim) FROM near n JOIN placed p ON p.number = n.claim"
            f" WHERE n.cell {AMONG} GROUP BY n.cell"
        )
        return dict(self.db.execute(query, (_numbers(cells),)).fetchall())

    def taking(self, entities: Iterable[str]) -> list[str]:
        """Claims that take one of the entities as subject, object or place."""
        query = (
            "SELECT DISTINCT p.claim FROM takes t JOIN placed p ON p.number = t.claim"
            f" WHERE t.entity {AMONG} ORDER BY p.claim"
        )
        return [claim for (claim,) in self.db.execute(query, (_numbers(map(number_of, entities)),))]

    def placed(
        self, *, documents: Iterable[str] = (), claims: Iterable[str] = ()
    ) -> dict[str, str]:
        """Claim -> fact, of documents and of claims; "" for a claim that has none yet."""
        found: dict[str, str] = {}
        for column, ids in (("document", documents), ("number", claims)):
            values = _numbers(map(number_of, ids))
            query = f"SELECT claim, fact FROM placed WHERE {column} {AMONG}"
            found.update(self.db.execute(query, (values,)).fetchall())
        return found

    # rounds

    def early(self, number: int, claims: Iterable[str]) -> dict[str, str]:
        """Facts that claims had in a round, where these were others than in the last."""
        by_number = {number_of(claim): claim for claim in claims}
        query = f"SELECT claim, fact FROM early WHERE round = ? AND claim {AMONG}"
        rows = self.db.execute(query, (number, _numbers(by_number)))
        return {by_number[claim]: fact for claim, fact in rows}

    def put_early(self, gone: Iterable[str], rows: Iterable[tuple[str, int, str]]) -> None:
        """Replace what claims had in earlier rounds."""
        numbers = _numbers(map(number_of, gone))
        self.db.execute(f"DELETE FROM early WHERE claim {AMONG}", (numbers,))
        self.db.executemany(
            "INSERT INTO early VALUES (?, ?, ?)",
            ((number_of(claim), number, fact) for claim, number, fact in rows),
        )

    def lent(self, number: int, claims: Iterable[str]) -> dict[str, Any]:
        """Records of the times that claims had in a round, where these are not their own."""
        query = f"SELECT claim, json FROM lent WHERE round = ? AND claim {AMONG}"
        values = json.dumps(sorted(claims))
        return {c: unpack(data) for c, data in self.db.execute(query, (number, values))}

    def put_lent(self, gone: Iterable[str], rows: Iterable[tuple[str, int, Any]]) -> None:
        """Replace the times that claims had in earlier rounds."""
        values = json.dumps(sorted(gone))
        self.db.execute(f"DELETE FROM lent WHERE claim {AMONG}", (values,))
        self.db.executemany(
            "INSERT INTO lent VALUES (?, ?, ?)", ((c, n, pack(time)) for c, n, time in rows)
        )

    # names and roles

    def known_as(self, keys: Iterable[str]) -> dict[str, str]:
        """The entity that each folded name means, where one is known."""
        query = f"SELECT key, rank, entity FROM known_as WHERE key {AMONG} ORDER BY rank DESC, entity DESC"
        rows = self.db.execute(query, (json.dumps(sorted(keys)),))
        return {key: entity for key, _, entity in rows}

    def keys_of(self, entities: Iterable[str]) -> set[str]:
        """Folded names that mean, or could mean, entities."""
        query = f"SELECT key FROM known_as WHERE entity {AMONG}"
        return {key for (key,) in self.db.execute(query, (json.dumps(sorted(entities)),))}

    def call(self, gone: Iterable[str], rows: Iterable[tuple[int, str, str]]) -> None:
        """Replace the names of entities: (rank, entity, key)."""
        values = json.dumps(sorted(gone))
        self.db.execute(f"DELETE FROM known_as WHERE entity {AMONG}", (values,))
        self.db.executemany(
            "INSERT OR IGNORE INTO known_as VALUES (?, ?, ?)", ((k, r, e) for r, e, k in rows)
        )

    def states(self) -> dict[str, str]:
        """Countries and governments, with the state that each is."""
        return dict(self.db.execute("SELECT entity, state FROM states").fetchall())

    def put_states(self, states: Mapping[str, str]) -> None:
        """Replace them."""
        self.db.execute("DELETE FROM states")
        self.db.executemany("INSERT INTO states VALUES (?, ?)", states.items())

    def roles(self, kind: str, entity: str) -> set[str]:
        """What claims tell of an entity."""
        query = "SELECT DISTINCT value FROM roles WHERE kind = ? AND entity = ?"
        return {value for (value,) in self.db.execute(query, (kind, entity))}

    def holders(self, kind: str, value: str) -> set[str]:
        """Entities that claims tell this value of."""
        query = "SELECT DISTINCT entity FROM roles WHERE kind = ? AND value = ?"
        return {entity for (entity,) in self.db.execute(query, (kind, value))}

    def roles_by(self, claims: Iterable[int]) -> set[tuple[str, str]]:
        """Kind and entity of what claims (by number) tell."""
        query = f"SELECT DISTINCT kind, entity FROM roles WHERE claim {AMONG}"
        return set(self.db.execute(query, (_numbers(claims),)).fetchall())

    def put_roles(self, gone: Iterable[int], rows: Iterable[tuple[str, Role]]) -> None:
        """Replace what claims tell: numbers of those that go first, then (claim, role)."""
        self.db.execute(f"DELETE FROM roles WHERE claim {AMONG}", (_numbers(gone),))
        self.db.executemany(
            "INSERT OR IGNORE INTO roles VALUES (?, ?, ?, ?)",
            ((*role, number_of(claim)) for claim, role in rows),
        )

    # objections

    def objections(
        self,
        *,
        hoods: Iterable[int] = (),
        claims: Iterable[str] = (),
        conflicts: Iterable[str] = (),
    ) -> dict[int, Any]:
        """Records of objections by their numbers: of neighbourhoods, of claims, of conflicts."""
        inside = f"SELECT objection FROM involved WHERE claim {AMONG}"
        given = (
            (f"hood {AMONG}", _numbers(hoods)),
            (f"id IN ({inside})", _numbers(map(number_of, claims))),
            (f"conflict {AMONG}", json.dumps(sorted(conflicts))),
        )
        found: dict[int, Any] = {}
        for condition, values in given:
            if values != "[]":
                query = f"SELECT id, json FROM objected WHERE {condition}"
                found.update((id_, unpack(data)) for id_, data in self.db.execute(query, (values,)))
        return found

    def drop_objections(self, ids: Iterable[int]) -> None:
        """Take objections out."""
        values = (_numbers(ids),)
        self.db.execute(f"DELETE FROM involved WHERE objection {AMONG}", values)
        self.db.execute(f"DELETE FROM objected WHERE id {AMONG}", values)

    def put_objections(self, rows: Iterable[tuple[int, str, Any, Iterable[str]]]) -> None:
        """Add objections: neighbourhood, conflict, record, and all claims that are in it."""
        for hood, conflict, record, claims in rows:
            row = self.db.execute(
                "INSERT INTO objected (hood, conflict, json) VALUES (?, ?, ?)",
                (hood, conflict, pack(record)),
            )
            pairs = {(number_of(claim), row.lastrowid) for claim in claims}
            self.db.executemany("INSERT INTO involved VALUES (?, ?)", sorted(pairs))

    # judgements by cluster

    def put_judged(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Note judgements by both their clusters: (judgement, left, right)."""
        pairs = ((number_of(c), j) for j, *both in rows for c in both)
        self.db.executemany("INSERT OR IGNORE INTO judged VALUES (?, ?)", pairs)

    def drop_judged(self, judgements: Iterable[str], clusters: Iterable[str]) -> None:
        """Forget judgements, given on these clusters."""
        chosen = _numbers(map(number_of, clusters)), json.dumps(sorted(judgements))
        # Looked up by cluster alone: by both, each pair of the two lists would be looked for.
        query = f"DELETE FROM judged WHERE cluster {AMONG} AND +judgement {AMONG}"
        self.db.execute(query, chosen)

    def judged(self, clusters: Iterable[str]) -> set[str]:
        """Judgements on clusters."""
        query = f"SELECT judgement FROM judged WHERE cluster {AMONG}"
        values = (_numbers(map(number_of, clusters)),)
        return {judgement for (judgement,) in self.db.execute(query, values)}


def _numbers(values: Iterable[int]) -> str:
    return json.dumps(sorted(set(values)))
