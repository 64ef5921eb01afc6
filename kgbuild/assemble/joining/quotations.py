"""Quotations in a document's text, and which documents quote the same words, also retranslated."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgbuild.assemble.words import content, same_quotation, telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kgbuild.model import Document

QUOTED = re.compile(r"“([^“”]{3,600})”|\"([^\"\n]{3,600})\"|‘([^‘’\n]{3,200})’")
# Words that carry meaning in a quotation long enough to be no coincidence.
LONG = 6
# Quotations that share one word, looked at per word: more share nothing but the word.
LOOK = 16


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words and where they stand (characters)."""

    document: str
    start: int
    end: int
    text: str
    words: frozenset[str]


def quotations(document: Document) -> list[Quotation]:
    """All that stands between quotation marks, in order."""
    found = []
    for match in QUOTED.finditer(document.text):
        group = next(i for i in (1, 2, 3) if match.group(i) is not None)
        text = match.group(group)
        start, end = match.span(group)
        found.append(Quotation(document.id, start, end, text, content(text)))
    return found


def long_quotations(document: Document) -> list[Quotation]:
    """Quotations of a document that are long enough to be no coincidence."""
    return [q for q in quotations(document) if len(telling(q.words)) >= LONG]


def utterances(told: Iterable[Quotation]) -> dict[str, tuple[tuple[str, str], ...]]:
    """The same, of long quotations in the order of their documents and places.

    A quotation joins the first utterance that it matches; postings are bounded, so the cost is linear.
    """
    firsts: list[Quotation] = []
    holders: dict[int, set[str]] = defaultdict(set)
    postings: dict[str, list[int]] = defaultdict(list)
    for quotation in told:
        words = telling(quotation.words)
        near = sorted({i for w in words for i in postings[w][:LOOK]})
        twin = next((i for i in near if same_quotation(firsts[i].words, quotation.words)), None)
        if twin is None:
            twin = len(firsts)
            firsts.append(quotation)
            for word in words:
                if len(postings[word]) < LOOK:
                    postings[word].append(twin)
        holders[twin].add(quotation.document)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for twin in sorted(holders):
        if len(holders[twin]) > 1:
            first = firsts[twin]
            for document_id in sorted(holders[twin]):
                found[document_id].append((f"{first.document}:{first.start}", first.text))
    return {document_id: tuple(rows) for document_id, rows in found.items()}
