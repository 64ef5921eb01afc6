"""`kgbuild build`: articles in, graph out."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import Progress
from kgbuild.cli._reading import options_of, reading_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.build import Report
    from kgbuild.model import Fault, Reject

REFUSED = 3
NOTHING = 4
ROWS = 20
NOTES = 5


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@graph_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes [default: by the work].")
@reading_options
@click.option(
    "--keep-readings",
    is_flag=True,
    help="Leave what older rules read as it is; otherwise it is read again, also what is not in PATH.",
)
@click.option(
    "--engine",
    metavar="ADDRESS",
    help="Where to read them: dask://HOST:PORT or ray://HOST:PORT (docs/scale.md) [default: here].",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every refusal and fault, one a line.")
@handled
def command(
    paths: tuple[str, ...],
    graph: Path,
    jobs: int | None,
    keep_readings: bool,
    engine: str | None,
    verbose: bool,
    **reading: Any,
) -> None:
    """Build a graph from articles, or add to it: files, folders, or - for standard input.

    \b
    Reads text, pages, feeds, mail, rows, PDF, Office files, downloads and archives: docs/inputs.md has all.
    What a file is, is decided by its bytes. Unchanged files cost only their hash.
    Exit: 0 all built, 3 some refused and the rest built, 4 nothing built (all refused, or nothing found),
    2 wrong usage, 1 anything else; 130 and 143 when ended by Ctrl-C or SIGTERM: what was read until then is
    kept for the next build, the graph is as it was.

    \b
    Example:
      kgbuild build articles/ --graph graph
    """
    from kgbuild.build import build

    progress = Progress()
    try:
        report = build(
            paths,
            graph=graph,
            jobs=jobs,
            **options_of(reading),
            again=not keep_readings,
            engine=engine,
            today=date.today(),
            progress=progress,
        )
    finally:
        progress.close()
    end(report, graph, verbose=verbose)


def end(report: Report, graph: Path, *, verbose: bool = False) -> None:
    """Say what was built, and end with the code that tells it: 0, 3 or 4."""
    say(report, graph, verbose=verbose)
    if not report.built and not report.unchanged:
        raise SystemExit(NOTHING)
    if report.rejects:
        raise SystemExit(REFUSED)


def say(report: Report, graph: Path, *, verbose: bool = False) -> None:
    """Refusals one a line, then one line of summary, all on stderr.

    Of one file's bad rows the first `ROWS` are shown, then how many more: a million rows, one screen.
    """
    for line in remarks(report, verbose=verbose):
        echo(f"kgbuild: {line}", err=True)
    for line in refusals(report.rejects, most=None if verbose else ROWS):
        echo(f"kgbuild: {line}", err=True)
    for line in faults(report.faults, verbose=verbose):
        echo(f"kgbuild: {line}", err=True)
    if report.skipped:
        some = ", ".join(report.skipped[:3]) + (", …" if len(report.skipped) > 3 else "")
        echo(f"kgbuild: skipped {len(report.skipped)} that are no articles ({some})", err=True)
    if report.again:
        echo(
            f"kgbuild: {report.again} of the built are as they were, and read again: "
            "by other rules than this version's (or another pipeline, vocabulary, list of names) before",
            err=True,
        )
    if report.left:
        echo(
            f"kgbuild: {report.left} documents stay as older rules read them "
            "(kgbuild refresh reads them again)",
            err=True,
        )
    if report.undated:
        echo(
            f"kgbuild: {report.undated} of {report.read} without a date "
            "(kgbuild documents --undated lists them; --published-default DATE gives them one)",
            err=True,
        )
    built = f"{report.built} built"
    parts = [
        f"{built} ({report.replaced} replaced)" if report.replaced else built,
        f"{report.unchanged} unchanged",
    ]
    if report.removed:
        parts.append(f"{report.removed} removed")
    parts.append(f"{len(report.rejects)} refused")
    echo(
        f"kgbuild: {', '.join(parts)}; {report.claims} new claims; {report.seconds:.1f} s; graph in {graph}",
        err=True,
    )


def remarks(report: Report, *, verbose: bool) -> Iterator[str]:
    """What was read of files, once for files alike, then the first notes on documents."""
    files: dict[str, list[str]] = {}
    for file, remark in report.remarks:
        files.setdefault(remark, []).append(file)
    for remark, names in files.items():
        shown = names[0] if len(names) == 1 else f"{len(names)} files ({names[0]}, …)"
        yield f"read {shown}: {remark}"
    shown_notes = (
        report.notes if verbose or len(report.notes) <= NOTES + 1 else report.notes[:NOTES]
    )
    for source, note in shown_notes:
        yield f"note {source}: {note}"
    if len(shown_notes) < len(report.notes):
        yield f"{len(report.notes) - len(shown_notes)} more notes (--verbose shows them all)"


def faults(found: list[tuple[str, Fault]], *, verbose: bool) -> Iterator[str]:
    """Sentences left out by errors of ours, and plug-ins that failed on a document: a line each, or how many."""
    others = [(source, fault) for source, fault in found if fault.stage.startswith("plug-in ")]
    ours = [pair for pair in found if pair not in others]
    if verbose:
        for source, fault in ours:
            yield (
                f"left out {source}, characters {fault.start} to {fault.end}: "
                f"internal error, please report it ({fault.stage}: {fault.reason})"
            )
    elif ours:
        yield (
            f"{len(ours)} sentences left out by internal errors; "
            "--verbose shows them, kgbuild stats counts them"
        )
    by_plugin: dict[tuple[str, str], list[str]] = {}
    for source, fault in others:
        by_plugin.setdefault((fault.stage, fault.reason), []).append(source)
    for (stage, reason), sources in by_plugin.items():
        where = sources[0] if len(sources) == 1 else f"{len(sources)} articles ({sources[0]}, …)"
        yield f"{stage} failed on {where}, its claims are left out there: {reason}"


def refusals(rejects: Iterable[Reject], *, most: int | None) -> Iterator[str]:
    """A line for each refusal; of one file's at most `most`, and one that counts the others."""
    for name, group in groupby(rejects, key=lambda r: r.source):
        rows, file = list(group), " ".join(name.split())  # a name may hold line ends
        shown = len(rows) if most is None or len(rows) <= most + 1 else most
        for reject in rows[:shown]:
            where = f"{file}:{reject.line}" if reject.line is not None else file
            yield f"refused {where}: {reject.reason}"
        if shown < len(rows):
            yield f"refused {file}: {len(rows) - shown} more rows (--verbose shows them all)"
