"""The table vocabulary/nominal_relations.csv: which noun tells which relation, and where its arguments stand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from kgbuild.vocabulary.own import follows, table_text


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
    return table
