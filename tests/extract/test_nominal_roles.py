"""Events that a noun tells by its semantic roles: which become claims, and which are left alone."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kgbuild.annotate.stage import annotate_doc
from kgbuild.extract import extract
from kgbuild.language.gathered import FRAMES, beside
from kgbuild.language.heads.roles import Argument, Frame
from kgbuild.model import Document
from kgbuild.normalize.relations.match import relate


def claims(
    english: Language, text: str, noun: str, roleset: str, roles: dict[str, tuple[str, float]]
) -> list[tuple[str | None, str, str]]:
    """The events of a text in which one noun has these roles: relation, subject, object."""
    doc = english(text)
    at = {token.text: token.i for token in doc}
    arguments = tuple(Argument(role, at[word], sure) for role, (word, sure) in roles.items())
    beside(doc)[FRAMES] = (Frame(at[noun], roleset, 0.9, arguments),)
    annotated = annotate_doc(Document(id="d", source="d.txt", text=text), doc)
    found = [draft for draft in relate(extract(annotated), annotated) if draft.room == "events"]
    return [
        (
            draft.relation,
            *(
                slots[0].literal or annotated.doc[slots[0].head or 0].text
                for slots in (draft.subject, draft.object)
            ),
        )
        for draft in found
    ]


LOSS = "The bank's loss of the contract surprised investors."


def test_a_noun_is_the_verb_of_its_roleset(english: Language) -> None:
    """The table of event nouns has no "loss"; the roleset says that it is losing."""
    roles = {"ARG0": ("bank", 0.95), "ARG1": ("contract", 0.95)}
    assert claims(english, LOSS, "loss", "lose.02", roles) == [("LOST", "bank", "contract")]


@pytest.mark.parametrize(
    "roles",
    [
        {"ARG0": ("bank", 0.6), "ARG1": ("contract", 0.95)},
        {"ARG0": ("bank", 0.95)},
        {"ARG1": ("contract", 0.95)},
        {"ARG0": ("investors", 0.95), "ARG1": ("contract", 0.95)},
    ],
    ids=["unsure", "no patient", "nobody did it", "not beside the noun"],
)
def test_in_doubt_nothing_is_claimed(
    english: Language, roles: dict[str, tuple[str, float]]
) -> None:
    assert claims(english, LOSS, "loss", "lose.02", roles) == []


def test_a_roleset_without_a_pattern_is_left_alone(english: Language) -> None:
    roles = {"ARG0": ("bank", 0.95), "ARG1": ("contract", 0.95)}
    assert claims(english, LOSS, "loss", "nosuchverb.01", roles) == []


def test_whom_something_befell_is_told_without_who_did_it(english: Language) -> None:
    """A noun of the table whose patient stands where its row says."""
    text = "The arrest of Anna Lund shocked the town."
    found = claims(english, text, "arrest", "arrest.01", {"ARG1": ("Anna", 0.7)})
    assert found == [("ARRESTED", "unspecified", "Anna")]


def test_what_was_done_to_a_thing_needs_somebody_who_did_it(english: Language) -> None:
    text = "The building of roads was slow."
    assert claims(english, text, "building", "build.01", {"ARG1": ("roads", 0.9)}) == []
