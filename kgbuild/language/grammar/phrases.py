"""The noun's side of the grammar: modifiers, owners, appositions, names and the extent of a noun phrase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Span, Token

from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.standing import children as children
from kgbuild.language.grammar.standing import listed_once, once

_NOUN_TAGS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
_EDGE_MARKS = frozenset(",;:.-–—()[]\"'“”‘’`")


class Oblique(NamedTuple):
    """A noun tied to its governor by a preposition (lower case, "" where there is none)."""

    preposition: str
    noun: Token
    marker: Token | None


def is_noun(token: Token) -> bool:
    """Say whether a token can head a noun phrase."""
    return token.pos_ in _NOUN_TAGS


@once
def preposition_of(noun: Token) -> tuple[str, Token | None]:
    """Return the words of the preposition over a noun ("because of") and its first token."""
    for child in noun.children:
        if child.dep_ in fn.CASE and child.i < noun.i and child.tag_ != "POS":
            words = [
                child.text.lower(),
                *(part.text.lower() for part in children(child, fn.FIXED)),
            ]
            return " ".join(words), child
    return "", None


@listed_once
def obliques(governor: Token) -> list[Oblique]:
    """Return the nouns tied to a verb or adjective by prepositions, bare times and measures included."""
    return [_with_preposition(child) for child in children(governor, fn.OBLIQUE)]


@listed_once
def modifiers(noun: Token) -> list[Oblique]:
    """Return the nouns that modify a noun through a preposition ("minister of France"), or without one."""
    return [_with_preposition(child) for child in children(noun, fn.NOMINAL_MODIFIER)]


def _with_preposition(noun: Token) -> Oblique:
    preposition, marker = preposition_of(noun)
    return Oblique(preposition, noun, marker)


def possessors(noun: Token) -> list[Token]:
    """Return the owners of a noun: "France" in "France's minister", "its" in "its leader"."""
    return children(noun, fn.POSSESSOR)


def appositions(noun: Token) -> list[Token]:
    """Return the heads of the noun's appositions."""
    return children(noun, fn.APPOSITION)


def compounds(noun: Token) -> list[Token]:
    """Return the nouns that stand before a noun as its modifiers ("steel" in "steel plant")."""
    labels = fn.COMPOUND | frozenset({"nmod"})
    return [
        child
        for child in children(noun, labels)
        if child.i < noun.i and not preposition_of(child)[0]
    ]


def name_parts(noun: Token) -> list[Token]:
    """Return the noun and the parts of its name: flat parts after it, proper compounds before it."""
    parts = [child for child in children(noun, fn.COMPOUND) if child.pos_ == "PROPN"]
    return sorted([noun, *parts, *children(noun, fn.FLAT)], key=lambda token: token.i)


def adjectives(noun: Token) -> list[Token]:
    """Return the adjectives (and participles) that modify a noun."""
    return children(noun, fn.ADJECTIVE)


def numbers(noun: Token) -> list[Token]:
    """Return the numerals that count a noun."""
    return children(noun, fn.NUMBER)


def determiners(noun: Token) -> list[Token]:
    """Return articles, demonstratives and quantifiers."""
    return children(noun, fn.DETERMINER)


@listed_once
def conjuncts(token: Token) -> list[Token]:
    """Return the other members of a coordination that starts at this token, at any depth of nesting.

    In "A, B and C" the result for A is B and C; chains (C under B) and stars (both under A) read alike.
    """
    found: list[Token] = []
    todo = children(token, fn.CONJUNCT)
    while todo:
        member = todo.pop(0)
        found.append(member)
        todo.extend(children(member, fn.CONJUNCT))
    return sorted(found, key=lambda member: member.i)


def first_conjunct(token: Token) -> Token:
    """Return the first member of the coordination that a token belongs to (itself where there is none)."""
    while token.dep_ in fn.CONJUNCT and token.head.i != token.i:
        token = token.head
    return token


def coordinator(token: Token) -> Token | None:
    """Return the "and", "or" or "but" that introduces a conjunct."""
    own = [child for child in children(token, fn.COORDINATOR) if child.i < token.i]
    if own:
        return own[-1]
    before = [child for child in children(token.head, fn.COORDINATOR) if child.i < token.i]
    return before[-1] if before and token.dep_ in fn.CONJUNCT else None


def antecedent(pronoun: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for."""
    clause = pronoun.head
    while clause.head.i != clause.i:
        if clause.dep_ in fn.RELATIVE:
            return clause.head if clause.head.i < pronoun.i else None
        if clause.dep_ not in fn.CONJUNCT | fn.OPEN_COMPLEMENT | fn.FINITE_COMPLEMENT:
            return None
        clause = clause.head
    return None


def noun_phrase(
    noun: Token,
    *,
    relatives: bool = False,
    appositions: bool = False,
    parentheses: bool = False,
    coordination: bool = False,
    prepositions: bool = True,
    preposition: bool = False,
) -> Span:
    """Return the extent of a noun phrase: the head's subtree without what the options leave out.

    The result is the unbroken run of tokens around the head. `relatives` keeps relative and participle clauses,
    `appositions` appositions, `parentheses` asides, `coordination` later conjuncts, `prepositions` the
    prepositional modifiers after the head; `preposition` keeps the phrase's own preposition.
    """
    left_out: set[str] = set()
    if not relatives:
        left_out |= fn.RELATIVE | fn.REDUCED
    if not appositions:
        left_out |= fn.APPOSITION
    if not parentheses:
        left_out |= fn.LOOSE
    if not coordination:
        left_out |= fn.CONJUNCT | fn.COORDINATOR
    if not prepositions:
        left_out |= fn.NOMINAL_MODIFIER
    if not preposition:
        left_out |= fn.CASE
    left_out |= fn.COPULA | fn.AUXILIARY | fn.SUBJECT | fn.MARK | fn.ADVERBIAL | fn.EXPLETIVE
    if children(noun, fn.COPULA):
        left_out |= fn.ADVERB | fn.OBLIQUE
    kept = {noun.i}
    todo = [child for child in noun.children if not _drops(child, noun, left_out)]
    while todo:
        token = todo.pop()
        kept.add(token.i)
        todo.extend(token.children)
    start = end = noun.i
    doc = noun.doc
    while start - 1 in kept or (start - 2 in kept and doc[start - 1].text.isspace()):
        start -= 1
    while end + 1 in kept or (end + 2 in kept and doc[end + 1].text.isspace()):
        end += 1
    return _trimmed(noun, start, end)


def _drops(child: Token, noun: Token, left_out: Iterable[str]) -> bool:
    if child.dep_ in fn.CASE and child.i > noun.i:
        return True
    if child.dep_ in fn.NOMINAL_MODIFIER and child.i < noun.i and child.dep_ == "nmod":
        return False
    if child.dep_ in fn.REDUCED and child.i < noun.i:
        return False
    return child.dep_ in left_out


def _trimmed(noun: Token, start: int, end: int) -> Span:
    doc = noun.doc
    while start < noun.i and doc[start].text in _EDGE_MARKS:
        start += 1
    while end > noun.i and doc[end].text in _EDGE_MARKS:
        end -= 1
    return doc[start : end + 1]


def hyphened(token: Token) -> bool:
    """Whether a hyphen ties the word to another ("Korean-German", "far-right")."""
    doc = token.doc
    return tied_before(token) or (token.i + 1 < len(doc) and doc[token.i + 1].text == "-")


def tied_before(token: Token) -> bool:
    """Whether a hyphen ties the word to the one before it: "right" in "far-right", "Level" in "High-Level"."""
    return token.i > 1 and token.nbor(-1).text == "-" and not token.nbor(-1).whitespace_


def measured_by(clause: Token) -> Token | None:
    """The adverb between the two words of "as soon as", "as long as", where the parser hung the clause on it."""
    above = clause.head
    opened = above.i > 0 and above.doc[above.i - 1].lower_ == "as"
    return above if opened and above.lower_ in ("soon", "long") else None
