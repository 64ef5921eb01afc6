"""`kgbuild split`: take parts out of an entity."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._judge import because_option, by_option, say, side_row
from kgbuild.cli._progress import told


@click.command()
@click.argument("entity")
@click.argument("parts", nargs=-1, metavar="[PART]...")
@graph_option
@format_option
@because_option
@by_option
@handled
def command(
    entity: str, parts: tuple[str, ...], graph: Path, form: str, because: str, by: str
) -> None:
    """Take PARTs (documents or document clusters) out of ENTITY; without PART, list its parts.

    \b
    Example:
      kgbuild split "Anna Adler"
      kgbuild split "Anna Adler" harbour.txt --because "another Anna Adler, a sailor"
    """
    from kgbuild.changes.changing import changing, reading
    from kgbuild.resolve.judgements import decisions as desk

    if not parts:
        with reading(graph, progress=told()) as ledger:
            rows = [side_row(side) for side in desk.parts(ledger, entity)]
        print_rows(rows, ("document", "name", "sentence", "cluster"), form)
        return
    with changing(graph, progress=told()) as ledger:
        written = desk.split(ledger, entity, parts, by=by, because=because)
    say(f"taken out of {entity}: {', '.join(parts)}", written)
