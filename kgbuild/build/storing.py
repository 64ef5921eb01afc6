"""Results into the ledger, with what is remembered of the inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kgbuild.build.planning import EXTRACTORS, PIPELINE
from kgbuild.changes.changing import CAME, keep_vocabulary
from kgbuild.changes.partial import READ_BY
from kgbuild.model import Reject

if TYPE_CHECKING:
    from kgbuild.batch import spool
    from kgbuild.batch.intake import Intake
    from kgbuild.build.planning import Means, Plan
    from kgbuild.build.report import Report
    from kgbuild.ledger import Ledger
    from kgbuild.model import Document

KEPT_ROWS = 1000


def store(
    ledger: Ledger, work: spool.Spool, planned: Plan, means: Means, lost: list[Reject]
) -> None:
    """Put the results into the ledger, take out what is gone, and remember by what and from where it was read."""
    report, intake = planned.report, planned.intake
    ledger.put_note(PIPELINE, means.pipeline)
    ledger.put_note(EXTRACTORS, json.dumps(means.extractors) if means.extractors else "")
    ledger.put_note(READ_BY, f"{means.mark}:{report.left}")
    if means.additions is not None:
        keep_vocabulary(ledger, means.additions)
    failed = lost + _ingest(ledger, work, planned.pending, report)
    _note_what_came(ledger, planned.pending, failed)
    report.removed = ledger.remove_documents(intake.gone) if intake.gone else 0
    planned.origins.keep(item for item, _, _ in intake.finished)
    _settle_inputs(ledger, intake, failed, report)


def _ingest(
    ledger: Ledger, work: spool.Spool, pending: list[tuple[Document, str]], report: Report
) -> list[Reject]:
    """Put the results of all pending documents into the ledger; returns those that were refused."""
    failed = []
    for result in work.results(digest for _, digest in pending):
        if result.rows is None:
            failed.append(Reject(result.source, None, result.reject))
            continue
        ledger.put_rows(result.rows, result.digest)
        report.faults += [(result.source, fault) for fault in result.rows.told_faults()]
        report.built += 1
        report.claims += len(result.rows.claims)
    return failed


def _settle_inputs(ledger: Ledger, intake: Intake, failed: list[Reject], report: Report) -> None:
    """Remember each input that was read, with its digest and what of it was refused."""
    for item, digest, rejects in intake.finished:
        source = item.source
        broken = [r for r in failed if r.source == source or r.source.startswith(source + "#")]
        report.rejects += broken
        # What was refused whole is read again next time: it may have been mended elsewhere.
        rows = few(source, [*rejects, *broken])
        ledger.put_input(source, "" if broken else digest, rows)


def _note_what_came(
    ledger: Ledger, pending: list[tuple[Document, str]], failed: list[Reject]
) -> None:
    """Remember the documents of this build, for `kgbuild news`; a build that brings none changes nothing."""
    lost = {reject.source for reject in failed}
    brought = sorted({document.id for document, _ in pending if document.source not in lost})
    if brought:
        ledger.put_note(CAME, json.dumps(brought))


def few(source: str, rejects: list[Reject]) -> list[Reject]:
    """What the ledger remembers of a file's bad rows: the first `KEPT_ROWS`, and how many more."""
    if len(rejects) <= KEPT_ROWS:
        return rejects
    more = Reject(source, None, f"{len(rejects) - KEPT_ROWS} more rows like these")
    return [*rejects[:KEPT_ROWS], more]
