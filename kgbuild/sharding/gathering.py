"""Gather the shards of a plan into a graph: the same graph, byte for byte, as one build of the same inputs.

Tables are read a document at a time into the ledger, in one transaction with the views: whatever ends it, the graph
is as it was and the shards are kept.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild import rules
from kgbuild.batch.intake import MARK
from kgbuild.batch.origins import Origins, by_file
from kgbuild.build import Report
from kgbuild.build.planning import EXTRACTORS, PIPELINE
from kgbuild.build.storing import few
from kgbuild.changes.changing import (
    AUTHORITY,
    CAME,
    VIEWS,
    VOCABULARY,
    bring_up,
    sweep,
    use_vocabulary,
)
from kgbuild.changes.partial import READ_BY
from kgbuild.errors import GraphError, ShardError, StoreError
from kgbuild.ledger import Ledger, writer
from kgbuild.model import Reject
from kgbuild.project import name_key
from kgbuild.sharding.places import ADDRESS
from kgbuild.sharding.plans import read_plan
from kgbuild.sharding.states import states
from kgbuild.sharding.tables import Row, arrow, results, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kgbuild.sharding.plans import Plan
    from kgbuild.sharding.states import Receipt, State

    Progress = Callable[[str, int, int], None]

LISTED = 10
"""As many shards are named in a message one by one."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Which documents are gathered: of a period (dated from `since` to `until`), that name one of `naming`."""

    since: date | None = None
    until: date | None = None
    naming: frozenset[str] = frozenset()

    @property
    def all(self) -> bool:
        """Whether it is everything."""
        return not (self.since or self.until or self.naming)

    def may_be_in(self, receipt: Receipt) -> bool:
        """Whether a shard may hold some of it: only such ones are read at all."""
        if not (self.since or self.until):
            return True
        first, last = (self.since or date.min).isoformat(), (self.until or date.max).isoformat()
        return bool(receipt.first) and receipt.first <= last and receipt.last >= first

    def holds(self, document: Row, clusters: list[Row]) -> bool:
        """Whether a document belongs to it."""
        day = document["published"]
        if (self.since or self.until) and day is None:
            return False
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        return not self.naming or any(name_key(c["name"]) in self.naming for c in clusters)


@dataclass(slots=True)
class _Input:
    """What the shards tell of one input, those together that share it."""

    place: str
    digest: str
    skipped: str
    parts: int
    seen: int = 0
    rejects: list[Reject] = field(default_factory=list)
    lost: list[Reject] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)

    @property
    def whole(self) -> bool:
        """Whether all of it was gathered."""
        return self.seen == self.parts and not self.lost


def gather(
    folder: str | Path,
    *,
    graph: str | Path = "graph",
    partial: bool = False,
    since: date | None = None,
    until: date | None = None,
    naming: Sequence[str] = (),
    progress: Progress | None = None,
) -> Report:
    """Bring what the shards of the plan in `folder` gave into a graph; those that are in it cost a look.

    Raises ShardError, before anything is touched, for shards that are missing, damaged or of other rules; with
    `partial`, the others are gathered, and gathering again later adds the rest. With `since`, `until` (days of
    documents) or `naming` (names), only such documents are: a slice for a graph of its own.
    """
    started = time.monotonic()
    arrow()
    plan = read_plan(folder)
    plan.prepare()
    chosen = Slice(since, until, frozenset(map(name_key, naming)))
    found = states(plan, looked_at=chosen.may_be_in)
    if not partial:
        _refuse(plan, [state for state in found if not state.done])
    found = [s for s in found if s.done and s.receipt and chosen.may_be_in(s.receipt)]
    home = Path(graph)
    try:
        with writer(home, create=True), Ledger.open(home, create=True) as ledger:
            gathering = _Gathering(plan, ledger, chosen, progress)
            report = gathering.of(found)
            sweep(home)
    except (GraphError, StoreError, OSError) as error:
        raise ShardError(
            f"{error}; nothing has changed in {home}, and the shards are kept: gather again when that is mended"
        ) from None
    report.seconds = time.monotonic() - started
    return report


def _refuse(plan: Plan, others: list[State]) -> None:
    """Name the shards that cannot be gathered, and what to do."""
    if not others:
        return
    told = [
        f"{state.name} {state.word}" + (f" ({state.trouble})" if state.trouble else "")
        for state in others[:LISTED]
    ]
    more = f" and {len(others) - LISTED} more" if len(others) > LISTED else ""
    raise ShardError(
        f"{len(others)} of {plan.shards} shards of {plan.folder} cannot be gathered: {'; '.join(told)}{more}."
        f" Run each, first: {plan.command(others[0].number)}; or gather the others with --partial"
    )


class _Gathering:
    def __init__(
        self, plan: Plan, ledger: Ledger, chosen: Slice, progress: Progress | None
    ) -> None:
        self._plan, self._ledger, self._chosen, self._progress = plan, ledger, chosen, progress
        self._report = Report(
            rejects=list(plan.rejects), skipped=list(plan.skipped) if chosen.all else []
        )
        self._inputs: dict[str, _Input] = {}
        self._came: set[str] = set()

    def of(self, shards: list[State]) -> Report:
        """Gather these shards, in one transaction."""
        ledger, plan = self._ledger, self._plan
        ledger_digests = ledger.digests()
        self._owned = by_file(ledger_digests, ledger.input_digests())
        for state in shards:
            self._hear(plan.home(state.number))
        self._refuse_others()
        with ledger.transaction():
            before = ledger.changes
            self._keep_settings()
            for number, state in enumerate(shards):
                if self._progress:
                    self._progress("gathering", number, len(shards))
                self._take(plan.home(state.number), ledger_digests)
            if self._came:
                ledger.put_note(CAME, json.dumps(sorted(self._came)))
            for reject in plan.rejects:
                ledger.put_rejects(reject.source, [reject])
            self._settle(ledger_digests)
            self._note_rules()
            arrow().default_memory_pool().release_unused()  # the views need the room
            bring_up(ledger, before, progress=self._progress)
        return self._report

    def _hear(self, home: Path) -> None:
        """What a shard tells of its inputs."""
        for row in rows(home / "inputs.parquet", "inputs"):
            told = self._inputs.setdefault(
                row["source"], _Input(row["place"], row["digest"], row["skipped"], row["parts"])
            )
            told.seen += 1
            told.digest = told.digest or row["digest"]
            told.rejects += _rejects(row["rejects"])
            told.lost += _rejects(row["lost"])
            told.remarks += row["remarks"]

    def _refuse_others(self) -> None:
        """Another file of the same name must not be taken for one of these."""
        for source, place in self._ledger_places():
            told = self._inputs.get(source)
            if told is not None and place != self._place(told.place):
                raise GraphError(
                    f"{self._ledger.folder}: has another file of the name {source} already ({place});"
                    " gather into a graph of its own"
                )

    def _ledger_places(self) -> Iterator[tuple[str, str]]:
        origins = Origins(self._ledger, self._owned)
        yield from origins.places()

    def _place(self, place: str) -> str:
        if ADDRESS.match(place):
            return place
        return Origins(self._ledger, {}).place(place)

    def _keep_settings(self) -> None:
        """Keep in the graph what a later build must know: pipeline, extractors, vocabulary, list of names."""
        ledger, plan = self._ledger, self._plan
        ledger.put_note(PIPELINE, plan.pipeline)
        ledger.put_note(EXTRACTORS, json.dumps(plan.extractors) if plan.extractors else "")
        listed = json.dumps(list(plan.watchlist)) if plan.watchlist else ""
        for key, told in ((VOCABULARY, plan.vocabulary), (AUTHORITY, listed)):
            if told and told != ledger.note(key):
                ledger.put_note(key, told)
                ledger.put_note(VIEWS, "")
        use_vocabulary(ledger)

    def _take(self, home: Path, known: dict[str, tuple[str, str]]) -> None:
        """Put the documents of a shard into the ledger; those that are there as they are stay."""
        report = self._report

        def wanted(row: Row, clusters: list[Row]) -> bool:
            if not self._chosen.holds(row, clusters):
                return False
            self._inputs[row["input"]].fresh.add(row["source"])
            before = known.get(row["source"])
            if before == (row["id"], row["digest"]):
                report.unchanged += 1
                return False
            report.replaced += before is not None and before[0] != row["id"]
            report.undated += row["published"] is None
            self._came.add(row["id"])
            notes = json.loads(row["json"])["notes"]
            report.notes += [(row["source"], note) for note in notes]
            return True

        for result in results(home, wanted):
            assert result.rows is not None  # refused ones stand with their input
            self._ledger.put_rows(result.rows, result.digest)
            report.faults += [(result.source, fault) for fault in result.rows.told_faults()]
            report.built += 1
            report.read += 1
            report.claims += len(result.rows.claims)

    def _settle(self, known: dict[str, tuple[str, str]]) -> None:
        """Remember each input, with what of it was refused; take out what a file no longer holds."""
        version = f"{self._plan.rules}:{rules.of_files()[2:14]}"
        gone: list[str] = []
        places = []
        for source, told in sorted(self._inputs.items()):
            if told.skipped:
                self._report.skipped.append(f"{source}: {told.skipped}")
                continue
            if not self._chosen.all and not told.fresh:
                continue
            self._report.rejects += [*told.rejects, *told.lost]
            self._report.remarks += [(source, remark) for remark in told.remarks]
            complete = told.whole and self._chosen.all
            if complete and told.digest and (told.fresh or not told.rejects):
                gone += [known[s][0] for s in self._owned.get(source, ()) if s not in told.fresh]
            digest = f"{told.digest}@{version}" if complete else ""
            self._ledger.put_input(source, digest, few(source, [*told.rejects, *told.lost]))
            places.append((source, self._place(told.place)))
        self._report.removed = self._ledger.remove_documents(gone) if gone else 0
        Origins(self._ledger, {}).keep_at(places)

    def _note_rules(self) -> None:
        """How many documents of the graph other rules have read."""
        marks = (digest.rpartition(MARK)[2] for _, digest in self._ledger.digests().values())
        left = sum(mark != self._plan.rules for mark in marks)
        self._report.left = left
        self._ledger.put_note(READ_BY, f"{self._plan.rules}:{left}")


def _rejects(text: str) -> list[Reject]:
    found: list[dict[str, Any]] = json.loads(text)
    return [Reject(**record) for record in found]
