"""`kgbuild build`: articles in, graph out."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kgbuild.build import Report
    from kgbuild.model import Reject

REFUSED = 3
ROWS = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@graph_option
@click.option("--jobs", type=click.IntRange(min=1), help="Processes [default: by the work].")
@click.option("--published", metavar="DATE", help="Date of all these articles, e.g. 2022-09-19.")
@click.option("--publisher", metavar="NAME", help="Publisher of all these articles.")
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline instead of ours.")
@click.option(
    "--authority",
    type=click.Path(path_type=Path, dir_okay=False),
    help="People and bodies to link with: CSV or JSON Lines (id, name, aliases, type, …).",
)
@click.option(
    "--vocabulary",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of relations, types and words of your own (docs/howto/own-relations.md).",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every refusal and fault, one a line.")
@handled
def command(
    paths: tuple[str, ...],
    graph: Path,
    jobs: int | None,
    published: str | None,
    publisher: str | None,
    pipeline: str | None,
    authority: Path | None,
    vocabulary: Path | None,
    verbose: bool,
) -> None:
    """Build a graph from articles, or add to it: files, folders, or - for standard input.

    \b
    Reads text, Markdown, HTML, JSON Lines and CSV. Unchanged files cost only their hash.
    Exit: 0 all built, 3 some refused and the rest built, 2 wrong usage, 1 anything else; 130 and 143 when
    ended by Ctrl-C or SIGTERM: what was read until then is kept for the next build, the graph is as it was.

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
            published=published,
            publisher=publisher,
            pipeline=pipeline,
            authority=authority,
            vocabulary=vocabulary,
            today=date.today(),
            progress=progress,
        )
    finally:
        progress.close()
    say(report, graph, verbose=verbose)
    if report.rejects:
        raise SystemExit(REFUSED)


def say(report: Report, graph: Path, *, verbose: bool = False) -> None:
    """Refusals one a line, then one line of summary, all on stderr.

    Of one file's bad rows the first `ROWS` are shown, then how many more: a million rows, one screen.
    """
    for line in refusals(report.rejects, most=None if verbose else ROWS):
        click.echo(f"kgbuild: {line}", err=True)
    for source, fault in report.faults if verbose else ():
        click.echo(
            f"kgbuild: left out {source}, characters {fault.start} to {fault.end}: "
            f"internal error, please report it ({fault.stage}: {fault.reason})",
            err=True,
        )
    if report.faults and not verbose:
        click.echo(
            f"kgbuild: {len(report.faults)} sentences left out by internal errors; "
            "--verbose shows them, kgbuild stats counts them",
            err=True,
        )
    if report.skipped:
        some = ", ".join(report.skipped[:3]) + (", …" if len(report.skipped) > 3 else "")
        click.echo(f"kgbuild: skipped {len(report.skipped)} of unknown kind ({some})", err=True)
    parts = [f"{report.built} built", f"{report.unchanged} unchanged"]
    if report.removed:
        parts.append(f"{report.removed} removed")
    parts.append(f"{len(report.rejects)} refused")
    click.echo(
        f"kgbuild: {', '.join(parts)}; {report.claims} new claims; {report.seconds:.1f} s; graph in {graph}",
        err=True,
    )


def refusals(rejects: Iterable[Reject], *, most: int | None) -> Iterator[str]:
    """A line for each refusal; of one file's at most `most`, and one that counts the others."""
    for file, group in groupby(rejects, key=lambda r: r.source):
        rows = list(group)
        shown = len(rows) if most is None or len(rows) <= most + 1 else most
        for reject in rows[:shown]:
            where = f"{file}:{reject.line}" if reject.line is not None else file
            yield f"refused {where}: {reject.reason}"
        if shown < len(rows):
            yield f"refused {file}: {len(rows) - shown} more rows (--verbose shows them all)"
