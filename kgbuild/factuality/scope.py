"""How far negations, hedges, modals, conditions and questions reach: over coordination and whole sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.factuality.negation import NEGATIVE, Quantity, few, negations, quantity
from kgbuild.factuality.status import HEDGES, MARKERS
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import wordforms as wf

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE_JOINTS = frozenset({"or", "nor", "let alone", "much less", "not to mention"})
CONTRAST_JOINTS = frozenset({"rather", "rather than", "instead", "instead of", "as opposed to"})
INVERTED = frozenset({"had", "should", "were", "was", "did"})
SHOWN = wf.FINITE


def joint_of(head: Token) -> str:
    """The words that join a later member to the first ("and", "or", "let alone"), of its list if it has none."""
    own = [c for c in tree.children(head, fn.COORDINATOR) if c.i < head.i]
    if not own:  # "or threatened Mexico", with "or" hung on Mexico
        before = head.i - 1
        while before > head.head.i and head.doc[before].pos_ in ("ADV", "AUX", "PART"):
            before -= 1
        own = (
            [head.doc[before]]
            if before > 0 and wf.has_form(head.doc[before], wf.COORDINATOR)
            else []
        )
    if not own:
        later = [m for m in tree.conjuncts(tree.first_conjunct(head)) if m.i > head.i]
        own = [c for m in later for c in tree.children(m, fn.COORDINATOR) if head.i < c.i < m.i][:1]
    if not own:
        own = [
            c
            for c in tree.children(head.head, fn.COORDINATOR)
            if head.head.i < c.i < head.i and fn.stands_as(head, fn.CONJUNCT)
        ]
    if not own:
        return ""
    parts = [own[-1].lower_, *(p.lower_ for p in tree.children(own[-1], fn.FIXED))]
    return " ".join(parts)


def shares_auxiliaries(head: Token, first: Token) -> bool:
    """Whether a second conjunct leans on the first one's auxiliaries.

    "May visit X and meet Y"; "may have hired X and fired Y", where the form does not tell the participle
    from the past and so, in doubt, leans.
    """
    if tree.auxiliaries(head) or not tree.is_verb(head):
        return False
    own = tree.auxiliaries(first)
    modal = any(wf.has_form(a, wf.MODAL) for a in own) and any(a.lemma_ == "have" for a in own)
    if wf.has_form(first, wf.PARTICIPLE) and (modal or wf.has_form(head, wf.PARTICIPLE)):
        return wf.has_form(head, wf.PARTICIPLE | wf.PAST | wf.BASE)
    if wf.has_form(head, wf.TENSED):
        return False
    return wf.same_form(head, first) or (
        wf.has_form(head, wf.BASE) and wf.has_form(first, wf.BASE | wf.PLAIN_PRESENT)
    )


def negation_reaches(head: Token, first: Token, joint: str) -> bool | None:
    """Whether the first member's negation holds of a later one without a subject; None where it is open.

    "Did not V or W", "has neither V-ed nor W-ed", "no firm V-ed or W-ed": it does. "Did not V but W-ed": it
    does not. "Never V-ed and W-ed": either reading is good English.
    """
    if joint.startswith("but") or joint in ("yet", "though"):
        return False
    subject = any(quantity(n) in (Quantity.NONE, Quantity.NOT_ALL) for n in tree.subjects(first))
    if subject:
        return True
    if not negations(first):
        return False
    if joint in NEGATIVE_JOINTS:
        return True
    if tree.auxiliaries(head):
        return False  # "did not visit X and will meet Y"
    if joint == "and" or not joint:
        if shares_auxiliaries(head, first):
            return True
        if wf.same_form(head, first) or wf.has_form(first, wf.PARTICIPLES):
            return None
    return False


def adverbs_over(head: Token, first: Token, *, shared: bool) -> list[Token]:
    """The adverbs of a first member that reach a later one: before the subject, or, where that is shared, the verb."""
    subjects = [n.i for n in tree.subjects(first) if n.i < first.i]
    edge = first.i if shared else min(subjects, default=first.sent.start)
    return [a for a in tree.adverbs(first) if a.i < edge]


def holds_until(head: Token) -> bool:
    """ "did not meet until Friday": it did happen, then; neither reading is claimed."""
    if any(o.preposition in ("until", "till") for o in tree.obliques(head)):
        return True
    return any(
        tree.role(c) == "adverbial" and {"until", "till"} & set(tree.mark_words(c))
        for c in head.children
    )


def has_condition(head: Token) -> bool:
    """Whether an if- or unless-clause, or an inverted one ("had he known"), hangs on the predicate."""
    for child in head.children:
        if tree.role(child) != "adverbial":
            continue
        if {"if", "unless", "provided"} & set(tree.mark_words(child)):
            before = child.doc[min(t.i for t in child.subtree)].lower_
            return before != "even"
        if inverted_condition(child):
            return True
    return False


def is_vouched(head: Token) -> bool:
    """ "X did it, if the memo is to be believed", "X did it, or so they say": told as far as somebody else is right."""
    for child in head.children:
        if tree.role(child) == "adverbial" and {"if", "unless"} & set(tree.mark_words(child)):
            return child.lower_ in MARKERS["vouched"]
    behind = head.doc[head.i + 1 : head.sent.end]
    return any(
        t.lower_ == "or" and t.nbor(-1).text == "," and t.nbor().lower_ in ("so", "such")
        for t in behind[:-1]
    )


def phrases_beside(head: Token, *, fronted: bool = False) -> frozenset[str]:
    """The phrases beside a predicate as "in likelihood"; with `fronted`, those before its subject."""
    first = min((n.i for n in tree.subjects(head)), default=head.i)
    return frozenset(
        f"{o.preposition} {o.noun.lemma_.lower()}"
        for o in tree.obliques(head)
        if not tree.possessors(o.noun) and (not fronted or o.noun.i < first)
    )


def _fronted(head: Token) -> Token | None:
    """The auxiliary or form of be that stands before the clause's subject, or None."""
    words = [
        *tree.children(head, fn.AUXILIARY | fn.PASSIVE_AUXILIARY | fn.COPULA),
        *([head] if head.lemma_ in ("be", "have") else []),
    ]
    subjects = list(tree.children(head, fn.SUBJECT | fn.EXPLETIVE))
    shown = sorted((w for w in words if wf.has_form(w, SHOWN)), key=lambda w: w.i)
    if not shown or not subjects:
        return None
    first = min(n.i for n in subjects)
    return shown[0] if shown[0].i < first else None


def _opens(word: Token, head: Token) -> bool:
    """Whether nothing but a conjunction or mark stands in the clause before a word."""
    start = min((t.i for t in head.subtree), default=head.i)
    before = [t for t in head.doc[start : word.i] if t.i in {s.i for s in head.subtree}]
    return all(
        t.is_punct
        or t.is_space
        or t.lower_ in ("and", "but", "so", "or", "then", "well", "q", "a")
        or t.text in ("Q", "A")
        for t in before
    )


def inverted_condition(head: Token) -> bool:
    """ "Had X V-ed, …", "Should X V, …", "Were X to V, …": a condition without "if"."""
    words = tree.mark_words(head)
    if tree.role(head) == "reduced" and "to" in words:
        return head.head.lower_ == "were" and head.head.i < head.i
    if tree.role(head) not in ("adverbial", "parataxis") or words:
        return False
    word = _fronted(head)
    if word is None and tree.role(head) == "adverbial":
        word = _left_behind(head)
        return word is not None and word.lower_ in INVERTED - {"did", "was"}
    return word is not None and word.lower_ in INVERTED and _opens(word, head)


def _left_behind(head: Token) -> Token | None:
    """The auxiliary of "X would have left had Y known" that the parser hung on the clause before it, or None."""
    own = [n for n in tree.subjects(head) if head.head.i < n.i < head.i]
    first = own[0].left_edge.i if own else 0
    if not first:
        return None
    before = head.doc[first - 1]
    stray = fn.stands_as(before, fn.AUXILIARY) and before.head.i == head.head.i < before.i
    return before if stray else None


def is_inverted(head: Token) -> bool:
    """Whether a clause has the order of a question: auxiliary first, then its subject."""
    word = _fronted(head)
    return word is not None and _opens(word, head)


def is_question(root: Token) -> bool:
    """Whether the clause asks: its sentence ends in a question mark outside a quotation, or it is inverted."""
    for token in reversed(list(root.sent)):
        if token.text in QUOTES or token.is_space:
            continue
        if "?" in token.text:
            return True
        break
    return is_inverted(root)


def asks_whether(token: Token) -> bool:
    """Whether a token stands in a yes-or-no question: of one, not even what it presupposes is claimed."""
    root = token.sent.root
    first = next((t for t in token.sent if t.is_alpha), root)
    return is_question(root) and not wf.has_form(first, wf.QUESTION_WORD)


QUOTES = frozenset({'"', "”", "’", "'", "''", ")", "»"})


def is_imperative(root: Token) -> bool:
    """A bare verb without subject at the head of a sentence, or "let us"."""
    if (
        root.lemma_ == "let"
        and wf.has_form(root, wf.BASE | wf.PLAIN_PRESENT)
        and not tree.subjects(root)
    ):
        return True
    if not wf.has_form(root, wf.BASE) or tree.subjects(root) or tree.auxiliaries(root):
        return (
            wf.has_form(root, wf.BASE)
            and not tree.subjects(root)
            and any(a.lower_ in ("do", "let") for a in tree.auxiliaries(root))
        )
    return True


def bids(head: Token) -> bool:
    """An imperative that stands as content ("“Let us pray,” he said")."""
    return (
        wf.has_form(head, wf.BASE)
        and is_imperative(head)
        and not tree.marks(head)
        and head.head.i > head.i
    )


def is_indefinite(noun: Token) -> bool:
    """Whether a noun phrase introduces something new: a, any, or a bare common noun."""
    if noun.pos_ == "PROPN" or tree.possessors(noun):
        return False
    words = {d.lower_ for d in tree.determiners(noun)}
    return not words & {"the", "this", "that", "these", "those", "both", "all", "every", "each"}


def is_timid(word: str) -> bool:
    """Whether an adverb says that the writer stands back, or that it may not be so."""
    return (
        word in HEDGES
        or word in MARKERS["perhaps"]
        or word in MARKERS["probable"]
        or word in MARKERS["unreal"]
        or word in MARKERS["rarely"]
        or word in MARKERS["vain"]
    )


def is_known(adverb: Token) -> bool:
    """Whether a table knows the adverb, or its form shows that it says nothing on whether it happened."""
    word = adverb.lower_
    if word in MARKERS["plain"] or is_timid(word) or word in NEGATIVE or word in MARKERS["near"]:
        return True
    if word in MARKERS["wrongly"] or word in MARKERS["additive"] or word in MARKERS["few"]:
        return True
    return (
        wf.has_form(
            adverb,
            wf.WHERE
            | wf.COMPARATIVE_ADVERB
            | wf.SUPERLATIVE_ADVERB
            | wf.VERB_PARTICLE
            | wf.PREPOSITION
            | wf.COORDINATOR
            | wf.CARDINAL
            | wf.DETERMINER
            | wf.TO,
        )
        or not word.isalpha()
    )


__all__ = [
    "adverbs_over",
    "asks_whether",
    "bids",
    "few",
    "has_condition",
    "holds_until",
    "inverted_condition",
    "is_imperative",
    "is_indefinite",
    "is_inverted",
    "is_known",
    "is_question",
    "is_timid",
    "is_vouched",
    "joint_of",
    "negation_reaches",
    "negations",
    "phrases_beside",
    "shares_auxiliaries",
]
