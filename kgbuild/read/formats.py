"""The table of formats, and the reading of one input."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import plugins
from kgbuild.errors import InputError, UnreadableError
from kgbuild.model import Document, Reject
from kgbuild.read import archives, sniff
from kgbuild.read.about import About, Given, Options
from kgbuild.read.files import SIDECAR
from kgbuild.read.markup import bundles, feeds, mail, newsxml, pages, sgml, warcs, wikis
from kgbuild.read.metadata import from_sidecar
from kgbuild.read.office import pdf, rtf, zipped
from kgbuild.read.records import jsons, tables

if TYPE_CHECKING:
    from datetime import date

    from kgbuild.read.files import Input

Reader = Callable[[About, bytes], Iterator[Document | Reject]]

# What `sniff` calls a format -> its reader. docs/inputs.md is tested against this table.
READERS: dict[str, Reader] = {
    "text": bundles.read_plain,
    "markdown": pages.read_markdown,
    "html": pages.read_html,
    "json": jsons.read_json,
    "csv": tables.read_csv,
    "parquet": tables.read_parquet,
    "feed": feeds.read_feed,
    "mediawiki": wikis.read_wiki,
    "newsxml": newsxml.read_xml,
    "sgml": sgml.read_sgml,
    "trec": sgml.read_sgml,
    "mail": mail.read_mail,
    "mbox": mail.read_box,
    "warc": warcs.read_warc,
    "pdf": pdf.read_pdf,
    "docx": zipped.read_docx,
    "odt": zipped.read_odt,
    "epub": zipped.read_epub,
    "rtf": rtf.read_rtf,
}
PACKED = ("gzip", "bzip2", "xz", "zstd")
LARGEST = 200_000_000


@dataclass(slots=True)
class Readings:
    """What one input gave; `digest` covers its bytes, its sidecar's, and the metadata given.

    `skipped` says what a file is that nobody means as an article (a picture in a folder); `remarks` are
    what should be said of the file as a whole.
    """

    source: str
    digest: str
    documents: list[Document] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    skipped: str = ""
    remarks: list[str] = field(default_factory=list)


def load(item: Input) -> tuple[bytes, bytes | None]:
    """The bytes of an input and of its sidecar (None without one); raises UnreadableError."""
    try:
        if item.path is None:
            return (item.raw if item.raw is not None else sys.stdin.buffer.read()), None
        if item.path.stat().st_size > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: split it")
        with item.path.open("rb") as data:
            raw = data.read(LARGEST + 1)  # a device has no size and no end
        if len(raw) > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: split it")
        for name in (item.path.name + SIDECAR, item.path.stem + SIDECAR):
            sidecar = item.path.with_name(name)
            with suppress(OSError):  # a name so long that no sidecar's name is possible
                if sidecar.is_file():
                    return raw, sidecar.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror})") from None
    return raw, None


def digest(raw: bytes, sidecar: bytes | None, given: Given, options: Options) -> str:
    """What an unchanged input is known by."""
    whole = hashlib.sha256()
    for part in (raw, sidecar or b"", repr(given).encode("utf8"), repr(options).encode("utf8")):
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()


def read_bytes(about: About, raw: bytes, name: str) -> Iterator[Document | Reject]:
    """The documents in some bytes, whatever they are; `name` is that of the file."""
    for reader in plugins.loaded("readers"):
        try:
            mine = bool(reader.recognises(raw, name))
            found = list(reader.read(about, raw)) if mine else []
        except InputError:
            raise
        except Exception as error:  # somebody else's code: it costs this file
            raise UnreadableError(
                f"plug-in {reader.name}: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
            ) from None
        if mine:
            yield from found
            return
    kind = sniff.sniff(raw, name)
    depth = 0
    while kind in PACKED:
        depth += 1
        if depth > archives.DEEPEST:
            raise UnreadableError("packed more than twice: unpack it first")
        raw = archives.unpacked(raw, kind)
        name = name.rpartition(".")[0] or name
        kind = sniff.sniff(raw, name)
    if kind == "zip":
        kind = archives.kind(raw)
    if kind == "zip":
        yield from archives.read_zip(about, raw, read_bytes)
    elif kind == "tar":
        yield from archives.read_tar(about, raw, read_bytes)
    else:
        yield from READERS[kind](about, raw)


def read_input(
    item: Input,
    given: Given,
    *,
    options: Options | None = None,
    known: str | None = None,
    today: date | None = None,
) -> Readings | None:
    """Read one input; None when its digest is `known` already. Never raises for bad input."""
    options = options or Options()
    try:
        raw, sidecar = load(item)
    except UnreadableError as error:
        return Readings(item.source, "", rejects=[Reject(item.source, error.line, error.message)])
    readings = Readings(item.source, digest(raw, sidecar, given, options))
    if readings.digest == known:
        return None
    about = About(item.source, given, options, today, readings.remarks)
    name = item.path.name if item.path is not None else ""
    try:
        if sidecar is not None:
            about.given = given.over(from_sidecar(sidecar, options.dates))
        seen: set[str] = set()
        for result in read_bytes(about, raw, name):
            _put(readings, result, seen)
        if not readings.documents and not readings.rejects:
            raise UnreadableError("nothing to read in it")
    except sniff.NoArticles as error:
        if item.named:
            readings.rejects.append(Reject(item.source, error.line, error.message))
        else:
            readings.skipped = error.message
    except InputError as error:
        readings.rejects.append(Reject(item.source, error.line, error.message))
    except Exception as error:  # no file ends the reading of the others
        if os.environ.get("KGBUILD_RAISE") and _is_ours(error):
            raise
        readings.rejects.append(Reject(item.source, None, _fault(error)))
    return readings


def _is_ours(error: Exception) -> bool:
    """Whether our own code broke, not a library on damaged bytes."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = trace.tb_frame.f_code.co_filename if trace is not None else ""
    return Path(where).is_relative_to(Path(__file__).parent)


def _fault(error: Exception) -> str:
    said = " ".join(str(error).split())[:80]
    if _is_ours(error):
        return f"internal error, please report it ({type(error).__name__}: {said})"
    return f"damaged, or not what it looks like ({type(error).__name__}: {said})"


def _put(readings: Readings, result: Document | Reject, seen: set[str]) -> None:
    if isinstance(result, Reject):
        readings.rejects.append(result)
    elif result.source in seen:
        reason = f"two rows are named {result.source}; the first is kept"
        readings.rejects.append(Reject(readings.source, None, reason))
    else:
        seen.add(result.source)
        readings.documents.append(result)
