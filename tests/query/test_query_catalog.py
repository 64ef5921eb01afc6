"""Headers, parameters and names: what is wrong is said in one line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kgbuild.errors import KgbuildError, QueryError, UsageError
from kgbuild.model import Snapshot
from kgbuild.query import Rows, ask, find_question, parse_question, questions, read_day
from kgbuild.store.answers import substitute
from kgbuild.store.embedded import memory
from kgbuild.store.triples.terms import LINKS, PREFIXES, PROPERTIES
from kgbuild.vocabulary import vocabulary


@pytest.fixture(scope="module")
def store(small: Snapshot) -> Rows:
    return memory.in_memory(small)


@pytest.mark.parametrize("name", sorted(questions()))
def test_a_question_is_complete(name: str) -> None:
    """Header, example, both texts (or a function), every parameter used and none beside them."""
    question = questions()[name]
    assert question.question.endswith(("?", ")"))
    assert question.example
    assert {o.removeprefix("-") for o in question.order} <= set(question.columns)
    names = {p.name for p in question.parameters}
    assert not names & set(question.columns)
    for text in (question.sparql, question.cypher):
        if text:
            assert set(re.findall(r"\$(\w+)", text)) == names
    assert question.function or (question.sparql and question.cypher)


@pytest.mark.parametrize("name", sorted(questions()))
def test_every_row_leads_to_its_evidence(name: str) -> None:
    """A claim, fact, judgement or an example claim; or the sentence itself."""
    if name in (
        "edges",
        "neighbours",
        "known_by_name",
        "known_like",
        "describe",
        "newest",
        "size",
        "who_is_who",
    ):
        pytest.skip("lists entities for other questions")
    columns = set(questions()[name].columns)
    assert columns & {"claim", "fact", "judgement", "example", "sentence"}


@pytest.mark.parametrize("name", sorted(questions()))
def test_names_in_queries_exist(name: str) -> None:
    """Relations and properties in the texts are those of the tables."""
    question = questions()[name]
    relations = set(vocabulary().relations)
    for word in re.findall(r"'([A-Z_]{4,})'", question.cypher):
        assert word in relations or word in LINKS
    known = {iri.rpartition("#")[2] for iri in (*PROPERTIES.values(), *LINKS.values())}
    known |= {r.iri for r in vocabulary().relations.values()}
    for word in re.findall(r"kg:([a-z]\w+)", question.sparql):
        assert word in known or word in CONCEPTS, word
    for prefix in re.findall(r"PREFIX (\w+): <([^>]+)>", question.sparql):
        assert PREFIXES[prefix[0]] == prefix[1]


CONCEPTS = {
    *("asserted", "negated", "actual", "wants", "planned", "ready", "necessary", "conditional"),
    *("promisedModality", "expected", "possible", "attempted", "conflict", "strength"),
    *("granularity", "wording", "implausible", "unsure", "unclear"),
}


@pytest.mark.parametrize(
    ("text", "last", "day"),
    [
        ("2022-09-19", False, date(2022, 9, 19)),
        ("2022-09", False, date(2022, 9, 1)),
        ("2022-09", True, date(2022, 9, 30)),
        ("September 2022", True, date(2022, 9, 30)),
        ("sept 2022", True, date(2022, 9, 30)),
        ("Feb 2024", True, date(2024, 2, 29)),
        ("2022", True, date(2022, 12, 31)),
        ("yesterday", False, None),
        ("2022-13", False, None),
    ],
)
def test_dates(text: str, last: bool, day: date | None) -> None:
    if day is None:
        with pytest.raises(UsageError, match="no date"):
            read_day(text, last=last)
    else:
        assert read_day(text, last=last) == day


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("who_met", {}, "did you mean who_met_whom"),
        ("names_and_titles", {}, "needs the parameter x"),
        ("names_and_titles", {"y": "1"}, "has no parameter 'y'"),
        ("edges", {"y": "1"}, "takes no parameters"),
        ("names_and_titles", {"x": "Nobody"}, "no entity of this name"),
        ("behind_edge", {"a": "Cole", "edge": "KISSED", "b": "Dunn"}, "no relation"),
        ("bodies_of_listed", {"k": "two"}, "no whole number"),
        ("missing.rq", {}, "cannot read"),
        (
            "who_met_whom",
            {"from": "2025-04", "to": "2025-03"},
            "from=2025-04-01 is after to=2025-03-31",
        ),
    ],
)
def test_wrong_questions(store: Rows, name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(KgbuildError, match=message):
        ask(name, store, given)


def test_an_ambiguous_name_gets_candidates(seed: Snapshot) -> None:
    """ "Beijing" is a city and a government: both are offered with their ids."""
    store = memory.in_memory(seed)
    with pytest.raises(UsageError, match=r"several(.|\n)*gov_china(.|\n)*beijing"):
        ask("names_and_titles", store, {"x": "Beijing"})
    rows = ask("names_and_titles", store, {"x": "Beijing (City)"}).rows
    assert {row["name"] for row in rows} == {"Beijing"}
    assert ask("names_and_titles", store, {"x": "gov_china"}).rows


@pytest.mark.parametrize(
    "value", ['a"b', "a'b", "a\\", 'x" } ; DROP ALL # ', "?x $y", "line\nbreak", "\ud800", "é" * 9]
)
def test_a_text_is_bound_never_pasted(store: Rows, value: str) -> None:
    """No value can end its literal early."""
    assert ask("own_words", store, {"x": "Cole", "topic": value}).rows == ()


def test_variables_in_strings_and_comments_stay() -> None:
    text = 'SELECT $x { ?x <a?x> "$x" } # $x'
    assert substitute(text, {"x": "<x:1>"}) == 'SELECT <x:1> { <x:1> <a?x> "$x" } # $x'


@pytest.mark.parametrize("known", ["Anna Adler", "anna  adler", "ANNA ADLER"])
def test_a_name_is_known_in_any_case(store: Rows, known: str) -> None:
    rows = ask("known_by_name", store, {"known": known}).rows
    assert [row["entity"] for row in rows] == ["e-adler"]


@pytest.mark.parametrize(
    ("text", "place"),
    [("SELECT ?x { ?x a }", "line 1, column 19"), ("SELECT *\n{ FILTER(?o > ) }", "line 2, ")],
)
def test_a_syntax_error_has_its_place_and_no_more(store: Rows, text: str, place: str) -> None:
    with pytest.raises(QueryError, match=place) as error:
        store.run(text, {})
    assert "expected" not in str(error.value)


def test_a_file_of_ones_own(store: Rows, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "PREFIX kg: <https://w3id.org/kgbuild/ns#>\nSELECT ?x { ?x a kg:Document }", encoding="utf8"
    )
    answer = ask(str(file), store)
    assert answer.columns == ("x",)
    assert [row["x"] for row in answer.rows] == ["d-a", "d-b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Who?\n# parameter x: thing, what\n# columns: a\n", "types are"),
        ("SELECT", "header needs"),
    ],
)
def test_a_broken_header(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_question(text, "sparql", name="broken")


def test_a_question_is_found_by_id_and_path() -> None:
    assert find_question("q06") is find_question("contacts/who_met_whom")


def test_the_first_plain_answer_is_in_order(store: Rows) -> None:
    """A meeting without a day is judged by its report, and comes last."""
    rows = ask("who_met_whom", store, {"from": "2025-03", "to": "2025-03"}).rows
    assert [(r["subject"], r["place"], r["status"]) for r in rows] == [
        ("Anna Adler", "Bergen", "disputed"),
        ("Anna Adler", "Oslo", "disputed"),
        ("\"Quote\" {x} `y`\nmet \\ 'z'", "", "single_source"),
        ("Cole", "", "single_source"),
        ("Cole", "", "single_source"),
    ]
