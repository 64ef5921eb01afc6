"""`kgbuild timeline`: what is told of somebody or something, in the order of time."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows

SHOWN = (
    "start", "end", "subject", "relation", "object", "status", "place",
    "documents", "independent_sources", "fact",
)  # fmt: skip
COLUMNS = (
    "start", "end", "precision", "when", "subject", "relation", "object", "polarity", "status",
    "place", "documents", "independent_sources", "observed", "fact", "sentence",
)  # fmt: skip


@click.command()
@click.argument("name")
@click.option("--dated", is_flag=True, help="Leave out facts whose time nobody tells.")
@graph_option
@format_option
@handled
def command(name: str, dated: bool, graph: Path, form: str) -> None:
    """What is told of NAME, in the order of time: facts with status and independent sources.

    A state and its own government are one actor here. Facts without a time stand last.

    \b
    Example:
      kgbuild timeline "Anna Adler"
    """
    from kgbuild.graph import timeline

    rows = timeline(name, graph=graph)
    if dated:
        rows = [row for row in rows if row["start"] or row["end"]]
    print_rows(
        rows, SHOWN if form == "table" else COLUMNS, form, empty=f"Nothing is told of {name}."
    )
