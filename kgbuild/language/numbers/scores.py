"""Scores of matches and votes: "3-1", "43–5"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCORE = re.compile(r"(\d{1,3})\s?[-–‑]\s?(\d{1,3})")
MOST = 200
"""The highest number of points that a side makes: above it stand years and ranges."""


def score_at(token: Token) -> str:
    """The score whose first number a token is, or that it writes whole: "3-1"; "" where it is none."""
    if not token.text[:1].isdigit():
        return ""
    doc = token.doc
    words = token.text
    if token.i + 2 < len(doc) and words.isdigit() and not token.whitespace_:
        words = doc[token.i : token.i + 3].text
    found = _SCORE.fullmatch(words)
    if found is None or max(int(found[1]), int(found[2])) > MOST:
        return ""
    return f"{found[1]}-{found[2]}"
