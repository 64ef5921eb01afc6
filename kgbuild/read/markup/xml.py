"""XML read safely: no entities of its own, nothing from outside, broken ends read up to where they break."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from kgbuild.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTITY = re.compile(rb"<!ENTITY\s", re.I)
MAXIMUM = 100_000_000


def guard(raw: bytes) -> None:
    """Refuse what could grow without bound: entity declarations, very large files."""
    if len(raw) > MAXIMUM:
        raise UnreadableError(f"larger than {MAXIMUM // 1_000_000} MB: split it")
    if ENTITY.search(raw[:100_000]):
        raise UnreadableError("XML that declares entities of its own; they are not expanded")


def parse(raw: bytes) -> tuple[_Element, str | None]:
    """The root, and what is broken where something is; raises UnreadableError for what has no root."""
    guard(raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(
            f"broken XML ({error})", line=getattr(error, "lineno", None)
        ) from None
    if root is None:
        raise UnreadableError("broken XML")
    broken = [e for e in parser.error_log if e.level_name in ("FATAL", "ERROR")]
    return root, f"broken XML at line {broken[0].line} ({broken[0].message})" if broken else None


def local(node: _Element) -> str:
    """The name of an element without its name space, in lower case; empty for comments."""
    return etree.QName(node).localname.casefold() if isinstance(node.tag, str) else ""


def words(node: _Element | None) -> str:
    """All words below an element, one blank between."""
    return " ".join("".join(str(t) for t in node.itertext()).split()) if node is not None else ""
