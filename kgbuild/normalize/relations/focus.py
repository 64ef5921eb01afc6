"""What a negation is about: "was not consulted properly" was consulted, so the relation is neither so nor denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.grammar import clauses
from kgbuild.model import Polarity

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft

SENTENCE = frozenset(
    {"actually", "really", "currently", "recently", "previously", "only", "finally", "apparently", "certainly",
     "simply", "clearly", "definitely", "necessarily", "reportedly", "allegedly", "probably", "possibly",
     "initially", "originally", "ultimately", "eventually", "surely", "surprisingly", "merely", "solely",
     "obviously", "evidently", "undoubtedly", "supposedly", "presumably", "seemingly", "nearly", "hardly",
     "barely", "scarcely", "early", "daily", "weekly", "monthly", "yearly", "family", "likely", "unlikely",
     "simultaneously", "generally", "usually", "normally", "typically", "especially", "particularly"}
)  # fmt: skip
"""Adverbs in -ly that say how sure, when or how often: not what a negation denies."""


def focused(draft: Draft, annotated: Annotated) -> str:
    """The adverb of manner behind a negated verb, which the negation is of; "" where there is none.

    Only behind the verb: "did not formally meet" may deny the meeting, "did not meet formally" does not.
    """
    if draft.polarity is not Polarity.NEGATED or not draft.verbal:
        return ""
    verb = annotated.doc[draft.head]
    for adverb in clauses.adverbs(verb):
        word = adverb.lower_
        if adverb.i > verb.i and word.endswith("ly") and word not in SENTENCE:
            return word
    return ""
