"""`kgbuild restore`: a graph again, from a backup."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@graph_option
@handled
def command(file: Path, graph: Path) -> None:
    """Make a graph of the backup FILE, in a folder that holds none.

    \b
    Example:
      kgbuild restore monday.kgbuild --graph graph
    """
    from kgbuild.changes.changing import ensure
    from kgbuild.ledger import restore

    restore(file, graph)
    ensure(graph, progress=told())
    echo(f"kgbuild: restored; graph in {graph}", err=True)
