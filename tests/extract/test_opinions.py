"""What semantic roles say to the arguments of the tree, and what a claim's confidence makes of it."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kgbuild.annotate import Draft, Slot
from kgbuild.extract.verbal.opinions import Opinion, change, opinion, share, shares, subject_ground
from kgbuild.language.heads.roles import Argument, Frame

TEXT = "Lund praised Kern in Oslo and left."


def frame(doc: Doc, verb: str, **roles: str) -> Frame:
    """A predicate with roles at words; "TMP" stands for ARGM-TMP."""
    at = {token.text: token.i for token in doc}
    named = {"TMP": "ARGM-TMP", "LOC": "ARGM-LOC"}
    arguments = tuple(Argument(named.get(r, r), at[word], 0.9) for r, word in roles.items())
    return Frame(at[verb], f"{verb}.01", 1.0, arguments)


@pytest.mark.parametrize(
    ("word", "acts", "roles", "expected"),
    [
        ("Lund", True, {"ARG0": "Lund", "ARG1": "Kern"}, Opinion.SAME),
        ("Lund", True, {"ARG1": "Lund"}, Opinion.SAME),
        ("Kern", True, {"ARG0": "Lund"}, Opinion.OTHER),
        ("Lund", True, {"ARG1": "Kern"}, Opinion.SILENT),
        ("Kern", False, {"ARG0": "Lund", "ARG1": "Kern"}, Opinion.SAME),
        ("Lund", False, {"ARG0": "Lund", "ARG1": "Kern"}, Opinion.OTHER),
        ("Oslo", False, {"ARG0": "Lund", "LOC": "Oslo"}, Opinion.ADJUNCT),
        ("Kern", False, {"ARG0": "Lund"}, Opinion.SILENT),
    ],
)
def test_what_the_roles_say_to_a_word(
    english: Language, word: str, acts: bool, roles: dict[str, str], expected: Opinion
) -> None:
    doc = english(TEXT)
    token = next(t for t in doc if t.text == word)
    assert opinion(token, frame(doc, "praised", **roles), acts=acts) is expected


def draft(doc: Doc) -> Draft:
    """ "Lund praised Kern"."""
    subject, verb, target = doc[0], doc[1], doc[2]
    return Draft(
        extractor="clauses.verb",
        head=verb.i,
        trigger=(verb.i,),
        words="praise",
        lemma="praise",
        subject=[Slot(head=subject.i, start=0, end=1)],
        object=[Slot(head=target.i, start=2, end=3)],
    )


def test_agreement_makes_surer_and_contradiction_less_sure(english: Language) -> None:
    doc = english(TEXT)
    agreed = change(draft(doc), doc[1], frame(doc, "praised", ARG0="Lund", ARG1="Kern"))
    turned = change(draft(doc), doc[1], frame(doc, "praised", ARG0="Kern", ARG1="Oslo"))
    assert turned < -0.2 < 0 < agreed


def test_without_roles_nothing_changes(english: Language) -> None:
    doc = english(TEXT)
    assert change(draft(doc), doc[1], None) == 0.0


def test_a_ground_says_where_a_subject_comes_from(english: Language) -> None:
    doc = english(TEXT)
    grounds = {token.text: subject_ground(token) for token in doc if token.pos_ == "VERB"}
    assert grounds == {"praised": "own", "left": "conjunct"}


def test_the_table_is_whole() -> None:
    """Each share is one, and an opinion that was never met at a ground has that of all grounds."""
    assert all(0 < value < 1 for value in shares().values())
    assert share("inherited", Opinion.OTHER) == share("no such ground", Opinion.OTHER)
    assert share("own", Opinion.SAME) > share("own", Opinion.ALL) > share("own", Opinion.OTHER)
