"""Packed files: one compressed file, or an archive of many, opened within limits."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kgbuild.errors import InputError, UnreadableError
from kgbuild.model import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from kgbuild.model import Document
    from kgbuild.read.about import About

    Read = Callable[[About, bytes, str], Iterator[Document | Reject]]

LARGEST = 100_000_000
LARGEST_WHOLE = 400_000_000
MOST_MEMBERS = 20_000
RATIO = 300
DEEPEST = 2
CHUNK = 1 << 20
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
SHEETS = {
    "xlsx": "a spreadsheet (.xlsx): save its sheet as CSV",
    "pptx": "slides (.pptx): save their text",
}


def kind(raw: bytes) -> str:
    """What a ZIP file is: "zip", or the office document inside; raises UnreadableError for broken ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = set(archive.namelist())
            mime = b""
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mime = archive.read("mimetype")
    except (
        zipfile.BadZipFile,
        OSError,
        NotImplementedError,
        zlib.error,
        RuntimeError,
        ValueError,
    ) as error:
        raise UnreadableError(f"a ZIP archive, and broken ({error})") from None
    for name, what in OFFICE.items():
        if name in names:
            if what in SHEETS:
                raise UnreadableError(SHEETS[what])
            return what
    if b"epub" in mime:
        return "epub"
    if b"opendocument.text" in mime:
        return "odt"
    if b"opendocument" in mime:
        raise UnreadableError("an OpenDocument file that is no text: save it as CSV or text")
    return "zip"


def member(archive: zipfile.ZipFile, name: str, limit: int = LARGEST) -> bytes:
    """One member, unpacked within limits; raises UnreadableError."""
    try:
        with archive.open(name) as stream:
            return _within(stream.read, archive.getinfo(name).compress_size, limit)
    except (
        zipfile.BadZipFile,
        OSError,
        NotImplementedError,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        KeyError,
    ) as error:
        raise UnreadableError(f"{name} inside it is broken ({error})") from None
    except RuntimeError:
        raise UnreadableError(f"{name} inside it is encrypted") from None


def _within(read: Callable[[int], bytes], packed: int, limit: int = LARGEST) -> bytes:
    """All that `read` gives, unless it grows beyond the limit or like a bomb."""
    pieces: list[bytes] = []
    size = 0
    while piece := read(CHUNK):
        size += len(piece)
        if size > limit or (size > 10 * CHUNK and size > RATIO * max(packed, 1)):
            raise UnreadableError(
                f"it unpacks to more than {size // 1_000_000} MB: unpack and split it"
            )
        pieces.append(piece)
    return b"".join(pieces)


def unpacked(raw: bytes, how: str) -> bytes:
    """The one file inside gzip, bzip2, xz or zstd bytes; raises UnreadableError."""
    try:
        if how == "gzip":
            import gzip

            return _within(gzip.GzipFile(fileobj=io.BytesIO(raw)).read, len(raw))
        if how == "bzip2":
            return _within(bz2.BZ2File(io.BytesIO(raw)).read, len(raw))
        if how == "xz":
            return _within(lzma.LZMAFile(io.BytesIO(raw)).read, len(raw))
        return _zstd(raw)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
        raise UnreadableError(f"compressed ({how}), and broken ({error})") from None


def _zstd(raw: bytes) -> bytes:
    try:
        import zstandard
    except ImportError:
        raise UnreadableError("compressed (zstd): its reader comes with kgbuild[formats]") from None
    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            io.BytesIO(raw)
        ) as stream:
            return _within(stream.read, len(raw))
    except zstandard.ZstdError as error:
        raise UnreadableError(f"compressed (zstd), and broken ({error})") from None


def read_zip(about: About, raw: bytes, read: Read) -> Iterator[Document | Reject]:
    """Each file of a ZIP archive by its own reader."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = [i.filename for i in archive.infolist() if not i.is_dir()]
        yield from _members(about, names, lambda name: member(archive, name), read)


def read_tar(about: About, raw: bytes, read: Read) -> Iterator[Document | Reject]:
    """Each file of a tar archive by its own reader; links and devices are left."""
    try:
        with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
            members: dict[str, Any] = {m.name: m for m in archive if m.isfile()}

            def one(name: str) -> bytes:
                stream = archive.extractfile(members[name])
                if stream is None or members[name].size > LARGEST:
                    raise UnreadableError(
                        f"{name} inside it is larger than {LARGEST // 1_000_000} MB"
                    )
                return stream.read()

            yield from _members(about, list(members), one, read)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise UnreadableError(f"a tar archive, and broken ({error})") from None


def _members(
    about: About, names: list[str], one: Callable[[str], bytes], read: Read
) -> Iterator[Document | Reject]:
    if about.depth >= DEEPEST:
        raise UnreadableError("an archive in an archive in an archive: unpack it first")
    if len(names) > MOST_MEMBERS:
        raise UnreadableError(f"an archive of {len(names)} files: unpack it first")
    size = count = 0
    left: list[str] = []
    for name in sorted(names):
        path = PurePosixPath(name)
        if any(part.startswith((".", "__MACOSX")) for part in path.parts):
            continue
        inner = about.inside(path.as_posix())
        inner.depth += 1
        try:
            raw = one(name)
            size += len(raw)
            if size > LARGEST_WHOLE:
                raise UnreadableError(
                    f"an archive of more than {LARGEST_WHOLE // 1_000_000} MB: unpack it first"
                )
            for result in read(inner, raw, path.name):
                count += 1
                yield result
        except InputError as error:
            if size > LARGEST_WHOLE:
                yield Reject(inner.source, None, error.message)
                return
            left.append(name)
            yield Reject(inner.source, error.line, error.message)
    if not count and not left:
        raise UnreadableError("an archive without files")
    about.remarks.append(f"an archive of {len(names)} files")
