"""kgbuild serve: a read-only SPARQL endpoint with a query page on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kgbuild.cli._common import graph_option, handled
from kgbuild.cli._echo import echo
from kgbuild.cli._progress import told
from kgbuild.cli.asking.query import HELPERS, nothing, period
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kgbuild.query import Question, Rows


@click.command()
@click.option(
    "--port",
    default=7878,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port; 0 takes a free one.",
)
@click.option(
    "--timeout",
    default=60.0,
    show_default=True,
    type=click.FloatRange(0.1),
    metavar="SECONDS",
    help="A query that takes longer is ended.",
)
@click.option(
    "--memory",
    default=2.0,
    show_default=True,
    type=click.FloatRange(0.25),
    metavar="GB",
    help="A query that needs more is ended.",
)
@graph_option
@handled
def command(port: int, timeout: float, memory: float, graph: Path) -> None:
    """Serve the graph as a read-only SPARQL endpoint, with a page to ask on.

    The page answers a ready question as kgbuild query does; SPARQL of one's own gets its plain rows.

    Only this machine can reach it (127.0.0.1), and it asks no other server (no SERVICE). Two queries run
    at once, each in a process of its own. Ends with Ctrl+C.

    \b
    Example:
      kgbuild serve --graph ./graph
    """
    from kgbuild.changes.changing import ensure
    from kgbuild.query import bind, questions
    from kgbuild.query.suggest import suggested
    from kgbuild.store.answers import substitute, term
    from kgbuild.store.embedded.endpoint import Endpoint
    from kgbuild.store.embedded.memory import embedded

    ensure(graph, progress=told())
    store = embedded(graph)

    def fill(name: str, given: dict[str, str]) -> str:
        question = _ready(name)
        if not question.sparql:
            return f"# No query says this: {question.function} answers."
        bound = bind(question, {k: v for k, v in given.items() if v}, store)
        return substitute(question.sparql, {k: term(v) for k, v in bound.items()})

    asked = suggested(store)
    examples = [
        {
            "name": q.name,
            "question": q.question,
            "parameters": [
                {
                    "name": p.name,
                    "type": p.type,
                    "meaning": p.meaning,
                    "value": asked.get(q.name, {}).get(p.name) or p.default or "",
                }
                for p in q.parameters
            ],
        }
        for q in questions().values()
        if q.name not in HELPERS
    ]
    server = Endpoint(
        graph,
        port=port,
        examples=examples,
        fill=fill,
        asked=answered,
        timeout=timeout,
        memory=memory,
    )
    echo(f"{server.url}/ is the page, {server.url}/sparql the endpoint; Ctrl+C ends it", err=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        echo("ended", err=True)
    finally:
        server.server_close()


def _ready(name: str) -> Question:
    """A shipped question; a page names no files."""
    from kgbuild.query import find_question

    if name.endswith((".rq", ".cypher")):
        raise UsageError(f"{name}: the page answers the ready questions only")
    return find_question(name)


def answered(store: Rows, name: str, given: Mapping[str, str]) -> dict[str, object]:
    """A ready question's answer as the page shows it: the rows of `kgbuild query`, and what it says beside them.

    Raises QueryError or UsageError.
    """
    from kgbuild.query import ask

    answer = ask(_ready(name), store, {key: value for key, value in given.items() if value})
    return {
        "columns": answer.columns,
        "rows": [[row[column] for column in answer.columns] for row in answer.rows],
        "period": period(answer),
        "nothing": "" if answer.rows else nothing(answer, store),
    }
