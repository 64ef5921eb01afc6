"""HTML pages by trafilatura, Markdown by markdown-it: both give the article's text as read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.errors import MetadataError, UnreadableError
from kgbuild.read import text as plain
from kgbuild.read.metadata import Given, from_mapping, parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kgbuild.model import Document, Reject

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)


def read_html(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """The article of a page, its headline first; boilerplate is left out."""
    from trafilatura import bare_extraction

    plain.decode(raw)
    page = bare_extraction(
        raw, with_metadata=True, include_comments=False, include_tables=False, url=given.url
    )
    values = page if isinstance(page, dict) else page.as_dict() if page is not None else {}
    body = values.get("text") or ""
    if not body.strip():
        raise UnreadableError("no article text found in the page")
    try:
        published = parse_date(values["date"]) if values.get("date") else None
    except MetadataError:
        published = None
    marks = Given(
        title=values.get("title") or None,
        publisher=values.get("sitename") or values.get("hostname") or None,
        published=published,
        url=values.get("url") or None,
        byline=values.get("author") or None,
    )
    known = given.over(marks)
    if known.title and not body.lstrip().startswith(known.title):
        body = f"{known.title}\n\n{body}"
    yield plain.document(source, body, known, today=today)


def read_markdown(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """Markdown as plain text: front matter gives metadata, markup falls away, bullets stay."""
    text = plain.decode(raw)
    front = FRONT_MATTER.match(text)
    if front:
        given = given.over(from_mapping({k.casefold(): v for k, v in FIELD.findall(front[1])}))
        text = text[front.end() :]
    body = _render(text)
    if not body.strip():
        raise UnreadableError("empty")
    yield plain.document(source, body, given, today=today)


def _render(text: str) -> str:
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    bullet = False
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "list_item_open":
            bullet = True
        elif token.type == "inline":
            words = "".join(
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or []
                if child.type in ("text", "code_inline", "softbreak", "hardbreak", "text_special")
            )
            blocks.append(("- " if bullet else "") + words)
            bullet = False
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
