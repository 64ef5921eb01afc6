"""Coordination: whether the members of a subject or object act together or each for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot, kinds
from kgbuild.english import table
from kgbuild.factuality.negation import ADDITIVE, excepted, exceptions
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.antecedents import resolve

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

COLLECTIVE = table("frames")["jointly"]


def is_collective(lemma: str, *, transitive: bool) -> bool:
    """Whether members of a coordinated subject take part together in what the verb tells.

    With an object some are each one's own act again ("A and B met C", "A and B fought C").
    """
    if transitive and lemma in ("meet", "fight", "battle", "marry", "divorce", "trade", "separate"):
        return False
    return lemma in COLLECTIVE


def members(noun: Token, annotated: Annotated) -> list[Token]:
    """The noun and its conjuncts, unless one mention covers them all ("oil and gas")."""
    if exceptions(noun):  # "no one but Kern came": Kern did
        return exceptions(noun)
    mention = annotated.mention_at(noun.i)
    found = [noun]
    out = excepted(noun)
    for other in tree.conjuncts(noun):
        if other in out or _left_verb_out(noun, other) or _is_less(other):  # "everyone but Kern"
            continue
        if mention is not None and mention.start <= other.i < mention.end:
            continue
        if tree.is_noun(other) or annotated.mention_at(other.i) is not None:
            found.append(other)
    return [member for member in found if not _denied(member)] or found


def _left_verb_out(noun: Token, other: Token) -> bool:
    """ "Lund got 20 per cent and Holm 14": Holm is neither what Lund got nor one who got 20."""
    after = other.doc[other.right_edge.i] if other.right_edge.i > other.i else other
    figure = any(
        wf.has_form(c, wf.CARDINAL) and c.i > other.i and c.head.i == other.i
        for c in other.doc[other.i + 1 : after.i + 1]
    )
    across = noun.i < noun.head.i < other.i
    return other.pos_ == "PROPN" and figure and (across or bool(phrases.numbers(noun)))


def _is_less(other: Token) -> bool:
    """ "Relies more on Peru and less on Chile": of Chile the verb tells the contrary."""
    cases = [c.i for c in other.children if fn.stands_as(c, fn.CASE) and c.i < other.i]
    before = other.doc[max(min(cases) - 2, 0) : min(cases)] if cases else ()
    words = [t.lower_ for t in before]
    return words[-1:] == ["less"] and words[0] not in ("no", "not", "or")


def not_meant(nouns: list[Token], annotated: Annotated) -> list[Token]:
    """The members of a coordination that the text denies: Chile in "Peru and not Chile armed Bolivia"."""
    found: list[Token] = []
    for noun in nouns:
        first = tree.first_conjunct(noun)
        for other in [first, *tree.conjuncts(first)]:
            joined = tree.is_noun(other) or annotated.mention_at(other.i) is not None
            if joined and _denied(other) and all(other.i != known.i for known in [*found, *nouns]):
                found.append(other)
    return found


def _denied(noun: Token) -> bool:
    """The one of "not bread but work" and "work, not bread" that is not meant."""
    for child in noun.children:
        if child.lower_ == "not" and child.i < noun.i:
            return noun.doc[child.i + 1].lower_ not in ADDITIVE
    joined = tree.coordinator(noun)  # "Lund rather than Holm", "Lund as opposed to Holm"
    if joined is None or not fn.stands_as(noun, fn.CONJUNCT):
        return False
    fixed = {part.lower_ for part in joined.children}
    return joined.lower_ in ("rather", "instead") or "opposed" in fixed


def expand(nouns: list[Token], annotated: Annotated) -> list[Token]:
    """All members of all coordinations; a relative pronoun's antecedent stays alone."""
    found: list[Token] = []
    for noun in nouns:
        own = resolve(noun)
        for part in members(own, annotated) if own.i == noun.i else [own]:
            member = annotated.name_over(part)
            if all(member.i != known.i for known in found):
                found.append(member)
    return found


def slot_of(noun: Token, annotated: Annotated, preposition: str = "") -> Slot:
    """A slot for a noun phrase; "none of the ministers" is the ministers."""
    if noun.lower_ in ("none", "neither"):
        behind = [m.noun for m in tree.modifiers(noun) if m.preposition == "of"]
        noun = behind[0] if behind else noun
    return kinds.slot_of(noun, annotated, preposition)


def groups(nouns: list[Token], annotated: Annotated, *, together: bool) -> list[list[Slot]]:
    """One list of slots a claim: all in one when they act together, else each alone."""
    slots = [slot_of(noun, annotated) for noun in nouns]
    if not slots:
        return []
    return [slots] if together else [[slot] for slot in slots]
