"""Relation patterns: what words and arguments make a predicate one of the relations.

Two tables speak: the triggers of relations.csv (words alone) and relation_rules.csv (words with
conditions on the arguments; a row without a relation keeps a figure of speech open). The same
notation serves both:

    hold <talks> with      verb lemma, a word of the class `talks` below it, then the preposition
    sell ... to            the direct object is the relation's object, the preposition's noun its subject
    hold [exercise]        the word in brackets is the relation's object
    be base in             the passive or the adjective: the thing that is based is the subject
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError
from kgbuild.vocabulary import own
from kgbuild.vocabulary.pattern import (
    Pattern,
    from_rolesets,
    from_rule,
    from_triggers,
    rest_of,
    spelling,
)
from kgbuild.vocabulary.rolesets import read_rolesets
from kgbuild.vocabulary.tables import Vocabulary, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PatternBook:
    """All patterns by verb lemma, the word classes, and where left-over arguments go."""

    by_lemma: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    qualifiers: Mapping[str, Mapping[str, str]]

    def of(self, relation: str) -> tuple[Pattern, ...]:
        """Every pattern of one relation, in the order of the tables."""
        every = [p for patterns in self.by_lemma.values() for p in patterns]
        return tuple(sorted((p for p in every if p.relation == relation), key=lambda p: p.order))


def _is_added(relation: str | None, table: Vocabulary) -> bool:
    """Whether a relation is of somebody's own tables, not of ours."""
    row = table.relations.get(relation or "")
    return row is not None and row.group == "own"


def load_patterns(
    table: Vocabulary,
    rules_csv: str,
    classes_csv: str,
    qualifiers_csv: str,
    roleset_rows_csv: str = "",
    rolesets_csv: str = "",
) -> PatternBook:
    """Compile the tables; raises VocabularyError with the cell that is wrong."""
    classes: dict[str, frozenset[str]] = {}
    for row in csv.DictReader(StringIO(classes_csv)):
        if row["class"] in classes:
            raise VocabularyError(f"word_classes.csv: {row['class']!r} stands there twice")
        classes[row["class"]] = frozenset(spelling(word) for word in row["lemmas"].split())
    patterns: list[Pattern] = []
    rows = list(csv.DictReader(StringIO(rules_csv)))
    for order, rule in enumerate(rows):
        patterns += from_rule(rule, order, classes, table)
    # A rule on the same words takes the place of the bare trigger, in every relation.
    taken = {(p.lemma, rest_of(p.text)) for p in patterns}
    patterns += from_triggers(table, len(rows), classes, taken)
    # What names rolesets comes last: words of the older rows, and of rows of one's own, stay theirs.
    named = list(csv.DictReader(StringIO(roleset_rows_csv)))
    mine = {(p.lemma, rest_of(p.text)) for p in patterns if _is_added(p.relation, table)}
    found = from_rolesets(named, read_rolesets(rolesets_csv), 10 * len(rows), classes, table)
    patterns += [p for p in found if (p.lemma, rest_of(p.text)) not in mine]
    by_lemma: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        by_lemma.setdefault(pattern.lemma, []).append(pattern)
    qualifiers: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(StringIO(qualifiers_csv)):
        if row["relation"] not in table.relations:
            raise VocabularyError(f"relation_qualifiers.csv: no relation {row['relation']!r}")
        qualifiers.setdefault(row["relation"], {})[row["source"]] = row["qualifier"]
    return PatternBook(
        MappingProxyType(
            {
                lemma: tuple(sorted(found, key=lambda p: p.weight, reverse=True))
                for lemma, found in sorted(by_lemma.items())
            }
        ),
        MappingProxyType(classes),
        MappingProxyType(qualifiers),
    )


@own.follows
def pattern_book() -> PatternBook:
    """The shipped tables, compiled, with the rows of one's own that are in use."""
    return load_patterns(
        vocabulary(),
        *(
            own.table_text(name)
            for name in (
                "relation_rules.csv",
                "word_classes.csv",
                "relation_qualifiers.csv",
                "relation_rolesets.csv",
                "rolesets.csv",
            )
        ),
    )
