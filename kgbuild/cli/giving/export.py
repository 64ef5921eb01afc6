"""`kgbuild export`: the graph as files."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled, slice_options
from kgbuild.cli._echo import echo
from kgbuild.graph.formats import FORMATS, OTHER_NAMES

LISTED = 10
"""As many files are named one by one; of more, the folder and the count."""


class _Format(click.Choice[str]):
    """One of FORMATS, by its other names too, or the format of a plug-in."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from kgbuild import plugins

        if any(plugin.name == value for plugin in plugins.installed("exporters")):
            return value
        return super().convert(OTHER_NAMES.get(value, value), param, ctx)


@click.command()
@graph_option
@click.option("--format", "form", type=_Format(FORMATS), default="jsonl", show_default=True)
@click.option(
    "--rdf12",
    is_flag=True,
    help="For readers of RDF 1.2: a claim also names the triple it speaks of (nquads, turtle, trig).",
)
@slice_options
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="Folder or file to write."
)
@handled
def command(
    graph: Path, form: str, rdf12: bool, slices: tuple[str, ...], steps: int, out: Path
) -> None:
    """Write the graph as files. The same content gives the same bytes.

    \b
    Examples:
      kgbuild export --graph graph --format turtle -o graph.ttl
      kgbuild export --graph graph --slice 2024-01..2024-03 --slice "Erik Halden" -o spring
      kgbuild export --graph graph --format neo4j-csv -o tables && sh tables/import.sh
    """
    from kgbuild.errors import StoreError
    from kgbuild.graph import export

    try:
        written = export(graph, form=form, out=out, rdf12=rdf12, slices=slices, steps=steps)
    except OSError as error:
        raise StoreError(f"{out}: cannot be written ({error.strerror})") from None
    if len(written) <= LISTED:
        for path in written:
            echo(f"kgbuild: wrote {path}", err=True)
    else:
        folder = Path(os.path.commonpath(written))
        echo(f"kgbuild: wrote {len(written)} files into {folder}", err=True)
    if form == "neo4j-csv":
        echo(f"kgbuild: next, where neo4j-admin is: sh {out / 'import.sh'}", err=True)
