"""What a governor makes of the clause below it: presupposed, said, turned round, weakened, or left open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.extract.arguments import agents_of, is_passive
from kgbuild.extract.speakers import speakers_of
from kgbuild.factuality import table as emb
from kgbuild.factuality.status import SEEING, UNSURE, Status
from kgbuild.factuality.table import Kind, Signature
from kgbuild.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

# Denied, these deny what they are said of: "it is not the case that he left".
TRUTH = frozenset({"case", "fact", "truth", "reality", "matter"})


def below(outer: Status, sign: Signature, governor: Token, head: Token) -> Status:
    """The status of a clause under a governor with this signature, where the governor has `outer`."""
    kind = sign.kind
    if kind is Kind.VOID:
        return replace(outer, void=True)
    if kind is Kind.FACT:
        weak = outer.modality is not Modality.ACTUAL and governor.lemma_.lower() in SEEING
        if weak and not outer.negated:
            return outer
        if outer.negated and governor.lemma_.lower() in UNSURE:
            return replace(outer, void=True)  # "it is not clear how ..."
        return Status(voices=outer.voices, void=outer.void and outer.modality is Modality.ACTUAL)
    if kind in (Kind.SPEECH, Kind.DENIAL, Kind.THOUGHT, Kind.HINT):
        return spoken(outer, sign, governor)
    if kind is Kind.SEEM:
        return replace(outer, hedge=outer.hedge or governor.lemma_)
    if kind is Kind.PASS:
        told = outer.negated and tree.is_noun(governor) and tree.copula(governor) is not None
        if told and tree.is_finite(head) and governor.lemma_.lower() not in TRUTH:
            return replace(outer, negated=False)  # "it is no secret that he left": he did
        return outer
    modality = sign.modality
    if kind is Kind.TURN:
        if outer.negated and modality is Modality.REFUSED:
            return replace(outer, void=True)
        turned = replace(outer, negated=not outer.negated)
        return replace(turned, modality=modality) if outer.modality is Modality.ACTUAL else turned
    weak = outer.modality in (Modality.ACTUAL, Modality.CONDITIONAL)
    found = replace(outer, modality=modality if weak else outer.modality)
    if governor.lemma_ in emb.UNLIKELY:
        found = replace(found, negated=not outer.negated, modality=Modality.EXPECTED)
    return found


def spoken(outer: Status, sign: Signature, governor: Token) -> Status:
    """The status of what a verb or noun of saying has as its content: its speaker's word."""
    void = (
        outer.void or outer.negated or outer.modality in (Modality.CONDITIONAL, Modality.POSSIBLE)
    )
    hedge = outer.hedge
    if sign.kind is Kind.HINT or (is_passive(governor) and not agents_of(governor)):
        hedge = hedge or governor.lemma_
    voices = outer.voices + speakers_of(governor)
    modality = sign.modality if outer.modality is Modality.ACTUAL else outer.modality
    return Status(sign.kind is Kind.DENIAL, modality, hedge, voices, void)
