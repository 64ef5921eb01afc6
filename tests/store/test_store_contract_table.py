"""docs/stores.md shows the contract suite as a table: every promise, every store."""

from __future__ import annotations

import inspect

import test_store_contract as suite
from around import ROOT
from sparql_machine import STORE_NAMES

HEAD = "| promise | "


def promises() -> list[str]:
    return [
        name.removeprefix("test_").replace("_", " ")
        for name, found in vars(suite).items()
        if name.startswith("test_") and inspect.isfunction(found)
    ]


def test_the_table_has_every_promise_and_every_store() -> None:
    text = (ROOT / "docs" / "stores.md").read_text(encoding="utf8")
    lines = text[text.index(HEAD) :].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert rows[0][1:] == STORE_NAMES
    assert [row[0] for row in rows[2:]] == promises()
    assert {cell[:1] for row in rows[2:] for cell in row[1:]} <= {"✓", "–"}
    assert sum(cell[:1] == "–" for row in rows[2:] for cell in row[1:]) == 1
