"""The hand-made gold graph as kgbuild's own types, to measure assembling without any extraction."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

from kgbuild.model import (
    Basis,
    Claim,
    ClaimArg,
    Document,
    Entity,
    EntityArg,
    Evidence,
    LiteralArg,
    Mention,
    MentionKind,
    Modality,
    Polarity,
    TimeSpan,
)

SHARED = Path(os.environ.get("KGBUILD_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "gold" / "seed_gold.json"
KEPT = ("content", "role", "of_org", "rank", "manner", "reason", "venue", "commodity", "change")
# What reading gives; times that need another document or event are left to assembling.
READ = {"dateline", "explicit"}
ANCHORED = {"after the meeting", "prior to the invasion", "At the meeting"}


def load() -> tuple[list[Document], list[Entity], list[Claim]]:
    """Documents, entities and claims of the gold, with only what one sentence can know."""
    gold = json.loads(GOLD.read_text(encoding="utf8"))
    documents, texts = [], {}
    for row in gold["documents"]:
        text = (SHARED / "gold" / row["file"]).read_bytes().decode("utf8")
        texts[row["id"]] = text
        published = date.fromisoformat(row["date"]) if row["date"] else None
        documents.append(Document(row["id"], row["file"], text, published=published))
    entities = [_entity(row) for row in gold["entities"]]
    known = {e.id for e in entities}
    claims = []
    for row in gold["statements"]:
        for name in row["qualifiers"].get("attributed_to", []):
            if name not in known:
                known.add(name)
                entities.append(Entity(name, "Group", name.partition(":")[2] or name))
    for row in gold["statements"]:
        dated = next(d for d in documents if d.id == row["document"]).published is not None
        spans = {
            e.id: [(m.start, m.end) for m in e.mentions if m.document == row["document"]]
            for e in entities
        }
        claims.append(_claim(row, texts[row["document"]], known, spans, dated))
    return documents, entities, claims


def _entity(row: dict[str, Any]) -> Entity:
    mentions = [
        Mention(
            doc, m["start"], m["end"], m["text"], MentionKind(m["kind"]), row["type"], (row["id"],)
        )
        for doc, spans in row.get("mentions", {}).items()
        for m in spans
    ]
    return Entity(
        row["id"],
        row["type"],
        row["name"],
        aliases=tuple(row.get("aliases", ())),
        country=row.get("country"),
        mentions=tuple(mentions),
        external_ids={"iso": row["iso"]} if row.get("iso") else {},
    )


def _span(
    entity: str, sentence: tuple[int, int], mentions: dict[str, list[tuple[int, int]]]
) -> tuple[int, int] | None:
    """The longest mention of the entity inside the sentence."""
    inside = [m for m in mentions.get(entity, ()) if sentence[0] <= m[0] and m[1] <= sentence[1]]
    return max(inside, key=lambda m: (m[1] - m[0], -m[0]), default=None)


def _args(
    value: Any,
    sentence: tuple[int, int],
    entities: set[str],
    mentions: dict[str, list[tuple[int, int]]],
) -> tuple[Any, ...]:
    rows = value if isinstance(value, list) else [value] if value else []
    found: list[Any] = []
    for row in rows:
        if "statement" in row:
            found.append(ClaimArg("c-" + row["statement"]))
        elif row.get("entity") in entities:
            found.append(EntityArg(row["entity"], _span(row["entity"], sentence, mentions)))
        else:
            found.append(LiteralArg(row.get("literal") or row["entity"].removeprefix("lit:")))
    return tuple(found)


def _claim(
    row: dict[str, Any],
    text: str,
    entities: set[str],
    mentions: dict[str, list[tuple[int, int]]],
    dated: bool,
) -> Claim:
    told = row["qualifiers"]
    start, end = row["span"]
    time = told.get("time")
    span = None
    if time:
        resolved = dated and time["basis"] in READ
        words = time["expression"]
        if resolved or words:
            span = TimeSpan(
                words,
                date.fromisoformat(time["start"]) if resolved and time["start"] else None,
                date.fromisoformat(time["end"]) if resolved and time["end"] else None,
                None,
                Basis(time["basis"]) if resolved else None,
            )
    return Claim(
        id="c-" + row["id"],
        document=row["document"],
        subject=_args(row["subject"], (start, end), entities, mentions),
        predicate=row["predicate"],
        relation=row["type"] if row["type"] != "RELATED_TO" else None,
        object=_args(row["object"], (start, end), entities, mentions),
        evidence=Evidence(row["document"], start, end, text[start:end]),
        span=(start, end),
        polarity=Polarity(told["polarity"]),
        modality=Modality(told["modality"]),
        hedge=told.get("hedge"),
        attributed_to=tuple(told.get("attributed_to") or ()),
        quoted=bool(told.get("quoted")),
        time=span,
        place=tuple(told.get("place") or ()),
        about=tuple(told.get("about") or ()),
        qualifiers={k: str(told[k]) for k in KEPT if told.get(k)},
        confidence=0.9,
        extractor="gold",
    )
