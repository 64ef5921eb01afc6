"""Joints that the parser hangs a level too high, mended before anybody reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from kgbuild.language.grammar.repair import mend

if TYPE_CHECKING:
    from collections.abc import Sequence


def made(
    words: Sequence[str], heads: Sequence[int], deps: Sequence[str], tags: Sequence[str]
) -> Doc:
    """A parsed sentence by hand."""
    pos = {"NNP": "PROPN", "NNS": "NOUN", "NN": "NOUN", "IN": "ADP", "TO": "PART", "DT": "DET"}
    return Doc(
        English().vocab, words=list(words), heads=list(heads), deps=list(deps), tags=list(tags),
        pos=[pos.get(tag, "PUNCT" if tag == "," else "VERB") for tag in tags],
        lemmas=[{"called": "call", "waited": "wait"}.get(w, w) for w in words],
    )  # fmt: skip


@pytest.mark.parametrize(("verb", "moved"), [("called", True), ("waited", False)])
@pytest.mark.parametrize("tie", ["mark", "case"])
def test_who_is_called_upon_does_it(verb: str, tie: str, moved: bool) -> None:
    """ "Called for Peru to act" calls for an act; "waited for Peru to act" has its noun as it stands."""
    doc = mend(made(
        ["Lund", verb, "for", "Peru", "to", "act"], [1, 1, 5 if tie == "mark" else 3, 1, 5, 1],
        ["nsubj", "ROOT", tie, "obl", "mark", "advcl"], ["NNP", "VBD", "IN", "NNP", "TO", "VB"],
    ))  # fmt: skip
    assert (doc[3].dep_, doc[3].head.text) == (("nsubj", "act") if moved else ("obl", verb))


@pytest.mark.parametrize(("comma", "moved"), [(False, True), (True, False)])
def test_what_follows_the_verb_of_saying_is_its_own(comma: bool, moved: bool) -> None:
    """ "Prices fell, Lund said at noon" tells when it was said; behind a comma it is what is said."""
    words = ["Prices", "fell", ",", "Lund", "said", *([","] if comma else []), "at", "noon"]
    last = len(words) - 1
    heads = [1, 4, 1, 4, 4, *([4] if comma else []), last, 1]
    deps = [
        "nsubj",
        "ccomp",
        "punct",
        "nsubj",
        "ROOT",
        *(["punct"] if comma else []),
        "case",
        "obl",
    ]
    tags = ["NNS", "VBD", ",", "NNP", "VBD", *([","] if comma else []), "IN", "NN"]
    doc = mend(made(words, heads, deps, tags))
    assert doc[last].head.text == ("said" if moved else "fell")
