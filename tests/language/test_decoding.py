"""Trees and names are decoded as well-formed wholes."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.language.mending import agreed, joined_with_the_object, named_where_it_stands, opened
from kgbuild.language.names import NameDecoder
from kgbuild.language.trees import best_tree, is_tree

TAGS = ("O", "B-Date", "I-Date", "B-Person", "I-Person")


@pytest.mark.parametrize("seed", range(12))
def test_best_tree_is_the_best_of_all(seed: int) -> None:
    """The decoder finds the best single-root tree that trying all of them finds."""
    words = 2 + seed % 3
    scores = np.random.default_rng(seed).integers(-9, 9, (words, words + 1)).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(found)

    def value(heads: tuple[int, ...]) -> float:
        return float(sum(scores[place, head] for place, head in enumerate(heads)))

    trees = [heads for heads in product(range(words + 1), repeat=words) if is_tree(heads)]
    assert value(tuple(found)) == max(map(value, trees))


@pytest.mark.parametrize("words", [1, 30, 180])
def test_any_scores_give_a_tree(words: int) -> None:
    scores = np.random.default_rng(words).normal(size=(words, words + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))
    assert is_tree(best_tree(np.zeros_like(scores)))


def test_names_are_proper() -> None:
    """An inside tag never opens a name or follows another type."""
    decoder = NameDecoder(TAGS)
    scores = np.array(
        [[0, 0, 0, 1, 2], [0, 0, 3, 0, 2.5], [5, 0, 0, 0, 0], [0, 0, 2, 0, 1]], dtype=np.float32
    )
    tags = decoder.decode(scores)
    assert [decoder.tags[tag] for tag in tags] == ["B-Person", "I-Person", "O", "O"]
    assert decoder.spans(tags) == [(0, 2, "Person")]


@pytest.mark.parametrize("seed", range(8))
def test_names_equal_exhaustive_search(seed: int) -> None:
    decoder = NameDecoder(TAGS)
    scores = np.round(np.random.default_rng(seed).normal(size=(4, 5)), 2).astype(np.float32)

    def proper(tags: tuple[int, ...]) -> bool:
        named = ["O", *(TAGS[tag] for tag in tags)]
        return all(
            not tag.startswith("I-") or before[2:] == tag[2:] for before, tag in pairwise(named)
        )

    best = max(
        (tags for tags in product(range(5), repeat=4) if proper(tags)),
        key=lambda tags: sum(float(scores[place, tag]) for place, tag in enumerate(tags)),
    )
    assert decoder.decode(scores) == list(best)


def test_subjects_agree_with_their_verb() -> None:
    """A passive auxiliary decides on the voice; a headline's bare participle keeps the parser's choice."""
    tags = ["NNS", "VBD", "VBN"]
    assert agreed([3, 3, 0], ["nsubj", "aux:pass", "root"], tags)[0] == "nsubj:pass"
    assert agreed([3, 3, 0], ["nsubj:pass", "aux", "root"], tags)[0] == "nsubj"
    assert agreed([2, 0], ["nsubj:pass", "root"], ["NNS", "VBN"])[0] == "nsubj:pass"
    assert agreed([2, 0], ["nsubj:pass", "root"], ["NNS", "VBD"])[0] == "nsubj"


def test_places_of_a_word_agree_on_its_type() -> None:
    """The sentence that is sure of a name tells the one that is not; begin and inside stay as they were."""
    decoder = NameDecoder((*TAGS, "B-Location", "I-Location"))
    sure = np.array([[0, 0, 0, 9, 0, 0, 0], [0, 0, 0, 0, 9, 0, 0]], dtype=np.float32)
    unsure = np.array([[0, 0, 0, 1.0, 0, 1.5, 0], [9, 0, 0, 0, 0, 0, 0]], dtype=np.float32)
    sentences = [["Ada", "Marlow"], ["Marlow", "spoke"]]
    changed = decoder.agree(sentences, [sure, unsure])
    assert decoder.spans(decoder.decode(unsure)) == [(0, 1, "Location")]
    assert decoder.spans(decoder.decode(changed[1])) == [(0, 1, "Person")]
    assert decoder.spans(decoder.decode(changed.get(0, sure))) == [(0, 2, "Person")]


def test_words_that_are_no_names_stay_as_they_are() -> None:
    decoder = NameDecoder(TAGS)
    plain = np.array([[9, 0, 0, 0, 0]], dtype=np.float32)
    assert decoder.agree([["The"], ["The"], ["the"]], [plain] * 3) == {}


def test_a_bare_name_hangs_on_the_noun_before_it() -> None:
    """As in "a meeting with party official Guo Shengkun": who the official is, not whom the meeting is of."""
    #        a  meeting with party official Guo Shengkun
    heads = [2, 0, 5, 5, 2, 2, 6]
    labels = ["det", "root", "case", "compound", "nmod", "nmod", "flat"]
    upos = ["DET", "NOUN", "ADP", "NOUN", "NOUN", "PROPN", "PROPN"]
    new_heads, new_labels = named_where_it_stands(heads, labels, upos)
    assert new_heads == [2, 0, 5, 5, 2, 5, 6]
    assert new_labels[5] == "appos"
    assert is_tree(new_heads)


def test_a_name_with_a_preposition_stays_where_it_hangs() -> None:
    #        the visit of officials to Oslo
    heads = [2, 0, 4, 2, 6, 2]
    labels = ["det", "root", "case", "nmod", "case", "nmod"]
    upos = ["DET", "NOUN", "ADP", "NOUN", "ADP", "PROPN"]
    assert named_where_it_stands(heads, labels, upos) == (heads, labels)


EXPAND = ["VERB", "NOUN", "CCONJ", "NOUN"]  # "expand trade and contact"


@pytest.mark.parametrize(
    ("heads", "labels", "upos", "expected"),
    [
        ([0, 1, 4, 1], ["root", "obj", "cc", "conj"], EXPAND, [0, 1, 4, 2]),
        ([0, 1, 4, 1], ["root", "obl", "cc", "conj"], EXPAND, [0, 1, 4, 1]),
        ([0, 1, 4, 1], ["root", "obj", "cc", "conj"], ["VERB", "NOUN", "CCONJ", "VERB"], [0, 1, 4, 1]),
        ([0, 1, 1, 5, 1], ["root", "obj", "advmod", "cc", "conj"], [*EXPAND[:2], "ADV", *EXPAND[2:]], [0, 1, 1, 5, 1]),
        ([0, 1, 4, 1, 4], ["root", "obj", "cc", "conj", "orphan"], [*EXPAND, "NOUN"], [0, 1, 4, 1, 4]),
    ],
    ids=["on the verb", "no object", "a verb joined", "something between", "a clause without its verb"],
)  # fmt: skip
def test_a_noun_is_joined_with_the_object_before_it(
    heads: list[int], labels: list[str], upos: list[str], expected: list[int]
) -> None:
    assert joined_with_the_object(heads, labels, upos) == expected


def test_an_infinitive_right_behind_an_adjective_is_opened_by_it() -> None:
    """ "is happy to meet", but not "is happy today to meet"."""
    upos, tags = ["AUX", "ADJ", "PART", "VERB"], ["VBZ", "JJ", "TO", "VB"]
    labels = ["cop", "root", "mark", "advcl"]
    assert opened([2, 0, 4, 2], labels, upos, tags) == ["cop", "root", "mark", "xcomp"]
    apart = opened(
        [2, 0, 2, 5, 2],
        ["cop", "root", "advmod", "mark", "advcl"],
        ["AUX", "ADJ", "ADV", "PART", "VERB"],
        ["VBZ", "JJ", "RB", "TO", "VB"],
    )
    assert apart[-1] == "advcl"


def test_a_doc_of_ours_goes_through_bytes(english: Language) -> None:
    """As in DocBin and `nlp.pipe(n_process=2)`: what the network hangs beside a Doc is not written with it."""
    doc = english("Anna Berg met Karl Lund. She left.")
    again = Doc(english.vocab).from_bytes(doc.to_bytes())
    assert [token.dep_ for token in again] == [token.dep_ for token in doc]
    assert doc._.frames
    assert again._.frames == ()
