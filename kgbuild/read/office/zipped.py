"""Word processors' files that are XML in a ZIP: DOCX and OpenDocument text; EPUB books and papers."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kgbuild.errors import InputError, MetadataError, UnreadableError
from kgbuild.model import Part, PartKind, Reject
from kgbuild.read import archives, encodings, html
from kgbuild.read.about import Given
from kgbuild.read.dates import read_date
from kgbuild.read.markup import xml
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from kgbuild.model import Document
    from kgbuild.read.about import About

LIMIT = 50_000_000
DOCX_SKIPPED = frozenset(
    ("del", "deltext", "movefrom", "fallback", "instrtext", "footnotereference", "txbxcontent")
)
ODT_SKIPPED = frozenset(
    (
        "tracked-changes",
        "annotation",
        "annotation-end",
        "note",
        "sequence-decls",
        "table-of-content",
    )
)
SHORTEST_CHAPTER = 200


def read_docx(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The paragraphs of a DOCX as they stand, tables as tables; deleted words are left out."""
    yield _document(about, raw, "word/document.xml", "docProps/core.xml", _docx)


def read_odt(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The paragraphs of an OpenDocument text; comments, notes and tracked changes are left out."""
    yield _document(about, raw, "content.xml", "meta.xml", _odt)


def _document(about: About, raw: bytes, body: str, meta: str, paragraphs: Any) -> Document:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root, broken = xml.parse(archives.member(archive, body, LIMIT))
        head = (
            xml.parse(archives.member(archive, meta, LIMIT))[0]
            if meta in archive.namelist()
            else None
        )
    if broken:
        about.notes = (*about.notes, broken)
    text, parts = _joined(paragraphs(root))
    if not text.strip():
        raise UnreadableError("a document without words")
    named = {xml.local(n): xml.words(n) for n in head.iter()} if head is not None else {}
    # The day of the file is no day of the article.
    about.given = about.given.over(
        Given(byline=named.get("creator") or named.get("initial-creator") or None)
    )
    return plain.document(about, text, parts)


def _joined(paragraphs: Iterator[tuple[str, bool]]) -> tuple[str, tuple[Part, ...]]:
    text = ""
    parts: list[Part] = []
    for words, in_table in paragraphs:
        words = words.strip()
        if not words:
            continue
        start = len(text)
        text += words + ("\n" if in_table else "\n\n")
        if in_table:
            parts.append(Part(start, start + len(words), PartKind.TABLE))
    return text, tuple(parts)


def _docx(root: _Element) -> Iterator[tuple[str, bool]]:
    for node in root.iter():
        name = xml.local(node)
        if name == "tr":
            yield (
                "\t".join(_run(cell, DOCX_SKIPPED) for cell in node if xml.local(cell) == "tc"),
                True,
            )
        elif name == "p" and not _inside(node, ("tbl", "txbxcontent", "fallback")):
            yield _run(node, DOCX_SKIPPED), False


def _odt(root: _Element) -> Iterator[tuple[str, bool]]:
    for node in root.iter():
        name = xml.local(node)
        if name == "table-row":
            yield (
                "\t".join(_run(c, ODT_SKIPPED) for c in node if xml.local(c) == "table-cell"),
                True,
            )
        elif name in ("p", "h") and not _inside(node, (*ODT_SKIPPED, "table", "p")):
            yield _run(node, ODT_SKIPPED), False


def _inside(node: _Element, names: tuple[str, ...]) -> bool:
    return any(xml.local(a) in names for a in node.iterancestors())


def _run(node: _Element, skipped: frozenset[str]) -> str:
    """The words below an element, with its tabs and line ends."""
    name = xml.local(node)
    if name in skipped or not name:
        return ""
    if name in ("tab",):
        return "\t"
    if name in ("br", "cr", "line-break"):
        return "\n"
    if name == "s":
        return " "
    own = name in ("t", "span", "p", "h", "a", "table-cell") and not node.tag.endswith(
        "wordprocessingml/2006/main}p"
    )
    pieces = [node.text or "" if own else ""]
    for child in node:
        pieces.append(_run(child, skipped))
        if own:
            pieces.append(child.tail or "")
    return "".join(pieces)


def read_epub(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The chapters of an EPUB in reading order, a document each; covers and lists of contents are left."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        place, package = _package(archive)
        named = {xml.local(n): xml.words(n) for n in package.iter()}
        items = {n.get("id"): n for n in package.iter() if xml.local(n) == "item"}
        order = [n.get("idref") for n in package.iter() if xml.local(n) == "itemref"]
        given = Given(
            publisher=named.get("publisher") or named.get("title"), language=named.get("language")
        )
        given = given.over(_day(about, named.get("date")))
        count = 0
        for name in order:
            item = items.get(name)
            if (
                item is None
                or "html" not in (item.get("media-type") or "")
                or "nav" in (item.get("properties") or "")
            ):
                continue
            path = (place / unquote(item.get("href") or "")).as_posix()
            inner = about.inside(path, about.given.over(given))
            try:
                page, _ = encodings.decode(archives.member(archive, path, LIMIT))
                text = html.paragraphs(page)
                if len(text) >= SHORTEST_CHAPTER:
                    count += 1
                    yield plain.document(inner, text)
            except InputError as error:
                yield Reject(inner.source, error.line, error.message)
    if not count:
        raise UnreadableError("an EPUB without chapters of text")


def _day(about: About, value: str | None) -> Given:
    """The day on which the book or paper came out, where it says one."""
    try:
        day = read_date(value, about.options.dates)
    except MetadataError:
        day = None
    return Given(published=day, basis="page" if day else None)


def _package(archive: zipfile.ZipFile) -> tuple[PurePosixPath, _Element]:
    root, _ = xml.parse(archives.member(archive, "META-INF/container.xml", LIMIT))
    path = next((n.get("full-path") for n in root.iter() if xml.local(n) == "rootfile"), None)
    if not path:
        raise UnreadableError("an EPUB without a package")
    return PurePosixPath(path).parent, xml.parse(archives.member(archive, path, LIMIT))[0]
