"""Every extractor is a row, and its example is one that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from around import ROOT

from kgbuild.annotate import annotate
from kgbuild.extract import EXTRACTORS, Extractor
from kgbuild.extraction import document_of

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize("row", EXTRACTORS, ids=lambda row: row.name)
def test_an_extractor_reads_its_example(row: Extractor, english: Language) -> None:
    """The sentence in the row gives a draft, by the shipped parser."""
    assert row.read(annotate(document_of(row.example), english))


def test_names_are_those_of_the_functions_and_stand_in_the_docs() -> None:
    """A row is found by its name, in the code and on the page."""
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf8")
    assert [row.name for row in EXTRACTORS] == [row.read.__name__ for row in EXTRACTORS]
    assert [row.name for row in EXTRACTORS if f"`{row.name}`" not in page] == []
