"""kgbuild openie: the open layer alone, for tokenised sentences."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import handled
from kgbuild.cli._echo import echo


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--style", type=click.Choice(["nary", "binary"]), default="nary", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@handled
def command(file: Path, style: str, output: Path) -> None:
    """Print the open claims of FILE, one tokenised sentence a line, as tab-separated rows.

    Columns: sentence, confidence, relation, arg1, arg2 and on. A view for measuring: nothing is
    normalised. Example:

        kgbuild openie sentences.txt --style nary -o triples.tsv
    """
    from kgbuild.extract.surface import openie
    from kgbuild.language import load_english

    lines = file.read_text(encoding="utf8").splitlines()
    count = 0
    with output.open("w", encoding="utf8") as out:
        for row in openie(lines, load_english(), style=style):
            out.write(row.line() + "\n")
            count += 1
    echo(f"{count} rows from {len(lines)} sentences in {output}")
