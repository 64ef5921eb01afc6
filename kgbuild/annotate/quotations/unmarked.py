"""Quotations without marks: the turns of interviews and scripts, and paragraphs set apart below "Lund added:"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.annotated import Quote
from kgbuild.annotate.quotations.cues import announced
from kgbuild.attribution.turns import turns
from kgbuild.language.grammar import functions as fn
from kgbuild.language.grammar import phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A shorter paragraph below a colon is an item of a list.
LEAST_BLOCK = 5


def turn_quotes(doc: Doc) -> list[Quote]:
    """The turns of an interview or script, each a quotation whose label names the speaker."""
    found = []
    for turn in turns(doc.text):
        span = doc.char_span(turn.start, turn.end, alignment_mode="contract")
        label = doc.char_span(turn.label_start, turn.label_end, alignment_mode="expand")
        if span is not None and len(span):
            named = (
                (label.start, label.end)
                if label is not None and turn.label_end > turn.label_start
                else (0, 0)
            )
            found.append(Quote(span.start, span.end, direct=True, label=named))
    return found


def told_blocks(doc: Doc) -> list[Quote]:
    """Paragraphs without marks below "Lund added:": a quotation set apart, and hers as far as the paragraph goes."""
    found = []
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if (
            not words
            or words[-1].text != ":"
            or "\n" not in doc[words[-1].i : sentence.end].text_with_ws
        ):
            continue
        start = words[-1].i + 1
        while start < len(doc) and doc[start].is_space:
            start += 1
        end = start
        while end < len(doc) and "\n" not in doc[end].text_with_ws:
            end += 1
        end = min(end + 1, len(doc)) - (end < len(doc) and doc[end].is_space)
        root = announced(doc, start)
        if root is None or end - start < LEAST_BLOCK or not doc[start].text[:1].isalpha():
            continue
        if doc[end - 1].text in {".", "!", "?", "…"} and not phrases.children(
            root, fn.FINITE_COMPLEMENT
        ):
            found.append(Quote(start, end, direct=True))
    return found
