"""Rolesets: the senses of a word, with the verbs, nouns and light verbs that tell them alike.

The table rolesets.csv is cut from PropBank's (`training/make_rolesets.py`) to those that
relation_rolesets.csv names.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Roleset:
    """One sense: its VerbNet classes, and the lemmas that tell it; a verb may have a particle ("call off")."""

    id: str
    name: str
    verbnet: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    light: tuple[str, ...]


def read_rolesets(text: str) -> Mapping[str, Roleset]:
    """The table by id; underscores are blanks."""
    found = {}
    for row in csv.DictReader(StringIO(text)):
        words = {
            part: tuple(w.replace("_", " ") for w in row[part].split())
            for part in ("verbs", "nouns", "light")
        }
        classes = tuple(row["verbnet"].split())
        found[row["id"]] = Roleset(row["id"], row["name"], classes, **words)
    return MappingProxyType(found)
