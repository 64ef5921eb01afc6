"""Run one shard of a plan: its inputs are read, their documents extracted, the tables written, the marker last.

Whatever ends the process, the same command goes on: documents are extracted in steps of some twenty thousand
characters, and what a step gave is kept. A step that ends its process twice is set aside with its articles, named,
and the others are done.
"""

from __future__ import annotations

import json
import os
import platform
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild.batch.intake import digest_of
from kgbuild.batch.spool import Spool
from kgbuild.build.extracting import build_shard, cut_shards
from kgbuild.errors import GraphError, ShardError, UsageError
from kgbuild.ledger import writer
from kgbuild.model import Reject
from kgbuild.read import read_input
from kgbuild.sharding.places import fetched
from kgbuild.sharding.plans import read_plan
from kgbuild.sharding.states import DONE, Digests, Receipt, Tries, put_receipt, state_of
from kgbuild.sharding.tables import TABLES, Writer, arrow

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgbuild.model import Document
    from kgbuild.sharding.plans import Piece, Plan

    Progress = Callable[[str, int, int], None]

ASIDE = "ended its process twice and was set aside"


@dataclass(slots=True)
class _Read:
    """What became of one input."""

    piece: Piece
    digest: str = ""
    skipped: str = ""
    remarks: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    lost: list[Reject] = field(default_factory=list)


def run(
    folder: str | Path,
    number: int,
    of: int | None = None,
    *,
    again: bool = False,
    progress: Progress | None = None,
) -> Receipt:
    """Run shard `number` (from 1) of the plan in `folder`; one that is done is left as it is.

    `of` is how many there are, as the caller believes. With `again`, what was set aside is tried again. Raises
    ShardError where the plan is of other rules, or another process runs this shard.
    """
    arrow()
    plan = read_plan(folder)
    if of is not None and of != plan.shards:
        raise UsageError(f"{number}/{of}: the plan in {folder} has {plan.shards} shards")
    if not 1 <= number <= plan.shards:
        raise UsageError(f"{number}: shards of this plan are 1 to {plan.shards}")
    plan.prepare()
    home = plan.home(number)
    if not home.is_dir():
        raise ShardError(f"{home}: is missing; plan anew: kgbuild shard plan")
    with ExitStack() as held:
        try:
            held.enter_context(writer(home))
        except GraphError as error:
            raise ShardError(f"shard {plan.name(number)}: {error}") from None
        state = state_of(plan, number)
        if state.receipt is not None and state.done and not (again and state.receipt.aside):
            return state.receipt
        return _Run(plan, number, again=again, progress=progress).receipt()


class _Run:
    def __init__(self, plan: Plan, number: int, *, again: bool, progress: Progress | None) -> None:
        self._plan, self._number, self._progress = plan, number, progress
        self._home = plan.home(number)
        self._started = time.monotonic()
        self._tries = Tries(self._home)
        if again:
            self._tries.forget()
        (self._home / DONE).unlink(missing_ok=True)
        self._tries.note("run", f"{platform.node()} {os.getpid()}")
        self._inputs: list[_Read] = []
        self._owner: dict[str, _Read] = {}

    def receipt(self) -> Receipt:
        """Do all of it; returns the marker, which is written."""
        plan = self._plan
        pending = [pair for piece in plan.pieces(self._number) for pair in self._read(piece)]
        work = Spool(self._home, plan.rules)
        self._extract(pending, work)
        rows = self._write(pending, work)
        digests = Digests()
        days = sorted(document.published for document, _ in pending if document.published)
        aside = [r for found in self._inputs for r in found.lost if r.reason.endswith(ASIDE)]
        receipt = Receipt(
            shard=plan.name(self._number),
            rules=plan.rules,
            tables={table: digests.of(self._home / f"{table}.parquet") for table in TABLES},
            documents=rows["documents"],
            claims=rows["claims"],
            words=sum(len(document.text.split()) for document, _ in pending),
            first=days[0].isoformat() if days else "",
            last=days[-1].isoformat() if days else "",
            aside=tuple((reject.source, reject.reason) for reject in aside),
            seconds=round(time.monotonic() - self._started, 3),
        )
        put_receipt(self._home, receipt)
        work.clear()
        return receipt

    def _read(self, piece: Piece) -> list[tuple[Document, str]]:
        """The documents of an input that are this shard's, with their digests."""
        found = _Read(piece)
        self._inputs.append(found)
        step = f"reading {piece.source}"
        if self._tries.aside(step):
            found.lost.append(Reject(piece.source, None, f"its reading {ASIDE}"))
            return []
        self._tries.note("begin", step)
        plan = self._plan
        with fetched(piece) as item:
            readings = read_input(item, plan.given, options=plan.options, today=plan.today)
        self._tries.note("end", step)
        assert readings is not None  # nothing was said to be known
        found.digest, found.skipped = readings.digest, readings.skipped
        if piece.part == 0:  # what is said of the file is said once
            found.remarks, found.rejects = readings.remarks, readings.rejects
        mine = readings.documents[piece.part :: piece.parts]
        self._owner.update((document.source, found) for document in mine)
        return [(document, digest_of(document, plan.rules)) for document in mine]

    def _extract(self, pending: list[tuple[Document, str]], work: Spool) -> None:
        """Run what is not there yet through the stages, a step at a time."""
        done = work.found(digest for _, digest in pending) if pending else set()
        missing = [(document, digest) for document, digest in pending if digest not in done]
        plan = self._plan
        count = len(pending) - len(missing)
        pipeline, known = plan.pipeline or None, plan.known_names()
        for step in cut_shards(missing, work, pipeline, known, plan.extractors):
            if self._progress:
                self._progress("extracting", count, len(pending))
            count += len(step.documents)
            sources = [document.source for document in step.documents]
            name = f"extracting {len(sources)} from {sources[0]} on"
            if self._tries.aside(name):
                for source in sources:
                    lost = Reject(source, None, f"its part of the shard {ASIDE}")
                    self._owner[source].lost.append(lost)
                continue
            self._tries.note("begin", name)
            work.add(build_shard(step))
            self._tries.note("end", name)

    def _write(self, pending: list[tuple[Document, str]], work: Spool) -> dict[str, int]:
        """Write the tables of what was read, each whole; returns their numbers of rows."""
        beside = {table: self._home / f"{table}.parquet.{os.getpid()}.part" for table in TABLES}
        try:
            with Writer(beside) as out:
                for result in work.results(digest for _, digest in pending):
                    owner = self._owner[result.source]
                    if result.rows is None:
                        owner.lost.append(Reject(result.source, None, result.reject))
                    else:
                        out.put_document(result, owner.piece.source)
                out.put("inputs", map(_row, self._inputs))
            for table, path in beside.items():
                path.replace(self._home / f"{table}.parquet")
        except OSError as error:
            raise ShardError(
                f"{self._home}: cannot be written ({error.strerror or error}); what was read is kept, go on with:"
                f" {self._plan.command(self._number)}"
            ) from None
        finally:
            for path in self._home.glob("*.part"):
                with suppress(OSError):
                    path.unlink()
        return out.rows


def _row(found: _Read) -> dict[str, Any]:
    """An input as a row of its table."""
    piece = found.piece
    return {
        "source": piece.source,
        "place": piece.place,
        "part": piece.part,
        "parts": piece.parts,
        "digest": found.digest,
        "skipped": found.skipped,
        "remarks": found.remarks,
        "rejects": json.dumps([asdict(reject) for reject in found.rejects]),
        "lost": json.dumps([asdict(reject) for reject in found.lost]),
    }
