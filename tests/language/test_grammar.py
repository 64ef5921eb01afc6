"""The grammar adapter answers alike for both families of labels, on Docs built by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.language import grammar as g

_VOCAB = Vocab()


def parse(*rows: str) -> Doc:
    """Build a Doc from rows `word TAG POS head label`; the head is a place from 1, 0 for the root."""
    cells = [row.split() for row in rows]
    return Doc(
        _VOCAB,
        words=[cell[0] for cell in cells],
        tags=[cell[1] for cell in cells],
        pos=[cell[2] for cell in cells],
        heads=[int(cell[3]) - 1 if int(cell[3]) else place for place, cell in enumerate(cells)],
        deps=["ROOT" if cell[4] == "root" else cell[4] for cell in cells],
        lemmas=[{"was": "be", "is": "be"}.get(cell[0], cell[0].lower()) for cell in cells],
    )


PASSIVE = {
    "ud": parse(
        "Troops NNS NOUN 3 nsubj:pass",
        "were VBD AUX 3 aux:pass",
        "sent VBN VERB 0 root",
        "to IN ADP 5 case",
        "Mali NNP PROPN 3 obl",
        "by IN ADP 7 case",
        "France NNP PROPN 3 obl:agent",
        "and CC CCONJ 9 cc",
        "praised VBN VERB 3 conj",
    ),
    "clearnlp": parse(
        "Troops NNS NOUN 3 nsubjpass",
        "were VBD AUX 3 auxpass",
        "sent VBN VERB 0 root",
        "to IN ADP 3 prep",
        "Mali NNP PROPN 4 pobj",
        "by IN ADP 3 agent",
        "France NNP PROPN 6 pobj",
        "and CC CCONJ 3 cc",
        "praised VBN VERB 3 conj",
    ),
}
COPULAR = {
    "ud": parse(
        "Ibsen NNP PROPN 5 nsubj",
        "was VBD AUX 5 cop",
        "not RB PART 5 advmod",
        "a DT DET 5 det",
        "writer NN NOUN 0 root",
        "from IN ADP 7 case",
        "Oslo NNP PROPN 5 nmod",
    ),
    "clearnlp": parse(
        "Ibsen NNP PROPN 2 nsubj",
        "was VBD AUX 0 root",
        "not RB PART 2 neg",
        "a DT DET 5 det",
        "writer NN NOUN 2 attr",
        "from IN ADP 5 prep",
        "Oslo NNP PROPN 6 pobj",
    ),
}
SPEECH = {
    "ud": parse(
        "Obama NNP PROPN 2 nsubj",
        "said VBD VERB 0 root",
        "that IN SCONJ 6 mark",
        "he PRP PRON 6 nsubj",
        "would MD AUX 6 aux",
        "agree VB VERB 2 ccomp",
        "to TO PART 8 mark",
        "sign VB VERB 6 xcomp",
        "it PRP PRON 8 obj",
    ),
    "clearnlp": parse(
        "Obama NNP PROPN 2 nsubj",
        "said VBD VERB 0 root",
        "that IN SCONJ 6 mark",
        "he PRP PRON 6 nsubj",
        "would MD AUX 6 aux",
        "agree VB VERB 2 ccomp",
        "to TO PART 8 aux",
        "sign VB VERB 6 xcomp",
        "it PRP PRON 8 dobj",
    ),
}
RELATIVE = {
    "ud": parse(
        "Merkel NNP PROPN 8 nsubj",
        ", , PUNCT 1 punct",
        "who WP PRON 4 nsubj",
        "led VBD VERB 1 acl:relcl",
        "Germany NNP PROPN 4 obj",
        ", , PUNCT 1 punct",
        "has VBZ AUX 8 aux",
        "stepped VBN VERB 0 root",
        "down RP ADP 8 compound:prt",
    ),
    "clearnlp": parse(
        "Merkel NNP PROPN 8 nsubj",
        ", , PUNCT 1 punct",
        "who WP PRON 4 nsubj",
        "led VBD VERB 1 relcl",
        "Germany NNP PROPN 4 dobj",
        ", , PUNCT 1 punct",
        "has VBZ AUX 8 aux",
        "stepped VBN VERB 0 root",
        "down RP ADP 8 prt",
    ),
}
FAMILIES = ("ud", "clearnlp")


@pytest.mark.parametrize("family", FAMILIES)
def test_passive(family: str) -> None:
    """A passive clause gives its subject, its agent, and hands both voice and subject to a conjunct."""
    doc = PASSIVE[family]
    sent, praised = doc[2], doc[8]
    assert g.is_passive(sent) and g.is_passive(praised)
    assert g.passive_subject(sent) == doc[0]
    assert g.passive_subject(praised) == doc[0]
    assert g.agents(sent) == [doc[6]]
    assert g.conjuncts(sent) == [praised]
    assert ("to", "Mali") in [(found.preposition, found.noun.text) for found in g.obliques(sent)]
    assert g.direct_objects(sent) == []
    coordinator = g.coordinator(praised)
    assert coordinator is not None and coordinator.text == "and"


@pytest.mark.parametrize("family", FAMILIES)
def test_copula(family: str) -> None:
    """The predicate noun is the clause's predicate, though only one family makes it the head."""
    doc = COPULAR[family]
    writer = doc[4]
    assert g.predicates(doc) == [writer]
    assert g.copula(writer) == doc[1]
    assert g.predicate_complement(doc[1]) == writer
    assert g.subjects(writer) == [doc[0]]
    assert g.is_negated(writer)
    assert g.clause_root(doc[0]) == writer
    assert [(found.preposition, found.noun.text) for found in g.modifiers(writer)] == [
        ("from", "Oslo")
    ]
    assert g.noun_phrase(writer).text == "a writer from Oslo"
    assert g.noun_phrase(writer, prepositions=False).text == "a writer"


@pytest.mark.parametrize("family", FAMILIES)
def test_speech(family: str) -> None:
    """A verb of speech gives its reported clause; an open complement takes its subject from above."""
    doc = SPEECH[family]
    said, agree, sign = doc[1], doc[5], doc[7]
    (clause,) = g.complements(said)
    assert clause == g.Clause(agree, "that", True)
    assert g.reported(said) == agree
    assert g.complements(agree) == [g.Clause(sign, "to", False)]
    assert g.subjects(sign) == [doc[3]]
    assert g.subjects(sign, shared=False) == []
    assert [token.text for token in g.auxiliaries(agree)] == ["would"]
    assert g.direct_objects(sign) == [doc[8]]


@pytest.mark.parametrize("family", FAMILIES)
def test_relative(family: str) -> None:
    """A relative pronoun stands for its noun, whose phrase leaves the clause out."""
    doc = RELATIVE[family]
    merkel, led, stepped = doc[0], doc[3], doc[7]
    assert [clause.predicate for clause in g.relative_clauses(merkel)] == [led]
    assert g.is_relative_pronoun(doc[2]) and g.antecedent(doc[2]) == merkel
    assert not g.is_relative_pronoun(merkel)
    assert g.noun_phrase(merkel).text == "Merkel"
    assert g.noun_phrase(merkel, relatives=True).text == "Merkel, who led Germany".replace(
        ",", " ,"
    )
    particle = g.particle(stepped)
    assert particle is not None and particle.text == "down"
    assert g.clause_root(doc[4]) == led


def test_noun_parts() -> None:
    """Owners, appositions, names and compounds come apart."""
    doc = parse(
        "France NNP PROPN 4 nmod:poss",
        "'s POS PART 1 case",
        "prime JJ ADJ 4 amod",
        "minister NN NOUN 8 nsubj",
        "Édouard NNP PROPN 4 appos",
        "Philippe NNP PROPN 5 flat",
        "has VBZ AUX 8 aux",
        "resigned VBN VERB 0 root",
        "because IN ADP 11 case",
        "of IN ADP 9 fixed",
        "protests NNS NOUN 8 obl",
    )
    minister = doc[3]
    assert g.possessors(minister) == [doc[0]]
    assert g.appositions(minister) == [doc[4]]
    assert g.name_parts(doc[4]) == [doc[4], doc[5]]
    assert g.adjectives(minister) == [doc[2]]
    assert g.noun_phrase(minister).text == "France 's prime minister"
    assert g.noun_phrase(doc[0]).text == "France"
    assert g.preposition_of(doc[10]) == ("because of", doc[8])
    assert g.preposition_of(doc[0]) == ("", None)
    assert not g.is_passive(doc[7])
    assert g.passive_subject(doc[7]) is None
