"""Score kgbuild on public data sets: `python -m evaluation.public --help`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from evaluation.public import gap, meantime, openie, polnear, tempeval, timelines

PATH = click.Path(exists=True, path_type=Path)
OUT = click.Path(path_type=Path)


@click.group()
def public() -> None:
    """Make texts to build a graph of, and score its export; docs/public-sets.md says what is counted."""


def _print(figures: dict[str, Any]) -> None:
    click.echo(json.dumps(figures, ensure_ascii=False))


@public.command()
@click.argument("name", type=click.Choice(["gap", "meantime", "tempeval"]))
@click.argument("data", type=PATH)
@click.argument("out", type=OUT)
def texts(name: str, data: Path, out: Path) -> None:
    """Write the texts of a data set to OUT.jsonl (PolNeAR has its own, in text/)."""
    {"gap": gap, "meantime": meantime, "tempeval": tempeval}[name].write_texts(data, out)


@public.command()
@click.argument("name", type=click.Choice(["gap", "meantime", "polnear", "tempeval", "timelines"]))
@click.argument("data", type=PATH)
@click.argument("export", type=PATH)
@click.option("--saying", is_flag=True, help="PolNeAR: attributions whose cue is of saying alone.")
def score(name: str, data: Path, export: Path, *, saying: bool) -> None:
    """Print the figures of an export (for timelines: of a folder of timelines) as one JSON line."""
    if saying and name != "polnear":
        raise click.UsageError("--saying is for polnear")
    if name == "polnear":
        _print(polnear.score_files(data, export, saying=saying))
        return
    module = {"gap": gap, "meantime": meantime, "tempeval": tempeval, "timelines": timelines}[name]
    _print(module.score_files(data, export))


@public.command("openie")
@click.argument("name", type=click.Choice(["carb", "benchie"]))
@click.argument("gold", type=PATH)
@click.argument("triples", type=PATH)
def open_triples(name: str, gold: Path, triples: Path) -> None:
    """Print the figures of what `kgbuild openie` wrote, as one JSON line."""
    _print({"carb": openie.carb, "benchie": openie.benchie}[name](gold, triples))


@public.command("timelines")
@click.argument("targets", type=PATH)
@click.argument("articles", type=PATH)
@click.argument("export", type=PATH)
@click.argument("out", type=OUT)
def write_timelines(targets: Path, articles: Path, export: Path, out: Path) -> None:
    """Write a timeline for each target of a folder, from an export of a folder of CAT files."""
    timelines.write_files(targets, articles, export, out)


if __name__ == "__main__":
    try:
        public(standalone_mode=True)
    except (ValueError, OSError) as error:
        sys.exit(f"{error}")
