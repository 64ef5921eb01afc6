"""Web archives: the pages of a WARC file, by warcio. The day of the crawl is no day of an article."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from kgbuild.errors import InputError, UnreadableError
from kgbuild.model import Reject
from kgbuild.read.about import Given
from kgbuild.read.markup import pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

PAGE_LIMIT = 20_000_000


def read_warc(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One document a page that was answered with HTML; the other records are counted."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise UnreadableError(
            "a web archive (WARC): its reader comes with kgbuild[formats]"
        ) from None
    number = others = 0
    try:
        for record in ArchiveIterator(io.BytesIO(raw)):
            number += 1
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if (
                record.rec_type not in ("response", "resource")
                or "html" not in (kind or "").casefold()
            ):
                others += 1
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            body = record.content_stream().read(PAGE_LIMIT)
            inner = about.inside(str(number), about.given.over(Given(url=url)))
            try:
                yield from pages.read_html(inner, body)
            except InputError as error:
                yield Reject(inner.source, error.line, error.message)
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Reject(about.source, None, f"a web archive, broken after record {number} ({error})")
    if number == others:
        raise UnreadableError(f"a web archive without pages ({number} records)")
    about.remarks.append(f"{number - others} pages of {number} records")
