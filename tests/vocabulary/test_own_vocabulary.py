"""Rows of one's own: they make claims, the graph keeps them, and what is wrong is said with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import kgbuild
from kgbuild.cli import main
from kgbuild.errors import VocabularyError
from kgbuild.project import plain_edges
from kgbuild.vocabulary import own, vocabulary
from kgbuild.vocabulary.additions import read_additions
from kgbuild.vocabulary.patterns import pattern_book

RELATIONS = "name,definition,domain,range,kind,triggers,traits\n"
OUTPLAYED = "OUTPLAYED,One side beats another,Agent,Agent,event,defeat; beat,irreflexive\n"


@pytest.fixture(autouse=True)
def ours_again() -> Iterator[None]:
    yield
    own.use(None)


def _folder(tmp_path: Path, **tables: str) -> Path:
    folder = tmp_path / "sport"
    folder.mkdir()
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf8")
    return folder


def test_rows_are_added_and_taken_out_again(tmp_path: Path) -> None:
    ours = len(vocabulary().relations)
    additions = read_additions(_folder(tmp_path, relations=RELATIONS + OUTPLAYED))
    assert "OUTPLAYED" not in vocabulary().relations, "reading alone must change nothing"
    own.use(additions)
    assert len(vocabulary().relations) == ours + 1
    row = vocabulary().relations["OUTPLAYED"]
    assert (row.iri, row.group, row.traits) == ("outplayed", "own", {"irreflexive"})
    assert any(p.relation == "OUTPLAYED" for p in pattern_book().by_lemma["defeat"])
    own.use(None)
    assert len(vocabulary().relations) == ours
    assert not any(p.relation == "OUTPLAYED" for p in pattern_book().by_lemma.get("defeat", ()))


def test_a_note_gives_the_same_additions(tmp_path: Path) -> None:
    additions = read_additions(_folder(tmp_path, relations=RELATIONS + OUTPLAYED))
    again = own.additions_of_note(additions.note())
    assert again == additions
    assert again.stamp == additions.stamp


@pytest.mark.parametrize(
    ("table", "text", "line", "wrong"),
    [
        ("relations", RELATIONS + OUTPLAYED.replace("OUTPLAYED", "MET"), 2, "MET stands in our"),
        ("relations", RELATIONS + OUTPLAYED + OUTPLAYED, 3, "OUTPLAYED stands on line 2"),
        ("relations", RELATIONS + OUTPLAYED.replace("Agent,Agent", "Agent,Team"), 2, "'Team'"),
        ("relations", RELATIONS + OUTPLAYED.replace("irreflexive", "shiny"), 2, "trait 'shiny'"),
        (
            "relations",
            RELATIONS + OUTPLAYED.replace("event", "habit"),
            2,
            "neither event nor state",
        ),
        (
            "relations",
            RELATIONS + OUTPLAYED.replace("OUTPLAYED", "de feated"),
            2,
            "no relation name",
        ),
        ("relations", RELATIONS + "OUTPLAYED,One side\n", 2, "cells"),
        ("relations", RELATIONS.replace("traits", "colour") + OUTPLAYED, 1, "column 'colour'"),
        ("types", "type,parent,definition\nClub,Guild,A club\n", 2, "'Guild'"),
        ("types", "type,parent,definition\nPerson,Agent,Again\n", 2, "Person stands in our"),
        ("relation_rules", "relation,pattern\nFROWNED,frown at\n", 2, "no relation 'FROWNED'"),
        ("relation_rules", "relation,pattern,subject\nMET,meet,@nobody\n", 2, "@nobody"),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(
    table: str, text: str, line: int, wrong: str, tmp_path: Path
) -> None:
    with pytest.raises(VocabularyError) as caught:
        read_additions(_folder(tmp_path, **{table: text}))
    assert f"{table}.csv:{line}: " in str(caught.value)
    assert wrong in str(caught.value)
    assert own.active() is None


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="holds none of"):
        read_additions(_folder(tmp_path))
    with pytest.raises(VocabularyError, match=r"relation\.csv: no table of this name"):
        (tmp_path / "sport" / "relation.csv").write_text("name\n", encoding="utf8")
        read_additions(tmp_path / "sport")
    with pytest.raises(VocabularyError, match="no such folder"):
        read_additions(tmp_path / "nowhere")


@pytest.mark.slow
def test_a_graph_keeps_the_vocabulary_it_was_built_with(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path,
        relations=RELATIONS + OUTPLAYED,
        phrases="relation,said,base,turned\nOUTPLAYED,beat,beat,lost to\n",
    )
    articles = tmp_path / "in"
    articles.mkdir()
    text = "Harbour Falcons defeated Lisbon Rovers on Sunday. Rovers did not beat Porto United.\n"
    (articles / "a.txt").write_text(text, encoding="utf8")
    graph = tmp_path / "graph"
    kgbuild.build([articles], graph=graph, vocabulary=folder)
    own.use(None)

    opened = kgbuild.Graph.open(graph)
    edges = [e for e in plain_edges(opened.snapshot) if e.relation == "OUTPLAYED"]
    assert [(opened.entities[e.source].name, opened.entities[e.target].name) for e in edges] == [
        ("Harbour Falcons", "Lisbon Rovers")
    ]
    assert "beat" in opened.why("Harbour Falcons", "Lisbon Rovers")[0]["says"]
    assert opened.verify() == []
    ends = {"a": "Harbour Falcons", "edge": "OUTPLAYED", "b": "Lisbon Rovers"}
    assert len(opened.query("behind_edge", **ends)) == 1

    (articles / "b.txt").write_text("Lisbon Rovers defeated Harbour Falcons.\n", encoding="utf8")
    report = kgbuild.build([articles], graph=graph)
    assert (report.built, report.unchanged) == (1, 1)
    relations = kgbuild.Graph.open(graph).stats()["by_relation"]
    assert relations["OUTPLAYED"] == 3


def test_the_command_refuses_before_anything_is_read(tmp_path: Path) -> None:
    folder = _folder(tmp_path, relations=RELATIONS + OUTPLAYED.replace("OUTPLAYED", "MET"))
    (tmp_path / "a.txt").write_text("Adler met Becker.\n", encoding="utf8")
    graph = tmp_path / "graph"
    arguments = [
        "build",
        str(tmp_path / "a.txt"),
        "--graph",
        str(graph),
        "--vocabulary",
        str(folder),
    ]
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 1
    assert "relations.csv:2: MET stands in our relations.csv already" in found.output
    assert not graph.exists()
