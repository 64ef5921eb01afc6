"""`kgbuild annotate`: text in, CoNLL-U out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kgbuild.cli._common import handled
from kgbuild.cli._echo import shown

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--tokenized", is_flag=True, help="One sentence a line, tokens parted by one space.")
@click.option(
    "--format", "form", type=click.Choice(["conllu"]), default="conllu", show_default=True
)
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
@click.option("--roles", is_flag=True, help="Semantic roles too: CoNLL-U Plus, two more columns.")
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline instead of ours.")
@handled
def command(
    files: tuple[str, ...],
    tokenized: bool,
    form: str,
    out: Path | None,
    roles: bool,
    pipeline: str | None,
) -> None:
    """Annotate text: tags, lemmas, trees and names, to standard output or a file. - is standard input.

    With --tokenized the sentences and tokens are kept exactly: a no-break space inside a token stands
    for a space, an empty line ends a document. With --roles each predicate has its PropBank roleset and
    the heads of its arguments, in the columns UP:PRED and UP:ARGHEADS of CoNLL-U Plus.

    \b
    Example:
      kgbuild annotate article.txt --format conllu
    """
    from kgbuild.errors import StoreError

    try:
        if out is None:
            _write(_blocks(files, tokenized, pipeline, roles), sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            with out.open("wb") as target:
                _write(_blocks(files, tokenized, pipeline, roles), target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(
            f"{out or 'standard output'}: cannot be written ({error.strerror})"
        ) from None


def _write(blocks: Iterator[str], target: BinaryIO) -> None:
    """The blocks as they are; on a terminal, with a picture in the place of what would move its cursor."""
    harmless = shown if target.isatty() else str
    for block in blocks:
        target.write((harmless(block) + "\n").encode("utf-8"))


def _blocks(
    files: tuple[str, ...], tokenized: bool, pipeline: str | None, roles: bool
) -> Iterator[str]:
    from kgbuild.language.conllu import COLUMNS, annotate_text, annotate_tokens, read_text
    from kgbuild.language.load import load_pipeline

    texts = [(file, read_text(_content(file), source=file)) for file in files]
    nlp = load_pipeline(pipeline, roles=roles)
    if roles:
        yield COLUMNS
    for file, text in texts:
        name = "stdin" if file == "-" else Path(file).stem
        if tokenized:
            lines = text.split("\n")
            yield from annotate_tokens(nlp, lines, document=name, source=file, roles=roles)
        else:
            yield from annotate_text(nlp, text, document=name, roles=roles)


def _content(file: str) -> bytes:
    from kgbuild.errors import UsageError

    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror})") from None
