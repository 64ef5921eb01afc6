"""Bytes to text, and plain text to a Document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.errors import UnreadableError
from kgbuild.model import Document
from kgbuild.read import language
from kgbuild.read.metadata import Given, from_text

if TYPE_CHECKING:
    from datetime import date

# First bytes of what people hand in by mistake, and what to say of it.
SIGNATURES = (
    (b"%PDF-", "a PDF; reading PDF is not built yet: save it as text"),
    (b"{\\rtf", "RTF, not plain text: save it as plain text"),
    (b"PK\x03\x04", "a ZIP archive or an office document: save it as text"),
    (b"\x1f\x8b", "compressed (gzip): unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xff\xfe", "UTF-16, not UTF-8: convert it (iconv -f UTF-16 -t UTF-8)"),
    (b"\xfe\xff", "UTF-16, not UTF-8: convert it (iconv -f UTF-16 -t UTF-8)"),
)
TITLE_LIMIT = 150
FIRST_LINE = re.compile(r"\s*+([^\r\n]++)\r?\n[ \t]*+\r?\n")
MAXIMUM = 20_000_000


def decode(raw: bytes) -> str:
    """UTF-8 bytes as text, a byte-order mark dropped; raises UnreadableError saying what it is."""
    for start, what in SIGNATURES:
        if raw.startswith(start):
            raise UnreadableError(what)
    if not raw.strip():
        raise UnreadableError("empty")
    if len(raw) > MAXIMUM:
        raise UnreadableError(f"larger than {MAXIMUM // 1_000_000} MB: split it into articles")
    nul = raw.find(b"\0")
    if nul >= 0:
        line = raw.count(b"\n", 0, nul) + 1
        raise UnreadableError("a NUL byte: binary, not text", line=line)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError("not UTF-8 text", line=line) from None
    if not text.strip():
        raise UnreadableError("empty")
    return text


def document(source: str, text: str, given: Given, *, today: date | None = None) -> Document:
    """Make a Document: metadata from `given` first, then from the text; refuses other languages.

    `today` is only used to flag a document dated in the future.
    """
    marks = from_text(text)
    known = given.over(marks.given)
    notes = list(marks.notes)
    inside = marks.given.published
    if given.published and inside and given.published != inside:
        notes.append(f"dated {given.published} by its metadata, {inside} by its text")
    if today and known.published and known.published > today:
        notes.append(f"dated in the future ({known.published})")
    language.require_english(text, known.language)
    return Document(
        id=ids.document_id(source, text),
        source=source,
        text=text,
        title=known.title or _title(text, marks.spans),
        publisher=known.publisher,
        language="en",
        published=known.published,
        url=known.url,
        byline=known.byline,
        metadata_spans=tuple(sorted(marks.spans)),
        notes=tuple(notes),
    )


def _title(text: str, spans: tuple[tuple[int, int], ...]) -> str | None:
    """A first line without a full stop, followed by a blank line: the headline."""
    place = max((end for _, end in spans if end < len(text) // 2), default=0)
    found = FIRST_LINE.match(text, place)
    if found is None or not text[found.end() :].strip():
        return None
    line = found[1].rstrip(" \t")
    return None if len(line) > TITLE_LIMIT or line[-1] in ".,;:" or line[0] in '-•*“"' else line
