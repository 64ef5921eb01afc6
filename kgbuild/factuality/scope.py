"""How far negations, conditions and questions reach: what stands beside a predicate and turns or opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract.cues import is_aside

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIONS = frozenset(
    {"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "barely", "nowhere"}
)

ADDITIVE = frozenset({"only", "just", "merely", "simply", "solely", "necessarily", "least"})
# "no other", "no fewer than", "no doubt" deny nothing.
NO_DENIAL = frozenset({"fewer", "less", "more", "doubt", "wonder", "longer", "later"})

NO_TIME = frozenset({"time", "way", "circumstance", "case", "event", "means", "point", "stage"})
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})


def negations(head: Token) -> bool:
    """Whether the predicate itself is negated (an even number of negations cancels out)."""
    count = 0
    for adverb in tree.adverbs(head):
        if adverb.i > head.i and tree.copula(head) is None:
            continue  # "X was arrested; Y was not": a negation behind the verb is another clause's
        if adverb.lower_ in NEGATIONS:
            after = adverb.doc[adverb.i + 1].lower_ if adverb.i + 1 < len(adverb.doc) else ""
            count += after not in ADDITIVE
        elif adverb.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in adverb.children):
            count += 1
    for oblique in tree.obliques(head):  # "at no time did they V", "in no way"
        never = oblique.noun.lemma_.lower() in NO_TIME and oblique.preposition in (
            "at",
            "in",
            "under",
            "by",
        )
        never = never and not is_aside(head)  # "at no time, he added, did they V"
        count += never and any(d.lower_ == "no" for d in tree.determiners(oblique.noun))
    joined = tree.coordinator(head)
    count += joined is not None and joined.lower_ == "nor"
    for noun in [*tree.subjects(head), *tree.objects(head)]:
        if noun.lower_ in NOBODY:
            if noun.i + 1 < len(noun.doc) and noun.doc[noun.i + 1].lower_ in ("but", "except"):
                continue  # "want nothing but peace" wants peace
            count += 1
            continue
        count += denies(noun) or any(c.lower_ == "neither" for c in noun.children if c.i < noun.i)
    if tree.copula(head) is not None and any(d.lower_ == "no" for d in tree.determiners(head)):
        count += 1
    return count % 2 == 1


def denies(noun: Token) -> bool:
    """Whether "no" or "neither" stands before the noun: nobody of the kind is meant."""
    for word in tree.determiners(noun):
        after = noun.doc[word.i + 1].lower_ if word.i + 1 < len(noun.doc) else ""
        if word.lower_ in ("no", "neither") and after not in NO_DENIAL:
            return True
    return False


def holds_until(head: Token) -> bool:
    """ "did not meet until Friday": it did happen, then; neither reading is claimed."""
    if any(o.preposition in ("until", "till") for o in tree.obliques(head)):
        return True
    return any(
        tree.role(c) == "adverbial" and {"until", "till"} & set(tree.mark_words(c))
        for c in head.children
    )


def has_condition(head: Token) -> bool:
    """Whether an if- or unless-clause hangs on the predicate."""
    for child in head.children:
        if tree.role(child) != "adverbial":
            continue
        words = tree.mark_words(child)
        if {"if", "unless", "provided"} & set(words):
            before = child.doc[min(t.i for t in child.subtree)].lower_
            return before != "even"
    return False


def is_question(root: Token) -> bool:
    """Whether the sentence ends in a question mark outside a quotation."""
    sentence = root.sent
    for token in reversed(list(sentence)):
        if token.text in ('"', "”", "’", "'", "''", ")"):
            continue
        return token.text == "?"
    return False


def is_imperative(root: Token) -> bool:
    """A bare verb without subject at the head of a sentence, or "let us"."""
    if root.lemma_ == "let" and root.tag_ in ("VB", "VBP") and not tree.subjects(root):
        return True
    if root.tag_ != "VB" or tree.subjects(root) or tree.auxiliaries(root):
        return (
            root.tag_ == "VB"
            and not tree.subjects(root)
            and any(a.lower_ in ("do", "let") for a in tree.auxiliaries(root))
        )
    return True


def bids(head: Token) -> bool:
    """An imperative that stands as content ("“Let us pray,” he said")."""
    return (
        head.tag_ == "VB" and is_imperative(head) and not tree.marks(head) and head.head.i > head.i
    )


def is_indefinite(noun: Token) -> bool:
    """Whether a noun phrase introduces something new: a, any, or a bare common noun."""
    if noun.pos_ == "PROPN" or tree.possessors(noun):
        return False
    words = {d.lower_ for d in tree.determiners(noun)}
    return not words & {"the", "this", "that", "these", "those", "both", "all", "every", "each"}
