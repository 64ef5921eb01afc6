"""Lemmas of verbs whose forms the endings do not explain."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kgbuild.language.words import WordTables, irregular_verbs, known_verbs


@pytest.fixture(scope="module")
def tables():
    return WordTables(files("kgbuild.language").joinpath("data", "words.json.gz").read_bytes())


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("fled", "VBD", "flee"),
        ("shot", "VBN", "shoot"),
        ("bled", "VBD", "bleed"),
        ("froze", "VBD", "freeze"),
        ("fined", "VBN", "fine"),
        ("coded", "VBD", "code"),
        ("bared", "VBD", "bare"),
        ("barred", "VBD", "bar"),
        ("planned", "VBN", "plan"),
        ("hopping", "VBG", "hop"),
        ("founded", "VBD", "found"),
        ("found", "VBD", "find"),
        ("visited", "VBD", "visit"),
    ],
)
def test_irregular_and_doubled_forms_get_their_verb(tables, form, tag, lemma):
    """A form in the table of irregular verbs, or one whose last letter would be doubled, has one verb only."""
    assert tables.lemma(form, tag) == lemma


def test_every_irregular_form_leads_to_a_known_verb():
    """The table's lemmas are verbs of the dictionary."""
    lemmas = {*irregular_verbs("VBD").values(), *irregular_verbs("VBN").values()}
    assert len(lemmas) >= 140
    assert lemmas <= known_verbs()
