"""Plain text to a Document: its head read, its parts told apart, other languages refused."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kgbuild import ids
from kgbuild.errors import UnreadableError
from kgbuild.model import Document
from kgbuild.read import language
from kgbuild.read.plain import furniture, heads

if TYPE_CHECKING:
    from kgbuild.read.about import About, Given

TITLE_LIMIT = 150
FIRST_LINE = re.compile(r"\s*+([^\r\n]++)\r?\n[ \t]*+\r?\n")
LETTER = re.compile(r"[^\W\d_]")
LONE = re.compile("[\ud800-\udfff]")
"""Half a character, which no file can hold as UTF-8."""


def _whole_letters(given: Given) -> Given:
    """Half characters in a title or byline are shown as what they are: not known."""
    broken: dict[str, Any] = {
        name: LONE.sub("\ufffd", value)
        for name in ("title", "publisher", "url", "byline", "language")
        if (value := getattr(given, name)) and LONE.search(value)
    }
    return replace(given, **broken)


def document(about: About, text: str, parts: furniture.Parts = ()) -> Document:
    """Make a Document: metadata from outside first, then from the text; refuses other languages.

    `parts` are those that the reader knows already. What the two say of the date is compared.
    """
    if LETTER.search(text) is None:
        raise UnreadableError("no words in it" if text.strip() else "empty")
    if LONE.search(about.source):
        raise UnreadableError("half a character (a lone surrogate) in its name or id")
    length = len(text) - sum(map(text.count, " \n\r\t"))
    if length > about.options.longest:
        raise UnreadableError(
            f"{length:,} characters, more than {about.options.longest:,}: split it into articles, or raise"
            " --longest"
        )
    marks = heads.from_text(text, about.options.dates)
    known = _whole_letters(about.given.over(marks.given))
    notes = [*about.notes, *marks.notes]
    inside = marks.given.published
    if about.given.published and inside and about.given.published != inside:
        where = "the command line" if about.given.basis == "given" else "its metadata"
        notes.append(f"dated {about.given.published} by {where}, {inside} by its text")
    if known.published is None and about.options.default is not None:
        known = replace(known, published=about.options.default, basis="default")
    if about.today and known.published and known.published > about.today:
        notes.append(f"dated in the future ({known.published})")
    language.require_english(text, known.language)
    spans = marks.spans
    return Document(
        id=ids.document_id(about.source, text),
        source=about.source,
        text=text,
        title=known.title or _title(text, spans),
        publisher=known.publisher,
        language="en",
        published=known.published,
        url=known.url,
        byline=known.byline,
        metadata_spans=tuple(sorted(spans)),
        notes=tuple(dict.fromkeys(notes)),
        published_basis=known.basis if known.published else None,
        parts=furniture.parts(text, spans, parts),
    )


def _title(text: str, spans: tuple[tuple[int, int], ...]) -> str | None:
    """A first line without a full stop, followed by a blank line: the headline."""
    place = max((end for _, end in spans if end < len(text) // 2), default=0)
    for start in (0, place):
        found = FIRST_LINE.match(text, start)
        if found is None or not text[found.end() :].strip():
            continue
        if any(a < found.end(1) and found.start(1) < b for a, b in spans):
            continue
        line = found[1].rstrip(" \t")
        if 0 < len(line) <= TITLE_LIMIT and line[-1] not in ".,;:" and line[0] not in '-•*“"':
            return line
    return None
