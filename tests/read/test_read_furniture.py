"""What is not the article is told by layout and words; running prose that looks like it stays prose."""

from __future__ import annotations

import pytest

from kgbuild.model import PartKind
from kgbuild.read import About
from kgbuild.read.plain import furniture
from kgbuild.read.plain.text import document


@pytest.mark.parametrize("form", furniture.forms(), ids=lambda f: f.example[:30])
def test_each_form_knows_its_example(form: furniture.Form) -> None:
    """The table's own examples."""
    assert furniture.kind_of(form.example) is form.kind


@pytest.mark.parametrize(
    "words",
    [
        "Copyright law will change next year, the minister said.",
        "Advertisements for the new bank are painted on every wall.",
        "The author is accused of having copied two chapters.",
        "Production by small firms made the town rich.",
        "This report was published by the ministry on Monday.",
        "The pictures may not be published, the court ruled.",
        "Watch the harbour, the mayor told them.",
        "Follow the money, said the judge.",
        "Related parties met in the town hall on Friday.",
        "Read the law, the judge told Adler.",
        "Share prices fell on Monday.",
        "Privacy policy is made in Brussels, the minister said.",
        "Subscribers paid twice as much as last year.",
        "Photographers waited for the mayor at the quay.",
    ],
)
def test_prose_stays_prose(words: str) -> None:
    """Sentences that begin with the same words."""
    assert furniture.kind_of(words) is None


def test_headlines_below_related_stories_are_promotions() -> None:
    """A list of headlines ends at the next sentence."""
    lists = "Related stories\nCourt frees banker\nMayor opens bridge"
    text = f"Snow fell in the north.\n\n{lists}\n\nThe roads were closed.\n"
    parts = document(About("a.txt"), text).parts
    assert [text[p.start : p.end] for p in parts] == [
        "Related stories",
        "Court frees banker",
        "Mayor opens bridge",
    ]
    assert {p.kind for p in parts} == {PartKind.PROMOTION}


def test_rows_of_figures_are_a_table() -> None:
    """Three rows of cells with figures are kept as a table."""
    text = "Snow fell in the north.\n\nPort   Ships\nWestmere   12\nPort Elm   7\n\nThe roads were closed.\n"
    (part,) = document(About("a.txt"), text).parts
    assert part.kind is PartKind.TABLE
    assert text[part.start : part.end].startswith("Port   Ships")
