"""`kgbuild why`: every claim between two entities, with its sentence."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.errors import UsageError

COLUMNS = (
    "says", "relation", "speaker", "polarity", "modality", "hedge", "when", "place",
    "document", "published", "confidence", "sentence", "claim",
)  # fmt: skip


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B", required=False)
@graph_option
@format_option
@handled
def command(left: str, right: str | None, graph: Path, form: str) -> None:
    """Every claim between A and B: who says it, whether it happened, when, and the sentence.

    \b
    Example:
      kgbuild why "Anna Adler" "Boris Becker"
    """
    from kgbuild.graph import why

    if right is None:
        raise UsageError(f"why is asked of two; what is told of one: kgbuild timeline {left!r}")
    rows = why(left, right, graph=graph)
    if form != "table":
        print_rows(rows, COLUMNS, form)
        return
    if not rows:
        echo(f"No sentence speaks of {left} and {right} together in one claim.")
    for row in rows:
        echo(f"{row['says']}  [{row['relation'] or 'open'}]")
        limits = [f"said by {row['speaker']}"]
        limits += [
            row[key] for key in ("polarity", "modality") if row[key] not in ("asserted", "actual")
        ]
        limits += [f"“{row['hedge']}”"] if row["hedge"] else []
        limits += [row["when"]] if row["when"] else []
        limits += ["in " + ", ".join(row["place"])] if row["place"] else []
        limits.append(f"confidence {row['confidence']:.2f}")
        echo("    " + "; ".join(limits))
        echo(
            f"    {row['document']}:{row['start']}-{row['end']}: {' '.join(row['sentence'].split())}"
        )
        echo("")
