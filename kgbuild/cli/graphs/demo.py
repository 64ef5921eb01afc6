"""`kgbuild demo`: the first minute."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from kgbuild.cli._common import handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import Progress

SHOWN = 12


@click.command()
@click.option(
    "--graph",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-graph"),
    show_default=True,
    help="Folder for the demo's graph.",
)
@handled
def command(graph: Path) -> None:
    """Build a graph from a few example articles and show what is in it.

    \b
    Example:
      kgbuild demo
    """
    from kgbuild.demo import demo

    progress = Progress()
    try:
        found = demo(graph, progress=progress)
    finally:
        progress.close()
    stats = found.graph.stats()
    echo(
        f"Read {stats['documents']} articles in {found.report.seconds:.1f} s: {stats['claims']} claims "
        f"about {stats['entities']} people, bodies, places and things.\n"
    )
    echo(
        f"What the articles say in their own voice ({len(found.edges)} edges, the best-sourced first)"
    )
    print_rows(
        found.edges[:SHOWN],
        ("who", "did what", "to whom", "articles", "sources", "status"),
        "table",
    )
    echo("\nWhat they say did not happen (never an edge)")
    print_rows(found.denied[:SHOWN], ("says", "speaker", "document"), "table")
    echo("\nWhat others claim (never an edge either)")
    print_rows(found.said[:SHOWN], ("says", "speaker", "document"), "table")
    echo("\nWhere the articles disagree")
    for line in found.conflicts[:SHOWN] or ["nowhere"]:
        echo(f"  - {line}")
    echo("\nNext:")
    where = f" --graph {shlex.quote(str(graph))}"
    if found.pair:
        left, right = (shlex.quote(name) for name in found.pair)
        echo(f"  kgbuild why {left} {right}{where}")
    echo(f"  kgbuild view{where} -o demo.html")
    echo(f"  kgbuild query{where}")
    echo("  kgbuild build YOUR-ARTICLES/")
