"""Frames are written into the tree only where it stays a tree."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.attribution import frames, mend


def test_a_clause_is_never_hung_below_its_own_word(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever hangs a frame wrongly, no word's heads go round in a circle: the tree is left as it was."""
    text = "The harbour was closed on Friday, port officials in Bergen said."
    whole = [frame for sentence in english(text).sents for frame in frames.frames(sentence)]
    before = [(token.head.i, token.dep_) for token in english(text)]
    monkeypatch.setattr(
        mend, "frames", lambda sentence: whole or [frames.Frame(0, 2, 1, None, 3, "VBD", "say")]
    )

    def circle(doc: Doc, frame: frames.Frame, heads: list[int], labels: list[str]) -> None:
        heads[2], heads[3] = 3, 2

    monkeypatch.setattr(mend, "_hang", circle)
    after = [(token.head.i, token.dep_) for token in mend.mend(english(text))]
    assert after == before


def test_trees() -> None:
    assert mend._is_tree([1, 1, 1], 0, 3)
    assert not mend._is_tree([1, 0, 2], 0, 3), "a circle"
    assert not mend._is_tree([0, 1], 0, 2), "two roots"


def test_a_clause_before_its_frame_keeps_its_subject(english: Language) -> None:
    """ "… sued …, a spokesman said": who sued is no second speaker, whatever the parser hangs on "said"."""
    doc = mend.mend(english("Mayor Anna Holt sued Banco Azul, a spokesman said."))
    subjects = {(token.text, token.head.text) for token in doc if token.dep_ == "nsubj"}
    assert subjects == {("Anna", "sued"), ("spokesman", "said")}


WORDS = "a leak to which Telvik replied its owner had sued Kern".split()  # noqa: SIM905
TAGS = ["DT", "NN", "IN", "WDT", "NNP", "VBD", "PRP$", "NN", "VBD", "VBN", "NNP"]
POS = ["DET", "NOUN", "ADP", "PRON", "PROPN", "VERB", "PRON", "NOUN", "AUX", "VERB", "PROPN"]
HEADS = [1, 1, 3, 5, 5, 1, 7, 9, 9, 1, 9]
DEPS = [
    "det",
    "ROOT",
    "case",
    "obl",
    "nsubj",
    "acl:relcl",
    "nmod:poss",
    "nsubj",
    "aux",
    "acl:relcl",
    "obj",
]
LEMMAS = "a leak to which Telvik reply its owner have sue Kern".split()  # noqa: SIM905


def tree(**changed: dict[int, object]) -> Doc:
    """A hand-made tree, with words changed by their place."""
    columns: dict[str, list[object]] = {
        "words": [*WORDS], "tags": [*TAGS], "pos": [*POS], "heads": [*HEADS], "deps": [*DEPS], "lemmas": [*LEMMAS],
    }  # fmt: skip
    for name, places in changed.items():
        for place, value in places.items():
            columns[name][place] = value
    return Doc(English().vocab, **columns)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "verb"),
    [
        ({}, 5),
        ({"lemmas": {5: "drop"}, "words": {5: "dropped"}}, None),  # no verb of saying
        ({"deps": {9: "acl"}}, None),  # no relative clause
        ({"deps": {5: "acl"}}, None),  # nor the verb's
        ({"heads": {9: 4}}, None),  # of another noun
        ({"deps": {7: "obl"}}, None),  # nobody acts in it
        ({"words": {6: "whose"}, "tags": {6: "WP$"}, "lemmas": {6: "whose"}}, None),
        ({"heads": {10: 5}, "deps": {10: "obj"}}, None),  # the verb has its object
        ({"tags": {5: "VBN"}}, None),  # "replied" as a participle
    ],
)
def test_a_clause_right_behind_the_verb_that_tells_it(
    changed: dict[str, dict[int, object]], verb: int | None
) -> None:
    """ "A leak, to which Telvik replied its owner had sued Kern": what Telvik replied."""
    found = mend._told_beside(tree(**changed)[9])
    assert found == (None if verb is None else (9, verb))


def test_what_was_told_hangs_on_its_verb() -> None:
    """The tree is written anew."""
    doc = mend.mend(tree())
    assert (doc[9].head.i, doc[9].dep_) == (5, "ccomp")


def test_words_of_the_clause_keep_their_own_heads(english: Language) -> None:
    """Only what hung on the frame is hung anew."""
    doc = mend.mend(english("The mayor of Quito sued Banco Azul, a spokesman said."))
    heads = {token.text: token.head.text for token in doc}
    assert (heads["Quito"], heads["The"], heads["a"]) == ("mayor", "mayor", "spokesman")


def plain(words: str, tags: str, heads: list[int], deps: str) -> Doc:
    """A hand-made tree of words without lemmas of their own."""
    shown = words.split()
    return Doc(
        English().vocab,
        words=shown,
        tags=tags.split(),
        pos=["VERB" if t[0] == "V" else "PUNCT" if t == "," else "NOUN" for t in tags.split()],
        heads=heads,
        deps=deps.split(),
        lemmas=[w.removesuffix("s") for w in shown],
    )


@pytest.mark.parametrize(
    ("doc", "pair"),
    [
        (plain("scholars suggest farmers raised", "NNS VBP NNS VBD", [1, 1, 1, 1], "nsubj ROOT obj ccomp"), (2, 3)),
        (plain("scholars suggest raised farmers", "NNS VBP VBD NNS", [1, 1, 1, 1], "nsubj ROOT ccomp obj"), None),
        (plain("scholars suggest fast raised", "NNS VBP RB VBD", [1, 1, 1, 1], "nsubj ROOT obj ccomp"), None),
    ],
)  # fmt: skip
def test_a_subject_that_was_taken_for_an_object(doc: Doc, pair: tuple[int, int] | None) -> None:
    """It stands between the verb and the clause, and is a noun."""
    assert mend._taken_for_object(doc[1]) == pair


def test_the_clause_before_a_frame() -> None:
    """ "Kern left, police say", with the clause hung below the frame's verb."""
    doc = plain(
        "Kern left , police say",
        "NNP VBD , NNS VBP",
        [1, 4, 1, 4, 4],
        "nsubj ccomp punct nsubj ROOT",
    )
    found = frames._before(doc[:], frames.Frame(3, 5, 4, 3, 1, "VBP", "say"))
    assert found is not None
    assert found.i == 1


@pytest.mark.parametrize(("above", "shown"), [(0, False), (3, False), (5, True)])
def test_two_names_without_and_are_no_list(above: int, shown: bool) -> None:
    """ "Kern, Lind condemned, bribed Berg": no frame where the source hangs on the other name or the verb."""
    doc = plain(
        "Kern , Lind condemned , bribed Berg", "NNP , NNP VBD , VBD NNP", [3, 0, above, 3, 3, 3, 5],
        "nsubj punct appos ROOT punct conj obj",
    )  # fmt: skip
    frame = frames.Frame(2, 4, 3, 2, 5, "VBD", "condemn")
    assert frames._shown(doc, frame) is shown


@pytest.mark.parametrize(
    ("tag", "label", "shown"), [("VBG", "parataxis", True), ("VBG", "conj", False)]
)
def test_a_frame_beside_its_clause_is_shown(tag: str, label: str, shown: bool) -> None:
    """ "Kern bribed Berg, Lind says": beside a verb, whether its form is finite or could be a participle."""
    doc = plain(
        "Kern bribed Berg , Lind says", f"NNP {tag} NNP , NNP VBZ", [1, 1, 1, 5, 5, 1],
        f"nsubj ROOT obj punct nsubj {label}",
    )  # fmt: skip
    assert frames._shown(doc, frames.Frame(4, 6, 5, 4, 1, "VBZ", "say")) is shown


@pytest.mark.parametrize(
    ("words", "tags", "lemma", "only"),
    [
        ("reporters on Monday", "NNS IN NNP", "tell", True),
        ("reporters on Monday", "NNS IN NNP", "say", False),
        ("on Monday left", "IN NNP VBD", "say", False),
        ("on Monday", "IN NNP", "say", True),
        ("yesterday", "NN", "say", True),
        ("peace", "NN", "say", False),
        ("on Monday who", "IN NNP WP", "say", False),
        ("", "", "say", True),
    ],
)
def test_what_may_follow_the_verb_of_a_frame(words: str, tags: str, lemma: str, only: bool) -> None:
    """A hearer where the verb takes one, and when and where; nothing that could be what is told."""
    count = len(words.split())
    doc = plain(words, tags, [0] * count, " ".join(["ROOT", *["dep"] * (count - 1)][:count]))
    assert frames._circumstances(list(doc), lemma) is only


@pytest.mark.parametrize(("label", "turned"), [("punct", True), ("nsubj", False)])
def test_who_stands_behind_a_quotation_and_its_verb(label: str, turned: bool) -> None:
    """ "“Go,” said Lund": her words, unless the verb has a subject of its own."""
    doc = plain(
        "go , ” say Kern Lund",
        "VB , , VBZ NNP NNP",
        [3, 3, 3, 3, 3, 3],
        f"ccomp punct punct ROOT {label} obj",
    )
    assert mend._behind_its_verb(doc[5]) is turned


@pytest.mark.parametrize(("label", "below"), [("acl:relcl", True), ("acl", True), ("ccomp", False)])
def test_a_clause_on_a_noun_is_no_main_clause(label: str, below: bool) -> None:
    """A frame reports no relative clause."""
    doc = plain("police who left say", "NNS WP VBD VBP", [3, 2, 0, 3], f"nsubj nsubj {label} ROOT")
    assert frames._subordinate(doc[2]) is below


@pytest.mark.parametrize("root", ["verb", "noun"])
def test_a_frame_inside_a_clause_leaves_it_whole(root: str) -> None:
    """ "Then Kern, police say, bribed Berg": Kern is the clause's subject, and only what hung on the frame moves."""
    heads = [4, 4, 4, 4, 4, 4, 4, 6] if root == "verb" else [1, 1, 1, 4, 1, 4, 4, 6]
    doc = plain(
        "then Kern , police say , bribed Berg", "RB NNP , NNS VBP , VBD NNP", heads,
        "advmod nsubj punct nsubj ROOT punct ccomp obj" if root == "verb"
        else "advmod ROOT punct nsubj acl punct ccomp obj",
    )  # fmt: skip
    labels = [token.dep_ for token in doc]
    mend._hang(doc, frames.Frame(3, 5, 4, 3, 6, "VBP", "say"), heads, labels)
    told = (heads[6], heads[4], labels[4], heads[3], labels[3], heads[7], labels[7])
    assert told == (6, 6, "parataxis", 4, "nsubj", 6, "obj")
    assert (heads[1], labels[1]) == (6, "nsubj")
    assert heads[5] == 6
    assert heads[0] == (6 if root == "verb" else 1)


def test_the_clause_behind_takes_the_subject_that_was_lent() -> None:
    """ "Kern rejected offers, a move analysts say cost Berg": the move cost him, though "say" has two clauses."""
    doc = plain(
        "Kern rejected offers , move analysts say cost Berg", "NNP VBD NNS , NN NNS VBP VBD NNP",
        [1, 6, 1, 6, 6, 6, 6, 6, 7], "nsubj ccomp obj punct nsubj nsubj ROOT ccomp obj",
    )  # fmt: skip
    assert mend._lent_subject(doc[6]) == (4, 7)
