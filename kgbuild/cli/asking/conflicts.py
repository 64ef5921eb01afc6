"""`kgbuild conflicts`: where reports differ, or make no sense."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told
from kgbuild.model import ConflictKind

COLUMNS = ("kind", "field", "about", "detail", "documents", "sentences", "claims", "facts", "id")


@click.command()
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([str(kind) for kind in ConflictKind]),
    help="Only this kind; may be given several times.",
)
@graph_option
@format_option
@handled
def command(kinds: tuple[str, ...], graph: Path, form: str) -> None:
    """Where reports differ or make no sense: hard conflicts first, every side with its sentence.

    Kinds: conflict (both cannot hold), implausible (cannot be so), change (time explains it),
    certainty, strength, granularity and wording (told otherwise, not against each other).

    \b
    Example:
      kgbuild conflicts --kind conflict --kind implausible
    """
    from kgbuild.changes.changing import ensure
    from kgbuild.graph import conflicts

    ensure(graph, progress=told())
    rows = conflicts(graph)
    if kinds:
        rows = [row for row in rows if row["kind"] in kinds]
    if form != "table":
        print_rows(rows, COLUMNS, form)
        return
    if not rows:
        echo("Nothing that does not fit together.")
    for row in rows:
        echo(f"{row['kind']}: {row['field']}  {row['about']}")
        echo(f"    {row['detail']}")
        for sentence in row["sentences"]:
            echo(f"    - {' '.join(sentence.split())}")
        echo(f"    {row['id']}")
        echo("")
