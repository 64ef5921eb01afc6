"""The table of reporting words: what it answers, and which rows it refuses."""

from __future__ import annotations

import pytest
from around import ROOT

from kgbuild.attribution import Stance, reporting
from kgbuild.attribution.page import stance_table
from kgbuild.attribution.table import COLUMNS, read_reporting, strangers
from kgbuild.errors import VocabularyError

HEAD = ",".join(COLUMNS) + "\n"


def test_a_word_has_the_stance_of_its_construction() -> None:
    """Whom one tells to V is ordered, whom one tells that something is so hears it."""
    words = reporting()
    assert words.stance("verb", "tell", "that") is Stance.SAYS
    assert words.stance("verb", "tell", "obj-to") is Stance.ORDERS
    assert words.stance("verb", "suspect", "that") is Stance.THINKS
    assert words.stance("verb", "suspect", "of-ing") is Stance.ACCUSES
    assert words.stance("verb", "eat") is None
    assert "reporters" not in words.words("verb")


def test_words_by_stance_construction_hearer_and_place() -> None:
    """The sets that the rooms ask for are cut from the rows."""
    words = reporting()
    assert {"tell", "inform", "assure"} <= words.words("verb", takes="that", hearer="object")
    assert words.words("verb", stances=[Stance.DENIES]) >= {"deny", "refute"}
    assert words.stands("verb", "fear", "after") and not words.stands("verb", "hold", "after")
    assert "accuse" not in words.words("verb", takes="as")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "say,verb,says,after,that,,,1\nsay,verb,says,after,quote,,,1\n",
            "t.csv:3: .* stands twice",
        ),
        (
            "say,verb,says,after,that,,,1\nsay,verb,thinks,after,that,,,1\n",
            "t.csv:3: .* with 'that'",
        ),
        ("say,verb,sings,after,that,,,1\n", "t.csv:2: stance 'sings'"),
        ("say,verb,says,above,that,,,1\n", "t.csv:2: place 'above'"),
        ("say,verb,says,after after,that,,,1\n", "t.csv:2: a place stands twice"),
        ("say,verb,says,after,,,,1\n", "t.csv:2: 'say' takes nothing"),
        ("say,verb,says,after,that,,,many\n", "t.csv:2: seen is a count"),
        ("say,verb,says,after,that,him,,1\n", "t.csv:2: hearer 'him'"),
        ("Say,verb,says,after,that,,,1\n", "t.csv:2: 'Say' is not lower case"),
        ("say so,verb,says,after,that,,,1\n", "t.csv:2: 'say so' is a phrase"),
        ("say,verb,says\n", "t.csv:2: 8 cells"),
    ],
)
def test_a_row_that_contradicts_another_or_the_form_is_refused(rows: str, message: str) -> None:
    """With file and line, so that it can be mended."""
    with pytest.raises(VocabularyError, match=message):
        read_reporting(HEAD + rows, "t.csv")


def test_a_table_with_other_columns_is_refused() -> None:
    """Nobody's cells are read under another column's name."""
    with pytest.raises(VocabularyError, match=r"t\.csv:1: the columns are"):
        read_reporting("word,stance\nsay,says\n", "t.csv")


def test_a_word_that_is_no_lemma_is_named() -> None:
    """A rule asks for lemmas: "said" among them would never be met."""
    table = read_reporting(
        HEAD + "said,verb,says,after,that,,,1\nclaims,noun,says,,that,,,1\n", "t.csv"
    )
    assert strangers(table, "t.csv") == [
        "t.csv:2: 'said' is the lemma of no verb",
        "t.csv:3: 'claims' is no lemma but a plural",
    ]


def test_the_shipped_words_come_back_from_the_lemmatiser(english: object) -> None:
    """Each verb and noun of the table is the lemma that the shipped lemmatiser gives its own base form."""
    lemma = next(part.words.lemma for _, part in english.pipeline if hasattr(part, "words"))  # type: ignore[attr-defined]
    tags = {"verb": "VB", "support": "VB", "noun": "NN", "norm": "NN"}
    assert sum(row.part in tags for row in reporting().rows) > 400
    for row in reporting().rows:
        if row.part in tags:
            assert lemma(row.word, tags[row.part]) == row.word, row


def test_the_page_shows_the_table_as_it_is() -> None:
    """docs/attribution.md holds the stances as they are counted from the table."""
    page = (ROOT / "docs/attribution.md").read_text(encoding="utf8")
    shown = page.partition("<!-- stances -->\n")[2].partition("\n<!-- end -->")[0]
    assert shown == stance_table()


def test_who_stands_back_says_so() -> None:
    """Words by which a careful writer stands back are marked, and no others."""
    assert all(row.hedge for row in reporting().of("verb", "allege"))
    assert not any(row.hedge for row in reporting().of("verb", "say"))
