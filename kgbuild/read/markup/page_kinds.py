"""Which pages hold no article, and which parts of a page are other stories'."""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kgbuild.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

OTHERS = re.compile(
    r"\b(?:related|recommend\w*|teasers?|promo\w*|more-(?:stories|news|on|from)|read-?(?:more|next|also)|also-read|newsletter\w*|popular|trending|most-?read|sidebar"
    r"|outbrain|taboola|share|sharing|social|gallery|carousel|cookie\w*|consent|comments?|disqus|breadcrumbs?|subscribe|signup|advert\w*|sponsor\w*)\b",
    re.I,
)  # fmt: skip
HEADINGS = ("h2", "h3", "h4", "h5")
SHORT_PAGE = 1500
FEWEST = 3
FRONT = 4
FEWEST_LETTERS = 150
SHORT_ITEM = 250
# Whole pages stand inside one form, articles inside boxes named after their buttons.
MARKED_SHARE = 0.3
LARGEST_SHARE = 0.5


@cache
def kinds() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of headlines of pages that are no articles, and what each is (`page_kinds.csv`)."""
    table = files("kgbuild.read.markup").joinpath("page_kinds.csv").read_text(encoding="utf8")
    rows = csv.DictReader(io.StringIO(table))
    return tuple((re.compile(row["pattern"], re.IGNORECASE), row["kind"]) for row in rows)


def refuse_no_article(title: str, heading: str, body: str) -> None:
    """Raise UnreadableError, naming the kind, for a short page whose headline says that it is no article."""
    if len(body) > SHORT_PAGE:
        return
    for words in (heading, title):
        for pattern, what in kinds():
            if words and pattern.search(words):
                raise UnreadableError(what)


def prune(root: HtmlElement) -> int:
    """Take other stories out of a page; returns how many teasers there were."""
    whole = len(root.text_content())
    count = 0
    for node in [*root.iter("ul", "ol", "div", "section", "aside", "figcaption", "nav", "form")]:
        if node.getparent() is None or node.getroottree().getroot() is not root:
            continue
        teasers = _teasers(node)
        share = len(node.text_content()) / max(1, whole)
        marked = OTHERS.search(
            f"{(node.get('class') or '').replace('_', '-')} {node.get('id') or ''}"
        )
        if teasers >= FEWEST and node.tag in ("ul", "ol"):
            count += teasers
            node.drop_tree()
        elif share < LARGEST_SHARE and (
            node.tag in ("figcaption", "form")
            or (marked and (share < MARKED_SHARE or _is_teaser(node)))
        ):
            count += max(teasers, _is_teaser(node))
            node.drop_tree()
    return count


def is_front(count: int, body: str, teasers_left: int) -> bool:
    """Many teasers, and little text beside them."""
    return count + teasers_left >= FRONT and len(body) < FEWEST_LETTERS


def linked_headings(root: HtmlElement) -> int:
    """Headings that are links to other stories."""
    return sum(1 for h in root.iter(*HEADINGS) if h.find(".//a[@href]") is not None or _in_link(h))


def _teasers(node: HtmlElement) -> int:
    """Items of a list that each have a heading of their own and a few words; a list of long ones is an article."""
    items = [
        item
        for item in node
        if isinstance(item.tag, str)
        and item.tag == "li"
        and any(True for _ in item.iter(*HEADINGS))
    ]
    letters = sum(len(item.text_content()) for item in items)
    return len(items) if letters < SHORT_ITEM * len(items) else 0


def _is_teaser(node: HtmlElement) -> bool:
    """A short box with a linked heading."""
    return len(node.text_content()) < 600 and linked_headings(node) > 0


def _in_link(node: HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "a"
