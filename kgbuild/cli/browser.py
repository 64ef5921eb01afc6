"""kgbuild browser: open Neo4j Browser with our style, guide and saved queries."""

from __future__ import annotations

import webbrowser

import click

from kgbuild.cli._common import handled


@click.command()
@click.option(
    "--neo4j",
    "address",
    default="http://localhost:7474",
    show_default=True,
    help="Web address of the Neo4j server.",
)
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port of the files; 0 takes a free one.",
)
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the page.")
@handled
def command(address: str, port: int, opens: bool) -> None:
    """Serve a style, a guide and the forty questions to Neo4j Browser, and open it.

    The graph must be loaded before (kgbuild load neo4j). Styles and guides work in the Browser of Neo4j 5;
    newer Browsers may have neither: use kgbuild view there. Ends with Ctrl+C.

    \b
    Example:
      kgbuild browser --neo4j http://localhost:7474
    """
    from kgbuild.query import questions
    from kgbuild.store.browser_files import SAVED, BrowserFiles

    saved = "\n".join(f"// {q.question}\n{q.cypher};\n" for q in questions().values() if q.cypher)
    server = BrowserFiles(port=port, saved=saved)
    page = server.page(address)
    click.echo(f"open    {page}", err=True)
    click.echo(f"style   :style {server.url}/style.grass", err=True)
    click.echo(f"guide   :play {server.url}/guide.html", err=True)
    click.echo(f"queries {server.url}/{SAVED}", err=True)
    click.echo("Ctrl+C ends it", err=True)
    if opens:
        webbrowser.open(page)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("ended", err=True)
    finally:
        server.server_close()
