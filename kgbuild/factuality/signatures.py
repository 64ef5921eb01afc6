"""What a governor does to the clause below it, read from the tree and the tables of `embedding`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.factuality.negation import negations
from kgbuild.factuality.status import MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.grammar.lemmas import lemma_of
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.arguments import is_passive
from kgbuild.predicates.control import DIRECTING
from kgbuild.predicates.cues import goes_on
from kgbuild.predicates.governors import is_gerund, is_infinite, part_of, takes_of, words_of
from kgbuild.predicates.partners import is_ranked
from kgbuild.predicates.signatures import Kind, Signature

if TYPE_CHECKING:
    from spacy.tokens import Token


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
    sign = emb.get("adjective", lemma, "to") or emb.get("noun", lemma, "to")
    return sign is None or sign.kind in (Kind.FACT, Kind.PASS)


def either(head: Token) -> bool:
    """ "approve or disapprove": one of two that are not both told, as a first or later member."""
    joined_to = tree.role(head) == "conjunct" and tree.is_predicate(head.head)
    own = tree.coordinator(head) if joined_to else None
    if joined_to and (tree.subjects(head) or (own is not None and own.lower_ != "or")):
        return False  # "has not paid or moved, but he is here"
    first = tree.first_conjunct(head) if joined_to else head
    for member in tree.conjuncts(first):
        joined = tree.coordinator(member)
        alike = tree.is_predicate(member) and wf.same_form(member, first)
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
    if first is None or main is None or not wf.has_form(first, wf.PRESENT):
        return False
    perfect = first.lemma_ == "have" and first.i != head.i
    return (
        not perfect
        and wf.has_form(main, wf.THIRD_PERSON | wf.PLAIN_PRESENT | wf.MODAL)
        and main.lower_ not in ("would", "could")
    )


def is_past(head: Token) -> bool:
    """Whether the clause shows a past tense ("was filed", "came")."""
    first = _finite(head)
    return first is not None and wf.has_form(first, wf.PAST)


def _finite(head: Token) -> Token | None:
    """The word of a clause that shows its tense."""
    labels = fn.PASSIVE_AUXILIARY | fn.COPULA
    words = [*tree.auxiliaries(head), *tree.children(head, labels), head]
    shown = [w for w in words if wf.has_form(w, wf.FINITE)]
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
    """What the governor does to the clause at `head`; UNKNOWN where no table knows it."""
    if {"whether", "if"} & set(tree.mark_words(head)):
        return emb.VOID
    infinite = is_infinite(head)
    part = part_of(governor)
    if part != "verb" and infinite and (measured(governor) or judges(governor, head)):
        return emb.VOID
    special = _of_verb(governor, head, infinite) if part == "verb" else _of_noun(governor, infinite)
    if special is not None:
        return special
    takes = takes_of(governor, head)
    if part == "verb" and (told := _told_to_be(governor, head, takes)) is not None:
        return told
    for word in words_of(governor, head):
        found = emb.get(part, word, *takes)
        if found is not None:
            return emb.FACT if _looks_back(part, found, head) else found
    # an infinitive that no word claims is the aim of what stands above it
    aim = infinite and not is_gerund(head) and "to" in tree.mark_words(head)
    return emb.PURPOSE if aim else emb.UNKNOWN


def notice_frame(verb: Token) -> Token | None:
    """The predicate of "it should be noted", "it is important to remember", where a verb belongs to one.

    Whoever writes so tells what follows as a fact, and nobody is asked to say it.
    """
    if lemma_of(verb) not in MARKERS["noticing"]:
        return None
    frame, fits = verb, False
    if is_passive(verb):
        fits = any(a.lower_ in ("should", "must") for a in tree.auxiliaries(verb))
    elif tree.role(verb) in ("clause_subject", "open", "adverbial"):
        frame = verb.head
        fits = frame.lemma_.lower() in MARKERS["noticed"] and tree.copula(frame) is not None
    empty = tree.expletive(frame) is not None or any(
        noun.lower_ == "it" for noun in tree.subjects(frame)
    )
    return frame if fits and empty and not negations(frame) else None


TOLD = (Kind.SPEECH, Kind.THOUGHT, Kind.HINT)
"""Kinds of verbs whose clause is told or thought to be so."""


def _told_to_be(governor: Token, head: Token, takes: tuple[str, ...]) -> Signature | None:
    """ "Reports X to be dead", "believes X to have left": told or thought as in a that-clause, and no aim."""
    had = tree.copula(head) is not None or any(a.lemma_ == "have" for a in tree.auxiliaries(head))
    if takes[0] not in ("obj-to", "to") or not had:
        return None
    for word in words_of(governor, head):
        found = emb.get("verb", word, "that")
        other = emb.get("verb", word, *takes[:1])  # "told him to be quiet"
        if found is not None and found.kind in TOLD and (other is None or other.kind in TOLD):
            return found
    return None


def _looks_back(part: str, found: Signature, head: Token) -> bool:
    """ "glad to have met N": readiness looks forward, a perfect infinitive back on what was done."""
    perfect = any(a.lower_ == "have" for a in tree.auxiliaries(head)) and not wf.has_form(
        head, wf.BASE
    )
    return part == "adjective" and found.modality is Modality.READY and perfect


def _of_noun(governor: Token, infinite: bool) -> Signature | None:
    """ "the first to V" did."""
    return emb.PASS if infinite and is_ranked(governor) else None


def _of_verb(governor: Token, head: Token, infinite: bool) -> Signature | None:
    """What be, have, go, look and stop do, which their form or their company decides."""
    lemma = governor.lemma_.lower()
    if not infinite:
        return None
    words = tree.mark_words(head)
    if lemma == "have":
        if not negations(governor) and _yet(governor, head):
            return emb.TURN
        bare = wf.has_form(head, wf.PARTICIPLE) and not tree.auxiliaries(head)
        idiom = head.lemma_ == "do" and any(o.preposition == "with" for o in tree.obliques(head))
        return emb.PASS if bare or idiom or wf.has_form(head, wf.GERUND) else emb.NECESSARY
    if lemma == "be":
        return emb.PLANNED
    if lemma in ("stop", "pause") and wf.has_form(head, wf.BASE) and "to" in words:
        return emb.PURPOSE
    if lemma == "go":
        if "to" not in words or goes_on(governor):
            return emb.PASS  # "went home crying", "went on to win"
        return emb.PLANNED if wf.has_form(governor, wf.GERUND) else emb.PURPOSE
    if lemma == "look":
        done = any(a.lower_ == "have" for a in tree.auxiliaries(head))
        return emb.PLANNED if "to" in words and not done else emb.SEEM
    return None


def _yet(governor: Token, head: Token) -> bool:
    """ "has yet to V", wherever the parser hung "yet"."""
    beside = [*tree.adverbs(governor), *tree.adverbs(head)]
    return any(word.lower_ == "yet" and word.i < head.i for word in beside)


def still_to(head: Token) -> bool:
    """ "is yet to V", where the parser takes "is … to" for the verb's auxiliaries: it has not."""
    if not any(a.lemma_ == "be" for a in tree.auxiliaries(head)) or negations(head):
        return False
    if head.head.lower_ == "yet":
        return False  # its own row says so already
    before = head.doc[max(head.i - 4, head.sent.start) : head.i]
    words = [t.lower_ for t in before]
    return "to" in words and "yet" in words[: words.index("to")]
