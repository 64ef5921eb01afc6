"""`kgbuild backup`: a copy of a graph in use."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo


@click.command()
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@graph_option
@handled
def command(out: Path, graph: Path) -> None:
    """Copy all that cannot be made again into the file OUT, also while a build is at work.

    \b
    Example:
      kgbuild backup monday.kgbuild --graph graph
    """
    from kgbuild.ledger import backup

    backup(graph, out)
    echo(f"kgbuild: wrote {out}; bring it back with: kgbuild restore {out}", err=True)
