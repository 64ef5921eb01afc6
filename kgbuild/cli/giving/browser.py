"""kgbuild browser: open Neo4j Browser with our style, guide and saved queries."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kgbuild.cli._asked import ASKED
from kgbuild.cli._common import handled
from kgbuild.cli._echo import echo
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kgbuild.query import Parameter
    from kgbuild.store.cypher.browser_files import Saved


ID = re.compile(r"[a-z]-[0-9a-f]{20}")


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
@click.option(
    "--graph",
    "graph",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="KGBUILD_GRAPH",
    show_envvar=True,
    help="Folder of the graph that was loaded: the questions ask about its own people and bodies.",
)
@handled
def command(address: str, port: int, opens: bool, graph: Path | None) -> None:
    """Serve a style, a guide and the questions to Neo4j Browser, and open it.

    The graph must be loaded before (kgbuild load neo4j). Without --graph the questions ask about the demo's.
    Styles and guides work in the Browser of Neo4j 5;
    newer Browsers may have neither: use kgbuild view there. Ends with Ctrl+C.

    \b
    Example:
      kgbuild browser --graph graph --neo4j http://localhost:7474
    """
    from kgbuild.store.cypher.browser_files import SAVED, BrowserFiles

    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise UsageError(
            f"{address}: give the web address of the server, like http://localhost:7474"
        )
    server = BrowserFiles(port=port, saved=saved_questions(asked_of(graph) if graph else ASKED))
    page = server.page(address)
    echo(f"open    {page}", err=True)
    echo(f"style   :style {server.url}/style.grass", err=True)
    echo(f"guide   :play {server.url}/guide.html", err=True)
    echo(f"asking  :play {server.url}/questions.html", err=True)
    echo(f"queries {server.url}/{SAVED}", err=True)
    echo("Ctrl+C ends it", err=True)
    if opens:
        webbrowser.open(page)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        echo("ended", err=True)
    finally:
        server.server_close()


def asked_of(graph: Path) -> dict[str, dict[str, str]]:
    """What to ask on a graph: names of its own, and days of its own."""
    from kgbuild.changes.changing import ensure
    from kgbuild.query import bind, questions
    from kgbuild.query.suggest import suggested
    from kgbuild.store.embedded.memory import embedded

    ensure(graph)
    store = embedded(graph)
    found = suggested(store)
    for name, question in questions().items():
        days = [p.name for p in question.parameters if (p.default or "").startswith("newest")]
        if days:
            bound = bind(question, {}, store)
            found[name] = {day: str(bound[day].value) for day in days}
    return found


def saved_questions(asked: Mapping[str, Mapping[str, str]] = ASKED) -> list[Saved]:
    """Every question that Cypher can say, with parameters that suit the graph (or the example articles)."""
    from kgbuild.query import questions, sifted
    from kgbuild.store.cypher.browser_files import Saved

    # What other questions are built of comes last in its group.
    ordered = sorted(questions().values(), key=lambda q: (q.group, not q.id))
    return [
        Saved(
            name=q.name,
            group=q.group,
            question=q.question,
            cypher=q.cypher,
            parameters={p.name: expression(p, asked.get(q.name, {})) for p in q.parameters},
            more=sifted(q.sift),
        )
        for q in ordered
        if q.cypher
    ]


def expression(parameter: Parameter, given: Mapping[str, str]) -> str:
    """A parameter's value as a Cypher expression that a reader can change: names, not ids."""
    from kgbuild.gazetteer import country_by_iso, country_by_name
    from kgbuild.project import name_key
    from kgbuild.project.named import NAME_TYPE
    from kgbuild.query.parameters import LAST, NEWEST, read_day

    text = given.get(parameter.name, parameter.default or "")
    if parameter.type == "entity":
        if ID.fullmatch(text):
            return quoted(text)
        typed = NAME_TYPE.fullmatch(text)
        key = quoted(name_key(typed[1] if typed else text))
        if typed:
            return f"[(n:KgBuild:Name {{key: {key}}})-[:NAMES]->(e:Entity {{type: {quoted(typed[2])}}}) | e.id][0]"
        return f"[(n:KgBuild:Name {{key: {key}}})-[:NAMES]->(e:Entity) | e.id][0]"
    if parameter.type == "name":
        return quoted(name_key(text))
    if parameter.type == "country":
        country = country_by_iso(text) or country_by_name(text)
        return quoted(country.iso if country else text)
    if parameter.type == "fact":
        return "[(f:KgBuild:Fact {repeated: true})-[:HAS_CLAIM]->(:Claim) | f.id][0]"
    if parameter.type == "date":
        last = parameter.name in LAST or parameter.name.endswith("_to")
        if found := NEWEST.fullmatch(text):
            back = f" - duration({{days: {int(found[1])}}})" if found[1] else ""
            return f"COLLECT {{ MATCH (d:Article) RETURN max(d.published) }}[0]{back}"
        return f"date('{read_day(text, last=last)}')"
    return str(int(text)) if parameter.type == "integer" else quoted(text)


def quoted(text: str) -> str:
    """A text of ours in Cypher's quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
