"""Sentences of raw news: marks, quotations, headings, bullets, bylines, datelines, line ends."""

from __future__ import annotations

import pytest

from kgbuild.language.text.sentences import sentence_starts
from kgbuild.language.text.tokens import Tokenizer

# text, with | where a sentence begins (the mark is taken out before the test)
CASES = {
    "heading and byline": "Troops leave Mali\n|By Ann Lee\n|France has left. |It was late.",
    "blank line": "A heading\n\n|The text begins\n\n|and goes on.",
    "address first": "https://a.org/b?c=1\r\n\r\n|It rained.",
    "dateline": "KYIV, March 3 (Reuters) — |Troops left the city.",
    "dateline with a hyphen": "ABU DHABI - |The minister spoke.",
    "dateline in small letters": "Kampala & Jinja, Jul 19 (IPS) - |Farmers met.",
    "dateline of a place alone": "Amman – |The king met farmers.",
    "dateline of a place and its country": "Norwich, Norfolk, England - |This week a play opened.",
    "no dateline after a sentence's words": "Ann, who left, Bob - The Baker - came.",
    "a life in brackets": "Ann Lee (August 9, 1929 – February 13, 2014) was a linguist.",
    "a date": "Thursday, May 7, 2015 |On Tuesday, the government met.",
    "no dateline": "NATO's chief - a Norwegian - spoke.",
    "bullets": "It found:\n|- two cars\n|- a boat",
    "closing quotation mark": "“We won. |It is over.” |They left.",
    "attribution after a question": "“Why?” Smith asked. |“No,” she said.",
    "attribution in small letters": "“Stop!” he said. |She did.",
    "plain quotation marks": '"It is over." |"Yes," he said.',
    "title": "Mr. Smith met Gen. Lee and J. K. Roe. |Dr. Poe came.",
    "abbreviation at the end": "He left the U.S. |The U.S. Senate met at 5 p.m. on Monday.",
    "company": "Acme Inc. bought Apex Corp. |In March it was sold.",
    "brackets": "It failed (see below.) |Then it worked.",
    "wrapped lines": "This text was wrapped at a fixed width and\nits lines go on until\n"
    "they end. |The next one\ndoes so too.",
    "dots": "He waited... and left. |Then... |Nothing.",
    "enumerator": "1. The first point.\n|2. The second point.",
    "credit": "A ship at sea |Image: Ann Lee.",
}


@pytest.mark.parametrize("name", CASES)
def test_starts(name: str) -> None:
    marked = CASES[name]
    words, gaps = Tokenizer().cut(marked.replace("|", ""))
    shown = ""
    for word, gap, begins in zip(words, gaps, sentence_starts(words, gaps), strict=True):
        shown += ("|" if begins and shown else "") + word + gap
    assert shown == marked


def test_nothing_to_cut() -> None:
    assert sentence_starts([], []) == []
    assert sentence_starts([""], ["\n"]) == [True]


def test_what_nobody_meant_as_one_sentence_is_cut() -> None:
    """A list of a thousand names is cut after commas, a sentence of two hundred words is left whole."""
    from kgbuild.language.text.sentences import ENDLESS

    listed = [w for n in range(1000) for w in (f"Name{n}", ",")]
    starts = sentence_starts(listed, [" "] * len(listed))
    places = [at for at, begins in enumerate(starts) if begins]
    assert max(b - a for a, b in zip(places, [*places[1:], len(listed)], strict=True)) <= ENDLESS
    assert all(listed[at - 1] == "," for at in places[1:])
    bare = ["word"] * 1000
    assert sum(sentence_starts(bare, [" "] * 1000)) == 4
    assert sum(sentence_starts(["word"] * 200, [" "] * 200)) == 1
