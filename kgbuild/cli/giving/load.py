"""kgbuild load: bring the graph into a Neo4j or SPARQL server."""

from __future__ import annotations

import logging
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kgbuild.cli._common import graph_option, handled, slice_options
from kgbuild.cli._echo import echo
from kgbuild.cli._neo4j import neo4j_options
from kgbuild.cli._progress import told
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kgbuild.cli._neo4j import Server
    from kgbuild.model import Snapshot


SHOWN = 100
"""Differences of a server that are listed."""


class _Stores(click.Group):
    """Our servers, and a command for the store of each plug-in."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kgbuild import plugins

        return sorted({*super().list_commands(ctx), *(p.name for p in plugins.installed("stores"))})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from kgbuild import plugins

        ours = super().get_command(ctx, cmd_name)
        if ours is None and any(p.name == cmd_name for p in plugins.installed("stores")):
            return _of_plugin(cmd_name)
        return ours


def _of_plugin(name: str) -> click.Command:
    @click.command(name, help=f"Load the graph into {name}, by a plug-in (see: kgbuild plugins).")
    @click.option("--to", "address", required=True, help="Where to: what the plug-in takes.")
    @graph_option
    @handled
    def load(address: str, graph: Path) -> None:
        from kgbuild.graph.writers import writing

        with writing(name, address) as writer:
            echo(writer.write(snapshot_of(graph)).told)

    return load


@click.group(cls=_Stores)
def command() -> None:
    """Load the graph into a server: Neo4j, any with SPARQL 1.1, or the store of a plug-in.

    \b
    Examples:
      kgbuild load neo4j --uri bolt://localhost:7687
      kgbuild load sparql --endpoint http://localhost:3030/news
    """


def snapshot_of(graph: Path, slices: tuple[str, ...] = (), steps: int = 1) -> Snapshot:
    """The graph of a folder, or a slice of it."""
    from kgbuild.changes.changing import reading
    from kgbuild.graph.slicing import cut

    with reading(graph) as ledger:
        return cut(ledger, slices, steps=steps)


class Progress:
    """A line on stderr for what takes longer than two seconds."""

    def __init__(self) -> None:
        self._next = time.monotonic() + 2.0

    def __call__(self, step: str, done: int, of: int) -> None:
        """Say how far a step is, at most twice a second."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + 0.5
            echo(f"{step}: {done:,} of {of:,}", err=True)


class _Waiting(logging.Handler):
    """The driver says when it tries a lost transaction again; a reader needs to hear it now and then."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._next = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        if "will be retried" in record.getMessage() and time.monotonic() >= self._next:
            self._next = time.monotonic() + 10.0
            echo("kgbuild: the server is away or busy; trying again", err=True)


@contextmanager
def told_of_waiting() -> Iterator[None]:
    """While it lasts, a line on stderr when the server is waited for."""
    driver, handler = logging.getLogger("neo4j"), _Waiting()
    driver.addHandler(handler)
    try:
        yield
    finally:
        driver.removeHandler(handler)


verify_option = click.option(
    "--verify",
    is_flag=True,
    help="Only hold what is there against the graph; exit 1 if it differs.",
)


def _tell(problems: Iterator[str], where: str) -> None:
    """Print what differs, the first of it; exit 1 where anything does."""
    count = 0
    for count, line in enumerate(problems, 1):
        if count <= SHOWN:
            echo(line)
    if count > SHOWN:
        echo(f"… and {count - SHOWN} more")
    if count:
        echo(f"kgbuild: {where} is not as the graph: load it again", err=True)
        raise SystemExit(1)
    echo(f"kgbuild: {where} holds the graph, no more and no less", err=True)


@command.command()
@neo4j_options
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--remove", is_flag=True, help="Take our nodes out again; others stay.")
@click.option("--replace", is_flag=True, help="Delete another graph's nodes that are there.")
@verify_option
@slice_options
@graph_option
@handled
def neo4j(
    server: Server,
    dry_run: bool,
    remove: bool,
    replace: bool,
    verify: bool,
    slices: tuple[str, ...],
    steps: int,
    graph: Path,
) -> None:
    """Make a Neo4j database hold the graph; what is the same stays, what is gone is deleted.

    Only nodes with the label :KgBuild are ours; all others are left alone. A database that holds another
    graph is refused without --replace.
    """
    from kgbuild.changes.changing import reading
    from kgbuild.graph.slicing import cut
    from kgbuild.store.cypher.load import load, unload
    from kgbuild.store.cypher.neo4j import connect, version_warning

    # The graph and the server are looked for before the long work of reading begins.
    with ExitStack() as opened:
        ledger = None if remove else opened.enter_context(reading(graph, progress=told()))
        address = (server.uri, server.user, server.password())
        store = opened.enter_context(connect(*address, database=server.database))
        opened.enter_context(told_of_waiting())
        if warning := version_warning(store.version):
            echo(f"kgbuild: {warning}", err=True)
        if ledger is None:
            echo(f"removed {unload(store):,} nodes from {server.shown}")
            return
        if verify:
            from kgbuild.store.served import neo4j_problems

            _tell(neo4j_problems(store, cut(ledger, slices, steps=steps)), server.shown)
            return
        found = cut(ledger, slices, steps=steps)
        report = load(store, found, dry_run=dry_run, replace=replace, progress=Progress())
    would = "would write" if dry_run else "wrote"
    delete = "would delete" if dry_run else "deleted"
    echo(
        f"{would} {report.new:,} new and {report.changed:,} changed nodes with {report.statements:,} links, "
        f"{delete} {report.gone:,}; {report.unchanged:,} are as they were (run {report.run})"
    )


@command.command()
@click.option(
    "--endpoint",
    envvar="KGBUILD_ENDPOINT",
    show_envvar=True,
    metavar="URL",
    help="Address for SPARQL updates.",
)
@click.option("--query", "query_url", metavar="URL", help="Address for queries, where it differs.")
@click.option(
    "--store", "store_url", metavar="URL", help="Graph Store address: used instead of updates."
)
@click.option(
    "--named-graph", metavar="IRI", help="Graph to load into (default: the default graph)."
)
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--remove", is_flag=True, help="Take our triples out again; others stay.")
@click.option("--replace", is_flag=True, help="Delete another graph's triples that are there.")
@verify_option
@slice_options
@graph_option
@handled
def sparql(
    endpoint: str | None,
    query_url: str | None,
    store_url: str | None,
    named_graph: str | None,
    dry_run: bool,
    remove: bool,
    replace: bool,
    verify: bool,
    slices: tuple[str, ...],
    steps: int,
    graph: Path,
) -> None:
    """Make a SPARQL 1.1 server hold the graph, by updates in batches or the Graph Store protocol.

    What is ours and no longer in the graph is deleted; triples of others stay. A server that holds another
    graph of ours is refused without --replace. With --store the named graph is replaced as a whole.
    USER:PASSWORD@ before the host logs in.

    \b
    Examples:
      kgbuild load sparql --endpoint http://localhost:3030/news
      kgbuild load sparql --endpoint http://localhost:7878/update
      kgbuild load sparql --store http://localhost:3030/news/data --named-graph https://example.org/news
    """
    from kgbuild.graph.writers import writing
    from kgbuild.model import Snapshot
    from kgbuild.store.sparql import Asked, query_address

    if endpoint is None and store_url is None:
        raise UsageError("where to? give --endpoint URL, or --store URL with --named-graph IRI")
    if verify:
        from kgbuild.store.served import sparql_problems

        if not (query_url or endpoint):
            raise UsageError("where to ask? give --query URL")
        address = query_url or query_address(endpoint or "")
        server = Asked(address, named_graph)
        found = snapshot_of(graph, slices, steps)
        _tell(sparql_problems(server, found), urlsplit(address).hostname or address)
        return
    options = {"named_graph": named_graph, "dry_run": dry_run, "progress": Progress()}
    if store_url is None:
        options |= {"query": query_url, "replace": replace or remove}
    name, address = ("sparql", endpoint or "") if store_url is None else ("graph-store", store_url)
    with writing(name, address, **options) as writer:
        report = writer.write(Snapshot() if remove else snapshot_of(graph, slices, steps))
    would = "would write" if dry_run else "wrote"
    delete = "would delete" if dry_run else "deleted"
    echo(
        f"{would} {report.statements:,} triples of {report.new + report.changed:,} nodes, "
        f"{delete} {report.gone:,} nodes; "
        f"{report.unchanged:,} are as they were"
    )
