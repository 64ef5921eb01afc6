"""MEANTIME (Minard et al., LREC 2016): Wikinews with entities, events and who takes part, in the CAT tool's XML."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.public.exported import ExportedDocument, Span, entities, overlap, read_export, share

COUNTED = ("PER", "ORG", "LOC")
CLOSING = frozenset(".,;:!?)]}%'") | {"'s", "n't", "''", "’", "’s", "”"}
OPENING = frozenset("([{$") | {"``", "“"}


@dataclass(slots=True)
class Article:
    """One article: its text made of the tokens, and what was annotated in its first sentences."""

    name: str
    text: str
    entities: dict[str, tuple[str, list[Span]]] = field(default_factory=dict)
    """Entity id -> its type and where it is mentioned; those of PER, ORG and LOC."""
    participants: list[tuple[str, Span, Span]] = field(default_factory=list)
    """Role (Arg0 or Arg1), the event's words, the participant's words."""
    number: str = ""
    words: list[tuple[Span, int, str]] = field(default_factory=list)
    """Each token's place, sentence and word."""


def read_article(path: Path) -> Article:
    """Read one file; a file that is no CAT document is a ValueError that names it."""
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise ValueError(f"{path}: {error}") from error
    tokens = root.findall("token")
    if root.tag != "Document" or not tokens:
        raise ValueError(f"{path}: no <Document> with <token> elements")
    listed = [(t.get("t_id", ""), int(t.get("sentence", 0)), t.text or "") for t in tokens]
    text, place = joined(listed)
    article = Article(root.get("doc_name") or path.stem, text, number=root.get("doc_id") or "")
    article.words = [(place[ident], sentence, word) for ident, sentence, word in listed]
    spans = {}
    for marked in root.iterfind("Markables/*"):
        words = [place[a.get("t_id", "")] for a in marked.iterfind("token_anchor")]
        if words:
            spans[marked.get("m_id", "")] = (
                min(start for start, _ in words),
                max(end for _, end in words),
            )
    kinds = {e.get("m_id", ""): e.get("ent_type", "") for e in root.iterfind("Markables/ENTITY")}
    for link in root.iterfind("Relations/REFERS_TO"):
        target = _target(link)
        if kinds.get(target) in COUNTED:
            _, places = article.entities.setdefault(target, (kinds[target], []))
            places += [spans[m] for m in _sources(link) if m in spans]
    for link in root.iterfind("Relations/HAS_PARTICIPANT"):
        role = (link.get("sem_role") or "").capitalize()
        event, who = _sources(link)[:1], _target(link)
        if role in ("Arg0", "Arg1") and event and event[0] in spans and who in spans:
            article.participants.append((role, spans[event[0]], spans[who]))
    return article


def _sources(link: ET.Element) -> list[str]:
    return [one.get("m_id", "") for one in link.iterfind("source")]


def _target(link: ET.Element) -> str:
    target = link.find("target")
    return target.get("m_id", "") if target is not None else ""


def joined(tokens: Sequence[tuple[str, int, str]]) -> tuple[str, dict[str, Span]]:
    """Put tokens (id, sentence, word) together to a text, a sentence a line; return it and each token's place.

    >>> joined([("1", 0, "Hello"), ("2", 0, ","), ("3", 0, "Oslo"), ("4", 1, "Yes")])[0]
    'Hello, Oslo\\nYes'
    """
    text = ""
    place: dict[str, Span] = {}
    last_sentence, glue = -1, True
    for ident, sentence, word in tokens:
        if sentence != last_sentence:
            text += "\n" if text else ""
        elif not glue and word not in CLOSING:
            text += " "
        place[ident] = (len(text), len(text) + len(word))
        text += word
        last_sentence, glue = sentence, word in OPENING
    return text, place


def write_texts(folder: Path, out: Path) -> None:
    """Write a JSONL file with an article a row, to build a graph from."""
    with out.open("w", encoding="utf8") as lines:
        for path in sorted(folder.rglob("*.xml")):
            article = read_article(path)
            row = {"id": article.name, "text": article.text}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def score(pairs: Sequence[tuple[Article, ExportedDocument]]) -> dict[str, Any]:
    """Count mentions found, B-cubed recall over them, and participants found as subject or object.

    A mention is found when an entity of the graph has a mention that covers half of it. B-cubed recall: over all
    gold mentions, the share of a mention's cluster that stands with it in one entity of the graph. A participant
    Arg0 (Arg1) is found when a claim whose sentence holds the event has among its subjects (objects) an entity with
    a mention that touches the participant's words.
    """
    counts: Counter[str] = Counter()
    b_cubed = 0.0
    for article, document in pairs:
        for kind, spans in article.entities.values():
            owners = [document.entities_over(span) for span in spans]
            counts[f"{kind} gold"] += len(spans)
            counts[f"{kind} found"] += sum(map(bool, owners))
            for mine in owners:
                b_cubed += sum(bool(mine & theirs) for theirs in owners) / len(owners)
        for role, event, who in article.participants:
            counts[f"{role} gold"] += 1
            counts[f"{role} found"] += _takes_part(document, role, event, who)
    mentions = sum(counts[f"{kind} gold"] for kind in COUNTED)
    figures: dict[str, Any] = {
        name: share(counts[f"{name} found"], counts[f"{name} gold"])
        for name in (*COUNTED, "Arg0", "Arg1")
    }
    figures["mentions"] = share(sum(counts[f"{kind} found"] for kind in COUNTED), mentions)
    figures["b_cubed_recall"] = round(b_cubed / mentions, 3) if mentions else 0.0
    return figures | {"documents": len(pairs)}


def _takes_part(document: ExportedDocument, role: str, event: Span, who: Span) -> bool:
    side = "subject" if role == "Arg0" else "object"
    for claim in document.claims:
        evidence = (claim["evidence"]["start"], claim["evidence"]["end"])
        if overlap(evidence, event) and any(
            document.touches(entity, [who]) for entity in entities(claim[side])
        ):
            return True
    return False


def score_files(folder: Path, export: Path) -> dict[str, Any]:
    """Score an export against a folder of CAT files."""
    documents = {document.name: document for document in read_export(export)[0]}
    articles = [read_article(path) for path in sorted(folder.rglob("*.xml"))]
    pairs = [(a, documents[a.name]) for a in articles if a.name in documents]
    return score(pairs) | {"documents_missing": len(articles) - len(pairs)}
