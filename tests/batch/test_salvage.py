"""A fault costs a sentence, never an article."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kgbuild import ids
from kgbuild.annotate import sections
from kgbuild.batch.salvage import salvage
from kgbuild.build import build, extracting, snapshot
from kgbuild.cli.graphs.build import refusals
from kgbuild.errors import ModelError
from kgbuild.extraction import Extraction
from kgbuild.graph import stats
from kgbuild.model import Document, Reject

building = sys.modules["kgbuild.build"]  # the name in the package is the function

TEXT = " ".join(f"Sentence number {n} is here." for n in range(70))


def article(text: str) -> Document:
    return Document(id=ids.document_id("a.txt", text), source="a.txt", text=text)


def seen(*poison: str, together: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """A stage that cannot bear these words, or not those together, and says what it read."""

    def run(document: Document) -> str:
        text = sections.readable(document)
        for word in poison:
            if word in text:
                raise IndexError(word)
        if together and all(word in text for word in together):
            raise KeyError(*together[:1])
        return text

    return run


def test_two_bad_sentences_of_seventy_cost_two() -> None:
    """Each is named with its place; all others are read."""
    text, faults = salvage(article(TEXT), seen("number 3 ", "number 57 "))
    assert [TEXT[f.start : f.end] for f in faults] == [
        "Sentence number 3 is here.",
        "Sentence number 57 is here.",
    ]
    assert text is not None
    assert len(text) == len(TEXT)
    assert text.count("Sentence") == 68
    assert faults[0].reason == "IndexError: number 3"


def test_sentences_that_break_together_cost_one() -> None:
    """Far apart, in different windows: the later one goes."""
    text, faults = salvage(article(TEXT), seen(together=("number 1 ", "number 69 ")))
    assert [TEXT[f.start : f.end] for f in faults] == ["Sentence number 69 is here."]
    assert text is not None
    assert "number 1 " in text


def test_what_always_breaks_keeps_its_document() -> None:
    """The document stays, with a fault over all of it and nothing else."""

    def run(document: Document) -> str:
        raise RuntimeError("no such table")

    text, faults = salvage(article(TEXT), run)
    assert text is None
    assert [(f.start, f.end, f.reason) for f in faults] == [
        (0, len(TEXT), "RuntimeError: no such table")
    ]


def test_errors_for_people_pass_through() -> None:
    """A missing model is nobody's sentence."""

    def run(document: Document) -> str:
        raise ModelError("no model")

    with pytest.raises(ModelError):
        salvage(article(TEXT), run)


def test_a_build_keeps_the_document_and_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stats count the fault, a second build finds nothing to do, removing forgets it."""
    monkeypatch.delenv("KGBUILD_RAISE")
    monkeypatch.setattr(extracting, "pipeline", lambda name: None)

    def stages(document: Document, nlp: object) -> Extraction:
        seen("Boom")(document)
        return Extraction((), (), ())

    monkeypatch.setattr(extracting, "claims_of", stages)
    graph = tmp_path / "graph"
    (tmp_path / "a.txt").write_text(
        "Anna met Boris in town. Boom it went. She left the town again.\n"
    )
    report = build([tmp_path / "a.txt"], graph=graph)
    assert (report.built, report.rejects) == (1, [])
    assert [source for source, _ in report.faults] == ["a.txt"]
    assert stats(graph)["faults"] == 1
    (fault,) = snapshot(graph).faults
    assert snapshot(graph).documents[0].text[fault.start : fault.end] == "Boom it went."
    assert snapshot(graph).documents[0].metadata_spans == ()
    assert build([tmp_path / "a.txt"], graph=graph).unchanged == 1
    building.remove(["a.txt"], graph=graph)
    assert stats(graph)["faults"] == 0


def test_many_bad_rows_are_one_screen() -> None:
    """The first rows of a file, how many more, and all of them only when asked."""
    rejects = [Reject("a.jsonl", n, "no JSON") for n in range(1, 100_001)]
    lines = list(refusals([*rejects, Reject("b.txt", None, "empty")], most=20))
    assert len(lines) == 22
    assert lines[20] == "refused a.jsonl: 99980 more rows (--verbose shows them all)"
    assert len(list(refusals(rejects[:100], most=None))) == 100


def test_the_ledger_remembers_a_thousand_bad_rows(tmp_path: Path) -> None:
    """A file of bad rows does not fill the disk."""
    (tmp_path / "a.jsonl").write_text('{"text": "Anna met Ed."}\n' + '{"text": ""}\n' * 3000)
    report = build([tmp_path / "a.jsonl"], graph=tmp_path / "graph")
    assert len(report.rejects) == 3000
    kept = snapshot(tmp_path / "graph").rejects
    assert len(kept) == 1001
    assert "2000 more rows like these" in {r.reason for r in kept}
