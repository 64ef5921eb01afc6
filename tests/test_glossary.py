"""The glossary names what the code has."""

from __future__ import annotations

import importlib
import re

import pytest
from around import ROOT

ROWS = [
    line.strip("|").split("|")
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf8").splitlines()
    if line.startswith("| ") and not line.startswith(("| word", "|---"))
]


def found(path: str) -> bool:
    """Whether kgbuild has a module, a name in one, or a member of that."""
    parts = path.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            here: object = importlib.import_module(".".join(["kgbuild", *parts[:cut]]))
        except ModuleNotFoundError:
            continue
        for name in parts[cut:]:
            if name in getattr(here, "__annotations__", {}):
                return True
            if not hasattr(here, name):
                return False
            here = getattr(here, name)
        return True
    return False


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_a_word_of_the_glossary_is_in_the_code(row: list[str]) -> None:
    """Every word has a meaning and a place, and the place exists."""
    assert len(row) == 4
    named = re.findall(r"`([\w.]+)`", row[3])
    assert row[1].strip() and named
    assert [path for path in named if not found(path)] == []


def test_a_word_is_told_once() -> None:
    words = [row[0].strip() for row in ROWS]
    assert len(words) == len(set(words)) > 25
