"""`kgbuild timeline`: what is told of somebody or something, in the order of time."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._cards import MOST, print_cards
from kgbuild.cli._common import format_option, graph_option, handled, print_rows

SHOWN = (
    "start", "end", "subject", "relation", "words", "object", "status", "place", "documents",
    "independent_sources", "observed", "sentence", "source", "fact",
)  # fmt: skip
COLUMNS = (
    "start", "end", "precision", "when", "subject", "relation", "words", "object", "polarity",
    "modality", "status", "place", "documents", "independent_sources", "observed", "sentence",
    "source", "worth", "fact",
)  # fmt: skip


@click.command()
@click.argument("name")
@click.option("--dated", is_flag=True, help="Leave out facts whose time nobody tells.")
@click.option(
    "--typed", is_flag=True, help="Leave out open claims: only relations of the vocabulary."
)
@click.option(
    "--most", default=MOST, show_default=True, type=click.IntRange(0), help="Rows shown; 0 for all."
)
@graph_option
@format_option
@handled
def command(name: str, dated: bool, typed: bool, most: int, graph: Path, form: str) -> None:
    """What is told of NAME, in the order of time: facts with status, independent sources and a sentence.

    A state and its own government are one actor here. Facts without a time stand last, the worthiest first.

    \b
    Example:
      kgbuild timeline "Anna Adler"
    """
    from kgbuild.graph import timeline

    rows = timeline(name, graph=graph)
    if dated:
        rows = [row for row in rows if row["start"] or row["end"]]
    if typed:
        rows = [row for row in rows if row["relation"]]
    if form == "table":
        print_cards(rows, SHOWN, most=most, empty=f"Nothing is told of {name}.")
    else:
        print_rows(rows, COLUMNS, form)
