"""The antecedent of a pronoun: all that agree are weighed together, and "none of them" among them.

The weights are those of a log-linear ranking (Denis and Baldridge 2007; the option of no antecedent as in
Rahman and Ng 2009), fitted on annotated documents by `training/pronouns.py`. What is surest is taken where it
is sure enough; in doubt a pronoun stands for nothing, and nothing is claimed of it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from kgbuild.annotate import syntax
from kgbuild.annotate.coreference import learned
from kgbuild.annotate.coreference.agree import AGENTS, agrees, barred, bound, last_sayer, predicated
from kgbuild.annotate.coreference.signs import Field, none_signs, set_of, signs
from kgbuild.annotate.lexicon import PLACES
from kgbuild.english.tables import read_weights
from kgbuild.language.gathered import antecedents_of
from kgbuild.language.grammar import clauses as tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Token

    from kgbuild.annotate.annotated import Quote
    from kgbuild.annotate.nodes import Chain, Node

    Cues = Mapping[int, list[Quote]]

WINDOW = 3
LEARNED_WINDOW = 8
"""Sentences back that an antecedent is looked for in: by the rules' weights alone, and with learned scores."""
UNSEEN = -5.0
"""The learned score of what no score is known of."""
LEARNED = "learned"
"""The row of the table that says what the learned score counts beside the signs."""
SEXES = frozenset({"male", "female"})
LEAST, MOST_SURE = 0.5, 0.99
"""Between these the share counts that an earlier pronoun's antecedent had."""
MOST = 60
"""Mentions back to which an antecedent is looked for: a sentence without an end holds thousands."""
# The share of the best in what is between it and the next best: 0.55 is eleven to nine.
SURE = {"he": 0.5, "it": 0.55, "they": 0.55}


@cache
def weights(name: str, column: str = "alone") -> dict[str, float]:
    """What each sign is worth for a set of pronouns: `alone`, or `beside` the learned scores."""
    return read_weights("kgbuild.annotate", "data/pronouns.csv", column, pronoun=name)


def field_of(
    doc: Doc, node: Node, nodes: list[Node], spoken: dict[int, Node], by_cue: Cues
) -> Field:
    """Everything before a pronoun that it may stand for: near enough, agreeing, and allowed by syntax.

    `nodes` stand in the order of the text, `by_cue` holds the quotations by their verb of saying.
    """
    token = doc[node.head]
    last = last_sayer(doc, node, nodes)
    plain = predicated(token) if node.gender == "neuter" else None
    out = barred(doc, node, nodes, by_cue)
    options = []
    window = WINDOW if antecedents_of(doc) is None else LEARNED_WINDOW
    end = bisect_left(nodes, node.start, key=lambda n: n.start)
    near = bisect_left(nodes, node.sentence - window, key=lambda n: n.sentence)
    near = max(near, end - MOST)
    far = [last] if last is not None and last.sentence < node.sentence - window else []
    for other in [*far, *nodes[near:end]]:
        if other.chain is node.chain or other.chain is None or other.person in (1, 2):
            continue
        if id(other.chain) in out:
            continue
        if node.sentence - other.sentence > window and other is not last:
            continue
        if plain is not None and (other.chain.type() in AGENTS | PLACES) != plain:
            continue
        fits = agrees(node, other, lent=False) and not bound(token, doc[other.head], node, other)
        if fits:
            options.append(other)
    speaker = spoken.get(node.quote) if node.quote >= 0 else None
    ahead = _ahead(doc, node, nodes)
    if ahead is not None and (ahead.chain is node.chain or id(ahead.chain) in out):
        ahead = None
    return Field(doc, node, [*options, ahead] if ahead else options, speaker, last, ahead)


def antecedent(
    doc: Doc, node: Node, nodes: list[Node], spoken: dict[int, Node], by_cue: Cues
) -> Node | None:
    """The best mention of the chain that a pronoun most likely belongs to, or None in doubt."""
    around = field_of(doc, node, nodes, spoken, by_cue)
    if _breaks_off(around, nodes):
        return None
    return choose(around) if around.options else None


def choose(around: Field) -> Node | None:
    """The likeliest chain's best mention; a chain is as likely as its mentions together."""
    name = set_of(around.node)
    scores, none = weighed(around)
    top = max(none, *scores)
    likely: dict[int, float] = {}
    best: dict[int, tuple[float, Node]] = {}
    for score, other in zip(scores, around.options, strict=True):
        chain = id(other.chain)
        likely[chain] = likely.get(chain, 0.0) + math.exp(score - top)
        if chain not in best or score >= best[chain][0]:
            best[chain] = (score, other)
    chain = max(likely, key=lambda one: likely[one])
    rivals = [share for other, share in likely.items() if other != chain]
    next_best = max([math.exp(none - top), *rivals])
    sure = round(likely[chain] / (likely[chain] + next_best), 6)
    if sure < SURE[name]:
        return None
    chosen = best[chain][1]
    newer = _newer_subject(around, chosen)
    if newer is not None:
        chosen = newer
    around.node.sure = sure
    return chosen


def _breaks_off(around: Field, nodes: list[Node]) -> bool:
    """ "She thanked Kern. She sued Diaz.": who "she" was just now cannot be who she is here, so nobody knows."""
    node, doc = around.node, around.doc
    if set_of(node) != "he" or tree.role(doc[node.head]) != "subject":
        return False
    start = bisect_left(nodes, node.sentence - 1, key=lambda n: n.sentence)
    before = [
        n
        for n in islice(nodes, start, start + MOST)
        if n.sentence == node.sentence - 1 and n.pronoun and n.lemma == node.lemma
    ]
    same = [n for n in before if tree.role(doc[n.head]) == "subject" and n.chain is not None]
    known = [n for n in same if n.chain is not None and len(n.chain.nodes) > 1]
    return bool(known) and all(o.chain is not known[-1].chain for o in around.options)


def _newer_subject(around: Field, chosen: Node) -> Node | None:
    """ "The mayor thanked them. A cyclist hit a wall. He was arrested.": whom the last sentence began with anew.

    A pronoun that is a subject goes on with the subject before it (Grosz, Joshi and Weinstein 1995), unless the
    sentence between speaks of the one chosen too.
    """
    node, doc = around.node, around.doc
    if set_of(node) != "he" or node.quote >= 0 or tree.role(doc[node.head]) != "subject":
        return None
    near = [o for o in around.options if o.sentence == node.sentence - 1]
    if chosen.sentence >= node.sentence - 1 or any(o.chain is chosen.chain for o in near):
        return None
    opened = [o for o in near if not o.pronoun and o.type == "Person" and o.number != "plur"]
    root = doc[node.head].sent.start - 1
    subjects = [o for o in opened if o.quote < 0 and _of_main_clause(doc[o.head], root)]
    return subjects[0] if len(subjects) == 1 else None


def _of_main_clause(noun: Token, last: int) -> bool:
    """Whether a noun is the subject of the root of the sentence that ends with a token."""
    if tree.role(noun) in ("apposition", "other") and noun.head.i < noun.i:
        # "The commander Bora Deniz met …"
        noun = noun.head
    return tree.role(noun) == "subject" and noun.head.i == noun.doc[last].sent.root.i


def weighed(around: Field) -> tuple[list[float], float]:
    """The scores of the options and of none of them: the signs' weights, and the learned scores where there are."""
    name = set_of(around.node)
    doubts = [doubt(around.node, other) for other in around.options]
    scored = learned_scores(around)
    table = weights(name, "alone" if scored is None else "beside")
    told = [signs(around, other) for other in around.options]
    signed = [sum(table.get(sign, 0.0) for sign in found) for found in told]
    none = sum(table.get(sign, 0.0) for sign in none_signs(around))
    signed = [sign - against for sign, against in zip(signed, doubts, strict=True)]
    if scored is None:
        return signed, none
    return [
        table[LEARNED] * (UNSEEN if score is None else score) + sign
        for score, sign in zip(scored, signed, strict=True)
    ], none


def lenders(node: Node, chain: Chain | None) -> list[Node]:
    """The pronouns of a chain that lend it another sex than a pronoun's: were it the same, they would not be."""
    if chain is None or node.gender not in SEXES or chain.genders() <= {node.gender, "neuter"}:
        return []
    other = SEXES - {node.gender}
    return [n for n in chain.nodes if n.pronoun and n.gender in other]


def doubt(node: Node, other: Node) -> float:
    """What speaks against an option whose sex was lent by pronouns: the odds, as logarithms, that these are right."""
    shares = [min(max(n.sure, LEAST), MOST_SURE) for n in lenders(node, other.chain)]
    return sum(math.log(share / (1 - share)) for share in shares)


def learned_scores(around: Field) -> list[float | None] | None:
    """The learned score of each option; of a name that follows, that of the pronoun as what it goes back to."""
    before = [other for other in around.options if other is not around.ahead]
    found = learned.scores(around.doc, around.node, before) if before else None
    if around.ahead is None:
        return found
    turned = learned.scores(around.doc, around.ahead, [around.node])
    if found is None and turned is None:
        return None
    return [*(found or [None] * len(before)), turned[0] if turned else None]


def _ahead(doc: Doc, node: Node, nodes: list[Node]) -> Node | None:
    """As in "In his speech, Putin said": the subject that follows, of the clause that the pronoun's phrase opens."""
    token = doc[node.head]
    above, subject = token, None
    while subject is None and above.i != above.head.i:
        above = above.head
        found = syntax.subject(above) if above.i > token.i else None
        subject = found if found is not None and found.i > token.i else None
    if subject is None:
        return None
    first = bisect_left(nodes, token.i, key=lambda n: n.start)
    for other in islice(nodes, first, None):
        if other.start > subject.i:
            break
        if other.head == subject.i and not other.pronoun and other.chain is not None:
            fits = agrees(node, other) and not bound(token, subject, node, other)
            return other if fits else None
    return None
