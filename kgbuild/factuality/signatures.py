"""What a governor does to the clause below it, read from the tree and the tables of `embedding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract.arguments import is_passive
from kgbuild.extract.control import DIRECTING
from kgbuild.extract.partners import is_ranked
from kgbuild.factuality import table as emb
from kgbuild.factuality.scope import negations
from kgbuild.factuality.table import Kind, Signature
from kgbuild.language import _labels as lab

if TYPE_CHECKING:
    from spacy.tokens import Token


def shares_auxiliaries(head: Token, first: Token) -> bool:
    """Whether a second conjunct leans on the first one's auxiliaries ("may visit X and meet Y")."""
    if tree.auxiliaries(head) or not tree.is_verb(head):
        return False
    if head.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    return head.tag_ == first.tag_ or (head.tag_ == "VB" and first.tag_ in ("VB", "VBP"))


def measured(governor: Token) -> bool:
    """ "too weak to V", "strong enough to V", "less likely to V": not told as done or coming."""
    return any(c.lower_ in ("too", "enough", "less", "least") for c in governor.children)


def judges(governor: Token, head: Token) -> bool:
    """ "it would be a pity for them to V", "it is wrong to V": judged, and not told as done."""
    empty = tree.expletive(governor) is not None or any(
        noun.lower_ == "it" for noun in tree.subjects(governor) if noun.i < governor.i
    )
    if not empty or tree.copula(governor) is None or governor.i > head.i:
        return False
    lemma = governor.lemma_.lower()
    sign = emb.ADJECTIVES.get(lemma) or emb.NOUNS.get(lemma)
    return sign is None or sign.kind is Kind.FACT


def either(head: Token) -> bool:
    """ "approve or disapprove": one of two that are not both told, as a first or later member."""
    joined_to = tree.role(head) == "conjunct" and tree.is_predicate(head.head)
    own = tree.coordinator(head) if joined_to else None
    if joined_to and (tree.subjects(head) or (own is not None and own.lower_ != "or")):
        return False  # "has not paid or moved, but he is here"
    first = tree.first_conjunct(head) if joined_to else head
    for member in tree.conjuncts(first):
        joined = tree.coordinator(member)
        alike = tree.is_predicate(member) and member.tag_ == first.tag_
        if joined is not None and joined.lower_ == "or" and alike:
            return (
                not tree.mark_words(member) and not tree.subjects(member) and not tree.copula(first)
            )
    return False


def timeless(head: Token, holder: Token) -> bool:
    """ "When it rains, they stay": both in the present, so the clause is of any time or one to come."""
    if holder.i == head.i or not tree.is_predicate(holder):
        return False
    first, main = _finite(head), _finite(holder)
    if first is None or main is None or first.tag_ not in ("VBZ", "VBP"):
        return False
    perfect = first.lemma_ == "have" and first.i != head.i
    return (
        not perfect and main.tag_ in ("VBZ", "VBP", "MD") and main.lower_ not in ("would", "could")
    )


def is_past(head: Token) -> bool:
    """Whether the clause shows a past tense ("was filed", "came")."""
    first = _finite(head)
    return first is not None and first.tag_ == "VBD"


def _finite(head: Token) -> Token | None:
    """The word of a clause that shows its tense."""
    labels = lab.PASSIVE_AUXILIARY | lab.COPULA
    words = [*tree.auxiliaries(head), *tree.children(head, labels), head]
    shown = [w for w in words if w.tag_ in ("VBZ", "VBP", "VBD", "MD")]
    return min(shown, key=lambda w: w.i) if shown else None


def asks(governor: Token) -> bool:
    """ "called on X to V", "asked X to V", hung as an adverbial clause: what X is to do."""
    if is_passive(governor):
        return False
    if governor.lemma_ in ("call", "appeal", "plead"):
        beside = [*tree.particles(governor), *(o.marker for o in tree.obliques(governor))]
        return any(w is not None and w.lower_ in ("on", "upon", "to", "with") for w in beside)
    return governor.lemma_ in DIRECTING and bool(tree.objects(governor))


def signature(governor: Token, head: Token) -> Signature:
    """What the governor does to the clause at `head`."""
    words = tree.mark_words(head)
    lemma = governor.lemma_.lower()
    small = not tree.subjects(head) or ("that" not in words and not tree.auxiliaries(head))
    infinite = (
        head.tag_ in ("VB", "VBG", "VBN")
        and small
        and ("to" in words or head.tag_ != "VB" or not tree.auxiliaries(head))
    )
    if {"whether", "if"} & set(words):
        return emb.VOID
    if tree.is_verb(governor):
        return _verb_signature(governor, head, lemma, infinite)
    if infinite and measured(governor):
        return emb.VOID
    if infinite and judges(governor, head):
        return emb.VOID
    if governor.pos_ in ("ADJ", "ADV", "VERB"):
        return emb.ADJECTIVES.get(lemma, emb.FACT if not infinite else emb.PURPOSE)
    if infinite and is_ranked(governor):
        return emb.PASS
    return emb.NOUNS.get(lemma, emb.PURPOSE if infinite else emb.PASS)


def _verb_signature(governor: Token, head: Token, lemma: str, infinite: bool) -> Signature:
    if not infinite:
        if lemma in emb.FINITE:
            return emb.FINITE[lemma]
        if lemma in emb.OPEN and tree.role(head) == "open":
            return emb.OPEN[lemma]
        return emb.SPEECH if tree.role(head) == "complement" else emb.PASS
    if lemma == "have":
        if any(a.lower_ == "yet" for a in tree.adverbs(governor)) and not negations(governor):
            return emb.TURN
        bare = head.tag_ == "VBN" and not tree.auxiliaries(head)
        idiom = head.lemma_ == "do" and any(o.preposition == "with" for o in tree.obliques(head))
        return emb.PASS if bare or idiom else emb.NECESSARY
    if lemma == "be":
        return emb.PLANNED
    if lemma in ("stop", "pause") and head.tag_ == "VB":
        return emb.PURPOSE
    if lemma == "go":
        return emb.PLANNED if governor.tag_ == "VBG" and "to" in tree.mark_words(head) else emb.PASS
    if lemma == "look":
        done = any(a.lower_ == "have" for a in tree.auxiliaries(head))
        return emb.PLANNED if "to" in tree.mark_words(head) and not done else emb.SEEM
    if head.tag_ in ("VBG", "VBN") and lemma in ("find", "see", "hear", "catch", "watch", "leave"):
        return emb.PASS
    if lemma in ("remember", "forget") and head.tag_ == "VBG":
        return emb.FACT
    if is_passive(governor) and lemma in emb.PASSIVE_OPEN:
        return emb.PASSIVE_OPEN[lemma]
    if lemma == "have" or lemma in emb.OPEN:
        return emb.OPEN[lemma]
    if head.tag_ == "VB" and "to" in tree.mark_words(head):
        return emb.PURPOSE
    return emb.PASS
