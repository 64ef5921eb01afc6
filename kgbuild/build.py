"""The order of the stages, from files to a graph: the only file that knows it."""

from __future__ import annotations

import json
import os
import platform
import time
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from kgbuild import ids, plugins, rules, watchlist
from kgbuild.batch import engines, salvage, shards, spool
from kgbuild.batch.intake import older, take_in
from kgbuild.changes import changing as _changing
from kgbuild.changes.changing import (
    CAME,
    bring_up,
    check_authority,
    keep_vocabulary,
    reading,
    sweep,
    use_vocabulary,
    watchlist_of,
)
from kgbuild.changes.partial import READ_BY
from kgbuild.changes.removing import remove
from kgbuild.errors import EngineError, KgbuildError, UsageError
from kgbuild.extraction import Extraction, extract_document
from kgbuild.extraction import pipeline as _pipeline
from kgbuild.ledger import Ledger, rows_of, writer
from kgbuild.model import Fault, Reject
from kgbuild.read import Given, Options, find, parse_date
from kgbuild.vocabulary import own
from kgbuild.vocabulary.additions import read_additions
from kgbuild.watchlist import Watchlist, load_watchlist

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language

    from kgbuild.batch.intake import Intake
    from kgbuild.model import Document, Snapshot
    from kgbuild.read.dates import Order

    Progress = Callable[[str, int, int], None]

__all__ = ["Extraction", "Report", "build", "extract_document", "refresh", "remove", "snapshot"]

SHARD_CHARACTERS = 20_000
"""Small enough that the last shards end at about the same time, whatever they are cut from."""
KEPT_ROWS = 1000
ONE_AT_A_TIME = Lock()
RELEASED = 200
"""Documents read at once from which on the pipeline is let go before the views are made."""

PIPELINE = "pipeline"
"""What the ledger calls the spaCy pipeline that its documents are read by; "" is ours."""
EXTRACTORS = "extractors"
"""What the ledger calls the extractors of one's own that it is read with, as JSON."""


@dataclass(slots=True)
class Report:
    """What a build did. `rejects` are refused inputs and rows, old ones of unchanged files too.

    `faults` are sentences of newly built documents that an error of ours left out, with the source.
    `again` of the built are as they were, and were read by older rules; `left` still are (`again=False`).
    `replaced` of the built had another text before; `undated` of the `read` ones state no day. `remarks` are what
    is said of a file as a whole (which column was taken for what), `notes` of a document.
    """

    built: int = 0
    unchanged: int = 0
    replaced: int = 0
    again: int = 0
    left: int = 0
    removed: int = 0
    read: int = 0
    undated: int = 0
    claims: int = 0
    skipped: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0


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
    nlp = _pipeline(shard.pipeline)
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
        return extract_document(document, nlp)
    except (KgbuildError, MemoryError, ImportError):
        raise
    except Exception:  # one sentence must not take the others down with it
        if os.environ.get("KGBUILD_RAISE"):
            raise
    got, faults = salvage.salvage(document, lambda part: extract_document(part, nlp))
    got = got or Extraction((), (), ())
    return replace(got, faults=(*faults, *got.faults))


def build(
    paths: str | Path | Sequence[str | Path],
    *,
    graph: str | Path = "graph",
    jobs: int | None = None,
    published: str | date | None = None,
    publisher: str | None = None,
    published_default: str | date | None = None,
    dates: Order = None,
    columns: Mapping[str, str] | None = None,
    pipeline: str | None = None,
    authority: str | Path | None = None,
    vocabulary: str | Path | None = None,
    extractors: Sequence[str] | None = None,
    longest: int = 300_000,
    again: bool = True,
    today: date | None = None,
    engine: str | None = None,
    progress: Progress | None = None,
) -> Report:
    """Add articles to the graph in folder `graph`, or update them; unchanged ones cost their hash.

    `paths` is one file, folder or "-" (standard input), or several. `published` and `publisher` hold for all of
    them and win over what the texts say; `published_default` is the day of those that state none.
    `dates` ("dmy" or "mdy") says how to read 05/01/2020, `columns` which column of rows holds a field
    (title, text, published, publisher, byline, url, id, language). `jobs` is the number of processes
    (default: one for a few articles, one a core for many). `authority` is a file of known people and
    bodies to link with, `vocabulary` a folder of relations, types and words of one's own; both are kept
    in the graph for later builds.
    `extractors` are extractors of one's own (MODULE:NAME, FILE.py:NAME, FILE.jsonl), kept in the graph as well; an
    empty list goes back to ours and the installed ones.
    Documents that older rules read (another version, another `pipeline`, vocabulary or list of names) are read
    again, from the text that the graph keeps, those that are not handed in too; not so with `again=False`.
    `pipeline` is kept in the graph as well; "" goes back to the shipped one.
    `longest` is how many characters an article may have (white space not counted). `today` only flags
    documents dated in the future. `engine` is where articles are read in the place of this machine: a Dask scheduler
    (dask://HOST:PORT) or a Ray cluster (ray://HOST:PORT). `progress(what, done, total)` is called as the work goes on.
    Raises UsageError for a path that does not exist, before anything is touched.
    """
    started = time.monotonic()
    given, options = options_of(published, publisher, published_default, dates, columns, longest)
    found = find([paths] if isinstance(paths, (str, Path)) else paths)
    if jobs is not None and jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    if engine is not None:
        engines.check(engine)
    if authority is not None:
        check_authority(authority)
    additions = read_additions(vocabulary) if vocabulary is not None else None
    folder = Path(graph)
    with writer(folder, create=True), Ledger.open(folder, create=True) as ledger:
        if additions is None:
            use_vocabulary(ledger)
        else:
            own.use(additions)
        pipeline = ledger.note(PIPELINE) if pipeline is None else pipeline
        known_names = watchlist_of(ledger) if authority is None else load_watchlist(authority)
        given_extractors = _extractors(ledger, extractors)
        mark = mark_of(pipeline, known_names)
        intake, origins = take_in(
            ledger,
            found,
            given,
            options=options,
            mark=mark,
            version=f"{mark}:{rules.of_files()[2:14]}",
            today=today,
            progress=progress,
        )
        pending = intake.pending
        stale = _stale(ledger, mark, pending, intake.gone)
        pending += stale if again else ()
        report = Report(
            unchanged=intake.unchanged,
            replaced=intake.replaced,
            again=intake.again + (len(stale) if again else 0),
            left=0 if again else len(stale),
            read=len(intake.pending) - (len(stale) if again else 0),
            undated=intake.undated,
            skipped=intake.skipped,
            rejects=list(intake.rejects),
            remarks=intake.remarks,
            notes=intake.notes,
        )
        work = spool.Spool(folder, mark)
        report.notes = [*plugins.told(), *report.notes]
        cut = _cut_missing(work, pending, pipeline or None, known_names, given_extractors)
        if engine is None:
            results = shards.run(cut, build_shard, jobs=_workers(jobs, cut))
        else:
            results = _elsewhere(engine, cut, mark)
        lost = _extract(work, cut, results, len(pending), progress)
        if len(pending) >= RELEASED:
            _pipeline.cache_clear()  # the views need the room
        with ledger.transaction():
            before = ledger.changes
            ledger.put_note(PIPELINE, pipeline)
            ledger.put_note(EXTRACTORS, json.dumps(given_extractors) if given_extractors else "")
            ledger.put_note(READ_BY, f"{mark}:{report.left}")
            if additions is not None:
                keep_vocabulary(ledger, additions)
            for reject in found.rejects:
                ledger.put_rejects(reject.source, [reject])
            failed = lost + _ingest(ledger, work, pending, report)
            _note_what_came(ledger, pending, failed)
            report.removed = ledger.remove_documents(intake.gone) if intake.gone else 0
            origins.keep(item for item, _, _ in intake.finished)
            _settle_inputs(ledger, intake, failed, report)
            bring_up(ledger, before, authority=authority, progress=progress)
        sweep(folder)
        work.clear()
    report.seconds = time.monotonic() - started
    return report


def _settle_inputs(ledger: Ledger, intake: Intake, failed: list[Reject], report: Report) -> None:
    """Remember each input that was read, with its digest and what of it was refused."""
    for item, digest, rejects in intake.finished:
        source = item.source
        broken = [r for r in failed if r.source == source or r.source.startswith(source + "#")]
        report.rejects += broken
        # What was refused whole is read again next time: it may have been mended elsewhere.
        rows = few(source, [*rejects, *broken])
        ledger.put_input(source, "" if broken else digest, rows)


def _note_what_came(
    ledger: Ledger, pending: list[tuple[Document, str]], failed: list[Reject]
) -> None:
    """Remember the documents of this build, for `kgbuild news`; a build that brings none changes nothing."""
    lost = {reject.source for reject in failed}
    brought = sorted({document.id for document, _ in pending if document.source not in lost})
    if brought:
        ledger.put_note(CAME, json.dumps(brought))


def few(source: str, rejects: list[Reject]) -> list[Reject]:
    """What the ledger remembers of a file's bad rows: the first `KEPT_ROWS`, and how many more."""
    if len(rejects) <= KEPT_ROWS:
        return rejects
    more = Reject(source, None, f"{len(rejects) - KEPT_ROWS} more rows like these")
    return [*rejects[:KEPT_ROWS], more]


def options_of(
    published: str | date | None,
    publisher: str | None,
    published_default: str | date | None,
    dates: Order,
    columns: Mapping[str, str] | None,
    longest: int,
) -> tuple[Given, Options]:
    """What holds for all inputs, and how they are read; raises UsageError for what is no date."""
    day = _date(published, "--published", dates)
    options = Options(
        dates=dates,
        columns=tuple(sorted((columns or {}).items())),
        default=_date(published_default, "--published-default", dates),
        longest=longest,
    )
    return Given(published=day, publisher=publisher, basis="given" if day else None), options


def _date(value: str | date | None, option: str, order: Order) -> date | None:
    if isinstance(value, str):
        try:
            return parse_date(value, order)
        except KgbuildError as error:
            raise UsageError(f"{option}: {error}") from None
    return value


def mark_of(pipeline: str, known: Watchlist | None) -> str:
    """What documents are read by: the rules, and what the graph (or a plan) adds to them in this process."""
    parts = [pipeline or _reading_rules()]
    if pipeline:
        parts += [rules.of_claims(), _version_of(pipeline)]
    used = own.active()
    parts += [stamp.stamp for stamp in (used, known) if stamp is not None]
    parts += [others for others in (plugins.stamp(),) if others]
    return ids.content_id("v", *parts)[2:14]


def _extractors(ledger: Ledger, given: Sequence[str] | None) -> tuple[str, ...]:
    """The extractors of one's own that this build reads with, made ready: those given, else those kept."""
    kept = tuple(json.loads(ledger.note(EXTRACTORS) or "[]"))
    specs = kept if given is None else tuple(whole(spec) for spec in given if spec)
    plugins.use(specs)
    return specs


def whole(spec: str) -> str:
    """An extractor of one's own as it is kept: a file's path from the root, for later builds from other folders."""
    place, colon, attribute = spec.rpartition(":")
    if spec.endswith((".jsonl", ".json")):
        return str(Path(spec).resolve())
    return f"{Path(place).resolve()}{colon}{attribute}" if place.endswith(".py") else spec


def _reading_rules() -> str:
    return rules.of_claims()


def _version_of(pipeline: str) -> str:
    """The version of an installed pipeline, the bytes of one in a folder; "" for one that is not there."""
    if Path(pipeline).is_dir():
        files = sorted(path for path in Path(pipeline).rglob("*") if path.is_file())
        return ids.content_id("v", *(sha256(path.read_bytes()).hexdigest() for path in files))
    try:
        return version(pipeline)
    except (PackageNotFoundError, ValueError):
        return ""


def _stale(
    ledger: Ledger, mark: str, pending: list[tuple[Document, str]], gone: list[str]
) -> list[tuple[Document, str]]:
    """Documents that older rules read and that are not read anyway; a look at one note where there are none."""
    if ledger.note(READ_BY) == f"{mark}:0":
        return []
    return list(older(ledger, mark, pending, gone))


def refresh(
    graph: str | Path = "graph",
    *,
    authority: str | Path | None = None,
    anew: bool = False,
    again: bool = True,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Bring a graph up to today's rules: documents that older ones read, then all views.

    With `anew`, who is who is decided from all documents again; without `again`, no document is read.
    Raises GraphError for a folder without a graph.
    """
    with Ledger.open(graph):
        pass
    report = (
        build([], graph=graph, jobs=jobs, authority=authority, progress=progress)
        if again
        else Report()
    )
    _changing.refresh(graph, authority=authority, anew=anew, progress=progress)
    return report


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


def _extract(
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


def _ingest(
    ledger: Ledger, work: spool.Spool, pending: list[tuple[Document, str]], report: Report
) -> list[Reject]:
    """Put the results of all pending documents into the ledger; returns those that were refused."""
    failed = []
    for result in work.results(digest for _, digest in pending):
        if result.rows is None:
            failed.append(Reject(result.source, None, result.reject))
            continue
        ledger.put_rows(result.rows, result.digest)
        report.faults += [(result.source, fault) for fault in result.rows.told_faults()]
        report.built += 1
        report.claims += len(result.rows.claims)
    return failed


def snapshot(graph: str | Path = "graph") -> Snapshot:
    """The graph in a folder as plain values."""
    with reading(graph) as ledger:
        return ledger.snapshot()
