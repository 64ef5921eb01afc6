"""The acceptance sentences, end to end with the shipped pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extraction import claims_of
from kgbuild.model import Claim, Document, EntityArg, Modality, Polarity

if TYPE_CHECKING:
    from spacy.language import Language


def _claims(text: str, english: Language) -> tuple[list[Claim], dict[str, str]]:
    found = claims_of(Document("d-test", "test.txt", text), english)
    return list(found.claims), {c.id: c.name for c in found.clusters}


def _names(args: tuple[object, ...], names: dict[str, str]) -> list[str]:
    return [names[a.entity] for a in args if isinstance(a, EntityArg)]


def test_a_passive_is_turned_round(english: Language) -> None:
    """Washington sanctions Huawei, and Washington is the government."""
    claims, names = _claims("Huawei was sanctioned by Washington.", english)
    (claim,) = claims
    assert claim.relation == "SANCTIONED"
    assert _names(claim.object, names) == ["Huawei"]
    assert claim.subject[0] != claim.object[0]


def test_not_met_is_a_negated_claim(english: Language) -> None:
    """It is kept, and it is no meeting."""
    claims, _ = _claims("Xi did not meet Zelensky.", english)
    assert [(c.relation, c.polarity) for c in claims] == [("MET", Polarity.NEGATED)]


def test_may_visit_is_only_possible(english: Language) -> None:
    """A possible visit is told as possible."""
    claims, _ = _claims("Xi may visit Moscow.", english)
    assert [(c.relation, c.modality) for c in claims] == [("VISITED", Modality.POSSIBLE)]


def test_a_place_is_not_met(english: Language) -> None:
    """Beijing is where they met."""
    claims, names = _claims("Patrushev met with Guo in Beijing.", english)
    (claim,) = [c for c in claims if c.relation == "MET"]
    assert _names(claim.object, names) == ["Guo"]
    assert [names[c] for c in claim.place] == ["Beijing"]


def test_what_was_not_said_is_not_claimed(english: Language) -> None:
    """ "Did not say that X met Y" says nothing on the meeting."""
    claims, _ = _claims("Merkel did not say that Macron met Putin.", english)
    assert [(c.relation, c.polarity) for c in claims] == [("STATED", Polarity.NEGATED)]
