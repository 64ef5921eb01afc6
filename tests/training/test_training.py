"""Corpora are read, lemma tables learned and batches cut as they should be."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from kgbuild.language.words import WordTables
from training import entities, frames, words
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
    assert words.learn([regular, odd]) == words.learn([odd, regular])


def test_scores() -> None:
    assert spans(["B-Facility", "I-Facility", "O", "B-Misc", "B-Date"]) == {
        (0, 2, "Location"),
        (4, 5, "Date"),
    }
    assert f1(1, 2, 2) == 0.5 and f1(0, 0, 0) == 0.0


def test_windows_hold_every_word_once() -> None:
    """Batches of similar length stay under their size, and nothing is lost."""
    pytest.importorskip("torch", reason="training needs the extra [train]")
    from training.windows import Window, cut, together

    windows = [Window(ids=[0] * size, shapes=[]) for size in range(3, 60)]
    groups = list(cut([[window] for window in windows], 100, random.Random(1)))
    assert sorted(len(window.ids) for group in groups for window in group) == list(range(3, 60))
    assert all(max(len(window.ids) for window in group) * len(group) <= 100 for group in groups)
    assert [len(group) for group in together(windows[:4], 9)] == [2, 1, 1]


GUM = """# newdoc id = GUM_news_x
1\tAnn\tAnn\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1,3-coref(2-person-new-nnnnn-cf2-1-coref)
2\tand\tand\tCCONJ\tCC\t_\t3\tcc\t_\t_
3\tLee\tLee\tPROPN\tNNP\t_\t1\tconj\t_\tEntity=(3-person-new-nnnnn-cf3-1-sgl)1)
4\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(4-organization-new-nnnnn-cf4-2-sgl
6\tcouncil\tcouncil\tNOUN\tNN\t_\t4\tobj\t_\tEntity=4)

"""


def test_mentions_are_their_heads(tmp_path: Path) -> None:
    """A head in two spans has the type of the smaller one, and both chains: "they" may be Ann and Lee."""
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    sentences = list(read_treebank(path))
    entities.add_gum(path, sentences)
    found = [(one.head, one.kind, sorted(one.chains)) for one in sentences[0].mentions or ()]
    assert found == [
        (0, "person", ["GUM_news_x 1", "GUM_news_x 2"]),
        (2, "person", ["GUM_news_x 3"]),
        (5, "organization", ["GUM_news_x 4"]),
    ]


def test_chains_of_novels(tmp_path: Path) -> None:
    """LitBank's last column: "(1" opens, "1)" closes, "|" parts."""
    rows = [("My", "(1|(2"), ("friend", "2)|1)"), ("left", "_"), ("her", "(1)")]
    lines = [f"x\t0\t{i}\t{word}" + "\t_" * 8 + f"\t{cell}" for i, (word, cell) in enumerate(rows)]
    path = tmp_path / "x_brat.conll"
    path.write_text("#begin document (x)\n" + "\n".join(lines) + "\n\n", encoding="utf-8")
    (spans,) = entities.litbank_spans(path)
    assert [(first, last, chain.split()[1]) for first, last, _, chain in spans] == [
        (0, 1, "2"),
        (0, 1, "1"),
        (3, 3, "1"),
    ]


def test_pronouns_and_names_of_gap(tmp_path: Path) -> None:
    """The pronoun and the name that it means are one chain, the other name is alone."""
    text = "Ann saw Eve. She left."
    header = [
        "ID",
        "Text",
        "Pronoun",
        "Pronoun-offset",
        "A",
        "A-offset",
        "A-coref",
        "B",
        "B-offset",
        "B-coref",
        "URL",
    ]
    row = ["g-1", text, "She", "13", "Ann", "0", "TRUE", "Eve", "8", "FALSE", "u"]
    path = tmp_path / "gap.tsv"
    path.write_text("\t".join(header) + "\n" + "\t".join(row) + "\n", encoding="utf-8")
    sentences = [
        Sentence(words=["Ann", "saw", "Eve", "."], document="g-1", heads=[2, 0, 2, 2]),
        Sentence(words=["She", "left", "."], document="g-1", heads=[2, 0, 2]),
    ]
    entities.add_gap(path, sentences)
    first, second = (one.mentions or [] for one in sentences)
    assert [(one.head, one.chains) for one in first] == [(0, {"g-1"}), (2, {"g-1 not 8"})]
    assert [(one.head, one.chains) for one in second] == [(0, {"g-1"})]


def test_frames_and_rolesets(tmp_path: Path) -> None:
    """Roles lie on heads; rare ones are not learned; a lemma's rolesets are those of its first word."""
    row = {
        "words": ["He", "gave", "up", "smoking", "."],
        "frames": [
            {
                "predicate": 1,
                "roleset": "give_up.07",
                "args": [["ARG0", 0, 1], ["ARG1", 3, 5], ["C-V", 2, 3], ["ARGA", 4, 5]],
            }
        ],
    }
    path = tmp_path / "examples.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    sentence = Sentence(words=row["words"], heads=[2, 0, 2, 2, 2])  # type: ignore[arg-type]
    frames.add_examples(path, [sentence])
    assert sentence.frames is not None and not sentence.all_frames
    assert sentence.frames[0].roles == {0: "ARG0", 3: "ARG1", 4: frames.UNKNOWN}
    inventory = tmp_path / "rolesets.jsonl"
    rows = [
        {"id": "give.01", "aliases": [["v", "give"], ["n", "gift"]]},
        {"id": "give_up.07", "aliases": [["v", "give_up"]]},
    ]
    inventory.write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    rolesets = frames.Rolesets(inventory, ["give.LV"])
    found = [rolesets.names[place] for place in rolesets.candidates("Give")]
    assert found == ["give.01", "give.LV", "give_up.07"]
    assert [rolesets.names[place] for place in rolesets.candidates("gift")] == ["give.01"]


def test_shipped_weights_can_be_taken_back(tmp_path: Path) -> None:
    """What `graph` wrote `restore` reads, to the rounding of eight bits."""
    np = pytest.importorskip("numpy")
    pytest.importorskip("onnx", reason="graphs are made with onnx, of the extra [test]")
    from training.restore import Reader

    weight = np.array([[1.0, -0.5], [0.25, 2.0], [0.0, 1.0]], np.float32)
    scale = np.abs(weight).max(-1) / 127
    packed = np.rint(weight / scale[:, None]).astype(np.int8).T
    reader = Reader(iter([packed, scale, np.zeros(3, np.int8), np.ones(3, np.float32)]))
    reader.linear("x", 3, 2)
    assert np.abs(reader.state["x.weight"] - weight).max() < 0.01
    with pytest.raises(SystemExit, match="another graph"):
        Reader(iter([packed])).take(9, 9)
