"""What `kgbuild export --format jsonl` wrote, as the scorers read it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kgbuild.evaluate.clusters import f1
from kgbuild.evaluate.pairing import name_of

Span = tuple[int, int]
"""Half-open characters of a document's text."""


@dataclass(frozen=True, slots=True)
class ExportedDocument:
    """A document of the graph with the mentions and claims in it; `name` is its row's id or its file's stem."""

    name: str
    text: str
    mentions: dict[str, list[Span]]
    """Entity id -> where it is mentioned here."""
    claims: list[dict[str, Any]]

    def entities_at(self, span: Span) -> set[str]:
        """Entities with a mention on exactly these characters."""
        return {entity for entity, spans in self.mentions.items() if span in spans}

    def entities_over(self, span: Span) -> set[str]:
        """Entities with a mention that covers half of these characters and is at most three times as long."""
        length = span[1] - span[0]
        return {
            entity
            for entity, spans in self.mentions.items()
            if any(2 * overlap(s, span) >= length and s[1] - s[0] <= 3 * length for s in spans)
        }

    def touches(self, entity: str, spans: list[Span]) -> bool:
        """Whether a mention of the entity shares a character with one of the spans."""
        here = self.mentions.get(entity, [])
        return any(overlap(mention, span) for mention in here for span in spans)


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share.

    >>> overlap((0, 5), (3, 9)), overlap((0, 3), (3, 9))
    (2, 0)
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def read_export(folder: Path) -> tuple[list[ExportedDocument], dict[str, str]]:
    """Return the documents, and each entity's type; a missing file is a FileNotFoundError that names it."""
    mentions: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    types: dict[str, str] = {}
    for entity in _rows(folder / "entities.jsonl"):
        types[entity["id"]] = entity["type"]
        for mention in entity["mentions"]:
            place = (mention["start"], mention["end"])
            mentions[mention["document"]][entity["id"]].append(place)
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in _rows(folder / "claims.jsonl"):
        claims[claim["document"]].append(claim)
    documents = [
        ExportedDocument(
            name_of(row["source"]), row["text"], dict(mentions[row["id"]]), claims[row["id"]]
        )
        for row in _rows(folder / "documents.jsonl")
    ]
    return documents, types


def entities(arguments: list[dict[str, Any]]) -> set[str]:
    """The entities among a claim's arguments."""
    return {argument["entity"] for argument in arguments if "entity" in argument}


def rates(right: int, found: int, gold: int) -> dict[str, float]:
    """Precision, recall and F1 of what is counted alike on both sides, rounded to three digits."""
    return measures((right, found), (right, gold))


def measures(
    precision: tuple[float, int], recall: tuple[float, int], *, digits: int = 3
) -> dict[str, float]:
    """Precision and recall, each of (right, counted), and their F1, rounded; 0 where nothing was counted."""
    p, r = (right / counted if counted else 0.0 for right, counted in (precision, recall))
    named = {"precision": p, "recall": r, "f1": f1(p, r)}
    return {name: round(value, digits) for name, value in named.items()}


def share(right: int, gold: int) -> float:
    """A rate, rounded to three digits; 0 of nothing."""
    return round(right / gold, 3) if gold else 0.0


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)
