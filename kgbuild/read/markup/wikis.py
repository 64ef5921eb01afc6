"""Wikinews and other MediaWiki exports: a document a page, its markup stripped by mwparserfromhell."""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from lxml import etree

from kgbuild.errors import InputError, MetadataError, UnreadableError
from kgbuild.model import Reject
from kgbuild.read.about import Given
from kgbuild.read.dates import read_date
from kgbuild.read.markup import xml
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kgbuild.model import Document
    from kgbuild.read.about import About

DATE_TEMPLATES = ("date", "byline", "dateline")
NO_TEXT = re.compile(r"^(?:file|image|category|media)\s*:", re.I)
NO_TEXT_TAGS = frozenset(("ref", "gallery", "references", "timeline", "math", "table"))
ENDS = re.compile(
    r"^=+\s*(?:sources?|external links?|related news|references?|see also|sister links?)\s*=+\s*$",
    re.I | re.M,
)


def read_wiki(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Articles (name space 0) of an export; redirects and talk are left out."""
    try:
        import mwparserfromhell  # noqa: F401 - found missing before the file is worked through
    except ImportError:
        raise UnreadableError(
            "a MediaWiki export: its reader comes with kgbuild[formats]"
        ) from None
    xml.guard(raw)
    site: dict[str, str] = {}
    count = 0
    events = etree.iterparse(
        io.BytesIO(raw), events=("end",), resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, node in events:
            name = xml.local(node)
            if name in ("sitename", "base"):
                site[name] = xml.words(node)
            elif name == "page":
                count += 1
                yield from _page(about, node, site)
                node.clear()
    except etree.XMLSyntaxError as error:
        yield Reject(
            about.source, error.lineno, f"a MediaWiki export, broken from here ({error.msg})"
        )
    if not count:
        raise UnreadableError("a MediaWiki export without a whole page")


def _page(about: About, node: Any, site: dict[str, str]) -> Iterator[Document | Reject]:
    found = {xml.local(child): child for child in node.iter()}
    words = found["text"].text if "text" in found else None
    if xml.words(found.get("ns")) not in ("", "0") or "redirect" in found or not words:
        return
    title = xml.words(found.get("title"))
    number = next((xml.words(c) for c in node if xml.local(c) == "id"), "") or title
    notes: list[str] = []
    text, day = _strip(words, about, notes)
    base = urlsplit(site.get("base", ""))
    url = (
        f"{base.scheme}://{base.netloc}/wiki/{quote(title.replace(' ', '_'))}"
        if base.netloc
        else None
    )
    given = Given(
        title=title or None,
        publisher=site.get("sitename"),
        published=day,
        url=url,
        basis="page" if day else None,
    )
    inner = about.inside(number, about.given.over(given))
    inner.notes = tuple(notes)
    try:
        yield plain.document(inner, f"{title}\n\n{text}" if title and text else text)
    except InputError as error:
        yield Reject(inner.source, error.line, error.message)


def _strip(words: str, about: About, notes: list[str]) -> tuple[str, date | None]:
    """The text without markup, sources and files, and the day of its date template."""
    import mwparserfromhell

    ends = ENDS.search(words)
    code = mwparserfromhell.parse(words[: ends.start()] if ends else words)
    day = None
    for template in code.filter_templates():
        if str(template.name).strip().casefold() in DATE_TEMPLATES and day is None:
            value = next(
                (str(p.value) for p in template.params if str(p.name).strip() in ("1", "date")), ""
            )
            try:
                day = read_date(value.strip(), about.options.dates)
            except MetadataError as error:
                notes.append(error.message)
    unread: list[Any] = [n for n in code.filter_wikilinks() if NO_TEXT.match(str(n.title).strip())]
    unread += [n for n in code.filter_tags() if str(n.tag).strip().casefold() in NO_TEXT_TAGS]
    for node in unread:
        with contextlib.suppress(ValueError):  # it stood inside one that is gone already
            code.remove(node)
    text = str(code.strip_code(normalize=True, collapse=True))
    return re.sub(r"\n{3,}", "\n\n", text).strip(), day
