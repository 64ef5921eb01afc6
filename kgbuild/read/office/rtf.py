"""RTF by striprtf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kgbuild.errors import UnreadableError
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Document, Reject
    from kgbuild.read.about import About

PICTURES = re.compile(rb"\{\\\*?\\?(?:pict|objdata|blipuid)[^{}]{2000,}\}")
MAXIMUM = 20_000_000


def read_rtf(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """The words of an RTF file."""
    from striprtf.striprtf import rtf_to_text

    raw = PICTURES.sub(b"", raw)
    if len(raw) > MAXIMUM:
        raise UnreadableError(f"RTF larger than {MAXIMUM // 1_000_000} MB")
    try:
        words = raw.decode("ascii", errors="replace")
        text = str(rtf_to_text(words, errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, TypeError, RecursionError) as error:
        raise UnreadableError(f"RTF, and broken ({error})") from None
    if not raw.rstrip(b"\0 \r\n\t").endswith(b"}"):
        about.notes = (*about.notes, "RTF, cut off at its end")
    text = re.sub(r"\n(?=\S)", "\n\n", text.replace("\r\n", "\n"))
    if not text.strip():
        raise UnreadableError("RTF without words")
    yield plain.document(about, text)
