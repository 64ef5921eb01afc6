"""Places that stand for governments, decided mention by mention from syntax and the word above.

A capital (Moscow) or a seat (the Kremlin, Downing Street) is the government where it acts or is dealt
with, and the place where something is or moves. A country's own name stays the country.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import noun_class, words
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind
from kgbuild.names import person_name
from kgbuild.names import word as fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Node

LOCATIVE = words("Locative")
MOTION = words("Motion")
PLACE_OBJECT = words("PlaceObject")
PLACE_SUBJECT = words("PlaceSubject")
PLACE_OWNED = frozenset({"City", "Region", "GeoArea", "Facility", "Animal"})
CITY_PEOPLE = words("CityPeople")
DATELINE_MARKS = frozenset({",", "-", "–", "—", "(", ":", "/", "--"})
OFFICIALS = frozenset({"Person", "Group"})


def settle(doc: Doc, nodes: list[Node]) -> None:
    """Turn the nodes that stand for a government into metonyms, in place."""
    by_head = {node.head: node for node in nodes if node.named}
    families: dict[str, int] = {}
    for node in nodes:
        if node.type == "Person" and node.name is not None and not node.name.alone:
            families.setdefault(fold(node.name.family), node.start)
    for node in nodes:
        iso = _country_behind(node)
        if iso and stands_for_government(
            doc[node.head], seat=bool(places.seat(node.text)), by_head=by_head
        ):
            if families.get(fold(node.text), node.start) < node.start:
                # "George Washington … Washington asked": the man, not the capital
                node.type, node.name, node.gender = "Person", person_name([node.text]), ""
            else:
                government(node, iso)


def government(node: Node, iso: str) -> None:
    """Make a node a mention of a country's government."""
    node.kind, node.type, node.iso = MentionKind.METONYM, "GovernmentBody", iso
    node.key, node.canonical, node.name = f"government of {iso}", places.government(iso), None
    node.gender, node.number = "neuter", "sing"
    node.external = {}


def _country_behind(node: Node) -> str | None:
    if node.kind is not MentionKind.NAME or node.type in ("Person", "Event", "Country", "Position"):
        return None
    seat = places.seat(node.text)
    if seat:
        return seat
    return (
        places.capital(node.text)
        if node.type in ("City", "Region", "GeoArea", "Topic", "Organization")
        else None
    )


def stands_for_government(token: Token, *, seat: bool, by_head: dict[int, Node]) -> bool:
    """Whether the place named here acts or is dealt with, rather than is where something happens."""
    if _dateline(token):
        return False
    first = phrases.first_conjunct(token)
    preposition, _ = phrases.preposition_of(token)
    if not preposition and first.i != token.i:
        preposition, _ = phrases.preposition_of(first)
        token = first
    above = token.head
    if fn.stands_as(token, fn.POSSESSOR):
        return _owned(above)
    if preposition:
        return _by_preposition(token, preposition, above, seat=seat)
    if fn.stands_as(token, fn.PASSIVE_SUBJECT) and above.lemma_.lower() in PLACE_OBJECT:
        return False  # "Oslo was visited by N"
    if fn.stands_as(token, fn.SUBJECT):
        return _acts(token, above)
    if fn.stands_as(token, fn.OBJECT | fn.INDIRECT_OBJECT):
        return above.lemma_.lower() not in PLACE_OBJECT
    if fn.stands_as(token, fn.COMPOUND | fn.NOMINAL_MODIFIER | fn.ADJECTIVE) and above.i > token.i:
        lemma = above.lemma_.lower()
        return lemma not in CITY_PEOPLE and (
            noun_class(lemma) in OFFICIALS or (seat and noun_class(lemma) not in PLACE_OWNED)
        )
    if fn.stands_as(token, fn.APPOSITION) or token.i == above.i:
        return False
    return seat


def _dateline(token: Token) -> bool:
    """As in "CAIRO, Egypt (AP) –": the first word of a sentence, set off by a mark."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    starts = bool(token.is_sent_start)
    return starts and following is not None and following.text in DATELINE_MARKS


def _owned(owned: Token) -> bool:
    lemma = owned.lemma_.lower()
    return (
        lemma not in CITY_PEOPLE and noun_class(lemma) not in PLACE_OWNED and owned.pos_ != "PROPN"
    )


def _acts(token: Token, above: Token) -> bool:
    if phrases.children(above, fn.COPULA):
        # "Moscow is ready" acts, "Moscow is a city", "Moscow is cold" does not
        kind = noun_class(above.lemma_) if above.pos_ == "NOUN" else ""
        return kind not in PLACE_OWNED and above.lemma_.lower() not in {
            "capital",
            "cold",
            "hot",
            "home",
            "host",
        }
    return above.lemma_.lower() not in PLACE_SUBJECT


def _by_preposition(token: Token, preposition: str, above: Token, *, seat: bool) -> bool:
    lemma = above.lemma_.lower()
    if preposition in LOCATIVE:
        return False
    if preposition in {"to", "towards", "toward", "for"}:
        return lemma not in MOTION and not (
            above.pos_ in ("VERB", "AUX") and lemma in {"be", "get"}
        )
    if preposition == "from":
        if above.pos_ in ("NOUN", "PROPN"):
            return (
                noun_class(lemma) not in PLACE_OWNED
                and lemma not in MOTION
                and lemma not in CITY_PEOPLE
            )
        return lemma not in MOTION and lemma not in {"report", "broadcast", "speak", "work", "hail"}
    if preposition == "of":
        if noun_class(lemma) in PLACE_OWNED or lemma in CITY_PEOPLE or above.pos_ == "PROPN":
            return False
        return above.pos_ in ("NOUN", "VERB", "ADJ")
    if preposition == "on":
        return lemma not in MOTION | frozenset({"march", "advance", "descend", "attack"})
    return preposition in {
        "with", "between", "against", "by", "among", "like", "unlike", "upon", "about", "as", "than", "without",
        "according to", "because of", "despite", "versus", "over", "regarding", "concerning", "including",
    } or seat  # fmt: skip
