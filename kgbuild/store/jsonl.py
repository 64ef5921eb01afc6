"""The JSON Lines export: the contract that scorers and other programs read.

One object a line, keys as the data model names them, UTF-8, sorted by id; the same content gives the
same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kgbuild.model import Claim, ClaimArg, EntityArg, LiteralArg, ValueArg

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from kgbuild.model import (
        Arg,
        Conflict,
        Document,
        Entity,
        Fact,
        Judgement,
        Snapshot,
        TimeSpan,
    )

FILES = (
    "documents.jsonl",
    "entities.jsonl",
    "claims.jsonl",
    "facts.jsonl",
    "conflicts.jsonl",
    "judgements.jsonl",
)


def _date(value: date | None) -> str | None:
    return value.isoformat() if value else None


def arg(value: Arg) -> dict[str, Any]:
    """One argument as the contract writes it; spans stay inside."""
    if isinstance(value, EntityArg):
        return {"entity": value.entity}
    if isinstance(value, LiteralArg):
        return {"literal": value.literal}
    if isinstance(value, ValueArg):
        record = {"value": value.value, "unit": value.unit, "text": value.text}
        if value.bound:
            record["bound"] = value.bound
        if value.upper is not None:
            record["upper"] = value.upper
        return record
    assert isinstance(value, ClaimArg)
    return {"claim": value.claim}


def time(value: TimeSpan | None) -> dict[str, Any] | None:
    """A time span, or null."""
    if value is None:
        return None
    return {
        "text": value.text,
        "start": _date(value.start),
        "end": _date(value.end),
        "precision": value.precision,
        "basis": value.basis,
    }


def document(value: Document) -> dict[str, Any]:
    """One row of documents.jsonl."""
    return {
        "id": value.id,
        "source": value.source,
        "title": value.title,
        "publisher": value.publisher,
        "published": _date(value.published),
        "published_basis": value.published_basis,
        "language": value.language,
        "byline": value.byline,
        "url": value.url,
        "text": value.text,
    }


def entity(value: Entity) -> dict[str, Any]:
    """One row of entities.jsonl."""
    mentions = sorted({(m.document, m.start, m.end, m.text, str(m.kind)) for m in value.mentions})
    return {
        "id": value.id,
        "type": value.type,
        "name": value.name,
        "aliases": list(value.aliases),
        "country": value.country,
        "external_ids": dict(sorted(value.external_ids.items())),
        "mentions": [
            dict(zip(("document", "start", "end", "text", "kind"), m, strict=True))
            for m in mentions
        ],
    }


def claim(value: Claim) -> dict[str, Any]:
    """One row of claims.jsonl."""
    return {
        "id": value.id,
        "document": value.document,
        "subject": [arg(a) for a in value.subject],
        "predicate": value.predicate,
        "relation": value.relation,
        "object": [arg(a) for a in value.object],
        "polarity": value.polarity,
        "modality": value.modality,
        "hedge": value.hedge,
        "attributed_to": list(value.attributed_to),
        "quoted": value.quoted,
        "time": time(value.time),
        "place": list(value.place),
        "about": list(value.about),
        "qualifiers": dict(sorted(value.qualifiers.items())),
        "confidence": round(value.confidence, 2),
        "worth": round(value.worth, 2),
        "reported": value.reported.isoformat() if value.reported else None,
        "extractor": value.extractor,
        "evidence": {
            "document": value.evidence.document,
            "start": value.evidence.start,
            "end": value.evidence.end,
            "text": value.evidence.text,
        },
    }


def fact(value: Fact) -> dict[str, Any]:
    """One row of facts.jsonl."""
    return {
        "id": value.id,
        "relation": value.relation,
        "subject": [arg(a) for a in value.subject],
        "object": [arg(a) for a in value.object],
        "polarity": value.polarity,
        "claims": list(value.claims),
        "documents": list(value.documents),
        "independent_sources": value.independent_sources,
        "time": time(value.time),
        "status": value.status,
    }


def conflict(value: Conflict) -> dict[str, Any]:
    """One row of conflicts.jsonl."""
    return {
        "id": value.id,
        "kind": value.kind,
        "field": value.field,
        "claims": list(value.claims),
        "facts": list(value.facts),
        "detail": value.detail,
    }


def judgement(value: Judgement) -> dict[str, Any]:
    """One row of judgements.jsonl."""
    return {
        "id": value.id,
        "left": value.left,
        "right": value.right,
        "verdict": value.verdict,
        "score": value.score,
        "reasons": list(value.reasons),
        "decided_by": value.decided_by,
    }


def write(snapshot: Snapshot, folder: Path) -> list[Path]:
    """Write all six files into `folder` (made where missing); returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: dict[str, Iterable[dict[str, Any]]] = {
        "documents.jsonl": (document(d) for d in snapshot.documents),
        "entities.jsonl": (entity(e) for e in snapshot.entities),
        "claims.jsonl": (claim(c) for c in snapshot.claims),
        "facts.jsonl": (fact(f) for f in snapshot.facts),
        "conflicts.jsonl": (conflict(x) for x in snapshot.conflicts),
        "judgements.jsonl": (judgement(j) for j in snapshot.judgements),
    }
    written = []
    for name in FILES:
        path = folder / name
        with path.open("w", encoding="utf8", newline="\n") as out:
            for row in sorted(rows[name], key=lambda r: r["id"]):
                out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        written.append(path)
    return written
