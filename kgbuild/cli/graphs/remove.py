"""`kgbuild remove`: documents out again."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="PATH-OR-ID...")
@graph_option
@handled
def command(targets: tuple[str, ...], graph: Path) -> None:
    """Take documents out, with all that rested only on them. The files themselves stay.

    \b
    Example:
      kgbuild remove talks.txt --graph graph
    """
    from kgbuild.build import remove

    count = remove(targets, graph=graph)
    echo(f"kgbuild: {count} removed; graph in {graph}", err=True)
