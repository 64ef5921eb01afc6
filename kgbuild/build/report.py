"""What a build did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.model import Fault, Reject


@dataclass(slots=True)
class Report:
    """What a build did. `rejects` are refused inputs and rows, old ones of unchanged files too.

    `faults` are sentences of newly built documents that an error of ours left out, with the source.
    `again` of the built are as they were, and were read by older rules; `left` still are (`again=False`).
    `replaced` of the built had another text before; `undated` of the `read` ones state no day. `remarks` are what
    is said of a file as a whole (which column was taken for what), `notes` of a document.
    """

    built: int = 0
    unchanged: int = 0
    replaced: int = 0
    again: int = 0
    left: int = 0
    removed: int = 0
    read: int = 0
    undated: int = 0
    claims: int = 0
    skipped: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    seconds: float = 0.0
