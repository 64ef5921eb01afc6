"""Small questions on a parse that this stage asks over and over, in the words of `kgbuild.language`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.lexicon import words
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.standing import once

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Nouns under these hang inside a name or compound and head no phrase of their own.
INNER = fn.COMPOUND | fn.FLAT | fn.FIXED | fn.SPLIT_WORD | fn.NUMBER | fn.REPAIR
DASHES = frozenset({"–", "—", "―", "--"})
EDGES = frozenset(',;:.-–—()[]"“”')
EXCEPT = frozenset({"except", "excluding", "barring", "save"})
WHEN = frozenset(
    {
        "during",
        "since",
        "before",
        "after",
        "until",
        "amid",
        "despite",
        "because of",
        "due to",
        "according to",
        "following",
    }
)
OPEN_MARKS = frozenset("“‘\"'")
CLOSE_MARKS = frozenset("”’\"'")


def subject(verb: Token) -> Token | None:
    """The subject of a predicate, or of the first predicate it is coordinated with."""
    for candidate in (verb, phrases.first_conjunct(verb)):
        found = phrases.children(candidate, fn.SUBJECT)
        if found:
            return found[0]
    return None


def is_subject(token: Token) -> bool:
    """Whether a token (or the coordination it belongs to) is a subject."""
    return fn.stands_as(phrases.first_conjunct(token), fn.SUBJECT)


def is_object(token: Token) -> bool:
    """Whether a token is a direct or indirect object."""
    return fn.stands_as(phrases.first_conjunct(token), fn.OBJECT | fn.INDIRECT_OBJECT)


def controls(token: Token, inside: Token) -> bool:
    """Whether an object is the one who acts in the infinitive that holds `inside` ("prompting X to …")."""
    if not fn.stands_as(token, fn.OBJECT | fn.INDIRECT_OBJECT):
        return False
    for verb in phrases.children(token.head, fn.OPEN_COMPLEMENT):
        if verb.i > token.i and verb.left_edge.i <= inside.i <= verb.right_edge.i:
            return True
    return False


def is_passive_subject(token: Token) -> bool:
    """Whether a token is the subject of a passive."""
    return fn.stands_as(phrases.first_conjunct(token), fn.PASSIVE_SUBJECT)


def is_possessor(token: Token) -> bool:
    """Whether a token owns the noun above it."""
    return fn.stands_as(token, fn.POSSESSOR)


def is_predicate_nominal(token: Token) -> bool:
    """Whether a noun says what a subject is ("X is the head")."""
    return bool(phrases.children(token, fn.COPULA))


def predicate_subject(token: Token) -> Token | None:
    """The subject that a predicate nominal is said of."""
    return subject(token)


def role_verb(token: Token) -> Token | None:
    """The verb that gives this noun to somebody as a role: "became X", "serves as X", "was named X"."""
    verb = token.head
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB":
        return None
    if fn.stands_as(token, fn.OPEN_COMPLEMENT | fn.OBJECT) and lemma in words("Becoming"):
        return verb
    if (
        fn.stands_as(token, fn.OBLIQUE)
        and phrases.preposition_of(token)[0] == "as"
        and lemma in words("Serving")
    ):
        return verb
    return None


def is_apposition(token: Token) -> bool:
    """Whether a noun stands in apposition to the noun above it."""
    return fn.stands_as(token, fn.APPOSITION)


def heads_phrase(token: Token) -> bool:
    """Whether a noun heads a noun phrase of its own."""
    return not fn.stands_as(token, INNER)


def governor(token: Token) -> Token:
    """What a noun hangs on, past its own coordination."""
    return phrases.first_conjunct(token).head


@once
def clause_verb(token: Token) -> Token:
    """The nearest predicate above a token (the sentence's root where there is none)."""
    while token.head.i != token.i:
        token = token.head
        if (
            token.pos_ in ("VERB", "AUX")
            or fn.stands_as(token, fn.CLAUSE)
            or phrases.children(token, fn.COPULA)
        ):
            return token
    return token


def told_by_participle(noun: Token) -> bool:
    """Whether only a participle clause says which one is meant: "a statement released by the army".

    The noun has an indefinite article or none, nothing before it narrows it down, and the clause
    follows at once and names who did it.
    """
    before = [
        c for c in noun.children if c.i < noun.i and not fn.stands_as(c, fn.CASE | fn.PUNCTUATION)
    ]
    if any(c.lower_ not in ("a", "an") for c in before):
        return False
    clauses = phrases.children(noun, fn.REDUCED)
    if not clauses or clauses[0].i != noun.i + 1 or not wf.has_form(clauses[0], wf.PARTICIPLE):
        return False
    return any(phrase.preposition == "by" for phrase in phrases.obliques(clauses[0]))


def extent(
    noun: Token, *, apposition: bool = False, nested: bool = True, participles: bool = False
) -> tuple[int, int]:
    """First and last-plus-one token of a noun phrase: prepositional modifiers in, relatives out.

    Relative clauses and asides are left out at any depth, participle clauses and appositions only
    where they hang on the head itself (`apposition` and `participles` keep those) or anywhere
    (`nested` False).
    """
    kept = {noun.i}
    todo = [(child, True) for child in noun.children]
    while todo:
        child, top = todo.pop()
        wanted = participles and top and fn.stands_as(child, fn.REDUCED)
        if not wanted and _cut(child, noun, top=top, apposition=apposition):
            continue
        if not nested and fn.stands_as(child, fn.APPOSITION):
            continue
        kept.add(child.i)
        todo += [(below, False) for below in child.children]
    start = end = noun.i
    while start - 1 in kept:
        start -= 1
    while end + 1 in kept:
        end += 1
    doc = noun.doc
    while start < noun.i and (doc[start].text in EDGES or doc[start].is_space):
        start += 1
    while end > noun.i and (doc[end].text in EDGES or doc[end].is_space):
        end -= 1
    return widen_marks(doc, start, end + 1)


def widen_marks(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Take in a closing quotation mark whose opening one lies inside ("Russia's ‘core interests’")."""
    inside = [doc[i].text for i in range(start, end)]
    if not any(mark in OPEN_MARKS for mark in inside):
        return start, end
    # American print puts the full stop or comma inside: "its “core interests.”"
    stop = end + 1 if end < len(doc) and doc[end].text in ".," else end
    if stop < len(doc) and doc[stop].text in CLOSE_MARKS:
        mark = doc[stop].text
        opened = sum(other in OPEN_MARKS for other in inside)
        closed = sum(other in CLOSE_MARKS and other not in OPEN_MARKS for other in inside)
        # a straight mark opens and closes: it lacks its partner where the count is odd
        if inside.count(mark) % 2 if mark in OPEN_MARKS else opened > closed:
            return start, stop + 1
    return start, end


def _cut(child: Token, noun: Token, *, top: bool, apposition: bool) -> bool:
    if fn.stands_as(child, fn.RELATIVE | fn.LOOSE | fn.ADVERBIAL):
        return True
    if fn.stands_as(child, fn.APPOSITION) and child.left_edge.text in DASHES:
        return not (top and apposition)  # "a claim to the island – an issue of weight"
    if fn.stands_as(child, fn.NOMINAL_MODIFIER) and child.i > child.head.i:
        # a bare noun after its head is another phrase or a date; "during …" says when
        preposition = phrases.preposition_of(child)[0]
        preposition = preposition or (
            child.left_edge.lower_ if child.left_edge.pos_ == "ADP" else ""
        )
        if preposition.split(" ")[0] in EXCEPT:
            return True  # "all members except Peru" are no members "except Peru"
        if not preposition or preposition in WHEN or child.ent_type_ in ("Date", "DATE"):
            return True
        if child.lemma_.lower() == "time" and child.right_edge.i == child.i:
            return preposition == "at"  # "the launch at the time"
    if not top:
        return False
    if fn.stands_as(
        child,
        fn.CASE | fn.CONJUNCT | fn.COORDINATOR | fn.COPULA | fn.AUXILIARY | fn.SUBJECT | fn.MARK,
    ):
        return True
    if fn.stands_as(child, fn.EXPLETIVE | fn.CLAUSE_SUBJECT | fn.FINITE_COMPLEMENT | fn.OBLIQUE):
        return True
    if (
        fn.stands_as(child, fn.ADVERB)
        and child.i < noun.i
        and child.lower_ not in words("Approximate")
    ):
        # "reportedly one of …": said of the sentence, not of the noun
        return True
    if fn.stands_as(child, fn.APPOSITION):
        return not apposition
    return (
        fn.stands_as(child, fn.REDUCED)
        and child.i > noun.i
        and not wf.has_form(child, wf.TO)
        and not _infinitive(child)
    )


def _infinitive(verb: Token) -> bool:
    return any(wf.has_form(child, wf.TO) for child in verb.children)


def modifier_lemmas(noun: Token) -> frozenset[str]:
    """Lower-case lemmas of the words that narrow a noun down: adjectives, compounds, numbers."""
    labels = fn.ADJECTIVE | fn.COMPOUND | fn.NUMBER
    return frozenset(child.lemma_.lower() for child in noun.children if fn.stands_as(child, labels))


def definiteness(noun: Token) -> str:
    """As in "def", "dem", "poss", "indef" or "bare"."""
    for child in phrases.determiners(noun):
        word = child.lower_
        if word in {"this", "that", "these", "those"}:
            return "dem"
        if word in {"the", "both"}:
            return "def"
        if word in {"a", "an", "another", "some", "any", "no", "each", "every"}:
            return "indef"
    if phrases.possessors(noun):
        return "poss"
    return "bare"
