"""The sense of the verb: a pattern knows words, and a word has senses that are another thing altogether.

`relation_senses.csv` names for a relation the PropBank rolesets of its words that do not tell it ("blasted the
ball" criticises nobody). Where the network is sure of such a sense the relation is not given, and the words
remain. It says what a relation is not: the network tells near senses apart less well than the patterns do.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

from kgbuild.errors import VocabularyError
from kgbuild.language.gathered import frame_at
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc

FILE = "relation_senses.csv"
SURE = 0.75
"""How likely a sense must be to count: in 240 news articles the five that were surer than this were right."""


def read_senses(text: str) -> Mapping[str, frozenset[str]]:
    """The rolesets that each relation is not told by; raises VocabularyError with the row that is wrong."""
    found: dict[str, frozenset[str]] = {}
    for line, row in enumerate(csv.DictReader(StringIO(text)), 2):
        name = row["relation"]
        if name not in vocabulary().relations:
            raise VocabularyError(f"{FILE}, line {line}: no relation {name!r}")
        senses = frozenset(row["not"].split())
        if not senses or any("." not in one for one in senses):
            raise VocabularyError(f"{FILE}, line {line}: {row['not']!r} are no rolesets")
        if again := senses & found.get(name, frozenset()):
            raise VocabularyError(f"{FILE}, line {line}: {' '.join(sorted(again))} stands twice")
        found[name] = found.get(name, frozenset()) | senses
    return found


@cache
def _shipped() -> Mapping[str, frozenset[str]]:
    return read_senses(files("kgbuild.vocabulary").joinpath(FILE).read_text(encoding="utf8"))


def is_told_by(relation: str | None, doc: Doc, verb: int) -> bool:
    """Whether the verb is not surely used in a sense that is another thing: "blasted the ball"."""
    others = _shipped().get(relation or "")
    frame = frame_at(doc, verb) if others is not None else None
    return others is None or frame is None or frame.score < SURE or frame.roleset not in others
