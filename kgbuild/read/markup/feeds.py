"""Feeds from files: RSS, Atom and RDF by feedparser. Nothing is fetched."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read.markup import xml
from kgbuild.read.records import articles
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

COLUMNS = Columns.of(
    ["text", "summary", "title", "publisher", "published", "author", "link", "number", "language"]
)


def read_feed(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One document an entry: its full text, or its summary where the feed holds no more."""
    import feedparser

    xml.guard(raw)
    feed = feedparser.parse(io.BytesIO(raw))
    head = feed.get("feed", {})
    if not feed.entries:
        broken = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        raise UnreadableError(f"a feed without entries{broken}")
    about.remarks.append(
        "a feed of 1 entry" if len(feed.entries) == 1 else f"a feed of {len(feed.entries)} entries"
    )
    for number, entry in enumerate(feed.entries, start=1):
        yield articles.document(about, number, _row(entry, head), COLUMNS)
    if feed.get("bozo") and "not well-formed" in str(feed.bozo_exception):
        line = getattr(feed.bozo_exception, "getLineNumber", lambda: None)()
        yield Reject(about.source, line, f"a feed, broken ({feed.bozo_exception})")


def _row(entry: Any, head: Any) -> dict[str, Any]:
    source = entry.get("source") or {}
    body = "".join(part.get("value", "") for part in entry.get("content", ())[:1])
    when = next((entry[key] for key in ("published", "created", "updated") if key in entry), None)
    return {
        "text": body,
        "summary": entry.get("summary"),
        "title": entry.get("title"),
        "publisher": source.get("title") or head.get("title") or head.get("publisher"),
        "published": when,
        "author": entry.get("author"),
        "link": entry.get("link"),
        "language": head.get("language"),
    }
