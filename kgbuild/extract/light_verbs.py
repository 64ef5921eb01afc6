"""Verbs that leave the meaning to their noun: "held talks with", "paid a visit to", "expressed support for".

Two sources: a table of light verbs with their nouns, and every trigger of the relation table that has
the shape verb + noun + preposition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.english.rulebook import first
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.vocabulary import vocabulary
from kgbuild.vocabulary.own import follows

if TYPE_CHECKING:
    from collections.abc import Callable

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
    names = {noun.lemma_.lower(), noun.lower_, _singular(noun.lower_)}
    return first(
        COMPLEXES, verb, noun, names, bool(names & LIGHT.get(verb.lemma_.lower(), frozenset()))
    )


def _stressed(verb: Token, noun: Token, names: set[str], _light: bool) -> Complex | None:
    """ "Underlined the need for expanding trade", "stressed the need to expand trade"."""
    if verb.lemma_.lower() not in STRESSING:
        return None
    for child in noun.children:
        marks, objects = {m.lower_ for m in tree.marks(child)}, tree.objects(child)
        needed = noun.lemma_.lower() == "need" and "for" in marks and objects
        if needed and wf.has_form(child, wf.GERUND):
            return Complex(noun, "for", tuple(objects), child)
        if "to" in marks and tree.role(child) == "reduced" and _is_trigger(verb, names, "to"):
            return Complex(noun, "to", tuple(objects), child)
    return None


def _tied(verb: Token, noun: Token, names: set[str], light: bool) -> Complex | None:
    """ "Held talks with Xi", "paid a visit to Lima"; "talks on trade" have no partner."""
    for oblique in [*tree.modifiers(noun), *tree.obliques(verb)]:
        preposition = oblique.preposition
        if not preposition or oblique.noun.i < noun.i:
            continue
        topic = noun.lemma_ in TALK and preposition == "on"
        argument = light and preposition in ARGUMENT and not topic
        if argument or _is_trigger(verb, names, preposition):
            return Complex(noun, preposition, (oblique.noun,))
    return None


def _joint(_verb: Token, noun: Token, _names: set[str], light: bool) -> Complex | None:
    """ "The two sides held talks": together, with no other partner."""
    return Complex(noun, "", ()) if light and noun.lemma_ in TALK else None


COMPLEXES: tuple[Callable[[Token, Token, set[str], bool], Complex | None], ...] = (
    _stressed,
    _tied,
    _joint,
)
"""What a light verb and its noun say together: the first that knows."""


def _is_trigger(verb: Token, nouns: set[str], preposition: str) -> bool:
    shapes = trigger_shapes()
    return any((verb.lemma_.lower(), noun, preposition) in shapes for noun in nouns)
