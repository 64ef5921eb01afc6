"""Reading the texts of a row: its words, figures and quotations."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kgbuild.gazetteer import country_by_name
from kgbuild.model import UNSPECIFIED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.query.parameters import Row

WORD = re.compile(r"[^\W_]+", re.UNICODE)
NOBODY = frozenset({"", UNSPECIFIED})


@cache
def listed(class_: str) -> frozenset[str]:
    """The words, or names of relations, of a row of words.csv."""
    return frozenset(_table()[class_].split())


@cache
def phrases(class_: str) -> tuple[str, ...]:
    """What stands between the semicolons of a row of words.csv, in lower case."""
    return tuple(phrase.strip().casefold() for phrase in _table()[class_].split(";"))


@cache
def _table() -> dict[str, str]:
    text = files("kgbuild.query.sifting").joinpath("words.csv").read_text(encoding="utf8")
    return {row["class"]: row["words"] for row in csv.DictReader(text.splitlines())}


def text(row: Row, column: str) -> str:
    """A column's value as text, empty for none."""
    value = row.get(column)
    return "" if value is None else str(value)


def words(row: Row, *columns: str) -> set[str]:
    """The words of some columns in lower case, with and without a plural s."""
    found = {w.casefold() for c in columns for w in WORD.findall(text(row, c))}
    return found | {w.removesuffix("s") for w in found}


def verb(row: Row, column: str = "words") -> str:
    """The first word of what the article says: the verb."""
    return text(row, column).partition(" ")[0].casefold()


def noun_of(phrase: str, ties: str = "of|from|within|in|at") -> str:
    """The last word before what hangs on it, in lower case: "officials" of "senior officials in Lima"."""
    return "".join(WORD.findall(re.split(rf" (?:{ties}) ", phrase)[0].casefold())[-1:])


def somebody(row: Row, *columns: str) -> bool:
    """Whether each of these columns names anything."""
    return all(text(row, c).strip() not in NOBODY for c in columns)


def year(row: Row, start: str = "time_start", reported: str = "reported") -> str:
    """The year that is told, else that of the report; empty for neither."""
    return (text(row, start) or text(row, reported))[:4]


def names(row: Row, *columns: str) -> set[str]:
    """The words of some columns that begin with a capital letter."""
    return {w for c in columns for w in WORD.findall(text(row, c)) if w[0].isupper()}


def named(row: Row, *columns: str) -> bool:
    """Whether each of these columns has a name in it, and not only an article or a number with a capital."""
    return all(
        any(word.casefold() not in listed("no_names") for word in names(row, column))
        for column in columns
    )


@cache
def called(name: str, *, seats: bool = False) -> frozenset[str]:
    """How a name is said, in lower case: itself; of a state its other names and demonyms, of a person the last name.

    With `seats` a state's capital and seats of government stand for it too.
    """
    state = country_by_name(name.removeprefix("Government of ").removeprefix("the "))
    if state is None:
        return frozenset({name.casefold(), name.rpartition(" ")[2].casefold()})
    own = [name, state.name, *state.aliases, *state.demonyms]
    own += [state.capital or name, *state.seats] * seats
    return frozenset(each.casefold() for each in own)


def speaks_of(row: Row, name: str, *columns: str) -> bool:
    """Whether one of these columns has a name, or another of the same state, in it as words of their own."""
    told = " ".join(text(row, column) for column in columns).casefold()
    return any(
        re.search(rf"(?<!\w){re.escape(each)}(?!\w)", told) for each in called(name, seats=True)
    )


def once(rows: Iterable[Row], *columns: str) -> list[Row]:
    """The first row for each value of some columns."""
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(text(row, c) for c in columns), row)
    return list(found.values())
