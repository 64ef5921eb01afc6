"""What stands in a cell: plain text, a list of names, an object with a name, or one written as text."""

from __future__ import annotations

import ast
import html
import re
from typing import Any

NAMES = (
    "name",
    "main",
    "original",
    "title",
    "fullName",
    "full_name",
    "value",
    "text",
    "site",
    "$",
    "rendered",
    "#text",
)
MARKUP = re.compile(
    r"</?(?:p|br|div|a|span|h[1-6]|ul|ol|li|img|strong|em|b|i|u|blockquote|figure|section|article|table|iframe"
    r"|script|html|body|aside|small|time|gu-[a-z]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,5});")
LITERAL = re.compile(r"\s*[{\[].{0,4000}[}\]]\s*", re.S)


def plain(value: Any, depth: int = 0) -> str:
    """A cell as words: the name of an object, a list joined by commas, nothing for null.

    >>> plain("{'id': 'echo', 'name': 'The Echo'}"), plain([{"name": "Ann Reed"}, "Bo Lee"])
    ('The Echo', 'Ann Reed, Bo Lee')
    """
    if value is None or depth > 3 or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, dict):
        for name in NAMES:
            if value.get(name):
                return plain(value[name], depth + 1)
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(dict.fromkeys(filter(None, (plain(v, depth + 1) for v in value[:50]))))
    text = str(value).strip()
    if depth == 0 and LITERAL.fullmatch(text):
        inner = _literal(text)
        if isinstance(inner, dict | list):
            return plain(inner, 1)
    return "" if text.casefold() in ("nan", "none", "null", "unknown", "n/a") else text


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None


def body(value: Any) -> str:
    """A cell as an article's text: paragraphs of a list one below the other, markup taken off."""
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, map(body, value)))
    if isinstance(value, dict):
        return body(plain(value))
    if value is None or (isinstance(value, float) and value != value):
        return ""
    text = str(value)
    if MARKUP.search(text):
        from kgbuild.read.html import paragraphs

        return paragraphs(text)
    if ENTITY.search(text):
        text = html.unescape(text)
    if "\n" not in text and text.count("\\n") > 1:
        text = text.replace("\\r", "").replace("\\n", "\n")
    return "" if text.strip().casefold() in ("nan", "none", "null") else text
