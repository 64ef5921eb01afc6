"""What an answer says beside its rows: the period asked for, and what was looked for in vain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kgbuild.cli.asking.query import less_sure, nothing, period
from kgbuild.errors import QueryError, UsageError
from kgbuild.query import Rows, ask, find_question, parse_question
from kgbuild.store.embedded import memory

if TYPE_CHECKING:
    from kgbuild.model import Snapshot


@pytest.fixture(scope="module")
def store(small: Snapshot) -> Rows:
    return memory.in_memory(small)


def test_an_empty_answer_says_among_how_much_it_looked(store: Rows) -> None:
    answer = ask("denials", store)
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


def test_what_is_less_sure_is_counted(store: Rows) -> None:
    told = ask("who_met_whom", store)
    assert told.surer == told.rows
    assert less_sure(told) == ""
    strict = replace(find_question("single_source"), sure=1.1)
    answer = ask(strict, store)
    assert answer.rows
    assert answer.surer == ()
    assert less_sure(answer) == f"… Nothing sure; {len(answer.rows)} less sure (--all shows them)"
    assert less_sure(answer, everything=True) == ""


def test_how_sure_is_a_number() -> None:
    header = "# Who?\n# columns: claim\n# sure: rather\n"
    with pytest.raises(QueryError, match="no number from 0 to 1"):
        parse_question(header, "sparql", name="who")


def test_all_of_one_name_and_type_are_asked(small: Snapshot) -> None:
    """Two who may be one: whoever asks by the name hears of both, an id still picks one."""
    twin = next(e for e in small.entities if e.name == "Anna Adler")
    other = replace(twin, id="e-adler-2", mentions=twin.mentions[:1], clusters=())
    store = memory.in_memory(replace(small, entities=(*small.entities, other)))
    found = {
        str(row["entity"]) for row in ask("known_by_name", store, {"known": "Anna Adler"}).rows
    }
    assert found == {twin.id, other.id}
    by_name = ask("names_and_titles", store, {"x": "Anna Adler"})
    assert by_name.bound["x"].others == (other.id,) or by_name.bound["x"].value == other.id
    counts = [ask("names_and_titles", store, {"x": id_}).rows for id_ in sorted(found)]
    assert len(by_name.rows) == len({row["name"] for rows in counts for row in rows})
    twice = replace(other, type="Company")
    mixed = memory.in_memory(replace(small, entities=(*small.entities, twice)))
    with pytest.raises(UsageError, match="name of several"):
        ask("names_and_titles", mixed, {"x": "Anna Adler"})
