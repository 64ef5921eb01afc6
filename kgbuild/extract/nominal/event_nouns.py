"""The table vocabulary/nominal_relations.csv: which noun tells which relation, and where its arguments stand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows, table_text
from kgbuild.vocabulary.rolesets import read_rolesets

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class EventNoun:
    """A row of nominal_relations.csv."""

    relation: str
    subject: tuple[str, ...]
    object: tuple[str, ...]
    joint: tuple[str, ...]
    subject_kind: tuple[str, ...]
    object_kind: tuple[str, ...]
    needs: frozenset[str]


@follows
def event_nouns() -> dict[str, tuple[EventNoun, ...]]:
    """The table by noun; a noun of several rows is tried in their order ("takeover", "call")."""
    text = table_text("nominal_relations.csv")
    table: dict[str, tuple[EventNoun, ...]] = {}
    for row in csv.DictReader(StringIO(text)):
        noun = EventNoun(
            row["relation"], tuple(row["subject"].split()), tuple(row["object"].split()),
            tuple(row["joint"].split()), tuple(row["subject_kind"].split("|")),
            tuple(row["object_kind"].split("|")), frozenset(row["needs"].split()),
        )  # fmt: skip
        for name in row["nouns"].split():
            table[name] = (*table.get(name, ()), noun)
    for name, noun in _of_rolesets():
        table[name] = (*table.get(name, ()), noun)
    return table


def _of_rolesets() -> Iterator[tuple[str, EventNoun]]:
    """The nouns of the rolesets that a relation names, where its row says how their arguments stand."""
    rolesets = read_rolesets(table_text("rolesets.csv"))
    for row in csv.DictReader(StringIO(table_text("relation_rolesets.csv"))):
        subject, _, target = row["nouns"].partition(" > ")
        if not target:
            continue
        relation = vocabulary().relations[row["relation"]]
        for roleset in row["rolesets"].split():
            for name in rolesets[roleset].nouns:
                yield name, EventNoun(
                    row["relation"], tuple(subject.split()), tuple(target.split()), (),
                    ("Agent",), _kinds(row["object"], relation.range), frozenset(),
                )  # fmt: skip


def _kinds(cell: str, soft: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of the object: the row's, else the relation's."""
    named = tuple(k for k in cell.split("|") if k and not k.startswith("@"))
    return named or tuple(k for k in soft if k != "literal")
