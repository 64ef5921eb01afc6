"""The clause's side of the grammar: subjects, objects, auxiliaries, marks, roles, and what clauses hang below.

A parser has habits: it gives a reported clause's subject to the verb of speech, takes the "be" of "is to
leave" for a copula, hangs "according to X" on a verb as its subject. They are mended here, once, so that
every stage gets the same answer. The **predicate** of a clause is its verb, or, where a copula links a noun
or adjective to a subject, that noun or adjective ("Ibsen was a *writer*").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgbuild.english.rulebook import barred
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.phrases import (
    Oblique,
    antecedent,
    children,
    conjuncts,
    coordinator,
    first_conjunct,
    hyphened,
    is_noun,
    measured_by,
    modifiers,
    noun_phrase,
    possessors,
    preposition_of,
)
from kgbuild.language.grammar.phrases import obliques as _obliques
from kgbuild.language.grammar.roles import CLAUSE_ROLES, role
from kgbuild.language.grammar.sharing import own_objects
from kgbuild.language.grammar.standing import listed_once, once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

__all__ = [
    "Clause",
    "Oblique",
    "adverbial_clauses",
    "adverbs",
    "antecedent",
    "auxiliaries",
    "case_words",
    "children",
    "clause_head",
    "complements",
    "conjuncts",
    "coordinator",
    "copula",
    "determiners",
    "due_to",
    "expletive",
    "first_conjunct",
    "has_passive_auxiliary",
    "is_clause",
    "is_finite",
    "is_noun",
    "is_predicate",
    "is_verb",
    "mark_words",
    "marks",
    "modifiers",
    "noun_phrase",
    "objects",
    "obliques",
    "outer_subject",
    "particles",
    "possessors",
    "predicates",
    "preposition_of",
    "recipients",
    "role",
    "subjects",
    "told_of",
]


class Clause(NamedTuple):
    """A clause under a governor: its predicate, and whether it has tense and a subject of its own."""

    predicate: Token
    finite: bool


_NO_VERB = fn.AUXILIARY | fn.COPULA | fn.ADJECTIVE | fn.COMPOUND | fn.FIXED | fn.CASE | fn.MARK
_NO_VERB |= fn.FLAT | fn.DETERMINER


@listed_once
def subjects(token: Token) -> list[Token]:
    """The nominal subjects that stand under this predicate; a noun under "according to" is none."""
    found = children(token, fn.SUBJECT)
    inner = [noun for noun in found if noun.dep_ not in fn.OUTER_SUBJECT]
    found = inner or found
    if not found and token.dep_ in fn.FINITE_COMPLEMENT:
        lent = _lent(token.head, token)
        return [lent] if lent is not None else []
    if not found and (before := _before(token)) is not None:
        return [before]
    return [noun for noun in found if not barred(NO_SUBJECT, noun, token, found)]


def _lent_away(noun: Token, verb: Token, _found: list[Token]) -> bool:
    """ "But said Smith promised help": Smith is the inner verb's."""
    lent = (_lent(verb, child) for child in verb.children)
    return any(other is not None and other.i == noun.i for other in lent)


def _addressed(noun: Token, verb: Token, found: list[Token]) -> bool:
    """ "X told channel Y": one stands before the verb, so what stands behind is no subject."""
    return noun.i > verb.i and any(other.i < verb.i for other in found)


def _half_of_name(noun: Token, _verb: Token, found: list[Token]) -> bool:
    """ "Secretary-general": the part before the hyphen."""
    return _hyphen(noun) and any(noun.i + 2 == other.i for other in found)


def _kind_before_name(noun: Token, _verb: Token, found: list[Token]) -> bool:
    """ "Portal Agro reported"."""
    named = any(other.i == noun.i + 1 and other.pos_ == "PROPN" for other in found)
    return named and noun.pos_ == "NOUN"


def _told_source(noun: Token, _verb: Token, _found: list[Token]) -> bool:
    """ "According to Lund"."""
    return preposition_of(noun)[0].startswith("according")


NO_SUBJECT: tuple[Callable[[Token, Token, list[Token]], bool], ...] = (
    _lent_away,
    _addressed,
    _half_of_name,
    _kind_before_name,
    _told_source,
)
"""Why a noun that the parser calls a subject is none of this verb."""


def outer_subject(token: Token) -> Token | None:
    """The noun of "the aim is to V", which the whole clause is said of."""
    found = children(token, fn.OUTER_SUBJECT)
    return found[0] if found else None


@once
def told_of(token: Token) -> Token | None:
    """The noun that a whole clause is said to be: "criticism" in "the criticism was that it came late"."""
    found = children(token, fn.SUBJECT)
    outer = [noun for noun in found if noun.dep_ in fn.OUTER_SUBJECT]
    whole = token.pos_ == "VERB" or len(children(token, fn.COPULA)) > 1
    return outer[0] if whole and outer and len(found) > len(outer) else None


def _hyphen(noun: Token) -> bool:
    """Whether a hyphen ties the noun to the next word ("secretary-general")."""
    return noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].text == "-"


def _lent(governor: Token, clause: Token) -> Token | None:
    """The noun of "but said Smith promised help" that the parser gave to said: a finite clause has a subject."""
    if clause.dep_ not in fn.FINITE_COMPLEMENT or not is_finite(clause):
        return None
    if children(clause, fn.SUBJECT | fn.EXPLETIVE):
        return None
    behind = [n for n in children(governor, fn.SUBJECT) if governor.i < n.i < clause.i]
    return behind[0] if behind else None


def _before(verb: Token) -> Token | None:
    """Who says it in "… in Kiel, the minister's aide said": the noun between comma and verb, hung elsewhere."""
    if verb.tag_ not in ("VBD", "VBZ") or role(verb) not in ("root", "parataxis") or not verb.i:
        return None
    noun = verb.doc[verb.i - 1]
    reports = role(verb) == "parataxis" or children(verb, fn.FINITE_COMPLEMENT | fn.PARATAXIS)
    if not reports or not is_noun(noun):
        return None
    while noun.head.i < verb.i and is_noun(noun.head) and noun.head.right_edge.i < verb.i:
        above = noun.head
        if any(t.text == "," for t in verb.doc[above.i : noun.i]):
            break
        noun = above
    first = noun.left_edge.i
    opens = first > verb.sent.start and verb.doc[first - 1].text == ","
    return noun if opens and noun.dep_ in fn.APPOSITION | fn.CONJUNCT else None


@listed_once
def objects(token: Token) -> list[Token]:
    """The direct objects; one that stands behind a second verb is that verb's: "killed five and wounded ten"."""
    return own_objects(token)


def recipients(token: Token) -> list[Token]:
    """The indirect objects."""
    return [child for child in children(token, fn.INDIRECT_OBJECT) if is_noun(child)]


def expletive(token: Token) -> Token | None:
    """The "there" or empty "it" of a clause."""
    found = children(token, fn.EXPLETIVE)
    return found[0] if found else None


@listed_once
def obliques(token: Token) -> list[Oblique]:
    """The phrases around a predicate; sources that the parser took for its subject among them."""
    sources = []
    for noun in children(token, fn.SUBJECT):
        preposition, marker = preposition_of(noun)
        if preposition.startswith("according"):
            sources.append(Oblique(preposition, noun, marker))
    return [*sources, *_obliques(token)]


def particles(token: Token) -> list[Token]:
    """Verb particles ("up" in "set up"); the half of a word is none ("the start-up", "a tip-off")."""
    return [c for c in children(token, fn.PARTICLE) if not hyphened(c)]


@listed_once
def auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries and modals; the be of "is to open" among them, whatever its label."""
    found = children(token, fn.AUXILIARY)
    linking = children(token, fn.COPULA)
    return [*linking, *found] if linking and _is_to(linking[0], token) else found


@once
def copula(token: Token) -> Token | None:
    """The form of be that makes a noun or adjective a predicate."""
    found = children(token, fn.COPULA)
    if found and told_of(token) is not None:  # "the trouble is that he left"
        found = found[1:]
    if not found and token.pos_ == "ADJ":  # "is committed to": an adjective under a passive's label
        found = [c for c in children(token, fn.PASSIVE_AUXILIARY) if c.lemma_ == "be"]
    return found[0] if found and not _is_to(found[0], token) else None


def _is_to(form_of_be: Token, token: Token) -> bool:
    if token.tag_ != "VB":
        return False
    return any(
        form_of_be.i < m.i < token.i and (m.lower_ == "to" or due_to(m))
        for m in children(token, fn.MARK)
    )


def due_to(mark: Token) -> bool:
    """The fixed "due to" before an infinitive: "is due to speak" is planned."""
    return mark.lower_ == "due" and any(part.lower_ == "to" for part in mark.children)


def marks(token: Token) -> list[Token]:
    """Subordinators, the infinitive's to, and prepositions over a gerund."""
    if token.pos_ in ("VERB", "AUX") or copula(token) is not None:
        return children(token, fn.MARK | fn.CASE)[:3]
    return children(token, fn.MARK)


@once
def mark_words(token: Token) -> tuple[str, ...]:
    """The lower-case words of the marks, with their fixed parts ("in order to")."""
    words: list[str] = []
    for mark in [mark for mark in marks(token) if mark.i <= token.i]:
        words.append(" ".join([mark.lower_, *(part.lower_ for part in children(mark, fn.FIXED))]))
    if words == ["as"] and (above := measured_by(token)) is not None:
        words = [f"as {above.lower_} as"]
    return (*words, *(a.lower_ for a in children(token, fn.ADVERB) if a.tag_ == "WRB"))


def adverbs(token: Token) -> list[Token]:
    """Adverbs and negation words under a predicate."""
    return children(token, fn.ADVERB)


def determiners(token: Token) -> list[Token]:
    """Determiners under a noun."""
    return children(token, fn.DETERMINER)


def case_words(token: Token) -> str:
    """The preposition over a noun, lower case; one of several words in full ("out of")."""
    words = preposition_of(token)[0]
    cases = [c for c in children(token, fn.CASE) if c.i < token.i and c.tag_ != "POS"]
    if len(cases) > 1 and cases[-1].i == cases[0].i + len(cases) - 1 and " " not in words:
        return " ".join(c.lower_ for c in cases)
    return words


def has_passive_auxiliary(token: Token) -> bool:
    """Whether a passive auxiliary or subject stands under the verb."""
    return bool(children(token, fn.PASSIVE_AUXILIARY | fn.PASSIVE_SUBJECT))


@once
def is_verb(token: Token) -> bool:
    """Whether the token is a lexical verb in its clause (no auxiliary, no attributive participle)."""
    if token.dep_ in _NO_VERB or copula(token) is not None:
        return False
    return token.pos_ == "VERB" or (token.pos_ == "AUX" and token.lemma_ in ("have", "do", "be"))


@once
def is_finite(verb: Token) -> bool:
    """Whether the clause has tense: its verb or an auxiliary shows it."""
    finite = ("VBD", "VBZ", "VBP", "MD")
    words = [*auxiliaries(verb), *children(verb, fn.COPULA)]
    # "and bombing Togo", tagged as a past
    gerund = verb.tag_ == "VBD" and verb.lower_.endswith("ing")
    return (verb.tag_ in finite and not gerund) or any(word.tag_ in finite for word in words)


@once
def is_predicate(token: Token) -> bool:
    """Whether the token heads a clause: a lexical verb, or a noun or adjective with a copula."""
    return is_verb(token) or copula(token) is not None


def is_clause(token: Token) -> bool:
    """Whether the token's own label makes it a clause."""
    return role(token) in {name for name, _ in CLAUSE_ROLES} | {"root"}


def clause_head(token: Token) -> Token:
    """The predicate of the clause that a token stands in."""
    while not is_predicate(token) and token.head.i != token.i:
        token = token.head
    return token


def predicates(tokens: Iterable[Token]) -> list[Token]:
    """The heads of all clauses, in the order of the text."""
    return [token for token in tokens if is_predicate(token)]


def complements(predicate: Token) -> list[Clause]:
    """The clauses that a predicate takes as its object: finite ("said that …"), then open ("agreed to …")."""
    finite = [Clause(child, True) for child in children(predicate, fn.FINITE_COMPLEMENT)]
    below = children(predicate, fn.OPEN_COMPLEMENT)
    return finite + [Clause(child, False) for child in below if is_predicate(child)]


def adverbial_clauses(predicate: Token) -> list[Token]:
    """The predicates of the clauses that say when, why or under what condition."""
    return children(predicate, fn.ADVERBIAL)
