"""How a relation reads in English: "met", "did not meet", "plans to meet".

The words are rows of phrases.csv: `said` (as a headline says it), `base` (the bare verb phrase, so that
negation and manner can be put before it) and `turned` (seen from the other end). A test keeps the rows
equal to the vocabulary's.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgbuild.model import Modality, Polarity
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows, table_text
from kgbuild.vocabulary.tables import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Mapping

# What stands before the bare verb phrase, for each manner that is not "it happened".
MANNER: Mapping[Modality, str] = MappingProxyType(
    {
        Modality.REFUSED: "refused to {}",
        Modality.PLANNED: "plans to {}",
        Modality.WANTS: "wants to {}",
        Modality.PROMISED: "promised to {}",
        Modality.READY: "is ready to {}",
        Modality.NECESSARY: "should {}",
        Modality.POSSIBLE: "may {}",
        Modality.EXPECTED: "is expected to {}",
        Modality.CONDITIONAL: "would, on a condition, {}",
        Modality.ATTEMPTED: "tried to {}",
        Modality.PURPOSE: "aims to {}",
        Modality.UNCLEAR: "may or may not {}",
    }
)

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "diplomacy": "Contacts and talks",
        "speech": "Statements",
        "stance": "Attitudes",
        "cooperation": "Support and deals",
        "verbal_conflict": "Disputes in words",
        "material_conflict": "Force and pressure",
        "legal": "Police and courts",
        "role": "Posts and ties",
        "place": "Places and events",
        "causal": "Causes and effects",
        "economy": "Money and trade",
        "politics": "Laws and elections",
        "knowledge": "Findings",
        "person": "Lives and journeys",
        "health": "Health",
        "culture": "Culture and learning",
        "sport": "Matches",
        "generic": "Other",
    }
)

TYPE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "Person": "Person",
        "Organization": "Organisation",
        "GovernmentBody": "Government body",
        "PoliticalParty": "Political party",
        "JudicialBody": "Court or prosecution",
        "ArmedForce": "Armed force",
        "ArmedGroup": "Armed group",
        "Company": "Company",
        "InternationalOrganization": "International body",
        "CivilSocietyOrg": "Union, charity or NGO",
        "MediaOutlet": "News outlet",
        "Group": "Group of people",
        "Country": "Country",
        "Region": "Region",
        "City": "City or town",
        "GeoArea": "Area",
        "Facility": "Building or site",
        "Position": "Post",
        "Event": "Event",
        "Document": "Document",
        "Topic": "Topic",
        "Product": "Product",
    }
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One relation in words; `negated` is derived from the other two."""

    said: str
    base: str
    turned: str
    negated: str


def _negated(said: str, base: str, event: bool) -> str:
    if said.startswith("is "):
        return f"is not {said[3:]}"
    if said == "is":
        return "is not"
    return f"did not {base}" if event else f"does not {base}"


@follows
def phrases() -> Mapping[str, Phrase]:
    """Every relation's words, by its name."""
    text = table_text("phrases.csv")
    known = vocabulary().relations
    found: dict[str, Phrase] = {}
    for row in csv.DictReader(text.splitlines()):
        event = row["relation"] in known and known[row["relation"]].is_event
        negated = _negated(row["said"], row["base"], event)
        found[row["relation"]] = Phrase(row["said"], row["base"], row["turned"], negated)
    return MappingProxyType(found)


def say(
    relation: str | None,
    words: str,
    polarity: Polarity = Polarity.ASSERTED,
    modality: Modality = Modality.ACTUAL,
) -> str:
    """The verb phrase between two names.

    `words` (as the article has them) stand in where no relation is known.

    >>> say("MET", "hold talks with", Polarity.NEGATED)
    'did not meet'
    >>> say("MET", "hold talks with", modality=Modality.PLANNED)
    'plans to meet'
    >>> say(None, "share data with", Polarity.NEGATED)
    'did not share data with'
    """
    phrase = phrases().get(relation or "")
    if phrase is None or relation == FALLBACK:
        # An open claim: its words are lemmatised, so they are a bare verb phrase already.
        negated = f"is not {words[3:]}" if words.startswith("be ") else f"did not {words}"
        phrase = Phrase(words, words, words, negated)
    if polarity == Polarity.NEGATED and modality in (Modality.ACTUAL, Modality.REFUSED):
        return MANNER[modality].format(phrase.base) if modality in MANNER else phrase.negated
    if modality == Modality.ACTUAL:
        return phrase.said
    manner = MANNER[modality]
    if polarity != Polarity.NEGATED:
        return manner.format(phrase.base)
    if manner.endswith("to {}"):
        return manner.replace("to {}", "not to {}").format(phrase.base)
    return manner.format(f"not {phrase.base}")
