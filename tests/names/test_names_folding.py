"""Folding has one home: every purpose gives one answer for a name, wherever it is asked."""

from __future__ import annotations

import doctest

import pytest

from kgbuild.names import folding, key, plain, shown_part, word


def test_the_sentences_of_the_docstrings_hold() -> None:
    assert doctest.testmod(folding).failed == 0


@pytest.mark.parametrize("fold", [key, plain, word])
@pytest.mark.parametrize(
    ("name", "folded"),
    [("Łódź", "lodz"), ("Ålesund", "alesund"), ("Đặng", "dang"), ("Øst", "ost"), ("Þór", "thor")],
)
def test_accents_and_case_go_alike_for_every_purpose(fold: object, name: str, folded: str) -> None:
    """Letters that do not come apart (ø, ł, đ) are plain letters for all."""
    assert fold(name) == folded  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "part", "shown"),
    [
        ("Ludwig van der Berg", "van der berg", "van der Berg"),
        ("Ludwig van der Berg", "berg", "Berg"),
        ("Kim Jong-un", "kim", "Kim"),
        ("Recep Tayyip Erdoğan", "erdogan", "Erdoğan"),
        ("Anna Adler", "becker", ""),
    ],
)
def test_what_is_shown_is_the_texts_own_letters(name: str, part: str, shown: str) -> None:
    assert shown_part(name, part) == shown
