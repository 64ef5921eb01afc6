"""What a governor makes of the clause below it: presupposed, said, turned round, weakened, or left open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.factuality.status import MARKERS, Status
from kgbuild.language.grammar import clauses as tree
from kgbuild.model import Modality
from kgbuild.predicates import signatures as emb
from kgbuild.predicates.arguments import agents_of, is_passive
from kgbuild.predicates.signatures import Kind, Negated, Signature
from kgbuild.predicates.speakers import announced_by, speakers_of

if TYPE_CHECKING:
    from spacy.tokens import Token

UNTRIED = (Modality.CONDITIONAL, Modality.ATTEMPTED)
"""What somebody would have tried was not tried."""
REPORTING = (Kind.SPEECH, Kind.DENIAL, Kind.THOUGHT, Kind.HINT)


def left_open(outer: Status) -> Status:
    """The content of what no table knows, or of which nothing follows: kept, and marked as unclear."""
    weak = outer.modality is not Modality.ACTUAL
    return replace(
        outer, negated=False, modality=outer.modality if weak else Modality.UNCLEAR, scoped=False
    )


def below(outer: Status, sign: Signature, governor: Token, head: Token) -> Status:
    """The status of a clause under a governor with this signature, where the governor has `outer`."""
    kind = sign.kind
    if kind is Kind.VOID:
        if outer.negated and sign.negated is Negated.TURNED:
            return replace(outer, negated=False)  # "did not hesitate to V": did
        return replace(outer, void=True)
    if kind is Kind.UNKNOWN:
        return left_open(outer)
    if kind is Kind.FACT:
        return _presupposed(outer, sign, governor)
    if kind in REPORTING:
        return spoken(outer, sign, governor)
    if kind is Kind.SEEM:
        return replace(outer, hedge=outer.hedge or governor.lemma_)
    if kind is Kind.PASS:
        return _passed(outer, sign)
    if kind is Kind.TURN:
        return _turned(outer, sign)
    if outer.negated and sign.negated is Negated.OPEN:
        return left_open(outer)
    weak = outer.modality in (Modality.ACTUAL, Modality.CONDITIONAL)
    weak = weak and (outer.modality, sign.modality) != UNTRIED and not _if(governor)
    found = replace(outer, modality=sign.modality if weak else outer.modality)
    if governor.lemma_ in emb.UNLIKELY:
        found = replace(found, negated=not outer.negated, modality=Modality.EXPECTED)
    # what nobody promises is nobody's word
    return found if outer.negated else replace(found, voices=found.voices + announced_by(governor))


def _if(governor: Token) -> bool:
    """ "If he decides to stay": nobody says that he will."""
    return bool({"if", "unless"} & set(tree.mark_words(governor)))


def _presupposed(outer: Status, sign: Signature, governor: Token) -> Status:
    """ "regretted that he left": he left, also where nobody regrets it."""
    lemma = governor.lemma_.lower()
    weak = outer.modality is not Modality.ACTUAL
    if weak and not outer.negated and lemma in MARKERS["seeing"]:
        return outer
    if outer.negated and lemma in MARKERS["truth"] and tree.copula(governor) is not None:
        return Status(negated=True, voices=outer.voices, void=outer.void)  # "is not a fact that"
    if outer.negated and (sign.negated is Negated.OPEN or lemma in MARKERS["unsure"]):
        return replace(outer, void=True)  # "it is not clear how ..."
    if outer.modality is Modality.CONDITIONAL:
        return left_open(Status(voices=outer.voices, void=outer.void))
    return Status(voices=outer.voices, void=outer.void and not weak)


def _passed(outer: Status, sign: Signature) -> Status:
    """ "managed to leave": left; "did not manage to": did not; "did not force him to": nobody knows."""
    if not outer.negated:
        return outer
    return left_open(outer) if sign.negated is Negated.OPEN else outer


def _turned(outer: Status, sign: Signature) -> Status:
    """ "failed to leave": did not; "did not fail to": did; "did not prevent it": nobody knows."""
    if outer.negated and sign.modality is Modality.REFUSED:
        return replace(outer, void=True)
    if outer.negated and sign.negated is Negated.OPEN:
        return left_open(outer)
    turned = replace(outer, negated=not outer.negated, scoped=False)
    if outer.modality is Modality.ACTUAL:
        return replace(turned, modality=sign.modality)
    return turned


def spoken(outer: Status, sign: Signature, governor: Token) -> Status:
    """The status of what a verb or noun of saying has as its content: its speaker's word."""
    void = (
        outer.void or outer.negated or outer.modality in (Modality.CONDITIONAL, Modality.POSSIBLE)
    )
    wrong = any(a.lower_ in MARKERS["wrongly"] for a in tree.adverbs(governor))
    if wrong and governor.lemma_.lower() in MARKERS["accusing"] | MARKERS["describing"]:
        return Status(
            not outer.negated, voices=outer.voices, void=outer.void
        )  # "wrongly convicted of V-ing"
    hedge = outer.hedge
    if sign.kind is Kind.HINT or (is_passive(governor) and not agents_of(governor)):
        hedge = hedge or governor.lemma_
    voices = outer.voices + speakers_of(governor)
    modality = sign.modality if outer.modality is Modality.ACTUAL else outer.modality
    return Status(sign.kind is Kind.DENIAL, modality, hedge, voices, void)
