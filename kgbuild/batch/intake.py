"""What a build reads: inputs settled, unchanged ones known by their hash, the rest read to documents."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild import ids
from kgbuild.batch.origins import Origins
from kgbuild.batch.stored import Inputs, OfFile, Stored
from kgbuild.ledger import records
from kgbuild.model import Reject
from kgbuild.read import Options, read_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from kgbuild.ledger import Ledger
    from kgbuild.model import Document
    from kgbuild.read import Found, Given, Input

    Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Intake:
    """What reading gave.

    `pending` are documents to extract with their digests; `finished` inputs with their digest and
    refusals; `gone` ids of documents that their file no longer holds. `remarks` are (file, what is
    said of it), `notes` (source, what is said of a document); `undated` counts documents without a day, `again`
    those that only other rules are new to.
    """

    pending: list[tuple[Document, str]] = field(default_factory=list)
    finished: list[tuple[Input, str, list[Reject]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: int = 0
    replaced: int = 0
    undated: int = 0
    again: int = 0
    rejects: list[Reject] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


MARK = "@"
"""In the digest of a document: after it stands what it was read by."""


def digest_of(document: Document, mark: str) -> str:
    """What a document is known by: its content, and the rules that read it."""
    content = ids.content_id("v", json.dumps(records.document_record(document)))
    return content + MARK + mark


def older(
    ledger: Ledger, mark: str, pending: Iterable[tuple[Document, str]], gone: Iterable[str]
) -> Iterator[tuple[Document, str]]:
    """Documents of the ledger that other rules read, with their new digest; but those that are read anyway or go."""
    out = {*gone, *(document.id for document, _ in pending)}
    sources = {document.source for document, _ in pending}
    found = [
        id_
        for source, (id_, digest) in ledger.digests().items()
        if digest.rpartition(MARK)[2] != mark and id_ not in out and source not in sources
    ]
    for document in ledger.documents(found) if found else ():
        yield document, digest_of(document, mark)


def take_in(
    ledger: Ledger,
    found: Found,
    given: Given,
    *,
    options: Options,
    mark: str,
    version: str,
    today: date | None = None,
    progress: Progress | None = None,
) -> tuple[Intake, Origins]:
    """Read what is new or changed; nothing is written.

    `mark` stands for the rules that documents are read by, `version` for those that make them of files, too.
    """
    known, stored, of_file = Inputs(ledger), Stored(ledger), OfFile(ledger)
    origins = Origins(ledger, of_file)
    intake = Intake(rejects=list(found.rejects), skipped=list(found.skipped))
    inputs = origins.settle(found.inputs)
    for number, item in enumerate(inputs):
        if progress:
            progress("reading", number, len(inputs))
        stamp = known.get(item.source, "")
        expected = stamp.removesuffix("@" + version) if stamp.endswith("@" + version) else None
        readings = read_input(item, given, options=options, known=expected, today=today)
        if readings is None:
            intake.unchanged += len(of_file.get(item.source, ()))
            intake.rejects += ledger.rejects(item.source)
            continue
        if readings.skipped:
            intake.skipped.append(f"{item.source}: {readings.skipped}")
            continue
        fresh = set()
        for document in readings.documents:
            fresh.add(document.source)
            digest = digest_of(document, mark)
            before = stored.get(document.source)
            if before == (document.id, digest):
                intake.unchanged += 1
                continue
            if before and before[1].partition(MARK)[0] == digest.partition(MARK)[0]:
                intake.again += 1
            intake.pending.append((document, digest))
            intake.replaced += before is not None and before[0] != document.id
            intake.undated += document.published is None
            intake.notes += [(document.source, note) for note in document.notes]
        if readings.digest and not (readings.rejects and not readings.documents):
            intake.gone += [stored[s][0] for s in of_file.get(item.source, ()) if s not in fresh]
        intake.rejects += readings.rejects
        intake.remarks += [(item.source, remark) for remark in readings.remarks]
        intake.finished.append((item, f"{readings.digest}@{version}", readings.rejects))
    return intake, origins
