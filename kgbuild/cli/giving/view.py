"""`kgbuild view`: one HTML file that anybody can open."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told
from kgbuild.model import GATE


@click.command()
@graph_option
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("graph.html"),
    show_default=True,
    help="The file to write.",
)
@click.option(
    "--focus",
    "-f",
    multiple=True,
    metavar="NAME",
    help="Begin with this name and two steps round it; may be given more than once.",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what is dated from this day on."
)
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="Only what is dated up to this day."
)
@click.option("--title", default="News graph", show_default=True, help="The page's heading.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=GATE,
    show_default=True,
    help="How sure a reading must be to count as reported.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 5000),
    default=2000,
    show_default=True,
    help="Names drawn at most, the best connected first; search and tables hold all.",
)
@handled
def command(
    graph: Path,
    out: Path,
    focus: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    title: str,
    threshold: float,
    limit: int,
) -> None:
    """Write the graph as one HTML file to look at, search and send by mail.

    The file needs no network and no installation: open it in any browser. Of a graph of more than 3,000 documents it
    holds the part round the focus, or what is worth most.

    \b
    Example:  kgbuild view --focus "Nikolai Patrushev" --since 2022-09-01 -o talks.html
    """
    from kgbuild.graph import view

    text = view(
        graph,
        progress=told(),
        title=title,
        focus=focus,
        since=since.date() if since else None,
        until=until.date() if until else None,
        threshold=threshold,
        limit=limit,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf8", newline="\n")
    echo(f"{out} ({len(text.encode('utf8')) / 1e6:.1f} MB): open it in a browser.", err=True)
