"""The forty questions on the seed gold's own graph, against its expected answers, read once into claims.

`exactly` holds where the expected answer is a list of statements; `holds` where it names some of them or
the answer is wider than the short text says.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import store_graphs

from kgbuild.model import Snapshot
from kgbuild.query import Rows, ask, questions
from kgbuild.query.sifting.change import HAPPENED
from kgbuild.store.embedded import memory

SEPTEMBER = {"from": "September 2022", "to": "September 2022"}

# id: (parameters, column, exactly, holds)
EXPECTED: dict[str, tuple[dict[str, str], str, str | None, str]] = {
    "q01": (
        {"x": "Patrushev"},
        "name",
        None,
        "Nikolai Patrushev; Patrushev; A senior Russian security official; "
        "a top Russian security official; Secretary of the Security Council of Russia",
    ),
    "q02": ({"x": "guo"}, "claim", "000-15; 003-19", ""),
    "q03": ({"x": "Putin"}, "claim", "000-12; 003-17", ""),
    "q04": ({}, "claim", "", ""),
    "q05": ({"b": "rsc"}, "claim", None, "003-16; 000-13; 003-06"),
    "q06": (
        SEPTEMBER,
        "claim",
        "000-04; 000-14; 003-18; 000-27; 000-54; 003-05; 003-26",
        "",
    ),
    "q07": ({"x": "Putin", **SEPTEMBER}, "partner", "Xi Jinping", ""),
    "q08": ({"a": "Guo", "b": "Putin"}, "other", "Nikolai Patrushev; Vladimir Putin", ""),
    "q09": (
        {"a": "RU", "b": "CN"},
        "actor",
        None,
        "Nikolai Patrushev; Vladimir Putin; Xi Jinping; Guo Shengkun",
    ),
    "q10": ({"v": "sco_summit"}, "claim", "000-55; 003-40", ""),
    "q11": (
        {"a": "Moscow", "b": "gov_china"},
        "claim",
        "<what does Moscow claim about Beijing>",
        "",
    ),
    "q12": ({"x": "Patrushev", "topic": "cooperation"}, "claim", "000-17; 003-20", ""),
    "q13": ({"v": "ev_war"}, "claim", None, "000-39; 003-35; 000-44"),
    "q14": ({"x": "gov_china"}, "claim", "003-32", ""),
    "q15": ({"a": "russia"}, "claim", None, "000-02; 000-10; 003-04; 000-05; 000-48; 003-38"),
    "q16": ({"x": "gov_china"}, "claim", "000-39; 003-33; 003-35", ""),
    "q17": ({"n": "cn_stmt"}, "claim", "000-32; 003-31", ""),
    "q18": ({}, "claim", None, "000-02; 000-10; 000-48"),
    "q19": ({}, "claim", "", ""),
    "q20": ({}, "claim", "000-38", ""),
    "q21": ({}, "claim", "<single_source>", ""),
    "q22": ({}, "claim", None, "003-17; 003-22; 003-24"),
    "q23": ({"a": "Patrushev", "edge": "MET", "b": "Guo"}, "claim", None, "000-14; 003-18"),
    "q24": ({}, "fact", None, "F05; F07; F18"),
    "q25": ({"fact": "F01"}, "reported", "2022-09-19; None", ""),
    "q26": ({}, "conflict", "C01; C02; C05", ""),
    "q27": ({}, "claim", "", ""),
    "q28": ({}, "claim", "000-43; 003-19", ""),
    "q29": ({}, "conflict", None, "C09; C10"),
    "q30": ({}, "judgement", "j-sco; j-ru", ""),
    "q32": ({"a": "China", "v": "ev_war"}, "claim", None, "003-34; 003-39"),
    "q33": ({"v": "ev_meet_px"}, "time_start", None, "2022-02-01; 2022-09-12; 2022-09-19"),
    "q34": (
        {"a": "russia", "b": "china"},
        "month",
        "2022-09; 2022-09, as reported then; no day told",
        "",
    ),
    "q35": ({}, "claim", "", ""),
    "q36": ({}, "claim", "000-43; 000-44", ""),
    "q37": ({}, "claim", "", ""),
    "q38": ({}, "claim", "000-41; 000-42", ""),
    "q39": ({}, "claim", "", ""),
    "q40": ({}, "claim", "", ""),
}


@pytest.fixture(scope="module")
def store(seed: Snapshot) -> Rows:
    return memory.in_memory(seed)


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    path = store_graphs.shared() / "gold" / "seed_gold.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf8"))
    return found


def listed(text: str, gold: dict[str, Any]) -> set[str]:
    if text == "<single_source>":
        return set(gold["single_source"])
    if text.startswith("<"):
        return set(gold["expected_answers"][text.strip("<>")])
    return {part.strip() for part in text.split(";") if part.strip()}


@pytest.mark.parametrize("id_", sorted(EXPECTED))
def test_the_expected_answer(id_: str, store: Rows, gold: dict[str, Any]) -> None:
    given, column, exactly, holds = EXPECTED[id_]
    found = {str(row[column]) for row in ask(id_, store, given).rows}
    if exactly is not None:
        assert found == listed(exactly, gold)
    assert listed(holds, gold) <= found


def test_verbal_cooperation_dominates_in_september(store: Rows) -> None:
    rows = ask("q34", store, {"a": "russia", "b": "china"}).rows
    by_kind = {row["kind"]: row["claims"] for row in rows if row["month"] == "2022-09"}
    assert max(by_kind, key=lambda kind: int(str(by_kind[kind]))) == "verbal cooperation"


def test_what_is_new_in_a_month(store: Rows) -> None:
    """q31 has no expected answer for two documents; what September adds to February is new."""
    given = {
        "first_from": "February 2022",
        "first_to": "February 2022",
        "second_from": "September 2022",
        "second_to": "September 2022",
    }
    rows = ask("q31", store, given).rows
    assert {(row["change"], row["fact"]) for row in rows} >= {(HAPPENED, "F01")}
    assert not any(
        row["fact"] == "F03" for row in rows
    )  # a meeting is over; nobody need tell it again


def test_all_forty_are_there() -> None:
    ids = {q.id for q in questions().values() if q.id}
    assert ids == {f"q{n:02}" for n in range(1, 41)}
    assert set(EXPECTED) | {"q31"} == ids
