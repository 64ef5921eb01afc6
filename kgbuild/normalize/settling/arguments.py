"""The arguments of claims: a slot of a draft as cluster, value, words or inner claim, and who speaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.annotate import MentionSpan, Slot
from kgbuild.language.grammar import clauses
from kgbuild.model import (
    UNSPECIFIED,
    Arg,
    Claim,
    ClaimArg,
    Cluster,
    EntityArg,
    LiteralArg,
    MentionKind,
    ValueArg,
)
from kgbuild.normalize.settling.argument import same, without_repeats, words_of
from kgbuild.normalize.settling.tables import EMPTY_PRONOUNS, confidence_of

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft


@dataclass(frozen=True, slots=True)
class Sides:
    """The arguments of a draft: whether its object says more than when, and whether both sides are one."""

    draft: Draft
    subject: list[Arg]
    target: list[Arg]
    said: bool
    oneself: bool
    confidence: float

    @property
    def open(self) -> bool:
        """Whether a verb tells it that no relation fits."""
        return self.draft.verbal and self.draft.relation is None


class Arguments:
    """The arguments of one document's drafts; `claim` makes the claim of an inner draft.

    Makes clusters for speakers that nobody named and for missing agents.
    """

    def __init__(self, annotated: Annotated, claim: Callable[[Draft], Claim | None]) -> None:
        self.annotated, self.doc, self.document = annotated, annotated.doc, annotated.document
        self._claim = claim

    def sides(self, draft: Draft) -> Sides:
        """The arguments on both sides; what is told of oneself has the describing side as its object."""
        subject = self._args(draft.subject, draft.head)
        said = [slot for slot in draft.object if not self._is_time(slot)]
        target = without_repeats(self._args(said, draft.head)) or self._reflexive(draft)
        oneself = bool(target) and same(subject, target)
        if oneself:
            target = self._said_of_itself(draft) if draft.copular else []
        confidence = round(confidence_of(draft, self.annotated), 2)
        return Sides(draft, subject, target, bool(said), oneself, confidence)

    def _reflexive(self, draft: Draft) -> list[Arg]:
        """The word of "set himself alight": what an open claim does to its own subject."""
        if draft.relation is not None or not draft.verbal:
            return []
        for child in clauses.objects(self.doc[draft.head]):
            if child.lower_.endswith(("self", "selves")) and child.i > draft.head:
                span = self.annotated.span_characters(child.i, child.i + 1)
                return [LiteralArg(child.text, span)]
        return []

    def _is_time(self, slot: Slot) -> bool:
        """Whether a slot is a time expression, or lies in one."""
        if slot.head is None or slot.draft is not None or slot.clusters:
            return False
        return self.annotated.in_time(slot.head)

    def _said_of_itself(self, draft: Draft) -> list[Arg]:
        """The describing side of "her first firm was N", both sides of which are N: "her first firm"."""
        for slot in (*draft.object, *draft.subject):
            mention = self.annotated.mention_of(slot)
            if mention is not None and mention.kind is MentionKind.NAME:
                continue
            text = self._text(slot)
            if text and slot.head is not None and self.doc[slot.head].pos_ == "NOUN":
                return [LiteralArg(text, self._characters(slot))]
        return []

    def _args(self, slots: list[Slot], below: int) -> list[Arg]:
        found: list[Arg] = []
        for slot in slots:
            for arg in self._arg(slot, below):
                if arg not in found:
                    found.append(arg)
        return found

    def _arg(self, slot: Slot, below: int = -1) -> list[Arg]:
        if slot.draft is not None:
            inner = self._claim(slot.draft)
            return [ClaimArg(inner.id)] if inner else self._draft_words(slot.draft, below)
        span = self._characters(slot)
        if slot.value is not None:
            text = self._text(slot)
            return [ValueArg(slot.value, slot.unit, text, span, slot.bound, slot.upper)]
        if slot.clusters:
            return [EntityArg(cluster, span) for cluster in slot.clusters]
        if slot.literal == UNSPECIFIED and slot.head is None:
            return [EntityArg(self._unspecified())]
        if slot.literal is not None:
            return [LiteralArg(slot.literal, span)]
        mention = self.annotated.mention_of(slot)
        if mention is not None and mention.clusters:
            place = self.annotated.span_characters(mention.start, mention.end)
            return [EntityArg(cluster, place) for cluster in mention.clusters]
        text = self._text(slot)
        return [LiteralArg(text, span)] if text else []

    def _draft_words(self, draft: Draft, below: int) -> list[Arg]:
        start, end, text = words_of(draft, self.annotated, below)
        return [LiteralArg(text, self.annotated.span_characters(start, end))] if text else []

    def hollow(self, args: list[Arg]) -> bool:
        """Whether nothing but pronouns that stand for nothing known is told."""
        return all(isinstance(a, LiteralArg) and a.literal.lower() in EMPTY_PRONOUNS for a in args)

    def _text(self, slot: Slot) -> str:
        if slot.end <= slot.start:
            return ""
        return " ".join(self.doc[slot.start : slot.end].text.split()).strip(' ,;:“”"')

    def _characters(self, slot: Slot) -> tuple[int, int] | None:
        if slot.end <= slot.start:
            return None
        return self.annotated.span_characters(slot.start, slot.end)

    def _unspecified(self) -> str:
        id_ = ids.content_id("m", self.document.id, UNSPECIFIED)
        self.annotated.clusters.setdefault(
            id_,
            Cluster(
                id_, self.document.id, "Group", UNSPECIFIED, attributes={"unspecified": "true"}
            ),
        )
        return id_

    def _speaker(self, slot: Slot) -> tuple[str, ...]:
        args = self._arg(slot)
        found = tuple(a.entity for a in args if isinstance(a, EntityArg))
        if found or slot.head is None or slot.end <= slot.start:
            return found or (self._unspecified(),)
        if self.doc[slot.head].lower_ in EMPTY_PRONOUNS:
            return (self._unspecified(),)
        start, end = self.annotated.span_characters(slot.start, slot.end)
        id_ = ids.cluster_id(self.document.id, start, end)
        if id_ not in self.annotated.clusters:
            self.annotated.clusters[id_] = Cluster(id_, self.document.id, "Group", self._text(slot))
            self.annotated.mentions.append(
                MentionSpan(
                    slot.start, slot.end, slot.head, MentionKind.DESCRIPTION, "Group", (id_,)
                )
            )
        return (id_,)

    def chain(self, draft: Draft) -> tuple[str, ...]:
        """The clusters of who tells it, from the outermost."""
        chain: list[str] = []
        for slot in draft.speaker:
            for cluster in self._speaker(slot):
                if not chain or chain[-1] != cluster:
                    chain.append(cluster)
        return tuple(chain)

    def clusters(self, slots: list[Slot]) -> tuple[str, ...]:
        """The clusters that the slots name."""
        found = [a.entity for slot in slots for a in self._arg(slot) if isinstance(a, EntityArg)]
        return tuple(dict.fromkeys(found))

    def foreign(self, arg: Arg) -> bool:
        """Whether an argument is in another script: the sentence was not read, only cut."""
        if isinstance(arg, EntityArg):
            cluster = self.annotated.clusters.get(arg.entity)
            text = cluster.name if cluster is not None else ""
        else:
            text = arg.literal if isinstance(arg, LiteralArg) else ""
        letters = [c for c in text if c.isalpha()]
        return bool(letters) and not any("LATIN" in unicodedata.name(c, "") for c in letters)
