"""What stands beside a predicate: negation, conditions, questions, asides of speech, efforts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract import embedding as emb
from kgbuild.extract._words import words
from kgbuild.extract.embedding import Kind
from kgbuild.extract.passive import agents_of

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

# "as V-ed by X": X tells what the clause beside it says; as promised or agreed would be another matter.
TOLD = words(
    "announce report state note confirm claim reveal disclose declare say publish broadcast relay explain mention"
)

# An infinitive beside these is the effort's aim, and they say nothing else.
EFFORT = words("work strive move act fight struggle battle labor labour scramble rush race seek")


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
        after = noun.doc[word.i + 1].lower_
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


def is_aside(child: Token) -> bool:
    """ "X, officials said, did Y" and "as officials said": a speech verb beside its content."""
    place = tree.role(child)
    if place == "parataxis" and is_speech(child) and tree.is_verb(child):
        return bool(tree.subjects(child)) and not _has_content(child)
    if place == "adverbial" and is_speech(child):
        return (
            "as" in tree.mark_words(child)
            and not tree.objects(child)
            and not _has_content(child)
            and bool(
                tree.subjects(child)
                or (as_told(child) and child.lemma_ in TOLD and agents_of(child))
            )
        )
    return False


def as_told(clause: Token) -> bool:
    """As in "as announced by X", "as promised": what is told is the clause beside it, not its subject."""
    return (
        clause.tag_ == "VBN"
        and tree.role(clause) == "adverbial"
        and (clause.lemma_ in TOLD or clause.lemma_ in emb.FINITE)
        and "as" in tree.mark_words(clause)
        and not tree.subjects(clause)
        and not tree.objects(clause)
    )


def goes_on(verb: Token) -> bool:
    """ "went on to V": whoever does this did V, whether "on" is read as particle or adverb."""
    beside = [*tree.particles(verb), *tree.adverbs(verb)]
    return verb.lemma_ == "go" and any(w.lower_ == "on" and w.i == verb.i + 1 for w in beside)


def is_effort(verb: Token, clause: Token) -> bool:
    """ "work to end X", "moved to ban X": the infinitive beside the verb is what is attempted."""
    return (
        (verb.lemma_ in EFFORT or goes_on(verb))
        and tree.role(clause) in ("adverbial", "open")
        and clause.tag_ == "VB"
        and "to" in tree.mark_words(clause)
        and clause.i > verb.i
        and not tree.objects(verb)
    )


def _has_content(verb: Token) -> bool:
    return any(tree.role(c) in ("complement", "open") for c in verb.children) or bool(
        tree.objects(verb)
    )


def is_speech(verb: Token) -> bool:
    """Whether the verb is one of saying."""
    sign = emb.FINITE.get(verb.lemma_)
    return sign is not None and sign.kind in (Kind.SPEECH, Kind.DENIAL, Kind.HINT)
