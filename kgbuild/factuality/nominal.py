"""The status of an event that a noun tells ("a meeting"), under the verb or noun that governs it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree
from kgbuild.factuality import table as emb
from kgbuild.factuality.frames import words_of
from kgbuild.factuality.governed import below
from kgbuild.factuality.scope import is_indefinite
from kgbuild.factuality.status import Status
from kgbuild.factuality.table import Kind
from kgbuild.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.factuality.reader import StatusReader


def nominal_status(noun: Token, reader: StatusReader) -> Status:
    """The status of an event told by a noun, under the verb that governs it."""
    holder = tree.clause_head(noun)
    outer = reader.status(holder)
    if holder.i == noun.i:
        return outer
    base = Status(voices=outer.voices, void=outer.void)
    if any(d.lower_ == "no" for d in tree.determiners(noun)):
        return replace(base, negated=True)
    governor = noun.head
    sign = None
    if tree.role(noun) == "modifier":
        sign = emb.get("noun", governor.lemma_.lower(), "of-ing", "to", "that")
    if sign is None and tree.role(noun) in ("object", "oblique") and governor.i == holder.i:
        direct = tree.role(noun) == "object" or tree.case_words(noun) == "for"
        sign = next(
            (s for w in words_of(holder, noun) if (s := emb.get("verb", w, "object"))), None
        )
        sign = sign if direct else None
        if sign is not None and sign.kind is Kind.TURN:
            return below(base, sign, holder, noun)
    if sign is not None and sign.kind is Kind.MODAL:
        modality = sign.modality if outer.modality is Modality.ACTUAL else outer.modality
        return replace(base, modality=modality, negated=outer.negated)
    if is_indefinite(noun) and tree.role(noun) in ("object", "oblique"):
        if outer.negated:
            return replace(base, void=True)
        return replace(base, modality=outer.modality)
    return base
