"""Load relations.csv and types.csv, and refuse them when they break their own rules."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import own
from kgbuild.vocabulary.traits import check_named, read_traits

if TYPE_CHECKING:
    from collections.abc import Mapping

# A relation's name becomes part of Cypher text, so it is checked here, once, for all stores.
RELATION_NAME = re.compile(r"^[A-Z][A-Z0-9_]{0,63}$")
IRI_NAME = re.compile(r"^[a-z][A-Za-z0-9]{0,63}$")
ROOTS = ("Agent", "Place", "Thing")
FALLBACK = "RELATED_TO"


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of relations.csv; what `domain` and `range` leave out is kept, without a plain edge.

    `traits` say what the relation does (TRAITS), `ends` and `reverses` which relations it ends or turns
    round, `nouns` which nouns tell its event ("after the merger"), `counts` the qualifier that takes a
    number of its objects.
    """

    name: str
    iri: str
    group: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    kind: str
    plover: str
    plover_mode: str
    cameo: str
    quad: int | None
    wikidata: str
    ftm: str
    schema_org: str
    symmetric: bool
    inverse: str
    triggers: tuple[str, ...]
    inverse_triggers: tuple[str, ...]
    notes: str
    example: str = ""
    traits: frozenset[str] = frozenset()
    ends: tuple[str, ...] = ()
    reverses: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    counts: str = ""

    @property
    def is_event(self) -> bool:
        """Events have a date, states an interval."""
        return self.kind == "event"


@dataclass(frozen=True, slots=True)
class EntityType:
    """One row of types.csv; `parents` are the direct ones, `path` all of them, root first."""

    name: str
    parents: tuple[str, ...]
    agent: bool
    place: bool
    definition: str
    schema_org: str
    wikidata: str
    ftm: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Both tables, by name."""

    relations: Mapping[str, Relation]
    types: Mapping[str, EntityType]

    def is_a(self, type_name: str, ancestor: str) -> bool:
        """Whether the type is the ancestor or lies below it in the tree."""
        if type_name == ancestor:
            return True
        found = self.types.get(type_name)
        return found is not None and ancestor in found.path

    def below(self, ancestor: str) -> frozenset[str]:
        """The type and all types below it: "Organization" gives companies, parties, courts …"""
        below = frozenset(name for name, found in self.types.items() if ancestor in found.path)
        return below | ({ancestor} & self.types.keys())

    def has(self, relation: str | None, trait: str) -> bool:
        """Whether the relation's row names the trait; an open claim's None has none."""
        found = self.relations.get(relation or "")
        return found is not None and trait in found.traits

    def named_by(self, noun: str) -> tuple[str, ...]:
        """The relations whose events the noun tells: "talks" gives MET and NEGOTIATED_WITH."""
        return tuple(r.name for r in self.relations.values() if noun in r.nouns)

    def labels(self, type_name: str) -> tuple[str, ...]:
        """All labels on the type's path, root first, the type itself last."""
        found = self.types.get(type_name)
        return found.path if found else ("Thing",)


def _words(cell: str, separator: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(separator) if word.strip())


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(re.sub(r"\s*\(.*\)", "", word) for word in _words(cell, " or "))


def _relation(row: dict[str, str], line: int) -> Relation:
    name = row["name"]
    where = f"relations.csv:{line}"
    if not RELATION_NAME.match(name):
        raise VocabularyError(f"{where}: {name!r} is no relation name (CAPITALS_AND_DIGITS)")
    if not IRI_NAME.match(row["iri"]):
        raise VocabularyError(f"{where}: {row['iri']!r} is no local name for {name}")
    if row["kind"] not in ("event", "state"):
        raise VocabularyError(f"{where}: {name} is neither event nor state")
    return Relation(
        name=name,
        iri=row["iri"],
        group=row["group"],
        definition=row["definition"],
        domain=_alternatives(row["domain"]),
        range=_alternatives(row["range"]),
        kind=row["kind"],
        plover=row["plover"],
        plover_mode=row["plover_mode"],
        cameo=row["cameo"],
        quad=int(row["quad"]) if row["quad"].strip() else None,
        wikidata=row["wikidata"],
        ftm=row["ftm"],
        schema_org=row["schema_org"],
        symmetric=row["symmetric"] == "true",
        inverse=row["inverse"],
        triggers=_words(row["triggers"], ";"),
        inverse_triggers=_words(row["inverse_triggers"], ";"),
        notes=row["notes"],
        example=row.get("example") or "",
        traits=read_traits(row.get("traits") or "", where),
        ends=_words(row.get("ends") or "", ";"),
        reverses=_words(row.get("reverses") or "", ";"),
        nouns=_words(row.get("nouns") or "", ";"),
        counts=row.get("counts") or "",
    )


def _path(name: str, parents: dict[str, tuple[str, ...]], seen: tuple[str, ...]) -> list[str]:
    if name in seen:
        raise VocabularyError(f"types.csv: {name} is its own ancestor")
    path: list[str] = []
    for parent in parents.get(name, ()):
        path += [step for step in _path(parent, parents, (*seen, name)) if step not in path]
    return [*path, name]


def load_vocabulary(relations_csv: str, types_csv: str) -> Vocabulary:
    """Read both tables from their text; raises VocabularyError with the row that is wrong."""
    rows = list(csv.DictReader(StringIO(types_csv)))
    parents = {row["type"]: _words(row["parent"], ",") for row in rows}
    for name, above in parents.items():
        for parent in above:
            if parent not in parents and parent not in ROOTS:
                raise VocabularyError(f"types.csv: parent {parent!r} of {name} is unknown")
    types = {
        row["type"]: EntityType(
            name=row["type"],
            parents=parents[row["type"]],
            agent=row["agent"] == "yes",
            place=row["place"] == "yes",
            definition=row["definition"],
            schema_org=row["schema_org"],
            wikidata=row["wikidata"],
            ftm=row["ftm"],
            path=tuple(_path(row["type"], parents, ())),
        )
        for row in rows
    }
    relations: dict[str, Relation] = {}
    reader = csv.DictReader(StringIO(relations_csv))
    for row in reader:
        relation = _relation(row, reader.line_num)
        if relation.name in relations:
            raise VocabularyError(
                f"relations.csv:{reader.line_num}: {relation.name} stands there twice"
            )
        relations[relation.name] = relation
    for relation in relations.values():
        named = (*relation.ends, *relation.reverses)
        check_named(named, relations, f"relations.csv: {relation.name}")
    if FALLBACK not in relations:
        raise VocabularyError(f"relations.csv: the fallback {FALLBACK} is missing")
    return Vocabulary(MappingProxyType(relations), MappingProxyType(types))


@own.follows
def vocabulary() -> Vocabulary:
    """The shipped tables, with the rows of one's own that are in use (`own.use`)."""
    return load_vocabulary(own.table_text("relations.csv"), own.table_text("types.csv"))
