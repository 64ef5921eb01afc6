"""A user's own list: its names are found, typed and linked, and `kgbuild watch` tells what is said of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.language import Language

import kgbuild
from kgbuild import watchlist
from kgbuild.annotate.mentions import listed
from kgbuild.cli import main
from kgbuild.errors import InputError
from kgbuild.graph import Graph
from kgbuild.graph.watching import ABSENT, LINKED, NEAR, atom, told, watch
from kgbuild.vocabulary import own
from kgbuild.watchlist import Row, Watchlist, load_watchlist, read_watchlist

LIST = """id,name,aliases,type,country
Q1001,Kari Nordahl,,Person,NO
P7,Halden Shipping,Halden,Company,NO
P9,Nobody Here,,Person,
P10,Erik Lund,,Person,IS
"""


@pytest.fixture(autouse=True)
def no_list_left() -> Iterator[None]:
    yield
    watchlist.use(None)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A graph of the examples built with the list, and the list."""
    folder = tmp_path_factory.mktemp("watched")
    path = folder / "people.csv"
    path.write_text(LIST, encoding="utf8")
    examples = Path(__file__).parents[1] / "examples"
    kgbuild.build([examples], graph=folder / "graph", authority=path, jobs=1)
    return folder / "graph", path


def test_rows_are_met_linked_or_near(watched: tuple[Path, Path]) -> None:
    found = {m.row.id: m for m in watch(Graph.open(watched[0]), watched[1])}
    assert found["P7"].how == LINKED
    assert found["P7"].entity is not None and found["P7"].entity.type == "Company"
    assert found["Q1001"].entity is not None
    assert found["Q1001"].entity.external_ids["wikidata"] == "Q1001"
    assert (found["P9"].how, found["P9"].claims) == (ABSENT, ())
    assert found["P10"].how in (NEAR, LINKED)


def test_since_counts_what_was_published_from_that_day_on(watched: tuple[Path, Path]) -> None:
    graph = Graph.open(watched[0])
    every = {m.row.id: m for m in watch(graph, watched[1])}
    late = {m.row.id: m for m in watch(graph, watched[1], since=date(2025, 4, 1))}
    assert 0 < len(late["P7"].claims) < len(every["P7"].claims)
    days = {graph.documents[c.document].published for c in late["P7"].claims}
    assert min(d for d in days if d) >= date(2025, 4, 1)


def test_claims_are_told_newest_first_and_once(watched: tuple[Path, Path]) -> None:
    graph = Graph.open(watched[0])
    rows = list(told(graph, watch(graph, watched[1])))
    assert len({row["claim"] for row in rows}) == len(rows)
    days = [str(row["published"] or "") for row in rows]
    assert len(set(days)) > 1
    assert days == sorted(days, reverse=True)
    assert all(row["sentence"] and row["speaker"] for row in rows)


def test_the_feed_is_atom_and_the_same_each_time(watched: tuple[Path, Path]) -> None:
    graph = Graph.open(watched[0])
    found = watch(graph, watched[1])
    feed = atom(told(graph, found), "Watched <people> & bodies")
    assert feed == atom(told(graph, watch(graph, watched[1])), "Watched <people> & bodies")
    root = ET.fromstring(feed)
    space = "{http://www.w3.org/2005/Atom}"
    assert root.findtext(f"{space}title") == "Watched <people> & bodies"
    entries = root.findall(f"{space}entry")
    assert len(entries) == len(list(told(graph, found)))
    assert all(e.findtext(f"{space}id") and e.findtext(f"{space}updated") for e in entries)


def test_the_graph_keeps_the_list(watched: tuple[Path, Path]) -> None:
    report = kgbuild.build([Path(__file__).parents[1] / "examples"], graph=watched[0], jobs=1)
    assert report.built == 0


def _marked(nlp: Language, text: str, *rows: Row) -> dict[str, str]:
    watchlist.use(Watchlist(rows))
    doc = nlp(text)
    listed.mark(doc)
    spans = doc.user_data[listed.LISTED]
    return {doc[a:b].text: found[0].id for (a, b), found in spans.items()}


def test_a_name_is_found_as_the_list_spells_it(english: Language) -> None:
    rows = (Row("1", "patrol boat Havorn"), Row("2", "Lang", ("Lang & Sons",)))
    text = "Adler saw the patrol boat Havorn and met Lang & Sons."
    assert _marked(english, text, *rows) == {"patrol boat Havorn": "1", "Lang & Sons": "2"}


def test_a_name_inside_a_longer_name_is_that_names(english: Language) -> None:
    text = "Olga Brandt praised the Peter Lang Institute in Oslo."
    doc = english(text)
    inside = [ent.text for ent in doc.ents if "Peter Lang" in ent.text]
    assert inside == ["Peter Lang Institute"], "the recogniser must see the longer name here"
    assert _marked(english, text, Row("1", "Peter Lang", type="Person")) == {}


def test_a_single_word_must_be_a_name(english: Language) -> None:
    assert _marked(english, "The target was missed by a mile.", Row("1", "target")) == {}


@pytest.mark.parametrize("text", ["{", "[1]", '{"id": "a"}', '{"id": "a", "name": "B", "x": 1}'])
def test_a_broken_line_is_refused_with_its_number(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_watchlist('{"id": "q", "name": "Q"}\n' + text, "list.jsonl")
    assert caught.value.line == 2


def test_followthemoney_entities_are_read(tmp_path: Path) -> None:
    entities = [
        {"id": "x1", "schema": "Person",
         "properties": {"name": ["Anna Holt"], "alias": ["A. Holt"], "nationality": ["no"]}},
        {"id": "x2", "schema": "Company", "properties": {"name": ["Arvex"], "wikidataId": ["Q7"]}},
        {"id": "x3", "schema": "Ownership", "properties": {"owner": ["x1"], "asset": ["x2"]}},
    ]  # fmt: skip
    path = tmp_path / "list.json"
    path.write_text("\n".join(map(json.dumps, entities)), encoding="utf8")
    rows = load_watchlist(path).rows
    assert [(r.id, r.names, r.type, r.country) for r in rows] == [
        ("x1", ("Anna Holt", "A. Holt"), "Person", "NO"),
        ("Q7", ("Arvex",), "Company", ""),
    ]


def test_the_command_prints_rows_and_refuses_a_wrong_list(
    watched: tuple[Path, Path], tmp_path: Path
) -> None:
    graph = ["--graph", str(watched[0])]
    found = CliRunner().invoke(main, ["watch", str(watched[1]), *graph, "--format", "json"])
    assert found.exit_code == 0, found.output
    assert {row["how"] for row in json.loads(found.output)} >= {LINKED, ABSENT}
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("id,name\nP1,A\nP1,B\n", encoding="utf8")
    refused = CliRunner().invoke(main, ["watch", str(wrong), *graph])
    assert refused.exit_code == 1
    assert "wrong.csv:3" in refused.output and "line 2" in refused.output


def test_a_list_may_have_types_of_one_s_own(tmp_path: Path) -> None:
    """Given with the vocabulary, or later, to the graph that keeps it; elsewhere the type is unknown."""
    (tmp_path / "arts").mkdir()
    (tmp_path / "arts" / "types.csv").write_text(
        "type,parent,agent,definition\nMuseum,Organization,yes,A house that shows art\n"
    )
    mine = tmp_path / "mine.csv"
    mine.write_text("id,name,type\nM1,Harbour House,Museum\n")
    (tmp_path / "empty").mkdir()
    options = {"authority": mine, "graph": tmp_path / "graph"}
    with pytest.raises(InputError, match="unknown type 'Museum'"):
        kgbuild.build(tmp_path / "empty", **options)
    assert not (tmp_path / "graph").exists()
    try:
        kgbuild.build(tmp_path / "empty", vocabulary=tmp_path / "arts", **options)
        kgbuild.build(tmp_path / "empty", **options)
    finally:
        own.use(None)
