"""`kgbuild suppress`: somebody is left out of the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._judge import because_option, by_option
from kgbuild.cli._progress import told


@click.command()
@click.argument("entity", required=False)
@click.option("--lift", is_flag=True, help="Let the entity in again.")
@click.option("--list", "listed", is_flag=True, help="Show who is left out, why, and who said so.")
@because_option
@by_option
@graph_option
@format_option
@handled
def command(
    entity: str | None, lift: bool, listed: bool, because: str, by: str, graph: Path, form: str
) -> None:
    """Leave ENTITY (name or id) out of every view, export, picture and store, from now on.

    With it go the claims that it takes part in, and those whose sentence speaks of it. It is remembered over
    rebuilds, also of articles that come later; whoever has the very same name and type is left out too, in
    doubt. The articles' own texts stay in the graph as they are: take an article out with kgbuild remove.

    \b
    Example:
      kgbuild suppress "Anna Adler" --because "asked by letter of 3 March"
    """
    from kgbuild.changes import hiding
    from kgbuild.changes.changing import changing, reading
    from kgbuild.errors import UsageError
    from kgbuild.project import find_entity

    if listed:
        with reading(graph) as ledger:
            rows = [
                {"name": e.name, "type": e.type, "because": e.because, "by": e.by}
                for e in hiding.standing(hiding.entries(ledger))
            ]
        print_rows(rows, ("name", "type", "because", "by"), form, empty="Nobody is left out.")
        return
    if entity is None:
        raise UsageError("name an ENTITY, or give --list")
    with changing(graph, progress=told()) as ledger:
        if lift:
            entry = hiding.lift(ledger, entity, because=because, by=by)
        else:
            known = {one.id: one for one in ledger.snapshot().entities}
            entry = hiding.suppress(
                ledger, find_entity(known, entity, certain=True), because=because, by=by
            )
    if lift:
        echo(f"{entry.name} is in the graph again", err=True)
    else:
        echo(f"{entry.name} ({entry.type}) is left out; take it back with: --lift", err=True)
