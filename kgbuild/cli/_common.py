"""What the commands share: the graph option, printing of rows, errors as one line, progress."""

from __future__ import annotations

import csv
import functools
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click
from rich.console import Console
from rich.table import Table

from kgbuild.cli._echo import echo, echo_json, shown
from kgbuild.errors import KgbuildError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

P = ParamSpec("P")
R = TypeVar("R")

INTERRUPTED = 130
TERMINATED = 143

graph_option = click.option(
    "--graph",
    "graph",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("graph"),
    envvar="KGBUILD_GRAPH",
    show_default=True,
    show_envvar=True,
    help="Folder of the graph.",
)

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How rows are printed.",
)


feed_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "atom"]),
    default="table",
    show_default=True,
    help="How rows are printed; atom is a feed of the claims.",
)


def slice_options(function: Callable[P, R]) -> Callable[P, R]:
    """`--slice` and `--steps`: part of a graph in the place of all of it."""
    steps = click.option(
        "--steps",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="How far around the name of --slice.",
    )
    chosen = click.option(
        "--slice",
        "slices",
        multiple=True,
        metavar="PERIOD|NAME",
        help="Only the facts of a period (2024-01..2024-03-15) or around an entity; both: of both.",
    )
    return chosen(steps(function))


def handled(function: Callable[P, R]) -> Callable[P, R]:
    """Errors of ours become one line on stderr: exit 2 for usage, 1 for all else.

    Ctrl-C ends with 130, SIGTERM with 143, in either case as after an error: nothing is half done.
    """

    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        _heed_termination()
        try:
            return function(*args, **kwargs)
        except KgbuildError as error:
            echo(f"kgbuild: {error}", err=True)
            raise SystemExit(2 if isinstance(error, UsageError) else 1) from None
        except KeyboardInterrupt:
            echo("kgbuild: interrupted; the graph is as it was before", err=True)
            raise SystemExit(INTERRUPTED) from None
        except BrokenPipeError:
            raise SystemExit(0) from None

    return wrapper


def _heed_termination() -> None:
    """SIGTERM ends a command as an error does, so that its transaction and its workers end with it."""

    def end(*_: object) -> None:
        raise SystemExit(TERMINATED)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def cell(value: object) -> str:
    """One value as a reader wants to see it: lists joined, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(cell(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def console(*, stderr: bool = False) -> Console:
    """A console that colours only on a terminal and heeds NO_COLOR; wide when piped."""
    out = Console(stderr=stderr, highlight=False, soft_wrap=False)
    if not out.is_terminal:
        return Console(stderr=stderr, highlight=False, width=160, no_color=True)
    return out


def print_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    form: str,
    *,
    title: str = "",
    empty: str = "Nothing found.",
    most: int = 0,
) -> None:
    """Print rows as a table that fits the window, as JSON, or as CSV; `columns` fixes the order.

    A table that would have to break words stands as one block a row, a line a value. Of a table no more than
    `most` rows are shown, if given, and the number of the others.
    """
    rows = list(rows)
    if form == "table" and most and len(rows) > most:
        print_rows(rows[:most], columns, form, title=title)
        echo(f"… and {len(rows) - most:,} more (--most 0 shows all; --format csv or json has them)")
        return
    if form == "json":
        picked = [{c: row.get(c) for c in columns} for row in rows]
        echo_json(picked)
    elif form == "csv":
        from kgbuild.draw.files import guarded

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(
            [
                cell(value) if isinstance(value, int | float) else guarded(shown(cell(value)))
                for value in map(row.get, columns)
            ]
            for row in rows
        )
    elif form == "table":
        if not rows:
            echo(empty)
            return
        out = console()
        texts = [[shown(cell(row.get(c))) for c in columns] for row in rows]
        heads = [column.replace("_", " ") for column in columns]
        least = [_widest_word((head, *column)) for head, *column in zip(heads, *texts, strict=True)]
        room = out.width - sum(least) - 3 * len(heads) - 1
        if room < 0:
            _print_blocks(out, title, heads, texts)
            return
        table = Table(title=title or None, title_justify="left", show_lines=False, expand=False)
        for head, width in zip(heads, _widths(heads, texts, least, room), strict=True):
            table.add_column(head, overflow="fold", width=width)
        for row in texts:
            # Text from articles is data: markup in it must not colour anything.
            table.add_row(*(_plain(text) for text in row))
        out.print(table)
    else:
        raise UsageError(f"unknown format {form!r}; known are table, json, csv")


def _widest_word(texts: Iterable[str]) -> int:
    """Letters of the longest word, at most as many as an id has: longer ones may be broken."""
    return min(22, max((len(word) for text in texts for word in text.split()), default=0))


def _widths(
    heads: Sequence[str], rows: list[list[str]], least: Sequence[int], room: int
) -> list[int]:
    """Letters a column: as many as its longest text has, or else an equal share of the room left."""
    full = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    widths = list(least)
    for done, i in enumerate(sorted(range(len(full)), key=lambda i: full[i] - least[i])):
        more = min(max(0, full[i] - least[i]), room // (len(full) - done))
        widths[i] += more
        room -= more
    return widths


def _print_blocks(out: Console, title: str, heads: Sequence[str], rows: list[list[str]]) -> None:
    """One block a row: a line for each value that there is."""
    if title:
        out.print(_plain(title))
    for row in rows:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(style="bold", min_width=max(map(len, heads)), no_wrap=True)
        block.add_column(overflow="fold")
        for head, text in zip(heads, row, strict=True):
            if text:
                block.add_row(head, _plain(text))
        out.print(block)
        out.print()


def _plain(text: str) -> Any:
    from rich.text import Text

    return Text(text)
