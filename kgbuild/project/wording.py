"""Claims and facts in a few words: what a caption, a table cell and a twin query show.

The words stand on the nodes, so that a query needs no join to be readable and both query languages
answer with the same text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, Modality, Polarity
from kgbuild.project.gate import OPEN
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.model import Arg, Claim, Fact, Snapshot

CHAIN = " > "
"""Between two speakers, the outermost first."""


class Wording:
    """Names of arguments, places and speakers of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._names = {entity.id: entity.name for entity in snapshot.entities}
        self._claims = {claim.id: claim for claim in snapshot.claims}

    def name(self, entity: str) -> str:
        """An entity's name; the id where the snapshot has no such entity."""
        return self._names.get(entity, entity)

    def words(self, args: tuple[Arg, ...], *, depth: int = 1) -> str:
        """The arguments, joined; a claim as its summary, one step deep."""
        if len(args) == 1:
            return self._word(args[0], depth)
        return ", ".join(self._word(arg, depth) for arg in args)

    def _word(self, arg: Arg, depth: int) -> str:
        if isinstance(arg, EntityArg):
            return self.name(arg.entity)
        if isinstance(arg, LiteralArg):
            return arg.literal
        if isinstance(arg, ClaimArg):
            if depth == 0:
                return "…"
            claim = self._claims.get(arg.claim)
            if claim is None:
                return arg.claim
            return f"[{self.summary(claim, depth=depth - 1)}]"
        return arg.text

    def sides(self, item: Claim | Fact) -> dict[str, str]:
        """Subject, object and place in words; an empty text where there is none."""
        return {
            "subject_names": self.words(item.subject),
            "object_names": self.words(item.object),
            "place_names": ", ".join(self.name(place) for place in item.place),
        }

    def speakers(self, claim: Claim) -> str:
        """The chain of speakers, outermost first; empty for the article's own voice."""
        return CHAIN.join(self.name(speaker) for speaker in claim.attributed_to)

    def summary(self, claim: Claim, *, depth: int = 1) -> str:
        """Who did (not) do what to whom, with the manner where it is not plainly so."""
        negated = "not " if claim.polarity is Polarity.NEGATED else ""
        manner = "" if claim.modality is Modality.ACTUAL else f" ({claim.modality})"
        parts = (
            self.words(claim.subject, depth=depth),
            f"{negated}{claim.predicate}{manner}",
            self.words(claim.object, depth=depth),
        )
        return " | ".join(part for part in parts if part)

    def fact(self, fact: Fact) -> str:
        """A fact in one line: as the first of its claims says it, with "not" and the manner."""
        found = [self._claims[id_] for id_ in fact.claims if id_ in self._claims]
        for claim in found:
            if (claim.polarity, claim.relation) == (fact.polarity, fact.relation):
                return self.summary(claim)
        words = (fact.relation or OPEN).replace("_", " ").lower()
        negated = "not " if fact.polarity is Polarity.NEGATED else ""
        parts = (self.words(fact.subject), f"{negated}{words}", self.words(fact.object))
        return " | ".join(part for part in parts if part)


def key_of(relation: str | None, subject: Iterable[Arg], object_: Iterable[Arg]) -> str:
    """One text for everything that says the same relation of the same things."""
    left, right = ([_mark(arg) for arg in args] for args in (subject, object_))
    known = vocabulary().relations.get(relation or OPEN)
    if known is not None and known.symmetric:
        left, right = sorted(left + right), []
    return ids.content_id("k", relation or OPEN, *sorted(left), "|", *sorted(right))


def _mark(arg: Arg) -> str:
    if isinstance(arg, EntityArg):
        return f"e:{arg.entity}"
    if isinstance(arg, ClaimArg):
        return f"c:{arg.claim}"
    return f"l:{arg.literal.casefold() if isinstance(arg, LiteralArg) else arg.text.casefold()}"
