"""Which files there are to read below the paths given."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.model import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable

STDIN = "-"
SIDECAR = ".meta.json"
# Files of a page, a program or a system, which nobody means when a folder is handed in. All others
# are known by their bytes.
_SKIPPED = (
    ".png .jpg .jpeg .gif .webp .svg .ico .bmp .tif .tiff .heic .avif .mp3 .m4a .wav .ogg .flac .mp4 .mov"
    " .avi .mkv .webm .css .js .mjs .ts .map .woff .woff2 .ttf .otf .eot .py .pyc .ipynb .r .sh .bat .exe .dll"
    " .so .c .h .java .class .log .lock .ini .cfg .toml .yml .yaml .sqlite .db .bak .tmp .part .crdownload"
    " .ds_store .sha256 .md5 .sig"
)
SKIPPED = frozenset(_SKIPPED.split())


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read; `source` is its name in the graph, a path with `/`.

    `below` is how many parts of `path` belong to the source as found (its path below the folder
    given). `named` is True for a file that was named itself; `raw` holds what standard input gave.
    """

    path: Path | None
    source: str
    named: bool = True
    raw: bytes | None = None

    def risen(self) -> Input:
        """The same with one folder more in its source; itself where there is none left."""
        if self.path is None:
            return self
        parts = self.path.resolve().parent.parts
        have = self.source.count("/")
        if have >= len(parts) - 1:
            return self
        return replace(self, source=f"{parts[len(parts) - 1 - have]}/{self.source}")


@dataclass(slots=True)
class Found:
    """What `find` found: inputs in order of source, refusals, and files that are no articles by their name."""

    inputs: list[Input] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def find(paths: Iterable[str | Path]) -> Found:
    """List the inputs; raises UsageError, before anything is read, for a path that does not exist.

    Inside folders hidden files and those of SKIPPED suffixes are left out; a file that is named itself
    is always taken. Links that lead nowhere are refused, links to folders are not followed, so that a
    circle of links cannot hold us. Two files that would have one source start one folder higher each.
    """
    found = Found()
    arguments = [str(p) for p in paths]
    for argument in arguments:
        if argument != STDIN and not os.path.lexists(argument):
            raise UsageError(f"{argument}: no such file or folder")
    items: dict[Path | None, Input] = {}
    for argument in arguments:
        for item in [Input(None, STDIN)] if argument == STDIN else _below(Path(argument), found):
            items.setdefault(item.path and item.path.resolve(), item)
    found.inputs = apart(items.values())
    found.skipped.sort()
    return found


def apart(items: Iterable[Input]) -> list[Input]:
    """Inputs in order of source, no two of one source."""
    items = list(items)
    while True:
        by_source: dict[str, list[Input]] = {}
        for item in items:
            by_source.setdefault(item.source, []).append(item)
        if len(by_source) == len(items):
            return sorted(items, key=lambda i: i.source)
        risen = [i.risen() if len(by_source[i.source]) > 1 else i for i in items]
        if risen == items:  # one name in two roots of a file system: no folder tells them apart
            return sorted({i.source: i for i in reversed(items)}.values(), key=lambda i: i.source)
        items = risen


def _below(path: Path, found: Found) -> list[Input]:
    if path.is_symlink() and not path.exists():
        found.rejects.append(Reject(path.name, None, "a link that leads nowhere"))
        return []
    if not path.is_dir():
        name = path.name or path.resolve().name
        if (against := _unnamable(name)) is not None:
            found.rejects.append(against)
            return []
        return [Input(path, name)]
    items: list[Input] = []
    home = path.resolve()
    for below in _walk(path, found):
        source = below.relative_to(path).as_posix()
        if (against := _unnamable(source)) is not None:
            found.rejects.append(against)
        elif below.is_symlink() and not below.exists():
            found.rejects.append(Reject(source, None, "a link that leads nowhere"))
        elif below.is_symlink() and not below.resolve().is_relative_to(home):
            found.rejects.append(Reject(source, None, "a link that leads outside the folder"))
        elif below.name.startswith(".") or below.name.endswith(SIDECAR):
            continue
        elif below.suffix.casefold() in SKIPPED:
            found.skipped.append(source)
        elif below.is_file():
            items.append(Input(below, source, named=False))
        else:
            found.rejects.append(Reject(source, None, "no file: a pipe, a socket or a device"))
    return items


def _unnamable(source: str) -> Reject | None:
    """A refusal of a name that is not UTF-8, shown with its bytes; None for any other name."""
    if all(not "\ud800" <= letter <= "\udfff" for letter in source):
        return None
    shown = os.fsencode(source).decode("utf8", "backslashreplace")
    return Reject(shown, None, "its name is not UTF-8: rename it")


def _walk(folder: Path, found: Found) -> list[Path]:
    files: list[Path] = []

    def refuse(error: OSError) -> None:
        name = Path(error.filename or folder)
        source = name.relative_to(folder).as_posix() if name.is_relative_to(folder) else name.name
        found.rejects.append(Reject(source, None, f"cannot be opened ({error.strerror})"))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        files += [Path(here) / name for name in sorted(names)]
    return files
