"""`kgbuild changes`: what is new, ended or reversed in a period."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._progress import told

SHOWN = (
    "change", "start", "end", "subject", "relation", "object", "before", "status",
    "independent_sources", "fact",
)  # fmt: skip
COLUMNS = (
    "change", "start", "end", "precision", "when", "subject", "relation", "object", "polarity",
    "status", "place", "documents", "independent_sources", "observed", "before", "fact", "sentence",
)  # fmt: skip


@click.command()
@click.option("--from", "start", required=True, metavar="DATE", help="First day, as 2022-09-01.")
@click.option("--to", "end", required=True, metavar="DATE", help="Last day, as 2022-09-30.")
@graph_option
@format_option
@handled
def command(start: str, end: str, graph: Path, form: str) -> None:
    """What is new, ended or reversed between two days (both inclusive).

    A fact counts by its own time, an event without one by the date of the first article that tells it.

    \b
    Example:
      kgbuild changes --from 2022-09-01 --to 2022-09-30
    """
    from kgbuild.changes.changing import ensure
    from kgbuild.graph import changes

    ensure(graph, progress=told())
    rows = changes(_day(start), _day(end), graph=graph)
    print_rows(rows, SHOWN if form == "table" else COLUMNS, form, empty="Nothing changed.")


def _day(text: str) -> date:
    from kgbuild.errors import UsageError

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is no date; write it as 2022-09-30") from None
