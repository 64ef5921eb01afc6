"""Lists of what is in a graph: its documents and what was read of each, its entities."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from datetime import date

    from kgbuild.model import Document, Entity, Snapshot


class DocumentRow(TypedDict):
    """A document as it was read; `basis` says where its day is from, `claims` and `words` are counts."""

    source: str
    title: str | None
    publisher: str | None
    published: str | None
    basis: str | None
    byline: str | None
    claims: int
    words: int
    parts: str | None
    notes: str | None
    url: str | None
    id: str


class EntityRow(TypedDict):
    """An entity, with how many documents, mentions and claims tell of it."""

    name: str
    type: str
    country: str | None
    documents: int
    mentions: int
    claims: int
    aliases: str | None
    id: str


DOCUMENT, ENTITY = tuple(DocumentRow.__annotations__), tuple(EntityRow.__annotations__)


def documents(
    snapshot: Snapshot,
    *,
    source: str | None = None,
    publisher: str | None = None,
    since: date | None = None,
    until: date | None = None,
    undated: bool = False,
    noted: bool = False,
) -> list[DocumentRow]:
    """A row for each document, by source; keys are those of DOCUMENT.

    `source` is a part of the source or a pattern with `*`, `publisher` a part of the name; `since` and
    `until` bound the day (inclusive), `undated` and `noted` keep those without a day, with notes.
    """
    claims = Counter(claim.document for claim in snapshot.claims)
    found = []
    for document in sorted(snapshot.documents, key=lambda d: d.source):
        day = document.published
        if undated and day is not None:
            continue
        if noted and not document.notes:
            continue
        if (since or until) and day is None:
            continue
        if day is not None and ((since and day < since) or (until and day > until)):
            continue
        if _is(source, document.source) and _is(publisher, document.publisher or ""):
            found.append(_document(document, claims[document.id]))
    return found


def _document(document: Document, claims: int) -> DocumentRow:
    parts = Counter(str(part.kind) for part in document.parts)
    return {
        "source": document.source,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published else None,
        "basis": document.published_basis,
        "byline": document.byline,
        "claims": claims,
        "words": len(document.text.split()),
        "parts": ", ".join(f"{n} {kind}" for kind, n in sorted(parts.items())) or None,
        "notes": "; ".join(document.notes) or None,
        "url": document.url,
        "id": document.id,
    }


def entities(
    snapshot: Snapshot,
    *,
    name: str | None = None,
    type: str | None = None,
    country: str | None = None,
    documents: int = 1,
) -> list[EntityRow]:
    """A row for each entity, most documents first; keys are those of ENTITY.

    `name` is a part of the name or of an alias, or a pattern with `*`; `type` and `country` are exact,
    without regard to case; `documents` is how many documents must speak of it.
    """
    claims: Counter[str] = Counter()
    for claim in snapshot.claims:
        taking_part = {getattr(a, "entity", "") for a in (*claim.subject, *claim.object)}
        claims.update(taking_part | set(claim.attributed_to) - {""})
    found = []
    for entity in snapshot.entities:
        if type is not None and entity.type.casefold() != type.casefold():
            continue
        if country is not None and (entity.country or "").casefold() != country.casefold():
            continue
        if name is not None and not any(_is(name, n) for n in (entity.name, *entity.aliases)):
            continue
        row = _entity(entity, claims[entity.id])
        if row["documents"] >= documents:
            found.append(row)
    return sorted(found, key=lambda r: (-r["documents"], -r["mentions"], r["name"], r["id"]))


def _entity(entity: Entity, claims: int) -> EntityRow:
    return {
        "name": entity.name,
        "type": entity.type,
        "country": entity.country,
        "documents": len({m.document for m in entity.mentions}),
        "mentions": len(entity.mentions),
        "claims": claims,
        "aliases": ", ".join(entity.aliases) or None,
        "id": entity.id,
    }


def _is(wanted: str | None, text: str) -> bool:
    """A part of the text, or a pattern that it fits; anything fits None."""
    if wanted is None:
        return True
    wanted, text = wanted.casefold(), text.casefold()
    return fnmatchcase(text, wanted) if "*" in wanted else wanted in text
