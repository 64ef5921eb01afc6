"""Predicates to relations: an example for each pattern, and what must stay open."""

from __future__ import annotations

from pathlib import Path

import pytest
from parsed import claim_of, read_blocks

from kgbuild.extract import extract
from kgbuild.normalize.relations.match import relate
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.page import relations_page
from kgbuild.vocabulary.pattern import parse_pattern, spelling
from kgbuild.vocabulary.patterns import pattern_book

HERE = Path(__file__).resolve().parent
EXAMPLES = [
    case
    for name in ("relation_examples", "relation_more_examples", "relation_roleset_examples")
    for case in read_blocks(HERE / f"{name}.conllu")
]
OPEN = read_blocks(HERE / "relation_open_examples.conllu")


@pytest.mark.parametrize("case", EXAMPLES, ids=[case.text for case in EXAMPLES])
def test_every_example_gives_its_claims(case):
    """Each sentence gives exactly the claims that its block lists, turned round where the words are."""
    drafts = relate(extract(case.annotated), case.annotated)
    found = [claim_of(draft, case.annotated) for draft in drafts if draft.relation]
    assert sorted(found) == sorted(case.claims)


@pytest.mark.parametrize("case", OPEN, ids=[case.text for case in OPEN])
def test_what_only_shares_a_verb_stays_open(case):
    """The verb of a relation with other arguments ("the road led to the harbour") gives no relation."""
    drafts = relate(extract(case.annotated), case.annotated)
    assert [claim_of(draft, case.annotated) for draft in drafts if draft.relation] == []


def test_figures_of_speech_stay_open():
    """A row without a relation is there to keep an idiom open, and its examples give no relation."""
    idioms = [case for case in EXAMPLES if not case.claims]
    assert len(idioms) >= 20


def test_nearly_every_relation_has_a_tested_example():
    """Relations that verbs tell stand in the examples; the others are told by nouns and copulas."""
    told = {claim.split(" | ")[0] for case in EXAMPLES for claim in case.claims}
    by_nouns = {"AGED", "ASSOCIATE_OF", "RELATIVE_OF", "IS_A", "RELATED_TO"}
    assert set(vocabulary().relations) - told <= by_nouns


@pytest.mark.parametrize(
    ("text", "lemma", "words", "tail", "roles"),
    [
        ("meet", "meet", 0, "", "SO"),
        ("hold <talks> with", "hold", 1, "with", "SP"),
        ("pull out of", "pull", 0, "out of", "SP"),
        ("sell ... to", "sell", 0, "to", "PO"),
        ("be base in", "base", 0, "in", "OP"),
        ("take control of", "take", 1, "of", "SP"),
        ("hold [exercise]", "hold", 1, "", "SO"),
        ("carry out <assault> on", "carry", 1, "on", "SP"),
    ],
)
def test_patterns_are_read_into_their_parts(text, lemma, words, tail, roles):
    """Verb, content words, preposition and roles come out of the notation."""
    found = parse_pattern(text, pattern_book().classes)[0]
    assert (found.lemma, len(found.words), found.tail, found.roles) == (lemma, words, tail, roles)


def test_a_class_in_the_verbs_place_makes_a_pattern_for_each_verb():
    """<improve> <ties> with stands for strengthen, deepen, boost and the rest."""
    verbs = {
        pattern.lemma for pattern in parse_pattern("<improve> <ties> with", pattern_book().classes)
    }
    assert {"strengthen", "deepen", "boost"} <= verbs


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("criticise", "criticize"),
        ("favour", "favor"),
        ("organisation", "organization"),
        ("labour", "labor"),
    ],
)
def test_both_spellings_are_one(british, american):
    """Comparison does not care which side of the ocean a word comes from."""
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize("word", ["four", "hour", "our", "house"])
def test_spelling_leaves_other_words_alone(word):
    """Only the endings that differ are brought together."""
    assert spelling(word) in (word, word.replace("our", "or"))


def test_the_more_demanding_pattern_comes_first():
    """ "hold talks with" is asked before "hold", an idiom before the verb it is made of."""
    weights = [pattern.weight for pattern in pattern_book().by_lemma["hold"]]
    assert weights == sorted(weights, reverse=True)


def test_every_pattern_names_a_known_relation():
    """The tables agree with each other."""
    named = {p.relation for patterns in pattern_book().by_lemma.values() for p in patterns}
    assert len(named) > 150
    assert named - {None} <= set(vocabulary().relations)


def test_the_page_on_relations_is_what_the_tables_say():
    """docs/relations.md is written from the tables: run `python -m kgbuild.vocabulary.page`."""
    page = HERE.parent.parent / "docs" / "relations.md"
    assert page.read_text(encoding="utf8") == relations_page()
    for relation in vocabulary().relations.values():
        assert relation.example, relation.name
