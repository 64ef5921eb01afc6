"""Forms of words in the field's own terms, each a set of the Penn treebank's tags.

Rules ask `has_form(token, GERUND)`; no other room names a tag or reads one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SINGULAR = frozenset({"NN"})
PLURAL_COMMON = frozenset({"NNS"})
SINGULAR_NAME = frozenset({"NNP"})
PLURAL_NAME = frozenset({"NNPS"})
COMMON = SINGULAR | PLURAL_COMMON
NAME = SINGULAR_NAME | PLURAL_NAME
PLURAL = PLURAL_COMMON | PLURAL_NAME
NOUN = COMMON | NAME

BASE = frozenset({"VB"})
PAST = frozenset({"VBD"})
GERUND = frozenset({"VBG"})
PARTICIPLE = frozenset({"VBN"})
PLAIN_PRESENT = frozenset({"VBP"})
THIRD_PERSON = frozenset({"VBZ"})
MODAL = frozenset({"MD"})
PRESENT = PLAIN_PRESENT | THIRD_PERSON
TENSED = PAST | PRESENT
FINITE = TENSED | MODAL
PARTICIPLES = GERUND | PARTICIPLE
VERB = BASE | TENSED | PARTICIPLES

PLAIN_ADJECTIVE = frozenset({"JJ"})
PLAIN_ADVERB = frozenset({"RB"})
COMPARATIVE_ADJECTIVE = frozenset({"JJR"})
SUPERLATIVE_ADJECTIVE = frozenset({"JJS"})
COMPARATIVE_ADVERB = frozenset({"RBR"})
SUPERLATIVE_ADVERB = frozenset({"RBS"})
COMPARED_ADJECTIVE = COMPARATIVE_ADJECTIVE | SUPERLATIVE_ADJECTIVE

PERSONAL_PRONOUN = frozenset({"PRP"})
POSSESSIVE_PRONOUN = frozenset({"PRP$"})
PRONOUN = PERSONAL_PRONOUN | POSSESSIVE_PRONOUN
WHICH = frozenset({"WDT"})
WHO = frozenset({"WP"})
WHOSE = frozenset({"WP$"})
WHERE = frozenset({"WRB"})
QUESTION_WORD = WHICH | WHO | WHOSE | WHERE

PREPOSITION = frozenset({"IN"})
TO = frozenset({"TO"})
POSSESSIVE_MARK = frozenset({"POS"})
CARDINAL = frozenset({"CD"})
DETERMINER = frozenset({"DT"})
COORDINATOR = frozenset({"CC"})
VERB_PARTICLE = frozenset({"RP"})
EXISTENTIAL = frozenset({"EX"})
INTERJECTION = frozenset({"UH"})
COMMA = frozenset({","})


def has_form(token: Token, forms: frozenset[str]) -> bool:
    """Whether a word stands in one of the forms."""
    return token.tag_ in forms


def form_of(token: Token) -> str:
    """The form of a word, to be kept and compared."""
    return token.tag_


def form(forms: frozenset[str]) -> str:
    """The one form of a set that has but one.

    >>> form(PAST) in FINITE
    True
    """
    (found,) = forms
    return found


def same_form(token: Token, other: Token) -> bool:
    """Whether two words stand in one and the same form."""
    return token.tag_ == other.tag_
