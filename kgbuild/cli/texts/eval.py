"""`kgbuild eval`: a graph against articles annotated by hand."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled, print_rows
from kgbuild.cli._echo import echo

COLUMNS = ("figure", "value", "right", "of", "low", "high")


@click.command(name="eval")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@graph_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How the figures are printed.",
)
@click.option("--misses", is_flag=True, help="Show what was missed or wrong, with its sentence.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="An earlier run's --format json: shows what changed.",
)
@handled
def command(
    gold: tuple[Path, ...], graph: Path, form: str, misses: bool, against: Path | None
) -> None:
    """Measure the graph against GOLD: files or folders of articles annotated by hand.

    The articles must be in the graph. Each rate has its 95 % interval (a bootstrap over articles); gates must
    be 0. Exits with 3 where a gate is not. docs/evaluation.md explains every figure and the format of the gold.

    \b
    Example:
      kgbuild build articles/ && kgbuild eval gold/
    """
    from kgbuild.errors import UsageError
    from kgbuild.evaluate import evaluate, read_gold
    from kgbuild.graph import Graph

    found = evaluate(read_gold(gold), Graph.open(graph).snapshot)
    for file in found.missing:
        echo(f"kgbuild: {file}: its article is not in the graph", err=True)
    if not found.articles:
        raise UsageError("none of the gold's articles is in the graph; build them first")
    rows = found.rows()
    columns: tuple[str, ...] = COLUMNS
    if against is not None:
        try:
            before = json.loads(against.read_text(encoding="utf8"))
            earlier = {row["figure"]: row["value"] for row in before}
        except (OSError, ValueError, TypeError, KeyError):
            raise UsageError(f"{against}: not the output of kgbuild eval --format json") from None
        for row in rows:
            row["before"] = earlier.get(row["figure"])
        columns = (*COLUMNS[:2], "before", *COLUMNS[2:])
    print_rows(rows, columns, form, title=f"{found.articles} articles")
    if misses:
        shown = [
            {"kind": m.kind, "article": m.article, "claim": m.claim, "sentence": m.sentence,
             "detail": m.detail}
            for m in found.misses
        ]  # fmt: skip
        print_rows(shown, ("kind", "article", "claim", "sentence", "detail"), form)
    if any(found.gates.values()):
        raise SystemExit(3)
