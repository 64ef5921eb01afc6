"""What a name stands for in its document: a state and not its city, a team and not a country.

Decided from mentions and claims of the document alone, before anything is compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kgbuild.gazetteer import government_name, region_candidates
from kgbuild.model import Claim, EntityArg, Mention, MentionKind
from kgbuild.names import is_acronym
from kgbuild.names import key as fold
from kgbuild.names.bodies import NO_INITIAL
from kgbuild.resolve.records.bodies import body_words
from kgbuild.resolve.records.words import (
    ANY_PAPER,
    GENERIC,
    OF_STATES,
    OTHER_GOVERNMENT,
    PLAYS,
    SPORTS,
    VAGUE,
)

if TYPE_CHECKING:
    from kgbuild.resolve.records.record import Record

WORD = re.compile(r"[a-z][a-z-]+")
# So many different words of a sport make an article one on sport.
SPORTING = 5
# A team plays at least so often; and at least half of what the article says of it is sport.
PLAYED = 2
SPORT_WORDS = frozenset().union(*SPORTS.values())
# Types of places that teams are called by.
NAMESAKES = frozenset(("Country", "Region", "City"))


def states(records: Mapping[str, Record], mentions: Sequence[Mention]) -> None:
    """Make cities states where the words beside them say so.

    "Saratoga Springs, New York": after another place's name and a comma stands the state. "The senator
    from New York": such offices are of states.
    """
    ends = {
        (m.document, m.end + 2)
        for m in mentions
        if m.type in ("City", "Facility") and m.kind is MentionKind.NAME
    }
    ends |= {(m.document, m.end) for m in mentions if _of_state(m)}
    told: dict[str, list[bool]] = defaultdict(list)
    for mention in mentions:
        if mention.type == "City" and mention.kind is MentionKind.NAME and mention.clusters:
            state = (mention.document, mention.start) in ends or (
                mention.document,
                mention.end,
            ) in ends
            told[mention.clusters[0]].append(state)
    for id_, found in told.items():
        record = records.get(id_)
        if record is None or record.type != "City" or 2 * sum(found) <= len(found):
            continue
        if region_candidates(record.name):
            record.type = "Region"
            record.external.pop("geonames", None)


def _of_state(mention: Mention) -> bool:
    """Whether a description is of somebody who stands for a state: "the senator from X"."""
    if mention.type != "Person" or mention.kind is not MentionKind.DESCRIPTION:
        return False
    head, found, _ = mention.text.casefold().partition(" from ")
    return bool(found) and head.rpartition(" ")[2] in OF_STATES


def governments(records: Mapping[str, Record], mentions: Sequence[Mention]) -> None:
    """Let a state's government that is only described be the one of every document.

    "The Norwegian government" names it as well as "Oslo" does; "the local Chinese government" does not.
    """
    found = {
        record.id: record
        for record in records.values()
        if record.bare and record.kind == "body" and record.country
        if record.name == government_name(record.country)
    }
    for mention in mentions:
        if len(mention.clusters) == 1 and not OTHER_GOVERNMENT.isdisjoint(
            fold(mention.text.replace("-", " ")).split()
        ):
            found.pop(mention.clusters[0], None)
    for record in found.values():
        record.key, record.generic, record.bare = "government", True, False


def titled(records: Mapping[str, Record], mentions: Sequence[Mention]) -> None:
    """Let a document that is printed as a name be one: "the Herring Agreement", all but "the" in capitals.

    What is left without countries and words of any such paper must tell it: not "the Trade Agreement".
    """
    for mention in mentions:
        record = records.get(mention.clusters[0]) if len(mention.clusters) == 1 else None
        if record is None or not record.bare or record.kind != "thing:Document":
            continue
        article, *words = mention.text.split()
        # The article in small letters tells a sentence from a headline all in capitals.
        if article not in ("the", "this") or len(words) < 2 or fold(" ".join(words)) != record.key:
            continue
        if all(w[:1].isupper() or w in NO_INITIAL for w in words):
            left = set(body_words(" ".join(words))[0])
            record.bare = left <= VAGUE | GENERIC | ANY_PAPER


def acronyms(records: Mapping[str, Record], mentions: Sequence[Mention]) -> None:
    """Take back what an acronym alone was read as, where the body's country is not in the article.

    "The ANC leader" of a Kenyan article is not of South Africa's party. Bodies with an outside id stay.
    """
    lands: dict[str, set[str]] = defaultdict(set)
    doubtful: dict[str, set[str]] = {}
    for record in records.values():
        if record.kind == "country" and record.external.get("iso"):
            lands[record.document].add(record.external["iso"])
        elif record.kind == "body" and record.country and not record.external:
            doubtful[record.id] = set()
    for mention in mentions:
        if mention.kind is not MentionKind.NAME or len(mention.clusters) != 1:
            continue
        if mention.clusters[0] in doubtful:
            doubtful[mention.clusters[0]].add(mention.text)
    for id_, printed in doubtful.items():
        record = records[id_]
        if not printed or record.name in printed or record.country in lands[record.document]:
            continue
        if all(is_acronym(text) for text in printed):
            record.name = min(printed)
            record.key = fold(record.name).replace(" ", "")
            record.names = record.acronyms = frozenset({record.key})
            record.country = ""


def teams(records: Mapping[str, Record], claims: Sequence[Claim]) -> None:
    """Make places teams where they play: "Sweden beat Belgium" of an article on football.

    A team is an organization with the sport in its key: it joins the same team of another article,
    and never the country.
    """
    played: Counter[str] = Counter()
    for claim in claims:
        if claim.predicate.partition(" ")[0] in PLAYS:
            played.update(a.entity for a in _args(claim))
    players = {
        records[id_].document
        for id_, times in played.items()
        if times >= PLAYED and id_ in records and records[id_].type in NAMESAKES
    }
    if not players:
        return
    words: dict[str, set[str]] = defaultdict(set)
    told: Counter[str] = Counter()
    sporting: Counter[str] = Counter()
    for claim in claims:
        if claim.document not in players:
            continue
        found = WORD.findall(claim.evidence.text.casefold())
        words[claim.document].update(found)
        plays = claim.predicate.partition(" ")[0] in PLAYS
        of_sport = plays or not SPORT_WORDS.isdisjoint(found)
        for arg in _args(claim):
            told[arg.entity] += 1
            sporting[arg.entity] += of_sport
    sports = {document: sport for document, said in words.items() if (sport := _sport(said))}
    for id_, times in played.items():
        record = records.get(id_)
        if record is None or record.type not in NAMESAKES or record.document not in sports:
            continue
        if times < PLAYED or 2 * sporting[id_] < told[id_]:
            continue
        side = "women " if words[record.document] & {"women", "girls"} else ""
        record.kind, record.type = "body", "Organization"
        record.key = f"{record.key} {side}{sports[record.document]} team"
        record.names = frozenset({record.key})
        record.external = {}


def _args(claim: Claim) -> list[EntityArg]:
    return [a for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg)]


def _sport(words: set[str]) -> str:
    """The sport that an article is about; "" where it is about none."""
    count = {sport: len(words & telling) for sport, telling in SPORTS.items()}
    if sum(count.values()) < SPORTING:
        return ""
    named = [sport for sport in sorted(SPORTS) if sport and count[sport]]
    return max(named, key=lambda sport: count[sport], default="sports")
