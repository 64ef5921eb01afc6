"""Lemmas of verbs, mended where the lemmatiser gave a word that is no verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.grammar import wordforms as wf
from kgbuild.language.words import known_verbs, verb_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def lemma_of(governor: Token) -> str:
    """The lemma; of a verb whose lemma is no verb, the one verb that its form can come from."""
    lemma = governor.lemma_.lower()
    if wf.has_form(governor, wf.VERB) and lemma not in known_verbs():
        tags = (governor.tag_, "VBD", "VBN", "VBZ", "VBG")
        return next((v for tag in tags if (v := verb_of(governor.lower_, tag))), lemma)
    return lemma
