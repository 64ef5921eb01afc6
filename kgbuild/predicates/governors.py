"""In which construction a clause stands under its governor: "to", "obj-to", "from-ing", "that" …"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.lemmas import lemma_of
from kgbuild.predicates.passive import is_passive
from kgbuild.predicates.signatures import PREPOSITIONS, get

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTICLES = frozenset(
    {"out", "off", "up", "away", "back", "down", "on", "over", "about", "short", "clear", "ahead"}
    | {"around", "round", "in", "close", "near"}
)


class Frame(NamedTuple):
    """A governor as the tables know it, and the constructions to look it up by, closest first."""

    part: str
    word: str
    takes: tuple[str, ...]


def part_of(governor: Token) -> str:
    """verb, adjective or noun: which rows of the table a governor is looked up in."""
    if tree.is_verb(governor) or governor.pos_ == "AUX":
        return "verb"
    if governor.pos_ in ("ADJ", "ADV", "VERB"):
        return "adjective"
    return "noun"


def is_infinite(head: Token) -> bool:
    """Whether the clause has no tense of its own: an infinitive, gerund or participle."""
    words = tree.mark_words(head)
    small = not tree.subjects(head) or ("that" not in words and not tree.auxiliaries(head))
    return (
        (wf.has_form(head, wf.BASE | wf.PARTICIPLE) or is_gerund(head))
        and small
        and ("to" in words or not wf.has_form(head, wf.BASE) or not tree.auxiliaries(head))
    ) or (tree.copula(head) is not None and "to" in words)


def is_gerund(head: Token) -> bool:
    """Whether the clause is a gerund: passive and "of being X" too, also taken for a noun ("balked at warning X")."""
    copula = tree.copula(head)
    if wf.has_form(head, wf.GERUND) or (copula is not None and wf.has_form(copula, wf.GERUND)):
        return True
    if wf.has_form(head, wf.PARTICIPLE):
        own = tree.auxiliaries(head)
        return bool(own) and own[0].lower_ in ("being", "having")
    noun = head.lower_.endswith("ing") and wf.has_form(head, wf.SINGULAR)
    return (
        noun
        and bool(tree.children(head, fn.MARK | fn.CASE))
        and bool(tree.objects(head) or tree.recipients(head))
    )


def particle_of(verb: Token, head: Token) -> str:
    """The particle that makes another verb of it ("ruled *out*", "shied *away*"), or ""."""
    own = [*tree.particles(verb), *tree.adverbs(verb)]
    for child in verb.children:
        near = verb.i < child.i <= verb.i + 2 or verb.i < child.i == head.i - 2
        if child.lower_ in PARTICLES and child.i < head.i and near and child in own:
            return child.lower_
    return ""


def preposition_of(head: Token) -> str:
    """The preposition over a gerund as the table writes it: "from", "out-of", "away-from", or ""."""
    words = [w for word in tree.mark_words(head) for w in word.split()]
    before = head.nbor(-1) if head.i else head
    if (
        not words
        and wf.has_form(before, wf.PREPOSITION | wf.TO)
        and not fn.stands_as(before, fn.PARTICLE)
    ):
        words = [before.lower_]
    joined = "-".join(words[:2])
    if joined in PREPOSITIONS:
        return joined
    return next((w for w in words if w in PREPOSITIONS or w == "as"), "")


def has_object(governor: Token, head: Token) -> bool:
    """Whether somebody stands between governor and clause ("told *X* to V"), or is its passive subject."""
    if tree.is_verb(governor) and is_passive(governor):
        return True
    beside = [*tree.objects(governor), *tree.recipients(governor)]
    own = [noun for noun in tree.subjects(head) if noun.i > governor.i]
    return any(governor.i < noun.i < head.i for noun in beside) or bool(own)


def takes_of(governor: Token, head: Token) -> tuple[str, ...]:
    """The constructions of a clause under a governor, the closest first."""
    words = tree.mark_words(head)
    with_object = tree.is_verb(governor) and has_object(governor, head)
    if not is_infinite(head):
        return ("that",)
    if "to" in words and not is_gerund(head):
        if tree.is_verb(governor) and is_passive(governor):
            return ("is-to", "obj-to", "to")
        return ("obj-to", "to") if with_object else ("to",)
    if wf.has_form(head, wf.BASE):
        return ("bare", "obj-to", "to")
    preposition = preposition_of(head) or next(iter(words), "").replace(" ", "-")
    if wf.has_form(head, wf.PARTICIPLE) and not tree.auxiliaries(head) and not preposition:
        return ("participle", "obj-to", "that")
    if preposition:
        name = f"{preposition}-ing"
        return (f"obj-{name}", name) if with_object else (name,)
    return ("obj-ing", "ing") if with_object else ("ing", "obj-ing")


def words_of(governor: Token, head: Token) -> tuple[str, ...]:
    """The governor's lemma with its particle first, as the table writes phrasal verbs; then alone."""
    lemma = lemma_of(governor)
    particle = particle_of(governor, head) if tree.is_verb(governor) else ""
    if governor.pos_ == "ADJ" and governor.lower_ != lemma:
        return (lemma, governor.lower_)  # "honoured", whose lemma some taggers make a verb's
    return (f"{lemma}_{particle}", lemma) if particle else (lemma,)


def takes_object(governor: Token, head: Token) -> bool:
    """Whether a table has the governor with an object before such a gerund: the act is the object's.

    "Deterred X from V-ing", "sued X for V-ing", "acquitted X of V-ing".
    """
    closest = takes_of(governor, head)[0]
    named = closest.startswith("obj-") and closest.endswith("-ing") and closest != "obj-ing"
    return named and any(get("verb", word, closest) for word in words_of(governor, head))


def frame_of(governor: Token, head: Token) -> Frame:
    """The governor of a clause, as the tables are asked for it."""
    return Frame(part_of(governor), words_of(governor, head)[0], takes_of(governor, head))
