"""Layout says nothing: the same words wrapped, doubled, cut or hyphenated are the same sentence."""

from __future__ import annotations

import textwrap

import pytest
from spacy.language import Language

from kgbuild.annotate import annotate
from kgbuild.language.text.smooth import smooth
from kgbuild.model import Document

PARAGRAPHS = (
    "The harbour board of Westmere met the transport minister on Monday, and both sides said that a new "
    "quay would be built beside the old fish market before the end of the decade.",
    "Minister Clara Voss signed the well-known agreement with Northgate Shipping in the town hall. The "
    "company, which owns eleven ferries, had asked for it since the spring.",
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one  two\u00a0three\tfour", "one two three four"),
        ("the har\u00adbour coun\u00adcil", "the harbour council"),
        ("zero\u200bwidth", "zerowidth"),
        ("the presi-\ndent of the town", "the president of the town"),
        ("a well-\nknown banker", "a well-known banker"),
        ("the Franco-\nGerman pact", "the Franco-German pact"),
        ("One line.\nAnother line.", "One line.\nAnother line."),
        ("One line.\r\n\r\nAnother line.", "One line.\n\nAnother line."),
        ("  set in\nand on", "set in and on"),
        ("- first point\n- second point", "- first point\n- second point"),
    ],
)
def test_layout_is_read_over(text: str, read: str) -> None:
    """Each kind of layout mark is read as a reader reads it."""
    assert smooth(text).text == read


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "word", "a\u00adb\r\n c\u2029d  e", "-\n-", "a-\nb"]
)
def test_offsets_lead_back_to_the_same_letters(text: str) -> None:
    """Every letter that is left stands in the text at its offset."""
    made = smooth(text)
    offsets = made.offsets if made.offsets is not None else tuple(range(len(text)))
    assert len(offsets) == len(made.text)
    assert list(offsets) == sorted(offsets)
    for letter, place in zip(made.text, offsets, strict=True):
        assert letter.isspace() or text[place] == letter


@pytest.mark.parametrize("width", [40, 72, 100])
def test_wrapping_changes_nothing(width: int) -> None:
    """A hard-wrapped text reads as the unwrapped one."""
    plain = "\n\n".join(PARAGRAPHS)
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert wrapped != plain
    assert smooth(wrapped).text == plain


def test_headings_and_short_lines_of_a_wrapped_text_stay_lines() -> None:
    """What would have fitted on the line was put on the next one on purpose."""
    text = "Ferry plan\n" + textwrap.fill(PARAGRAPHS[0], 60)
    assert smooth(text).text == "Ferry plan\n" + PARAGRAPHS[0]


def test_mentions_of_a_wrapped_text_point_into_it(english: Language) -> None:
    """Names that a line end cuts are whole, with offsets into the text as kept."""
    text = "The president of the\nUnited States met Anna\nHolt in Port  Ellery, and\nthey talked.\n"
    result = annotate(Document("d-test", "t.txt", text), english)
    found = {text[slice(*result.span_characters(m.start, m.end))] for m in result.mentions}
    assert {"United States", "Anna\nHolt", "Port  Ellery"} <= found
    assert not any(token.is_space for token in result.doc)
