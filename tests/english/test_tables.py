"""The one format of word tables, its errors, and the shipped tables themselves."""

from __future__ import annotations

import pytest
from around import ROOT

from kgbuild.english import Table, read_table, strangers, table
from kgbuild.english.page import english_page, shipped
from kgbuild.errors import VocabularyError
from kgbuild.language.network import DATA, read_checked
from kgbuild.language.words import WordTables, known_verbs

HEAD = "class,part,word,apart,note\n"


def test_words_stand_in_their_class_in_order() -> None:
    """A class is a set of words; its order and its further columns can be asked for."""
    text = "class,part,word,apart,note,value\nunit,noun,,,lengths,\nunit,,mile,,,1609\nunit,,foot,,,0.3\n"
    found = read_table(text, "lengths.csv")
    assert dict(found) == {"unit": frozenset({"foot", "mile"})}
    assert found.listed("unit") == ("mile", "foot")
    assert found.column("unit", "value") == {"mile": "1609", "foot": "0.3"}


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("say,verb,,,\nsay,,tell,,\ntell,,tell,,\n", "t.csv:4: unknown class 'tell'"),
        (
            "say,verb,,,\nsay,,tell,,\nsay,,tell,,\n",
            "t.csv:4: 'tell' stands twice in 'say' (line 3)",
        ),
        (
            "say,verb,,,\nsay,,tell,,\nsay,verb,,,\n",
            "t.csv:4: class 'say' is opened twice (line 2)",
        ),
        ("say,verbs,,,\nsay,,tell,,\n", "t.csv:2: 'verbs' is none of"),
        ("say,verb,,,\nsay,,Tell,,\n", "t.csv:3: 'Tell' is not lower case"),
        ("say,verb,,,\nsay,,tell off,,\n", "t.csv:3: 'tell off' is a phrase"),
        ("say,verb,,,\n", "t.csv:2: class 'say' has no words"),
        ("say,verb,,,\nsay,verb,tell,,\n", "t.csv:3: part and apart belong"),
        ("say,verb,,,\nsay,,tell\n", "t.csv:3: 5 cells are wanted"),
        (
            "say,verb,,deny,\nsay,,tell,,\ndeny,verb,,,\ndeny,,tell,,\n",
            "t.csv:3: 'tell' stands in 'say' and in 'deny'",
        ),
        ("say,verb,,denial,\nsay,,tell,,\n", "t.csv:2: unknown class 'denial' in apart"),
        (",,,,\n", "t.csv:2: neither a class nor a word"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_line(rows: str, message: str) -> None:
    """Nothing half-read ever reaches a rule."""
    with pytest.raises(VocabularyError) as caught:
        read_table(HEAD + rows, "t.csv")
    assert str(caught.value).startswith(message)


def test_missing_columns_classes_and_cells_are_named() -> None:
    """Asking for what a table does not have says so, with the table's name."""
    with pytest.raises(VocabularyError, match=r"t.csv:1: no column 'part'"):
        read_table("class,word,note,apart\n", "t.csv")
    found = read_table(HEAD + "say,verb,,,\nsay,,tell,,\n", "t.csv")
    with pytest.raises(VocabularyError, match=r"t.csv: no class 'deny'"):
        found["deny"]
    with pytest.raises(VocabularyError, match=r"t.csv: no column 'kind'"):
        found.column("say", "kind")


@pytest.fixture(scope="module")
def lemmas() -> WordTables:
    return WordTables(read_checked(DATA)["words.json.gz"])


def is_verb(word: str) -> bool:
    return word in known_verbs()


def test_an_inflected_form_among_lemmas_is_found(lemmas: WordTables) -> None:
    """Plurals and participles never come out of the lemmatiser; a note says where one does."""
    rows = "t,noun,,,\nt,,sanctions,,\nt,,glass,,\nt,,news,,singular\nv,verb,,,\nv,,merged,,\nv,,need,,\n"
    found = strangers(read_table(HEAD + rows, "t.csv"), lemmas.lemma, is_verb)
    assert found == [
        "t.csv:3: 'sanctions' in 't' never occurs, 'sanction' does",
        "t.csv:7: 'merged' in 'v' never occurs, 'merge' does",
    ]


@pytest.mark.parametrize(("name", "package"), shipped())
def test_a_shipped_table_keeps_the_rules(name: str, package: str, lemmas: WordTables) -> None:
    """Every class says what it holds, and no word is one that the lemmatiser never gives."""
    found: Table = table(name, package)
    assert not [c.name for c in found.classes.values() if not c.note]
    assert strangers(found, lemmas.lemma, is_verb) == []


def test_the_page_of_docs_is_made_from_the_tables() -> None:
    written = (ROOT / "docs" / "english.md").read_text(encoding="utf8")
    assert written == english_page(), "run: python -m kgbuild.english.page > docs/english.md"
