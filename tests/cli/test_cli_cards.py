"""Cards: what several rows tell is told once, with its sentences."""

from __future__ import annotations

from typing import Any

import pytest

from kgbuild.cli._cards import print_cards, together
from kgbuild.cli._heads import headline


def row(**fields: object) -> dict[str, Any]:
    plain = {"subject": "Adler", "relation": "MET", "object": "Becker", "polarity": "asserted"}
    return plain | {"modality": "actual", "sentence": "They met.", "source": "a.txt"} | fields


def test_one_thing_told_twice_is_one_card() -> None:
    cards = together([row(), row(sentence="A meeting.", source="b.txt"), row(object="Cole")])
    assert [[told.head for told in card] for card in cards] == [
        ["Adler – met – Becker"],
        ["Adler – met – Cole"],
    ]
    assert cards[0][0].sentences == [("They met.", "a.txt"), ("A meeting.", "b.txt")]


def test_what_one_sentence_tells_stands_on_one_card() -> None:
    cards = together([row(), row(object="Cole"), row(source="b.txt", object="Dunn")])
    assert [[told.head for told in card] for card in cards] == [
        ["Adler – met – Becker", "Adler – met – Cole"],
        ["Adler – met – Dunn"],
    ]


def test_a_heading_stands_once_and_sides_stay_apart(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row(stage="asked"), row(stage="pledged"), row(stage="asked", object="Cole")]
    print_cards(rows, ["stage", "subject", "sentence"], under=("stage",))
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("==")] == ["== asked", "== pledged"]
    assert lines.index("Adler – met – Cole") < lines.index("== pledged")


def test_many_sentences_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    print_cards([row(sentence=f"{n}.", claim=f"c-{n}") for n in range(5)], ["subject", "sentence"])
    out = capsys.readouterr().out
    assert "told in 5 sentences" in out
    assert out.count("Adler – met – Becker") == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"subject": "unspecified"}, "somebody – met – Becker"),
        ({"modality": "unclear"}, "Adler – met – Becker (unclear whether)"),
        (
            {"relation": "STATED", "object": "[Cole | not need (wants) | help]"},
            "Adler – said – that Cole wants not to need help",
        ),
        (
            {"relation": "STATED", "object": "[unspecified | pay | tax]"},
            "Adler – said – that somebody paid tax",
        ),
    ],
)
def test_the_head_is_english(fields: dict[str, object], told: str) -> None:
    assert headline(row(**fields)) == told
