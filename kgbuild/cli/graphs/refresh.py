"""`kgbuild refresh`: entities, facts, edges and the store made anew."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told


@click.command()
@click.option("--anew", is_flag=True, help="Decide who is who from all documents again.")
@click.option(
    "--keep-readings",
    is_flag=True,
    help="Read no document again, also where older rules read it.",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Processes [default: by the work].")
@graph_option
@handled
def command(anew: bool, keep_readings: bool, jobs: int | None, graph: Path) -> None:
    """Make entities, facts, edges and the store anew from the documents and people's judgements.

    Documents that older rules read are read again first, from the texts that the graph keeps. Commands make
    views anew by themselves where they are older than what they rest on; documents only build and refresh do.

    \b
    Example:
      kgbuild refresh --graph graph
    """
    from kgbuild.build import refresh

    report = refresh(graph, anew=anew, again=not keep_readings, jobs=jobs, progress=told())
    if report.again:
        echo(f"kgbuild: {report.again} documents read again: older rules had read them", err=True)
    echo(f"kgbuild: views made anew; graph in {graph}", err=True)
