"""Groups of claims become facts: counts, time, places, a status, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.assemble.joining.sources import independent
from kgbuild.assemble.joining.timelinks import span_of
from kgbuild.ids import fact_id
from kgbuild.model import EntityArg, Fact, Modality, Polarity, Status
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from kgbuild.assemble.context import Context
    from kgbuild.assemble.joining.sources import Leaning
    from kgbuild.model import Claim


def make_fact(
    members: Iterable[Claim],
    context: Context,
    lean: Leaning,
    *,
    implausible: Container[str] = (),
    denied: Container[str] = (),
    disputed: Container[str] = (),
) -> Fact:
    """One fact; the three containers hold ids of claims that the conflicts speak against."""
    claims = sorted(members, key=lambda c: c.id)
    face = representative(claims)
    ids = tuple(c.id for c in claims)
    documents = tuple(sorted({c.document for c in claims}))
    count, why = independent(claims, context, lean)
    dates = sorted(
        p for d in documents if d in context.documents and (p := context.documents[d].published)
    )
    if all(i in implausible for i in ids):
        status = Status.IMPLAUSIBLE
    elif face.polarity is Polarity.NEGATED:
        status = Status.NEGATED
    elif all(c.modality is not Modality.ACTUAL for c in claims):
        status = Status.PLANNED
    elif any(i in denied for i in ids):
        status = Status.DENIED
    elif any(i in disputed for i in ids):
        status = Status.DISPUTED
    else:
        status = Status.CORROBORATED if count > 1 else Status.SINGLE_SOURCE
    best = max(c.confidence for c in claims)
    return Fact(
        id=fact_id(ids),
        relation=face.relation,
        subject=face.subject,
        object=face.object,
        polarity=face.polarity,
        claims=ids,
        documents=documents,
        independent_sources=count,
        time=span_of(claims),
        status=status,
        place=tuple(sorted({p for c in claims for p in c.place})),
        # Each further source halves the doubt that is left.
        confidence=round(1 - (1 - best) * 0.5 ** (count - 1), 2),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        why=why,
        # Each further source halves what its best claim lacks, as it does with the doubt.
        worth=round(1 - (1 - max(c.worth for c in claims)) * 0.5 ** min(3, count - 1), 2),
    )


WITHIN = 0.1
"""How much less sure a tie to a body may be than the post that it rests on, and still be what a fact shows."""


def representative(claims: Iterable[Claim]) -> Claim:
    """The claim that the fact is shown by: told as actual, in the article's voice, between entities.

    Of "is president of Chad" and "heads Chad" the land says more than the post.
    """
    return min(
        claims,
        key=lambda c: (
            c.modality is not Modality.ACTUAL,
            bool(c.attributed_to),
            c.hedge is not None,
            -sum(isinstance(a, EntityArg) for a in c.object),
            -c.confidence - WITHIN * vocabulary().has(c.relation, "of_named"),
            c.id,
        ),
    )
