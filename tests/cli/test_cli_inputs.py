"""Handing in files: what is said of them, exit codes, and the lists of what is in the graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kgbuild.build import extracting
from kgbuild.cli import main
from kgbuild.extraction import Extraction

ARTICLE = "Anna Adler met Boris Becker in Oslo on Monday, and they talked about the price of fish."


@pytest.fixture(autouse=True)
def no_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is tested here: nothing is extracted."""
    monkeypatch.setattr(extracting, "claims_of", lambda document, nlp: Extraction((), (), ()))
    monkeypatch.setattr(extracting, "pipeline", lambda name: None)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_exit_codes_say_what_was_built(tmp_path: Path) -> None:
    """0 all, 3 some, 4 nothing (all refused, or an empty folder), 2 wrong usage."""
    folder, graph = tmp_path / "in", tmp_path / "graph"
    folder.mkdir()
    assert run("build", folder, "--graph", graph).exit_code == 4
    (folder / "scan.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    found = run("build", folder, "--graph", graph)
    assert (found.exit_code, "old Office document" in found.stderr) == (4, True)
    (folder / "a.txt").write_text(ARTICLE)
    assert run("build", folder, "--graph", graph).exit_code == 3
    assert run("build", folder / "a.txt", "--graph", graph).exit_code == 0
    assert run("build", folder, "--graph", graph, "--map", "text").exit_code == 2
    assert run("build", folder, "--graph", graph, "--dates", "ymd").exit_code == 2


def test_columns_notes_and_missing_dates_are_said(tmp_path: Path) -> None:
    """One line of columns, the notes on documents, how many are without a date."""
    rows = tmp_path / "rows.csv"
    rows.write_text(
        f'Headline,Body,When,pub_date\nOne,"{ARTICLE}",x,05/01/2020\nTwo,"{ARTICLE}",y,2020-01-05\n'
    )
    said = run("build", rows, "--graph", tmp_path / "graph").stderr
    assert (
        "read rows.csv: title <- Headline, text <- Body, published <- pub_date; ignored: When"
        in said
    )
    assert "note rows.csv#2: pub_date: '05/01/2020': day and month cannot be told apart" in said
    assert "1 of 2 without a date" in said
    said = run(
        "build", rows, "--graph", tmp_path / "other", "--dates", "dmy", "--map", "title=Kop"
    ).stderr
    assert "no such column: title=Kop" in said
    assert "without a date" not in said


def test_lists_of_documents_and_entities(tmp_path: Path) -> None:
    """Filters, and JSON with every field."""
    graph = tmp_path / "graph"
    (tmp_path / "a.txt").write_text("date: 2025-03-04\npublisher: Post\n\n" + ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE + "\n\nRead more: Boris Becker leaves Oslo\n")
    run("build", tmp_path / "a.txt", tmp_path / "b.txt", "--graph", graph)

    def sources(*filters: str) -> list[str]:
        found = run("documents", "--graph", graph, "--json", *filters)
        return [row["source"] for row in json.loads(found.stdout)]

    assert sources() == ["a.txt", "b.txt"]
    assert sources("--undated") == ["b.txt"]
    assert sources("--publisher", "post") == sources("--since", "2025-03-01") == ["a.txt"]
    assert sources("--until", "2025-03-01") == []
    assert sources("--source", "b*") == ["b.txt"]
    row = json.loads(run("documents", "--graph", graph, "--json", "--undated").stdout)[0]
    assert (row["parts"], row["basis"], row["words"]) == ("1 promotion", None, 23)
    assert run("entities", "--graph", graph).exit_code == 0
    assert json.loads(run("entities", "--graph", graph, "--json").stdout) == []
