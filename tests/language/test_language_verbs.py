"""Verbs whose ending does not tell their lemma."""

import pytest

from kgbuild.language.words import verb_of


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("invaded", "VBD", "invade"),
        ("bombed", "VBD", "bomb"),
        ("freed", "VBN", "free"),
        ("owed", "VBD", "owe"),
        ("exchanging", "VBG", "exchange"),
        ("banned", "VBN", "ban"),
        ("denied", "VBD", "deny"),
        ("tying", "VBG", "tie"),
        ("accuses", "VBZ", "accuse"),
        ("reaches", "VBZ", "reach"),
        ("relies", "VBZ", "rely"),
        ("vetoes", "VBZ", "veto"),
        ("bated", "VBD", "bate"),
        ("zorbled", "VBD", None),
        ("invasion", "NN", None),
    ],
)
def test_the_known_verb_is_taken(form: str, tag: str, lemma: str | None) -> None:
    """One known verb is the lemma; several or none leave it to the tables."""
    assert verb_of(form, tag) == lemma
