"""`kgbuild merge`: two entities are one."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._judge import because_option, by_option, say
from kgbuild.cli._progress import told


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@graph_option
@because_option
@by_option
@handled
def command(left: str, right: str, graph: Path, because: str, by: str) -> None:
    """Say that A and B (names or ids) are one entity. Your word outlives every rebuild.

    \b
    Example:
      kgbuild merge "Anna Adler" "A. Adler" --because "same minister, see the ministry's page"
    """
    from kgbuild.changes.changing import changing
    from kgbuild.resolve.judgements.decisions import merge

    with changing(graph, progress=told()) as ledger:
        written = merge(ledger, left, right, by=by, because=because)
    say(f"{left} and {right} are one", written)
