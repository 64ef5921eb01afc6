"""Figures told by a noun: "a toll of 12", "an unemployment rate of 5 %", "a population of two million"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import kind_of_token, measured, slot_of
from kgbuild.english import table
from kgbuild.extract.coordination import expand
from kgbuild.extract.nominal.roles import lemma_of
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar.clauses import is_verb
from kgbuild.language.grammar.phrases import children, modifiers, possessors, preposition_of
from kgbuild.language.numbers.figures import figure_of, is_share_or_sum
from kgbuild.predicates.arguments import surface_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated

VOTES = frozenset({"vote", "ballot"})
MEASURED = table("frames")["measured"]


def values(annotated: Annotated) -> list[Draft]:
    """One open draft for each measure with its figure: whose it is, what it measures, how much."""
    drafts: list[Draft] = []
    for noun in annotated.doc:
        if noun.lower_ == "worth":
            drafts += _worth(noun, annotated)
        if noun.lemma_.lower() in VOTES:
            drafts += _votes(noun, annotated)
        if noun.pos_ != "NOUN" or lemma_of(noun) not in MEASURED:
            continue
        holders = possessors(noun) or _of(noun, annotated)
        figure = next(
            (f for f in (measured(o.noun) for o in modifiers(noun) if o.preposition == "of") if f),
            None,
        )
        if figure is None or not holders:
            continue
        amount = next(
            o.noun for o in modifiers(noun) if o.preposition == "of" and figure_of(o.noun)
        )
        drafts.append(
            Draft(
                extractor="values", head=noun.i, trigger=(noun.i,), words=f"have {lemma_of(noun)} of",
                lemma=lemma_of(noun), preposition="of", standing=Standing.NOMINAL, confidence=0.65,
                subject=[slot_of(holders[0], annotated)],
                object=[
                    Slot(head=amount.i, start=amount.i, end=amount.i + 1, value=figure.value, unit=figure.unit,
                         bound=figure.bound, upper=figure.upper)
                ],
            )
        )  # fmt: skip
    return drafts


def _worth(word: Token, annotated: Annotated) -> list[Draft]:
    """ "The deal is worth $2 million", "a deal worth $2 million": what it is worth."""
    sums = [t for t in word.children if t.i > word.i and is_share_or_sum(t)]
    owners = children(word, fn.SUBJECT) or (
        [word.head] if fn.stands_as(word, fn.REDUCED | fn.ADJECTIVE) else []
    )
    figure = figure_of(sums[0]) if sums else None
    if figure is None or not owners:
        return []
    amount = slot_of(sums[0], annotated)
    amount.value, amount.unit = figure.value, figure.unit
    amount.bound, amount.upper = figure.bound, figure.upper
    return [
        Draft(
            extractor="values", head=word.i, trigger=(word.i,), words="be worth", lemma="worth",
            standing=Standing.NOMINAL, confidence=0.75, subject=[slot_of(owner, annotated)], object=[amount],
        )
        for owner in expand(owners, annotated)
    ]  # fmt: skip


def _votes(noun: Token, annotated: Annotated) -> list[Draft]:
    """ "Won with 63 % of the vote": what share whoever won received."""
    share = noun.head
    verb, figure = share.head, figure_of(share) if is_share_or_sum(share) else None
    tied = fn.stands_as(noun, fn.NOMINAL_MODIFIER) and fn.stands_as(share, fn.OBLIQUE)
    if figure is None or not tied or preposition_of(share)[0] != "with" or not is_verb(verb):
        return []
    amount = slot_of(share, annotated)
    amount.value, amount.unit = figure.value, figure.unit
    amount.bound, amount.upper = figure.bound, figure.upper
    return [
        Draft(
            extractor="values", head=share.i, trigger=(share.i, noun.i), words="receive of vote", lemma="receive",
            relation="RECEIVED", standing=Standing.NOMINAL, confidence=0.75,
            subject=[slot_of(who, annotated)], object=[amount],
        )
        for who in expand(surface_subject(verb).nouns, annotated)
    ]  # fmt: skip


def _of(noun: Token, annotated: Annotated) -> list[Token]:
    """Whose measure it is: the noun before it, or the clause's subject of "has a population of"."""
    before = [
        child for child in children(noun, fn.COMPOUND) if annotated.mention_at(child.i) is not None
    ]
    if before:
        return before
    governor = noun.head
    if fn.stands_as(noun, fn.OBJECT) and governor.lemma_ == "have":
        owners = children(governor, fn.SUBJECT)
        return [o for o in owners if kind_of_token(o, annotated)]
    return []
