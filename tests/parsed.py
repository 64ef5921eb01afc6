"""Hand-checked parses as text: sentences with their mentions, and the claims that they must give.

A block is a sentence in CoNLL-U's columns (id, form, lemma, pos, tag, head, relation, entity) with comments:

    # text = Luc Morel is in Dakar.
    # mention = 0 2 0 name Person Luc Morel
    # claim = LOCATED_IN | Luc Morel | Dakar | asserted actual

A mention is first token, token after the last, head, kind, type, clusters (joined by " + "). A block
without claims says that none may come out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgbuild.annotate import Annotated, Draft, MentionSpan, Section, Slot, TimeExpression
from kgbuild.model import Cluster, Document, MentionKind


@dataclass
class Parsed:
    """One block: the annotated sentence and its claims as strings."""

    text: str
    annotated: Annotated
    claims: list[str] = field(default_factory=list)


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab


def read_blocks(path: Path) -> list[Parsed]:
    """All blocks of a file."""
    blocks = path.read_text(encoding="utf8").strip().split("\n\n")
    return [_block(block.splitlines()) for block in blocks if block.strip()]


def _block(lines: list[str]) -> Parsed:
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    notes = [line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line]
    text = next(value for key, value in notes if key == "text")
    words = [row[1] for row in rows]
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(at < len(text) and text[at] == " ")
    doc = Doc(
        _vocab(),
        words=words,
        spaces=spaces,
        lemmas=[row[2] for row in rows],
        pos=[row[3] for row in rows],
        tags=[row[4] for row in rows],
        heads=[int(row[5]) - 1 if row[5] != "0" else i for i, row in enumerate(rows)],
        deps=[row[6] for row in rows],
        sent_starts=[i == 0 for i in range(len(rows))],
        ents=[row[7] if row[7] != "_" else "O" for row in rows],
    )
    annotated = Annotated(Document(id="d", source="s", text=text), doc, sections=[Section.BODY])
    for key, value in notes:
        if key == "mention":
            _add_mention(annotated, value)
        elif key == "time":
            start, end = (int(part) for part in value.split())
            annotated.times.append(TimeExpression(start, end, doc[start:end].text))
    return Parsed(text, annotated, [value for key, value in notes if key == "claim"])


def _add_mention(annotated: Annotated, value: str) -> None:
    start, end, head, kind, type_, names = value.split(" ", 5)
    clusters = tuple(names.split(" + "))
    span = MentionSpan(int(start), int(end), int(head), MentionKind(kind), type_, clusters)
    annotated.mentions.append(span)
    for name in clusters:
        annotated.clusters.setdefault(name, Cluster(id=name, document="d", type=type_, name=name))


def slot_words(slot: Slot, annotated: Annotated) -> str:
    """A slot as the claims write it: cluster names, words in quotation marks, or a figure."""
    if slot.draft is not None:
        return "{" + slot.draft.words + "}"
    if slot.value is not None:
        return f"{slot.value:g} {slot.unit}".strip()
    if slot.literal is not None:
        return f"'{slot.literal}'"
    names = slot.clusters
    if not names and slot.head is not None:
        mention = annotated.mention_at(slot.head)
        names = mention.clusters if mention is not None else ()
    if names:
        return " + ".join(annotated.clusters[name].name for name in names)
    return annotated.doc[slot.start : slot.end].text


def claim_of(draft: Draft, annotated: Annotated) -> str:
    """A draft with a relation as one line."""
    sides = [
        " & ".join(slot_words(slot, annotated) for slot in side)
        for side in (draft.subject, draft.object)
    ]
    state = f"{draft.polarity.value} {draft.modality.value}" + (
        f" {draft.hedge}" if draft.hedge else ""
    )
    return " | ".join([str(draft.relation), *(side or "-" for side in sides), state])
