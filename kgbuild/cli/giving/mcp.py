"""`kgbuild mcp`: the graph for agents, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from kgbuild.cli._common import graph_option, handled


@click.command()
@graph_option
@handled
def command(graph: Path) -> None:
    """Serve the graph to an agent over standard input and output (Model Context Protocol), read-only.

    The tools are the graph's questions: why, said_by, about, timeline, sources, conflicts, search_entities,
    search_sentences, ask. Every row has its speaker, polarity, modality and sentence. Needs the extra
    `mcp`, in a clone: python -m pip install ".[mcp]". Ends when the other side closes.

    \b
    Example:
      kgbuild mcp --graph ./graph
    """
    from kgbuild.ledger import Ledger
    from kgbuild.mcp_server import server

    # A wrong folder is said here, once, and not with each question.
    with Ledger.open(graph):
        pass
    server(graph).run("stdio")
