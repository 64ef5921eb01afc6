"""What must hold before a pattern is a draft's relation, condition by condition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import CLAUSE, UNKNOWN, VALUE, is_a, is_unlisted
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import UNSPECIFIED
from kgbuild.normalize.relations.clause import Clause
from kgbuild.normalize.relations.senses import is_told_by
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.pattern import Pattern, spelling
from kgbuild.vocabulary.patterns import pattern_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgbuild.annotate import Slot

NOTHING_SAID = (UNKNOWN, UNSPECIFIED, CLAUSE, VALUE, "literal", "Thing")


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern that fits, with its arguments in the relation's order.

    `consumed` are the slots that its own words stand in, `direct` the objects beside them.
    """

    pattern: Pattern
    subject: list[Slot]
    object: list[Slot]
    consumed: list[Slot] = field(default_factory=list)
    direct: list[Slot] = field(default_factory=list)


def words_stand(clause: Clause, pattern: Pattern) -> bool:
    """Whether voice and words are the pattern's, and all that it needs is there."""
    passive = clause.draft.passive or clause.copular
    if not (passive if pattern.passive else not clause.copular):
        return False
    if not all(clause.words & allowed for allowed in pattern.words):
        return False
    heads = clause.heads if pattern.oblique else clause.plain_heads
    if pattern.words and not any(heads & allowed for allowed in pattern.words):
        return False
    return all(clause.has(need) for need in pattern.needs)


def arguments(clause: Clause, pattern: Pattern, behind: list[Slot]) -> Match:
    """What the pattern takes for its subject and its object."""
    consumed = clause.consumed(pattern.words)
    direct = [slot for slot in clause.direct if slot not in consumed]
    if not pattern.tail and not clause.direct and clause.contents:
        direct = clause.contents
    together = {"joint", "several"} & set(pattern.needs)
    subjects = clause.together() if together else list(clause.draft.subject)
    by_role = {"S": subjects, "O": direct, "P": behind, "[": consumed, "0": []}
    first, second = pattern.roles[0], pattern.roles[1]
    return Match(pattern, by_role[first], by_role[second], consumed, direct)


def somebody_does_it(_: Clause, found: Match) -> bool:
    """A relation has a subject."""
    return bool(found.subject) or found.pattern.relation is None


def no_object_is_left_over(clause: Clause, found: Match) -> bool:
    """In "moved troops to Mali" the pattern "move to" fits nobody who moves something."""
    pattern = found.pattern
    particle_verb = pattern.tail in clause.particles
    free = found.consumed or particle_verb or pattern.relation is None or _takes_object(pattern)
    return pattern.roles != "SP" or not clause.direct or bool(free)


def subject_is_of_a_kind(clause: Clause, found: Match) -> bool:
    """The subjects are of the kinds that the pattern names."""
    return _allowed(clause, found.subject, found.pattern.subject, side="subject")


def object_is_of_a_kind(clause: Clause, found: Match) -> bool:
    """The objects are of the kinds that the pattern names."""
    return _allowed(clause, found.object, found.pattern.object, side="object")


def something_is_acted_on(_: Clause, found: Match) -> bool:
    """There is an object, unless the pattern has none."""
    pattern = found.pattern
    empty = not found.object and "none" not in pattern.object and pattern.roles[1] != "0"
    return not empty or pattern.relation is None


def several_take_part(clause: Clause, found: Match) -> bool:
    """A relation with its partners behind the preposition alone: "talks between the two"."""
    if found.pattern.roles != "P0" or len(found.subject) > 1:
        return True
    return _several(clause, found.subject)


def nothing_forbids_it(clause: Clause, found: Match) -> bool:
    """What the row lists under unless is neither an argument nor in the light verb's noun."""
    classes = dict(pattern_book().classes)
    carried = {
        spelling(word) for word in clause.draft.lemma.split()[1:]
    }  # "homage" of "pay homage"
    for unless in found.pattern.unless:
        if unless.startswith("@") and carried & classes[unless[1:]]:
            return False
        if any(clause.fits(slot, unless, classes) for slot in (*found.object, *found.direct)):
            return False
    return True


def partners_are_peers(clause: Clause, found: Match) -> bool:
    """The partners of a symmetric relation are of like kinds."""
    relation = vocabulary().relations.get(found.pattern.relation or "")
    symmetric = relation is not None and relation.symmetric
    return not symmetric or _peers(clause, [*found.subject, *found.object])


def sense_is_the_relations(clause: Clause, found: Match) -> bool:
    """The verb is not surely used in a sense that is another thing."""
    return is_told_by(found.pattern.relation, clause.annotated.doc, clause.draft.head)


def _takes_object(pattern: Pattern) -> bool:
    """Whether a direct object may stand beside the noun behind the preposition ("sell X to Y")."""
    if {"object", "object?"} & set(pattern.needs) or pattern.words:
        return True
    return "object" in pattern_book().qualifiers.get(pattern.relation or "", {})


def _allowed(clause: Clause, slots: list[Slot], wanted: tuple[str, ...], *, side: str) -> bool:
    if not wanted:
        return True
    if not slots:
        return "none" in wanted or (side == "subject" and clause.draft.passive)
    if wanted == ("none",):
        return False
    classes = dict(pattern_book().classes)
    if side == "subject" and "Agent" in wanted:
        # A noun that no table knows, where the verb asks for somebody who acts: it acts.
        slots = [slot for slot in slots if not is_unlisted(slot, clause.annotated)]
    return all(any(clause.fits(slot, one, classes) for one in wanted) for slot in slots)


def _peers(clause: Clause, slots: list[Slot]) -> bool:
    """Whether nobody among the partners is known to be no agent: a place is not met."""
    kinds = [clause.kind(slot) for slot in slots]
    return all(kind in NOTHING_SAID or is_a(kind, "Agent") for kind in kinds)


def _several(clause: Clause, slots: list[Slot]) -> bool:
    """Whether the one slot names several: a joint mention or a plural."""
    for slot in slots:
        if slot.head is not None:
            mention = clause.annotated.mention_at(slot.head)
            plural = wf.has_form(clause.annotated.doc[slot.head], wf.PLURAL)
            return plural or (mention is not None and len(mention.clusters) > 1)
    return False


FITS: tuple[Callable[[Clause, Match], bool], ...] = (
    somebody_does_it,
    no_object_is_left_over,
    subject_is_of_a_kind,
    object_is_of_a_kind,
    something_is_acted_on,
    several_take_part,
    nothing_forbids_it,
    partners_are_peers,
    sense_is_the_relations,
)
