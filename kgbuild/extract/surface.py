"""The open layer alone, printed: the drafts of one tokenised sentence as rows of its own words.

A view for measuring extraction. The graph normalises, merges and resolves; this must not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from kgbuild.annotate import Annotated
from kgbuild.extract import extract
from kgbuild.extract.printer import Printer
from kgbuild.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from kgbuild.extract.printer import Row


STYLES = ("nary", "binary")
# The tokenised benchmarks write quotes and brackets the Penn way; the parser reads the plain ones.
PENN = {
    "``": "“",
    "''": "”",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}


def openie(lines: Iterable[str], nlp: Language, *, style: str = "nary") -> Iterator[Row]:
    """Facts of tokenised sentences (one a line, tokens parted by single spaces).

    `style` is "nary" (a relation with all its arguments) or "binary" (compact pairs, one for each
    prepositional phrase). Both print the same drafts. Raises ValueError for another style.
    """
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; known are {', '.join(STYLES)}")
    for sentence in lines:
        words = [word for word in sentence.strip().split(" ") if word]
        if not words:
            continue
        doc = _parsed(words, nlp)
        annotated = Annotated(Document("d", "openie", doc.text), doc)
        printer = Printer(sentence.strip(), words, annotated, whole=style == "nary")
        seen: set[tuple[str, ...]] = set()
        for draft in extract(annotated):
            for row in printer.nary(draft) if style == "nary" else printer.binary(draft):
                key = (row.relation, *row.arguments)
                if key not in seen and len(row.arguments) > 1 and row.relation:
                    seen.add(key)
                    yield row


def _parsed(words: list[str], nlp: Language) -> Doc:
    plain = [PENN.get(word, word) for word in words]
    starts: list[bool | int | None] = [index == 0 for index in range(len(plain))]
    return nlp(Doc(nlp.vocab, words=plain, sent_starts=starts))
