"""Run a question on a store: rows keyed by the header's columns, in the header's order."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from kgbuild.errors import QueryError
from kgbuild.query.catalog import Question, find_question
from kgbuild.query.chains import FUNCTIONS
from kgbuild.query.parameters import Bound, Row, Rows, bind, namesakes
from kgbuild.query.sifting import SIFTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, what was asked, and with which values."""

    question: Question
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    bound: Mapping[str, Bound] = field(default_factory=dict)

    @property
    def surer(self) -> tuple[Row, ...]:
        """The rows that a reader is shown unasked: all but those below the question's confidence."""
        least = self.question.sure
        return tuple(row for row in self.rows if _confidence(row) >= least)


def ask(
    question: Question | str, store: Rows, parameters: Mapping[str, str] | None = None
) -> Answer:
    """Ask a question (or its name) with parameters as text; see `bind` for what they may be.

    Both twins give the same rows in the same order. What is asked by the name of several of one name and
    type is answered for all of them. Raises QueryError or UsageError.
    """
    if isinstance(question, str):
        question = find_question(question)
    bound = bind(question, parameters or {}, store)
    rows = _once(row for each in namesakes(bound) for row in _run(question, store, each))
    if question.sift:
        if question.sift not in SIFTS:
            known = ", ".join(SIFTS)
            raise QueryError(f"{question.name}: no sift {question.sift!r}; there are {known}")
        # Of rows alike a sift keeps the first: it must be the same one whatever order a store gives.
        rows = SIFTS[question.sift](sorted(rows, key=_whole))
    columns = question.columns or tuple(dict.fromkeys(key for row in rows for key in row))
    picked = [{column: row.get(column) for column in columns} for row in rows]
    return Answer(question, columns, tuple(sort_rows(picked, question.order, columns)), bound)


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows alike are one: two of one name stand in one claim."""
    return list({tuple(row.items()): row for row in rows}.values())


def _run(question: Question, store: Rows, bound: Mapping[str, Bound]) -> list[Row]:
    text = question.text(store.language)
    if text:
        return store.run(text, bound)
    if question.function:
        return FUNCTIONS[question.function.rpartition(".")[2]](store, bound)
    raise QueryError(f"{question.name} is not written in {store.language}")


def _confidence(row: Row) -> float:
    value = row.get("confidence")
    return 1.0 if value is None else float(str(value))


def sort_rows(rows: Sequence[Row], order: Sequence[str], columns: Sequence[str]) -> list[Row]:
    """Rows by the order's columns (`-count` downwards, nothing last), then by all columns."""
    first = [name for name in order if name.removeprefix("-") in columns]
    found = list(rows)
    for name in reversed(first):
        column = name.removeprefix("-")
        downwards = name.startswith("-")
        found.sort(key=lambda row, c=column: _key(row[c])[1:], reverse=downwards)  # type: ignore[misc]
        found.sort(key=lambda row, c=column: row[c] is None)  # type: ignore[misc]
    picked = [name.removeprefix("-") for name in first]
    ranked: list[Row] = []
    # Only rows that the order leaves level are compared in all columns: keys cost more than sorting.
    for _, level in groupby(found, key=lambda row: [row[c] for c in picked]):
        tied = list(level)
        if len(tied) > 1:
            tied.sort(key=lambda row: [_key(row[column]) for column in columns])
        ranked += tied
    return ranked


def _whole(row: Row) -> list[tuple[int, int, float, str]]:
    return [_key(row[column]) for column in sorted(row)]


def _key(value: object) -> tuple[int, int, float, str]:
    """Numbers before texts, nothing last."""
    if value is None:
        return (1, 1, 0.0, "")
    if isinstance(value, bool | int | float):
        return (0, 0, float(value), "")
    return (0, 1, 0.0, str(value))
