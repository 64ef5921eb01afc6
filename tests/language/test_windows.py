"""Windows of sentences, predicates, roles and pairs of mentions, with a network of drawn weights."""

from __future__ import annotations

import json
import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.errors import ModelError
from kgbuild.language.english import load_english
from kgbuild.language.gathered import antecedents_of
from kgbuild.language.heads.roles import Argument, resolved
from kgbuild.language.network import MORE_FILES, Network, Parsed
from kgbuild.language.trees import is_tree

pytest.importorskip("onnx", reason="a network is made with onnx, of the extra [test]")

TEXT = "Ann Lee met the council in Oslo. She left. The council, who met Lee, said it was in Oslo.\n\nAnn left."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of format 3."""
    from tiny_network import make

    return make(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def network(folder: Path) -> Network:
    """The same, loaded."""
    return Network(folder)


@pytest.fixture(scope="module")
def roles(folder: Path) -> Language:
    """A pipeline that gives roles."""
    return load_english(folder=folder, roles=True)


def plain(parsed: Parsed) -> tuple[list[int], list[str], list[str]]:
    """What a parse decides."""
    return parsed.heads, parsed.labels, parsed.upos


SENTENCES = [
    ["Ann", "met", "Lee", "."],
    ["She", "left", "."],
    ["The", "council", "said", "it", "."],
]


def test_windows_take_what_fits(network: Network) -> None:
    """As many sentences as fit share a window; a long one has its own, however long."""
    assert network.groups(SENTENCES) == [[0, 1, 2]]
    assert network.groups([["left"] * 100, ["met"] * 60, ["met"] * 60, ["met"]]) == [[0, 1], [2, 3]]
    assert network.groups([["met"], ["left"] * 400, ["met"]]) == [[0], [1], [2]]
    assert network.groups([]) == []


def test_every_word_hangs_in_its_own_sentence(network: Network) -> None:
    """Sentences of one window are trees of their own, and the context changes what is seen."""
    found = list(network.parse_all(SENTENCES))
    assert all(is_tree(parsed.heads) for parsed in found)
    assert [len(parsed.heads) for parsed in found] == [4, 3, 5]
    again = list(network.parse_all(SENTENCES))
    assert [plain(parsed) for parsed in found] == [plain(parsed) for parsed in again]
    alone = network.parse(SENTENCES[1], vectors=True).vectors
    within = list(network.parse_all(SENTENCES, vectors=True))[1].vectors
    assert alone is not None and within is not None and not np.allclose(alone, within)


def test_a_sentence_longer_than_a_window(network: Network) -> None:
    parsed = next(network.parse_all([["met", ","] * 300]))
    assert is_tree(parsed.heads) and len(parsed.heads) == 600
    assert parsed.predicates is not None and parsed.types is not None
    assert len(parsed.predicates) == len(parsed.types) == 600


def test_frames_name_tokens(roles: Language) -> None:
    """Every frame's places are words of its sentence, and a role of the core is given once."""
    doc = roles(TEXT)
    assert doc.text == TEXT and doc._.frames
    for frame in doc._.frames:
        sentence = doc[frame.predicate].sent
        core = [one.role for one in frame.arguments if one.role[3:].isdigit()]
        assert len(core) == len(set(core))
        assert all(sentence.start <= one.head < sentence.end for one in frame.arguments)
        assert all(one.role[:2] not in ("R-", "C-") for one in frame.arguments)
        if doc[frame.predicate].lemma_ == "leave":
            assert frame.roleset in ("leave.01", "leave.02")


def test_the_same_frames_in_a_pipe_and_after_pickling(roles: Language) -> None:
    again = pickle.loads(pickle.dumps(roles.get_pipe("kgbuild_parser")))
    doc = roles.get_pipe("kgbuild_sentences")(roles.make_doc(TEXT))  # type: ignore[operator]
    assert again(doc)._.frames == roles(TEXT)._.frames
    piped = list(roles.pipe(["She left.", TEXT], batch_size=2))
    assert piped[1]._.frames == roles(TEXT)._.frames


@pytest.mark.parametrize("text", ["", " \n ", "She", "?!", "漢字 и слово", "met. " * 500])
def test_odd_text(roles: Language, text: str) -> None:
    doc = roles(text)
    assert doc.text == text and isinstance(doc._.frames, tuple)


def test_antecedents_score_earlier_mentions_alone(roles: Language) -> None:
    doc = roles(TEXT)
    chains = antecedents_of(doc)
    assert chains is not None
    places = {doc[token].text: place for token, place in chains.tokens.items()}
    heads = [place for token, place in chains.tokens.items() if doc[token].text in {"Ann", "She"}]
    chains.mentions(heads)
    she, last = places["She"], places["Ann"]
    first = heads[0]
    (score, none) = chains.scores(she, [first, last])
    assert score is not None and none is None, "what comes later is no antecedent"
    assert chains.scores(she, [first]) == [score]
    assert chains.scores(10_000, [first]) == [None]


def test_long_documents_have_no_antecedents(
    roles: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kgbuild.language.gathered.MOST_WORDS", 3)
    assert antecedents_of(roles(TEXT)) is None
    assert antecedents_of(Doc(roles.vocab, words=["a"])) is None


@pytest.mark.parametrize("name", MORE_FILES)
def test_format_3_needs_its_files(folder: Path, tmp_path: Path, name: str) -> None:
    copy = tmp_path / "data"
    shutil.copytree(folder, copy)
    listing = copy / "checksums.json"
    sums = json.loads(listing.read_text(encoding="utf-8"))
    del sums[name]
    listing.write_text(json.dumps(sums), encoding="utf-8")
    with pytest.raises(ModelError, match=name):
        Network(copy)


def test_another_format_is_refused(folder: Path, tmp_path: Path) -> None:
    """What to do is said."""
    import hashlib

    copy = tmp_path / "data"
    shutil.copytree(folder, copy)
    path = copy / "labels.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 3', '"format": 9'))
    listing = copy / "checksums.json"
    sums = json.loads(listing.read_text(encoding="utf-8"))
    sums["labels.json"] = hashlib.sha256(path.read_bytes()).hexdigest()
    listing.write_text(json.dumps(sums), encoding="utf-8")
    with pytest.raises(ModelError, match="format 9, this kgbuild reads 2 and 3"):
        Network(copy)


def test_weights_without_roles_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those of format 2."""
    monkeypatch.setattr(Network, "_read_more", lambda *_: None)
    with pytest.raises(ModelError, match="no roles"):
        load_english(roles=True)


RELATIVE = ([0, 1, 1], ["root", "nsubj", "acl:relcl"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([Argument("R-ARG0", 1, 0.9)], [("ARG0", 0)]),
        ([Argument("ARG0", 0, 0.9), Argument("R-ARG0", 1, 0.9)], [("ARG0", 0)]),
        ([Argument("C-ARG1", 1, 0.9)], [("ARG1", 1)]),
        ([Argument("ARG1", 0, 0.9), Argument("C-ARG1", 1, 0.9)], [("ARG1", 0)]),
        ([Argument("R-ARGM", 1, 0.9)], []),
    ],
)
def test_relative_and_continued_arguments(
    given: list[Argument], expected: list[tuple[str, int]]
) -> None:
    """ "the man who left": the one who left is the man."""
    assert [(one.role, one.head) for one in resolved(given, 2, RELATIVE)] == expected


def test_roles_are_two_columns(roles: Language) -> None:
    """CoNLL-U Plus: every row has both columns, and a place is one of its sentence's."""
    from kgbuild.language.conllu import COLUMNS, annotate_text, annotate_tokens

    width = len(COLUMNS.split(" = ")[1].split())
    found = [*annotate_text(roles, TEXT, roles=True)]
    found += annotate_tokens(roles, ["She met Lee ."], roles=True)
    predicates = 0
    for block in found:
        rows = [line.split("\t") for line in block.splitlines() if line[0] != "#"]
        assert {len(row) for row in rows} == {width}
        for row in rows:
            predicates += row[10] != "_" or row[11] != "_"
            for argument in row[11].split("|") if row[11] != "_" else ():
                assert 1 <= int(argument.rpartition(":")[2]) <= len(rows)
    assert predicates
    assert all("UP:" not in block for block in annotate_text(roles, TEXT))
