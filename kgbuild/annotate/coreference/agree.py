"""Which noun a pronoun may stand for at all: number, gender and type that agree, and syntax that allows it."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.lexicon import BODIES, PLACES, noun_class, words
from kgbuild.attribution.words import SPEAKING
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases
from kgbuild.model import MentionKind
from kgbuild.names import body_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote
    from kgbuild.annotate.nodes import Chain, Node

LONG_PHRASE = 60
"""Words of a noun phrase before its head, at most."""
SPEECH_WINDOW = 12
"""How many sentences back "he added" looks for whoever spoke last; quotations may lie between."""
AGENTS = BODIES | {"Country"}


def predicated(token: Token) -> bool | None:
    """Whether "it" is said to be an agent or place ("it was a company"), another thing, or nothing (None)."""
    predicate = token.head
    if predicate.pos_ != "NOUN" or not phrases.children(predicate, fn.COPULA):
        return None
    return noun_class(predicate.lemma_) in AGENTS | PLACES


def agrees(node: Node, other: Node, *, lent: bool = True) -> bool:
    """Whether number, gender and type of a pronoun and an earlier mention go together.

    A gender that only pronouns have lent to the other's chain counts where it is `lent`.
    """
    assert other.chain is not None
    kinds = other.chain.type()
    if other.generic and not other.pronoun and node.number == "sing":
        return False
    if node.gender in ("male", "female"):
        if kinds != "Person" or other.number == "plur":
            return False
        known = (other.chain.genders() if lent else other.chain.told_genders()) - {"neuter"}
        return not known or node.gender in known
    if node.gender == "neuter":
        if (
            kinds in ("Person", "Position")
            or other.kind is MentionKind.DEMONYM
            or "plur" in other.chain.numbers()
        ):
            return False
        return not (other.chain.genders() & {"male", "female"}) and kinds != "Group"
    # they
    if kinds == "Position" or other.kind is MentionKind.DEMONYM:
        return False
    if other.joint:
        return True
    if other.number == "plur" or other.chain.numbers() == {"plur"}:
        return True
    return (
        kinds in BODIES - {"GovernmentBody"}
        or kinds == "Group"
        or (kinds == "Person" and not other.chain.genders())
    )


def fits(node: Node, chain: Chain) -> bool:
    """Whether a chain is of the description's own type, or goes by its noun, and of the same number and country."""
    if node.iso and chain.countries() and node.iso not in chain.countries():
        return False
    if node.number == "plur" and chain.numbers() == {"sing"}:
        return False
    same = node.type == chain.type() or (node.type in BODIES and chain.type() in BODIES)
    return same or any(node.lemma in body_key(one.text) for one in chain.named())


def bound(token: Token, antecedent: Token, node: Node, other: Node) -> bool:
    """Whether syntax forbids the pair: a plain object pronoun and the subject of its own clause, and nesting."""
    if other.start <= node.start < other.end:
        return True
    reflexive = token.lower_.endswith(("self", "selves"))
    if spoken_of(token, antecedent):
        return True
    same_clause = syntax.clause_verb(token).i == syntax.clause_verb(antecedent).i
    if reflexive:
        return not same_clause
    if syntax.is_possessor(token):
        owned = node.owned
        if token.head.i == antecedent.i or (owned is not None and owned.chain is other.chain):
            return True
        # "its friendship with Moscow": not Moscow's own
        return any(
            tie.preposition == "with" and n.start <= tie.noun.i < n.end
            for tie in phrases.modifiers(token.head)
            for n in (other.chain.nodes if other.chain is not None else ())
        )
    if not same_clause:
        return False
    if syntax.is_subject(antecedent) and not syntax.is_subject(token):
        # "X took it with him": only a prepositional phrase may point back to the subject
        return (
            syntax.is_object(token)
            or not phrases.preposition_of(token)[0]
            or node.gender != "neuter"
        )
    return syntax.is_object(token) and syntax.is_object(antecedent)


def says(verb: Token, token: Token) -> bool:
    """As in "The army said it …": who is the subject of a verb of saying that the pronoun's clause depends on."""
    if verb.lemma_.lower() not in SPEAKING:
        return False
    clause = token.head
    while clause.i != clause.head.i:
        adding = fn.stands_as(clause, fn.ADVERBIAL) and clause.lemma_.lower() in SPEAKING
        if not adding and not fn.stands_as(clause, fn.CONJUNCT | fn.FINITE_COMPLEMENT):
            return False
        if clause.head.i == verb.i:
            return True
        clause = clause.head
    return False


def says_more(verb: Token) -> bool:
    """Whether a verb has "also" or "again": whoever it is has said or done something before."""
    return any(child.lower_ in ("also", "again") for child in verb.children)


def last_sayer(doc: Doc, node: Node, nodes: list[Node]) -> Node | None:
    """Who last said something and fits, for "he added": outside quotations, before the pronoun, however far."""
    token = doc[node.head]
    verb = token.head
    main = says_more(verb) or not fn.stands_as(verb, fn.RELATIVE | fn.REDUCED | fn.ADVERBIAL)
    if node.quote >= 0 or not main or not speaks(token):
        return None
    end = bisect_left(nodes, node.start, key=lambda n: n.start)
    for at in range(end - 1, -1, -1):
        other = nodes[at]
        if other.start >= node.start or other.quote >= 0 or other.chain is None:
            continue
        if node.sentence - other.sentence > SPEECH_WINDOW:
            return None
        if voices(doc[other.head]) and other.person not in (1, 2) and agrees(node, other):
            return other
    return None


def speaks(token: Token) -> bool:
    """Whether a noun or pronoun is the subject of a verb of saying."""
    told = syntax.is_passive_subject(token)
    return syntax.is_subject(token) and not told and token.head.lemma_.lower() in SPEAKING


def voices(token: Token) -> bool:
    """Whether a noun is the subject of a verb of saying, or of praise and blame, which are said too."""
    return speaks(token) or (
        syntax.is_subject(token) and token.head.lemma_.lower() in words("Judgement")
    )


def spoken_of(token: Token, antecedent: Token) -> bool:
    """As in "Any farmer may use it, he said": whoever is named in what is said does not say it."""
    if not speaks(token) or antecedent.sent.start != token.sent.start:
        return False
    above = antecedent
    while above.i != above.head.i:
        below, above = above, above.head
        if above.i == token.head.i:
            return fn.stands_as(below, fn.FINITE_COMPLEMENT) or (
                fn.stands_as(below, fn.PARATAXIS) and below.i < token.i
            )
        if (
            fn.stands_as(above, fn.ROOT)
            and fn.stands_as(token.head, fn.PARATAXIS)
            and token.head.head.i == above.i
        ):
            return True
    return fn.stands_as(antecedent, fn.ROOT) and token.head.head.i == antecedent.i


def judged(token: Token, antecedent: Token) -> bool:
    """As in "Praised Xi for his approach": the one who is praised."""
    verb = antecedent.head
    if verb.lemma_.lower() not in words("Judgement") or antecedent.i > token.i:
        return False
    above = token.head
    while above.i != above.head.i and above.head.i != verb.i:
        above = above.head
    return (
        above.head.i == verb.i and phrases.preposition_of(above)[0] in {"for", "of", "over", "on"}
    ) or (above.head.i == verb.i and any(c.lower_ in {"for", "of"} for c in above.children))


def barred(doc: Doc, node: Node, nodes: list[Node], by_cue: Mapping[int, list[Quote]]) -> set[int]:
    """The chains (by id) that a subject pronoun cannot mean, whatever speaks for them.

    Whoever is named below its own verb ("he accused Lund": not Lund), and whoever is told of in the
    quotation that it speaks ("“His songs will be missed,” he said": not the singer).
    """
    token = doc[node.head]
    if not syntax.is_subject(token):
        return set()
    verb = token.head
    found: set[int] = set()
    spoken = by_cue.get(verb.i, [])
    for other in _near(nodes, [(token.i, token.sent.end), *((q.start, q.end) for q in spoken)]):
        if other is node or other.chain is None or other.person in (1, 2) or other.joint:
            continue
        told = other.pronoun or other.named  # "as a widow I …" may be whoever speaks
        said = told and any(q.start <= other.head < q.end for q in spoken)
        if said or (other.start > node.start and not other.pronoun and _below(doc, other, verb)):
            found.add(id(other.chain))
    return found


def _near(nodes: list[Node], spans: list[tuple[int, int]]) -> Iterator[Node]:
    """The nodes that begin in one of the spans of tokens, or a long phrase before it."""
    for start, end in spans:
        first = bisect_left(nodes, start - LONG_PHRASE, key=lambda n: n.start)
        yield from islice(nodes, first, bisect_left(nodes, end, key=lambda n: n.start))


ARGUMENTS = (
    fn.OBJECT
    | fn.INDIRECT_OBJECT
    | fn.OBLIQUE
    | fn.NOMINAL_MODIFIER
    | fn.POSSESSOR
    | fn.CONJUNCT
    | fn.OPEN_COMPLEMENT
    | fn.FINITE_COMPLEMENT
    | fn.SUBJECT
    | fn.COMPOUND
    | fn.FLAT
)


def _below(doc: Doc, other: Node, verb: Token) -> bool:
    """Whether a later mention hangs on the verb as an argument, at any depth, and not beside it."""
    token = doc[other.head]
    if token.i < verb.i or token.sent.start != verb.sent.start:
        return False
    while token.i != verb.i:
        if token.head.i == token.i or not fn.stands_as(token, ARGUMENTS):
            return False
        if fn.stands_as(token, fn.CONJUNCT) and token.pos_ in ("VERB", "AUX"):
            return False
        token = token.head
    return True


def main_clause(token: Token) -> bool:
    """Whether a noun hangs on the sentence's root."""
    return fn.stands_as(phrases.first_conjunct(token).head, fn.ROOT)
