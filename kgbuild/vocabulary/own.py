"""A vocabulary of one's own: rows added to ours, checked like ours, with file and line.

A folder with any of the tables of HOMES (`relations.csv`, `relation_rules.csv`, `types.csv` …), each with some
of the columns of our table of that name. Nothing of ours can be changed or taken away, so that a graph made
with additions still answers every question. `use` makes them part of `vocabulary()` in this process.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import ParamSpec, TypeVar

from kgbuild.errors import VocabularyError
from kgbuild.ids import content_id

P = ParamSpec("P")
R = TypeVar("R")
Rows = list[tuple[int, dict[str, str]]]

HOMES = {
    "relations.csv": "kgbuild.vocabulary",
    "types.csv": "kgbuild.vocabulary",
    "word_classes.csv": "kgbuild.vocabulary",
    "relation_rules.csv": "kgbuild.vocabulary",
    "relation_qualifiers.csv": "kgbuild.vocabulary",
    "nominal_relations.csv": "kgbuild.vocabulary",
    "rolesets.csv": "kgbuild.vocabulary",
    "relation_rolesets.csv": "kgbuild.vocabulary",
    "phrases.csv": "kgbuild.draw",
}
"""Tables that rows can be added to, in the order in which they rest on one another, and where ours are."""

NEEDED = {
    "relations.csv": ("name", "definition", "domain", "range", "kind"),
    "types.csv": ("type", "parent", "definition"),
    "word_classes.csv": ("class", "lemmas"),
    "relation_rules.csv": ("relation", "pattern"),
    "relation_qualifiers.csv": ("relation", "source", "qualifier"),
    "nominal_relations.csv": ("relation", "nouns"),
    "rolesets.csv": ("id", "verbs"),
    "relation_rolesets.csv": ("relation", "rolesets", "forms"),
    "phrases.csv": ("relation", "said", "base"),
}
"""Columns that a row must fill; all others have a default."""

DEFAULTS = {
    "relations.csv": {"group": "own", "symmetric": "false"},
    "types.csv": {"agent": "no", "place": "no"},
}
KEYS = {
    "relations.csv": "name",
    "types.csv": "type",
    "word_classes.csv": "class",
    "rolesets.csv": "id",
}
"""Column whose values name a row: no two rows, ours and theirs together, may share one."""


@dataclass(frozen=True, slots=True)
class Additions:
    """The texts of a folder's tables by file name, and the folder as it was named."""

    source: str
    texts: Mapping[str, str]

    @property
    def stamp(self) -> str:
        """What the additions are known by: documents read with others are read again."""
        return content_id("v", *(part for item in sorted(self.texts.items()) for part in item))

    def note(self) -> str:
        """As one text, to be kept beside the graph."""
        return json.dumps([self.source, dict(sorted(self.texts.items()))], ensure_ascii=False)


def additions_of_note(note: str) -> Additions:
    """What `Additions.note` wrote."""
    source, texts = json.loads(note)
    return Additions(source, texts)


_active: list[Additions] = []
_clear: list[Callable[[], None]] = []


def follows(function: Callable[P, R]) -> Callable[P, R]:
    """Cache a function of the vocabulary until other additions are used."""
    cached = cache(function)
    _clear.append(cached.cache_clear)
    return cached  # type: ignore[return-value]


def active() -> Additions | None:
    """The additions in use, if any."""
    return _active[0] if _active else None


def use(additions: Additions | None) -> None:
    """Make additions part of the vocabulary in this process; None takes them out again."""
    if additions == active():
        return
    _active[:] = [additions] if additions is not None else []
    for clear in _clear:
        clear()


def table_text(name: str) -> str:
    """Our table `name` with the rows in use added, as CSV."""
    ours = files(HOMES[name]).joinpath(name).read_text(encoding="utf8")
    additions = active()
    if additions is None or name not in additions.texts:
        return ours
    header = next(csv.reader(StringIO(ours)))
    return joined(ours, header, (row for _, row in filled(additions, name, header)))


def joined(ours: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A table of ours as CSV with rows below it."""
    out = StringIO(newline="")
    csv.DictWriter(out, header, lineterminator="\n").writerows(rows)
    return ours.rstrip("\n") + "\n" + out.getvalue()


def filled(additions: Additions, name: str, header: Sequence[str]) -> Rows:
    """The rows of a table with our columns, those that are not given filled with defaults."""
    reader = csv.DictReader(StringIO(additions.texts[name]), strict=True)
    where = f"{additions.source}/{name}"
    unknown = sorted(set(reader.fieldnames or ()) - set(header))
    if unknown:
        raise VocabularyError(f"{where}:1: no column {unknown[0]!r}; known are {', '.join(header)}")
    rows: Rows = []
    try:
        for given in reader:
            line = reader.line_num
            if None in given or None in given.values():
                raise VocabularyError(f"{where}:{line}: has not as many cells as line 1")
            row = {**dict.fromkeys(header, ""), **DEFAULTS.get(name, {})}
            row |= {column: cell.strip() for column, cell in given.items() if cell.strip()}
            for column in NEEDED[name]:
                if not row[column]:
                    raise VocabularyError(f"{where}:{line}: {column} is empty")
            if name == "relations.csv":
                row["iri"] = row["iri"] or camel(row["name"])
                if row["symmetric"] == "true":
                    row["inverse"] = row["inverse"] or row["name"]
            rows.append((line, row))
    except csv.Error as error:
        raise VocabularyError(f"{where}:{reader.line_num}: not CSV ({error})") from None
    return rows


def camel(name: str) -> str:
    """A relation's local name in RDF.

    >>> camel("SCORED_AGAINST")
    'scoredAgainst'
    """
    first, *rest = name.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)
