"""What a plug-in hands over: one small value for each kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kgbuild.model import Document, Reject, Snapshot


class Extractor(NamedTuple):
    """One way of saying things: its name, the function that finds it, and a sentence that has it.

    `read` takes a `kgbuild.annotate.Annotated` and gives a list of `kgbuild.annotate.Draft`.
    """

    name: str
    read: Callable[[Any], list[Any]]
    example: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: `recognises` looks at a file's bytes and name, `read` makes documents of them.

    `read` takes a `kgbuild.read.About` and the bytes, and gives documents and rejects. Plug-ins are asked before our
    own readers, in the order of their names.
    """

    name: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[Any, bytes], Iterator[Document | Reject]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format to write: `write` takes a snapshot and a path, and gives the files it wrote."""

    name: str
    write: Callable[[Snapshot, Path], list[Path]]


@dataclass(frozen=True, slots=True)
class Store:
    """A server or file to load into: `load` takes a snapshot and an address, and says what it did.

    `opened` gives a store that answers (`language`, `run`) for an address; without it, nothing can be asked.
    """

    name: str
    load: Callable[[Snapshot, str], str]
    opened: Callable[[str], Any] | None = None
