"""`kgbuild stats`: what is in the graph."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo_json


@click.command()
@graph_option
@format_option
@handled
def command(graph: Path, form: str) -> None:
    """Count what is in the graph: documents, entities, claims, facts, by kind.

    \b
    Example:
      kgbuild stats --graph graph --format json
    """
    from kgbuild.graph import stats

    counts = stats(graph)
    if form == "json":
        echo_json(counts)
        return
    rows = []
    for name, value in counts.items():
        if isinstance(value, dict):
            rows += [{"what": f"{name[3:]}: {key}", "count": n} for key, n in value.items()]
        else:
            rows.append({"what": name.replace("_", " "), "count": value})
    print_rows(rows, ("what", "count"), form)
