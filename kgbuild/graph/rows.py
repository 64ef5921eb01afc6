"""What a snapshot says, in words: entities by name, claims as sentences and as rows for reading."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from kgbuild.draw.phrases import say
from kgbuild.model import ClaimArg, EntityArg, LiteralArg, Precision
from kgbuild.project import find_entity

if TYPE_CHECKING:
    from kgbuild.model import Arg, Claim, Document, Entity, Snapshot


class TimeRow(TypedDict):
    """When, as a row has it: the words, and ISO dates where they are known."""

    text: str | None
    start: str | None
    end: str | None


class ClaimRow(TypedDict):
    """A claim as a row for reading; `start` and `end` are the sentence's characters in the document."""

    says: str
    relation: str | None
    speaker: str
    polarity: str
    modality: str
    hedge: str | None
    time: TimeRow | None
    when: str
    place: list[str]
    document: str
    published: str | None
    confidence: float
    sentence: str
    start: int
    end: int
    claim: str


class Rows:
    """A snapshot with its tables by id; `Graph` takes this over."""

    snapshot: Snapshot

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in self.snapshot.entities}

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id."""
        return {d.id: d for d in self.snapshot.documents}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {c.id: c for c in self.snapshot.claims}

    def find(self, name: str) -> Entity:
        """The entity of this id, name or alias, or `NAME (TYPE)`; raises UsageError with candidates."""
        return find_entity(self.entities, name)

    def phrase(self, arg: Arg) -> str:
        """One argument as a reader sees it."""
        if isinstance(arg, EntityArg):
            entity = self.entities.get(arg.entity)
            return entity.name if entity else arg.entity
        if isinstance(arg, LiteralArg):
            return f"“{arg.literal}”"
        if isinstance(arg, ClaimArg):
            claim = self.claims.get(arg.claim)
            return f"[{self.sentence(claim)}]" if claim else "[…]"
        return arg.text

    def sentence(self, claim: Claim) -> str:
        """A claim in one line: subject, words, object, and what limits it."""
        subject = " and ".join(self.phrase(a) for a in claim.subject)
        object_ = " and ".join(self.phrase(a) for a in claim.object)
        words = say(claim.relation, claim.predicate, claim.polarity, claim.modality)
        return " – ".join(part for part in (subject, words, object_) if part)

    def speakers(self, claim: Claim) -> list[str]:
        """Names of the chain of speakers, outermost first; empty is the article itself."""
        return [self.entities[i].name if i in self.entities else i for i in claim.attributed_to]

    def rows(self) -> list[ClaimRow]:
        """Every claim as a row for reading, in the order of documents and text."""
        order = {d.id: number for number, d in enumerate(self.snapshot.documents)}
        found = sorted(
            self.snapshot.claims,
            key=lambda c: (order.get(c.document, -1), c.evidence.start, c.span),
        )
        return [self.row(claim) for claim in found]

    def row(self, claim: Claim) -> ClaimRow:
        """A claim as a row for reading: who says what, how, when, where, in which sentence."""
        document = self.documents.get(claim.document)
        time = claim.time
        return {
            "says": self.sentence(claim),
            "relation": claim.relation,
            "speaker": " > ".join(self.speakers(claim)) or "the article",
            "polarity": str(claim.polarity),
            "modality": str(claim.modality),
            "hedge": claim.hedge,
            "time": None
            if time is None
            else {
                "text": time.text,
                "start": time.start.isoformat() if time.start else None,
                "end": time.end.isoformat() if time.end else None,
            },
            "when": _when(claim),
            "place": [self.entities[i].name for i in claim.place if i in self.entities],
            "document": document.source if document else claim.document,
            "published": document.published.isoformat()
            if document and document.published
            else None,
            "confidence": claim.confidence,
            "sentence": claim.evidence.text,
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "claim": claim.id,
        }

    def why(self, left: str, right: str) -> list[ClaimRow]:
        """Every claim between two entities (names or ids), with speaker, time and sentence."""
        a, b = self.find(left).id, self.find(right).id
        rows = []
        for claim in self.snapshot.claims:
            taking_part = {
                x.entity for x in (*claim.subject, *claim.object) if isinstance(x, EntityArg)
            }
            taking_part |= set(claim.place)
            if a in taking_part and b in taking_part:
                rows.append(claim)
        order = {
            d.id: (d.published.isoformat() if d.published else "9", d.source)
            for d in self.snapshot.documents
        }
        rows.sort(key=lambda c: (*order.get(c.document, ("9", "")), c.evidence.start, c.id))
        return [self.row(claim) for claim in rows]


def _when(claim: Claim) -> str:
    time = claim.time
    if time is None:
        return ""
    if time.start is None and time.end is None:
        return time.text or ""
    if time.start == time.end:
        return str(time.start)
    whole = {Precision.YEAR: 4, Precision.MONTH: 7}.get(time.precision) if time.precision else None
    if whole and str(time.start)[:whole] == str(time.end)[:whole]:
        return str(time.start)[:whole]  # "2019", not the first of January
    return f"{time.start or '…'} to {time.end or '…'}"
