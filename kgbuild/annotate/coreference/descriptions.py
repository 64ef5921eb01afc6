"""Descriptions that no rule could place: "the company", "the island", "the device" after what they tell of again.

All chains before a description are weighed together, and "none of them" among them, by the learned scores and by signs
of the two (type, head noun, country, distance, how often told), as pronouns are; `data/descriptions.csv` says what each
is worth, fitted on annotated documents by `training/descriptions.py`. In doubt a description is something of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgbuild.annotate.coreference import learned, roles
from kgbuild.annotate.coreference.agree import fits
from kgbuild.annotate.coreference.bodies import another_s_government
from kgbuild.annotate.coreference.repeats import is_another
from kgbuild.annotate.coreference.signs import kind
from kgbuild.annotate.lexicon import BODIES, PLACES, words
from kgbuild.annotate.nodes import Node, link, order, two_people
from kgbuild.english import table
from kgbuild.english.tables import read_weights
from kgbuild.language.gathered import antecedents_of, kind_of
from kgbuild.language.grammar import clauses, phrases
from kgbuild.names import body_key
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from kgbuild.annotate.nodes import Chain

MOST = 12
"""Chains that are weighed, by their learned scores: the others have next to no share."""
LIKELY = 0.5
"""The share of all choices, "none of them" among them, that a description's antecedent must have."""
LIKELY_NAME = 0.4
"""The same where the chain goes by a name and is of the description's own type: as often right (61 of 100 on GUM)."""
UNSEEN = -12.0
"""The learned score of what no score is known of."""
ACTING = ("Agent", "Place")
"""Roots of types of which a noun without an article may be told again ("Police" after "the city's police")."""
NO_PERSON = BODIES | PLACES | {"Event", "Document"}
LEARNED = "learned"
FAR = ((0, "here"), (1, "1"), (3, "3"), (8, "8"))


@dataclass(slots=True)
class Option:
    """One chain before a description: its likeliest mention with the learned score, and where it was told of last."""

    chain: Chain
    node: Node
    score: float
    last: Node


BESIDE = table("frames")["instead"]
"""Who stands behind one of these is another than whoever takes part in the clause."""
_PAIRED = {"Country": "Person", "Person": "Country"}


@cache
def weights() -> dict[str, float]:
    """What each sign is worth."""
    return read_weights("kgbuild.annotate", "data/descriptions.csv")


def link_descriptions(doc: Doc, nodes: Sequence[Node]) -> None:
    """Join each description that stands alone to the chain that it most likely belongs to."""
    if antecedents_of(doc) is None:
        return
    line = sorted((node for node in nodes if not node.virtual), key=order)
    people = {node.start for node in line if node.named and node.type == "Person"}
    for place, node in enumerate(line):
        if not asks(node) or (node.definite == "bare" and _no_one(doc, node, people)):
            continue
        found = options(doc, node, line[max(0, place - learned.REACH) : place])
        if node.chain is not None and node.chain.named():
            # "retailer Tesco and retailer Salling": two names that differ are never one by a noun
            found = [one for one in found if not one.chain.named() and _riddle(node, one)]
        best = choose(doc, node, found) if found else None
        if best is not None:
            link(best.node, node, node.sure)


def _riddle(node: Node, option: Option) -> bool:
    """Whether a name may tell who an unnamed one was: of "a Chinese firm" in the lead, not of any told long before."""
    new = all(
        other.definite in ("indef", "bare") for other in option.chain.nodes if not other.pronoun
    )
    return not new or node.sentence - option.last.sentence <= roles.LEAD


def asks(node: Node) -> bool:
    """Whether a mention is a description that begins its chain and may have been told of before."""
    if node.pronoun or node.named or node.joint or node.chain is None:
        return False
    kinds = node.definite == "bare" and node.number == "plur"  # "Kenyans": not those two
    if kinds or node.definite == "indef" or node.chain.first() is not node:
        return False
    return not _says_no_which(node)


def _no_one(doc: Doc, node: Node, people: set[int]) -> bool:
    """Whether a noun without an article is a post that is sought, a place of business, or somebody else's title.

    "Ran for president", "heard in court", "Voice actor Lauren Landa".
    """
    before = phrases.preposition_of(doc[node.head])[0]
    sought = node.type == "Person" and before == "for"
    return sought or (node.type == "JudicialBody" and before == "in") or node.end in people


def options(doc: Doc, node: Node, before: Sequence[Node]) -> list[Option]:
    """The chains that a description may belong to, in the order of their likeliest mentions."""
    others = _others(node, before)
    if any(o.lemma == node.lemma and not is_another(o) for o in others):
        others = [o for o in others if not (o.lemma == node.lemma and is_another(o))]
    acting = _acting_on(doc[node.head])
    if acting:
        others = [o for o in others if o.chain and not acting & {n.head for n in o.chain.nodes}]
    scored = learned.scores(doc, node, others) if others else None
    if scored is None:
        return []
    found: dict[int, Option] = {}
    for other, score in zip(others, scored, strict=True):
        assert other.chain is not None
        value = UNSEEN if score is None else score
        known = found.get(id(other.chain))
        if known is None:
            found[id(other.chain)] = Option(other.chain, other, value, other)
        else:
            known.last = other
            if value >= known.score:
                known.node, known.score = other, value
    best = sorted(found.values(), key=lambda one: -one.score)[:MOST]
    return sorted(best, key=lambda one: order(one.node))


def _acting_on(noun: Token) -> frozenset[int]:
    """Who does to a noun what its verb says, by their tokens: nobody is told twice in one clause without "himself".

    Principle C of binding theory (Chomsky 1981): "the minister who attacked the mayor" is not the mayor.
    """
    verb = noun.head
    if not clauses.is_verb(verb):
        return frozenset()
    # "instead of General Mora, the president appointed Leiva": two
    others = {o.noun.i for o in clauses.obliques(verb) if o.preposition in BESIDE}
    if (place := clauses.role(noun)) != "object":
        return frozenset(others if place == "subject" else ())
    first = phrases.first_conjunct(verb)
    if clauses.possessors(noun) and first.i != verb.i and clauses.is_verb(first):
        others |= {o.i for o in clauses.objects(first)}  # "freed Lund and jailed his brother"
    found = {subject.i for subject in clauses.subjects(verb)}
    return frozenset(
        others | found | ({verb.head.i} if clauses.role(verb) == "relative" else set())
    )


def choose(doc: Doc, node: Node, found: list[Option]) -> Option | None:
    """The likeliest chain, where its share of all choices is enough."""
    table = weights()
    told = signs(doc, node, found)
    scores = [
        sum(table.get(sign, 0.0) for sign in mine) + table[LEARNED] * one.score
        for one, mine in zip(found, told, strict=True)
    ]
    none = sum(table.get(sign, 0.0) for sign in none_signs(node))
    top = max(none, *scores)
    total = math.exp(none - top) + sum(math.exp(score - top) for score in scores)
    at = max(range(len(scores)), key=lambda place: scores[place])
    share = round(math.exp(scores[at] - top) / total, 6)
    plain = found[at].chain.named() and "same type" in told[at]
    if share < (LIKELY_NAME if plain else LIKELY):
        return None
    node.sure = share
    return found[at]


def signs(doc: Doc, node: Node, found: Sequence[Option]) -> list[list[str]]:
    """The signs of each option."""
    fitting = [fits(node, one.chain) for one in found]
    chosen = [one for one, fit in zip(found, fitting, strict=True) if fit]
    nearest = max((one.last.start for one in chosen), default=-1)
    most = max((len(one.chain.nodes) for one in chosen), default=0)
    told = []
    for one, fit in zip(found, fitting, strict=True):
        mine = [*_words_of(node, one.chain), *_facts_of(doc, node, one)]
        if fit:
            mine.append("fits")
            mine += ["fits alone"] if sum(fitting) == 1 else []
            mine += ["fits nearest"] if one.last.start == nearest else []
            mine += ["fits most told"] if len(one.chain.nodes) == most else []
        told.append(mine)
    return told


def none_signs(node: Node) -> list[str]:
    """The signs of the description of something new."""
    found = ["none", f"none {node.definite}", f"none {_class(node.type)}", f"none {node.number}"]
    found.append(f"none sentence {min(node.sentence, 2)}")
    if node.modifiers - words("Status"):
        found.append("none modified")
    if node.end - node.head > 1:
        found.append("none goes on")
    if node.owner is not None:
        found.append("none owned")
    if node.iso:
        found.append("none country")
    return found


def _words_of(node: Node, chain: Chain) -> list[str]:
    """How the words of the two compare."""
    found = []
    named, described = chain.named(), [n for n in chain.nodes if not n.named and not n.pronoun]
    if any(node.lemma in body_key(one.text) for one in named):
        found.append("noun in name")
    if any(one.lemma == node.lemma for one in described):
        found.append("same noun")
    if node.iso and node.iso in chain.countries():
        found.append("same country")
    mine = node.modifiers - words("Status")
    if mine:
        known = _told(chain)
        how = "known" if mine <= known else "shared" if mine & known else "new"
        found.append(f"modifiers {how}")
    return found


def _told(chain: Chain) -> set[str]:
    """The words that a chain was told of with."""
    return {word for one in chain.nodes for word in (*one.modifiers, *one.text.lower().split())}


def _facts_of(doc: Doc, node: Node, one: Option) -> list[str]:
    """Type, number, distance, how the chain was told of."""
    chain, what = one.chain, kind(one.node)
    pair = f"{_class(node.type)} for {_class(chain.type())}"
    found = [f"kind {what}", "same type" if node.type == chain.type() else "other type", pair]
    mine, theirs = kind_of(doc, node.head)[0], kind_of(doc, one.node.head)[0]
    if mine and theirs and not one.node.pronoun:
        found.append("learned type same" if mine == theirs else "learned type other")
    numbers = chain.numbers()
    if node.number and numbers:
        found.append("number same" if node.number in numbers else "number other")
    apart = node.sentence - one.last.sentence
    found.append(f"sentences {next((name for most, name in FAR if apart <= most), 'far')}")
    told = len(chain.nodes)
    found.append(f"told {'1' if told < 2 else '2' if told < 4 else '4'}")
    if chain.named():
        found.append("named")
    elif all(other.pronoun for other in chain.nodes):
        found.append("pronouns")
    return found


def _class(name: str) -> str:
    return "body" if name in BODIES else "place" if name in PLACES and name != "Facility" else name


def _others(node: Node, before: Sequence[Node]) -> list[Node]:
    """The mentions that a description may tell of again: what is asked of their chains is asked once a chain."""
    barred: dict[int, bool] = {id(None): True, id(node.chain): True}
    found = []
    for other in before:
        chain = id(other.chain)
        if chain not in barred:
            barred[chain] = _kept_apart(other, node)
        if not barred[chain] and _may_name(other, node):
            found.append(other)
    return found


def _may_name(other: Node, node: Node) -> bool:
    """Whether one mention may be told of by another at all: not inside one another, and one thing, not a list."""
    if other.joint or other.person in (1, 2):
        return False
    if node.iso and other.count and not node.count:  # "two Kenyans" are not the Kenyans
        return False
    if _PAIRED.get(node.type) == other.type:  # "Norwegian" before a name: no name of his
        return False
    start, end = other.start, other.end
    within = start <= node.start and node.end <= end
    return not within and not (node.start <= start and end <= node.end)


def _clash(node: Node, chain: Chain) -> bool:
    """Whether one is a person and the other, which has a name, is none: never one thing.

    A noun counts as a person's where the tables written for news say so: a "carrier" may be a firm.
    """
    if not chain.named():
        return False
    if chain.type() == "Person":
        return node.type in NO_PERSON
    known = node.type == "Person" and node.lemma in words("Person")
    return known and chain.type() in NO_PERSON


def _kept_apart(other: Node, node: Node) -> bool:
    """Whether another mention's chain is told apart from a phrase, or is another person."""
    assert other.chain is not None and node.chain is not None
    apart = _told_apart(other, node) or _clash(node, other.chain)
    apart = apart or another_s_government(node, other.chain) or roles.lesser(node, other.chain)
    return apart or two_people(node.chain, other.chain)


def _says_no_which(node: Node) -> bool:
    """Whether a noun of a deed or topic has nothing that says it is one told of ("asked for support")."""
    table = vocabulary()
    return node.definite == "bare" and not any(table.is_a(node.type, root) for root in ACTING)


def _told_apart(other: Node, node: Node) -> bool:
    """Whether a phrase with the noun of an earlier one adds what was not said of it: "the Vellore court" is no other.

    Word inclusion and compatible modifiers of Lee et al. (Computational Linguistics 2013): what a later mention adds
    to a noun tells it apart from those before; so does another owner.
    """
    assert other.chain is not None
    alike = [one for one in other.chain.nodes if one.lemma == node.lemma]
    if not alike:
        return _of_other_body(node, other.chain)
    known = _told(other.chain)
    owners = {id(one.owner.chain) for one in alike if one.owner is not None}
    mine = node.owner
    return not node.modifiers <= known or (
        mine is not None and bool(owners) and id(mine.chain) not in owners
    )


def _of_other_body(node: Node, chain: Chain) -> bool:
    """ "The harbour board's chief" is not the commander of the coast guard, though both words tell one kind of post."""
    owner = node.owner
    if node.type != "Person" or owner is None or not owner.named:
        return False
    owners = [
        one.owner.chain
        for one in chain.nodes
        if one.owner is not None and one.owner.named and roles.same_role(node.lemma, one.lemma)
    ]
    return bool(owners) and all(other is not owner.chain for other in owners)
