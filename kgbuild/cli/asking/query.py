"""kgbuild query: list, explain and run the analyst's questions."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from kgbuild.cli._cards import MOST, print_cards, tells
from kgbuild.cli._common import format_option, graph_option, handled, print_rows
from kgbuild.cli._echo import echo
from kgbuild.cli._neo4j import neo4j_options
from kgbuild.cli._progress import told
from kgbuild.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kgbuild.cli._neo4j import Server
    from kgbuild.query import Answer, Question, Rows


HELPERS = frozenset({"edges", "neighbours", "newest", "describe", "known_like", "size"})
"""What other questions are built of: asked by name, not listed."""

ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
"""What a question says in brackets at its end."""


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option(
    "--param",
    "-p",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the question.",
)
@click.option("--explain", is_flag=True, help="Show what is asked, the parameters and both twins.")
@click.option(
    "--store",
    metavar="[embedded|neo4j|sparql|PLUG-IN]",
    default="embedded",
    show_default=True,
    help="Where to ask.",
)
@click.option(
    "--endpoint",
    envvar="KGBUILD_ENDPOINT",
    show_envvar=True,
    metavar="URL",
    help="Query address of a SPARQL server.",
)
@click.option(
    "--most",
    default=MOST,
    show_default=True,
    type=click.IntRange(0),
    help="Rows shown of a table; 0 for all.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also rows that are less sure (csv and json always have them).",
)
@neo4j_options
@graph_option
@format_option
@handled
def command(
    name: str | None,
    values: tuple[str, ...],
    params: tuple[str, ...],
    explain: bool,
    store: str,
    endpoint: str | None,
    server: Server,
    graph: Path,
    form: str,
    most: int,
    everything: bool,
) -> None:
    """Ask one of the ready questions, or a query file of your own; without a NAME, list them.

    Both languages give the same rows: the embedded store and SPARQL servers run NAME.rq, Neo4j runs
    NAME.cypher. A parameter that is an entity takes a name or an id, a country its name or code, a date
    2022-09-19, 2022-09, "September 2022", 2022, or newest-6: six days before the newest article. A VALUE
    without a name is the first parameter, the next the second.

    \b
    Examples:
      kgbuild query
      kgbuild query who_met_whom --param from=2022-09 --param to=2022-09
      kgbuild query said "Anna Adler"
      kgbuild query shortest_chain "Anna Adler" "Boris Becker"
      kgbuild query who_met_whom --explain
    """
    from kgbuild.query import ask, find_question

    if name is None:
        _list(form)
        return
    question = find_question(name)
    if explain:
        echo(explained(question))
        return
    given = _in_order(question, values)
    for pair in params:
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"--param {pair}: write NAME=VALUE")
        given[key.strip()] = value
    if store != "neo4j" and question.cypher and not (question.sparql or question.function):
        raise UsageError(f"{name} is written in Cypher: ask it with --store neo4j")
    if store == "neo4j" and question.sparql and not (question.cypher or question.function):
        raise UsageError(
            f"{name} is written in SPARQL: ask it of the graph, or with --store sparql"
        )
    with _opened(store, graph, endpoint, server) as rows:
        answer = ask(question, rows, given)
        empty = "" if answer.rows else nothing(answer, rows)
    if form == "table":
        _read(answer, most, empty, everything=everything)
    else:
        print_rows(answer.rows, answer.columns, form, most=most, empty=empty)


def _read(answer: Answer, most: int, empty: str, *, everything: bool) -> None:
    """The answer as somebody reads it: what is less sure is counted, unless it is asked for."""
    rows = answer.rows if everything else answer.surer
    if answer.rows and (said := period(answer)):
        echo(f"{said}\n")
    if tells(answer.columns):
        columns = [c for c in answer.columns if c != "confidence" or "worth" not in answer.columns]
        print_cards(rows, columns, most=most, empty=empty, under=answer.question.under)
    else:
        print_rows(rows, answer.columns, "table", most=most, empty=empty)
    if left := less_sure(answer, everything=everything):
        echo(left)


def less_sure(answer: Answer, *, everything: bool = False) -> str:
    """How many rows a reader is not shown unasked; empty for none."""
    left = 0 if everything else len(answer.rows) - len(answer.surer)
    shown = "and" if answer.surer else "Nothing sure;"
    return f"… {shown} {left:,} less sure (--all shows them)" if left else ""


def _in_order(question: Question, values: tuple[str, ...]) -> dict[str, str]:
    """Values without a name are the question's parameters, in their order."""
    names = [p.name for p in question.parameters]
    if len(values) > len(names):
        takes = ", ".join(names) or "none"
        raise UsageError(f"{question.name}: {len(values)} values, but its parameters are {takes}")
    return dict(zip(names, values, strict=False))


def period(answer: Answer) -> str:
    """The days that the question was asked for, where it was not asked for all of time."""
    days = [
        f"{name.replace('_', ' ')} {bound.value}"
        for name, bound in answer.bound.items()
        if isinstance(bound.value, date) and bound.value not in (date.min, date.max)
    ]
    return f"({', '.join(days)})" if days else ""


def nothing(answer: Answer, store: Rows) -> str:
    """What an empty answer says: what was looked for, and among how much."""
    from kgbuild.query import ask

    question = answer.question
    size = ask("size", store).rows[0]
    days = " to ".join(str(size[day]) for day in ("first", "last") if size[day])
    among = f"{size['claims']:,} statements of {size['documents']:,} articles"
    asked = [period(answer).strip("()")] if period(answer) else []
    looked = question.looked or ASIDE.sub("", question.question.rstrip("? ")).rstrip("? ")
    told = f"Nothing found among {among}{f' ({days})' if days else ''}."
    hint = _other_edges(answer, store) if "edge" in answer.bound else ""
    return f"{told}\nLooked for: {'; '.join([looked, *asked])}.{hint}"


def _other_edges(answer: Answer, store: Rows) -> str:
    """What is told of two entities under other relations than the one asked for."""
    from kgbuild.query import ask

    ends = {name: str(answer.bound[name].value) for name in ("a", "b")}
    found = sorted({str(row["relation"]) for row in ask("why", store, ends).rows})
    return f"\nBetween the two is told: {', '.join(found)} (kgbuild query why)." if found else ""


def _list(form: str) -> None:
    from kgbuild.query import questions

    rows = [
        {
            "group": q.group,
            "name": q.name,
            "question": q.question,
            "parameters": ", ".join(
                p.name + ("" if p.default is None else "?") for p in q.parameters
            ),
        }
        for q in questions().values()
        if q.name not in HELPERS
    ]
    print_rows(rows, ["group", "name", "question", "parameters"], form)


def explained(question: Question) -> str:
    """A question in words, with both twins."""
    from kgbuild.query import sifted

    lines = [f"{question.group}/{question.name}: {question.question}", ""]
    for p in question.parameters:
        default = "needed" if p.default is None else f"default {p.default}"
        lines.append(f"  --param {p.name}=…  {p.type}, {p.meaning} ({default})")
    lines.append(f"  columns: {', '.join(question.columns)}")
    if question.sift:
        lines.append(f"  looks through the rows: {sifted(question.sift)}")
    if question.sure:
        lines.append(f"  shows with --all alone: rows of a confidence below {question.sure}")
    if question.example:
        lines.append(f"  example: {question.example}")
    if question.slow:
        lines.append(f"  slow on large graphs: {question.slow}")
    for language, text in (("SPARQL", question.sparql), ("Cypher", question.cypher)):
        body = text or f"(no text: {question.function} answers)"
        lines += ["", f"--- {language}", body]
    return "\n".join(lines)


@contextmanager
def _opened(store: str, graph: Path, endpoint: str | None, server: Server) -> Iterator[Rows]:
    if store == "neo4j":
        from kgbuild.store.cypher.neo4j import connect

        with connect(server.uri, server.user, server.password(), database=server.database) as found:
            yield found
    elif store == "sparql":
        from kgbuild.store.sparql import SparqlStore

        if not endpoint:
            raise UsageError("--store sparql needs --endpoint URL")
        yield SparqlStore(endpoint)
    elif store != "embedded":
        from kgbuild import plugins

        plugin = plugins.by_name("stores", store)
        if plugin is None or plugin.opened is None:
            known = [p.name for p in plugins.installed("stores")]
            raise UsageError(
                f"--store {store}: choose {', '.join(['embedded', 'neo4j', 'sparql', *known])}"
            )
        if not endpoint:
            raise UsageError(f"--store {store} needs --endpoint ADDRESS")
        yield plugin.opened(endpoint)
    else:
        from kgbuild.changes.changing import ensure
        from kgbuild.store.embedded.memory import embedded

        ensure(graph, progress=told())
        yield embedded(graph)
