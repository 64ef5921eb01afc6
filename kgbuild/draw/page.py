"""One self-contained HTML file: the explorer.

Nothing is fetched. The Content Security Policy allows the page's own script and its style, by hash,
and nothing else: even if a name from an article got into the markup, it could not run.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kgbuild.draw.pack import packed

if TYPE_CHECKING:
    from collections.abc import Mapping

SCRIPTS = (
    "data.js",
    "words.js",
    "dom.js",
    "icons.js",
    "filters.js",
    "stage.js",
    "course.js",
    "paint.js",
    "hands.js",
    "picture.js",
    "actions.js",
    "evidence.js",
    "panel.js",
    "timeline.js",
    "search.js",
    "table.js",
    "article.js",
    "stories.js",
    "map.js",
    "entity.js",
    "svg.js",
    "share.js",
    "keys.js",
    "main.js",
)


TABLES = ("entities", "documents", "claims", "facts", "links")


def embedded_json(values: Any) -> str:
    """JSON that is safe inside a script element of any HTML page, and as JavaScript.

    >>> embedded_json("</script>")
    '"\\\\u003c/script>"'
    """
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    # A lone surrogate (a broken byte of some article) has no UTF-8; its JSON escape is the same value.
    return text.encode("utf8", "backslashreplace").decode("utf8")


@cache
def _asset(name: str) -> str:
    return files("kgbuild.draw").joinpath("explorer", name).read_text(encoding="utf8")


@cache
def _program() -> str:
    parts = [_asset(name).strip() for name in SCRIPTS]
    return '(function () {\n"use strict";\n' + "\n\n".join(parts) + "\n})();\n"


def _hash(text: str) -> str:
    return (
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode() + "'"
    )


def page(values: Mapping[str, Any]) -> str:
    """The whole file, as text, for the values that `kgbuild.draw.picture.picture` made."""
    style = _asset("style.css").strip()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(_program())}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    fields = {
        "@POLICY@": policy,
        "@TITLE@": html.escape(str(values.get("title", ""))),
        "@STYLE@": style,
        "@PROGRAM@": _program(),
        "@DATA@": embedded_json({k: packed(v) if k in TABLES else v for k, v in values.items()}),
    }
    # One pass, so that nothing that was put in is read as a field again.
    parts: list[str] = []
    rest = _asset("page.html")
    while True:
        found = [(rest.index(key), key) for key in fields if key in rest]
        if not found:
            return "".join((*parts, rest))
        start, key = min(found)
        parts += [rest[:start], fields[key]]
        rest = rest[start + len(key) :]
