"""Whom a pronoun means, and where it is left alone, with the shipped pipeline, on short texts in our own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.annotate import Annotated, annotate
from kgbuild.annotate.coreference.choice import SURE, weights
from kgbuild.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

# text, the pronoun and which of its occurrences, the name or words it must mean ("" for nobody)
MEANT = [
    # who acted goes on acting
    ("Maria Lund met Jan Brekke in Oslo. She thanked him for the loan.", ("She", 0), "Maria Lund"),
    ("Maria Lund met Jan Brekke in Oslo. She thanked him for the loan.", ("him", 0), "Jan Brekke"),
    ("The Danish bank sold its office in Malmo.", ("its", 0), "Danish bank"),
    ("The smugglers fled when they saw the police.", ("they", 0), "smugglers"),
    # whoever is praised for his own doing
    ("Peter Holm praised Jan Brekke for his work on the treaty.", ("his", 0), "Jan Brekke"),
    # who speaks goes on speaking
    (
        "Peter Holm thanked the Danish minister for the loan. He said he would repay it in May.",
        ("He", 0),
        "Peter Holm",
    ),
    # what is said to be what somebody said is not said by whom it is about
    ("The ministry said it had closed the bridge.", ("it", 0), "ministry"),
    # "its friendship with Oslo" is not Oslo's
    ("Denmark wrote to Norway about its treaty with Sweden.", ("its", 0), "Denmark"),
    (
        "The road was closed by the Danish bank, which sold its office in May.",
        ("its", 0),
        "Danish bank",
    ),
    # not whom the pronoun's own verb is about
    (
        "Jan Brekke took the floor when Peter Holm had spoken. He accused Peter Holm of theft.",
        ("He", 0),
        "Jan Brekke",
    ),
    # who speaks is not who is spoken of, and goes before who was named last
    (
        "Peter Holm said that the singer Jan Brekke had died. “His songs will be missed,” he said.",
        ("he", 0),
        "Peter Holm",
    ),
    (
        "The bus hit the farmer Jan Brekke, Peter Holm said. The police took the driver away, he said.",
        ("he", 0),
        "Peter Holm",
    ),
    # nothing that was told of: a whole clause, or a thing that nobody named
    ("The ferries were late. “It was awful,” Maria Lund said.", ("It", 0), ""),
    ("Peter Holm trained for years in Lima. “It was hard,” he said.", ("It", 0), ""),
]


def _meant(text: str, which: tuple[str, int], english: Language) -> str:
    result: Annotated = annotate(Document(id="d-test", source="t.txt", text=text), english)
    word, number = which
    at = [t.i for t in result.doc if t.text == word][number]
    mention = result.mention_at(at)
    if mention is None:
        return ""
    return " & ".join(result.clusters[c].name for c in mention.clusters)


@pytest.mark.parametrize(("text", "which", "name"), MEANT)
def test_whom_a_pronoun_means(
    text: str, which: tuple[str, int], name: str, english: Language
) -> None:
    """A pronoun stands for the likeliest of all that agree, or for nothing where none is likely enough."""
    found = _meant(text, which, english)
    assert name in found if name else not found


@pytest.mark.parametrize("pronoun", sorted(SURE))
def test_every_set_of_pronouns_has_weights(pronoun: str) -> None:
    """The table weighs each set of pronouns, and the choice of nobody is one of its signs."""
    table = weights(pronoun)
    assert len(table) > 50
    assert "none" in table
    assert table["sentences 0"] > table["sentences 2"]
