"""Which pages hold no article, and which parts of a page are other stories'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NO_ARTICLE = (
    (re.compile(r"\b(?:404|page|article|content|story|site)\b.{0,30}\b(?:not found|could ?n.?t be found|cannot be found|does ?n.?t exist|no longer (?:available|exists))"
                r"|^\W*(?:404|not found|error 404|oops)\b|^\W*(?:410|gone)\W*$", re.I), "a page that says it was not found"),
    (re.compile(r"before you continue|we value your privacy|your privacy|cookie(?:s| consent| settings| policy)|consent\b.{0,40}(?:privacy|data|cookie)|privacy (?:choices|preferences|settings)", re.I),
     "a consent page, no article"),
    (re.compile(r"just a moment|checking your browser|attention required|are you (?:a robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|enable javascript|ddos|security check", re.I),
     "a page that checks the browser, no article"),
    (re.compile(r"access (?:to this page has been )?denied|403 forbidden|forbidden\W*$|not available in your (?:region|country)|unavailable (?:for|due to) legal|^\W*(?:500|502|503|504)\b|(?:service|temporarily) unavailable|bad gateway|internal server error|under maintenance|something went wrong", re.I),
     "an error page, no article"),
    (re.compile(r"^\W*(?:log ?in|sign ?in|sign ?up|register|subscribe(?: now| to continue)?|create (?:an|your) account|subscriber(?:s)? only)\b", re.I),
     "a page that asks to log in or subscribe, no article"),
    (re.compile(r"^\W*(?:search results?|tag(?: archives?)?:|category:|archives?\b|author archives?|sitemap|index of /|about us|contact us|terms (?:of|and)\b|privacy (?:policy|notice))", re.I),
     "a list or notice of the site, no article"),
)  # fmt: skip
OTHERS = re.compile(
    r"\b(?:related|recommend\w*|teasers?|promo\w*|more-(?:stories|news|on|from)|read-?(?:more|next|also)|also-read|newsletter\w*|popular|trending|most-?read|sidebar"
    r"|outbrain|taboola|share|sharing|social|gallery|carousel|cookie\w*|consent|comments?|disqus|breadcrumbs?|subscribe|signup|advert\w*|sponsor\w*)\b",
    re.I,
)  # fmt: skip
HEADINGS = ("h2", "h3", "h4", "h5")
SHORT_PAGE = 1500
FEWEST = 3
FRONT = 4


def refuse_no_article(title: str, heading: str, body: str) -> None:
    """Raise UnreadableError, naming the kind, for a short page whose headline says that it is no article."""
    if len(body) > SHORT_PAGE:
        return
    for words in (heading, title):
        for pattern, what in NO_ARTICLE:
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
        marked = OTHERS.search(f"{(node.get('class') or '').replace('_', '-')} {node.get('id') or ''}")
        if teasers >= FEWEST and node.tag in ("ul", "ol"):
            count += teasers
            node.drop_tree()
        elif node.tag in ("figcaption", "form") or (marked and (share < 0.3 or _is_teaser(node))):
            count += max(teasers, _is_teaser(node))
            node.drop_tree()
    return count


def is_front(count: int, body: str, teasers_left: int) -> bool:
    """Many teasers, and little text beside them."""
    return count + teasers_left >= FRONT and len(body) < 600


def linked_headings(root: HtmlElement) -> int:
    """Headings that are links to other stories."""
    return sum(1 for h in root.iter(*HEADINGS) if h.find(".//a[@href]") is not None or _in_link(h))


def _teasers(node: HtmlElement) -> int:
    """Items of a list that each have a heading of their own."""
    return sum(1 for item in node if isinstance(item.tag, str) and item.tag == "li" and any(True for _ in item.iter(*HEADINGS)))


def _is_teaser(node: HtmlElement) -> bool:
    """A short box with a linked heading."""
    return len(node.text_content()) < 600 and linked_headings(node) > 0


def _in_link(node: HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "a"
