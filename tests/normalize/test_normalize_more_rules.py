"""The rows of more_rules.csv, each by its own example with the shipped pipeline."""

from __future__ import annotations

import csv
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from kgbuild.build import extract_document
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

ROWS = list(
    csv.DictReader(
        StringIO(files("kgbuild.normalize").joinpath("more_rules.csv").read_text(encoding="utf8"))
    )
)


def _relations(text: str, english: Language) -> set[str]:
    found = extract_document(Document("d-test", "test.txt", text), english)
    return {claim.relation for claim in found.claims if claim.relation is not None}


@pytest.mark.parametrize("row", ROWS, ids=[row["example"] for row in ROWS])
def test_each_row_fits_its_example(row: dict[str, str], english: Language) -> None:
    """The pattern makes the relation of the sentence beside it."""
    assert row["relation"] in _relations(row["example"], english)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rebels took control.", "SEIZED"),
        ("Kenya shared a border with Uganda.", "COOPERATED_WITH"),
        ("The officials expanded the cooperation of two banks.", "STRENGTHENED_TIES_WITH"),
        ("The farmers blocked the road.", "REJECTED"),
        ("The mayor took a photograph at the council.", "CRITICIZED"),
        ("The firefighters are fighting the blaze.", "CLASHED_WITH"),
        ("The council offered no comment to reporters.", "FUNDED"),
    ],
)
def test_what_only_looks_like_one_gives_none(text: str, relation: str, english: Language) -> None:
    """The words alone do not make the relation."""
    assert relation not in _relations(text, english)
