"""`kgbuild retype`: say of what type an entity is."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._judge import because_option, by_option
from kgbuild.cli._progress import told


@click.command()
@click.argument("entity")
@click.argument("type_", metavar="TYPE")
@because_option
@by_option
@graph_option
@handled
def command(entity: str, type_: str, because: str, by: str, graph: Path) -> None:
    """Say that ENTITY (name or id) is of TYPE; "" takes it back. Kept beside the data, over rebuilds.

    \b
    Example:
      kgbuild retype "Harbour Falcons" Organization --because "a club, no place"
    """
    from kgbuild.changes import retyping
    from kgbuild.changes.changing import changing
    from kgbuild.project import find_entity

    with changing(graph, progress=told()) as ledger:
        known = {one.id: one for one in ledger.snapshot().entities}
        entry = retyping.retype(
            ledger, find_entity(known, entity, certain=True), type_, because=because, by=by
        )
    echo(
        f"{entry.name} was {entry.before}, is {entry.type or 'what the program takes it for'}",
        err=True,
    )
