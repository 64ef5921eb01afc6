"""How sure a verbal draft is before its arguments are looked up, from what its clause looks like.

The figures are the mean word precision of such rows against the development part of an open benchmark
(docs/claims.md), rounded and kept apart from the sentences themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.extract import _tree as tree

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft

BASE = {
    "root": 0.88,
    "parataxis": 0.85,
    "conjunct": 0.80,
    "open": 0.80,
    "complement": 0.76,
    "relative": 0.72,
    "adverbial": 0.70,
    "reduced": 0.64,
}
OTHER = 0.70
FAR = 0.02
LONG = 0.02


def grade(draft: Draft, annotated: Annotated) -> float:
    """Confidence by the clause's place, its distance from the subject and the sentence's length."""
    head = annotated.doc[draft.head]
    score = BASE.get(tree.role(head), OTHER)
    subject = draft.subject[0].head if draft.subject else None
    if subject is not None:
        score -= FAR * min(abs(subject - draft.head) // 4, 4)
    length = len(head.sent)
    score -= LONG * max(0, min(length // 10, 6) - 2)
    return round(score, 2)
