"""Tokens are cut as the treebanks cut them, and every character is kept."""

from __future__ import annotations

import pytest

from kgbuild.language.text.tokens import Tokenizer

CASES = {
    "He didn't go.": "He did n't go .",
    "Kyiv’s can't, won't": "Kyiv ’s ca n't , wo n't",
    "the co-founder's state-owned firm": "the co-founder 's state - owned firm",
    "Mr. J. Smith of Acme Inc. left the U.S.": "Mr. J. Smith of Acme Inc. left the U.S.",
    "It paid $5.2m (10%) in 2007.": "It paid $ 5.2 m ( 10 % ) in 2007 .",
    "US$5 and Rs500": "US$ 5 and Rs 500",
    "see https://a.org/x-y?z=1, or a.b@c.com.": "see https://a.org/x-y?z=1 , or a.b@c.com .",
    "“Go!” he said…": "“ Go ! ” he said …",
    "She cannot; they're gonna": "She can not ; they 're gon na",
    "2019–20, 3-0, 1990-1995": "2019 – 20 , 3-0 , 1990 - 1995",
    "4pm and/or 10km": "4 pm and / or 10 km",
    "'Rolling Stone' of the '60s": "' Rolling Stone ' of the '60s",
    "end.The next": "end . The next",
    "... wait... -- no": "... wait ... -- no",
    "it's James' book": "it 's James ' book",
    "Acme Co.'s plant": "Acme Co. 's plant",
    "____ ****": "____ ****",
}


@pytest.mark.parametrize("text", CASES)
def test_cut(text: str) -> None:
    words, gaps = Tokenizer().cut(text)
    assert " ".join(words) == CASES[text]
    assert "".join(word + gap for word, gap in zip(words, gaps, strict=True)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\r\n\r\n",
        "\ta\u00a0b\u2028c  ",
        "😀" * 50,
        "مرحبا بالعالم.",
        "'" * 40,
        "(((" + "a" * 9000,
        "-" * 5000,
    ],
)
def test_every_character_is_kept(text: str) -> None:
    words, gaps = Tokenizer().cut(text)
    assert "".join(word + gap for word, gap in zip(words, gaps, strict=True)) == text
    assert all(words[1:])


def test_chunks_are_cut_alike_when_remembered() -> None:
    tokenizer = Tokenizer()
    assert (
        tokenizer.chunk("life-saving.")
        == tokenizer.chunk("life-saving.")
        == ("life", "-", "saving", ".")
    )
