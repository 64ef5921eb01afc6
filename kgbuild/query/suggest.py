"""What each question may be asked with on a graph at hand, so that it answers: names of that graph, not of a demo.

The ends of plain edges, the best known first, and who is told of most, are tried in turn; a question that none of
them answers keeps the first that fit.
"""

from __future__ import annotations

from itertools import islice, product, zip_longest
from typing import TYPE_CHECKING

from kgbuild.errors import KgbuildError
from kgbuild.query.catalog import find_question, questions
from kgbuild.query.run import ask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.query.catalog import Question
    from kgbuild.query.parameters import Row, Rows

TRIED = 24
"""So many entities, or pairs of them, are tried for one question."""


def suggested(store: Rows) -> dict[str, dict[str, str]]:
    """Question -> parameters as text; only those that have no default of their own."""
    lists = [[_typed(row) for row in _who(store, kind)] for kind in ("Person", "Agent", "Event")]
    turns = zip_longest(*lists)
    known = list(dict.fromkeys(name for turn in turns for name in turn if name))
    edges = store.run(find_question("edges").text(store.language), {})
    tied = _pairs(edges, known)
    facts = [str(row["fact"]) for row in ask("repeated_copy", store).rows[:1]]
    facts += [str(row["fact"]) for row in ask("who_met_whom", store).rows[:1]]
    countries = [str(row["country"]) for row in _who(store, "Country") if row["country"]]
    found = {}
    for name, question in questions().items():
        tries = _tries(question, known, tied, facts, countries)
        first: dict[str, str] | None = None
        for given in islice(tries, TRIED):
            first = given if first is None else first
            if _answers(question, store, given):
                found[name] = given
                break
        else:
            if first:
                found[name] = first
    return found


def _who(store: Rows, kind: str) -> list[Row]:
    return list(ask("who_is_who", store, {"kind": kind}).rows[:TRIED])


def _typed(row: Row) -> str:
    """A name that means this entity alone."""
    return f"{row['name']} ({row['type']})"


def _pairs(edges: list[Row], known: list[str]) -> list[tuple[str, str, str]]:
    """Ends of plain edges as (one, relation, two), those of the best known first."""
    plain = {name.rpartition(" (")[0]: name for name in known}
    rank = {name: at for at, name in enumerate(plain)}
    last = len(rank)
    rows = sorted(
        edges,
        key=lambda row: (
            rank.get(str(row["one_name"]), last) + rank.get(str(row["two_name"]), last),
            str(row["one_name"]),
            str(row["relation"]),
            str(row["two_name"]),
        ),
    )

    def end(row: Row, which: str) -> str:
        return plain.get(str(row[f"{which}_name"]), str(row[which]))

    return [(end(r, "one"), str(r["relation"]), end(r, "two")) for r in rows[: 2 * TRIED]]


def _tries(
    question: Question,
    known: list[str],
    tied: list[tuple[str, str, str]],
    facts: list[str],
    countries: list[str],
) -> Iterator[dict[str, str]]:
    needed = [p for p in question.parameters if p.default is None]
    kinds = [p.type for p in needed]
    names = [p.name for p in needed]
    if not needed:
        return
    if kinds == ["fact"]:
        yield from ({names[0]: fact} for fact in facts)
    elif kinds == ["country", "country"]:
        pairs = [(a, b) for a, b in product(countries[:3], countries[:3]) if a < b]
        yield from ({names[0]: a, names[1]: b} for a, b in pairs)
    elif kinds == ["name"]:
        yield from ({names[0]: name.rpartition(" (")[0]} for name in known)
    elif kinds == ["entity"]:
        yield from ({names[0]: name} for name in dict.fromkeys(known))
    elif kinds == ["entity", "entity"]:
        yield from ({names[0]: a, names[1]: b} for a, _, b in tied)
        yield from ({names[0]: a, names[1]: b} for a, b in product(known[:5], known[:5]) if a != b)
    elif kinds == ["entity", "relation", "entity"]:
        yield from (dict(zip(names, edge, strict=True)) for edge in tied)


def _answers(question: Question, store: Rows, given: dict[str, str]) -> bool:
    try:
        return bool(ask(question, store, given).rows)
    except KgbuildError:
        return False
