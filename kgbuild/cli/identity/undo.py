"""`kgbuild undo`: take back a person's judgement."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._judge import because_option, by_option, say
from kgbuild.cli._progress import told


@click.command()
@click.argument("judgement", default="")
@graph_option
@because_option
@by_option
@handled
def command(judgement: str, graph: Path, because: str, by: str) -> None:
    """Take back the last judgement of a person, or the one with the id JUDGEMENT.

    Nothing is erased: a newer judgement says "unsure", and the program decides on the pair again.

    \b
    Example:
      kgbuild undo
      kgbuild undo j-0123456789abcdef0123
    """
    from kgbuild.changes.changing import changing
    from kgbuild.resolve.judgements.decisions import undo

    with changing(graph, progress=told()) as ledger:
        written = undo(ledger, judgement, by=by, because=because)
    say("taken back", written, undo=False)
