"""`kgbuild diff`: two graphs side by side."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kgbuild.cli._common import format_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told

COLUMNS = ("what", "change", "name", "detail", "document", "sentence")
SIGNS = {"added": "+", "gone": "-", "changed": "~"}


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path, file_okay=False))
@click.argument("after", metavar="B", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--what",
    multiple=True,
    type=click.Choice(["document", "claim", "entity", "fact", "edge"]),
    help="Only these; may be given several times.",
)
@format_option
@handled
def command(before: Path, after: Path, what: tuple[str, ...], form: str) -> None:
    """What graph B says otherwise than graph A: documents, claims, entities, facts, edges, with sentences.

    + is added, - is gone, ~ has changed. A copy of a graph for later: kgbuild backup, kgbuild restore.

    \b
    Example:
      kgbuild diff graph-0.1 graph --what edge
    """
    from kgbuild.graph import Graph
    from kgbuild.graph.diff import KINDS, diff

    graphs = [Graph.open(folder, progress=told()) for folder in (before, after)]
    found = diff(*graphs, kinds=what or KINDS)
    if form != "table":
        print_rows([asdict(change) for change in found], COLUMNS, form)
        return
    for change in found:
        detail = f"  [{change.detail}]" if change.detail else ""
        echo(f"{SIGNS[change.change]} {change.what} {change.name}{detail}")
        if change.sentence:
            echo(f"    {change.document}: {change.sentence}")
    counts = [
        f"{sum(c.what == kind and c.change == how for c in found)} {kind}s {how}"
        for kind in KINDS
        for how in SIGNS
        if any(c.what == kind and c.change == how for c in found)
    ]
    echo(f"kgbuild: {', '.join(counts) or 'the same'}", err=True)
