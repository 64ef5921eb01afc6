"""The forms of a word that a table of lemmas may know it by, and phrases that are none of the act's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.phrases import modifiers
from kgbuild.vocabulary.pattern import spelling

if TYPE_CHECKING:
    from spacy.tokens import Token

PLURAL = wf.PLURAL


def stems(verb: Token) -> list[str]:
    """Verbs that the word could be a form of, where a lemmatizer left the table's words ("invad")."""
    word = verb.lower_
    found = [word]
    for ending in ("ed", "ing", "s", "es", "d"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            found += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
            if stem.endswith("i"):
                found.append(stem[:-1] + "y")
    return [spelling(stem) for stem in found]


def forms(token: Token) -> set[str]:
    """Lemma and word in one spelling, and a plural's bare singular."""
    found = {spelling(token.lemma_), spelling(token.lower_)}
    if wf.has_form(token, PLURAL) and token.lower_.endswith("s"):
        found.add(spelling(token.lower_[:-1]))
    return found


def ties_sentences(noun: Token, preposition: str) -> bool:
    """ "For her part", "on the other hand", "as a result of this": a phrase that leads on from what was said before."""
    if f"{preposition} {noun.lemma_.lower()}" not in table("settling")["discourse"]:
        return False
    return preposition == "as" or not modifiers(noun)
