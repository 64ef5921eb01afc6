"""Who is who through the commands: merge, split, undo, review, explain on a small graph made by hand."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from pairs import m, pair_graph

from kgbuild.build import extracting, marks, snapshot
from kgbuild.changes.changing import refresh
from kgbuild.cli import main
from kgbuild.extraction import Extraction
from kgbuild.ledger import Ledger
from kgbuild.model import Verdict
from kgbuild.resolve.judgements import decisions as desk

if TYPE_CHECKING:
    from kgbuild.model import Snapshot


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """Five articles: one Anna Solander twice, an A. Solander, two men named Bertil Ekwall."""
    return pair_graph(tmp_path / "graph")


def run(graph: Path, *args: str, answers: str | None = None) -> Result:
    """One command on the graph, as Ada."""
    given = [args[0], "--graph", str(graph), *args[1:]]
    result = CliRunner().invoke(main, given, input=answers, env={"KGBUILD_USER": "ada"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def entity_of(graph: Path, stem: str) -> str:
    return next(e.id for e in snapshot(graph).entities if m(stem) in e.clusters)


def one(graph: Path, *stems: str) -> bool:
    return len({entity_of(graph, stem) for stem in stems}) == 1


def claims_of(found: Snapshot) -> list[str]:
    return [c.id for c in found.claims]


def test_the_graph_starts_as_the_program_decides(graph: Path) -> None:
    assert one(graph, "yard", "sea")
    assert not one(graph, "yard", "letter")
    assert not one(graph, "bank", "farm")


def test_merge_is_told_kept_and_outlives_a_rebuild(graph: Path) -> None:
    """Claims keep their ids when identity changes, and so does the word when the views are made anew."""
    before = claims_of(snapshot(graph))
    result = run(graph, "merge", "Anna Solander", "A. Solander", "--because", "the same yard")
    assert result.exit_code == 0
    assert "are one (judgement j-" in result.output
    assert "kgbuild undo" in result.output
    for _ in range(2):
        assert one(graph, "yard", "sea", "letter")
        refresh(graph)
    assert claims_of(snapshot(graph)) == before
    (said,) = [j for j in snapshot(graph).judgements if j.decided_by == "person:ada"]
    assert said.reasons == ("the same yard",)


def test_a_judgement_waits_for_its_document_to_come_back(graph: Path) -> None:
    run(graph, "merge", "Anna Solander", "A. Solander")
    with Ledger.open(graph) as ledger:
        rows = {d.source: d for d in ledger.documents()}
        gone = rows["letter.txt"]
        kept = (
            [x for x in ledger.mentions() if x.document == gone.id],
            [x for x in ledger.clusters() if x.document == gone.id],
            [x for x in ledger.raw_claims() if x.document == gone.id],
        )
        ledger.remove_documents([gone.id])
    refresh(graph)
    assert one(graph, "yard", "sea")
    with Ledger.open(graph) as ledger:
        ledger.put_document(gone, "digest", *kept)
    refresh(graph)
    assert one(graph, "yard", "sea", "letter")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (
            ("merge", "Bertil Ekwall", "A. Solander"),
            ("is the name of several", "(Person, FI, 1 mention)"),
        ),
        (("merge", "Ana Solander", "A. Solander"), ("no entity of this name", "Anna Solander")),
        (("merge", "Zebedee", "A. Solander"), ("no entity of this name", "")),
        (("merge", "m-yard", "m-sea"), ("are one entity already", "")),
        (("split", "Bertil Ekwal", "bank.txt"), ("no entity of this name", "Bertil Ekwall")),
        (
            ("split", "Anna Solander", "nowhere.txt"),
            ("is nothing of Anna Solander", "kgbuild split"),
        ),
        (("split", "Anna Solander", "yard.txt", "sea.txt"), ("is all of Anna Solander", "")),
        (("explain", "Anna Solander", "Bertil Ekwall"), ("is the name of several", "e-")),
        (("undo",), ("nothing to undo", "")),
        (("undo", "j-0123456789abcdef0123"), ("j-0123456789abcdef0123: no judgement", "")),
    ],
)
def test_names_chosen_wrongly_change_nothing_and_get_candidates(
    graph: Path, args: tuple[str, ...], told: tuple[str, str]
) -> None:
    before = snapshot(graph)
    result = run(graph, *args)
    assert result.exit_code == 2
    assert told[0] in result.output
    assert any(words in result.output for words in told[1].split("|"))
    first, *candidates = result.output.splitlines()
    assert first.startswith("kgbuild: ") and all(line.startswith("  ") for line in candidates)
    assert snapshot(graph) == before


def test_split_lists_parts_then_takes_one_out(graph: Path) -> None:
    listed = json.loads(run(graph, "split", "Anna Solander", "--format", "json").output)
    assert [row["document"] for row in listed] == ["sea.txt", "yard.txt"]
    assert {row["cluster"] for row in listed} == {m("sea"), m("yard")}
    result = run(graph, "split", "Anna Solander", "sea.txt", "--because", "a sailor")
    assert result.exit_code == 0
    refresh(graph)
    assert not one(graph, "yard", "sea")
    why = run(graph, "explain", m("yard"), m("sea")).output
    assert "a person says so" in why
    assert "a sailor" in why


def test_undo_takes_back_the_last_word_or_the_one_named_once(graph: Path) -> None:
    run(graph, "merge", "Anna Solander", "A. Solander")
    run(graph, "merge", m("bank"), m("farm"))
    first = next(j for j in snapshot(graph).judgements if j.sequence == 1)
    assert run(graph, "undo", first.id, "--because", "a mistake").exit_code == 0
    assert not one(graph, "yard", "letter")
    assert one(graph, "bank", "farm")
    again = run(graph, "undo", first.id)
    assert again.exit_code == 2
    assert "took its place already" in again.output
    assert run(graph, "undo").exit_code == 0
    assert not one(graph, "bank", "farm")
    # Nothing is erased: two words and two that take them back.
    assert len([j for j in snapshot(graph).judgements if j.decided_by == "person:ada"]) == 4


def test_the_newest_word_wins_and_the_older_one_stays_visible(graph: Path) -> None:
    """A = B, B = C, then A is not C: the newest two hold, and `explain` shows the one set aside."""
    with Ledger.open(graph) as ledger:
        for left, right, verdict in (
            ("yard", "letter", Verdict.SAME),
            ("letter", "bank", Verdict.SAME),
            ("yard", "bank", Verdict.DIFFERENT),
        ):
            desk.decide(ledger, m(left), m(right), verdict, by="ada", because=f"{left} {right}")
    refresh(graph)
    assert one(graph, "letter", "bank")
    assert not one(graph, "yard", "letter")
    told = run(graph, "explain", m("yard"), m("letter")).output
    assert "not followed: person:ada says same: yard letter" in told
    assert "holds m-bank and m-yard apart" in told


def test_review_asks_until_told_to_stop_and_keeps_every_answer(graph: Path) -> None:
    rows = list(csv.DictReader(StringIO(run(graph, "review", "--list", "--format", "csv").output)))
    assert {(r["left"], r["right"]) for r in rows} <= {
        ("A. Solander", "Anna Solander"),
        ("Anna Solander", "A. Solander"),
    }
    assert rows
    assert "“" not in rows[0]["reasons"]
    skipped = run(graph, "review", answers="k\n" * len(rows))
    assert skipped.output.endswith("0 decided\n")
    assert "yard" in skipped.output
    assert run(graph, "review", answers="q\n").output.endswith("0 decided\n")
    said = run(graph, "review", "--limit", "1", answers="s\n")
    assert said.output.endswith("1 decided\n")
    assert one(graph, "letter", "yard") or one(graph, "letter", "sea")
    left = json.loads(run(graph, "review", "--list", "--format", "json").output)
    assert rows[0]["judgement"] not in {row["judgement"] for row in left}


def test_review_of_a_graph_without_doubts_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    with Ledger.open(folder, create=True):
        pass
    refresh(folder)
    for args in (("review",), ("review", "--list")):
        result = run(folder, *args)
        assert result.exit_code == 0
        assert "Nothing is doubtful." in result.output


def test_explain_says_why_as_text_and_as_json(graph: Path) -> None:
    text = run(graph, "explain", m("yard"), m("sea")).output
    assert text.startswith("Anna Solander is one entity (e-")
    assert "the same name" in text
    found = json.loads(run(graph, "explain", m("yard"), m("letter"), "--format", "json").output)
    assert found["same"] is False
    assert any("initial: " in line for line in found["lines"])


def test_two_authority_rows_of_one_id_are_refused_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracting, "pipeline", lambda name: None)
    monkeypatch.setattr(marks, "_reading_rules", lambda: "toy")
    monkeypatch.setattr(extracting, "claims_of", lambda document, nlp: Extraction((), (), ()))
    (tmp_path / "a.txt").write_text("Anna Solander opened the yard.\n")
    people = tmp_path / "people.csv"
    people.write_text("id,name\np1,Anna Solander\np2,Bertil Ekwall\np1,Clara Lund\n")
    folder = tmp_path / "graph"
    args = ["build", str(tmp_path / "a.txt"), "--graph", str(folder), "--authority", str(people)]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 1
    assert "people.csv" in result.output
    assert ":4" in result.output
    assert "line 2" in result.output
    assert not folder.exists()
    people.write_text("id,name\np1,Anna Solander\np2,Bertil Ekwall\n")
    assert CliRunner().invoke(main, args).exit_code == 0
