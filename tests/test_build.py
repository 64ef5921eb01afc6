"""The build: what is new is extracted, what is unchanged costs its hash, what is bad is named.

Extraction is replaced by a toy here, so that the order of the stages, the ledger and the refusals are
tested in milliseconds; the real chain runs in test_chain.py.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest
from toy import put_toy

from kgbuild import rules
from kgbuild.batch.origins import by_file
from kgbuild.build import build, extracting, marks, refresh, remove, snapshot
from kgbuild.errors import GraphError, UsageError
from kgbuild.graph import stats
from kgbuild.ledger import writer


@pytest.fixture(autouse=True)
def toy_stages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put the toy in the place of the real extraction; note which documents it saw."""
    monkeypatch.delenv("KGBUILD_RAISE", raising=False)
    return put_toy(monkeypatch.setattr)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles in a folder."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Anna met Boris in the town, said the paper.\n")
    (folder / "b.txt").write_text("Boris met Clara in the town, said the paper.\n")
    return folder


def test_new_then_unchanged_then_changed(
    articles: Path, tmp_path: Path, toy_stages: list[str]
) -> None:
    """Only what is new or changed is extracted."""
    graph = tmp_path / "graph"
    assert build([articles], graph=graph).built == 2
    report = build([articles], graph=graph)
    assert (report.built, report.unchanged) == (0, 2)
    (articles / "a.txt").write_text("Anna met Dora in the town, said the paper.\n")
    report = build([articles], graph=graph)
    assert (report.built, report.unchanged) == (1, 1)
    assert toy_stages == ["a.txt", "b.txt", "a.txt"]
    assert sorted(d.text[:13] for d in snapshot(graph).documents) == [
        "Anna met Dora",
        "Boris met Cla",
    ]


def test_order_and_steps_do_not_matter(articles: Path, tmp_path: Path) -> None:
    """At once, one by one, in another order: the same bytes."""
    from kgbuild.graph import export

    build([articles], graph=tmp_path / "one")
    for name in ("b.txt", "a.txt"):
        build([articles / name], graph=tmp_path / "two")
    for name in ("one", "two"):
        export(tmp_path / name, out=tmp_path / f"{name}-out")
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / f"{name}-out").iterdir()}
        for name in ("one", "two")
    )
    assert "claims.jsonl" in one
    assert one == two


def test_a_vanished_file_keeps_its_document_until_removed(articles: Path, tmp_path: Path) -> None:
    """Deleting a file changes nothing; `remove` takes the document and its claims out."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    (articles / "a.txt").unlink()
    build([articles], graph=graph)
    assert len(snapshot(graph).documents) == 2
    assert remove(["a.txt"], graph=graph) == 1
    left = snapshot(graph)
    assert [d.source for d in left.documents] == ["b.txt"]
    assert all(c.document == left.documents[0].id for c in left.claims)
    assert all(m.document == left.documents[0].id for e in left.entities for m in e.mentions)
    assert len(left.facts) == 1
    with pytest.raises(UsageError, match="no such document"):
        remove(["a.txt"], graph=graph)


def test_removed_and_built_again(articles: Path, tmp_path: Path) -> None:
    """A removed file is read anew when it is handed in again."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    remove(["a.txt"], graph=graph)
    assert build([articles], graph=graph).built == 1


def test_rows_that_left_their_file_leave_the_graph(tmp_path: Path) -> None:
    """A file of rows is what it now holds; unchanged rows are not extracted again."""
    path = tmp_path / "rows.jsonl"
    rows = [
        {"id": n, "text": f"Anna met {n} in the town, said the paper."} for n in ("Boris", "Clara")
    ]
    path.write_text("\n".join(map(json.dumps, rows)))
    graph = tmp_path / "graph"
    build([path], graph=graph)
    path.write_text(json.dumps(rows[1]))
    report = build([path], graph=graph)
    assert (report.built, report.unchanged, report.removed) == (0, 1, 1)
    assert [d.source for d in snapshot(graph).documents] == ["rows.jsonl#Clara"]


def test_bad_inputs_are_named_each_time_and_the_others_built(
    articles: Path, tmp_path: Path
) -> None:
    """Refusals are in the report and in the graph's table, also when nothing has changed."""
    graph = tmp_path / "graph"
    (articles / "empty.txt").write_text("")
    (articles / "rows.jsonl").write_text('{"id": 1, "text": "Anna met Ed in the town."}\n{"bad\n')
    (articles / "crash.txt").write_text("Anna met CRASH in the town, said the paper.\n")
    for built in (4, 0):
        report = build([articles], graph=graph)
        assert report.built == built
        assert sorted((r.source, r.line) for r in report.rejects) == [
            ("empty.txt", None), ("rows.jsonl", 2),
        ]  # fmt: skip
        assert len(snapshot(graph).rejects) == 2
        assert [f.reason for f in snapshot(graph).faults] == ["ZeroDivisionError: as asked"]


def test_a_file_that_turns_bad_keeps_its_last_good_document(articles: Path, tmp_path: Path) -> None:
    """Nothing is lost because a file was cut off on its way here."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    (articles / "a.txt").write_bytes(b"Anna \0")
    assert len(build([articles], graph=graph).rejects) == 1
    assert len(snapshot(graph).documents) == 2


def test_a_missing_path_touches_nothing(articles: Path, tmp_path: Path) -> None:
    """Usage errors come before the first write."""
    with pytest.raises(UsageError):
        build([articles, tmp_path / "nope"], graph=tmp_path / "graph")
    assert not (tmp_path / "graph").exists()


def test_one_writer_at_a_time(articles: Path, tmp_path: Path) -> None:
    """A second build on the same graph is told so, and changes nothing."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    with (
        writer(graph),
        pytest.raises(GraphError, match=f"another kgbuild.*process {os.getpid()}, since"),
    ):
        build([articles], graph=graph)


def test_given_metadata_change_the_document(articles: Path, tmp_path: Path) -> None:
    """`published` and `publisher` hold for all inputs and make them new."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    assert build([articles], graph=graph, published="2025-03-04", publisher="Post").built == 2
    assert {str(d.published) for d in snapshot(graph).documents} == {"2025-03-04"}
    with pytest.raises(UsageError, match="published"):
        build([articles], graph=graph, published="soon")


def test_sources_by_file_survive_hashes_in_names() -> None:
    """A row belongs to its file, whichever of both has a `#` in its name."""
    found = by_file(
        ["a.txt", "a.txt#1.txt", "b#1.jsonl#x", "b.jsonl#1", "b.jsonl#2#3"],
        ["a.txt", "a.txt#1.txt", "b#1.jsonl", "b.jsonl"],
    )
    assert found["a.txt"] == ["a.txt"]
    assert found["b.jsonl"] == ["b.jsonl#1", "b.jsonl#2#3"]
    assert found["b#1.jsonl"] == ["b#1.jsonl#x"]


def test_two_folders_with_a_file_of_one_name_keep_both(tmp_path: Path) -> None:
    """Built one after the other, or at once: no document takes another's place; each goes by its own path."""
    for day, who in (("04", "Clara"), ("05", "Dora")):
        (tmp_path / day).mkdir()
        (tmp_path / day / "01.txt").write_text(f"Anna met {who} in the town, said the paper.\n")
    bit = tmp_path / "bit"
    build([tmp_path / "04"], graph=bit)
    assert build([tmp_path / "05"], graph=bit).replaced == 0
    assert sorted(d.source for d in snapshot(bit).documents) == ["01.txt", "05/01.txt"]
    assert build([tmp_path / "04", tmp_path / "05"], graph=bit).unchanged == 2
    once = tmp_path / "once"
    build([tmp_path / "04", tmp_path / "05"], graph=once)
    assert sorted(d.source for d in snapshot(once).documents) == ["04/01.txt", "05/01.txt"]
    assert remove([str(tmp_path / "05" / "01.txt")], graph=bit) == 1
    assert [d.text[:14] for d in snapshot(bit).documents] == ["Anna met Clara"]


def test_replacing_is_said(articles: Path, tmp_path: Path) -> None:
    """A file whose text changed replaces what it gave before, and the report counts it."""
    build([articles], graph=tmp_path / "graph")
    (articles / "a.txt").write_text("Anna met Dora in the town, said the paper.\n")
    report = build([articles], graph=tmp_path / "graph")
    assert (report.built, report.replaced) == (1, 1)


def test_graphs_without_places_keep_their_documents(tmp_path: Path) -> None:
    """A file of the same name takes an old document's place only when it holds the same article."""
    graph = tmp_path / "graph"
    for day, words in (
        ("04", "Anna met Clara in the town, said the paper."),
        ("05", "Snow fell on all roads in the north."),
    ):
        (tmp_path / day).mkdir()
        (tmp_path / day / "01.txt").write_text(words + "\n")
    build([tmp_path / "04"], graph=graph)
    with sqlite3.connect(graph / "ledger.sqlite") as db:
        db.execute("DROP TABLE places")
    db.close()
    build([tmp_path / "05"], graph=graph)
    assert sorted(d.source for d in snapshot(graph).documents) == ["01.txt", "05/01.txt"]
    (tmp_path / "04" / "01.txt").write_text("Anna met Clara in the town, said a newer paper.\n")
    report = build([tmp_path / "04"], graph=graph)
    assert (report.built, report.replaced) == (1, 1)


def test_readings_of_standard_input_are_numbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reading is a document of its own; the same words again are the same reading."""
    graph = tmp_path / "graph"
    for words in (
        "Anna met Clara in the town.",
        "Dora met Clara in the town.",
        "Anna met Clara in the town.",
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        build(["-"], graph=graph)
    assert sorted(d.source for d in snapshot(graph).documents) == ["-1", "-2"]


def test_a_default_day_is_only_for_the_undated(tmp_path: Path) -> None:
    """`published_default` gives the undated a day; `published` overrides, and a contradiction is noted."""
    (tmp_path / "a.txt").write_text("date: 2025-03-04\n\nAnna met Clara in the town.\n")
    (tmp_path / "b.txt").write_text("Dora met Clara in the town.\n")
    report = build(
        [tmp_path / "a.txt", tmp_path / "b.txt"],
        graph=tmp_path / "g",
        published_default="2025-01-01",
    )
    days = {
        d.source: (str(d.published), d.published_basis) for d in snapshot(tmp_path / "g").documents
    }
    assert days == {"a.txt": ("2025-03-04", "head"), "b.txt": ("2025-01-01", "default")}
    assert (report.read, report.undated) == (2, 0)
    report = build([tmp_path / "a.txt"], graph=tmp_path / "h", published="2025-01-01")
    assert report.notes == [
        ("a.txt", "dated 2025-01-01 by the command line, 2025-03-04 by its text")
    ]


def test_what_older_rules_read_is_read_again(
    articles: Path, tmp_path: Path, toy_stages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all documents, also those that are not handed in; the text is the graph's own."""
    graph = tmp_path / "graph"
    build([articles], graph=graph)
    monkeypatch.setattr(marks, "_reading_rules", lambda: "newer")
    (articles / "a.txt").unlink()
    report = build([articles / "b.txt"], graph=graph)
    assert (report.built, report.again, report.unchanged, report.read) == (2, 2, 0, 1)
    assert toy_stages == ["a.txt", "b.txt", "b.txt", "a.txt"]
    report = build([articles / "b.txt"], graph=graph)
    assert (report.built, report.again, report.unchanged) == (0, 0, 1)
    monkeypatch.setattr(marks, "_reading_rules", lambda: "newest")
    (articles / "c.txt").write_text("Clara met Dora in the town, said the paper.\n")
    report = build([articles / "c.txt"], graph=graph, again=False)
    assert (report.built, report.again, report.left) == (1, 0, 2)
    assert stats(graph)["read_by_older_rules"] == 2
    assert refresh(graph).again == 2
    assert "read_by_older_rules" not in stats(graph)


def test_a_graph_remembers_its_pipeline(
    articles: Path, tmp_path: Path, toy_stages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later builds read with the one that the graph was built with; with another one all is read again."""
    graph = tmp_path / "graph"
    asked: list[str | None] = []
    monkeypatch.setattr(extracting, "pipeline", asked.append)
    build([articles / "a.txt"], graph=graph, pipeline="en_toy")
    build([articles / "b.txt"], graph=graph)
    assert asked == ["en_toy", "en_toy"]
    assert build([], graph=graph, pipeline="").again == 2
    assert asked == ["en_toy", "en_toy", None]


def test_rules_are_the_bytes_of_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code, tables and the model's checksums count; what only answers does not. A new room is to be decided on."""
    rooms = {path.name for path in rules.HOME.iterdir() if path.is_dir()} - {"__pycache__"}
    reading = rooms - rules.NO_CLAIMS
    assert {"annotate", "attribution", "english", "extract", "factuality", "gazetteer"} <= reading
    assert {"language", "names", "normalize", "vocabulary"} <= reading
    for name in ("extract", "store", "language/data"):
        (tmp_path / name).mkdir(parents=True)
    for name in rules.CLAIMS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "extract/rule.py").write_text("a")
    (tmp_path / "language/data/model.onnx").write_text("a")
    (tmp_path / "language/data/checksums.json").write_text('{"model.onnx": "a"}')
    monkeypatch.setattr(rules, "HOME", tmp_path)

    def now() -> str:
        return rules.of_claims.__wrapped__()

    before = now()
    (tmp_path / "store/other.py").write_text("a")
    (tmp_path / "language/data/model.onnx").write_text(
        "b"
    )  # its digest stands for it, and is checked
    assert now() == before
    (tmp_path / "language/data/checksums.json").write_text('{"model.onnx": "b"}')
    assert len({before, (two := now())}) == 2
    (tmp_path / "extract/words.csv").write_text("word")
    assert len({before, two, (three := now())}) == 3
    (tmp_path / "extract/rule.py").write_text("b")
    assert len({before, two, three, now()}) == 4
