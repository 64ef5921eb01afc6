"""The shipped pipeline is an ordinary Language that takes any text and never depends on its neighbours."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.errors import ModelError, UsageError
from kgbuild.language import load_english
from kgbuild.language.english import VECTORS
from kgbuild.language.grammar import clauses
from kgbuild.language.load import load_pipeline
from kgbuild.language.network import DATA, Network

TEXT = (
    "The firm was fined by the European Commission on Monday.\n\n"
    "“We will not pay,” said its chief executive, Anna Berg, in Oslo. She left for Kenya the next day."
)
ODD = {
    "empty": "",
    "space": " ",
    "line ends": "\r\n\r\n",
    "marks": "... !!! ??? ,,, ()",
    "emoji": "😀" * 300 + " 👩‍👩‍👧‍👦 " * 40,
    "right to left": "قال الرئيس إن القوات غادرت المدينة. وصل الوزير.",
    "control": "a\x00b\x07c \ufeff d\u200b",
    "one long word": "x" * 50_000,
    "no end": "the man saw the dog and " * 400,
}


def decisions(doc: Doc) -> list[tuple[str, str, str, int, str, str]]:
    return [
        (t.text, t.tag_, t.dep_, t.head.i - t.i, t.ent_iob_ + t.ent_type_, t.lemma_) for t in doc
    ]


def test_an_article(english: Language) -> None:
    """Tree, names, lemmas and sentences of a short article."""
    doc = english(TEXT)
    assert doc.text == TEXT
    assert len(list(doc.sents)) == 3
    fined = next(token for token in doc if token.text == "fined")
    assert clauses.has_passive_auxiliary(fined)
    assert [subject.text for subject in clauses.subjects(fined)] == ["firm"]
    around = [(oblique.preposition, oblique.noun.text) for oblique in clauses.obliques(fined)]
    assert ("by", "Commission") in around
    assert fined.lemma_ == "fine"
    names = {(entity.text, entity.label_) for entity in doc.ents}
    assert {
        ("European Commission", "Organization"),
        ("Kenya", "Location"),
        ("Anna Berg", "Person"),
    } <= {(text.removeprefix("the "), label) for text, label in names}
    assert doc.has_annotation("DEP") and doc.has_annotation("TAG") and doc.has_annotation("MORPH")


@pytest.mark.parametrize("name", ODD)
def test_odd_text(english: Language, name: str) -> None:
    """Any text is covered character for character; each sentence has one root."""
    doc = english(ODD[name])
    assert doc.text == ODD[name]
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1


def test_neighbours_do_not_matter(english: Language) -> None:
    """A sentence has the same result alone, in a text, and in a pipe of texts."""
    sentences = [
        "The firm was fined by the European Commission on Monday.",
        "She left.",
        "Troops from Mali, Niger and Chad met near the border, the ministry said.",
    ]
    alone = [decisions(english(sentence)) for sentence in sentences]
    together = decisions(english("\n\n".join(sentences)))
    assert [row for row in together if row[1] != "_SP"] == [row for rows in alone for row in rows]
    assert [decisions(doc) for doc in english.pipe(sentences, batch_size=3)] == alone


def test_vectors_only_when_asked(english: Language) -> None:
    assert VECTORS not in english("Oslo is cold.").user_data
    doc = load_english(vectors=True)("Oslo is\ncold.")
    table = doc.user_data[VECTORS]
    assert table.shape == (len(doc), 384) and table.dtype == np.float32
    assert not table[2].any() and table[3].any()


def test_pickles_as_a_recipe(english: Language) -> None:
    parser = english.get_pipe("kgbuild_parser")
    again = pickle.loads(pickle.dumps(parser))
    doc = again(english.get_pipe("kgbuild_sentences")(english.make_doc("She left.")))  # type: ignore[operator]
    assert decisions(doc) == decisions(english("She left."))


@pytest.mark.parametrize(
    "name", ["model.onnx", "labels.json", "vocab.txt.gz", "words.json.gz", "checksums.json"]
)
def test_missing_or_damaged_files_are_refused(tmp_path: Path, name: str) -> None:
    """Each file is needed; a cut or changed one is named."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    path = folder / name
    path.write_bytes(path.read_bytes()[:-2])
    with pytest.raises(ModelError, match=name):
        Network(folder)
    path.unlink()
    with pytest.raises(ModelError, match=name):
        Network(folder)


def test_a_pipeline_that_lacks_a_parser_is_refused() -> None:
    with pytest.raises(UsageError, match=r"does not set token\.dep"):
        load_pipeline(spacy.blank("en"))
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


def test_a_pipeline_with_other_labels_or_tags_is_refused_with_what_it_lacks() -> None:
    """Whatever is missing is told at once, before a text is read."""
    nlp = spacy.blank("en")
    for name, labels in (("parser", ("sujet",)), ("tagger", ("NOUN",)), ("ner", ("PERSON",))):
        pipe = nlp.add_pipe(name)
        for label in labels:
            pipe.add_label(label)  # type: ignore[attr-defined]
    with pytest.raises(UsageError) as caught:
        load_pipeline(nlp)
    told = str(caught.value)
    assert "does not set token.lemma" in told and "Penn tags" in told
    assert "labels of Universal Dependencies or of spaCy's English pipelines" in told


def test_a_pipeline_of_clearnlps_family_is_made_to_speak_ours() -> None:
    """Its last component converts each tree; loading it twice adds none."""
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    for name, labels in (
        ("parser", ("nsubj", "dobj", "pobj", "prep", "attr")),
        ("tagger", ("NNP", "VBD", "VBN")),
        ("ner", ("PERSON",)),
    ):
        pipe = nlp.add_pipe(name)
        for label in labels:
            pipe.add_label(label)  # type: ignore[attr-defined]
    assert load_pipeline(load_pipeline(nlp)).pipe_names[-1:] == ["kgbuild_universal"]
    assert nlp.pipe_names.count("kgbuild_universal") == 1


def test_ours_and_a_language_object_pass(english: Language) -> None:
    assert load_pipeline(english) is english
