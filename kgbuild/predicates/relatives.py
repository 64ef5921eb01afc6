"""What a relative pronoun stands for: the noun above its clause that agrees with the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import lexicon
from kgbuild.annotate.lexicon import noun_class
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Token

COLLECTIVE_NOUNS = table("frames")["collective"]
WHEN = frozenset({"Date", "Time", "Money", "DATE", "TIME", "MONEY"})
BODIES = frozenset({"Organization", "Location", "ORG", "GPE", "LOC", "FAC"})
PLACES_AND_BODIES = lexicon.PLACES | lexicon.BODIES
SINGULAR = frozenset({"is", "was", "has", "does", "'s", "’s"})
PLURAL = frozenset({"are", "were", "have", "do", "'re", "’re", "'ve", "’ve"})


def antecedent_in(pronoun: Token, found: Token) -> Token | None:
    """The noun meant by a relative pronoun that is its clause's subject, or None where none agrees.

    The parser likes the head of the whole phrase, or the nearest noun; the verb's number chooses the
    nearest noun that agrees among those of the same phrase and the phrases it hangs in.
    """
    clause = pronoun.head
    if pronoun not in tree.subjects(clause):
        return found
    number = _verb_number(clause)
    if number == "plural" and found.ent_type_ == "Person" and tree.role(found) == "conjunct":
        return tree.first_conjunct(found)  # "Lund and Holm, who were arrested": both
    other = _of_a_fitting_kind(pronoun, found, number)
    if other is not None:
        return other
    if _fits(found, number, pronoun):
        return found
    if number == "singular" and pronoun.lower_ == "which" and _comma(pronoun):
        return None  # the whole clause before it
    for noun in _others(pronoun, found):
        if _fits(noun, number, pronoun):
            return noun
    return found


def _of_a_fitting_kind(pronoun: Token, found: Token, number: str) -> Token | None:
    """The noun beside the parser's that the pronoun or its verb asks for, None where the parser's may stay.

    "Who" is a person, "which" is none, and what takes place is neither a person nor a land.
    """
    others = [t for t in _others(pronoun, found) if _fits(t, number, pronoun)]
    people = [t for t in others if is_human(t)]
    if pronoun.lower_ == "who":
        # "the head of the commission, who": somebody above goes before a body
        above = [t for t in people if t.i < found.i]
        stays = not _is_body(found) or (found.pos_ == "NOUN" and above != people)
        return None if stays else next(iter(above), None)
    happens = _takes_place(pronoun.head) and _is_body(found)
    if pronoun.lower_ not in ("which", "that") or not (happens or is_human(found)):
        return None
    # "harm to the victim that is spreading", "a meeting with the countries that took place": a thing above
    things = [t for t in others if t not in people]
    above = [t for t in things if t.i < found.i]
    if pronoun.lower_ == "which" and not happens and not _comma(pronoun):
        above = above or things  # "the owner of the newspaper which": or below
    return next(iter(above), None)


def _is_body(noun: Token) -> bool:
    """Whether a noun is a body or a place: "the commission", "a clinic", "the countries"."""
    if noun.ent_type_ in BODIES:
        return True
    return noun.pos_ == "NOUN" and noun_class(noun.lemma_) in PLACES_AND_BODIES


def _takes_place(verb: Token) -> bool:
    if verb.lemma_.lower() in ("happen", "occur"):
        return True
    return verb.lemma_.lower() == "take" and any(t.lower_ == "place" for t in tree.objects(verb))


def is_human(noun: Token) -> bool:
    """Whether a common noun tells of people: "the director", "four officers"."""
    return noun.pos_ == "NOUN" and noun_class(noun.lemma_) == "Person"


def agrees(noun: Token, clause: Token) -> bool:
    """Whether a noun may be the subject of a clause by the number of its finite verb."""
    own, number = number_of(noun), _verb_number(clause)
    return not own or not number or own == number


def _others(pronoun: Token, found: Token) -> list[Token]:
    inside = [t for t in found.subtree if found.i < t.i < pronoun.i and _heads_phrase(t)]
    above: list[Token] = []
    noun = found
    while tree.role(noun) in ("modifier", "conjunct") and noun.head.i < noun.i:
        noun = noun.head
        if tree.is_noun(noun):
            above.append(noun)
    return [*reversed(inside), *above]


def _heads_phrase(token: Token) -> bool:
    return tree.is_noun(token) and tree.role(token) in (
        "modifier",
        "object",
        "oblique",
        "conjunct",
    )


def _fits(noun: Token, number: str, pronoun: Token) -> bool:
    if pronoun.lower_ == "who" and noun.ent_type_ in WHEN:
        return False
    own = number_of(noun)
    return not own or not number or own == number


def number_of(noun: Token) -> str:
    """singular, plural, or "" where a noun may be either."""
    if tree.conjuncts(noun):
        return ""  # "X and Y, who are"; "X or Y, which is"
    if wf.has_form(noun, wf.PLURAL):
        return "" if noun.ent_type_ else "plural"
    if (
        wf.has_form(noun, wf.SINGULAR)
        and noun.lemma_.lower() not in COLLECTIVE_NOUNS
        and not noun.ent_type_
    ):
        return "singular"
    return ""


def _verb_number(clause: Token) -> str:
    finite = [
        *tree.auxiliaries(clause),
        *([linking] if (linking := tree.copula(clause)) is not None else []),
        clause,
    ]
    for word in finite:
        if word.lower_ in SINGULAR or wf.has_form(word, wf.THIRD_PERSON):
            return "singular"
        if word.lower_ in PLURAL or (
            wf.has_form(word, wf.PLAIN_PRESENT) and word.lemma_ not in ("can", "may")
        ):
            return "plural"
        if wf.has_form(word, wf.MODAL | wf.PAST):
            return ""
    return ""


def _comma(pronoun: Token) -> bool:
    return pronoun.i > 0 and pronoun.doc[pronoun.i - 1].text in (",", "–", "—")
