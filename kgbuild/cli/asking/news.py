"""`kgbuild news`: what is told for the first time since the last build, or since a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from kgbuild.cli._cards import MOST, print_cards
from kgbuild.cli._common import feed_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told

COLUMNS = (
    "change", "says", "speaker", "polarity", "modality", "when", "status", "documents", "document",
    "published", "sentence", "worth", "fact", "claim",
)  # fmt: skip


@click.command()
@graph_option
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Told first in an article published on or after this day.",
)
@click.option(
    "--typed", is_flag=True, help="Leave out open claims: only relations of the vocabulary."
)
@click.option(
    "--most", default=MOST, show_default=True, type=click.IntRange(0), help="Rows shown; 0 for all."
)
@feed_option
@handled
def command(graph: Path, since: datetime | None, typed: bool, most: int, form: str) -> None:
    """What is new in the graph, the worthiest first: facts that no older article tells.

    New is what only the articles of the last build tell, or with --since what no article before that day tells.

    \b
    Examples:
      kgbuild build articles/ && kgbuild news
      kgbuild news --since 2025-05-01 --format atom > news.xml
    """
    from kgbuild.changes.changing import came_last
    from kgbuild.graph import Graph
    from kgbuild.graph.watching import atom, news

    opened = Graph.open(graph, progress=told())
    day: date | None = since.date() if since else None
    rows = news(opened, since=day, documents=None if day else came_last(graph))
    if typed:
        rows = [row for row in rows if row["relation"]]
    if form == "atom":
        echo(atom(rows, "News"), nl=False)
    elif form == "table":
        print_cards(rows, COLUMNS, most=most, empty="Nothing is new.")
    else:
        print_rows(rows, COLUMNS, form)
