"""What a negation is about: "was not consulted properly" was consulted, so the relation is neither so nor denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import clauses
from kgbuild.model import Polarity

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft

SENTENCE = table("settling")["loose_adverb"]
"""Adverbs of the whole sentence or of its time: not what a negation denies."""


def focused(draft: Draft, annotated: Annotated) -> str:
    """The adverb of manner behind a negated verb, which the negation is of; "" where there is none.

    Only behind the verb: "did not formally meet" may deny the meeting, "did not meet formally" does not. What
    a comma sets off ("did not meet N, sadly") speaks of the whole sentence.
    """
    if draft.polarity is not Polarity.NEGATED or not draft.verbal:
        return ""
    verb = annotated.doc[draft.head]
    for adverb in clauses.adverbs(verb):
        word = adverb.lower_
        set_off = adverb.i > 0 and annotated.doc[adverb.i - 1].text == ","
        if adverb.i > verb.i and word.endswith("ly") and word not in SENTENCE and not set_off:
            return word
    return ""
