"""Sense rules: what a claim says that cannot be so. They flag, and never delete.

A rule is a function (claim, context) -> the reason, or None. `SENSE_RULES` holds those that look at one
claim; the dead are looked at over all claims. A newcomer adds a function and one line to the tuple.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.assemble.context import entities_of
from kgbuild.assemble.intervals import interval
from kgbuild.assemble.words import content, normal
from kgbuild.english.rulebook import first
from kgbuild.model import Modality, Polarity
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kgbuild.assemble.context import Context
    from kgbuild.model import Claim

# Who imposed, where the words say so: "Western sanctions", "sanctions imposed by the EU".
IMPOSED_BY = re.compile(r"\b(?:imposed|introduced|slapped|ordered) by (?:the )?([\w .\-]+)")
# Codes of the states that Western sanctions are imposed by, and the names of their bodies.
WEST = frozenset(
    [
        "US",
        "GB",
        "CA",
        "AU",
        "JP",
        "NZ",
        "NO",
        "CH",
        "IS",
        "DE",
        "FR",
        "IT",
        "ES",
        "PT",
        "NL",
        "BE",
        "LU",
        "IE",
        "AT",
        "DK",
        "SE",
        "FI",
        "PL",
        "CZ",
        "SK",
        "HU",
        "RO",
        "BG",
        "HR",
        "SI",
        "EE",
        "LV",
        "LT",
        "GR",
        "CY",
        "MT",
    ]
)
WESTERN_BODIES = frozenset(
    {"european union", "european commission", "nato", "g7", "west", "the west"}
)
WESTERN = frozenset({"western", "west"})

Rule = Callable[["Claim", "Context"], str | None]


def only_the_imposer_lifts(claim: Claim, context: Context) -> str | None:
    """Sanctions are lifted by whoever imposed them; their target cannot."""
    if claim.relation != "LIFTED_SANCTIONS_ON":
        return None
    said = " ".join([claim.evidence.text, *(context.words(o) for o in claim.object)])
    imposer = IMPOSED_BY.search(said)
    western = bool(
        WESTERN & content(" ".join(context.words(o) for o in claim.object))
    ) or re.search(r"\bwestern (?:\w+ )?sanctions\b", said, re.IGNORECASE)
    for subject in entities_of(claim.subject):
        own, code = context.name(subject), context.iso(subject)
        state = context.name(context.actor(subject))
        if context.actor(subject) in {context.actor(o) for o in entities_of(claim.object)}:
            return f"{own} cannot lift sanctions on itself; only who imposed them can"
        reason = f"{own} did not impose these sanctions; only who imposed them can lift them"
        known = code is not None or normal(own) in WESTERN_BODIES
        if western and known and code not in WEST and normal(own) not in WESTERN_BODIES:
            return reason
        if imposer and known:
            by = content(imposer.group(1))
            if (
                by
                and not by & (content(own) | content(state))
                and not _of_west(imposer.group(1), code)
            ):
                return reason
    return None


def _of_west(imposer: str, code: str | None) -> bool:
    return normal(imposer) in WESTERN_BODIES and code in WEST


def nobody_visits_home(claim: Claim, context: Context) -> str | None:
    """A head of state or a government does not visit its own country."""
    if not vocabulary().has(claim.relation, "crossing"):
        return None
    places = {context.actor(o) for o in entities_of(claim.object)}
    for subject in entities_of(claim.subject):
        homes = {context.voice_of(subject)}
        entity = context.entities.get(subject)
        if entity is not None and claim.relation == "INVADED":
            homes.update(
                p for p in places if context.iso(p) and context.iso(p) == context.iso(subject)
            )
        for home in sorted(homes & places):
            if context.type_of(home) == "Country":
                verb = "visit" if claim.relation == "VISITED" else "invade"
                return (
                    f"{context.name(subject)} cannot {verb} their own country, {context.name(home)}"
                )
    return None


def nobody_does_it_to_themselves(claim: Claim, context: Context) -> str | None:
    """Nobody meets, visits, sanctions or succeeds themselves."""
    if not vocabulary().has(claim.relation, "irreflexive") or not claim.object:
        return None
    subject, object_ = set(entities_of(claim.subject)), set(entities_of(claim.object))
    if subject and subject == object_:
        return f"{context.listing(claim.subject)} on both sides"
    return None


def a_place_is_not_met(claim: Claim, context: Context) -> str | None:
    """Agents are met; a city or a building is where."""
    if not vocabulary().has(claim.relation, "face_to_face"):
        return None
    for entity in entities_of((*claim.subject, *claim.object)):
        if context.is_a(entity, "Place") and not context.is_a(entity, "Agent"):
            return f"{context.name(entity)} is a place and cannot be met"
    return None


def the_killer_is_not_the_dead(claim: Claim, context: Context) -> str | None:
    """Who kills is not who is killed, suicide aside."""
    if claim.relation != "KILLED":
        return None
    both = set(entities_of(claim.subject)) & set(entities_of(claim.object))
    people = sorted(e for e in both if context.type_of(e) in ("Person", "Group"))
    if people:
        return f"{context.name(people[0])} is both the killer and the dead"
    return None


SENSE_RULES: tuple[Rule, ...] = (
    only_the_imposer_lifts,
    nobody_visits_home,
    nobody_does_it_to_themselves,
    a_place_is_not_met,
    the_killer_is_not_the_dead,
)


def implausible(claim: Claim, context: Context) -> str | None:
    """Why the claim cannot be so as written; None where no rule objects."""
    if claim.polarity is not Polarity.ASSERTED:
        return None
    return first(SENSE_RULES, claim, context)


def dead_who_act(claims: Iterable[Claim], context: Context) -> list[tuple[Claim, Claim, str, str]]:
    """(the act, the death, who is dead, the reason) for acts dated after the actor's death."""
    deaths: dict[str, tuple[date, Claim]] = {}
    acts: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.polarity is not Polarity.ASSERTED or claim.modality is not Modality.ACTUAL:
            continue
        when = interval(claim.time)
        if claim.relation == "KILLED" and when.end is not None and not claim.attributed_to:
            for person in entities_of(claim.object):
                if context.type_of(person) == "Person":
                    known = deaths.get(person)
                    if known is None or when.end > known[0]:
                        deaths[person] = (when.end, claim)
        elif vocabulary().has(claim.relation, "living") and when.start is not None:
            acts.append(claim)
    found = []
    for act in acts:
        start = interval(act.time).start
        for person in entities_of(act.subject):
            if person in deaths and start is not None and start > deaths[person][0]:
                reason = f"{context.name(person)} is told to have died by {deaths[person][0]}"
                found.append((act, deaths[person][1], person, reason))
    return found
