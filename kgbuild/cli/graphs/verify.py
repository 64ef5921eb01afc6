"""`kgbuild verify`: the graph at hand, checked against itself and against every rule of the data model."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told

SHOWN = 100


@click.command()
@graph_option
@click.option(
    "--sample",
    type=click.IntRange(min=1),
    default=1,
    metavar="N",
    help="Every Nth node of the store only.",
)
@click.option("--mend", is_flag=True, help="Make anew what can be, take out what cannot be read.")
@handled
def command(graph: Path, sample: int, mend: bool) -> None:
    """Check ledger, views and store of a graph against one another. Exit 1 when something is damaged.

    Each line says what is damaged; the last ones which command mends it. Nothing is changed without --mend.

    \b
    Example:
      kgbuild verify --graph graph
    """
    from kgbuild import audit

    if mend:
        for line in audit.mend(graph, progress=told()):
            echo(f"kgbuild: {line}", err=True)
    found = audit.verify(graph, sample=sample)
    for remedy, group in groupby(
        sorted(found, key=lambda d: (d.remedy, d.what)), lambda d: d.remedy
    ):
        damages = list(group)
        for damage in damages[:SHOWN]:
            echo(damage.what)
        if len(damages) > SHOWN:
            echo(f"… and {len(damages) - SHOWN} more")
        echo(f"mend with: {remedy}")
    if found:
        echo(f"kgbuild: {len(found)} rules broken", err=True)
        raise SystemExit(1)
    echo("kgbuild: all rules hold", err=True)
