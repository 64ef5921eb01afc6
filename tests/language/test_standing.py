"""A tree that stands: the same answers, each worked out once, and none kept when the tree changes after it."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.language.grammar import clauses, phrases
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.standing import children, listed_once, once, standing


@pytest.fixture
def doc():
    words = ["Lund", "met", "Holm", "and", "Dahl"]
    labels = ["nsubj", "ROOT", "obj", "cc", "conj"]
    return Doc(Vocab(), words=words, heads=[1, 1, 1, 4, 2], deps=labels,
               pos=["PROPN", "VERB", "PROPN", "CCONJ", "PROPN"])  # fmt: skip


def test_children_are_the_same_in_a_standing_tree(doc):
    every = fn.SUBJECT | fn.OBJECT | fn.CONJUNCT | fn.COORDINATOR
    before = [children(token, every) for token in doc]
    with standing(doc):
        assert [children(token, every) for token in doc] == before
    assert [token.text for token in before[1]] == ["Lund", "Holm"]


def test_what_is_asked_again_is_worked_out_once_and_only_while_the_tree_stands(doc):
    asked = []

    @once
    def label(token):
        asked.append(token.i)
        return token.dep_

    with standing(doc), standing(doc):
        assert [label(doc[0]), label(doc[0])] == ["nsubj", "nsubj"]
    assert asked == [0]
    doc[0].dep_ = "obl"
    assert label(doc[0]) == "obl"
    with standing(doc):
        assert label(doc[0]) == "obl"


def test_a_tree_that_is_changed_after_it_stood_is_read_anew(doc):
    with standing(doc):
        assert [token.text for token in phrases.conjuncts(doc[2])] == ["Dahl"]
    fn.hang(doc[4], doc[1], fn.OBJECT)
    assert phrases.conjuncts(doc[2]) == []
    with standing(doc):
        assert [token.text for token in children(doc[1], fn.OBJECT)] == ["Holm", "Dahl"]


def test_another_doc_is_read_as_it_is_now(doc):
    other = Doc(doc.vocab, words=["Dahl", "left"], heads=[1, 1], deps=["nsubj", "ROOT"])
    with standing(doc):
        assert children(other[1], fn.SUBJECT) == [other[0]]
        other[0].dep_ = "obj"
        assert children(other[1], fn.SUBJECT) == []


def test_each_who_asks_has_a_list_of_his_own(doc):
    @listed_once
    def below(token):
        return list(token.children)

    with standing(doc):
        below(doc[1]).clear()
        assert [token.text for token in below(doc[1])] == ["Lund", "Holm"]
        clauses.subjects(doc[1]).clear()
        assert [token.text for token in clauses.subjects(doc[1])] == ["Lund"]
