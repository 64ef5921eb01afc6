"""Heads of texts: keys in any case, bylines, dates alone, datelines of every form; prose is none of them."""

from __future__ import annotations

import pytest

from kgbuild.read.plain import datelines
from kgbuild.read.plain.heads import from_text

BODY = "The board of the harbour met the mayor.\n"


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("Title: Toll\nDate: 2020-01-05\nSource: The Post\nAuthor: Ida Brand\n\n", ("Toll", "The Post", "2020-01-05", "Ida Brand")),
        ("HEADLINE: Toll\nPUBLISHED: 5 January 2020\n\n", ("Toll", None, "2020-01-05", None)),
        ("Toll rejected\n\nBy Ida Brand, harbour reporter\n\nPublished: Jan. 5, 2020 at 10:32 a.m. EST\n\n", ("Toll rejected", None, "2020-01-05", "Ida Brand")),
        ("TOLL REJECTED\n\nBy IDA BRAND\nThe Post\n\nJanuary 5, 2020\n\n", ("TOLL REJECTED", "The Post", "2020-01-05", "IDA BRAND")),
        ("Toll rejected\nThe Post, 5 January 2020\n\n", ("Toll rejected", None, "2020-01-05", None)),
        ("Toll rejected\n\nPosted on January 5, 2020 by Ida Brand\n\n", ("Toll rejected", None, "2020-01-05", "Ida Brand")),
        ("Toll rejected\nBy Ida Brand | The Post | January 5, 2020\n\n", ("Toll rejected", None, "2020-01-05", "Ida Brand")),
        ("---\ntitle: Toll\ndate: 2020-01-05\n---\n\n", ("Toll", None, "2020-01-05", None)),
        ("Sunday, January 5, 2020\n\n", (None, None, "2020-01-05", None)),
        ("https://post.example/2020/1/5/toll\n", (None, "post.example", "2020-01-05", None)),
        ("https://post.example/05/2020/toll-2020\n", (None, "post.example", None, None)),
        ("Toll rejected\n\nUpdated: 5 January 2020\n\n", ("Toll rejected", None, None, None)),
    ],
)  # fmt: skip
def test_a_head_is_read(head: str, fields: tuple[str | None, ...]) -> None:
    """Title, publisher, date and byline, and none of their characters left to a sentence."""
    marks = from_text(head + BODY)
    given = marks.given
    assert (
        given.title,
        given.publisher,
        given.published and str(given.published),
        given.byline,
    ) == fields
    assert all(end <= len(head) for _, end in marks.spans)


@pytest.mark.parametrize(
    "text",
    [
        "Published by the bank in May, the report was read by all.\n",
        "By Monday the board had met the mayor.\n",
        "On 5 January 2020 the board met.\n",
        "Source material was found in the harbour: papers, maps and letters.\n",
        "The National Harbour Board (NHB) Chief met the mayor.\n",
        "Hope – the last thing to go – was lost.\n",
        "The mayor said: The board has met.\n",
    ],
)
def test_prose_is_no_head(text: str) -> None:
    """Sentences that begin like a head."""
    assert from_text(text).spans == ()


@pytest.mark.parametrize("kicker", ["Opinion: ", "ANALYSIS | ", "Breaking — ", "Exclusive - "])
def test_what_kind_of_piece_it_is_belongs_to_no_sentence(kicker: str) -> None:
    """A kicker before the headline; the headline is the title without it."""
    marks = from_text(kicker + "Did the mayor sue the bank?\n\n" + BODY)
    assert marks.spans == ((0, len(kicker)),)


@pytest.mark.parametrize("form", datelines.FORMS, ids=lambda f: f.name)
def test_each_form_of_dateline_knows_its_example(form: datelines.Form) -> None:
    """The table's own examples end before the sentence."""
    found = datelines.find(form.example, 0)
    assert found is not None
    assert form.example[found.end :].split()[0] in ("Ministers", "A", "Northgate")


def test_a_text_that_dates_its_today_has_a_day() -> None:
    """ "today (July 28, 2022)", as long as every mention agrees."""
    text = "Police yesterday (July 27, 2022) found the ship. It left today (July 28, 2022).\n"
    given = from_text(text).given
    assert (str(given.published), given.basis) == ("2022-07-28", "text")
    assert from_text(text + "It came today (July 2, 2021).\n").given.published is None
