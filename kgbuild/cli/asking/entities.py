"""`kgbuild entities`: who and what the graph knows."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo

SHOWN = ("name", "type", "country", "documents", "mentions", "claims", "aliases")
MOST = 50


@click.command()
@click.option("--name", metavar="TEXT", help="Part of a name or alias, or a pattern with *.")
@click.option("--type", "kind", metavar="TYPE", help="Person, Company, City, …")
@click.option("--country", metavar="CODE", help="ISO code of its country.")
@click.option(
    "--documents",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Only those that at least so many documents speak of.",
)
@click.option(
    "--most",
    type=click.IntRange(min=0),
    default=MOST,
    show_default=True,
    help="How many a table shows; 0 for all. JSON and CSV have all.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@graph_option
@format_option
@handled
def command(
    name: str | None,
    kind: str | None,
    country: str | None,
    documents: int,
    most: int,
    as_json: bool,
    graph: Path,
    form: str,
) -> None:
    """List the entities, those of most documents first.

    \b
    Example:
      kgbuild entities --type Person --documents 2
    """
    from kgbuild.graph import Graph
    from kgbuild.graph.listing import ENTITY

    rows = Graph.open(graph).list_entities(
        name=name, type=kind, country=country, documents=documents
    )
    form = "json" if as_json else form
    if form != "table":
        print_rows(rows, ENTITY, form)
        return
    shown = rows[:most] if most else rows
    print_rows(shown, SHOWN, form)
    if len(shown) < len(rows):
        echo(f"{len(rows) - len(shown)} more (--most 0 shows all)", err=True)
