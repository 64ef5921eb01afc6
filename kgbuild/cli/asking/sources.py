"""`kgbuild sources`: what one fact rests on."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told

COLUMNS = (
    "published", "publisher", "source", "said_by", "hedge", "leans_on", "sentence", "start", "end",
    "claim", "why",
)  # fmt: skip


@click.command()
@click.argument("fact")
@graph_option
@format_option
@handled
def command(fact: str, graph: Path, form: str) -> None:
    """Every claim that FACT rests on: document, speaker, sentence, and what the document leans on.

    FACT is an id as `kgbuild timeline` prints it, or its beginning.

    \b
    Example:
      kgbuild sources f-0a1b2c
    """
    from kgbuild.changes.changing import ensure
    from kgbuild.graph import sources

    ensure(graph, progress=told())
    rows = sources(fact, graph=graph)
    if form != "table":
        print_rows(rows, COLUMNS, form)
        return
    for row in rows:
        voice = " > ".join(row["said_by"]) or "the article"
        dated = row["published"] or "undated"
        echo(f"{dated}  {row['publisher'] or row['source']}  ({voice})")
        hedge = f"“{row['hedge']}”  " if row["hedge"] else ""
        echo(
            f"    {hedge}{row['source']}:{row['start']}-{row['end']}: {' '.join(row['sentence'].split())}"
        )
        for mark in row["leans_on"]:
            echo(f"    with others: {mark}")
    if rows:
        echo(rows[0]["why"])
