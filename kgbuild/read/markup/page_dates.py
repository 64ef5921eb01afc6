"""The day that a page states as its own: its marks, or what stands under its headline. Nothing else.

A copyright year, a date of another story, of a picture's path or of an event told in the text is not the
page's date; where two marks of one kind disagree, the page has none.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kgbuild.errors import MetadataError
from kgbuild.read.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from lxml.html import HtmlElement

    from kgbuild.read.dates import Order

_METAS = (
    "article:published_time og:article:published_time og:published_time datepublished article:published"
    " rnews:datepublished published_time pubdate publishdate publish-date publish_date publication_date"
    " publicationdate date_published datepublication article_date_original original-publish-date"
    " sailthru.date parsely-pub-date cxenseparse:recs:publishtime bt:pubdate ptime dc.date.issued"
    " dcterms.issued dc.date dc.date.created dcterms.date dcterms.created citation_publication_date"
    " article.published published pub_date date"
)
METAS = tuple(_METAS.split())
ARTICLE = re.compile(r"article|posting|report|webpage|newsarticle", re.I)
PUBLISHED = re.compile(
    r"publish|pubdate|posted|dateline|entry-date|post-date|article-date|story-date|date-?time|timestamp|byline",
    re.I,
)
ASIDE = ("aside", "nav", "footer", "li")
OTHER = re.compile(
    r"related|recommend|teaser|promo|more-|sidebar|comment|popular|latest|trending|footer|widget|card",
    re.I,
)
LABELLED = re.compile(
    r"^(?:first\s+)?(?:published|posted|date|created)(?:\s+(?:on|at))?\s*:?\s*", re.I
)
LONG = 120


def published(root: HtmlElement, order: Order = None) -> date | None:
    """The day of a page, or None."""
    for marks in (_data(root), _metas(root), _properties(root), _times(root), _visible(root)):
        days = set()
        for value in marks:
            try:
                day = read_date(value, order)
            except MetadataError:
                continue
            if day is not None:
                days.add(day)
        if len(days) == 1:
            return days.pop()
        if days:
            return None
    return None


def objects(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """The page's JSON-LD objects, those inside graphs and lists too."""
    for script in root.iterfind(".//script[@type='application/ld+json']"):
        try:
            value = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _inner(value)


def _inner(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 3:
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            for name in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _inner(item.get(name), depth + 1)


def _data(root: HtmlElement) -> list[str]:
    found = [
        str(item["datePublished"])
        for item in objects(root)
        if item.get("datePublished") and ARTICLE.search(str(item.get("@type", "")))
    ]
    return found[:1] if len({f[:10] for f in found}) == 1 else found


def _metas(root: HtmlElement) -> list[str]:
    """The likeliest mark that is there."""
    values: dict[str, str] = {}
    for meta in root.iterfind(".//meta[@content]"):
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().casefold()
            if name and not _is_aside(meta):
                values.setdefault(name, meta.get("content") or "")
    return [values[name] for name in METAS if values.get(name)][:1]


def _properties(root: HtmlElement) -> list[str]:
    return [
        node.get("datetime") or node.get("content") or node.text_content()
        for node in root.iterfind(".//*[@itemprop]")
        if "datepublished" in (node.get("itemprop") or "").casefold() and not _is_aside(node)
    ]


def _times(root: HtmlElement) -> list[str]:
    """`time` elements that are marked as the page's, or stand between its headline and its first paragraph."""
    times = [t for t in root.iter("time") if not _is_aside(t)]
    marked = [t for t in times if t.get("pubdate") is not None or PUBLISHED.search(_names(t))]
    marked = [t for t in marked if not re.search(r"updat|modif", _names(t), re.I)]
    near = [t for t in times if t in _under_headline(root)]
    return [t.get("datetime") or t.text_content() for t in (marked or near)[:1]]


def _visible(root: HtmlElement) -> list[str]:
    """A line under the headline that is a date, alone or with "Published" before it."""
    found = []
    for node in _under_headline(root):
        words = " ".join(node.text_content().split())
        if not 6 <= len(words) <= 80 or len(node):
            continue
        bare = LABELLED.sub("", words)
        if bare != words or PUBLISHED.search(_names(node)) or re.search(r"\d{4}", words):
            found.append(re.split(r"\s*[|•·]\s*", bare)[0])
    return found


def _under_headline(root: HtmlElement) -> list[HtmlElement]:
    """Elements between the first h1 and the first long paragraph."""
    found: list[HtmlElement] = []
    seen = False
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag == "h1":
            seen = True
        elif seen and node.tag == "p" and len(node.text_content()) >= LONG:
            break
        elif seen and not _is_aside(node):
            found.append(node)
    return found if seen else []


def _names(node: HtmlElement) -> str:
    parent = node.getparent()
    above = f"{parent.get('class') or ''} {parent.get('id') or ''}" if parent is not None else ""
    return f"{node.get('class') or ''} {node.get('id') or ''} {node.get('itemprop') or ''} {above}"


def _is_aside(node: HtmlElement) -> bool:
    """Inside navigation, a footer, a list, or what is marked as another story's."""
    while node is not None:
        if node.tag in ASIDE or OTHER.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return bool(node.tag not in ("body", "html"))
        node = node.getparent()
    return False
