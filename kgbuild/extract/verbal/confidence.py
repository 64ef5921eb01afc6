"""How sure a verbal draft is before its arguments are looked up, from what its clause looks like.

The figures started from the mean word precision of such rows against the development part of an open
benchmark, and were set anew by claims of real news read against their sentences (docs/claims.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.language.grammar import clauses as tree
from kgbuild.model import Modality

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft

BASE = {
    "root": 0.90,
    "parataxis": 0.82,
    "conjunct": 0.80,
    "open": 0.74,
    "complement": 0.80,
    "relative": 0.68,
    "adverbial": 0.74,
    "reduced": 0.66,
}
OTHER = 0.70
# A clause without a subject of its own: read in real news, these are right less often than the rest.
INHERITED = {"conjunct": 0.04, "adverbial": 0.10, "complement": 0.10, "open": 0.0, "reduced": 0.0}
AIM = 0.06
FAR = 0.02
LONG = 0.02


def grade(draft: Draft, annotated: Annotated) -> float:
    """Confidence by the clause's place, its distance from the subject and the sentence's length."""
    head = annotated.doc[draft.head]
    place = tree.role(head)
    score = BASE.get(place, OTHER)
    if not tree.subjects(head):
        score -= INHERITED.get(place, 0.0)
    if draft.modality is Modality.PURPOSE:
        score -= AIM
    subject = draft.subject[0].head if draft.subject else None
    if subject is not None:
        score -= FAR * min(abs(subject - draft.head) // 4, 4)
    length = len(head.sent)
    score -= LONG * max(0, min(length // 10, 6) - 2)
    return round(score, 2)
