"""`kgbuild watch`: what the graph says of the people and bodies of a list."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from kgbuild.cli._cards import MOST, print_cards
from kgbuild.cli._common import feed_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo

COLUMNS = ("id", "name", "how", "in_the_graph", "type", "articles", "claims", "latest")
TOLD = (
    "watched", "says", "speaker", "polarity", "modality", "when", "document", "published", "sentence",
)  # fmt: skip


@click.command()
@click.argument("path", metavar="LIST", type=click.Path(path_type=Path, dir_okay=False))
@graph_option
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only articles published from this day on."
)
@click.option("--new", is_flag=True, help="Only articles that the last build brought.")
@click.option(
    "--most",
    default=MOST,
    show_default=True,
    type=click.IntRange(0),
    help="Claims shown; 0 for all.",
)
@click.option("--claims", is_flag=True, help="Show the claims about the linked ones, newest first.")
@feed_option
@handled
def command(
    path: Path, graph: Path, since: datetime | None, new: bool, most: int, claims: bool, form: str
) -> None:
    """Which rows of LIST the graph has met, how surely, and what it says of them.

    LIST is CSV, JSON Lines or FollowTheMoney (id, name, aliases, type, country); build with --watchlist LIST to find
    and link its names. "near" is an entity of the name that is not linked: another type or country, or two rows.

    \b
    Examples:
      kgbuild build articles/ --watchlist people.csv && kgbuild watch people.csv
      kgbuild watch people.csv --new --claims
      kgbuild watch people.csv --since 2025-05-01 --format atom
    """
    from kgbuild.changes.changing import came_last
    from kgbuild.graph import Graph
    from kgbuild.graph.watching import atom, rows, told, watch

    opened = Graph.open(graph)
    day: date | None = since.date() if since else None
    found = watch(opened, path, since=day, documents=came_last(graph) if new else None)
    if form == "atom":
        echo(atom(told(opened, found), f"Watched: {path.stem}"), nl=False)
    elif claims and form == "table":
        print_cards(told(opened, found), TOLD, most=most)
    elif claims:
        print_rows(told(opened, found), TOLD, form)
    else:
        print_rows(rows(found), COLUMNS, form)
