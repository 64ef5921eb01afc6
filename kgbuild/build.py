"""The order of the stages, from files to a graph: the only file that knows it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgbuild import _records, ids, salvage, shards
from kgbuild._version import __version__
from kgbuild.errors import GraphError, KgbuildError, UsageError
from kgbuild.ledger import Ledger, name_entities
from kgbuild.model import Fault, Mention, Reject
from kgbuild.read import READERS, Given, find, parse_date, read_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from spacy.language import Language

    from kgbuild.model import Claim, Cluster, Document, Snapshot

    Progress = Callable[[str, int, int], None]

SHARD_CHARACTERS = 60_000
SHARDS = "shards"
KEPT_ROWS = 1000


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: mentions, clusters and claims that name clusters."""

    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Report:
    """What a build did. `rejects` are refused inputs and rows, old ones of unchanged files too.

    `faults` are sentences of newly built documents that an error of ours left out, with the source.
    """

    built: int = 0
    unchanged: int = 0
    removed: int = 0
    claims: int = 0
    skipped: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Shard:
    """One task of extraction: documents in, a file of results out."""

    documents: tuple[Document, ...]
    digests: tuple[str, ...]
    out: Path
    pipeline: str | None


@cache
def _pipeline(name: str | None) -> Language:
    from kgbuild.language.load import load_pipeline

    return load_pipeline(name)


def extract_document(document: Document, nlp: Language) -> Extraction:
    """All stages that look at one document only."""
    from kgbuild.annotate import annotate
    from kgbuild.extract import extract
    from kgbuild.normalize.places import locate
    from kgbuild.normalize.relations import relate
    from kgbuild.normalize.settle import settle
    from kgbuild.normalize.time import date as dated

    annotated = annotate(document, nlp)
    drafts = extract(annotated)
    drafts = relate(drafts, annotated)
    drafts = dated(drafts, annotated)
    drafts = locate(drafts, annotated)
    claims = settle(drafts, annotated)
    mentions = []
    for mention in annotated.mentions:
        start, end = annotated.span_characters(mention.start, mention.end)
        mentions.append(
            Mention(
                document=document.id,
                start=start,
                end=end,
                text=document.text[start:end],
                kind=mention.kind,
                type=mention.type,
                clusters=mention.clusters,
            )
        )
    clusters = sorted(annotated.clusters.values(), key=lambda c: c.id)
    return Extraction(tuple(mentions), tuple(clusters), tuple(sorted(claims, key=lambda c: c.id)))


def build_shard(shard: Shard) -> Path:
    """Extract all documents of a shard; the result file appears whole or not at all.

    A sentence that an error of ours breaks on is left out and recorded; all else goes on.
    """
    nlp = _pipeline(shard.pipeline)
    beside = shard.out.with_suffix(".part")
    with beside.open("w", encoding="utf8") as out:
        for document, digest in zip(shard.documents, shard.digests, strict=True):
            out.write(json.dumps(_extracted(document, digest, nlp), separators=(",", ":")) + "\n")
    beside.replace(shard.out)
    return shard.out


def _extracted(document: Document, digest: str, nlp: Language) -> dict[str, Any]:
    record: dict[str, Any] = {"document": _records.document_record(document), "digest": digest}
    try:
        got = _kept(document, nlp)
    except MemoryError:
        record["reject"] = "needs more memory than there is: split it into articles"
        return record
    record["mentions"] = [_records.mention_record(m) for m in got.mentions]
    record["clusters"] = [_records.cluster_record(c) for c in got.clusters]
    record["claims"] = [_records.claim_record(c) for c in got.claims]
    record["faults"] = [_records.fault_record(f) for f in got.faults]
    return record


def _kept(document: Document, nlp: Language) -> Extraction:
    """What the document gives, without the sentences that break a stage. Under test it raises."""
    try:
        return extract_document(document, nlp)
    except (KgbuildError, MemoryError):
        raise
    except Exception:  # one sentence must not take the others down with it
        if os.environ.get("KGBUILD_RAISE"):
            raise
    got, faults = salvage.salvage(document, lambda part: extract_document(part, nlp))
    return replace(got or Extraction((), (), ()), faults=tuple(faults))


def build(
    paths: Sequence[str | Path],
    *,
    graph: str | Path = "graph",
    jobs: int | None = None,
    published: str | date | None = None,
    publisher: str | None = None,
    pipeline: str | None = None,
    authority: str | Path | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Report:
    """Add articles to the graph in folder `graph`, or update them; unchanged ones cost their hash.

    `paths` are files, folders or "-" (standard input). `published` and `publisher` hold for all of
    them and win over what the texts say. `jobs` is the number of processes (default: one for a few
    articles, one a core for many). `authority` is a file of known people and bodies to link with.
    `today` only flags documents dated in the future. `progress(what, done, total)` is called as the
    work goes on. Raises UsageError for a path that does not exist, before anything is touched.
    """
    started = time.monotonic()
    given = Given(published=_date(published), publisher=publisher)
    found = find(paths, READERS)
    if jobs is not None and jobs < 1:
        raise UsageError("--jobs must be 1 or more")
    if authority is not None:
        _check_authority(authority)
    report = Report(skipped=found.skipped)
    with Ledger.open(graph, create=True) as ledger, _locked(Path(graph)):
        known = ledger.input_digests()
        stored = ledger.digests()
        of_file = _by_file(stored)
        version = f"{__version__}:{pipeline or _model_version()}"
        pending: list[tuple[Document, str]] = []
        finished: list[tuple[str, str, list[Reject]]] = []
        remembered: dict[str, list[Reject]] = {}
        for reject in ledger.rejects():
            remembered.setdefault(reject.source, []).append(reject)
        gone: list[str] = []
        for reject in found.rejects:
            report.rejects.append(reject)
            ledger.put_rejects(reject.source, [reject])
        for number, item in enumerate(found.inputs):
            if progress:
                progress("reading", number, len(found.inputs))
            stamp = known.get(item.source, "")
            expected = stamp.removesuffix("@" + version) if stamp.endswith("@" + version) else None
            readings = read_input(item, given, known=expected, today=today)
            if readings is None:
                report.unchanged += len(of_file.get(item.source, ()))
                report.rejects += remembered.get(item.source, [])
                continue
            fresh = set()
            for document in readings.documents:
                fresh.add(document.source)
                digest = ids.content_id(
                    "v", version, json.dumps(_records.document_record(document))
                )
                if stored.get(document.source) == (document.id, digest):
                    report.unchanged += 1
                else:
                    pending.append((document, digest))
            if readings.digest and not (readings.rejects and not readings.documents):
                gone += [stored[s][0] for s in of_file.get(item.source, ()) if s not in fresh]
            report.rejects += readings.rejects
            finished.append((item.source, f"{readings.digest}@{version}", readings.rejects))
        failed = _extract(ledger, pending, jobs, pipeline, report, progress)
        report.removed = ledger.remove_documents(gone) if gone else 0
        for source, digest, rejects in finished:
            broken = [r for r in failed if r.source == source or r.source.startswith(source + "#")]
            report.rejects += broken
            # What was refused whole is read again next time: it may have been mended elsewhere.
            ledger.put_input(source, "" if broken else digest, _few(source, [*rejects, *broken]))
        if pending or gone or authority is not None or not _current(ledger):
            _refresh(ledger, authority=authority, progress=progress)
    report.seconds = time.monotonic() - started
    return report


def _few(source: str, rejects: list[Reject]) -> list[Reject]:
    """What the ledger remembers of a file's bad rows: the first `KEPT_ROWS`, and how many more."""
    if len(rejects) <= KEPT_ROWS:
        return rejects
    more = Reject(source, None, f"{len(rejects) - KEPT_ROWS} more rows like these")
    return [*rejects[:KEPT_ROWS], more]


def _date(value: str | date | None) -> date | None:
    if isinstance(value, str):
        try:
            return parse_date(value)
        except KgbuildError as error:
            raise UsageError(f"--published: {error}") from None
    return value


def _model_version() -> str:
    """What the shipped model is known by: the bytes of its checksum list."""
    data = files("kgbuild.language").joinpath("data")
    lists = sorted(
        (entry for entry in data.iterdir() if entry.name.endswith((".json", ".sha256"))),
        key=lambda entry: entry.name,
    )
    return ids.content_id("v", *(entry.read_text(encoding="utf8") for entry in lists))


def _by_file(sources: Iterable[str]) -> dict[str, list[str]]:
    """File -> the sources read from it: its own name, or FILE#ROW; both names may hold a `#`."""
    found: dict[str, list[str]] = {}
    for source in sorted(sources):
        found.setdefault(source, []).append(source)
        for at, letter in enumerate(source):
            if letter == "#":
                found.setdefault(source[:at], []).append(source)
    return found


def _extract(
    ledger: Ledger,
    pending: list[tuple[Document, str]],
    jobs: int | None,
    pipeline: str | None,
    report: Report,
    progress: Progress | None,
) -> list[Reject]:
    """Run all pending documents through the stages, a shard a task, and put them in the ledger."""
    folder = ledger.folder / SHARDS
    shutil.rmtree(folder, ignore_errors=True)
    if not pending:
        return []
    folder.mkdir()
    cut = _cut(pending, folder, pipeline)
    workers = jobs or (1 if len(pending) < 24 else os.cpu_count() or 1)
    failed: list[Reject] = []
    done = 0
    if progress:
        progress("extracting", 0, len(pending))
    for index, path in shards.run(cut, build_shard, jobs=min(workers, len(cut))):
        shard = cut[index]
        if path is None:
            failed += [
                Reject(d.source, None, "its shard killed the worker twice") for d in shard.documents
            ]
        else:
            failed += _ingest(ledger, path, report)
        done += len(shard.documents)
        if progress:
            progress("extracting", done, len(pending))
    shutil.rmtree(folder, ignore_errors=True)
    return failed


def _cut(pending: list[tuple[Document, str]], folder: Path, pipeline: str | None) -> list[Shard]:
    """Cut shards by length, not by number, so that no worker sits on all the long articles."""
    cut: list[Shard] = []
    groups: list[list[tuple[Document, str]]] = []
    size = SHARD_CHARACTERS
    for document, digest in pending:
        if size + len(document.text) > SHARD_CHARACTERS:
            groups.append([])
            size = 0
        groups[-1].append((document, digest))
        size += len(document.text)
    for number, group in enumerate(groups):
        out = folder / f"{number:06d}.jsonl"
        cut.append(Shard(tuple(d for d, _ in group), tuple(x for _, x in group), out, pipeline))
    return cut


def _ingest(ledger: Ledger, path: Path, report: Report) -> list[Reject]:
    failed = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            document = _records.read_document(record["document"])
            if "reject" in record:
                failed.append(Reject(document.source, None, record["reject"]))
                continue
            faults = [_records.read_fault(r) for r in record["faults"]]
            ledger.put_document(
                document,
                record["digest"],
                [_records.read_mention(r) for r in record["mentions"]],
                [_records.read_cluster(r) for r in record["clusters"]],
                [_records.read_claim(r) for r in record["claims"]],
                faults,
            )
            report.faults += [(document.source, fault) for fault in faults]
            report.built += 1
            report.claims += len(record["claims"])
    path.unlink()
    return failed


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One writer at a time, on every system: an exclusive transaction in a file of its own."""
    db = sqlite3.connect(folder / "lock.sqlite", isolation_level=None, timeout=2)
    try:
        try:
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise GraphError(f"{folder}: another kgbuild is writing to this graph") from None
        yield
    finally:
        db.close()


def remove(targets: Iterable[str], *, graph: str | Path = "graph") -> int:
    """Take documents out (by source, file or id) with all that rested only on them.

    Returns the number of documents; raises UsageError for a target that the graph does not have.
    """
    with Ledger.open(graph) as ledger, _locked(Path(graph)):
        stored = ledger.digests()
        by_id = {id_: source for source, (id_, _) in stored.items()}
        chosen: dict[str, str] = {}
        for target in targets:
            name = target.removeprefix("./").rstrip("/")
            hits = {
                id_: source
                for source, (id_, _) in stored.items()
                if target == id_ or source == name or source.startswith((name + "#", name + "/"))
            }
            if not hits:
                hits = {stored[s][0]: s for s in (Path(name).name,) if s in stored}
            if not hits:
                raise UsageError(f"{target}: no such document in the graph (see: kgbuild stats)")
            chosen.update(hits)
        count = ledger.remove_documents(sorted(chosen))
        ledger.forget_inputs(sorted({by_id[i].partition("#")[0] for i in chosen}))
        _refresh(ledger)
    return count


def refresh(
    graph: str | Path = "graph", *, authority: str | Path | None = None, anew: bool = False
) -> None:
    """Bring the views up to the ledger: entities, facts, conflicts and the embedded store.

    New documents are looked up; with `anew`, who is who is decided from all documents again.
    """
    with Ledger.open(graph) as ledger, _locked(Path(graph)):
        _refresh(ledger, authority=authority, anew=anew)


def _refresh(
    ledger: Ledger,
    *,
    authority: str | Path | None = None,
    anew: bool = False,
    progress: Progress | None = None,
) -> None:
    from kgbuild.assemble import assemble
    from kgbuild.resolve.authority import load_authority
    from kgbuild.resolve.identity import refresh_identity
    from kgbuild.store import oxigraph

    if progress:
        progress("who is who", 0, 3)
    known = _authority(ledger, authority)
    refresh_identity(ledger, authority=load_authority(known) if known else None, anew=anew)
    if progress:
        progress("facts", 1, 3)
    identity = ledger.identity()
    named = [name_entities(claim, identity) for claim in ledger.raw_claims()]
    assembly = assemble(ledger.documents(), ledger.entities(), named)
    ledger.put_facts(assembly.claims, assembly.facts, assembly.conflicts)
    if progress:
        progress("store", 2, 3)
    oxigraph.rebuild(ledger.folder, ledger.snapshot())
    if progress:
        progress("store", 3, 3)


def _current(ledger: Ledger) -> bool:
    """Whether the views are those of the ledger's documents."""
    from kgbuild.resolve.identity import is_current

    return (ledger.folder / "oxigraph").exists() and is_current(ledger)


def _authority(ledger: Ledger, given: str | Path | None) -> Path | None:
    """The authority file of this graph: kept in its folder, so that later builds link alike."""
    kept = sorted(ledger.folder.glob("authority.*"))
    if given is None:
        return kept[0] if kept else None
    path = _check_authority(given)
    if path.resolve() in [old.resolve() for old in kept]:
        return path
    for old in kept:
        old.unlink()
    return Path(shutil.copy(path, ledger.folder / f"authority{path.suffix}"))


def _check_authority(given: str | Path) -> Path:
    """Refuse a list that is missing or wrong, before anything else is done."""
    from kgbuild.resolve.authority import load_authority

    path = Path(given)
    if not path.is_file():
        raise UsageError(f"{path}: no such authority file")
    load_authority(path)
    return path


def snapshot(graph: str | Path = "graph") -> Snapshot:
    """The graph in a folder as plain values."""
    with Ledger.open(graph) as ledger:
        return ledger.snapshot()
