"""HTML that is an article already (a row, a feed's entry, a mail, a chapter): its words in paragraphs."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import document_fromstring

_BLOCKS = (
    "p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article table tr td th br hr figure figcaption pre"
    " header footer aside main dl dt dd body"
)
BLOCKS = frozenset(_BLOCKS.split())
UNREAD = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "nav",
    "button",
    "head",
)


def paragraphs(markup: str) -> str:
    """The words of a fragment, a blank line between blocks; scripts and styles are left out.

    >>> paragraphs("<p>One &amp; two.</p><p>Three<br>four.</p>")
    'One & two.\\n\\nThree\\n\\nfour.'
    """
    try:
        root = document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return re.sub(r"<[^<>]+>", " ", markup)
    etree.strip_elements(root, *UNREAD, with_tail=False)
    pieces: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if not isinstance(node.tag, str):
            if event in ("comment", "pi"):
                pieces.append(node.tail or "")
            continue
        if node.tag in BLOCKS:
            pieces.append("\x00")
        pieces.append((node.text if event == "start" else node.tail) or "")
    blocks = (" ".join(block.split()) for block in "".join(pieces).split("\x00"))
    return "\n\n".join(block for block in blocks if block)
