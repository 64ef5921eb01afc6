"""News as XML: NITF, NewsML, the Reuters corpus, and any XML whose elements are articles with fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read.markup import xml
from kgbuild.read.records import articles
from kgbuild.read.records.fields import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from kgbuild.model import Document
    from kgbuild.read.about import About

ITEMS = (
    "nitf",
    "newsitem",
    "article",
    "item",
    "doc",
    "document",
    "story",
    "record",
    "row",
    "entry",
    "post",
    "news",
)
# Element (or element@attribute) -> field; the first that is there counts.
_FIELDS = {
    "title": "hl1 headline title hedline head newsline name",
    "text": "body.content text inlinexml inlinedata datacontent body content fulltext articlebody story_text p",
    "byline": "byline byttl author creator by",
    "publisher": "doc.copyright@holder pubdata@name publisher provider source publication newspaper copyrightholder",
    "published": "pubdata@date.publication date.issue@norm story.date@norm newsitem@date firstcreated"
    " datepublished published pubdate publicationdate contentcreated date versioncreated datetime timestamp",
    "url": "url link weburl permalink",
    "id": "doc-id@id-string newsitem@guid newsitem@itemid newsitemid id guid",
    "dateline": "dateline",
}
FIELDS = {name: tuple(places.split()) for name, places in _FIELDS.items()}
COLUMNS = Columns.of(["text", "title", "byline", "publisher", "published", "url", "id"])
BLOCKS = ("p", "li", "h1", "h2", "h3", "hl2", "blockquote", "paragraph", "para")


def read_xml(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One document an item of news; what is broken is named and the rest is read."""
    root, broken = xml.parse(raw)
    items = _items(root)
    count = 0
    for number, item in enumerate(items, start=1):
        row = _row(item)
        if not str(row.get("text") or "").strip():
            continue
        count += 1
        result = articles.document(about, number, row, COLUMNS)
        yield result
    if not count:
        raise UnreadableError(
            broken or f"XML of a kind that is not read (its root is {xml.local(root)})"
        )
    if broken:
        yield Reject(about.source, None, broken)


def _items(root: _Element) -> list[_Element]:
    """The outermost elements that are an item of news each."""
    for name in ITEMS:
        found = [node for node in root.iter() if xml.local(node) == name]
        found = [n for n in found if not any(xml.local(a) == name for a in n.iterancestors())]
        if (
            name == "nitf"
            and found
            and all(any(xml.local(a) == "newsitem" for a in n.iterancestors()) for n in found)
        ):
            continue  # the text of a NewsML item
        if found and any(_row(n).get("text") for n in found[:20]):
            return found
    return [root]


def _row(item: _Element) -> dict[str, Any]:
    by_name: dict[str, list[_Element]] = {}
    for node in item.iter():
        by_name.setdefault(xml.local(node), []).append(node)
    row: dict[str, Any] = {}
    for field, names in FIELDS.items():
        for name in names:
            element, _, attribute = name.partition("@")
            value = next(
                filter(None, (_value(n, field, attribute) for n in by_name.get(element, ()))), ""
            )
            if value:
                row[field] = value
                break
    if row.get("dateline") and row.get("text"):
        dateline = str(row.pop("dateline")).rstrip(" -–—")
        row["text"] = f"{dateline} - {row['text']}" if len(dateline) < 100 else row["text"]
    if row.get("title") and row.get("text"):
        row["text"] = f"{row['title']}\n\n{row['text']}"
    return row


def _value(node: _Element, field: str, attribute: str) -> str:
    if attribute:
        return next((str(v) for k, v in node.attrib.items() if str(k).casefold() == attribute), "")
    return _text(node) if field == "text" else xml.words(node) or str(node.get("value") or "")


def _text(node: _Element) -> str:
    """Paragraphs below an element; full text before its lead, which repeats it."""
    full = (
        [n for n in node.iter() if "full_text" in str(n.get("class") or "")]
        if xml.local(node) == "body.content"
        else []
    )
    node = full[0] if full else node
    blocks = [n for n in node.iter() if xml.local(n) in BLOCKS]
    blocks = [n for n in blocks if not any(xml.local(a) in BLOCKS for a in _above(n, node))]
    if blocks:
        return "\n\n".join(filter(None, map(xml.words, blocks)))
    return "".join(str(t) for t in node.itertext()).strip()


def _above(node: _Element, top: _Element) -> Iterator[_Element]:
    for ancestor in node.iterancestors():
        if ancestor is top:
            return
        yield ancestor
