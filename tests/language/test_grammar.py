"""The one grammar on Docs built by hand, and trees of the other family of labels made into ours."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kgbuild.language.grammar import clauses as g
from kgbuild.language.grammar import phrases
from kgbuild.language.universal import to_universal

_VOCAB = spacy.blank("en").vocab


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
PAIRS = {"passive": PASSIVE, "copular": COPULAR, "speech": SPEECH, "relative": RELATIVE}


def read(trees: dict[str, Doc], family: str) -> Doc:
    """A sentence as the rules see it: trees of the other family are converted first."""
    doc = trees[family]
    return doc if family == "ud" else to_universal(doc.copy())


@pytest.mark.parametrize("name", PAIRS)
def test_the_other_family_is_converted_to_the_same_tree(name: str) -> None:
    """Heads and labels come out as a treebank of Universal Dependencies has them."""
    wanted, found = PAIRS[name]["ud"], read(PAIRS[name], "clearnlp")
    assert [(t.text, t.dep_, t.head.text) for t in found] == [
        (t.text, t.dep_, t.head.text) for t in wanted
    ]


def test_a_tree_of_ours_stays_as_it_is() -> None:
    """Conversion looks at the labels: what has none of the other family's is left alone."""
    doc = PASSIVE["ud"].copy()
    assert to_universal(doc) is doc
    assert [t.dep_ for t in doc] == [t.dep_ for t in PASSIVE["ud"]]


@pytest.mark.parametrize("family", FAMILIES)
def test_passive(family: str) -> None:
    """A passive clause gives its subject and its agent, and has its second verb as conjunct."""
    doc = read(PASSIVE, family)
    sent, praised = doc[2], doc[8]
    assert g.has_passive_auxiliary(sent)
    assert g.subjects(sent) == [doc[0]]
    assert g.conjuncts(sent) == [praised]
    around = [(found.preposition, found.noun.text) for found in g.obliques(sent)]
    assert around == [("to", "Mali"), ("by", "France")]
    assert g.objects(sent) == []
    coordinator = g.coordinator(praised)
    assert coordinator is not None and coordinator.text == "and"


@pytest.mark.parametrize("family", FAMILIES)
def test_copula(family: str) -> None:
    """The predicate noun is the clause's predicate."""
    doc = read(COPULAR, family)
    writer = doc[4]
    assert g.predicates(doc) == [writer]
    assert g.copula(writer) == doc[1]
    assert g.subjects(writer) == [doc[0]]
    assert doc[2] in g.adverbs(writer)
    assert g.clause_head(doc[0]) == writer
    assert [(found.preposition, found.noun.text) for found in g.modifiers(writer)] == [
        ("from", "Oslo")
    ]
    assert g.noun_phrase(writer).text == "a writer from Oslo"
    assert g.noun_phrase(writer, prepositions=False).text == "a writer"


@pytest.mark.parametrize("family", FAMILIES)
def test_speech(family: str) -> None:
    """A verb of speech gives its reported clause, and that its open complement."""
    doc = read(SPEECH, family)
    said, agree, sign = doc[1], doc[5], doc[7]
    assert g.complements(said) == [g.Clause(agree, True)]
    assert g.mark_words(agree) == ("that",)
    assert g.complements(agree) == [g.Clause(sign, False)]
    assert g.mark_words(sign) == ("to",)
    assert g.subjects(agree) == [doc[3]]
    assert g.subjects(sign) == []
    assert [token.text for token in g.auxiliaries(agree)] == ["would"]
    assert g.objects(sign) == [doc[8]]


@pytest.mark.parametrize("family", FAMILIES)
def test_relative(family: str) -> None:
    """A relative pronoun stands for its noun, whose phrase leaves the clause out."""
    doc = read(RELATIVE, family)
    merkel, led, stepped = doc[0], doc[3], doc[7]
    assert g.antecedent(doc[2]) == merkel
    assert g.antecedent(merkel) is None
    assert g.noun_phrase(merkel).text == "Merkel"
    assert g.noun_phrase(merkel, relatives=True).text == "Merkel , who led Germany"
    assert [particle.text for particle in g.particles(stepped)] == ["down"]
    assert g.clause_head(doc[4]) == led


@pytest.mark.parametrize(
    ("rows", "tree"),
    [
        (
            ("There EX PRON 2 expl", "is VBZ VERB 0 root", "a DT DET 4 det", "plan NN NOUN 2 attr"),
            "There<is expl, is<is ROOT, a<plan det, plan<is nsubj",
        ),
        (
            ("She PRP PRON 2 nsubj", "was VBD AUX 0 root", "in IN ADP 2 prep", "Oslo NNP PROPN 3 pobj"),
            "She<Oslo nsubj, was<Oslo cop, in<Oslo case, Oslo<Oslo ROOT",
        ),
        (
            ("He PRP PRON 2 nsubj", "gave VBD VERB 0 root", "it PRP PRON 2 dobj", "to IN ADP 2 dative",
             "Ann NNP PROPN 4 pobj"),
            "He<gave nsubj, gave<gave ROOT, it<gave obj, to<Ann case, Ann<gave obl",
        ),
        (
            ("After IN ADP 3 prep", "leaving VBG VERB 1 pcomp", "fell VBD VERB 0 root"),
            "After<leaving mark, leaving<fell advcl, fell<fell ROOT",
        ),
        (
            ("Left VBD VERB 0 root", "because IN SCONJ 1 prep", "of IN ADP 2 pcomp", "rain NN NOUN 2 pobj"),
            "Left<Left ROOT, because<rain case, of<because fixed, rain<Left obl",
        ),
        (
            ("Trouble NN NOUN 2 nsubj", "is VBZ AUX 0 root", "that IN SCONJ 5 mark", "he PRP PRON 5 nsubj",
             "left VBD VERB 2 ccomp"),
            "Trouble<left nsubj:outer, is<left cop, that<left mark, he<left nsubj, left<left ROOT",
        ),
    ],
)  # fmt: skip
def test_shapes_that_the_families_tell_otherwise(rows: tuple[str, ...], tree: str) -> None:
    """Who governs a copula, a preposition, a gerund, a clause behind a form of be."""
    found = to_universal(parse(*rows))
    assert ", ".join(f"{t.text}<{t.head.text} {t.dep_}" for t in found) == tree


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
    assert phrases.possessors(minister) == [doc[0]]
    assert phrases.appositions(minister) == [doc[4]]
    assert phrases.name_parts(doc[4]) == [doc[4], doc[5]]
    assert phrases.adjectives(minister) == [doc[2]]
    assert phrases.noun_phrase(minister).text == "France 's prime minister"
    assert phrases.noun_phrase(doc[0]).text == "France"
    assert phrases.preposition_of(doc[10]) == ("because of", doc[8])
    assert phrases.preposition_of(doc[0]) == ("", None)
    assert not g.has_passive_auxiliary(doc[7])
