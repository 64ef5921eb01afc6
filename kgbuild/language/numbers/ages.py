"""Ages of people: "the 31-year-old", "Anna Lind, 31,", "aged 31", "31 years old", as the number of their years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kgbuild.language.numbers.figures import figures_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OLDEST = 123
"""Years that a person may have lived."""
_OLD = re.compile(r"[-–‑ ]?years?[-–‑ ]?olds?\b|years? of age\b", re.I)
_CLOSES = frozenset({",", ".", ";", ")", "?", "!"})


class Age(NamedTuple):
    """How many years, the tokens of the number, and the word that says it of somebody: "old", "aged" or the number."""

    years: float
    start: int
    end: int
    word: Token


def ages(doc: Doc) -> list[Age]:
    """Every age that the text tells, in its order; one behind a comma only right after a name."""
    found = []
    for start, end, figure in figures_in(doc, 0, len(doc)):
        plain = figure.unit in ("", "year") and figure.value == int(figure.value)
        if plain and 0 < figure.value <= OLDEST and not figure.bound:
            word = _says_age(doc, start, end)
            if word is not None:
                found.append(Age(figure.value, start, end, word))
    return found


def _says_age(doc: Doc, start: int, end: int) -> Token | None:
    behind = doc[end : end + 5].text
    if _OLD.match(behind):
        return next((t for t in doc[end : end + 5] if t.lower_ in ("old", "olds")), doc[start])
    before = doc[start - 1] if start else None
    if before is None:
        return None
    if before.lower_ in ("aged", "age"):
        return before
    if before.lower_ == "of" and start > 1 and doc[start - 2].lower_ == "age":
        return doc[start - 2]
    alone = before.text == "," and end - start == 1 and doc[start].is_digit and start > 1
    closed = end == len(doc) or doc[end].text in _CLOSES
    return doc[start] if alone and closed and doc[start - 2].pos_ == "PROPN" else None
