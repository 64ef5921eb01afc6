"""`kgbuild shard`: past one machine, by files and any scheduler."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told
from kgbuild.cli._reading import options_of, reading_options
from kgbuild.cli.graphs.build import REFUSED, end
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

folder_argument = click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR"
)


@click.group()
def command() -> None:
    """Build past one machine: plan shards, run each anywhere, gather them into one graph.

    A shard is files in, files out, so that any scheduler can run it; docs/scale.md has examples. Needs the
    extra [shards], in a clone: python -m pip install ".[shards]".

    \b
    Example:
      kgbuild shard plan articles/ --out work --shards 2
      kgbuild shard run work 1/2
      kgbuild shard run work 2/2
      kgbuild shard gather work --graph graph
    """


@command.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the plan: all machines must see it.",
)
@click.option("--shards", required=True, type=click.IntRange(min=1), help="How many.")
@reading_options
@handled
def plan(paths: tuple[str, ...], out: Path, shards: int, **reading: Any) -> None:
    """Cut inputs into shards: files, folders, and addresses that fsspec knows (s3://bucket/articles).

    Nothing is read yet. The same plan again changes nothing.
    """
    from kgbuild.sharding import plan as make

    made = make(paths, out=out, shards=shards, today=date.today(), **options_of(reading))
    inputs = sum(1 for number in range(1, shards + 1) for _ in made.pieces(number))
    echo(
        f"kgbuild: {inputs} inputs in {shards} shards; run each, first: {made.command(1)}", err=True
    )


@command.command()
@folder_argument
@click.argument("shard", metavar="I/N")
@click.option("--again", is_flag=True, help="Try again what was set aside.")
@handled
def run(folder: Path, shard: str, again: bool) -> None:
    """Run shard I of N (from 1). One that is done is left as it is; one that was ended goes on.

    A part of it that ends its process twice is set aside with its articles, and the others are done.
    Exit: 0 done, 3 done but for what was set aside, 2 wrong usage, 1 anything else.
    """
    from kgbuild.sharding import run as do

    number, of = _number(shard)
    receipt = do(folder, number, of, again=again, progress=told())
    for source, why in receipt.aside:
        echo(f"kgbuild: {source}: {why}", err=True)
    echo(
        f"kgbuild: shard {receipt.shard}: {receipt.documents} documents, {receipt.claims} claims,"
        f" {receipt.words} words; {receipt.seconds:.1f} s",
        err=True,
    )
    if receipt.aside:
        echo(f"kgbuild: try them again with: kgbuild shard run {folder} {shard} --again", err=True)
        raise SystemExit(REFUSED)


def _number(text: str) -> tuple[int, int]:
    """3/8 as numbers."""
    number, slash, of = text.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal()):
        raise UsageError(f"{text}: write which shard of how many, as 3/8")
    return int(number), int(of)


@command.command()
@folder_argument
@format_option
@handled
def status(folder: Path, form: str) -> None:
    """How far each shard is: done, not begun, not ended, damaged, foreign; and how often it was begun."""
    from kgbuild.sharding import read_plan, states

    rows = [
        {
            "shard": state.name,
            "state": state.word,
            "tries": state.tries,
            "documents": state.receipt.documents if state.receipt else None,
            "set aside": len(state.receipt.aside) if state.receipt else None,
            "trouble": state.trouble,
        }
        for state in states(read_plan(folder))
    ]
    columns = ("shard", "state", "tries", "documents", "set aside", "trouble")
    print_rows(rows, columns, form)


def _day(name: str, text: str) -> Callable[..., Any]:
    return click.option(name, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help=text)


@command.command()
@folder_argument
@graph_option
@click.option("--partial", is_flag=True, help="Gather what is done; gather again for the rest.")
@_day("--since", "Only documents of this day and later: a slice, for a graph of its own.")
@_day("--until", "Only documents up to this day.")
@click.option(
    "--naming", multiple=True, metavar="NAME", help="Only documents that name one of these."
)
@click.option("-v", "--verbose", is_flag=True, help="Show every refusal and fault, one a line.")
@handled
def gather(
    folder: Path,
    graph: Path,
    partial: bool,
    since: Any,
    until: Any,
    naming: tuple[str, ...],
    verbose: bool,
) -> None:
    """Bring the shards into a graph: the same, byte for byte, as one build of the same inputs.

    Shards that are missing, damaged or of other rules are named first, and nothing is touched.
    Exit: as of kgbuild build.
    """
    from kgbuild.sharding import gather as do

    report = do(
        folder,
        graph=graph,
        partial=partial,
        since=since.date() if since else None,
        until=until.date() if until else None,
        naming=naming,
        progress=told(),
    )
    end(report, graph, verbose=verbose)
