"""kgbuild serve: a read-only SPARQL endpoint with a query page on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import graph_option, handled

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option(
    "--port",
    default=7878,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port; 0 takes a free one.",
)
@graph_option
@handled
def command(port: int, graph: Path) -> None:
    """Serve the graph as a read-only SPARQL endpoint, with a page to ask on.

    Only this machine can reach it (127.0.0.1). Ends with Ctrl+C.

    \b
    Example:
      kgbuild serve --graph ./graph
    """
    from kgbuild.query import questions
    from kgbuild.store.endpoint import Endpoint

    examples = [
        {"question": q.question, "sparql": q.sparql} for q in questions().values() if q.sparql
    ]
    server = Endpoint(graph, port=port, examples=examples)
    click.echo(
        f"{server.url}/ is the page, {server.url}/sparql the endpoint; Ctrl+C ends it", err=True
    )
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        server.server_close()
