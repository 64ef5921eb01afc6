"""Documents to results: shards of work for processes here, or for an engine's workers elsewhere."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kgbuild import plugins, watchlist
from kgbuild.batch import engines, salvage, shards, spool
from kgbuild.build.marks import mark_of
from kgbuild.errors import EngineError, KgbuildError
from kgbuild.extraction import Extraction, claims_of, pipeline
from kgbuild.ledger import rows_of
from kgbuild.model import Reject
from kgbuild.vocabulary import own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

    from kgbuild.build.planning import Means
    from kgbuild.model import Document
    from kgbuild.watchlist import Watchlist

    Progress = Callable[[str, int, int], None]

SHARD_CHARACTERS = 20_000
"""Small enough that the last shards end at about the same time, whatever they are cut from."""
ONE_AT_A_TIME = Lock()
RELEASED = 200
"""Documents read at once from which on the pipeline is let go before the views are made."""


def extract(
    work: spool.Spool,
    pending: list[tuple[Document, str]],
    means: Means,
    *,
    jobs: int | None,
    engine: str | None,
    progress: Progress | None,
) -> list[Reject]:
    """Have all pending documents read, results into `work`; returns the documents of shards that were given up."""
    cut = _cut_missing(work, pending, means.pipeline or None, means.known, means.extractors)
    if engine is None:
        results = shards.run(cut, build_shard, jobs=_workers(jobs, cut))
    else:
        results = _elsewhere(engine, cut, means.mark)
    lost = _taken(work, cut, results, len(pending), progress)
    if len(pending) >= RELEASED:
        pipeline.cache_clear()  # the views need the room
    return lost


@dataclass(frozen=True, slots=True)
class Shard:
    """One task of extraction: documents in, a file of results out."""

    documents: tuple[Document, ...]
    digests: tuple[str, ...]
    out: Path
    pipeline: str | None
    additions: own.Additions | None = None
    known: Watchlist | None = None
    extractors: tuple[str, ...] = ()


def build_shard(shard: Shard) -> Path:
    """Extract all documents of a shard; the result file appears whole or not at all."""
    _use(shard)
    spool.write(shard.out, _results(shard))
    return shard.out


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A shard for a worker that sees no folder of ours; `mark` is what it must be read by."""

    shard: Shard
    mark: str


def build_elsewhere(task: Elsewhere) -> bytes:
    """Extract a shard on an engine's worker; what its result file holds. Raises EngineError for other rules.

    What a shard is read with holds for the process: threads of one worker take turns.
    """
    shard = task.shard
    with ONE_AT_A_TIME:
        _use(shard)
        mine = mark_of(shard.pipeline or "", shard.known)
        if mine != task.mark:
            raise EngineError(
                f"the worker {platform.node()} reads by other rules or another model ({mine}, here {task.mark}):"
                " install the same kgbuild there"
            )
        return b"".join(spool.lines(_results(shard)))


def _use(shard: Shard) -> None:
    own.use(shard.additions)
    watchlist.use(shard.known)
    plugins.use(shard.extractors)


def _results(shard: Shard) -> Iterator[spool.Result]:
    """What its documents give; a sentence that an error of ours breaks on is left out and recorded."""
    nlp = pipeline(shard.pipeline)
    for document, digest in zip(shard.documents, shard.digests, strict=True):
        yield _extracted(document, digest, nlp)


def _extracted(document: Document, digest: str, nlp: Language) -> spool.Result:
    try:
        got = _kept(document, nlp)
    except MemoryError:
        why = "needs more memory than there is: split it into articles"
        return spool.Result(digest, document.source, reject=why)
    rows = rows_of(document, got.mentions, got.clusters, got.claims, got.faults)
    return spool.Result(digest, document.source, rows)


def _kept(document: Document, nlp: Language) -> Extraction:
    """What the document gives, without the sentences that break a stage. Under test it raises."""
    try:
        return claims_of(document, nlp)
    except (KgbuildError, MemoryError, ImportError):
        raise
    except Exception:  # one sentence must not take the others down with it
        if os.environ.get("KGBUILD_RAISE"):
            raise
    got, faults = salvage.salvage(document, lambda part: claims_of(part, nlp))
    got = got or Extraction((), (), ())
    return replace(got, faults=(*faults, *got.faults))


def _cut_missing(
    work: spool.Spool,
    pending: list[tuple[Document, str]],
    pipeline: str | None,
    known: Watchlist | None,
    extractors: tuple[str, ...],
) -> list[Shard]:
    """Shards of the pending documents, but for what an interrupted build did."""
    done = work.found(digest for _, digest in pending) if pending else set()
    missing = [(document, digest) for document, digest in pending if digest not in done]
    return cut_shards(missing, work, pipeline, known, extractors) if missing else []


def _workers(jobs: int | None, cut: list[Shard]) -> int:
    """How many processes: those asked for, else one for a few articles, one a core for many."""
    count = sum(len(shard.documents) for shard in cut)
    return min(jobs or (1 if count < 24 else os.cpu_count() or 1), max(1, len(cut)))


def _elsewhere(engine: str, cut: list[Shard], mark: str) -> Iterator[tuple[int, Path | None]]:
    """Have an engine's workers extract shards; their results are kept as those of our own processes are."""
    tasks = [Elsewhere(replace(shard, out=Path()), mark) for shard in cut]
    for index, data in engines.run(engine, tasks, build_elsewhere) if cut else ():
        if data is not None:
            spool.keep(cut[index].out, [data])
        yield index, None if data is None else cut[index].out


def _taken(
    work: spool.Spool,
    cut: list[Shard],
    results: Iterable[tuple[int, Path | None]],
    pending: int,
    progress: Progress | None,
) -> list[Reject]:
    """Take the shards' results as they come; returns the documents of those that were given up."""
    lost: list[Reject] = []
    count = pending - sum(len(shard.documents) for shard in cut)
    if progress and cut:
        progress("extracting", count, pending)
    for index, path in results:
        shard = cut[index]
        if path is None:
            lost += [
                Reject(d.source, None, "its shard killed the worker twice") for d in shard.documents
            ]
        else:
            work.add(path)
        count += len(shard.documents)
        if progress:
            progress("extracting", count, pending)
    return lost


def cut_shards(
    pending: Sequence[tuple[Document, str]],
    work: spool.Spool,
    pipeline: str | None,
    known: Watchlist | None,
    extractors: tuple[str, ...] = (),
) -> list[Shard]:
    """Cut shards by length, not by number, so that no worker sits on all the long articles."""
    groups: list[list[tuple[Document, str]]] = []
    size = SHARD_CHARACTERS
    for document, digest in pending:
        if size + len(document.text) > SHARD_CHARACTERS:
            groups.append([])
            size = 0
        groups[-1].append((document, digest))
        size += len(document.text)
    cut = []
    for group in groups:
        documents, digests = tuple(d for d, _ in group), tuple(x for _, x in group)
        out = work.out(digests)
        cut.append(Shard(documents, digests, out, pipeline, own.active(), known, extractors))
    return cut
