"""What a shard gives, as Parquet tables: documents, mentions, clusters, claims, and what became of its inputs.

Rows of all tables stand in the order of documents, so that gathering reads them side by side and holds one
document at a time. `json` columns hold all of a row, as the ledger has it; the others are for questions to the
files themselves. Words that UTF-8 cannot hold (lone surrogates) stand escaped, as JSON writes them.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any

from kgbuild.batch.spool import Result
from kgbuild.errors import ShardError, UsageError
from kgbuild.ledger import Rows, records
from kgbuild.ledger.packing import deflate, dump, inflate, pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Row = dict[str, Any]

TABLES = ("documents", "mentions", "clusters", "claims", "inputs")

ROWS = 20_000
"""Rows a group: what a table holds in memory while it is written or read."""


def arrow() -> Any:
    """pyarrow; raises UsageError where it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError(
            "shards need pyarrow, which is not installed; the extra [shards] brings it"
        ) from None
    return pyarrow


@cache
def schema(table: str) -> Any:
    """The columns of a table, as Arrow has them."""
    pa = arrow()
    text, number, texts = pa.string(), pa.int32(), pa.list_(pa.string())
    columns = {
        "documents": [
            *(("id", text), ("source", text), ("input", text), ("digest", text)),
            *(("published", pa.date32()), ("publisher", text), ("characters", number)),
            *(("json", text), ("text", text), ("escaped", pa.bool_()), ("faults", texts)),
        ],
        "mentions": [
            *(("document", text), ("start", number), ("end", number)),
            *(("kind", text), ("type", text), ("clusters", texts)),
        ],
        "clusters": [
            *(("document", text), ("id", text), ("type", text), ("name", text)),
            *(("country", text), ("json", text)),
        ],
        "claims": [
            *(("document", text), ("id", text), ("relation", text), ("predicate", text)),
            *(("polarity", text), ("modality", text), ("confidence", pa.float64())),
            *(("subject", texts), ("object", texts), ("attributed_to", texts), ("json", text)),
        ],
        "inputs": [
            *(("source", text), ("place", text), ("part", number), ("parts", number)),
            *(("digest", text), ("skipped", text), ("remarks", texts)),
            *(("rejects", text), ("lost", text)),
        ],
    }
    return pa.schema(columns[table])


class Writer:
    """Tables on their way into the files of a folder, in groups of rows. Use as a context manager."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._stack = ExitStack()
        self._waiting: dict[str, list[Row]] = {table: [] for table in TABLES}
        self._files: dict[str, Any] = {}
        self.rows = dict.fromkeys(TABLES, 0)
        self._paths = paths

    def __enter__(self) -> Writer:
        pq = arrow().parquet
        for table in TABLES:
            made = pq.ParquetWriter(self._paths[table], schema(table), compression="zstd")
            self._files[table] = self._stack.enter_context(made)
        return self

    def __exit__(self, *exc: Any) -> None:
        if exc[0] is None:
            for table in TABLES:
                self._flush(table)
        self._stack.__exit__(*exc)

    def put(self, table: str, rows: Iterable[Row]) -> None:
        """Add rows."""
        waiting = self._waiting[table]
        waiting.extend(rows)
        if len(waiting) >= ROWS:
            self._flush(table)

    def put_document(self, result: Result, source: str) -> None:
        """Add what a document of the input `source` gave."""
        rows = result.rows
        assert rows is not None  # refused ones stand with their input
        head = unpack(rows.head)
        text, escaped = _kept(inflate(rows.text))
        row = {
            "id": rows.document,
            "source": rows.source,
            "input": source,
            "digest": result.digest,
            "published": records.day(head["published"]),
            "publisher": _kept(head["publisher"] or "")[0] or None,
            "characters": len(text),
            "json": _text(head),
            "text": text,
            "escaped": escaped,
            "faults": [_text(unpack(data)) for data in rows.faults],
        }
        self.put("documents", [row])
        self.put("mentions", map(_mention, unpack(rows.mentions)))
        self.put("clusters", (_cluster(rows.document, unpack(data)) for _, data in rows.clusters))
        self.put("claims", (_claim(rows.document, unpack(data)) for _, data in rows.claims))

    def _flush(self, table: str) -> None:
        rows = self._waiting[table]
        if rows:
            self._files[table].write_table(
                arrow().Table.from_pylist(rows, schema=schema(table)), row_group_size=ROWS
            )
            self.rows[table] += len(rows)
            rows.clear()


def _text(value: Any) -> str:
    """A value as canonical JSON; what UTF-8 cannot hold is escaped."""
    text = dump(value)
    return text if _plain(text) else json.dumps(value, separators=(",", ":"), sort_keys=True)


def _kept(text: str) -> tuple[str, bool]:
    """A text as a column has it, and whether it is escaped."""
    return (text, False) if _plain(text) else (json.dumps(text), True)


def _plain(text: str) -> bool:
    try:
        text.encode("utf8")
    except UnicodeEncodeError:
        return False
    return True


def _mention(record: Row) -> Row:
    return {name: record[name] for name in schema("mentions").names}


def _cluster(document: str, record: Row) -> Row:
    told = {name: record[name] for name in ("id", "type", "country")}
    return {**told, "document": document, "name": _kept(record["name"])[0], "json": _text(record)}


def _claim(document: str, record: Row) -> Row:
    same = ("id", "relation", "predicate", "polarity", "modality", "confidence", "attributed_to")
    told = {name: record[name] for name in same}
    told["predicate"] = _kept(record["predicate"])[0]
    for side in ("subject", "object"):
        told[side] = [arg["entity"] for arg in record[side] if "entity" in arg]
    return {**told, "document": document, "json": _text(record)}


def rows(path: Path, table: str, columns: list[str] | None = None) -> Iterator[Row]:
    """The rows of a file, a batch in memory at a time; raises ShardError for a file that is none of ours."""
    pa = arrow()
    try:
        with pa.parquet.ParquetFile(path) as file:
            wanted = schema(table)
            if not file.schema_arrow.equals(wanted):
                raise ShardError(f"{path}: no {table} of a shard (its columns are others)")
            for batch in file.iter_batches(batch_size=2000, columns=columns):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        said = " ".join(str(error).split())[:80]
        raise ShardError(f"{path}: damaged ({type(error).__name__}: {said})") from None


def results(folder: Path, wanted: Callable[[Row, list[Row]], bool]) -> Iterator[Result]:
    """What the documents of a shard gave, as the ledger takes it, those that are wanted; one at a time.

    `wanted` is asked with the document's row and those of its clusters.
    """
    parts = {
        table: _Beside(rows(folder / f"{table}.parquet", table))
        for table in ("mentions", "clusters", "claims")
    }
    for row in rows(folder / "documents.parquet", "documents"):
        of = {table: part.of(row["id"]) for table, part in parts.items()}
        if wanted(row, of["clusters"]):
            yield _result(row, of)
    if left := [table for table, part in parts.items() if not part.ended]:
        raise ShardError(f"{folder / left[0]}.parquet: has rows of documents that are not there")


class _Beside:
    """Rows that stand in the order of documents, taken a document at a time."""

    def __init__(self, found: Iterator[Row]) -> None:
        self._rows = found
        self._next = next(found, None)

    @property
    def ended(self) -> bool:
        return self._next is None

    def of(self, document: str) -> list[Row]:
        taken = []
        while self._next is not None and self._next["document"] == document:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken


def _result(row: Row, of: dict[str, list[Row]]) -> Result:
    text = json.loads(row["text"]) if row["escaped"] else row["text"]
    mentions = [
        {**mention, "text": text[mention["start"] : mention["end"]]} for mention in of["mentions"]
    ]
    clusters, claims = (
        tuple((one["id"], pack(json.loads(one["json"]))) for one in of[table])
        for table in ("clusters", "claims")
    )
    made = Rows(
        row["id"],
        row["source"],
        pack(json.loads(row["json"])),
        deflate(text),
        pack(mentions),
        clusters,
        claims,
        tuple(pack(json.loads(fault)) for fault in row["faults"]),
    )
    return Result(row["digest"], row["source"], made)
