"""Abbreviations whose point belongs to them, and which of them may end a sentence."""

from __future__ import annotations

from kgbuild.english import table

_TABLE = table("abbreviations")
TITLES = _TABLE["title"]
"""They announce what follows; a sentence never ends with them when a word follows on the line."""

ENDINGS = _TABLE["ending"]
"""They may stand inside a sentence or at its end."""

ABBREVIATIONS = TITLES | ENDINGS

STARTERS = _TABLE["starter"]
"""Words that, capitalised after an abbreviation, show that a sentence begins."""
