"""What a build has to read: inputs that are new or changed, and documents that older rules read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kgbuild import plugins, rules
from kgbuild.batch.intake import older, take_in
from kgbuild.build.marks import mark_of, whole
from kgbuild.build.report import Report
from kgbuild.changes.changing import use_vocabulary, watchlist_of
from kgbuild.changes.partial import READ_BY
from kgbuild.errors import KgbuildError, UsageError
from kgbuild.read import Given, Options, parse_date
from kgbuild.vocabulary import own
from kgbuild.watchlist import load_watchlist

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from kgbuild.batch.intake import Intake
    from kgbuild.batch.origins import Origins
    from kgbuild.ledger import Ledger
    from kgbuild.model import Document
    from kgbuild.read import Found
    from kgbuild.read.dates import Order
    from kgbuild.watchlist import Watchlist

    Progress = Callable[[str, int, int], None]

PIPELINE = "pipeline"
"""What the ledger calls the spaCy pipeline that its documents are read by; "" is ours."""
EXTRACTORS = "extractors"
"""What the ledger calls the extractors of one's own that it is read with, as JSON."""


@dataclass(frozen=True, slots=True)
class Means:
    """By what a build reads: the pipeline, known names, a vocabulary and extractors of one's own, and their mark."""

    pipeline: str
    known: Watchlist | None
    additions: own.Additions | None
    extractors: tuple[str, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents to be read, with their digests, and what is known of the inputs that hold them."""

    pending: list[tuple[Document, str]]
    intake: Intake
    origins: Origins
    report: Report


def means_of(
    ledger: Ledger,
    *,
    pipeline: str | None,
    authority: str | Path | None,
    additions: own.Additions | None,
    extractors: Sequence[str] | None,
) -> Means:
    """By what this build reads: what is given, else what the graph keeps; made ready in this process."""
    if additions is None:
        use_vocabulary(ledger)
    else:
        own.use(additions)
    pipeline = ledger.note(PIPELINE) if pipeline is None else pipeline
    known = watchlist_of(ledger) if authority is None else load_watchlist(authority)
    specs = _extractors(ledger, extractors)
    return Means(pipeline, known, additions, specs, mark_of(pipeline, known))


def plan(
    ledger: Ledger,
    found: Found,
    given: Given,
    options: Options,
    means: Means,
    *,
    again: bool,
    today: date | None,
    progress: Progress | None,
) -> Plan:
    """Read the inputs, and say which documents are to be extracted."""
    version = f"{means.mark}:{rules.of_files()[2:14]}"
    intake, origins = take_in(
        ledger,
        found,
        given,
        options=options,
        mark=means.mark,
        version=version,
        today=today,
        progress=progress,
    )
    fresh = intake.pending
    stale = _stale(ledger, means.mark, fresh, intake.gone)
    report = Report(
        unchanged=intake.unchanged,
        replaced=intake.replaced,
        again=intake.again + (len(stale) if again else 0),
        left=0 if again else len(stale),
        read=len(fresh),
        undated=intake.undated,
        skipped=intake.skipped,
        rejects=list(intake.rejects),
        remarks=intake.remarks,
        notes=[*plugins.told(), *intake.notes],
    )
    return Plan([*fresh, *(stale if again else ())], intake, origins, report)


def options_of(
    published: str | date | None,
    publisher: str | None,
    published_default: str | date | None,
    dates: Order,
    columns: Mapping[str, str] | None,
    longest: int,
) -> tuple[Given, Options]:
    """What holds for all inputs, and how they are read; raises UsageError for what is no date."""
    day = _date(published, "--published", dates)
    options = Options(
        dates=dates,
        columns=tuple(sorted((columns or {}).items())),
        default=_date(published_default, "--published-default", dates),
        longest=longest,
    )
    return Given(published=day, publisher=publisher, basis="given" if day else None), options


def _date(value: str | date | None, option: str, order: Order) -> date | None:
    if isinstance(value, str):
        try:
            return parse_date(value, order)
        except KgbuildError as error:
            raise UsageError(f"{option}: {error}") from None
    return value


def _extractors(ledger: Ledger, given: Sequence[str] | None) -> tuple[str, ...]:
    """The extractors of one's own that this build reads with, made ready: those given, else those kept."""
    kept = tuple(json.loads(ledger.note(EXTRACTORS) or "[]"))
    specs = kept if given is None else tuple(whole(spec) for spec in given if spec)
    plugins.use(specs)
    return specs


def _stale(
    ledger: Ledger, mark: str, pending: list[tuple[Document, str]], gone: list[str]
) -> list[tuple[Document, str]]:
    """Documents that older rules read and that are not read anyway; a look at one note where there are none."""
    if ledger.note(READ_BY) == f"{mark}:0":
        return []
    return list(older(ledger, mark, pending, gone))
