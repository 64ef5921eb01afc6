"""Reasons, shares of votes, objects behind a second verb, subjects taken for objects: with the shipped pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kgbuild.extraction import claims_of, document_of
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, Polarity, ValueArg

if TYPE_CHECKING:
    from spacy.language import Language

    from kgbuild.extraction import Extraction
    from kgbuild.model import Arg, Claim


def _read(text: str, english: Language) -> Extraction:
    return claims_of(document_of(text), english)


def _named(found: Extraction, relation: str) -> list[Claim]:
    return [c for c in found.claims if c.relation == relation]


def _words(arg: Arg, found: Extraction) -> str:
    if isinstance(arg, EntityArg):
        return next(c.name for c in found.clusters if c.id == arg.entity)
    return arg.literal if isinstance(arg, LiteralArg) else ""


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("The flight to Oslo was cancelled because of the storm.", "the storm"),
        ("Luc Morel resigned due to a scandal.", "a scandal"),
        ("Ghana closed the border in response to the outbreak.", "the outbreak"),
        ("Luc Morel lost the race as a result of the strike.", "the strike"),
    ],
)
def test_a_phrase_of_reason_names_the_cause(text: str, cause: str, english: Language) -> None:
    """What is named as the reason caused what the clause tells."""
    found = _read(text, english)
    (claim,) = _named(found, "CAUSED")
    assert [_words(a, found) for a in claim.subject] == [cause]
    (inner,) = [a.claim for a in claim.object if isinstance(a, ClaimArg)]
    assert inner in {c.id for c in found.claims}


@pytest.mark.parametrize(
    "text",
    [
        "Luc Morel did not resign because of the scandal.",
        "Luc Morel was arrested for theft.",
        "Luc Morel met Anna Adler in response.",
        "Fewer auctions were held in Oslo because of buyers having time off.",
        "Luc Morel was sworn in after the protest of nurses due to a scandal.",
    ],
)
def test_what_is_denied_or_only_charged_has_no_cause(text: str, english: Language) -> None:
    """ "Not because of" leaves open why, and "for theft" is a charge."""
    assert not _named(_read(text, english), "CAUSED")


def test_a_cause_stands_as_its_effect_does(english: Language) -> None:
    """Somebody's guess about a possible act is his word, and possible."""
    found = _read("Luc Morel may resign because of the scandal, police said.", english)
    (claim,) = _named(found, "CAUSED")
    assert claim.modality.value == "possible" and claim.attributed_to


@pytest.mark.parametrize(
    ("text", "killed", "hurt"),
    [
        ("The blast killed five and wounded 110.", ["five"], ["110"]),
        ("The storm killed ten people and injured forty others.", ["ten people"], ["forty others"]),
        ("The storm killed and injured ten people.", ["ten people"], ["ten people"]),
    ],
)
def test_an_object_behind_the_second_verb_is_its_own(
    text: str, killed: list[str], hurt: list[str], english: Language
) -> None:
    """Whoever is told behind the second verb is not the first one's; two verbs side by side share one."""
    found = _read(text, english)
    for relation, wanted in (("KILLED", killed), ("INJURED", hurt)):
        assert [_words(a, found) for c in _named(found, relation) for a in c.object] == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Anna Adler won four seats with about 63% of the vote.", 63),
        ("Luc Morel lost the primary, securing about 34% of votes.", 34),
    ],
)
def test_a_share_of_the_vote_is_received(text: str, value: float, english: Language) -> None:
    """How much of the vote somebody had is a claim of its own."""
    (claim,) = _named(_read(text, english), "RECEIVED")
    assert [(a.value, a.unit) for a in claim.object if isinstance(a, ValueArg)] == [(value, "%")]


@pytest.mark.parametrize(
    ("text", "relation", "subject"),
    [
        ("Some scholars have suggested Egyptians raised the birds to make them available.", "PROPOSED", ""),
        ("Sky News reported Norvik Bank due to the strike have delayed a loan to Ghana.", "STATED", "Norvik Bank"),
    ],
)  # fmt: skip
def test_a_subject_taken_for_an_object(
    text: str, relation: str, subject: str, english: Language
) -> None:
    """Nobody hears a suggestion: the noun before the clause acts in it."""
    found = _read(text, english)
    if relation == "PROPOSED":
        assert not _named(found, relation)
        assert any("birds" in _words(a, found) for c in found.claims for a in c.object)
    else:
        inner = [
            a.claim for c in _named(found, relation) for a in c.object if isinstance(a, ClaimArg)
        ]
        told = [c for c in found.claims if c.id in inner]
        assert {_words(a, found) for c in told for a in c.subject} == {subject}


def test_a_storm_makes_its_landfall_itself(english: Language) -> None:
    """ "…, making landfall" is no effect of the clause before it; "…, causing damage" is one."""
    found = _read("Dorian reached the Bahamas, making landfall in Peru.", english)
    assert all(isinstance(a, EntityArg) for c in found.claims for a in c.subject)
    found = _read("The car was recalled after a fire, causing damage to 60 cars.", english)
    assert any(isinstance(a, ClaimArg) for c in found.claims for a in c.subject)


def test_a_journey_under_way_is_no_visit(english: Language) -> None:
    """Whoever "was travelling to" a place need not have come there."""
    assert not _named(_read("Anna Adler was travelling to Peru.", english), "VISITED")
    (claim,) = _named(_read("Anna Adler travelled to Peru.", english), "VISITED")
    assert claim.polarity is Polarity.ASSERTED


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (
            "Luc Morel was sentenced to two years in prison and to pay damages to Norvik Bank.",
            "PAID",
        ),
    ],
)
def test_an_infinitive_beside_a_finite_verb_has_not_happened(
    text: str, relation: str, english: Language
) -> None:
    """No infinitive is joined to a finite verb: it is governed by it, and told as due or aimed at."""
    found = _named(_read(text, english), relation)
    assert found and all(c.modality.value != "actual" for c in found)


def test_a_storm_that_claims_lives_kills(english: Language) -> None:
    """What is claimed is no statement here."""
    found = _read("The storm claimed forty lives.", english)
    assert _named(found, "KILLED") and not _named(found, "STATED")
