"""What "denied this" and "confirmed it" answer: on the shipped parser, from a text to its claims."""

from __future__ import annotations

import pytest

import kgbuild


def _answers(text: str) -> list[str]:
    return [
        row["says"]
        for row in kgbuild.extract(text)
        if row["sentence"] == text.split(". ")[-1] and row["relation"] in ("STATED", "DENIED")
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Police said Lund took the boat. Lund denied this.",
            "Lund – denied – [Lund – take – “the boat”]",
        ),
        (
            "Norland accused Sudland of shelling the port. Sudland denies it.",
            "Sudland – denied – [Sudland – attacked – port]",
        ),
        (
            "The army said Lund fled. The ministry confirmed this.",
            "ministry – said – [Lund – flee]",
        ),
    ],
)
def test_a_pronoun_answers_the_statement_before(text: str, answer: str) -> None:
    """Not the boat and not the port is denied, but what was said."""
    assert _answers(text) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "The port was closed on Monday. Lund confirmed this.",
        "Police said Lund took the boat and Holm sank it. Berg denied this.",
        "The council said Lund raised the tax.\n\nBerg confirmed it.",
        "The council said Lund raised the tax. Holm bought a boat. Berg confirmed it.",
    ],
)
def test_what_is_not_plain_is_not_guessed(text: str) -> None:
    """Nothing reported, two things said, another paragraph, a sentence between: no statement is taken."""
    rows = [row for row in kgbuild.extract(text) if row["says"].split(" – ")[0] in ("Berg", "Lund")]
    assert not any("[" in row["says"] for row in rows)
    assert kgbuild.extract(text)
