"""A snapshot as tables, and in the hands of networkx, pandas, polars and Arrow.

The tables are plain rows, so that nothing heavy is needed for them; each library is imported only in
its own function. Lists stay lists where the library has them.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kgbuild.draw.links import Kind
from kgbuild.draw.phrases import say
from kgbuild.errors import UsageError
from kgbuild.model import GATE, ClaimArg, EntityArg, LiteralArg, Status
from kgbuild.project import plain_edges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import networkx
    import pandas
    import polars
    import pyarrow

    from kgbuild.model import Arg, Snapshot

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns with their types, and its rows in order."""

    name: str
    columns: dict[str, type]
    rows: list[Row]


def tables(snapshot: Snapshot, *, threshold: float = GATE) -> dict[str, Table]:
    """All tables by name: edges, entities, claims, facts, conflicts, documents, mentions.

    `edges` are the plain ones only: what passed the gate at `threshold`.
    """
    return {name: table(snapshot, name, threshold=threshold) for name in TABLES}


def table(snapshot: Snapshot, name: str, *, threshold: float = GATE) -> Table:
    """One table; raises UsageError naming the known ones."""
    if name not in TABLES:
        raise UsageError(f"unknown table {name!r}; known are {', '.join(TABLES)}")
    columns, rows = TABLES[name]
    return Table(name, columns, list(rows(snapshot, threshold)))


def to_networkx(snapshot: Snapshot, *, threshold: float = GATE) -> networkx.MultiDiGraph[str]:
    """A directed multigraph of the plain edges; every entity is a node, absent values are left out."""
    nx = _library("networkx")
    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in table(snapshot, "entities").rows:
        graph.add_node(row["id"], **_present(row, "id"))
    for row in table(snapshot, "edges", threshold=threshold).rows:
        graph.add_edge(
            row["source"], row["target"], key=row["fact"], **_present(row, "source", "target")
        )
    return graph


def to_pandas(
    snapshot: Snapshot, name: str = "claims", *, threshold: float = GATE
) -> pandas.DataFrame:
    """One table as a data frame (see `tables` for the names)."""
    pd = _library("pandas")
    found = table(snapshot, name, threshold=threshold)
    frame: pandas.DataFrame = pd.DataFrame(found.rows, columns=list(found.columns))
    return frame


def to_polars(
    snapshot: Snapshot, name: str = "claims", *, threshold: float = GATE
) -> polars.DataFrame:
    """One table as a polars data frame, every column with its type, also where it is empty."""
    pl = _library("polars")
    found = table(snapshot, name, threshold=threshold)
    kinds = {
        str: pl.String,
        int: pl.Int64,
        float: pl.Float64,
        bool: pl.Boolean,
        date: pl.Date,
        list: pl.List(pl.String),
    }
    schema = {column: kinds[kind] for column, kind in found.columns.items()}
    frame: polars.DataFrame = pl.DataFrame(found.rows, schema=schema)
    return frame


def to_arrow(snapshot: Snapshot, name: str = "claims", *, threshold: float = GATE) -> pyarrow.Table:
    """One table as an Arrow table, every column with its type, also where it is empty."""
    pa = _library("pyarrow")
    found = table(snapshot, name, threshold=threshold)
    kinds = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        date: pa.date32(),
        list: pa.list_(pa.string()),
    }
    schema = pa.schema([(column, kinds[kind]) for column, kind in found.columns.items()])
    return pa.Table.from_pylist(found.rows, schema=schema)


def _library(name: str) -> Any:
    """An optional library, or a message that says how to get it."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        message = f"{name} is not installed; python -m pip install {name} brings it"
        raise UsageError(message) from None


def _present(row: Row, *without: str) -> Row:
    """A row without absent values, lists as text: graph formats know neither."""
    return {
        key: "; ".join(value) if isinstance(value, list) else value
        for key, value in row.items()
        if key not in without and value is not None
    }


def _names(snapshot: Snapshot) -> Callable[[Arg], str]:
    names = {e.id: e.name for e in snapshot.entities}

    def words(arg: Arg) -> str:
        if isinstance(arg, EntityArg):
            return names.get(arg.entity, arg.entity)
        if isinstance(arg, ClaimArg):
            return arg.claim
        return arg.literal if isinstance(arg, LiteralArg) else arg.text

    return words


def _edge_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    names = {e.id: e.name for e in snapshot.entities}
    facts = {f.id: f for f in snapshot.facts}
    for edge in plain_edges(snapshot, threshold=threshold):
        fact = facts[edge.fact]
        disputed = fact.status == Status.DISPUTED
        yield {
            "source": edge.source,
            "target": edge.target,
            "source_name": names.get(edge.source, edge.source),
            "target_name": names.get(edge.target, edge.target),
            "relation": edge.relation,
            "label": say(edge.relation, ""),
            "kind": str(Kind.DISPUTED if disputed else Kind.REPORTED),
            "status": str(fact.status),
            "confidence": fact.confidence,
            "documents": len(fact.documents),
            "independent_sources": fact.independent_sources,
            "start": fact.time.start if fact.time else None,
            "end": fact.time.end if fact.time else None,
            "fact": edge.fact,
        }


def _entity_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    for entity in snapshot.entities:
        yield {
            "id": entity.id,
            "label": entity.name,
            "type": entity.type,
            "country": entity.country,
            "aliases": list(entity.aliases),
            "wikidata": entity.external_ids.get("wikidata"),
            "mentions": len(entity.mentions),
            "documents": len({m.document for m in entity.mentions}),
        }


def _claim_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    words = _names(snapshot)
    names = {e.id: e.name for e in snapshot.entities}
    documents = {d.id: d for d in snapshot.documents}
    for claim in snapshot.claims:
        document = documents.get(claim.document)
        yield {
            "id": claim.id,
            "subject": [words(a) for a in claim.subject],
            "predicate": claim.predicate,
            "relation": claim.relation,
            "object": [words(a) for a in claim.object],
            "polarity": str(claim.polarity),
            "modality": str(claim.modality),
            "hedge": claim.hedge,
            "speakers": [names.get(e, e) for e in claim.attributed_to],
            "quoted": claim.quoted,
            "start": claim.time.start if claim.time else None,
            "end": claim.time.end if claim.time else None,
            "time_text": claim.time.text if claim.time else None,
            "place": [names.get(e, e) for e in claim.place],
            "confidence": claim.confidence,
            "sentence": claim.evidence.text,
            "source": document.source if document else None,
            "publisher": document.publisher if document else None,
            "published": document.published if document else None,
            "document": claim.document,
            "sentence_start": claim.evidence.start,
            "sentence_end": claim.evidence.end,
            "subject_ids": [a.entity for a in claim.subject if isinstance(a, EntityArg)],
            "object_ids": [a.entity for a in claim.object if isinstance(a, EntityArg)],
        }


def _fact_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    words = _names(snapshot)
    for fact in snapshot.facts:
        yield {
            "id": fact.id,
            "subject": [words(a) for a in fact.subject],
            "relation": fact.relation,
            "object": [words(a) for a in fact.object],
            "polarity": str(fact.polarity),
            "status": str(fact.status),
            "confidence": fact.confidence,
            "independent_sources": fact.independent_sources,
            "start": fact.time.start if fact.time else None,
            "end": fact.time.end if fact.time else None,
            "claims": list(fact.claims),
            "documents": list(fact.documents),
        }


def _conflict_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    for conflict in snapshot.conflicts:
        yield {
            "id": conflict.id,
            "kind": str(conflict.kind),
            "field": conflict.field,
            "detail": conflict.detail,
            "claims": list(conflict.claims),
            "facts": list(conflict.facts),
        }


def _document_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    for document in snapshot.documents:
        yield {
            "id": document.id,
            "source": document.source,
            "title": document.title,
            "publisher": document.publisher,
            "published": document.published,
            "language": document.language,
            "url": document.url,
            "byline": document.byline,
            "characters": len(document.text),
        }


def _mention_rows(snapshot: Snapshot, threshold: float) -> Iterator[Row]:
    for entity in snapshot.entities:
        for mention in entity.mentions:
            yield {
                "entity": entity.id,
                "document": mention.document,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "kind": str(mention.kind),
            }


def _columns(listed: str) -> dict[str, type]:
    """Columns from "name name:type …"; a column without a type is text."""
    kinds = {"int": int, "float": float, "bool": bool, "date": date, "list": list, "": str}
    found = (item.partition(":") for item in listed.split())
    return {name: kinds[kind] for name, _, kind in found}


Rows = tuple[dict[str, type], "Callable[[Snapshot, float], Iterator[Row]]"]

TABLES: dict[str, Rows] = {
    "edges": (
        _columns(
            "source target source_name target_name relation label kind status confidence:float "
            "documents:int independent_sources:int start:date end:date fact"
        ),
        _edge_rows,
    ),
    "entities": (
        _columns("id label type country aliases:list wikidata mentions:int documents:int"),
        _entity_rows,
    ),
    "claims": (
        _columns(
            "id subject:list predicate relation object:list polarity modality hedge speakers:list "
            "quoted:bool start:date end:date time_text place:list confidence:float sentence source "
            "publisher published:date document sentence_start:int sentence_end:int "
            "subject_ids:list object_ids:list"
        ),
        _claim_rows,
    ),
    "facts": (
        _columns(
            "id subject:list relation object:list polarity status confidence:float "
            "independent_sources:int start:date end:date claims:list documents:list"
        ),
        _fact_rows,
    ),
    "conflicts": (_columns("id kind field detail claims:list facts:list"), _conflict_rows),
    "documents": (
        _columns("id source title publisher published:date language url byline characters:int"),
        _document_rows,
    ),
    "mentions": (_columns("entity document start:int end:int text kind"), _mention_rows),
}
