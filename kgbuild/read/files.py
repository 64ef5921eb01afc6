"""Which files there are to read below the paths given."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.model import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable

STDIN = "-"
SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read; `source` is its path below the argument given, with `/`."""

    path: Path | None
    source: str


@dataclass(slots=True)
class Found:
    """What `find` found: inputs in order of source, refusals, and files of unknown suffixes."""

    inputs: list[Input] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def find(paths: Iterable[str | Path], suffixes: Iterable[str]) -> Found:
    """List the inputs; raises UsageError, before anything is read, for a path that does not exist.

    Inside folders, files of other suffixes and hidden files are skipped and counted; a file that is
    named itself is always taken, and refused later if it cannot be read. Links that lead nowhere are
    refused, links to folders are not followed, so that a circle of links cannot hold us.
    """
    known = frozenset(suffixes)
    found = Found()
    seen: dict[str, Path | None] = {}
    arguments = [str(p) for p in paths]
    for argument in arguments:
        if argument != STDIN and not os.path.lexists(argument):
            raise UsageError(f"{argument}: no such file or folder")
    for argument in arguments:
        if argument == STDIN:
            _add(found, seen, Input(None, "stdin"))
            continue
        path = Path(argument)
        if path.is_dir():
            for below in _walk(path, found):
                source = below.relative_to(path).as_posix()
                if below.is_symlink() and not below.exists():
                    found.rejects.append(Reject(source, None, "a link that leads nowhere"))
                elif below.name.startswith(".") or below.name.endswith(SIDECAR):
                    continue
                elif below.suffix.casefold() in known:
                    _add(found, seen, Input(below, source))
                else:
                    found.skipped.append(source)
        elif path.is_symlink() and not path.exists():
            found.rejects.append(Reject(path.name, None, "a link that leads nowhere"))
        else:
            _add(found, seen, Input(path, path.name))
    found.inputs.sort(key=lambda i: i.source)
    found.skipped.sort()
    return found


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


def _add(found: Found, seen: dict[str, Path | None], item: Input) -> None:
    if item.source not in seen:
        seen[item.source] = item.path
        found.inputs.append(item)
        return
    first = seen[item.source]
    same = first is not None and item.path is not None and first.samefile(item.path)
    if not same and item.path is not None:
        reason = f"another input is named {item.source} too ({first}); give their common folder"
        found.rejects.append(Reject(item.source, None, reason))
