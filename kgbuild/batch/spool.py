"""Results of extraction on their way into the ledger: files of rows, kept until they are in it.

A worker writes the rows of a shard as the ledger will hold them and renames the file when it is whole;
the parent only passes them on. An interrupted build finds them again by the digest of the document.
"""

from __future__ import annotations

import json
import os
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.ids import content_id
from kgbuild.ledger import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = "shards"


@dataclass(frozen=True, slots=True)
class Result:
    """What a document gave: its rows, or why it was refused."""

    digest: str
    source: str
    rows: Rows | None = None
    reject: str = ""


def write(path: Path, results: Iterable[Result]) -> None:
    """Write a file of results; it appears whole or not at all."""
    keep(path, lines(results))


def lines(results: Iterable[Result]) -> Iterator[bytes]:
    """The lines of a file of results."""
    for result in results:
        line = json.dumps(_record(result), separators=(",", ":")).encode("ascii")
        yield b"%08x %s\n" % (zlib.crc32(line), line)


def keep(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file of parts; it appears whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as out:
            out.writelines(parts)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def read(path: Path) -> Iterator[Result]:
    """The results of a file; raises ValueError where it is damaged."""
    with path.open("rb") as found:
        for line in found:
            mark, _, text = line.rstrip(b"\n").partition(b" ")
            if int(mark, 16) != zlib.crc32(text):
                raise ValueError("damaged")
            yield _result(json.loads(text))


def _record(result: Result) -> dict[str, Any]:
    record: dict[str, Any] = {"digest": result.digest, "source": result.source}
    rows = result.rows
    if rows is None:
        return {**record, "reject": result.reject}
    return {
        **record,
        "document": rows.document,
        "blobs": [_text(blob) for blob in (rows.head, rows.text, rows.mentions)],
        "clusters": [[id_, _text(blob)] for id_, blob in rows.clusters],
        "claims": [[id_, _text(blob)] for id_, blob in rows.claims],
        "faults": [_text(blob) for blob in rows.faults],
    }


def _result(record: dict[str, Any]) -> Result:
    if "reject" in record:
        return Result(record["digest"], record["source"], reject=record["reject"])
    head, text, mentions = map(b64decode, record["blobs"])
    clusters, claims = (
        tuple((id_, b64decode(blob)) for id_, blob in record[name])
        for name in ("clusters", "claims")
    )
    faults = tuple(map(b64decode, record["faults"]))
    rows = Rows(
        record["document"], record["source"], head, text, mentions, clusters, claims, faults
    )
    return Result(record["digest"], record["source"], rows)


def _text(blob: bytes) -> str:
    return b64encode(blob).decode("ascii")


class Spool:
    """The folder of results of one graph; `version` is what they were made by."""

    def __init__(self, graph: Path, version: str) -> None:
        self.folder = graph / FOLDER
        self._mark = content_id("v", version)[2:14]
        self._fresh: set[Path] = set()
        self._used: set[Path] = set()

    def out(self, digests: Sequence[str]) -> Path:
        """Where the results of these documents go."""
        self.folder.mkdir(exist_ok=True)
        return self.folder / f"{self._mark}-{content_id('v', *digests)[2:]}.rows"

    def found(self, wanted: Iterable[str]) -> set[str]:
        """Which of these digests an earlier, interrupted build has done already."""
        left = set(wanted)
        done: set[str] = set()
        for path in self._files():
            try:
                told = {result.digest for result in read(path) if result.rows is not None}
            except (OSError, ValueError, KeyError):
                with suppress(OSError):
                    path.unlink()
                continue
            done |= told & left
        return done

    def add(self, path: Path) -> None:
        """A file of this run is whole: what it refuses counts as well."""
        self._fresh.add(path)

    def results(self, wanted: Iterable[str]) -> Iterator[Result]:
        """The results of these digests, each once; a file that has become damaged gives what is whole."""
        left = set(wanted)
        for path in self._files():
            with suppress(OSError, ValueError, KeyError):
                for result in read(path):
                    if result.digest not in left:
                        continue
                    self._used.add(path)
                    if result.rows is not None or path in self._fresh:
                        left.discard(result.digest)
                        yield result

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob(f"{self._mark}-*.rows"))

    def clear(self) -> None:
        """Take away what is in the ledger now, and what other versions or killed workers left."""
        kept = set(self._files()) - self._used - self._fresh
        for path in self.folder.glob("*"):
            if path not in kept:
                with suppress(OSError):
                    path.unlink()
        with suppress(OSError):
            self.folder.rmdir()
