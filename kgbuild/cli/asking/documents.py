"""`kgbuild documents`: which documents are in the graph, and what was read of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = ("source", "title", "publisher", "published", "basis", "claims", "notes")


@click.command()
@click.option("--source", metavar="TEXT", help="Part of the source, or a pattern with *.")
@click.option("--publisher", metavar="TEXT", help="Part of the publisher's name.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or later.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Published on this day or before.")
@click.option("--undated", is_flag=True, help="Only those without a date.")
@click.option("--noted", is_flag=True, help="Only those with notes on what was read.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@graph_option
@format_option
@handled
def command(
    source: str | None,
    publisher: str | None,
    since: datetime | None,
    until: datetime | None,
    undated: bool,
    noted: bool,
    as_json: bool,
    graph: Path,
    form: str,
) -> None:
    """List the documents: title, publisher, date and what it rests on, notes on what was read.

    \b
    Example:
      kgbuild documents --undated
    """
    from kgbuild.graph import Graph
    from kgbuild.graph.listing import DOCUMENT

    rows = Graph.open(graph).list_documents(
        source=source,
        publisher=publisher,
        since=since.date() if since else None,
        until=until.date() if until else None,
        undated=undated,
        noted=noted,
    )
    form = "json" if as_json else form
    print_rows(rows, SHOWN if form == "table" else DOCUMENT, form)
