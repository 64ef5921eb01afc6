"""What a suspect is suspected of is no act of his, where the clause only tells who he is; the shipped parser."""

from __future__ import annotations

import pytest
from spacy.language import Language

import kgbuild

SUSPECTED = [
    "Lund, a suspect who attacked the mayor, was freed.",
    "Lund, the man accused in the attack that killed two people, was freed.",
    "Karl Lund, the suspect in a shooting of farmers in Bergen, Norway that left two people dead, was freed on Friday.",
]
DONE = [
    ("Anna Lund, the defendant who was freed on Friday, met Karl Berg.", "released"),
    ("Anna Lund, the minister who attacked the mayor, was freed.", "attacked"),
    ("Police arrested Lund, a suspect in a bombing that killed ten people.", "killed"),
]


@pytest.mark.parametrize("text", SUSPECTED)
def test_a_suspect_is_only_suspected(english: Language, text: str) -> None:
    rows = kgbuild.extract(text, nlp=english)
    deeds = [
        row for row in rows if row["relation"] in ("ATTACKED", "KILLED") and "Lund" in row["says"]
    ]
    assert all(row["modality"] == "unclear" for row in deeds)
    assert any(row["relation"] == "RELEASED" and row["modality"] == "actual" for row in rows)


@pytest.mark.parametrize(("text", "deed"), DONE)
def test_what_is_done_stays_done(english: Language, text: str, deed: str) -> None:
    rows = kgbuild.extract(text, nlp=english)
    assert any(deed in row["says"] and row["modality"] == "actual" for row in rows)
