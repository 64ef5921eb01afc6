"""The clauses that are a verb's object, and gerunds that are nouns in all but their tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution.words import SAYING
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.misread import DEMANDING
from kgbuild.predicates.cues import is_aside
from kgbuild.predicates.passive import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

GERUND_TAKERS: dict[str, frozenset[str]] = {
    "call": frozenset({"for"}),
    "insist": frozenset({"on"}),
    "think": frozenset({"of", "about"}),
    "warn": frozenset({"of", "against"}),
    "talk": frozenset({"of", "about"}),
    "apologise": frozenset({"for"}),
    "apologize": frozenset({"for"}),
    "plead": frozenset({"for"}),
    "argue": frozenset({"for", "against"}),
    "vote": frozenset({"for", "against"}),
}
PREPOSITIONAL = table("frames")["prepositional"]


def contents_of(verb: Token) -> list[Token]:
    """The clauses that are the verb's object: what is said, thought, ordered or caused."""
    found: list[Token] = []
    for child in verb.children:
        place = tree.role(child)
        if is_frozen(child) or is_gerund_noun(child) or is_bare_noun(child):
            continue
        if place == "complement" or (place == "open" and tree.is_predicate(child)):
            found += [child, *[c for c in tree.conjuncts(child) if tree.is_predicate(c)]]
    if not found and (tree.expletive(verb) is not None or is_passive(verb)):
        # "it was announced that …", "that he left was denied"
        found = [c for c in verb.children if tree.role(c) == "clause_subject" and tree.is_finite(c)]
    if not found:
        found = _adopted(verb)
    if not found and is_aside(verb) and tree.is_predicate(verb.head):
        found = [verb.head]
    return found


def _adopted(verb: Token) -> list[Token]:
    """ "holding they were right": the clause right behind, hung beside the verb of saying."""
    if verb.i + 1 >= len(verb.doc) or not wf.has_form(verb, wf.GERUND) or tree.objects(verb):
        return []
    for other in (*verb.head.children, *verb.children, *verb.head.head.children):
        if held_by(other) == verb:
            return [other]
    return []


def held_by(clause: Token) -> Token | None:
    """The participle of saying right before a finite clause that the parser hung beside it."""
    if tree.role(clause) not in ("conjunct", "parataxis", "open") or not tree.is_finite(clause):
        return None
    own = tree.subjects(clause)
    first = min((t.i for t in clause.subtree), default=clause.i)
    if not own or not first or first > own[0].left_edge.i:
        return None
    verb = clause.doc[first - 1]
    telling = wf.has_form(verb, wf.GERUND) and verb.lemma_ in SAYING and tree.is_verb(verb)
    full = tree.objects(verb) or any(tree.role(c) == "complement" for c in verb.children)
    return verb if telling and not full else None


def gerund_content(verb: Token) -> tuple[str, Token] | None:
    """ "called for sending aid", "called for Peru to send aid": the clause behind a preposition as the content."""
    for child in verb.children:
        if calls_for(verb, child):
            return "for", child
    if verb.lemma_ not in GERUND_TAKERS:
        return None
    for child in verb.children:
        words = tree.mark_words(child) if wf.has_form(child, wf.GERUND) else ()
        if (
            tree.role(child) == "adverbial"
            and len(words) == 1
            and words[0] in GERUND_TAKERS[verb.lemma_]
        ):
            return words[0], child
    return None


def calls_for(verb: Token, clause: Token) -> bool:
    """ "Called for Peru to send aid": what somebody named behind "for" is to do."""
    if verb.lemma_.lower() not in DEMANDING or tree.role(clause) != "adverbial":
        return False
    return tree.mark_words(clause) == ("for", "to") and bool(tree.subjects(clause))


def is_gerund_noun(clause: Token) -> bool:
    """A gerund that is a noun in all but its tag ("strengthening of ties"), or a preposition ("following")."""
    if (
        clause.lower_ in PREPOSITIONAL
        and not tree.subjects(clause)
        and not tree.auxiliaries(clause)
    ):
        return tree.role(clause) in ("reduced", "adverbial", "other", "oblique", "modifier")
    if (
        not wf.has_form(clause, wf.GERUND)
        or tree.subjects(clause)
        or tree.objects(clause)
        or tree.auxiliaries(clause)
    ):
        return False
    return any(
        o.preposition in ("of", "between") and o.marker is not None and o.marker.i == clause.i + 1
        for o in tree.obliques(clause)
    )


def is_bare_noun(clause: Token) -> bool:
    """A noun that the parser took for a content clause: nothing in it predicates."""
    return (
        clause.pos_ in ("NOUN", "PROPN")
        and tree.copula(clause) is None
        and not tree.subjects(clause)
        and not tree.auxiliaries(clause)
        and tree.role(clause) == "complement"
    )


def is_frozen(clause: Token) -> bool:
    """A participle that tells a circumstance, not a content ("including", "according")."""
    return clause.lower_ in ("including", "according", "following", "regarding", "concerning")


def shared_object(verb: Token) -> list[Token]:
    """The object of the second of two verbs side by side ("surround and capture the rebels")."""
    for other in tree.conjuncts(verb)[:1]:
        between = verb.doc[verb.i + 1 : other.i]
        if tree.objects(other) and [t.pos_ for t in between] == ["CCONJ"]:
            return tree.objects(other)
    first = tree.first_conjunct(verb)
    between = verb.doc[min(first.i, verb.i) + 1 : verb.i]
    beside = all(t.pos_ in ("CCONJ", "ADV", "PUNCT", "AUX") for t in between)
    if tree.role(verb) == "conjunct" and tree.is_verb(first) and beside and not is_passive(verb):
        # "approve or reject the claims" with the claims hung on the first verb only
        return [noun for noun in tree.objects(first) if noun.i > verb.i]
    return []
