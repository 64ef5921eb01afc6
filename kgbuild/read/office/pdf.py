"""PDF by pdfminer.six: columns in reading order, running heads and page numbers left out.

Lines stay lines (they are read over later); a paragraph that goes on in the next column or page is one.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UnreadableError
from kgbuild.model import Reject
from kgbuild.read.plain import text as plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.model import Document
    from kgbuild.read.about import About

MAXIMUM = 50_000_000
MOST_PAGES = 400
UNPACKED = 300_000_000
STREAM = re.compile(rb"stream\r?\n")
EDGE = 0.09
FEWEST_LETTERS = 40


def read_pdf(about: About, raw: bytes) -> Iterator[Document | Reject]:
    """One document a PDF; scanned, encrypted and broken ones are refused by name."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
        from pdfminer.psexceptions import PSException
    except ImportError:
        raise UnreadableError("a PDF: its reader comes with kgbuild[formats]") from None
    if len(raw) > MAXIMUM:
        raise UnreadableError(f"a PDF larger than {MAXIMUM // 1_000_000} MB")
    _refuse_bomb(raw)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages: list[list[_Box]] = []
    broken = ""
    try:
        for page in extract_pages(io.BytesIO(raw), maxpages=MOST_PAGES, laparams=LAParams()):
            pages.append(_boxes(page))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise UnreadableError("an encrypted PDF: save it without its password") from None
    except (
        PSException,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        AssertionError,
        zlib.error,
        OSError,
    ) as error:
        broken = f"a PDF, broken after page {len(pages)} ({type(error).__name__})"
    cut = "a PDF, and cut off at its end" if b"%%EOF" not in raw[-2048:] else ""
    text = _text(pages)
    if not text.strip():
        if broken or cut:
            raise UnreadableError(cut or broken)
        raise UnreadableError(
            "a scanned PDF, pictures of pages without text: run OCR over it first"
        )
    if len(text) < FEWEST_LETTERS * len(pages):
        about.notes = (*about.notes, "a PDF with little text: pages may be scanned")
    yield plain.document(about, text)
    if broken or cut:
        yield Reject(about.source, None, cut or broken)
    if len(pages) == MOST_PAGES:
        about.remarks.append(f"only the first {MOST_PAGES} pages were read")


class _Box:
    """A block of text on a page: its lines, and whether it stands at the page's upper or lower edge."""

    __slots__ = ("edge", "lines")

    def __init__(self, lines: list[str], edge: bool) -> None:
        self.lines, self.edge = lines, edge


def _boxes(page: Any) -> list[_Box]:
    found = []
    height = page.height or 1
    for item in page:
        if not hasattr(item, "get_text"):
            continue
        lines = [" ".join(line.split()) for line in item.get_text().splitlines() if line.strip()]
        edge = item.y0 > (1 - EDGE) * height or item.y1 < EDGE * height
        if lines:
            found.append(_Box(lines, edge))
    return found


def _text(pages: list[list[_Box]]) -> str:
    """The pages' blocks in order, without what repeats at their edges."""
    edges = Counter(
        _shape(b) for page in pages for b in {_shape(b): b for b in page if b.edge}.values()
    )
    pieces: list[str] = []
    for page in pages:
        for box in page:
            shape = _shape(box)
            if box.edge and (
                edges[shape] > max(1, len(pages) // 3)
                or re.fullmatch(r"\W*(?:page )?#( of #| ?/ ?#)?\W*", shape)
            ):
                continue
            words = "\n".join(box.lines)
            goes_on = bool(pieces) and pieces[-1][-1] not in ".!?:”\"'" and words[0].islower()
            pieces.append(("\n" if goes_on else "\n\n") + words if pieces else words)
    return "".join(pieces)


def _shape(box: _Box) -> str:
    """A block's words with its figures alike, so that page numbers do not tell running heads apart."""
    return re.sub(r"\d+", "#", " ".join(box.lines).casefold())


def _refuse_bomb(raw: bytes) -> None:
    """Streams that unpack to more than all its pages could hold."""
    size = 0
    for found in STREAM.finditer(raw):
        unpack = zlib.decompressobj()
        try:
            piece = unpack.decompress(raw[found.end() : found.end() + MAXIMUM], UNPACKED - size + 1)
        except zlib.error:
            continue
        size += len(piece)
        if size > UNPACKED:
            raise UnreadableError(f"a PDF that unpacks to more than {UNPACKED // 1_000_000} MB")
