"""Grammatical functions: how a word hangs on its head, each a set of labels of Universal Dependencies.

Rules ask `stands_as(token, SUBJECT | OBJECT)`; no other room names a label of the parse or reads one. Trees of
another family are converted first (`universal`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
# "The aim is to V": what the clause is said of, not the subject of its verb.
OUTER_SUBJECT = frozenset({"nsubj:outer"})
CLAUSE_SUBJECT = frozenset({"csubj", "csubj:pass", "csubj:outer"})
PASSIVE_SUBJECT = frozenset({"nsubj:pass", "csubj:pass"})
PASSIVE_AUXILIARY = frozenset({"aux:pass"})
OBJECT = frozenset({"obj"})
INDIRECT_OBJECT = frozenset({"iobj"})
OBLIQUE = frozenset({"obl", "obl:agent", "obl:arg", "obl:unmarked", "obl:tmod", "obl:npmod"})
AGENT = frozenset({"obl:agent"})
NOMINAL_MODIFIER = frozenset({"nmod", "nmod:unmarked", "nmod:desc", "nmod:tmod", "nmod:npmod"})
POSSESSOR = frozenset({"nmod:poss"})
CASE = frozenset({"case"})
APPOSITION = frozenset({"appos"})
COMPOUND = frozenset({"compound"})
FLAT = frozenset({"flat", "flat:name", "flat:foreign", "goeswith"})
FIXED = frozenset({"fixed"})
ADJECTIVE = frozenset({"amod"})
NUMBER = frozenset({"nummod"})
DETERMINER = frozenset({"det", "det:predet"})
AUXILIARY = frozenset({"aux", "aux:pass"})
COPULA = frozenset({"cop"})
PARTICLE = frozenset({"compound:prt"})
ADVERB = frozenset({"advmod", "advmod:emph"})
MARK = frozenset({"mark"})
COORDINATOR = frozenset({"cc", "cc:preconj"})
CONJUNCT = frozenset({"conj"})
FINITE_COMPLEMENT = frozenset({"ccomp"})
OPEN_COMPLEMENT = frozenset({"xcomp"})
RELATIVE = frozenset({"acl:relcl"})
REDUCED = frozenset({"acl"})
ADVERBIAL = frozenset({"advcl", "advcl:relcl"})
SENTENTIAL = frozenset({"advcl:relcl"})
PARATAXIS = frozenset({"parataxis"})
EXPLETIVE = frozenset({"expl"})
PUNCTUATION = frozenset({"punct"})
LOOSE = frozenset({"parataxis", "discourse", "vocative", "list", "dislocated", "dep"})
# Parts of the sets above, for rules that mean one of them alone.
ROOT = frozenset({"ROOT"})
ACTIVE_SUBJECT = frozenset({"nsubj"})
NOUN_PASSIVE_SUBJECT = frozenset({"nsubj:pass"})
PLAIN_MODIFIER = frozenset({"nmod"})
DESCRIPTION = frozenset({"nmod:desc"})
PLAIN_ADVERB = frozenset({"advmod"})
PLAIN_FLAT = frozenset({"flat"})
FLAT_NAME = frozenset({"flat:name"})
SPLIT_WORD = frozenset({"goeswith"})
REPAIR = frozenset({"reparandum"})
DISCOURSE = frozenset({"discourse"})
UNKNOWN = frozenset({"dep"})
BARE_OBLIQUE = frozenset({"obl:unmarked"})
TIME_OBLIQUE = frozenset({"obl:tmod"})
PLAIN_OBLIQUE = frozenset({"obl"})
BARE_MODIFIER = frozenset({"nmod:unmarked"})
TIME_MODIFIER = frozenset({"nmod:tmod"})
ARTICLE = frozenset({"det"})
CLAUSE = (
    CLAUSE_SUBJECT
    | FINITE_COMPLEMENT
    | frozenset({"xcomp"})
    | RELATIVE
    | REDUCED
    | ADVERBIAL
    | PARATAXIS
)


def stands_as(token: Token, functions: frozenset[str]) -> bool:
    """Whether a word has one of the functions towards its head."""
    return token.dep_ in functions


def same_function(token: Token, other: Token) -> bool:
    """Whether two words have one and the same function, each towards its own head."""
    return token.dep_ == other.dep_


def label(function: frozenset[str]) -> str:
    """The label of a function that has but one, as it is written into a tree.

    >>> label(PARATAXIS)
    'parataxis'
    """
    (found,) = function
    return found


def hang(token: Token, head: Token, function: frozenset[str]) -> None:
    """Hang a word on another head, with a function that has but one label, in place."""
    token.head, token.dep_ = head, label(function)


def functions_of(tokens: Iterable[Token]) -> frozenset[str]:
    """The functions that any of the words has."""
    return frozenset(token.dep_ for token in tokens)
