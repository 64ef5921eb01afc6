"""How articles are read: the options that `kgbuild build` and `kgbuild shard plan` share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def reading_options(function: Callable[P, R]) -> Callable[P, R]:
    """All of them, in the order of `--help`."""
    for option in reversed(_options()):
        function = option(function)
    return function


def _options() -> list[Callable[[Callable[P, R]], Callable[P, R]]]:
    return [
        click.option(
            "--published", metavar="DATE", help="Date of all these articles, e.g. 2022-09-19."
        ),
        click.option(
            "--published-default",
            metavar="DATE",
            help="Date of those of these articles that state none.",
        ),
        click.option(
            "--dates",
            type=click.Choice(["dmy", "mdy"]),
            help="How to read 05/01/2020 [default: not at all].",
        ),
        click.option("--publisher", metavar="NAME", help="Publisher of all these articles."),
        click.option(
            "--map",
            "columns",
            metavar="FIELD=COLUMN",
            multiple=True,
            help="Column of rows that holds a field (title, text, published, publisher, byline, url, id).",
        ),
        click.option(
            "--pipeline",
            metavar="NAME",
            help="Another spaCy pipeline: an installed one, or a folder it was saved to.",
        ),
        click.option(
            "--watchlist",
            "--authority",
            "authority",
            type=click.Path(path_type=Path, dir_okay=False),
            help="People and bodies to find and link: CSV, JSON Lines or FtM (id, name, aliases, type, …).",
        ),
        click.option(
            "--vocabulary",
            type=click.Path(path_type=Path, file_okay=False),
            help="Folder of relations, types and words of your own (docs/howto/own-relations.md).",
        ),
        click.option(
            "--extractor",
            "extractors",
            multiple=True,
            metavar="SPEC",
            help="Extractor of your own: MODULE:NAME, FILE.py:NAME or FILE.jsonl; kept in the graph ('' for none).",
        ),
        click.option(
            "--longest",
            type=click.IntRange(min=1),
            default=300_000,
            show_default=True,
            metavar="CHARACTERS",
            help="Longer articles are refused; white space is not counted.",
        ),
    ]


def options_of(given: dict[str, Any]) -> dict[str, Any]:
    """What the options give, as arguments of `kgbuild.build`."""
    columns = _columns(given.pop("columns"))
    return {**given, "columns": columns, "extractors": given.pop("extractors") or None}


def _columns(pairs: tuple[str, ...]) -> dict[str, str]:
    """`--map` as field -> column; raises UsageError for what is no pair of a known field and a column."""
    from kgbuild.errors import UsageError
    from kgbuild.read.records.fields import SHOWN

    found = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or field.strip() not in SHOWN or not column.strip():
            raise UsageError(f"--map {pair}: write FIELD=COLUMN; fields are {', '.join(SHOWN)}")
        found[field.strip()] = column.strip()
    return found
