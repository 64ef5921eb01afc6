"""CSV, TSV and other separated values; Parquet. The separator is found, and said where it is no comma."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read import encodings
from kgbuild.read.records import articles
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

CELL_LIMIT = 20_000_000
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
BATCH = 500


def read_csv(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Rows of separated values with a header line."""
    text, note = encodings.decode(raw)
    if note:
        about.remarks.append(note)
    csv.field_size_limit(CELL_LIMIT)
    mark = _separator(text, about)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        header = [cell.strip().lstrip("\ufeff") for cell in next(reader)]
    except csv.Error as error:
        raise UnreadableError(f"no CSV ({error})", line=1) from None
    columns = Columns.of(header, about.options.columns)
    if not columns.has_text():
        shown = ", ".join(c for c in header[:12] if c)
        raise UnreadableError(
            f"no column of its first line holds a text (columns, {SEPARATORS[mark]} between: {shown[:200]});"
            " name it with --map text=COLUMN",
            line=1,
        )
    said = columns.said()
    about.remarks.append(said if mark == "," else f"{said}; separator: {SEPARATORS[mark]}")
    yield from _rows(about, columns, _lines(about, reader, header))


def _separator(text: str, about: About) -> str:
    """The mark whose header line gives most fields; a line `sep=;` says it outright."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]

    def rank(mark: str) -> tuple[int, int]:
        cells = [c.strip().strip('"\r') for c in first.split(mark)]
        return len(Columns.of(cells).of_field), len(cells)

    return max(SEPARATORS, key=lambda mark: (*rank(mark), mark == ","))


def _lines(
    about: About, reader: Any, header: list[str]
) -> Iterator[tuple[int, dict[str, Any] | Reject]]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Reject(about.source, reader.line_num, f"no CSV ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            reason = f"{len(cells)} cells in a row of {len(header)} columns"
            yield line, Reject(about.source, line, reason)
            continue
        yield line, dict(zip(header, cells, strict=False))


def _rows(
    about: About, columns: Columns, rows: Iterable[tuple[int, dict[str, Any] | Reject]]
) -> Iterator[Document | Reject]:
    for number, row in rows:
        yield row if isinstance(row, Reject) else articles.document(about, number, row, columns)


def read_parquet(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Rows of a Parquet file, a batch at a time; needs pyarrow (`kgbuild[formats]`)."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UnreadableError("Parquet: its reader comes with kgbuild[formats]") from None
    try:
        file = parquet.ParquetFile(io.BytesIO(raw))
        columns = Columns.of(file.schema_arrow.names, about.options.columns)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableError(f"Parquet, and broken ({str(error)[:80]})") from None
    if not columns.has_text():
        shown = ", ".join(file.schema_arrow.names[:12])
        raise UnreadableError(
            f"no column holds a text (columns: {shown}); name it with --map text=COLUMN"
        )
    about.remarks.append(columns.said())
    wanted = sorted({c for here in columns.of_field.values() for c in here})
    number = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield articles.document(about, number, row, columns)
    except (pyarrow.ArrowException, OSError) as error:
        yield Reject(about.source, number + 1, f"Parquet, broken from here ({str(error)[:80]})")
