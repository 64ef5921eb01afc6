"""Text that is no prose is named, and prose that begins like it is read."""

from __future__ import annotations

import pytest

from kgbuild.errors import UnreadableError
from kgbuild.read.sniff import sniff


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-- dump\nINSERT INTO news VALUES (1, 'The mayor met Lee.');\n", "SQL"),
        ("import os\n\n\ndef read(path):\n    return path\n", "program"),
        ("- title: Toll\n  text: The mayor met Lee in the town.\n", "YAML"),
        ("[build]\njobs = 2\n", "settings"),
        ("2024-01-01 10:00:00 INFO started\n" * 4, "log"),
        ("diff --git a/x b/x\n--- a/x\n+++ b/x\n", "diff"),
        ("aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8g" * 9, "encoded"),
        ("Name,Party,Votes\nLee,Red,12\nHolt,Blue,13\n", "table"),
        ("Port\tShips\nWestmere\t12\nElm\t13\n", "table"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n", "subtitles"),
        ("\\documentclass{article}\n\\begin{document}\nThe mayor met Lee.\n", "LaTeX"),
        ("@article{lee2020,\n  title = {Toll}\n}\n", "BibTeX"),
        ('<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', "sitemap"),
    ],
)
def test_it_is_named(text: str, what: str) -> None:
    """Under the name of a text too."""
    with pytest.raises(UnreadableError, match=what):
        sniff(text.encode(), "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Import taxes rose on Monday, the mayor said.\n",
        "Class size matters, the minister said.\n",
        "Insert the key into the lock, the mayor was told.\n",
        "From London, import duties look odd, said Lee.\n",
        "The mayor met Lee, Holt, and Brand\nin the town, the hall, and so on\nand then, after all, they left.\n",
        "<3 is what the mayor wrote to the town.\n",
        "[Editor's note] The mayor met Lee.\n",
        '{"No," said} the mayor, who met Lee.\n',
    ],
)
def test_prose_is_read(text: str) -> None:
    """Sentences with the same words and marks."""
    assert sniff(text.encode(), "a.txt") == "text"


def test_markdown_under_another_name_is_markdown() -> None:
    """A heading with its mark over a blank line."""
    assert sniff(b"# Toll\n\nThe **mayor** met Lee.\n", "a.txt") == "markdown"
