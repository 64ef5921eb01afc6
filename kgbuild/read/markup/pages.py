"""HTML pages by trafilatura, Markdown by markdown-it: both give the article's text as read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from lxml.html import document_fromstring
from rapidfuzz import fuzz

from kgbuild.errors import InputError, UnreadableError
from kgbuild.read import encodings, html, metadata, publishers
from kgbuild.read.about import Given
from kgbuild.read.markup import page_dates, page_kinds
from kgbuild.read.plain import heads
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from kgbuild.model import Document, Reject
    from kgbuild.read.about import About

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
MAXIMUM = 20_000_000
ALIKE = 75
FEWEST_LETTERS = 25


def read_html(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The article of a page, its headline first; boilerplate and other stories are left out."""
    if len(raw) > MAXIMUM:
        raise UnreadableError(f"a page larger than {MAXIMUM // 1_000_000} MB")
    text, note = encodings.decode(raw)
    if note:
        about.notes = (*about.notes, note)
    yield page(about, text)


def page(about: About, text: str) -> Document:
    """One page's article; raises UnreadableError, naming the kind of page, where it has none."""
    root = _tree(text)
    heading = _heading(root)
    marks = _marks(root, heading, about)
    links = page_kinds.linked_headings(root)
    teasers = page_kinds.prune(root)
    body = _body(root, marks.url)
    page_kinds.refuse_no_article(marks.title or "", heading, body or root.text_content())
    if page_kinds.is_front(teasers, body, 0 if teasers else links):
        raise UnreadableError("a front page or a list of stories, no article")
    if not body.strip():
        raise UnreadableError("no article text found in the page")
    known = about.given.over(marks)
    if known.title and not _opens_with(body, (known.title, heading)):
        body = f"{known.title}\n\n{body}"
    about.given = known
    return plain.document(about, body)


def _tree(text: str) -> HtmlElement:
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        return document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        raise UnreadableError("no article text found in the page") from None


def _body(root: HtmlElement, url: str | None) -> str:
    """The article's text by trafilatura; a page too short for it by its paragraphs."""
    from trafilatura import bare_extraction

    found = bare_extraction(
        root, with_metadata=False, include_comments=False, include_tables=False, url=url
    )
    values = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    body = values.get("text") or ""
    if not body.strip():
        body = html.paragraphs(etree.tostring(root, encoding="unicode", method="html"))
        body = body if len(body) >= FEWEST_LETTERS else ""
    return body


def _heading(root: HtmlElement) -> str:
    """The headline as the page shows it: its one h1."""
    shown = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    shown = [words for words in shown if words]
    return shown[0] if len(shown) == 1 else ""


def _marks(root: HtmlElement, heading: str, about: About) -> Given:
    metas = {
        (m.get("property") or m.get("name") or "").casefold(): (m.get("content") or "").strip()
        for m in root.iterfind(".//meta[@content]")
    }
    link = root.find(".//link[@rel='canonical']")
    url = metas.get("og:url") or (link.get("href") if link is not None else None)
    url = url if url and url.startswith("http") else about.given.url
    address = heads.from_address(url) if url else Given()
    shown = root.findtext(".//title") or ""
    site = metas.get("og:site_name") or metas.get("application-name") or _publisher(root)
    title = metas.get("og:title") or metas.get("twitter:title") or " ".join(shown.split())
    title = _headline(title, heading, site, address.publisher)
    day = page_dates.published(root, about.options.dates)
    return Given(
        title=title or None,
        publisher=publishers.of_page(site, address.publisher),
        published=day,
        basis="page" if day else None,
        url=url or None,
        byline=_author(root, metas),
    ).over(address)


def _publisher(root: HtmlElement) -> str:
    for item in page_dates.objects(root):
        body = item.get("publisher")
        if isinstance(body, dict) and isinstance(body.get("name"), str):
            return str(body["name"])
    return ""


def _author(root: HtmlElement, metas: dict[str, str]) -> str | None:
    from kgbuild.read.records import values

    for item in page_dates.objects(root):
        name = values.plain(item.get("author")) if "author" in item else ""
        if name and not name.startswith("http"):
            return name
    name = metas.get("author") or metas.get("article:author") or metas.get("parsely-author") or ""
    return name if name and not name.startswith(("http", "@")) else None


def _headline(title: str, heading: str, site: str | None, host: str | None) -> str:
    """The page's title without its site; the h1 where it says the same."""
    bare = publishers.without_site(title, site, host)
    if heading and fuzz.token_set_ratio(heading.casefold(), bare.casefold()) >= ALIKE:
        return heading
    if bare == title and " | " in title:
        bare = title.rpartition(" | ")[0]
    return bare.strip() or heading


def _opens_with(body: str, titles: tuple[str, ...]) -> bool:
    first = body.lstrip().split("\n", 1)[0].strip()
    return any(
        t
        and (
            first == t
            or (len(first) < 2 * len(t) and fuzz.ratio(first.casefold(), t.casefold()) >= ALIKE)
        )
        for t in titles
    )


def read_markdown(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """Markdown as plain text: front matter gives metadata, markup falls away, bullets stay."""
    text, note = encodings.decode(raw)
    if note:
        about.notes = (*about.notes, note)
    front = FRONT_MATTER.match(text)
    if front:
        values = {k.casefold(): v for k, v in FIELD.findall(front[1])}
        try:
            given = metadata.from_mapping(values, "head", about.options.dates)
        except InputError as error:
            about.notes = (*about.notes, error.message)
            values = {k: v for k, v in values.items() if k != "date" and k != "published"}
            given = metadata.from_mapping(values, "head")
        about.given = about.given.over(given)
        text = text[front.end() :]
    body = _render(text)
    if not body.strip():
        raise UnreadableError("empty")
    yield plain.document(about, body)


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
