"""Small graphs by hand: entities from "Type:Name", claims from names, documents from texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kgbuild.assemble import Assembly, assemble
from kgbuild.model import (
    Arg,
    Basis,
    Claim,
    ClaimArg,
    Conflict,
    Document,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    LiteralArg,
    Modality,
    Polarity,
    Precision,
    Snapshot,
    TimeSpan,
)
from kgbuild.vocabulary import vocabulary


def days(start: str | None, end: str | None = "", text: str | None = None) -> TimeSpan:
    """A time span from ISO text; one argument is one day, None leaves a side open."""
    first = date.fromisoformat(start) if start else None
    last = first if end == "" else date.fromisoformat(end) if end else None
    return TimeSpan(text, first, last, Precision.DAY if first == last else None, Basis.EXPLICIT)


class Made:
    """Collects what a test names, and assembles it."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.entities: dict[str, Entity] = {}
        self.claims: list[Claim] = []

    def document(self, name: str, published: str | None = None, **fields: Any) -> str:
        """A document; its text may be given, else it is made of its claims' sentences."""
        text = fields.pop("text", f"Text of {name}.")
        day = date.fromisoformat(published) if published else None
        self.documents[name] = Document(name, f"{name}.txt", text, published=day, **fields)
        return name

    def entity(self, name: str, **fields: Any) -> str:
        """An entity from "Type:Name"; a bare name is a person."""
        kind, _, bare = name.rpartition(":")
        kind = kind or "Person"
        known = self.entities.get(bare)
        self.entities[bare] = (
            replace(known, **fields) if known else Entity(bare, kind, bare, **fields)
        )
        return bare

    def arg(self, value: Any) -> Arg:
        """An argument: a Claim, "=words" for a literal, else an entity."""
        if isinstance(value, Claim):
            return ClaimArg(value.id)
        if isinstance(value, str) and value.startswith("="):
            return LiteralArg(value[1:])
        if isinstance(value, str):
            return EntityArg(self.entity(value))
        return value  # type: ignore[no-any-return]

    def claim(
        self, document: str, subject: Any, relation: str | None, obj: Any = (), **fields: Any
    ) -> Claim:
        """A claim in a document, which is made undated where it is new."""
        if document not in self.documents:
            self.document(document)
        assert relation is None or relation in vocabulary().relations, relation
        number = len(self.claims)
        sentence = fields.pop("sentence", f"Sentence {number}.")
        start = fields.pop("at", number * 100)
        spoken = fields.pop("by", ())
        who = (spoken,) if isinstance(spoken, str) else tuple(spoken)
        made = Claim(
            id=f"c{number:03d}",
            document=document,
            subject=tuple(self.arg(a) for a in _list(subject)),
            predicate=fields.pop("predicate", (relation or "do").lower()),
            relation=relation,
            object=tuple(self.arg(a) for a in _list(obj)),
            evidence=Evidence(document, start, start + len(sentence), sentence),
            span=fields.pop("span", (start, start + 4)),
            attributed_to=tuple(self.entity(w) for w in who),
            place=tuple(self.entity(p) for p in _list(fields.pop("place", ()))),
            polarity=Polarity(fields.pop("polarity", "asserted")),
            modality=Modality(fields.pop("modality", "actual")),
            confidence=fields.pop("confidence", 0.8),
            **fields,
        )
        self.claims.append(made)
        return made

    def assemble(self) -> Assembly:
        """The assembly of everything named so far."""
        return assemble(self.documents.values(), self.entities.values(), self.claims)

    def fact_of(self, claim: Claim) -> Fact:
        """The fact that a claim is in."""
        return next(f for f in self.assemble().facts if claim.id in f.claims)

    def together(self, *claims: Claim) -> bool:
        """Whether the claims are one fact."""
        return set(self.fact_of(claims[0]).claims) >= {c.id for c in claims}

    def conflicts(self) -> list[Conflict]:
        """The conflicts found."""
        return list(self.assemble().conflicts)

    def kinds(self) -> list[tuple[str, str]]:
        """(kind, field) of the conflicts found."""
        return [(str(c.kind), c.field) for c in self.conflicts()]

    def snapshot(self) -> Snapshot:
        """The whole graph with its facts."""
        made = self.assemble()
        changed = {c.id: c for c in made.claims}
        return Snapshot(
            documents=tuple(sorted(self.documents.values(), key=lambda d: d.id)),
            entities=tuple(sorted(self.entities.values(), key=lambda e: e.id)),
            claims=tuple(changed.get(c.id, c) for c in self.claims),
            facts=made.facts,
            conflicts=made.conflicts,
        )


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
