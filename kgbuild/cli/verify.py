"""`kgbuild verify`: every rule of the data model, checked on the graph at hand."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled


@click.command()
@graph_option
@handled
def command(graph: Path) -> None:
    """Check the graph against every rule of the data model. Exit 1 when one is broken.

    \b
    Example:
      kgbuild verify --graph graph
    """
    from kgbuild.graph import verify

    found = verify(graph)
    for line in found:
        click.echo(line)
    if found:
        click.echo(f"kgbuild: {len(found)} rules broken", err=True)
        raise SystemExit(1)
    click.echo("kgbuild: all rules hold", err=True)
