"""Claims that would say nothing, and words told once, with the shipped pipeline, on sentences of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import annotate
from kgbuild.extract import extract
from kgbuild.model import Document, LiteralArg
from kgbuild.normalize.settling.settle import settle

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.model import Claim

# sentence, an open predicate that is not claimed of it
HOLLOW = [
    ("The winter in Oslo was different.", "be different"),
    ("Maria Lund is not sure.", "be sure"),
    ("The storm was so strong that the bridge fell.", "be strong"),
    ("The fee was too high.", "be high"),
    ("The picture could not be more bleak.", "be bleak"),
    ("Peter Holm is 30 years old.", "be old"),
]
# sentence, an open predicate that is
TELLING = [
    ("The bridge is unsafe.", "be unsafe"),
    ("Maria Lund is innocent.", "be innocent"),
    ("The winter in Oslo was different from the winter in Bergen.", "be different from"),
]
# text, the quotation that a statement has as its only words
TOLD_ONCE = [
    (
        "“It is a family firm,” said Peter Holm on Friday when the fair opened.",
        "It is a family firm",
    ),
    ("“They were late, they were cold,” Maria Lund said.", "They were late, they were cold"),
]


def _claims(text: str, english: Language) -> list[Claim]:
    result = annotate(Document(id="d-test", source="t.txt", text=text), english)
    return settle(extract(result), result)


@pytest.mark.parametrize(("text", "words"), HOLLOW)
def test_an_adjective_that_lost_its_complement_is_not_claimed(
    text: str, words: str, english: Language
) -> None:
    """What is different, sure or so strong that … says nothing without the rest."""
    assert all(claim.predicate != words for claim in _claims(text, english))


@pytest.mark.parametrize(("text", "words"), TELLING)
def test_an_adjective_that_says_something_is(text: str, words: str, english: Language) -> None:
    """An adjective that needs nothing, or has what it needs, is a claim."""
    assert any(claim.predicate == words for claim in _claims(text, english))


@pytest.mark.parametrize(("text", "quotation"), TOLD_ONCE)
def test_the_words_of_a_quotation_are_told_once(
    text: str, quotation: str, english: Language
) -> None:
    """A content without a claim of its own keeps the quotation's words, no more, and only once."""
    said = [c for c in _claims(text, english) if c.relation == "STATED" or c.predicate == "say"]
    words = [a.literal for c in said for a in c.object if isinstance(a, LiteralArg)]
    assert said
    assert words == [quotation]
