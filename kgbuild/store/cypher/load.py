"""Load the graph into Neo4j: the same content again changes nothing, what is gone is deleted.

Each node carries `hash`, over its labels, properties and outgoing links, and `run`, the id of the load
that last wrote it. A load reads the hashes, writes what differs and deletes what is gone. While it works
a marker node of its own stands in the database: what an unfinished load wrote is written again by the
next one, and two loads of different graphs at once notice each other.
All our nodes carry the label :KgBuild and only they are ever matched; a server may hold other graphs.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kgbuild import ids
from kgbuild.errors import StoreError
from kgbuild.project import Projection, project
from kgbuild.project.shape import KINDS, STRUCTURE
from kgbuild.store.base import Written, same_graph
from kgbuild.vocabulary import RELATION_NAME, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from kgbuild.model import Snapshot
    from kgbuild.project import Link, Node, Value
    from kgbuild.store.cypher.neo4j import Neo4jStore

BATCH = 5000
"""Rows of one transaction."""

FEW = 1000
"""Rows below which a label set or a relation shares one statement with others like it, whose labels or
type come with the row. The server plans every text once, which takes as long as some hundred rows."""

MARKER = "load-running"
"""Prefix of the marker's id."""

SURROGATES = re.compile("[\ud800-\udfff]")

KEYS = {"ATTRIBUTED_TO": "position", "MENTIONS": "begin"}
"""Structure links of which one pair may have several, and the property that tells them apart."""

EDGE_KEY = "fact"
"""The property that tells plain edges of one pair and relation apart."""

ENDS = "UNWIND $rows AS row MATCH (a:KgBuild {id: row.a}) MATCH (b:KgBuild {id: row.b})"

CONSTRAINTS = ("CREATE CONSTRAINT kgbuild_id IF NOT EXISTS FOR (n:KgBuild) REQUIRE n.id IS UNIQUE",)
"""Only on our own label: a constraint on :Person would bind other people's nodes."""

INDEXES = (
    "CREATE INDEX kgbuild_name_key IF NOT EXISTS FOR (n:Name) ON (n.key)",
    "CREATE INDEX kgbuild_entity_key IF NOT EXISTS FOR (n:Entity) ON (n.key)",
    "CREATE INDEX kgbuild_country IF NOT EXISTS FOR (n:Entity) ON (n.country)",
    "CREATE INDEX kgbuild_claim_relation IF NOT EXISTS FOR (n:Claim) ON (n.relation)",
    "CREATE INDEX kgbuild_claim_modality IF NOT EXISTS FOR (n:Claim) ON (n.modality)",
    "CREATE INDEX kgbuild_claim_day IF NOT EXISTS FOR (n:Claim) ON (n.day)",
    "CREATE INDEX kgbuild_fact_relation IF NOT EXISTS FOR (n:Fact) ON (n.relation)",
    "CREATE INDEX kgbuild_fact_key IF NOT EXISTS FOR (n:Fact) ON (n.fact_key)",
    "CREATE INDEX kgbuild_fact_day IF NOT EXISTS FOR (n:Fact) ON (n.day)",
    "CREATE INDEX kgbuild_fact_status IF NOT EXISTS FOR (n:Fact) ON (n.status)",
    "CREATE FULLTEXT INDEX kgbuild_names IF NOT EXISTS FOR (n:Name) ON EACH [n.text]",
)


ARTICLE = "d-"
"""How the ids of articles begin."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A node with its outgoing links and the hash over both."""

    node: Node
    links: tuple[Link, ...]
    hash: str


def bundles(projection: Projection) -> Iterator[Bundle]:
    """Every node with its links, in the order of the ids."""
    for node, own in projection.pairs():
        yield Bundle(node, own, hash_of(node, own))


def hash_of(node: Node, links: Iterable[Link]) -> str:
    """Hash over a node's labels, properties and outgoing links."""
    leading = [(x.type, x.target, sorted(x.properties.items())) for x in links]
    told = repr((node.labels, sorted(node.properties.items()), leading))
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def run_id(found: Sequence[Bundle]) -> str:
    """Id of a load: the same graph has the same."""
    return ids.content_id("r", *(bundle.hash for bundle in found))


def properties(value: dict[str, Value] | Any) -> dict[str, Any]:
    """Properties as the driver takes them; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    found: dict[str, Any] = {}
    for name, item in value.items():
        if isinstance(item, str):
            found[name] = SURROGATES.sub("\ufffd", item)
        elif isinstance(item, tuple):
            found[name] = [SURROGATES.sub("\ufffd", part) for part in item]
        else:
            found[name] = item
    return found


def link_key(type_: str) -> str:
    """The property that tells links of one pair and type apart; empty for one a pair."""
    return KEYS.get(type_, "" if type_ in STRUCTURE else EDGE_KEY)


def takes_names(version: str) -> bool:
    """Whether the server takes labels and types from the row, as 5.26 and all later ones do."""
    numbers = [int(part) for part in version.split(".")[:2] if part.isdigit()]
    return numbers >= [5, 26]


def load(
    store: Neo4jStore,
    snapshot: Snapshot | Projection,
    *,
    dry_run: bool = False,
    replace: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
    batch: int = BATCH,
) -> Written:
    """Make the database's :KgBuild nodes hold exactly this graph.

    Without `replace`, a database that holds another graph (most of whose articles this one has not) is
    left as it is: StoreError. `progress` is told the step, the rows done and all rows of it. Raises
    StoreError; a load that was cut off is finished by the next one.
    """
    projection = snapshot if isinstance(snapshot, Projection) else project(snapshot)
    found = list(bundles(projection))
    run = run_id(found)
    state, others = _state(store)
    present = {bundle.node.id for bundle in found}
    fresh = [b for b in found if state.get(b.node.id) != b.hash]
    known = [b for b in fresh if b.node.id in state]
    gone = sorted(id_ for id_ in state if id_ not in present)
    report = Written(
        run=run,
        new=len(fresh) - len(known),
        changed=len(known),
        gone=len(gone),
        unchanged=len(found) - len(fresh),
        statements=sum(len(bundle.links) for bundle in fresh),
    )
    if dry_run or not (fresh or gone or others):
        return report
    if not replace:
        there, ours = (
            {id_ for id_ in ids_ if id_.startswith(ARTICLE)} for ids_ in (state, present)
        )
        same_graph(there, ours, "database")
    # Before anything is written: a name that is none leaves the database as it was.
    _checked(sorted({label for b in fresh for label in b.node.labels}))
    _checked(sorted({link.type for b in fresh for link in b.links}))
    store.schema(CONSTRAINTS)
    # The marker is this load's own, not the graph's: a second load of the same graph may outlive it.
    marker = f"{MARKER}-{run}-{secrets.token_hex(8)}"
    store.write("MERGE (n:KgBuild {id: $id}) SET n:Load, n.run = $run", id=marker, run=run)
    write = _Writer(store, batch, progress)
    write.delete(gone)
    write.clear(known)
    write.nodes(fresh, run)
    write.links(fresh)
    # Filled at once at the end, indexes cost half of what they cost row by row.
    store.schema(INDEXES)
    store.read("CALL db.awaitIndexes(600)")
    _finish(store, found, marker, others)
    return report


def _finish(
    store: Neo4jStore, found: Sequence[Bundle], marker: str, others: Mapping[str, str]
) -> None:
    """Take the markers away; raises StoreError when another load has left something else meanwhile."""
    now = _markers(store)
    store.write(
        "UNWIND $ids AS id MATCH (n:KgBuild:Load {id: id}) DETACH DELETE n",
        ids=sorted({marker, *others}),
    )
    alone = marker in now and now.keys() - {marker} == others.keys()
    if alone or _hashes(store) == {bundle.node.id: bundle.hash for bundle in found}:
        return
    raise StoreError(
        "another graph was loaded into this database at the same time, so that it may hold parts of "
        "both; when that load has ended, run this one again"
    )


def unload(store: Neo4jStore, *, batch: int = BATCH) -> int:
    """Delete all our nodes and nothing else; returns how many there were."""
    rows = store.read("MATCH (n:KgBuild) RETURN n.id AS id ORDER BY id")
    _Writer(store, batch, None).delete([str(row["id"]) for row in rows])
    return len(rows)


def _markers(store: Neo4jStore) -> dict[str, str]:
    """Id -> run of every load that is at work or was cut off."""
    rows = store.read("MATCH (n:KgBuild:Load) RETURN n.id AS id, n.run AS run ORDER BY id")
    return {str(row["id"]): str(row["run"]) for row in rows}


def _state(store: Neo4jStore) -> tuple[dict[str, str | None], dict[str, str]]:
    """Id -> hash of what is there (None where an unfinished load wrote it), and the markers."""
    markers = _markers(store)
    unfinished = frozenset(markers.values())
    return _hashes(store, unfinished), markers


def _hashes(store: Neo4jStore, unfinished: Collection[str] = ()) -> dict[str, str | None]:
    """Id -> hash of our nodes; None for what these runs wrote."""
    rows = store.read(
        "MATCH (n:KgBuild) WHERE NOT n:Load RETURN n.id AS id, n.hash AS hash, n.run AS run"
    )
    return {
        str(row["id"]): None if row["run"] in unfinished else _text(row["hash"]) for row in rows
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


class _Writer:
    """The batches of one load; every statement is static but for names from our own tables."""

    def __init__(
        self, store: Neo4jStore, batch: int, progress: Callable[[str, int, int], None] | None
    ) -> None:
        self._store = store
        self._batch = batch
        self._dynamic = takes_names(store.version)
        self._progress = progress

    def _send(self, step: str, text: str, rows: Sequence[Any], **parameters: Any) -> None:
        for start in range(0, len(rows), self._batch):
            part = rows[start : start + self._batch]
            self._store.write(text, rows=part, **parameters)
            if self._progress:
                self._progress(step, start + len(part), len(rows))

    def delete(self, gone: Sequence[str]) -> None:
        text = "UNWIND $rows AS id MATCH (n:KgBuild {id: id}) DETACH DELETE n"
        self._send("deleting", text, gone)

    def clear(self, known: Sequence[Bundle]) -> None:
        """Take from changed nodes the labels and links that they no longer have."""
        labels = ":".join(sorted(_labels()))
        text = f"UNWIND $rows AS id MATCH (n:KgBuild {{id: id}}) REMOVE n:{labels}"
        entities = [b.node.id for b in known if b.node.labels[0] == "Entity"]
        self._send("relabelling", text, entities)
        text = (
            "UNWIND $rows AS row MATCH (n:KgBuild {id: row.id})-[r]->(m:KgBuild) "
            "WHERE type(r) IN $types AND NOT type(r) + ' ' + m.id + ' ' + "
            "coalesce(toString(r.fact), toString(r.position), toString(r.begin), '') IN row.keep "
            "DELETE r"
        )
        rows = [{"id": b.node.id, "keep": [_mark(link) for link in b.links]} for b in known]
        types = sorted([*STRUCTURE, *vocabulary().relations])
        self._send("clearing", text, rows, types=types)

    def nodes(self, fresh: Sequence[Bundle], run: str) -> None:
        """Write nodes, one statement for each large set of labels and one for all others."""
        few: list[dict[str, Any]] = []
        for labels, group in _grouped(fresh, lambda b: b.node.labels):
            _checked(labels)
            rows = [
                {**properties(b.node.properties), "id": b.node.id, "hash": b.hash, "run": run}
                for b in group
            ]
            if len(rows) < FEW and self._dynamic:
                few += [{"p": row, "labels": list(labels)} for row in rows]
                continue
            text = (
                "UNWIND $rows AS row MERGE (n:KgBuild {id: row.id}) "
                f"SET n:{':'.join(labels)}, n = row"
            )
            self._send(labels[-1], text, rows)
        text = "UNWIND $rows AS row MERGE (n:KgBuild {id: row.p.id}) SET n:$(row.labels), n = row.p"
        self._send("nodes", text, few)

    def links(self, fresh: Sequence[Bundle]) -> None:
        """Write links, one statement for each large type and one for all other relations."""
        links = [link for bundle in fresh for link in bundle.links]
        few: list[dict[str, Any]] = []
        for type_, group in _grouped(links, lambda link: link.type):
            key = link_key(type_)
            _checked((type_,))
            rows: list[dict[str, Any]] = [{"a": link.source, "b": link.target} for link in group]
            if group[0].properties:
                for row, link in zip(rows, group, strict=True):
                    row["p"] = properties(link.properties)
            if len(rows) < FEW and key == EDGE_KEY and self._dynamic:
                few += [{**row, "type": type_} for row in rows]
                continue
            mark = f" {{{key}: row.p.{key}}}" if key else ""
            text = f"{ENDS} MERGE (a)-[r:{type_}{mark}]->(b)"
            if group[0].properties:
                text += " SET r += row.p"
            self._send(type_, text, rows)
        text = (
            f"{ENDS} MERGE (a)-[r:$(row.type) {{{EDGE_KEY}: row.p.{EDGE_KEY}}}]->(b) SET r += row.p"
        )
        self._send("edges", text, few)


def _mark(link: Link) -> str:
    key = link_key(link.type)
    return f"{link.type} {link.target} {link.properties[key] if key else ''}"


def _grouped(items: Sequence[Any], key: Callable[[Any], Any]) -> Iterator[tuple[Any, list[Any]]]:
    ordered = sorted(items, key=key)
    for value, group in groupby(ordered, key=key):
        yield value, list(group)


def _labels() -> frozenset[str]:
    """Every label below :KgBuild that an entity of ours can have."""
    found = {label for t in vocabulary().types for label in vocabulary().labels(t)}
    return frozenset(found | {"Thing", "Agent", "Place"})


def _checked(names: Sequence[str]) -> Sequence[str]:
    """Names that may stand in Cypher text: those of our tables, looked at once more."""
    known = _labels() | frozenset((*KINDS, *STRUCTURE, "Article"))
    for name in names:
        if name not in known and not (RELATION_NAME.match(name) and name in vocabulary().relations):
            raise StoreError(
                f"{name!r} is no label or relation of the vocabulary: nothing is loaded"
            )
    return names
