"""Verbs that leave the meaning to their noun: "held talks with", "paid a visit to", "expressed support for".

Two sources: a table of light verbs with their nouns, and every trigger of the relation table that has
the shape verb + noun + preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows

if TYPE_CHECKING:
    from spacy.tokens import Token

PREPOSITIONS = table("frames")["preposition"]
_SKIP = frozenset({"a", "an", "the", "its", "their", "his", "her", "joint", "closer", "only"})
_PARTICLES = frozenset(
    {"up", "down", "out", "off", "away", "back", "over", "apart", "together", "guilty"}
)

# What a light verb's noun takes as its argument; in, over, about tell the circumstances.
ARGUMENT = frozenset({"with", "to", "on", "for", "against", "between", "of"})
_TALK = "talk meeting discussion conversation negotiation consultation summit dialogue call session exchange"
TALK = frozenset(_TALK.split())
# Verb -> the nouns that carry its meaning.
LIGHT = dict(table("light_verbs"))
STRESSING = frozenset({"stress", "underline", "emphasize", "emphasise", "highlight"})
# The bare verb-object claim says something of its own beside the complex ("signed an agreement with X").
BOTH = frozenset(
    {"sign", "reach", "strike", "declare", "impose", "lift", "ease", "share", "open", "file"}
)


@dataclass(frozen=True, slots=True)
class Complex:
    """A verb with the noun that carries its meaning, and what the preposition behind them introduces."""

    noun: Token
    preposition: str
    nouns: tuple[Token, ...]
    infinitive: Token | None = None


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return {"ties": "tie", "movies": "movie"}.get(noun, noun[:-3] + "y")
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


@follows
def trigger_shapes() -> frozenset[tuple[str, str, str]]:
    """(verb, noun, preposition) of all triggers of the relation table that have that shape."""
    found: set[tuple[str, str, str]] = set()
    for relation in vocabulary().relations.values():
        for trigger in (*relation.triggers, *relation.inverse_triggers):
            words = [w for w in trigger.split() if w not in _SKIP]
            if len(words) < 2 or words[0] in ("be", "'s", "X's") or not words[0].isalpha():
                continue
            preposition = words[-1] if words[-1] in PREPOSITIONS else ""
            core = words[1:-1] if preposition else words[1:]
            if (
                not core
                or core[0] in _PARTICLES | PREPOSITIONS
                or (not preposition and len(core) > 1)
            ):
                continue
            noun = core[-1]
            found.add((words[0], _singular(noun), preposition))
            found.add((words[0], noun, preposition))
    return frozenset(found)


def complex_of(verb: Token, objects: list[Token]) -> Complex | None:
    """The light-verb complex that the verb heads, or None."""
    if len(objects) != 1:
        return None
    noun = objects[0]
    lemma, shapes = verb.lemma_.lower(), trigger_shapes()
    names = {noun.lemma_.lower(), noun.lower_, _singular(noun.lower_)}
    light = bool(names & LIGHT.get(lemma, frozenset()))
    for child in noun.children:
        gerund = wf.has_form(child, wf.GERUND) and any(m.lower_ == "for" for m in tree.marks(child))
        if lemma in STRESSING and noun.lemma_.lower() == "need" and gerund and tree.objects(child):
            # "underlined the need for expanding trade"
            return Complex(noun, "for", tuple(tree.objects(child)), child)
        to = any(m.lower_ == "to" for m in tree.marks(child))
        known = tree.role(child) == "reduced" and any((lemma, n, "to") in shapes for n in names)
        if known and to and lemma in STRESSING:
            return Complex(noun, "to", tuple(tree.objects(child)), child)
    for oblique in [*tree.modifiers(noun), *tree.obliques(verb)]:
        preposition = oblique.preposition
        if not preposition or oblique.noun.i < noun.i:
            continue
        known = any((lemma, n, preposition) in shapes for n in names)
        if known or (
            light and preposition in ARGUMENT and not (noun.lemma_ in TALK and preposition == "on")
        ):
            return Complex(noun, preposition, (oblique.noun,))
    if light and noun.lemma_ in TALK:  # "the two sides held talks": together, with no other partner
        return Complex(noun, "", ())
    return None
