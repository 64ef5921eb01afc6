"""The table of formats, and the reading of one input."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import InputError, UnreadableError
from kgbuild.model import Document, Reject
from kgbuild.read import pages, rows
from kgbuild.read import text as plain
from kgbuild.read.files import SIDECAR
from kgbuild.read.metadata import Given, from_sidecar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from kgbuild.read.files import Input

Reader = "Callable[[str, bytes, Given, date | None], Iterator[Document | Reject]]"


def read_plain(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """Plain text: the whole file is one article."""
    yield plain.document(source, plain.decode(raw), given, today=today)


def refuse_pdf(
    source: str, raw: bytes, given: Given, today: date | None
) -> Iterator[Document | Reject]:
    """PDF is refused with a plain message until its reader comes."""
    if raw.startswith(b"%PDF-") and b"%%EOF" not in raw[-2048:]:
        raise UnreadableError("a PDF, and cut off; reading PDF is not built yet: save it as text")
    raise UnreadableError("a PDF; reading PDF is not built yet: save it as text")
    yield  # pragma: no cover


READERS: Mapping[str, Callable[[str, bytes, Given, date | None], Iterator[Document | Reject]]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": pages.read_markdown,
    ".markdown": pages.read_markdown,
    ".html": pages.read_html,
    ".htm": pages.read_html,
    ".xhtml": pages.read_html,
    ".jsonl": rows.read_jsonl,
    ".ndjson": rows.read_jsonl,
    ".csv": rows.read_csv,
    ".pdf": refuse_pdf,
}


@dataclass(slots=True)
class Readings:
    """What one input gave; `digest` covers its bytes, its sidecar's, and the metadata given."""

    source: str
    digest: str
    documents: list[Document] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)


def load(item: Input) -> tuple[bytes, bytes | None]:
    """The bytes of an input and of its sidecar (None without one); raises UnreadableError."""
    try:
        if item.path is None:
            return sys.stdin.buffer.read(), None
        raw = item.path.read_bytes()
        for name in (item.path.name + SIDECAR, item.path.stem + SIDECAR):
            sidecar = item.path.with_name(name)
            if sidecar.is_file():
                return raw, sidecar.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror})") from None
    return raw, None


def digest(raw: bytes, sidecar: bytes | None, given: Given) -> str:
    """What an unchanged input is known by."""
    whole = hashlib.sha256()
    for part in (raw, sidecar or b"", repr(given).encode("utf8")):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def read_input(
    item: Input, given: Given, *, known: str | None = None, today: date | None = None
) -> Readings | None:
    """Read one input; None when its digest is `known` already. Never raises for bad input."""
    try:
        raw, sidecar = load(item)
    except UnreadableError as error:
        return Readings(item.source, "", rejects=[Reject(item.source, error.line, error.message)])
    readings = Readings(item.source, digest(raw, sidecar, given))
    if readings.digest == known:
        return None
    suffix = Path(item.source).suffix.casefold() if item.path is not None else ".txt"
    reader = READERS.get(suffix, read_plain)
    try:
        outside = given.over(from_sidecar(sidecar)) if sidecar is not None else given
        seen: dict[str, int] = {}
        for result in reader(item.source, raw, outside, today):
            if isinstance(result, Reject):
                readings.rejects.append(result)
            elif result.source in seen:
                readings.rejects.append(
                    Reject(
                        item.source, None, f"two rows are named {result.source}; the first is kept"
                    )
                )
            else:
                seen[result.source] = 1
                readings.documents.append(result)
    except InputError as error:
        readings.rejects.append(Reject(item.source, error.line, error.message))
    return readings
