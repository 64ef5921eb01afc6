"""From files to a graph: plan, extract, store, bring the views up; the only room that knows the order of all stages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.batch import engines, spool
from kgbuild.build.extracting import extract
from kgbuild.build.planning import means_of, options_of, plan
from kgbuild.build.report import Report
from kgbuild.build.storing import store
from kgbuild.changes import changing as _changing
from kgbuild.changes.changing import bring_up, check_authority, reading, sweep, use_vocabulary_of
from kgbuild.changes.removing import remove
from kgbuild.errors import UsageError
from kgbuild.ledger import Ledger, writer
from kgbuild.read import find
from kgbuild.vocabulary import own
from kgbuild.vocabulary.additions import read_additions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from kgbuild.model import Snapshot
    from kgbuild.read.dates import Order

    Progress = Callable[[str, int, int], None]

__all__ = ["Report", "build", "refresh", "remove", "snapshot"]


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
    additions = read_additions(vocabulary) if vocabulary is not None else None
    folder = Path(graph)
    if authority is not None:  # its types may be one's own
        own.use(additions) if additions is not None else use_vocabulary_of(folder)
        check_authority(authority)
    with writer(folder, create=True), Ledger.open(folder, create=True) as ledger:
        means = means_of(
            ledger,
            pipeline=pipeline,
            authority=authority,
            additions=additions,
            extractors=extractors,
        )
        planned = plan(
            ledger, found, given, options, means, again=again, today=today, progress=progress
        )
        work = spool.Spool(folder, means.mark)
        lost = extract(work, planned.pending, means, jobs=jobs, engine=engine, progress=progress)
        with ledger.transaction():
            before = ledger.changes
            for reject in found.rejects:
                ledger.put_rejects(reject.source, [reject])
            store(ledger, work, planned, means, lost)
            bring_up(ledger, before, authority=authority, progress=progress)
        sweep(folder)
        work.clear()
    planned.report.seconds = time.monotonic() - started
    return planned.report


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


def snapshot(graph: str | Path = "graph") -> Snapshot:
    """The graph in a folder as plain values."""
    with reading(graph) as ledger:
        return ledger.snapshot()
