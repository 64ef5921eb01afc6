"""`kgbuild refresh`: entities, facts, edges and the store made anew."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told


@click.command()
@click.option("--anew", is_flag=True, help="Decide who is who from all documents again.")
@graph_option
@handled
def command(anew: bool, graph: Path) -> None:
    """Make entities, facts, edges and the store anew from the documents and people's judgements.

    Commands do so by themselves where something is older than what it rests on.

    \b
    Example:
      kgbuild refresh --graph graph
    """
    from kgbuild.changing import refresh

    refresh(graph, anew=anew, progress=told())
    echo(f"kgbuild: views made anew; graph in {graph}", err=True)
