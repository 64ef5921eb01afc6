"""`kgbuild export`: the graph as files."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.graph import FORMATS


@click.command()
@graph_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder or file to write."
)
@handled
def command(graph: Path, form: str, out: Path) -> None:
    """Write the graph as files. The same content gives the same bytes.

    \b
    Example:
      kgbuild export --graph graph --format turtle -o graph.ttl
    """
    from kgbuild.errors import StoreError
    from kgbuild.graph import export

    try:
        written = export(graph, form=form, out=out)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror})") from None
    for path in written:
        click.echo(f"kgbuild: wrote {path}", err=True)
