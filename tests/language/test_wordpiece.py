"""Words become pieces and shapes the same way at training time and at run time."""

from __future__ import annotations

from kgbuild.language.wordpiece import MAX_PIECES, SHAPES, WordPiece, shape_of

PIECES = WordPiece(
    [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "kyiv",
        "un",
        "##want",
        "##ed",
        "'",
        "s",
        ".",
        "a",
    ]
)


def test_encode() -> None:
    ids, shapes, first = PIECES.encode(["Kyiv", "’s", "unwanted"])
    assert ids == [2, 5, 9, 10, 6, 7, 8, 3]
    assert first == [1, 2, 4]
    assert [SHAPES[shape] for shape in shapes[1:-1]] == [
        "title",
        "lower",
        "lower",
        "lower",
        "lower",
        "lower",
    ]


def test_unknown_and_empty_words_have_a_piece() -> None:
    assert PIECES.word("zebra")[0] == (PIECES.unknown,)
    assert PIECES.word("\u200b")[0] == (PIECES.unknown,)
    assert PIECES.word("")[0] == (PIECES.unknown,)


def test_accents_and_length() -> None:
    assert PIECES.word("Ký́iv")[0] == PIECES.word("kyiv")[0]
    assert len(PIECES.word("a." * 500)[0]) == MAX_PIECES


def test_shapes() -> None:
    assert SHAPES[shape_of("12")] == "digits"
    assert SHAPES[shape_of("😀")] == "none"
    assert SHAPES[shape_of("O'Brien")] == "mixed"
