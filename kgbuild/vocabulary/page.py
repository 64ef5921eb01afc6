"""docs/relations.md, written from the tables: run `python -m kgbuild.vocabulary.page > docs/relations.md`."""

from __future__ import annotations

import csv
import sys
from importlib.resources import files
from io import StringIO
from itertools import groupby
from typing import TYPE_CHECKING

from kgbuild.vocabulary.patterns import pattern_book
from kgbuild.vocabulary.tables import Relation, vocabulary
from kgbuild.vocabulary.traits import TRAITS

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = """# The relations

Written from `kgbuild/vocabulary/relations.csv` and its companions by `python -m kgbuild.vocabulary.page`; a
test compares. A relation is a row: its words, its conditions and its place in other vocabularies are data.

- **says**: subject → object. An argument of another type is kept, without a plain edge.
- **kind**: an event has a date, a state an interval. A symmetric relation may have all partners as its subject.
- **words** are the plain triggers; ← marks those that turn the arguments round. Conditions on the arguments,
  classes of words and idioms that stay open are rows of `relation_rules.csv` ({rules} patterns for {verbs} verbs);
  nouns that tell a relation are rows of `nominal_relations.csv`, offices and kin of `english/role_nouns.csv`.
- **traits** say what a relation does (the list below); **ends** and **reverses** name the relations that it
  ends or turns round, **nouns** the nouns that tell its event, **counts** the qualifier of a number of its objects.
- **right**: of the claims of this relation that were read against their sentences in real news, how many were
  right in relation, direction and arguments; a dash where fewer than three were read. One reader, 150 articles
  of many countries, up to eight claims a relation: {right} of {read} right, before the corrections that followed.

What no pattern covers keeps its words and no relation.

## Traits

A row names its traits in the column `traits`; the loader refuses others. A new trait is a line of
`kgbuild/vocabulary/traits.py`, and rules ask for it with `vocabulary().has(claim.relation, "once")`.

{traits}
"""


def relations_page() -> str:
    """The page as Markdown."""
    book = pattern_book()
    patterns = {p.text for found in book.by_lemma.values() for p in found}
    measured = read_counts()
    totals = [sum(pair[i] for pair in measured.values()) for i in (0, 1)]
    parts = [
        HEAD.format(
            rules=len(patterns),
            verbs=len(book.by_lemma),
            read=totals[0],
            right=totals[1],
            traits=_traits(),
        )
    ]
    rows = vocabulary().relations.values()
    for group, members in groupby(rows, key=lambda row: row.group):
        parts.append(f"## {group.replace('_', ' ').capitalize()}\n")
        parts += [_entry(row, measured) for row in members]
    return "\n".join(parts)


def _traits() -> str:
    """The traits with their meanings, one a line."""
    return "\n".join(f"- **{name}**: {meaning}." for name, meaning in TRAITS.items())


def read_counts() -> Mapping[str, tuple[int, int]]:
    """Claims read and claims right, by relation (relation_counts.csv)."""
    text = files("kgbuild.vocabulary").joinpath("relation_counts.csv").read_text(encoding="utf8")
    return {
        row["relation"]: (int(row["read"]), int(row["right"]))
        for row in csv.DictReader(StringIO(text))
    }


def _entry(row: Relation, measured: Mapping[str, tuple[int, int]]) -> str:
    read, right = measured.get(row.name, (0, 0))
    words = [*row.triggers, *(f"← {trigger}" for trigger in row.inverse_triggers)]
    kind = row.kind + (", symmetric" if row.symmetric else "")
    told = f"{right} of {read}" if read >= 3 else "–"
    sides = f"{' or '.join(row.domain)} → {' or '.join(row.range)}"
    lines = [
        f"### {row.name}",
        "",
        f"{row.definition}.",
        "",
        f"- says: {sides}; {kind}",
        f"- example: “{row.example}”",
    ]
    if words:
        lines.append(f"- words: {'; '.join(words)}")
    if row.traits:
        lines.append(f"- traits: {', '.join(name for name in TRAITS if name in row.traits)}")
    for heading in ("ends", "reverses", "nouns"):
        if cells := getattr(row, heading):
            lines.append(f"- {heading}: {'; '.join(cells)}")
    if row.counts:
        lines.append(f"- counts: {row.counts}")
    if row.notes:
        lines.append(f"- note: {row.notes}")
    return "\n".join([*lines, f"- right: {told}", ""])


if __name__ == "__main__":
    sys.stdout.write(relations_page())
