"""The model's types as plain JSON values and back: what the ledger keeps."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from kgbuild.model import (
    Arg,
    Basis,
    Claim,
    ClaimArg,
    Cluster,
    Conflict,
    ConflictKind,
    Document,
    Entity,
    EntityArg,
    Evidence,
    Fact,
    Fault,
    Judgement,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Part,
    PartKind,
    Polarity,
    Precision,
    Reject,
    Status,
    TimeSpan,
    ValueArg,
    Verdict,
)

__all__ = ["Reject"]

Record = dict[str, Any]
_NAMES: dict[type, tuple[str, ...]] = {}


def _plain(value: object) -> Record:
    """A frozen dataclass's fields, one level deep, dates as ISO text, tuples as lists."""
    record: Record = {}
    kind = type(value)
    if kind not in _NAMES:  # asking a dataclass for its fields takes longer than all else here
        _NAMES[kind] = tuple(field.name for field in fields(value))  # type: ignore[arg-type]
    for name in _NAMES[kind]:
        item = getattr(value, name)
        if isinstance(item, date):
            item = item.isoformat()
        elif isinstance(item, tuple):
            item = list(item)
        elif hasattr(item, "items"):
            item = dict(item)
        record[name] = item
    return record


def day(text: str | None) -> date | None:
    """A day of its ISO text."""
    return date.fromisoformat(text) if text else None


def _pair(value: Any) -> tuple[int, int] | None:
    return None if value is None else (int(value[0]), int(value[1]))


def document_record(document: Document) -> Record:
    """Document -> JSON."""
    record = _plain(document)
    record["parts"] = [[p.start, p.end, str(p.kind), p.speaker] for p in document.parts]
    return record


def read_document(record: Record) -> Document:
    """JSON -> Document."""
    spans = tuple((int(a), int(b)) for a, b in record["metadata_spans"])
    changed = {
        "published": day(record["published"]),
        "metadata_spans": spans,
        "notes": tuple(record["notes"]),
        "parts": tuple(Part(a, b, PartKind(k), who) for a, b, k, who in record.get("parts", ())),
    }
    return Document(**{**record, **changed})


def fault_record(fault: Fault) -> Record:
    """Fault -> JSON."""
    return _plain(fault)


def read_fault(record: Record) -> Fault:
    """JSON -> Fault."""
    return Fault(**record)


def mention_record(mention: Mention) -> Record:
    """Mention -> JSON."""
    return _plain(mention)


def read_mention(record: Record) -> Mention:
    """JSON -> Mention."""
    changed = {"kind": MentionKind(record["kind"]), "clusters": tuple(record["clusters"])}
    return Mention(**{**record, **changed})


def cluster_record(cluster: Cluster) -> Record:
    """Cluster -> JSON."""
    return _plain(cluster)


def read_cluster(record: Record) -> Cluster:
    """JSON -> Cluster."""
    return Cluster(**{**record, "aliases": tuple(record["aliases"])})


def arg_record(arg: Arg) -> Record:
    """One argument -> JSON, spans kept."""
    return _plain(arg)


def read_arg(record: Record) -> Arg:
    """JSON -> one argument."""
    span = _pair(record.get("span"))
    if "entity" in record:
        return EntityArg(record["entity"], span)
    if "literal" in record:
        return LiteralArg(record["literal"], span)
    if "value" in record:
        bound, upper = record.get("bound") or "", record.get("upper")
        return ValueArg(record["value"], record["unit"], record["text"], span, bound, upper)
    return ClaimArg(record["claim"])


def time_record(time: TimeSpan | None) -> Record | None:
    """TimeSpan -> JSON."""
    return None if time is None else _plain(time)


def read_time(record: Record | None) -> TimeSpan | None:
    """JSON -> TimeSpan."""
    if record is None:
        return None
    return TimeSpan(
        text=record["text"],
        start=day(record["start"]),
        end=day(record["end"]),
        precision=Precision(record["precision"]) if record["precision"] else None,
        basis=Basis(record["basis"]) if record["basis"] else None,
    )


def claim_record(claim: Claim) -> Record:
    """Claim -> JSON."""
    record = _plain(claim)
    record["subject"] = [arg_record(a) for a in claim.subject]
    record["object"] = [arg_record(a) for a in claim.object]
    record["evidence"] = _plain(claim.evidence)
    record["time"] = time_record(claim.time)
    return record


def read_claim(record: Record) -> Claim:
    """JSON -> Claim."""
    changed = {
        "subject": tuple(read_arg(a) for a in record["subject"]),
        "object": tuple(read_arg(a) for a in record["object"]),
        "evidence": Evidence(**record["evidence"]),
        "span": _pair(record["span"]),
        "polarity": Polarity(record["polarity"]),
        "modality": Modality(record["modality"]),
        "time": read_time(record["time"]),
        "reported": day(record.get("reported")),
    }
    for name in ("attributed_to", "place", "about"):
        changed[name] = tuple(record[name])
    return Claim(**{**record, **changed})


def entity_record(entity: Entity) -> Record:
    """Entity -> JSON."""
    return {**_plain(entity), "mentions": [mention_record(m) for m in entity.mentions]}


def read_entity(record: Record) -> Entity:
    """JSON -> Entity."""
    changed = {
        "aliases": tuple(record["aliases"]),
        "clusters": tuple(record["clusters"]),
        "mentions": tuple(read_mention(m) for m in record["mentions"]),
    }
    return Entity(**{**record, **changed})


def fact_record(fact: Fact) -> Record:
    """Fact -> JSON."""
    record = _plain(fact)
    record["subject"] = [arg_record(a) for a in fact.subject]
    record["object"] = [arg_record(a) for a in fact.object]
    record["time"] = time_record(fact.time)
    return record


def read_fact(record: Record) -> Fact:
    """JSON -> Fact."""
    changed = {
        "subject": tuple(read_arg(a) for a in record["subject"]),
        "object": tuple(read_arg(a) for a in record["object"]),
        "polarity": Polarity(record["polarity"]),
        "time": read_time(record["time"]),
        "status": Status(record["status"]),
        "first": day(record["first"]),
        "last": day(record["last"]),
    }
    for name in ("claims", "documents", "place"):
        changed[name] = tuple(record[name])
    return Fact(**{**record, **changed})


def conflict_record(conflict: Conflict) -> Record:
    """Conflict -> JSON."""
    return _plain(conflict)


def read_conflict(record: Record) -> Conflict:
    """JSON -> Conflict."""
    changed = {
        "kind": ConflictKind(record["kind"]),
        "claims": tuple(record["claims"]),
        "facts": tuple(record["facts"]),
    }
    return Conflict(**{**record, **changed})


def judgement_record(judgement: Judgement) -> Record:
    """Judgement -> JSON."""
    return _plain(judgement)


def read_judgement(record: Record) -> Judgement:
    """JSON -> Judgement."""
    changed = {"verdict": Verdict(record["verdict"]), "reasons": tuple(record["reasons"])}
    return Judgement(**{**record, **changed})
