"""CoNLL-U keeps given tokens and sentences exactly."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kgbuild.errors import UnreadableError
from kgbuild.language.conllu import annotate_text, annotate_tokens, read_text


def rows(blocks: list[str]) -> list[list[list[str]]]:
    return [
        [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        for block in blocks
    ]


def test_tokens_are_kept(english: Language) -> None:
    """Odd tokens stay; a no-break space stands for a space; an empty line ends a document."""
    lines = [
        "The state-owned firm paid 1\u00a0000 euros .\r\n",
        "can't U.S. «»\n",
        "\n",
        "\n",
        "Obama won\n",
    ]
    blocks = list(annotate_tokens(english, lines, document="d"))
    found = rows(blocks)
    assert [[row[1] for row in sentence] for sentence in found] == [
        ["The", "state-owned", "firm", "paid", "1 000", "euros", "."],
        ["can't", "U.S.", "«»"],
        ["Obama", "won"],
    ]
    assert [block.startswith("# newdoc") for block in blocks] == [True, False, True]
    for sentence in found:
        assert all(len(row) == 10 for row in sentence)
        assert [row[0] for row in sentence] == [str(place + 1) for place in range(len(sentence))]
        assert sum(row[6] == "0" for row in sentence) == 1
        assert all(row[7] == "root" for row in sentence if row[6] == "0")
    assert found[2][0][9] == "NE=B-Person"


def test_a_tab_is_refused(english: Language) -> None:
    with pytest.raises(UnreadableError, match=r"x\.txt:2: a tab"):
        list(annotate_tokens(english, ["ok", "a\tb"], source="x.txt"))


def test_raw_text(english: Language) -> None:
    found = rows(list(annotate_text(english, "It's late.\n\nThey  left.")))
    assert [[row[1] for row in sentence] for sentence in found] == [
        ["It", "'s", "late", "."],
        ["They", "left", "."],
    ]
    assert [row[9] for row in found[0]] == ["SpaceAfter=No", "_", "SpaceAfter=No", "_"]


def test_binary_is_refused() -> None:
    with pytest.raises(UnreadableError, match="x: not UTF-8"):
        read_text(b"\xff\xfe\x00", source="x")
