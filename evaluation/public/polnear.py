"""PolNeAR (Newell et al., LREC 2018): who says so, in political news annotated with source, cue and content."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.public.exported import (
    ExportedDocument,
    Span,
    entities,
    overlap,
    rates,
    read_export,
)

SPEECH = frozenset(
    [
        "STATED",
        "DENIED",
        "WARNED",
        "ACCUSED",
        "CALLED_FOR",
        "PROMISED",
        "THREATENED",
        "CRITICIZED",
        "DESCRIBED_AS",
        "ANNOUNCED",
        "DEMANDED",
        "CLAIMED",
        "PREDICTED",
        "URGED",
        "REQUESTED",
        "PRAISED",
        "RULED_ON",
        "PROPOSED",
        "CONFIRMED",
        "ADMITTED",
    ]
)
"""Relations whose subject says what their object holds."""
SAYING = re.compile(
    r"\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|according|add(s|ed|ing)?|argu\w+|claim\w*|not(e|es|ed|ing)|report\w*|tweet\w*"
    r"|wr(ite|ites|ote|iting)|stat(e|es|ed|ing)|explain\w*|insist\w*|announc\w*|den(y|ies|ied|ying)|warn\w*|call\w*|ask\w*|declar\w*"
    r"|suggest\w*|acknowledg\w*|describ\w*|promis\w*|vow\w*|urg\w*|criticiz\w*|accus\w*|quoted|quipped|recall\w*|conced\w*"
    r"|point\w* out|remark\w*)\b",
    re.IGNORECASE,
)
"""Cues of saying; the annotation counts thoughts, wishes and documents as well."""
PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "who", "you", "him", "her", "them"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where source, cue and content of one attribution stand (each may be in pieces), and their words."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]
    source_words: str
    cue_words: str

    @property
    def kind(self) -> str:
        """What the source is: pronoun, name or description."""
        words = self.source_words
        if words.lower() in PRONOUNS:
            return "pronoun"
        inner = words[1:] if words[:4] in ("The ", "A ") else words
        return "name" if re.search(r"\b[A-Z]", inner) else "description"


def read_attributions(path: Path) -> list[Attribution]:
    """The attributions of a .ann file (brat's standoff format); pieces of a span stand between semicolons."""
    spans: dict[str, tuple[list[Span], str]] = {}
    found = []
    for line in path.read_text(encoding="utf8").splitlines():
        cells = line.split("\t")
        if cells[0].startswith("T"):
            places = cells[1].split(" ", 1)[1].split(";")
            pieces = [(int(start), int(end)) for start, end in (p.split() for p in places)]
            spans[cells[0]] = pieces, cells[2] if len(cells) > 2 else ""
        elif cells[0].startswith("E"):
            parts: dict[str, list[str]] = defaultdict(list)
            for part in cells[1].split():
                role, _, target = part.partition(":")
                parts[role.rstrip("0123456789")].append(target)
            places_of = {
                role: [piece for t in targets if t in spans for piece in spans[t][0]]
                for role, targets in parts.items()
            }
            words = {
                role: " ".join(spans[t][1] for t in targets if t in spans)
                for role, targets in parts.items()
            }
            found.append(
                Attribution(
                    *(places_of.get(role, []) for role in ("Source", "Cue", "Content")),
                    words.get("Source", ""),
                    words.get("Cue", ""),
                )
            )
    return found


def sentences(document: ExportedDocument) -> list[Span]:
    """Cut a text at line ends and at the sentences that stand behind its claims."""
    text = document.text
    cuts = {0, len(text), *(match.end() for match in re.finditer(r"\n", text))}
    for claim in document.claims:
        cuts |= {claim["evidence"]["start"], claim["evidence"]["end"]}
    ordered = sorted(cuts)
    pairs = pairwise(ordered)
    return [(start, end) for start, end in pairs if text[start:end].strip()]


def speakers(document: ExportedDocument, parts: Sequence[Span]) -> dict[Span, set[str]]:
    """Who speaks in each sentence: the speakers of its claims, and the subjects of its claims of saying."""
    said: dict[Span, set[str]] = defaultdict(set)
    for claim in document.claims:
        who = set(claim["attributed_to"])
        if claim["relation"] in SPEECH and any(
            "claim" in a or "literal" in a for a in claim["object"]
        ):
            who |= entities(claim["subject"])
        evidence = (claim["evidence"]["start"], claim["evidence"]["end"])
        for part in parts:
            if 2 * overlap(evidence, part) > part[1] - part[0]:
                said[part] |= who
    return said


def score(
    pairs: Sequence[tuple[ExportedDocument, Sequence[Attribution]]], *, saying: bool = False
) -> dict[str, Any]:
    """Count pairs of sentence and source: right when a speaker found there has a mention that touches the source.

    A sentence is due a source when it holds the cue, or when more than half of it lies in the content. With `saying`
    only attributions whose cue is of saying are due; a speaker found for another one is no fault.
    """
    right = found = due = 0
    kinds: Counter[tuple[str, bool]] = Counter()
    for document, attributions in pairs:
        parts = sentences(document)
        said = speakers(document, parts)
        for part in parts:
            wanted, excused = _due(document, part, attributions, saying=saying)
            hit: set[str] = set()
            for one in wanted:
                speaking = {e for e in said[part] if document.touches(e, one.source)}
                kinds[one.kind, bool(speaking)] += 1
                right += bool(speaking)
                due += 1
                hit |= speaking
            others = {
                entity
                for entity in said[part] - hit
                if not any(document.touches(entity, one.source) for one in excused)
            }
            found += len(others)
    by_kind = {
        kind: f"{kinds[kind, True]}/{kinds[kind, True] + kinds[kind, False]}"
        for kind in sorted({kind for kind, _ in kinds})
    }
    return rates(right, right + found, due) | {"pairs": due, **by_kind, "documents": len(pairs)}


def _due(
    document: ExportedDocument, part: Span, attributions: Sequence[Attribution], *, saying: bool
) -> tuple[list[Attribution], list[Attribution]]:
    length = len(document.text[part[0] : part[1]].strip())
    wanted, excused = [], []
    for one in attributions:
        if not one.source:
            continue
        inside = [overlap(part, piece) for piece in one.content]
        if any(overlap(part, piece) for piece in one.cue) or 2 * sum(inside) > length:
            hard = not saying or SAYING.search(one.cue_words)
            (wanted if hard else excused).append(one)
        elif any(inside):
            excused.append(one)
    return wanted, excused


def score_files(folder: Path, export: Path, *, saying: bool = False) -> dict[str, Any]:
    """Score an export against one part of PolNeAR: a folder with attributions/*.ann, named after the texts."""
    pairs = []
    for document in read_export(export)[0]:
        stem = document.name
        files = sorted(folder.glob(f"attributions/{stem}_*.ann"))
        files = files or sorted(folder.glob(f"attributions/{stem}.ann"))
        if files:
            pairs.append((document, read_attributions(files[0])))
    return score(pairs, saying=saying)
