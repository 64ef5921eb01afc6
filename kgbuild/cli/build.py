"""`kgbuild build`: articles in, graph out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._progress import Progress

if TYPE_CHECKING:
    from kgbuild.build import Report

REFUSED = 3


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
@handled
def command(
    paths: tuple[str, ...],
    graph: Path,
    jobs: int | None,
    published: str | None,
    publisher: str | None,
    pipeline: str | None,
    authority: Path | None,
) -> None:
    """Build a graph from articles, or add to it: files, folders, or - for standard input.

    \b
    Reads text, Markdown, HTML, JSON Lines and CSV. Unchanged files cost only their hash.
    Exit: 0 all built, 3 some refused and the rest built, 2 wrong usage, 1 anything else.

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
            today=date.today(),
            progress=progress,
        )
    finally:
        progress.close()
    say(report, graph)
    if report.rejects:
        raise SystemExit(REFUSED)


def say(report: Report, graph: Path) -> None:
    """Refusals one a line, then one line of summary, all on stderr."""
    for reject in report.rejects:
        where = f"{reject.source}:{reject.line}" if reject.line is not None else reject.source
        click.echo(f"kgbuild: refused {where}: {reject.reason}", err=True)
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
