"""Questions about a parsed sentence that have the same answer whichever treebank the parser learned from.

Extraction asks here for subjects, objects, prepositions and clauses, and never names a dependency label. Universal
Dependencies and ClearNLP are both read. The **predicate** of a clause is its verb, or, where a copula links a noun
or adjective to a subject, that noun or adjective ("Ibsen was a *writer*"), for both families.

The noun's side lives in `kgbuild.language.phrases` and is re-exported here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from kgbuild.language import _labels as lab
from kgbuild.language.phrases import (
    Oblique,
    adjectives,
    antecedent,
    appositions,
    children,
    compounds,
    conjuncts,
    coordinator,
    determiners,
    first_conjunct,
    is_noun,
    is_relative_pronoun,
    modifiers,
    name_parts,
    noun_phrase,
    numbers,
    obliques,
    possessors,
    preposition_of,
)

__all__ = [
    "Clause",
    "Oblique",
    "adjectives",
    "adverbial_clauses",
    "adverbs",
    "agents",
    "antecedent",
    "appositions",
    "auxiliaries",
    "children",
    "clause_root",
    "complements",
    "compounds",
    "conjuncts",
    "coordinator",
    "copula",
    "determiners",
    "direct_objects",
    "existential",
    "first_conjunct",
    "indirect_objects",
    "is_copular",
    "is_negated",
    "is_noun",
    "is_passive",
    "is_predicate",
    "is_relative_pronoun",
    "is_verb",
    "mark",
    "modifiers",
    "name_parts",
    "negations",
    "noun_phrase",
    "numbers",
    "obliques",
    "particle",
    "passive_subject",
    "possessors",
    "predicate_complement",
    "predicates",
    "preposition_of",
    "reduced_clauses",
    "relative_clauses",
    "reported",
    "subjects",
]

_NEGATIVE = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})


class Clause(NamedTuple):
    """A clause under a governor: its predicate, the word that introduces it, and whether it has its own subject."""

    predicate: Token
    marker: str
    finite: bool


def is_verb(token: Token) -> bool:
    """Say whether a token is a main verb (auxiliaries and copulas are not)."""
    if token.dep_ in lab.AUXILIARY | lab.COPULA:
        return False
    return token.pos_ == "VERB" or (
        token.pos_ == "AUX" and bool(children(token, lab.SUBJECT | lab.PREDICATE))
    )


def copula(token: Token) -> Token | None:
    """Return the linking verb of a predicate noun or adjective, or None.

    In ClearNLP trees the linking verb governs its predicate; both trees give the same answer for the predicate.
    """
    for child in token.children:
        if child.dep_ in lab.COPULA:
            return child
    if token.dep_ in lab.PREDICATE and token.head.lemma_ in {"be", "become", "remain", ""}:
        return token.head
    return None


def is_copular(token: Token) -> bool:
    """Say whether a token is the predicate of a linking verb."""
    return copula(token) is not None


def predicate_complement(verb: Token) -> Token | None:
    """Return what a linking verb says of its subject ("became *president*"), whichever of them governs."""
    if verb.dep_ in lab.COPULA:
        return verb.head
    own = children(verb, lab.PREDICATE)
    if own:
        return own[0]
    open_ones = [child for child in children(verb, lab.OPEN_COMPLEMENT) if not is_verb(child)]
    return open_ones[0] if open_ones else None


def is_predicate(token: Token) -> bool:
    """Say whether a token heads a clause: a main verb, or the predicate of a copula."""
    if token.dep_ in lab.PREDICATE:
        return is_copular(token)
    if any(child.dep_ in lab.PREDICATE for child in token.children) and token.lemma_ == "be":
        return False
    if is_verb(token) and token.dep_ not in lab.ADJECTIVE | lab.COMPOUND | lab.CASE:
        return True
    linked = any(child.dep_ in lab.COPULA for child in token.children)
    return linked and token.dep_ not in lab.AUXILIARY


def predicates(tokens: Doc | Span | Iterable[Token]) -> list[Token]:
    """Return the heads of all clauses in the order of the text."""
    return [token for token in tokens if is_predicate(token)]


def clause_root(token: Token) -> Token:
    """Return the predicate of the smallest clause that holds a token (the sentence's root where none does)."""
    current = token
    while True:
        if is_predicate(current):
            return current
        complement = predicate_complement(current)
        if (
            complement is not None
            and current.dep_ not in lab.AUXILIARY
            and is_predicate(complement)
        ):
            return complement
        if current.head.i == current.i:
            return current
        current = current.head


def _governor(predicate: Token) -> Token:
    """Return the token that carries the clause's dependants: the linking verb in ClearNLP, else the predicate."""
    return predicate.head if predicate.dep_ in lab.PREDICATE else predicate


def subjects(predicate: Token, *, shared: bool = True, conjoined: bool = False) -> list[Token]:
    """Return the grammatical subjects of a clause.

    With `shared`, a conjunct without a subject of its own takes its first conjunct's ("met and *signed*"), and an
    open complement its governor's object or subject ("agreed to *sign*"). With `conjoined`, the later members of a
    coordinated subject are listed too.
    """
    governor = _governor(predicate)
    found = children(governor, lab.SUBJECT)
    outer = [subject for subject in found if subject.dep_ != "nsubj:outer"]
    found = outer or found
    if not found and shared:
        found = _inherited(governor)
    if conjoined:
        found = [member for subject in found for member in (subject, *conjuncts(subject))]
    return found


def _inherited(governor: Token) -> list[Token]:
    """Return the subject that a clause takes from above: from a conjunct or a controlling verb."""
    seen = {governor.i}
    token = governor
    while token.head.i not in seen:
        above = token.head
        if token.dep_ in lab.CONJUNCT:
            found = children(above, lab.SUBJECT)
        elif token.dep_ in lab.OPEN_COMPLEMENT:
            found = children(above, lab.OBJECT | lab.INDIRECT_OBJECT) or children(
                above, lab.SUBJECT
            )
        else:
            return []
        if found:
            return found
        token = above
        seen.add(token.i)
    return []


def is_passive(predicate: Token) -> bool:
    """Say whether a clause is passive; a reduced one ("the man *seen* by all") counts by its participle."""
    if any(
        child.dep_ in lab.PASSIVE_SUBJECT | lab.PASSIVE_AUXILIARY for child in predicate.children
    ):
        return True
    if predicate.dep_ in lab.CONJUNCT and predicate.tag_ == "VBN":
        own = children(predicate, lab.AUXILIARY | lab.SUBJECT)
        return not own and predicate.head.tag_ == "VBN" and is_passive(predicate.head)
    reduced = predicate.dep_ in lab.REDUCED | lab.ADVERBIAL
    return (
        reduced and predicate.tag_ == "VBN" and not children(predicate, lab.AUXILIARY | lab.OBJECT)
    )


def passive_subject(predicate: Token) -> Token | None:
    """Return the subject that undergoes the action of a passive clause, inherited ones included."""
    if not is_passive(predicate):
        return None
    found = subjects(predicate)
    if not found and predicate.dep_ in lab.REDUCED:
        return predicate.head
    return found[0] if found else None


def agents(predicate: Token) -> list[Token]:
    """Return the nouns of a passive clause's "by" phrase."""
    found: list[Token] = []
    for child in children(predicate, lab.AGENT):
        below = children(child, lab.PREPOSITION_OBJECT)
        found.extend(below if below else [child] if child.dep_ != "agent" else [])
    if not found and is_passive(predicate):
        found = [
            oblique.noun
            for oblique in obliques(predicate)
            if oblique.preposition == "by" and is_noun(oblique.noun)
        ]
    return found


def direct_objects(predicate: Token) -> list[Token]:
    """Return the direct objects (first members of a coordination only)."""
    return children(_governor(predicate), lab.OBJECT)


def indirect_objects(predicate: Token) -> list[Token]:
    """Return the indirect objects that stand without a preposition ("gave *him* a book")."""
    return [
        child for child in children(_governor(predicate), lab.INDIRECT_OBJECT) if is_noun(child)
    ]


def auxiliaries(predicate: Token) -> list[Token]:
    """Return the auxiliaries of a clause, modals included, copulas not."""
    found = children(_governor(predicate), lab.AUXILIARY)
    if not found and predicate.dep_ in lab.CONJUNCT and not children(predicate, lab.SUBJECT):
        return auxiliaries(predicate.head) if predicate.tag_ == predicate.head.tag_ else []
    return found


def negations(token: Token) -> list[Token]:
    """Return the words that negate a predicate or noun: not, n't, never, no."""
    return [child for child in _governor(token).children if _negates(child, is_noun(token))]


def _negates(child: Token, of_noun: bool) -> bool:
    word = child.text.lower()
    if child.dep_ in lab.DETERMINER:
        return of_noun and word in {"no", "neither"}
    adverbial = child.dep_ in lab.ADVERB | lab.COORDINATOR
    return child.dep_ in lab.NEGATION or (adverbial and word in _NEGATIVE)


def is_negated(token: Token) -> bool:
    """Say whether a predicate or noun is negated."""
    return bool(negations(token))


def particle(verb: Token) -> Token | None:
    """Return the particle of a phrasal verb ("took *over*")."""
    found = children(verb, lab.PARTICLE)
    return found[0] if found else None


def adverbs(predicate: Token) -> list[Token]:
    """Return the adverbs of a clause, negations included."""
    return children(_governor(predicate), lab.ADVERB)


def existential(predicate: Token) -> Token | None:
    """Return the "there" (or empty "it") of a clause, or None."""
    found = children(_governor(predicate), lab.EXPLETIVE)
    return found[0] if found else None


def mark(predicate: Token) -> Token | None:
    """Return the word that introduces a clause: that, if, because, to, after."""
    governor = _governor(predicate)
    if governor.dep_ in lab.COMPLEMENT_OF_PREPOSITION:
        return governor.head
    for child in governor.children:
        if child.i >= governor.i:
            break
        introduces = child.dep_ in lab.MARK or (child.dep_ in lab.ADVERB and child.tag_ == "WRB")
        if introduces or (child.dep_ == "aux" and child.tag_ == "TO"):
            return child
    return None


def _clause(predicate: Token, *, finite: bool) -> Clause:
    introduces = mark(predicate)
    inner = [child for child in children(predicate, lab.PREDICATE) if predicate.lemma_ == "be"]
    return Clause(
        inner[0] if inner else predicate, introduces.text.lower() if introduces else "", finite
    )


def complements(predicate: Token) -> list[Clause]:
    """Return the clauses that a predicate takes as its object: finite ("said that …") and open ("agreed to …")."""
    governor = _governor(predicate)
    found = [_clause(child, finite=True) for child in children(governor, lab.FINITE_COMPLEMENT)]
    open_ones = [
        child
        for child in children(governor, lab.OPEN_COMPLEMENT)
        if is_verb(child) or is_copular(child)
    ]
    return found + [_clause(child, finite=False) for child in open_ones]


def adverbial_clauses(predicate: Token) -> list[Clause]:
    """Return the clauses that say when, why or under what condition."""
    governor = _governor(predicate)
    found = children(governor, lab.ADVERBIAL)
    for preposition in children(governor, lab.PREPOSITION):
        found.extend(children(preposition, lab.COMPLEMENT_OF_PREPOSITION))
    return [
        _clause(child, finite=bool(children(child, lab.SUBJECT)))
        for child in sorted(found, key=lambda token: token.i)
    ]


def relative_clauses(noun: Token) -> list[Clause]:
    """Return the relative clauses of a noun."""
    return [_clause(child, finite=True) for child in children(noun, lab.RELATIVE)]


def reduced_clauses(noun: Token) -> list[Clause]:
    """Return the participle and infinitive clauses of a noun ("troops *sent* to Mali")."""
    return [_clause(child, finite=False) for child in children(noun, lab.REDUCED)]


def reported(verb: Token) -> Token | None:
    """Return the predicate of what a verb of speech reports, whether it governs the quotation or is set into it."""
    for child in children(verb, lab.FINITE_COMPLEMENT):
        return _clause(child, finite=True).predicate
    if verb.dep_ in lab.PARATAXIS and verb.head.i != verb.i and children(verb, lab.SUBJECT):
        return verb.head
    for child in children(verb, lab.PARATAXIS):
        if is_predicate(child):
            return child
    return None
