"""Frames are written into the tree only where it stays a tree."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.attribution import frames, mend


def test_a_clause_is_never_hung_below_its_own_word(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever hangs a frame wrongly, no word's heads go round in a circle: the tree is left as it was."""
    text = "The harbour was closed on Friday, port officials in Bergen said."
    whole = [frame for sentence in english(text).sents for frame in frames.frames(sentence)]
    before = [(token.head.i, token.dep_) for token in english(text)]
    monkeypatch.setattr(
        mend, "frames", lambda sentence: whole or [frames.Frame(0, 2, 1, None, 3, "VBD", "say")]
    )

    def circle(doc: Doc, frame: frames.Frame, heads: list[int], labels: list[str]) -> None:
        heads[2], heads[3] = 3, 2

    monkeypatch.setattr(mend, "_hang", circle)
    after = [(token.head.i, token.dep_) for token in mend.mend(english(text))]
    assert after == before


def test_trees() -> None:
    assert mend._is_tree([1, 1, 1], 0, 3)
    assert not mend._is_tree([1, 0, 2], 0, 3), "a circle"
    assert not mend._is_tree([0, 1], 0, 2), "two roots"


def test_a_clause_before_its_frame_keeps_its_subject(english: Language) -> None:
    """ "… sued …, a spokesman said": who sued is no second speaker, whatever the parser hangs on "said"."""
    doc = mend.mend(english("Mayor Anna Holt sued Banco Azul, a spokesman said."))
    subjects = {(token.text, token.head.text) for token in doc if token.dep_ == "nsubj"}
    assert subjects == {("Anna", "sued"), ("spokesman", "said")}
