"""What a noun means where it stands, and of what kind a body is by its name.

The tables know a noun's first sense, the network reads it in its sentence.

"The conviction" is an event, "the Islamic system" no product, "a trailer" no person. Thirty articles of our gold hold
26 of the cases below: the tables have 2 of them right, the network 21. Where it reads anything else, the tables stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import BODIES, PLACES, noun_class, words
from kgbuild.english.rulebook import decided
from kgbuild.language.gathered import kind_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases

if TYPE_CHECKING:
    from spacy.tokens import Token

LIKELY, SURE = 0.5, 0.7
"""The shares that what is read must have: over a noun that no table knows well, and over one that it does."""
THINGS = PLACES - {"Country", "City"} | {"Product"}


def sense(token: Token, known: str) -> str:
    """The type of a description by its noun: as the tables have it, or what the network takes it for.

    `known` is the noun's class of the tables, "Topic" also where they do not know it. What stands beside the noun
    comes first: "travel agency", "the university's department", "police station", "at a special assembly".
    """
    told = decided(BY_NEIGHBOURS, token)
    if told is not None:
        return told
    read, share = kind_of(token.doc, token.i)
    if known == "Topic":
        if read == "event" and share >= LIKELY:
            return "Event"
        return "Person" if read == "person" and share >= SURE else known
    if share < SURE:
        return known
    if read == "abstract" and known in THINGS:
        return "Topic"
    if known == "Person" and read in ("object", "place"):
        return "Product" if read == "object" else "Facility"
    return "Person" if known == "Product" and read == "person" else known


# ---- what the words of a name tell

MEDIA_WORDS = words("MediaWords")
MILITARY_WORDS = words("MilitaryWords")


def is_state_body(tokens: list[str]) -> bool:
    """Whether a name of one word, in lower case, is that of a chamber or office of a state: "senate"."""
    return len(tokens) == 1 and tokens[0] in words("StateBodies")


def body_type(tokens: list[str]) -> str:
    """Subtype of a body by the head word of its name ("Ministry of Health", "Lloyds Bank")."""
    lowered = [token.lower() for token in tokens]
    if is_state_body(lowered):
        return "GovernmentBody"
    if len(lowered) > 1:
        if lowered[-1] == "office":
            return "GovernmentBody"
        told = decided(BY_WORDS, lowered)
        if told is None:
            heads = _heads_of(lowered)
            told = next((kind for word in heads if (kind := _by_head(word, lowered))), "")
        if told == "GovernmentBody" and _among_states(tokens):
            return "InternationalOrganization"
        if told:
            return told
    return "InternationalOrganization" if "united nations" in " ".join(lowered) else "Organization"


def _names_union(lowered: list[str]) -> bool:
    """ "Trade Union Congress", "Labour Congress"."""
    head = _heads_of(lowered)[0]
    return head == "congress" and not words("UnionWords").isdisjoint(lowered)


def _names_household(lowered: list[str]) -> bool:
    """ "Norland Royal Court": a king's household judges nobody."""
    return lowered[-2:] == ["royal", "court"]


def _names_party(lowered: list[str]) -> bool:
    """ "Democratic Alliance"."""
    return lowered[-1] in words("PartyHeads") and not words("PartyWords").isdisjoint(lowered[:-1])


def _names_congress_held(lowered: list[str]) -> bool:
    """ "National Dialogue Congress", "20th Party Congress": people met there."""
    before = lowered[:-1]
    return lowered[-1] == "congress" and (
        "dialogue" in before or ORDINAL.match(before[0]) is not None
    )


def _of_learning(lowered: list[str]) -> bool:
    """ "School of Government", "Department of Physics": neither governs."""
    head = _heads_of(lowered)[0]
    tied = not {"of", "for"}.isdisjoint(lowered[1:])
    if tied and head in words("Learning"):
        return True
    return head in ("department", "division") and not words("Disciplines").isdisjoint(lowered)


ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$|(?:first|second|third|\w+th)$")
BY_WORDS: tuple[tuple[Callable[[list[str]], object], Callable[[list[str]], str]], ...] = (
    (_names_union, lambda _: "CivilSocietyOrg"),
    (_names_household, lambda _: "GovernmentBody"),
    (_names_party, lambda _: "PoliticalParty"),
    (_names_congress_held, lambda _: "Event"),
    (_of_learning, lambda _: "Organization"),
)
"""What several words of a longer name tell together, before its head alone: the first case that holds."""


def _among_states(tokens: list[str]) -> bool:
    """Whether a body's name begins with that of an international one: "UN Department of Safety"."""
    for count in (3, 2, 1):
        known = places.body(" ".join(tokens[:count])) if count < len(tokens) else None
        if known is not None and known[1] == "InternationalOrganization":
            return True
    return False


def _heads_of(lowered: list[str]) -> list[str]:
    """The words of a longer name that may say what it is, likeliest first."""
    for tie in ("of", "for"):
        if tie in lowered[1:]:
            return [lowered[lowered.index(tie, 1) - 1], lowered[-1]]
    return [lowered[-1], lowered[0]]


def _by_head(word: str, lowered: list[str]) -> str:
    """The subtype that one word of a name tells, "" where it tells none."""
    if word in MILITARY_WORDS:
        return "ArmedForce"
    agency = word == "agency" and not {"news", "press"} & set(lowered)
    if word in MEDIA_WORDS and not agency:
        return "MediaOutlet"
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    kinds = (noun_class(form) for form in (word, single))
    return next((kind for kind in kinds if kind in BODIES and kind != "Organization"), "")


# ---- what stands beside the noun

OTHER_BODIES = BODIES - {"GovernmentBody", "JudicialBody", "ArmedForce", "ArmedGroup"}
"""Kinds of bodies that lend their kind to their departments."""
OWNING = frozenset({"of", "at", "in", "within"})
AIRED = frozenset({"radio", "television", "tv", "broadcast", "broadcasting", "news"})
HELD = frozenset({"hold", "convene", "schedule"})


def _words_before(token: Token) -> set[str]:
    before = phrases.children(token, fn.COMPOUND | fn.ADJECTIVE)
    return {child.lower_ for child in before if child.i < token.i}


def _owners(token: Token) -> list[Token]:
    """What a noun belongs to, the nearest first: its compounds, its possessors, "of the university"."""
    beside = [*reversed(phrases.compounds(token)), *phrases.possessors(token)]
    behind = [m.noun for m in phrases.modifiers(token) if m.preposition in OWNING]
    own = next((e for e in token.doc.ents if e.start <= token.i < e.end), ())
    inside = {part.i for part in own}
    return [noun for noun in (*beside, *behind) if noun.i not in inside]


def _kind_of_owner(owner: Token) -> str:
    """The kind of a body that owns something, by its name or noun; a land or a people is "GovernmentBody"'s."""
    if owner.pos_ != "PROPN" and not owner.ent_type_:
        return noun_class(owner.lemma_)
    name = next((e for e in owner.doc.ents if e.start <= owner.i < e.end), None)
    parts = [t.text for t in name] if name is not None else [owner.text]
    text = " ".join(parts)
    if places.country(text) or places.demonym(text) or places.place_type(text):
        return "GovernmentBody"
    known = places.body(text) or places.body(owner.text)
    if known is not None:
        return known[1]
    return body_type(parts) if owner.ent_type_ in ("Organization", "ORG") else ""


def owner_kind(token: Token) -> str:
    """The kind of the body that a department, council or agency belongs to; "" where that is a state, or none is told.

    "The physics department of Lund University", "three UN agencies", "the party's secretariat".
    """
    for owner in _owners(token):
        kind = _kind_of_owner(owner)
        if kind == "GovernmentBody":
            return ""
        if kind in OTHER_BODIES:
            return kind
    return ""


def _is_part_of_a_body(token: Token) -> bool:
    lemma = token.lemma_.lower()
    state = noun_class(lemma) in ("GovernmentBody", "ArmedForce")
    return state and lemma in words("BodyParts") and bool(owner_kind(token))


def _is_agency_of_trade(token: Token) -> bool:
    return token.lemma_.lower() == "agency" and not _words_before(token).isdisjoint(
        words("AgencyTrades") | words("AgencyAid") | {"news", "press"}
    )


def _agency(token: Token) -> str:
    """ "News agency", "travel agency": by the words before it; else a state's."""
    before = _words_before(token)
    if before & {"news", "press"}:
        return "MediaOutlet"
    return "Company" if before & words("AgencyTrades") else "Organization"


def _is_station(token: Token) -> bool:
    """ "A police station" broadcasts nothing."""
    before = _words_before(token)
    read, share = kind_of(token.doc, token.i)
    placed = read == "place" and share >= SURE
    compound = bool(phrases.compounds(token)) or placed
    return token.lemma_.lower() == "station" and compound and not before & AIRED


def _is_corps(token: Token) -> bool:
    """ "The diplomatic corps" bears no arms."""
    return token.lemma_.lower() == "corps" and not _words_before(token).isdisjoint(CIVIL)


CIVIL = frozenset({"consular", "diplomatic", "press", "teaching"})


def _is_gathering(token: Token) -> bool:
    """An assembly that is held is no chamber."""
    if token.lemma_.lower() not in words("Gatherings"):
        return False
    if _words_before(token) & words("GatheringWords"):
        return True
    verbs = [c for c in phrases.children(token, fn.REDUCED) if c.i > token.i]
    if fn.stands_as(token, fn.PASSIVE_SUBJECT):
        verbs.append(token.head)
    return any(verb.lemma_.lower() in HELD for verb in verbs)


def _is_settling(token: Token) -> bool:
    """ "The settlement of the dispute" is no village, "the resolution of the crisis" no paper."""
    if token.lemma_.lower() not in ("settlement", "resolution"):
        return False
    of = [m.noun for m in phrases.modifiers(token) if m.preposition == "of"]
    return any(noun.pos_ == "NOUN" and noun_class(noun.lemma_) in SETTLED for noun in of)


SETTLED = frozenset({"Event", "Topic"})

BY_NEIGHBOURS: tuple[tuple[Callable[[Token], object], Callable[[Token], str]], ...] = (
    (_is_agency_of_trade, _agency),
    (_is_station, lambda _token: "Facility"),
    (_is_corps, lambda _token: "Group"),
    (_is_gathering, lambda _token: "Event"),
    (_is_settling, lambda _token: "Event"),
    (_is_part_of_a_body, owner_kind),
)
"""What the words beside a noun tell of its kind: the first case that holds."""
