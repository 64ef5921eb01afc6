"""What makes a predicate negative: words beside it, "nor" and "neither", negative subjects, near-misses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kgbuild.english.rulebook import first
from kgbuild.factuality.status import MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.cues import is_aside

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Slot

NEGATIVE = MARKERS["negative"]
ADDITIVE = MARKERS["additive"]
NOBODY = MARKERS["nobody"]
EXCEPT = MARKERS["except"]
POSITIVE = ADDITIVE | {"until", "till"}
NOT = frozenset({"not", "n't", "n’t", "never"})
SCARCELY = frozenset({"hardly", "scarcely", "barely", "almost", "virtually", "practically"})
ALL = MARKERS["every"] - {"no", "any"} | MARKERS["universal"] - NOBODY | {"many", "much", "always"}


class Quantity(StrEnum):
    """Of how many of a kind a noun phrase tells, as far as it decides whether the clause is so."""

    SOME = "some"
    NONE = "none"  # no minister, not one, not even X, nobody
    NOT_ALL = "not all"  # not everyone: the clause is not so of all
    FEW = "few"  # few ministers, hardly any: neither told as so nor as not so


def quantity(noun: Token) -> Quantity:
    """How many a noun phrase speaks of.

    "No minister", "not one minister", "not even Peru" → NONE; "not all members" → NOT_ALL; "few ministers",
    "hardly any" → FEW; "no one but Kern" → SOME, for Kern it is so.
    """
    left = [child for child in noun.children if child.i < noun.i]
    if left and left[0].left_edge.lower_ in NOT | SCARCELY:  # "not" hung on "one" or "all"
        left.insert(0, left[0].left_edge)
    return first(QUANTITIES, noun, left) or Quantity.SOME


def _but_one(noun: Token, _left: list[Token]) -> Quantity | None:
    """ "No one but Kern": for Kern it is so."""
    return Quantity.SOME if exceptions(noun) else None


def _not(noun: Token, left: list[Token]) -> Quantity | None:
    """ "Not one minister", "not all members"; "not only Peru", "not the army but the police" are some."""
    for child in left:
        if child.lower_ in NOT:
            after = noun.doc[child.i + 1].lower_
            if after in ADDITIVE or _but_follows(noun):
                return Quantity.SOME
            return Quantity.NOT_ALL if after in ALL else Quantity.NONE
    return None


def _no(noun: Token, left: list[Token]) -> Quantity | None:
    """ "No minister", "nobody", "almost no one"; "nothing but peace" is peace."""
    words = {child.lower_ for child in left}
    if noun.lower_ not in NOBODY and _denied_by(noun) is None and "neither" not in words:
        return None
    if noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].lower_ in ("but", "except"):
        return Quantity.SOME
    return Quantity.FEW if words & SCARCELY else Quantity.NONE


def _hardly(noun: Token, left: list[Token]) -> Quantity | None:
    """ "Hardly any minister", "hardly anyone"."""
    words = {child.lower_ for child in left}
    if words & SCARCELY and words & {"any", "a", "anyone", "one"}:
        return Quantity.FEW
    scarce = words & SCARCELY or noun.left_edge.lower_ in SCARCELY
    return Quantity.FEW if scarce and noun.lower_ in ("anyone", "anybody") else None


def _few(noun: Token, left: list[Token]) -> Quantity | None:
    """ "Few ministers"; not "a few", "the few"."""
    words = {child.lower_ for child in left}
    told = {child.lower_ for child in left if child.pos_ in ("ADJ", "DET")} | {noun.lower_}
    if not told & MARKERS["few"] or words & DEFINITE or tree.possessors(noun):
        return None
    return None if wf.has_form(noun, wf.SINGULAR) else Quantity.FEW


DEFINITE = frozenset({"a", "the", "these", "those", "quite", "only", "every"})
QUANTITIES: tuple[Callable[[Token, list[Token]], Quantity | None], ...] = (
    _but_one,
    _not,
    _no,
    _hardly,
    _few,
)
"""How many a noun phrase speaks of, given the words left of its noun: the first that knows."""


def _denied_by(noun: Token) -> Token | None:
    """The "no" or "neither" that denies the noun, or None."""
    for word in tree.determiners(noun):
        # A text may end with its determiner: the noun stood before it.
        after = noun.doc[word.i + 1].lower_ if word.i + 1 < len(noun.doc) else ""
        if word.lower_ in ("no", "neither") and after not in MARKERS["no_denial"]:
            return word
    return None


def _but_follows(noun: Token) -> bool:
    """ "not the army but the police": the negation is of the one member only."""
    return any(
        (joined := tree.coordinator(other)) is not None and joined.lower_ in ("but", "rather")
        for other in tree.conjuncts(noun)
    )


def is_universal(noun: Token) -> bool:
    """Whether a noun phrase speaks of all or none of a kind, so that one may be excepted."""
    return (
        noun.lower_ in MARKERS["universal"]
        or any(child.lower_ in MARKERS["every"] for child in noun.children if child.i < noun.i)
        or (noun.lower_ == "one" and any(c.lower_ in ("no", "every", "any") for c in noun.children))
    )


def excepted(noun: Token) -> list[Token]:
    """Who is taken out of "everyone but X", "all members except X"."""
    if not is_universal(noun):
        return []
    found = [
        other
        for other in tree.conjuncts(noun)
        if (joined := tree.coordinator(other)) is not None and joined.lower_ in EXCEPT
    ]
    found += [
        m.noun
        for m in tree.modifiers(noun)
        if m.preposition.split(" ")[0] in EXCEPT or m.preposition in ("other than", "apart from")
    ]
    return found


def exceptions(noun: Token) -> list[Token]:
    """Who did it in "no one but X did it": the exceptions from nobody."""
    nobody = noun.lower_ in NOBODY or any(c.lower_ == "no" for c in noun.children if c.i < noun.i)
    return excepted(noun) if nobody else []


def negations(head: Token) -> bool:
    """Whether the predicate itself is negated (an even number of negations cancels out)."""
    count = sum(_negates(adverb, head) for adverb in tree.adverbs(head))
    count += any(fn.stands_as(c, fn.COORDINATOR) and c.lower_ == "neither" for c in head.children)
    count += any(
        _no_time(oblique.preposition, oblique.noun, head) or _fronted_not(oblique.noun, head)
        for oblique in tree.obliques(head)
    )
    joined = tree.coordinator(head) or _fronted_nor(head)
    count += joined is not None and joined.lower_ == "nor"
    arguments = [*tree.subjects(head), *tree.objects(head), *_partners(head)]
    count += sum(quantity(noun) in (Quantity.NONE, Quantity.NOT_ALL) for noun in arguments)
    if tree.copula(head) is not None and any(d.lower_ == "no" for d in tree.determiners(head)):
        count += 1
    return count % 2 == 1


def _negates(adverb: Token, head: Token) -> bool:
    """Whether an adverb of the clause negates it ("not", "never", "no longer", "nearly")."""
    word = adverb.lower_
    if adverb.i > head.i and tree.copula(head) is None:
        return False  # "X was arrested; Y was not": a negation behind the verb is another clause's
    if adverb.i < head.i and word not in NEGATIVE and _fronted_not(adverb, head):
        return True
    if word in NEGATIVE:
        after = adverb.doc[adverb.i + 1].lower_ if adverb.i + 1 < len(adverb.doc) else ""
        return after not in ADDITIVE
    if word in ("longer", "more"):
        return any(c.lower_ == "no" for c in adverb.children)
    if word == "little":  # "little did they know"
        return any(a.i == adverb.i + 1 for a in tree.auxiliaries(head)) and adverb.i < head.i
    if word in MARKERS["near"]:  # "nearly drowned", not "came nearly"
        return not _measures(adverb, head)
    return False


def _fronted_not(adverb: Token, head: Token) -> bool:
    """ "Not once did he leave": what "not" opens before an auxiliary is denied; "not long ago he left" is not."""
    opened = adverb.left_edge
    if opened.lower_ not in NOT or opened.i == adverb.i or opened.nbor().lower_ in POSITIVE:
        return False
    fronted = [a for a in tree.auxiliaries(head) if a.i == adverb.right_edge.i + 1]
    return bool(fronted) and any(n.i > fronted[0].i for n in tree.subjects(head))


def _measures(adverb: Token, head: Token) -> bool:
    """ "nearly half of them left", "almost always": the word blurs what stands behind it, not the verb."""
    after = adverb.doc[adverb.i + 1] if adverb.i + 1 < len(adverb.doc) else adverb
    return after.like_num or (after.pos_ in ("NUM", "DET", "ADV", "ADJ") and after.i != head.i)


def _no_time(preposition: str, noun: Token, head: Token) -> bool:
    """ "at no time did they V", "in no way"; not "at no time, he added, did they V" for "added"."""
    known = noun.lemma_.lower() in MARKERS["no_time"] and preposition in ("at", "in", "under", "by")
    denied = known and any(d.lower_ == "no" for d in tree.determiners(noun))
    return denied and not is_aside(head)


def _fronted_nor(head: Token) -> Token | None:
    """The "nor" that opens a sentence ("Nor has he left")."""
    for child in head.children:
        if child.lower_ == "nor" and child.i < head.i and fn.stands_as(child, fn.COORDINATOR):
            return child
    return None


def _partners(head: Token) -> list[Token]:
    """Nobody as a partner or agent: "was seen by no one", "spoke to nobody", "was signed by neither X nor Y"."""
    return [
        oblique.noun
        for oblique in tree.obliques(head)
        if oblique.preposition in ("by", "to", "with", "from")
        and (
            oblique.noun.lower_ in NOBODY
            or oblique.noun.lower_ == "one"
            or (fn.stands_as(oblique.noun, fn.AGENT) and oblique.preposition == "by")
            or any(c.lower_ == "neither" for c in oblique.noun.children if c.i < oblique.noun.i)
        )
    ]


def few(head: Token) -> bool:
    """Whether hardly anybody is told to do it, or it to hardly anybody."""
    arguments = [*tree.subjects(head), *tree.objects(head)]
    return any(quantity(noun) is Quantity.FEW for noun in arguments)


# "Nobody came": not anyone came.
ANY = {"nobody": "anyone", "nothing": "anything", "none": "any", "neither": "either"}


def without_no(slot: Slot, annotated: Annotated) -> None:
    """Take the "no" or "not" out of an argument: the claim itself is negated, and twice would be not at all."""
    if slot.head is None or slot.draft is not None:
        return
    noun = annotated.doc[slot.head]
    if noun.lower_ in ANY and slot.end - slot.start == 1:
        slot.literal = ANY[noun.lower_]
        slot.head = None
        return
    if quantity(noun) not in (Quantity.NONE, Quantity.NOT_ALL):
        return
    opening = NOT | {"no", "neither", "even"}
    while slot.start < noun.i and annotated.doc[slot.start].lower_ in opening:
        slot.start += 1
    if noun.lower_ == "one" and slot.start == noun.i and noun.i and noun.nbor(-1).lower_ == "no":
        slot.literal, slot.head = "anyone", None
