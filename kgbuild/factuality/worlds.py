"""Other worlds: what happens in a novel, a film, a dream, an exercise or a forged picture does not happen.

What is said of anybody of a kind ("any officer who arrests X", "a good president visits X") happens in none either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.factuality.negation import excepted, exceptions
from kgbuild.factuality.status import MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates.antecedents import antecedent_of
from kgbuild.predicates.passive import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WORKS = MARKERS["work"]
PICTURES = MARKERS["picture"]
PLAYING = frozenset(
    {"take", "participate", "star", "appear", "play", "feature", "act", "cast", "invest"}
)
FORGED = MARKERS["forged"]
PRETENDED = MARKERS["pretended"] | MARKERS["fiction_adjective"]
PLAYED = MARKERS["played"]
INSIDE = ("in", "during", "throughout", "within", "inside")
PART_AT = ("at", "as", "towards", "toward", "near", "from", "until", "by")
SUSPECTS = frozenset({"suspect", "accused", "defendant"})


def is_unreal(noun: Token) -> bool:
    """Whether a noun names a work or another world: "novel", "dream", "forged picture", "mock trial", "war game"."""
    lemma = noun.lemma_.lower()
    if noun.pos_ == "PROPN":
        return False
    if lemma in WORKS or lemma in PLAYED:
        return True
    beside = {c.lower_ for c in noun.children if c.i < noun.i and not fn.stands_as(c, fn.CASE)}
    if beside & PRETENDED or (lemma in PICTURES and beside & FORGED):
        return True
    if lemma in MARKERS["serial"] and beside & MARKERS["screen"]:  # "the crime series"
        return True
    game = lemma == "game" and beside & MARKERS["game"]
    return bool(game or (lemma in MARKERS["world"] and beside & MARKERS["other_world"]))


def _is_numbered(noun: Token) -> bool:
    """ "Episode five", "the second act": a part of a work, by its number."""
    if noun.lemma_.lower() not in MARKERS["episode"]:
        return False
    return any(c.like_num or c.lower_ in ("final", "last", "opening") for c in noun.children)


def _is_authored(noun: Token) -> bool:
    """ "A play by Lund", "Lund's song": plays and stories that somebody made."""
    made = any(m.preposition == "by" for m in tree.modifiers(noun)) or tree.possessors(noun)
    return bool(made) and noun.lemma_.lower() in MARKERS["stage"]


def _is_inside(preposition: str, noun: Token) -> bool:
    """Whether a phrase leads into a work: "in the film", "near the end of the opera", "at the film's end"."""
    if preposition in INSIDE and (is_unreal(noun) or _is_numbered(noun) or _is_authored(noun)):
        return True
    if preposition == "at" and is_unreal(noun):  # "at the opera" the king met the president
        return noun.lemma_.lower() not in WORKS
    if noun.lemma_.lower() not in MARKERS["part"] or preposition not in (*INSIDE, *PART_AT):
        return False
    of = [m.noun for m in tree.modifiers(noun) if m.preposition == "of"]
    return any(is_unreal(whole) for whole in (*of, *tree.possessors(noun)))


def in_another_world(head: Token) -> bool:
    """Whether the clause stands in a work: "in the film, X kills Y", "a novel in which X invades Y"."""
    for oblique in tree.obliques(head):
        inside = _is_inside(oblique.preposition, oblique.noun)
        if inside and (oblique.noun.i < head.i or _tells(head, oblique.noun)):
            return True
        relative = wf.has_form(oblique.noun, wf.WHICH | wf.WHO)
        if relative and oblique.preposition == "in" and _is_staged(head.head):
            return True
    if tree.role(head) in ("relative", "reduced") and is_unreal(head.head):
        where = any(wf.has_form(a, wf.WHERE) for a in tree.adverbs(head))
        shown = head.head.lemma_.lower() in PICTURES
        return where or shown
    return False


def _is_staged(noun: Token) -> bool:
    """Whether it is a work in which something is told: "a play in which X meets Y"; plays of a match are not."""
    return is_unreal(noun) or noun.lemma_.lower() in MARKERS["stage"]


def _tells(head: Token, noun: Token) -> bool:
    """ "X kills Y in the film", but not "took part in the exercise", "starred in the film"."""
    parts = [noun, *(m.noun for m in tree.modifiers(noun))]
    real = any(part.lemma_.lower() in PLAYED for part in parts)
    return bool(tree.objects(head)) and not real and head.lemma_ not in PLAYING


def depicts(governor: Token) -> bool:
    """Whether a clause is the content of a work: "the film tells how X killed Y"."""
    if governor.lemma_.lower() not in MARKERS["depicting"]:
        return False
    return any(_is_staged(noun) for noun in tree.subjects(governor))


def told_in_a_work(token: Token) -> bool:
    """Whether what a noun phrase says by the way is told in a work: "in the film, Prime Minister X kills Y".

    Who makes a work or acts in it is no part of it: "in the film, director X shows …".
    """
    clauses = [t for t in (token, *token.ancestors) if tree.is_predicate(t) or tree.is_clause(t)]
    for clause in clauses:
        made = clause.lemma_.lower() in PLAYING | MARKERS["depicting"]
        if depicts(clause.head) and clause.head.i != clause.i:
            return True
        if wf.has_form(clause.head, wf.WHERE) and depicts(clause.head.head):  # "how X killed Y"
            return True
        if not made and in_another_world(clause):
            return True
    return False


def characters(doc: Doc) -> list[Token]:
    """Whom a work is about: "the drama follows X", "the novel centres on X", "a film tells the story of X"."""
    found: list[Token] = []
    for verb in doc:
        if verb.lemma_.lower() not in MARKERS["following"] or not tree.is_verb(verb):
            continue
        if not any(_is_staged(noun) and not _is_true_to_life(noun) for noun in tree.subjects(verb)):
            continue
        about = [
            o.noun for o in tree.obliques(verb) if o.preposition in ("on", "around", "upon", "of")
        ]
        told = [*tree.objects(verb), *about]
        stories = [noun for noun in told if noun.lemma_.lower() in ("story", "life", "tale")]
        told += [m.noun for s in stories for m in tree.modifiers(s) if m.preposition == "of"]
        found += [noun for noun in told if noun not in stories]
    return [other for noun in found for other in (noun, *tree.conjuncts(noun))]


def _is_true_to_life(noun: Token) -> bool:
    """A documentary film tells of people that there are."""
    return any(c.lower_ in MARKERS["documentary"] for c in noun.children if c.i < noun.i)


def of_any_one(head: Token) -> bool:
    """Whether a clause tells of anybody of a kind, and not of what somebody did.

    "Any officer who arrests X", "whoever leads Y", "every mayor visits X once a year", "a good president visits X",
    "a diplomat who meets X risks his post". A plain "a" tells of one ("a court jails X", as headlines have it).
    """
    for noun in tree.subjects(head):
        kind = antecedent_of(head) if wf.has_form(noun, wf.WHO | wf.WHICH) else noun
        if _is_any(kind):
            return True
        words = {c.lower_ for c in kind.children if c.i < kind.i and not fn.stands_as(c, fn.CASE)}
        if not _is_timeless(head) or kind.pos_ != "NOUN":
            continue
        if words & {"every", "each"}:
            return True
        if words & {"a", "an"} and (words & MARKERS["model"] or _is_ruled(head, kind)):
            return True
    return False


def _is_any(noun: Token) -> bool:
    """ "Any officer", "anyone", "whoever"; "any of the three" too."""
    if noun.lower_ in MARKERS["whoever"]:
        return True
    return any(c.lower_ == "any" for c in noun.children if c.i < noun.i)


def _is_timeless(head: Token) -> bool:
    """A simple present, by which English tells what is so as a rule."""
    return (
        tree.is_verb(head)
        and wf.has_form(head, wf.PRESENT)
        and tree.is_finite(head)
        and not tree.auxiliaries(head)
    )


def _is_ruled(head: Token, noun: Token) -> bool:
    """ "A diplomat who meets X risks his post": who he is and what comes of it, both in the present."""
    clauses = [c for c in noun.children if tree.role(c) == "relative" and c.i > noun.i]
    above = noun.head
    if tree.role(noun) != "subject" or head.i not in (above.i, *(c.i for c in clauses)):
        return False
    loose = any(c.doc[c.left_edge.i - 1].text == "," for c in clauses)
    return bool(clauses) and not loose and all(_is_timeless(t) for t in (above, *clauses))


def but_for_some(head: Token) -> bool:
    """ "All the big banks except X funded Y": of all it is not so."""
    arguments = [*tree.subjects(head), *tree.objects(head)]
    return any(excepted(noun) and not exceptions(noun) for noun in arguments)


def in_step(head: Token) -> bool:
    """ "The farther they go, the safer it is": how the one would change with the other."""
    more = wf.COMPARATIVE_ADVERB | wf.COMPARATIVE_ADJECTIVE
    steps = [t.i for t in head.sent[1:] if wf.has_form(t, more) and t.nbor(-1).lower_ == "the"]
    if len(steps) < 2:
        return False
    first = min(t.i for t in head.subtree)
    return head.head.i in steps or first in steps or first + 1 in steps


def of_one_accused(head: Token) -> bool:
    """Whether a clause says what a suspect did, by which the text tells who is suspected of it.

    "A suspect who robbed a bank", "the man accused in the attack that killed two": no more than suspected. Behind a
    comma the clause goes on ("the suspect, who fled"), and what is done to him is done ("a suspect who was freed").
    """
    noun = head.head
    if tree.role(head) != "relative" or is_passive(head) or head.i < noun.i:
        return False
    suspected = noun.lemma_.lower() in SUSPECTS or any(
        tree.role(clause) == "reduced" and clause.lemma_.lower() in MARKERS["accusing"]
        for clause in noun.children
    )
    opens = head.left_edge.i
    return suspected and head.doc[opens - 1].lower_ != ","


def of_a_name(head: Token) -> bool:
    """Whether a clause with "that" hangs on a name: names take "who" or "which", so it is another noun."""
    noun = head.head
    if tree.role(head) != "relative" or noun.pos_ != "PROPN" or noun.i > head.i:
        return False
    opened = any(t.lower_ == "the" for t in noun.children)  # "the Norda that we knew"
    opened = opened or tree.copula(noun) is not None  # "it was Norda that left"
    return not opened and any(t.lower_ == "that" for t in tree.subjects(head))
