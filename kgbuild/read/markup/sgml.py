"""SGML of the text collections: Reuters-21578 and TREC, split into their articles."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read import encodings
from kgbuild.read.records import articles
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

ITEM = re.compile(r"<(REUTERS|DOC)\b([^>]*)>(.*?)(?:</\1>|(?=<\1\b)|\Z)", re.S | re.I)
NUMBER = re.compile(r'\b(?:NEWID|id)\s*=\s*"([^"]+)"', re.I)
CONTROL = re.compile(r"&#(?:[0-8]|1[0-9]|2[0-9]|3[01]|127);|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
FIELDS = {
    "title": ("TITLE", "HEADLINE", "HEAD", "HL"),
    "text": ("BODY", "TEXT", "LP"),
    "published": ("DATE", "DATE_TIME", "DATETIME", "DD", "PUBDATE"),
    "byline": ("AUTHOR", "BYLINE"),
    "publisher": ("SOURCE", "SO", "PUBLISHER"),
    "id": ("DOCNO", "DOCID"),
    "dateline": ("DATELINE",),
}  # fmt: skip
COLUMNS = Columns.of(["text", "title", "byline", "publisher", "published", "id"])


def read_sgml(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One document an article; one without a body is named."""
    text, note = encodings.decode(CONTROL_BYTES.sub(b"", raw))
    if note:
        about.remarks.append(note)
    last = None
    for found in ITEM.finditer(text):
        last = found
        number = text.count("\n", 0, found.start()) + 1
        yield articles.document(about, number, _row(found), COLUMNS)
    if last is None:
        raise UnreadableError("SGML without articles")
    if not last[0].rstrip().lower().endswith(f"</{last[1].lower()}>"):
        line = text.count("\n") + 1
        yield Reject(about.source, line, "SGML, cut off inside its last article")


def _row(found: re.Match[str]) -> dict[str, Any]:
    body = found[3]
    row: dict[str, Any] = {}
    for field, names in FIELDS.items():
        for name in names:
            inner = re.search(rf"<{name}\b[^>]*>(.*?)(?:</{name}>|\Z)", body, re.S | re.I)
            if inner and (words := _words(inner[1], field)):
                row[field] = words
                break
    number = NUMBER.search(found[2])
    if number:
        row["id"] = number[1]
    text = str(row.get("text") or "")
    text = re.sub(r"\s*\bReuter\s*\Z", "", text, flags=re.I)
    dateline = row.pop("dateline", "")
    if dateline and text:
        text = f"{dateline.rstrip(' -')} - {text.lstrip()}"
    if row.get("title") and text:
        text = f"{row['title']}\n\n{text}"
    row["text"] = text
    return row


def _words(inner: str, field: str) -> str:
    inner = html.unescape(CONTROL.sub("", inner)).replace("\x03", "")
    inner = re.sub(r"</?P>", "\n\n", inner, flags=re.I)
    inner = TAG.sub("", inner)
    if field == "text":
        return re.sub(r"\n[ \t]{3,}(?=\S)", "\n\n", inner).strip()
    return " ".join(inner.split())
