"""`kgbuild judge`: take in decisions that were made on the review page and kept as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._judge import because_option, by_option


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@because_option
@by_option
@graph_option
@handled
def command(file: Path, because: str, by: str, graph: Path) -> None:
    """Take in a judgements FILE: all of it, or nothing where one decision is wrong or of another graph.

    JSON Lines with a head; "Keep as file" on the page of kgbuild review --browser writes one. Decisions are appended,
    outlive rebuilds, and can be undone.

    \b
    Example:
      kgbuild judge judgements.jsonl --by "Anna"
    """
    from kgbuild.reviewing import apply, read_file

    count = apply(graph, read_file(file), by=by, because=because)
    echo(f"{count} decisions taken in", err=True)
