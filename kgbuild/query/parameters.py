"""Parameters as text become typed values: names become ids, months become days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Protocol

from kgbuild.english.calendar import MONTHS
from kgbuild.errors import UsageError
from kgbuild.gazetteer import country_by_demonym, country_by_iso, country_by_name
from kgbuild.project import Named, all_meant, name_key
from kgbuild.query.catalog import find_question
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kgbuild.query.catalog import Language, Parameter, Question

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Bound:
    """A value to bind: `type` is one of the catalog's TYPES and tells a store how to write it.

    `others` are further entities of the same name and type, for whom the question is asked too.
    """

    type: str
    value: str | int | date
    others: tuple[str, ...] = ()


class Rows(Protocol):
    """What a query runs on: any store. `run` binds the parameters, it never pastes them."""

    language: Language

    def run(self, text: str, parameters: Mapping[str, Bound]) -> list[Row]:
        """Rows with plain values: ids, texts, numbers, booleans, ISO dates; None where unbound."""
        ...


FIRST_DAY = date(1, 1, 1) + timedelta(days=60_000)
"""Stands for "newest" in a graph without a dated article; days before it must exist too."""
YEAR = re.compile(r"\d{4}")
YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")
MONTH_YEAR = re.compile(r"([A-Za-z]+)\.? (\d{4})")
CODE = re.compile("[A-Z]{2}")
LAST = ("to", "on")
NEWEST = re.compile(r"newest(?:-(\d{1,5}))?")
"""The day of the newest article, or so many days before it."""


def read_day(text: str, *, last: bool) -> date:
    """A day, or a month or year as its first or last day; raises UsageError for anything else."""
    text = text.strip()
    try:
        if YEAR.fullmatch(text):
            return date(int(text), 12 if last else 1, 31 if last else 1)
        year = month = 0
        if found := YEAR_MONTH.fullmatch(text):
            year, month = int(found[1]), int(found[2])
        elif (found := MONTH_YEAR.fullmatch(text)) and found[1].casefold() in MONTHS:
            year, month = int(found[2]), MONTHS[found[1].casefold()]
        if year:
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return date.fromisoformat(text)
    except (ValueError, calendar.IllegalMonthError):
        raise UsageError(
            f"{text!r} is no date; write 2022-09-19, 2022-09, September 2022 or 2022"
        ) from None


def bind(question: Question, given: Mapping[str, str], store: Rows) -> dict[str, Bound]:
    """Every parameter of the question with its value.

    Raises UsageError for one that is missing, unknown or of the wrong type, and for a name that is
    known of several entities (with the candidates) or of none.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if known and name not in known:
            takes = ", ".join(known)
            raise UsageError(f"{question.name} has no parameter {name!r}; it takes {takes}")
        if not known:
            raise UsageError(f"{question.name} takes no parameters")
    bound = {}
    for name, parameter in known.items():
        text = given.get(name, parameter.default)
        if text is None:
            raise UsageError(
                f"{question.name} needs the parameter {name} ({parameter.meaning}): "
                f"--param {name}=VALUE"
            )
        bound[name] = _value(parameter, text, store)
    _check_periods(bound)
    return bound


def _check_periods(bound: Mapping[str, Bound]) -> None:
    """Raise UsageError for a period that ends before it begins."""
    for name in bound:
        last = name.removesuffix("from") + "to"
        if name.endswith("from") and last in bound:
            first_day, last_day = bound[name].value, bound[last].value
            if isinstance(first_day, date) and isinstance(last_day, date) and first_day > last_day:
                raise UsageError(f"{name}={first_day} is after {last}={last_day}")


def _value(parameter: Parameter, text: str, store: Rows) -> Bound:
    kind = parameter.type
    if kind == "entity" and not text and parameter.default == "":
        return Bound("entity", "")  # an entity that need not be given
    if kind == "entity":
        first, *others = find_entities(text, store, parameter=parameter.name)
        return Bound("entity", first, tuple(others))
    if kind == "date":
        if found := NEWEST.fullmatch(text.strip().casefold()):
            return Bound("date", newest(store) - timedelta(days=int(found[1] or 0)))
        last = parameter.name in LAST or parameter.name.endswith("_to")
        return Bound("date", read_day(text, last=last))
    if kind == "integer":
        try:
            return Bound("integer", int(text))
        except ValueError:
            raise UsageError(f"{parameter.name}={text!r} is no whole number") from None
    if kind == "relation":
        name = text.strip().upper().replace(" ", "_")
        if name not in vocabulary().relations:
            raise UsageError(f"{text!r} is no relation of the vocabulary")
        return Bound("relation", name)
    if kind == "country":
        text = text.removesuffix(" (Country)")
        country = country_by_iso(text) or country_by_name(text) or country_by_demonym(text)
        if country is None:
            raise UsageError(f"{parameter.name}={text!r} is no country: give its name or ISO code")
        return Bound("text", country.iso)
    if kind == "name":
        return Bound("text", name_key(text))
    return Bound(kind, text)


def newest(store: Rows) -> date:
    """The day on which the newest article was published; the first day of all where none has one."""
    rows = store.run(find_question("newest").text(store.language), {})
    day = rows[0]["day"] if rows else None
    return date.fromisoformat(str(day)) if day else FIRST_DAY


def known_by(name: str, store: Rows) -> list[Row]:
    """Entities that go by a name, the most mentioned first."""
    question = find_question("known_by_name")
    rows = store.run(question.text(store.language), {"known": Bound("text", name_key(name))})
    return sorted(rows, key=lambda row: (-int(str(row["mentions"] or 0)), str(row["entity"])))


def find_entity(text: str, store: Rows, *, parameter: str = "entity") -> str:
    """The id of the entity that is meant by a name, an id or a country's code."""
    return find_entities(text, store, parameter=parameter)[0]


def find_entities(text: str, store: Rows, *, parameter: str = "entity") -> tuple[str, ...]:
    """The ids of those that a name means: more than one where all who bear it are of one name and type."""
    if CODE.fullmatch(text) and not known_by(text, store) and (country := country_by_iso(text)):
        text = f"{country.name} (Country)"
    return all_meant(
        text,
        lambda name: [_named(row) for row in known_by(name, store)],
        lambda id_: _exists(id_, store),
        lambda name: [_named(row) for row in _known_like(name, store)],
        said=f"{parameter}={text!r}",
        together=True,
    )


def namesakes(bound: Mapping[str, Bound]) -> Iterator[dict[str, Bound]]:
    """The values to ask with: each of the entities that a name means, with each of the other name's."""
    choices = [
        [replace(value, value=one, others=()) for one in (value.value, *value.others)]
        for value in bound.values()
    ]
    for chosen in product(*choices):
        yield dict(zip(bound, chosen, strict=True))


def _known_like(name: str, store: Rows) -> list[Row]:
    question = find_question("known_like")
    rows = store.run(question.text(store.language), {"known": Bound("text", name_key(name))})
    return [row for row in rows if row["entity"]]  # a sum over nothing is a row of rdflib's


def _named(row: Row) -> Named:
    country = str(row["country"]) if row["country"] else None
    count = int(str(row["mentions"] or 0))
    return Named(str(row["entity"]), str(row["name"]), str(row["type"]), country, count)


def _exists(id_: str, store: Rows) -> bool:
    question = find_question("describe")
    return bool(store.run(question.text(store.language), {"x": Bound("entity", id_)}))
