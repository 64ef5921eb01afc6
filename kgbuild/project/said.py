"""What takes all claims to know of one: whether a plan came true, a source has a name, a quote is a copy.

It stands on the nodes, so that a query need not look through the whole graph.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kgbuild.model import Modality, Polarity
from kgbuild.project.gate import is_named
from kgbuild.project.wording import key_of

if TYPE_CHECKING:
    from kgbuild.model import Arg, Claim, Fact, Snapshot


def is_actual(claim: Claim) -> bool:
    """Whether the claim says that it is so, has been so or was so."""
    return claim.modality is Modality.ACTUAL


class Said:
    """Looks over all claims of a snapshot once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._claims = {claim.id: claim for claim in snapshot.claims}
        self._keys: dict[str, str] = {}
        self._unnamed = frozenset(e.id for e in snapshot.entities if not is_named(e))
        self._status = {c: f.status.value for f in snapshot.facts for c in f.claims}
        self._quoted_in = {c.id: c.document for c in snapshot.claims if c.quoted}

    def _key(self, claim: Claim) -> str:
        found = self._keys.get(claim.id)
        if found is None:
            found = key_of(claim.relation, claim.subject, claim.object)
            self._keys[claim.id] = found
        return found

    def fact_key(self, fact: Fact) -> str:
        """The fact's key: that of a claim which says the same, as most of its claims do."""
        for id_ in fact.claims[:1]:
            claim = self._claims.get(id_)
            if claim is not None and _told(claim) == _told(fact):
                return self._key(claim)
        return key_of(fact.relation, fact.subject, fact.object)

    @cached_property
    def _happened(self) -> frozenset[str]:
        return frozenset(
            self._key(claim)
            for claim in self._claims.values()
            if is_actual(claim) and claim.polarity is Polarity.ASSERTED
        )

    def happened(self, claim: Claim) -> bool:
        """Whether some claim asserts as actual what this one tells."""
        return self._key(claim) in self._happened

    def status(self, claim: Claim) -> str | None:
        """The status of the claim's fact."""
        return self._status.get(claim.id)

    def by_unnamed(self, claim: Claim) -> bool:
        """Whether a speaker of the chain is somebody without a name."""
        return any(speaker in self._unnamed for speaker in claim.attributed_to)

    def repeated(self, fact: Fact) -> bool:
        """Whether documents of the fact copy each other, or quote the same words."""
        if fact.independent_sources < len(fact.documents):
            return True
        return len({self._quoted_in[c] for c in fact.claims if c in self._quoted_in}) > 1


def _told(item: Claim | Fact) -> tuple[str | None, tuple[Arg, ...], tuple[Arg, ...]]:
    return item.relation, item.subject, item.object
