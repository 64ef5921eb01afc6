"""`kgbuild explain`: why two are one, or are not."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo, echo_json
from kgbuild.cli._progress import told


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the answer is printed.",
)
@handled
def command(left: str, right: str, graph: Path, form: str) -> None:
    """Why A and B (names or ids) are one entity, or two: what speaks for it and what against.

    \b
    Example:
      kgbuild explain "Anna Adler" "A. Adler"
    """

    from kgbuild.changes.changing import reading
    from kgbuild.resolve.why import explain_pair

    with reading(graph, progress=told()) as ledger:
        found = explain_pair(ledger, left, right)
    if form == "json":
        answer = {"same": found.same, "headline": found.headline, "lines": list(found.lines)}
        echo_json(answer)
        return
    echo(found.headline)
    for line in found.lines:
        echo(f"  {line}")
