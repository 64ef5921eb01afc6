"""What an answer says beside its rows: the period asked for, and what was looked for in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.cli.asking.query import nothing, period
from kgbuild.query import Rows, ask
from kgbuild.store.embedded import memory

if TYPE_CHECKING:
    from kgbuild.model import Snapshot


@pytest.fixture(scope="module")
def store(small: Snapshot) -> Rows:
    return memory.in_memory(small)


def test_an_empty_answer_says_among_how_much_it_looked(store: Rows) -> None:
    answer = ask("wording", store)
    assert answer.rows == ()
    said = nothing(answer, store)
    size = ask("size", store).rows[0]
    assert f"among {size['claims']} statements of {size['documents']} articles" in said
    assert "Looked for: " in said


def test_an_edge_that_is_not_there_names_those_that_are(store: Rows) -> None:
    answer = ask("behind_edge", store, {"a": "Cole", "edge": "SUED", "b": "Dunn"})
    relations = {str(row["relation"]) for row in ask("why", store, {"a": "Cole", "b": "Dunn"}).rows}
    assert relations
    assert ", ".join(sorted(relations)) in nothing(answer, store)


def test_only_a_period_of_its_own_is_printed(store: Rows) -> None:
    assert period(ask("who_met_whom", store)) == ""
    given = ask("who_met_whom", store, {"from": "2025-03", "to": "2025-04"})
    assert period(given) == "(from 2025-03-01, to 2025-04-30)"
    assert period(ask("news", store)).startswith("(since ")


def test_a_country_s_code_means_the_country(seed: Snapshot) -> None:
    rows = ask("describe", memory.in_memory(seed), {"x": "CN"}).rows
    assert [row["type"] for row in rows] == ["Country"]
