"""What stands beside a predicate: negation, conditions, questions, asides of speech, efforts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.attribution import Stance, reporting
from kgbuild.attribution.words import ASIDES, HEARD, TOLD
from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.passive import agents_of

if TYPE_CHECKING:
    from spacy.tokens import Token

EFFORT = table("frames")["effort"]


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
                or (as_told(child) and child.lemma_ in TOLD and told_by(child))
                or (as_told(child) and _only_says(child.lemma_))
            )
        )
    return False


def is_unknown_aside(child: Token) -> bool:
    """ "…, critics twittered": a frame whose verb no table knows. Somebody says so; in doubt, nobody is named."""
    if tree.role(child) != "parataxis" or not tree.is_verb(child) or is_speech(child):
        return False
    first = child.left_edge.i
    marks = child.doc[
        max(first - 1, child.sent.start) : first + 1
    ]  # the mark may hang on either side
    parted = first > child.sent.start and any(mark.text in (",", "–", "—", "(") for mark in marks)
    joined = tree.mark_words(child) or tree.coordinator(child) or tree.auxiliaries(child)
    own = tree.subjects(child)
    told = _has_content(child) or tree.objects(child) or tree.particles(child)
    return parted and bool(own) and own[0].i < child.i and not joined and not told


def as_told(clause: Token) -> bool:
    """As in "as announced by X", "as promised": what is told is the clause beside it, not its subject."""
    return (
        wf.has_form(clause, wf.PARTICIPLE)
        and tree.role(clause) == "adverbial"
        and (clause.lemma_ in TOLD or emb.get("verb", clause.lemma_, "that") is not None)
        and "as" in tree.mark_words(clause)
        and not tree.subjects(clause)
        and not tree.objects(clause)
    )


def _only_says(lemma: str) -> bool:
    """Whether a verb tells and does nothing else: "as reported"; what came "as expected" came."""
    stances = {row.stance for row in reporting().of("verb", lemma)}
    return bool(stances) and stances <= {Stance.SAYS, Stance.HINTS}


def told_by(clause: Token) -> list[Token]:
    """Whose word "as announced by X", "as stated in X's letter" gives: the agent, or the text that it stands in."""
    texts = [o.noun for o in tree.obliques(clause) if o.preposition in ("in", "on", "from")]
    return agents_of(clause) or [
        noun for noun in texts if noun.ent_type_ not in ("Location", "Date")
    ]


def goes_on(verb: Token) -> bool:
    """ "went on to V": whoever does this did V, whether "on" is read as particle or adverb."""
    beside = [*tree.particles(verb), *tree.adverbs(verb)]
    return verb.lemma_ == "go" and any(w.lower_ == "on" and w.i == verb.i + 1 for w in beside)


def is_effort(verb: Token, clause: Token) -> bool:
    """ "work to end X", "moved to ban X": the infinitive beside the verb is what is attempted."""
    return (
        (verb.lemma_ in EFFORT or goes_on(verb))
        and tree.role(clause) in ("adverbial", "open")
        and wf.has_form(clause, wf.BASE)
        and "to" in tree.mark_words(clause)
        and clause.i > verb.i
        and not tree.objects(verb)
    )


def _has_content(verb: Token) -> bool:
    if any(tree.role(c) in ("complement", "open") for c in verb.children):
        return True
    return bool(tree.objects(verb)) and verb.lemma_ not in HEARD  # "…, police told reporters"


def is_speech(verb: Token) -> bool:
    """Whether the verb is one that reports beside what is told: says, thinks, fears, hopes …"""
    return verb.lemma_.lower() in ASIDES
