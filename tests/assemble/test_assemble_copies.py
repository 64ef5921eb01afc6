"""Near copies: what is one text in another order, and what only shares a phrase."""

from __future__ import annotations

import random

from kgbuild.assemble import CopyIndex
from kgbuild.assemble.joining.copies import fingerprints

RNG = random.Random(5)
WORDS = [f"word{n}" for n in range(4000)]


def _article(length: int = 400) -> str:
    sentences = [" ".join(RNG.choice(WORDS) for _ in range(12)) + "." for _ in range(length // 12)]
    return " ".join(sentences)


def _shuffled(text: str, share: float) -> str:
    sentences = text.split(". ")
    kept = [s for s in sentences if RNG.random() < share]
    RNG.shuffle(kept)
    return "New headline. " + ". ".join(kept)


def test_cut_and_reordered_copies_are_found() -> None:
    """Half of the sentences in another order under a new headline are still the article."""
    texts = {f"a{n}": _article() for n in range(30)}
    copies = {f"{name}-copy": _shuffled(text, 0.5) for name, text in texts.items()}
    groups = CopyIndex(texts | copies).groups()
    assert all(groups.get(name) == groups.get(f"{name}-copy") == name for name in texts)
    assert len(set(groups.values())) == 30


def test_strangers_stay_apart() -> None:
    """Articles that share a stock sentence are no copies."""
    stock = "Sign up for our newsletter to get the news every morning before breakfast. "
    texts = {f"a{n}": stock + _article() for n in range(50)}
    assert CopyIndex(texts).groups() == {}


def test_look_up_names_the_original_first() -> None:
    """`near` gives the documents with the share of the shorter one's fingerprints."""
    texts = {f"a{n}": _article() for n in range(20)}
    (best, share), *_ = CopyIndex(texts).near(_shuffled(texts["a7"], 0.6))
    assert best == "a7"
    assert 0.5 < share <= 1


def test_short_and_empty_texts_are_nobodys_copies() -> None:
    """A line of a few words proves nothing; an empty index answers."""
    assert fingerprints("").size == 0
    assert CopyIndex({}).near("something quite short") == []
    assert CopyIndex({"a": "one two three", "b": "one two three"}).groups() == {}


def test_surrogates_and_odd_characters_do_not_break() -> None:
    """Broken characters in a text are characters like others."""
    assert fingerprints("\ud800 one two three four five six seven \u0000 eight").size >= 0


def test_the_best_copy_stands_first() -> None:
    """Whatever the copies are called."""
    text = _article()
    half = " ".join(text.split()[:200]) + " " + _article()
    found = CopyIndex({"a": half, "b": text}).near(text)
    assert [name for name, _ in found] == ["b", "a"]
    assert found[0][1] > found[1][1]
