"""Corpora are read, lemma tables learned and batches cut as they should be."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kgbuild.language.words import WordTables
from training import words
from training.data import Sentence, read_names, read_treebank
from training.scores import f1, spans

TREEBANK = """# newdoc id = a
# newpar
# text = We don't.
1\tWe\twe\tPRON\tPRP\tCase=Nom\t3\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t2\tadvmod\t_\t_
3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


def test_a_treebank_is_read_without_ranges_and_empty_nodes(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu"
    path.write_text(TREEBANK, encoding="utf-8")
    (sentence,) = read_treebank(path)
    assert sentence.words == ["We", "do", "n't", "."]
    assert sentence.document == "a" and sentence.opens_paragraph and sentence.text == "We don't."


def test_names_are_read_by_document(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "# doc = x\nAnn\tB-Person\nLee\tI-Person\tB-Location\n\nsaid\tO\n", encoding="utf-8"
    )
    first, second = read_names(path)
    assert first.words == ["Ann", "Lee"]
    assert first.names == ["B-Person", "I-Person"] and first.document == "x"
    assert second.words == ["said"]


def test_lemmas_come_from_exceptions_and_endings() -> None:
    def sentence(*rows: tuple[str, str, str]) -> Sentence:
        return Sentence(
            words=[row[0] for row in rows],
            lemmas=[row[1] for row in rows],
            xpos=[row[2] for row in rows],
            upos=["VERB"] * len(rows),
            feats=["Tense=Past"] * len(rows),
        )

    regular = sentence(
        ("walked", "walk", "VBD"), ("talked", "talk", "VBD"), ("asked", "ask", "VBD")
    )
    odd = sentence(("went", "go", "VBD"), ("went", "go", "VBD"))
    tables = WordTables(words.learn([regular, odd]))
    assert tables.lemma("Jumped", "VBD") == "jump"
    assert tables.lemma("went", "VBD") == "go"
    assert tables.features("jumped", "VBD") == "Tense=Past"
    assert words.learn([regular, odd]) == words.learn([regular, odd])


def test_scores() -> None:
    assert spans(["B-Facility", "I-Facility", "O", "B-Misc", "B-Date"]) == {
        (0, 2, "Location"),
        (4, 5, "Date"),
    }
    assert f1(1, 2, 2) == 0.5 and f1(0, 0, 0) == 0.0


def test_batches_hold_every_sentence_once() -> None:
    """Groups of similar length stay under their size, and nothing is lost."""
    pytest.importorskip("torch", reason="training needs the extra [train]")
    from training.batches import Example, cut

    examples = [Example([0] * size, [], [], [], [], [], [], []) for size in range(3, 60)]
    groups = list(cut(examples, 100, random.Random(1)))
    assert sorted(len(example.ids) for group in groups for example in group) == list(range(3, 60))
    assert all(max(len(example.ids) for example in group) * len(group) <= 100 for group in groups)
