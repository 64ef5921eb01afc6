"""Inputs wherever they lie: paths, and addresses that fsspec knows (s3://, gs://, https:// …)."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kgbuild.errors import UsageError
from kgbuild.read import Found, Input, find
from kgbuild.read.files import SIDECAR, SKIPPED, STDIN, apart
from kgbuild.sharding.plans import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)


def find_all(paths: Sequence[str | Path]) -> tuple[list[Piece], Found]:
    """The inputs below paths and addresses, in order of their names, and what was found beside them.

    Names are those of `kgbuild build` for the same paths. Raises UsageError for what does not exist.
    """
    if STDIN in map(str, paths):
        raise UsageError("shards are read from files, not from standard input")
    remote = [str(path) for path in paths if ADDRESS.match(str(path))]
    local = [path for path in paths if not ADDRESS.match(str(path))]
    found = find(local)
    sizes: dict[Path | None, tuple[str, int]] = {}
    for item in found.inputs:
        assert item.path is not None  # standard input was refused
        whole = item.path.resolve()
        sizes[item.path] = str(whole), whole.stat().st_size
    inputs = list(found.inputs)
    for address in remote:
        for item, place, size in _below(address, found):
            inputs.append(item)
            sizes[item.path] = place, size
    pieces = []
    for item in apart(inputs):
        place, size = sizes[item.path]
        pieces.append(Piece(place, item.source, item.named, size))
    return pieces, found


def _below(address: str, found: Found) -> Iterator[tuple[Input, str, int]]:
    """The files below an address as inputs, with their own addresses and sizes."""
    files, home = _opened(address)
    try:
        if files.isfile(home):
            listed = {home: files.info(home)}
            top = home.rpartition("/")[0]
        else:
            listed = files.find(home, detail=True)
            top = home.rstrip("/")
    except OSError as error:
        raise UsageError(f"{address}: cannot be listed ({error})") from None
    if not listed:
        raise UsageError(f"{address}: no such file or folder")
    named = list(listed) == [home]
    for path, told in sorted(listed.items()):
        source = path.removeprefix(top).lstrip("/")
        name = PurePosixPath(source)
        if not named and (
            any(part.startswith(".") for part in name.parts) or name.name.endswith(SIDECAR)
        ):
            continue
        if not named and name.suffix.casefold() in SKIPPED:
            found.skipped.append(source)
            continue
        place = files.unstrip_protocol(path)
        yield Input(Path(place), source, named), place, int(told.get("size") or 0)


def _opened(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError(
            f"{address}: needs fsspec, which is not installed; the extra [shards] brings it"
        ) from None
    try:
        files, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise UsageError(f"{address}: {error}") from None
    return files, path


@contextmanager
def fetched(piece: Piece) -> Iterator[Input]:
    """An input to be read here: a path as it is, what lies at an address as a file for the while, with its sidecar.

    What cannot be fetched comes as a file that is not there: its reading says so, and the others go on.
    """
    if not ADDRESS.match(piece.place):
        yield Input(Path(piece.place), piece.source, piece.named)
        return
    files, path = _opened(piece.place)
    with TemporaryDirectory(prefix="kgbuild-") as folder:
        here = Path(folder) / PurePosixPath(path).name
        item = Input(here, piece.source, piece.named)
        _fetch(files, path, here)
        for name in _sidecars(path):
            if _there(files, name):
                _fetch(files, name, Path(folder) / PurePosixPath(name).name)
        yield item


def _sidecars(path: str) -> Iterable[str]:
    whole = PurePosixPath(path)
    return str(whole) + SIDECAR, str(whole.with_suffix("")) + SIDECAR


def _there(files: Any, path: str) -> bool:
    try:
        return bool(files.isfile(path))
    except OSError:
        return False


def _fetch(files: Any, path: str, here: Path) -> None:
    try:
        files.get_file(path, os.fspath(here))
    except OSError:
        here.unlink(missing_ok=True)


def parted(piece: Piece, part: int, parts: int) -> Piece:
    """One part of an input that several shards share."""
    return replace(piece, part=part, parts=parts)
