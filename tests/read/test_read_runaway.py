"""A megabyte of white space, marks or fields is read as fast as a megabyte of anything."""

from __future__ import annotations

import time

import pytest

from kgbuild.read import READERS, About, Given, Options

ARTICLE = (
    "The minister met the mayor of Oslo on Monday. They spoke about the harbour and its fees.\n"
)
N = 1_000_000
SHAPES = {
    "spaces_end": ARTICLE + " " * N,
    "lines_end": ARTICLE + "\n" * N,
    "crlf_end": ARTICLE + "\r\n" * (N // 2),
    "spaces_and_lines": ARTICLE + " \n" * (N // 2),
    "spaces_start": " " * N + ARTICLE,
    "spaces_inside": ARTICLE + " " * N + ARTICLE,
    "title_spaces": "title: a" + " " * N + "b\n\n" + ARTICLE,
    "headline_spaces": "A headline" + " " * N + "here\n\n" + ARTICLE,
    "capital_spaces": "OSLO" + " " * N + "\n\n" + ARTICLE,
    "capitals": "OSLO " * (N // 5) + "\n\n" + ARTICLE,
    "place_comma_spaces": "OSLO, Norway" + " " * N + "\n\n" + ARTICLE,
    "byline": "By Anna " + "A" * N + "\n\n" + ARTICLE,
    "stops": ARTICLE + "." * N,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_is_read_in_a_moment(shape: str) -> None:
    """In processor time, far from what a quadratic pattern would take (hours)."""
    started = time.process_time()
    (document,) = READERS["text"](
        About("a.txt", options=Options(longest=2 * N)), SHAPES[shape].encode()
    )
    assert time.process_time() - started < 5
    assert document.text == SHAPES[shape]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A headline \t\n\nBody is here.", "A headline"),
        ("  A headline\r\n \r\nBody is here.", "A headline"),
        ("A headline\n\n \n", None),
        ("A headline\nBody is here.", None),
        ("Not a headline.\n\nBody is here.", None),
        ("title: A fine one  \nBody is here.", "A fine one"),
    ],
)
def test_headlines_are_found_as_before(text: str, title: str | None) -> None:
    """A first line without a full stop, a blank line, and something after it."""
    from kgbuild.read.plain.text import document

    assert document(About("a", Given(language="en")), text).title == title
