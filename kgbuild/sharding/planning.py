"""Cut inputs into shards of about equal size, the same for the same inputs."""

from __future__ import annotations

import heapq
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild import plugins, rules
from kgbuild.build.marks import mark_of, whole
from kgbuild.build.planning import options_of
from kgbuild.changes.changing import check_authority
from kgbuild.errors import ShardError, UsageError
from kgbuild.ids import content_id
from kgbuild.sharding.places import find_all, parted
from kgbuild.sharding.plans import PLAN, Plan, read_plan, write_plan
from kgbuild.vocabulary import own
from kgbuild.vocabulary.additions import read_additions
from kgbuild.watchlist import load_watchlist

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kgbuild.read.dates import Order
    from kgbuild.sharding.plans import Piece

SHARED = 1_000_000
"""Bytes of a file from which on several shards may share it."""


def plan(
    paths: str | Path | Sequence[str | Path],
    *,
    out: str | Path,
    shards: int,
    published: str | date | None = None,
    publisher: str | None = None,
    published_default: str | date | None = None,
    dates: Order = None,
    columns: Mapping[str, str] | None = None,
    pipeline: str | None = None,
    authority: str | Path | None = None,
    vocabulary: str | Path | None = None,
    extractors: Sequence[str] | None = None,
    longest: int = 300_000,
    today: date | None = None,
) -> Plan:
    """Plan the reading of `paths` (files, folders, addresses) in `shards` shards, in folder `out`.

    All else is as of `kgbuild.build`, and holds for every shard. The same plan again changes nothing. Raises
    UsageError for what does not exist, ShardError for a folder that holds another plan.
    """
    if shards < 1:
        raise UsageError("--shards must be 1 or more")
    given, options = options_of(published, publisher, published_default, dates, columns, longest)
    known = None
    if authority is not None:
        listed = check_authority(authority)
        known = listed.name, listed.read_text(encoding="utf-8-sig")
    additions = read_additions(vocabulary) if vocabulary is not None else None
    own.use(additions)
    specs = tuple(whole(spec) for spec in extractors or () if spec)
    plugins.use(specs)
    pieces, found = find_all([paths] if isinstance(paths, (str, Path)) else paths)
    made = Plan(
        folder=Path(out),
        shards=shards,
        rules=mark_of(pipeline or "", load_watchlist(authority) if authority else None),
        files=rules.of_files(),
        inputs=content_id("v", *(repr(piece) for piece in pieces)),
        given=given,
        options=options,
        today=today,
        pipeline=pipeline or "",
        extractors=specs,
        vocabulary=additions.note() if additions is not None else "",
        watchlist=known,
        rejects=tuple(found.rejects),
        skipped=tuple(found.skipped),
    )
    if (made.folder / PLAN).is_file():
        return _as_before(made)
    write_plan(made, cut(pieces, shards))
    return made


def _as_before(made: Plan) -> Plan:
    """The plan that is there already; another one is left alone, or shards that are done would be lost."""
    old = read_plan(made.folder)
    if replace(made, today=old.today) != old:  # the day only flags articles of the future
        raise ShardError(f"{made.folder}: holds another plan already; choose another folder")
    return old


def cut(pieces: Sequence[Piece], shards: int) -> list[list[Piece]]:
    """Shards of about equal size: the largest input first, each to the shard that has least.

    A file that is larger than a shard's share is read by several, every document by one of them.
    """
    share = max(SHARED, sum(piece.size for piece in pieces) // shards)
    parts: list[Piece] = []
    for piece in pieces:
        count = min(shards, -(-piece.size // share)) or 1
        parts += [parted(piece, part, count) for part in range(count)]
    found: list[list[Piece]] = [[] for _ in range(shards)]
    least = [(0, 0, number) for number in range(shards)]
    for piece in sorted(parts, key=lambda p: (-(p.size // p.parts), p.source, p.part)):
        size, count, number = heapq.heappop(least)
        found[number].append(piece)
        heapq.heappush(least, (size + piece.size // piece.parts, count + 1, number))
    return [sorted(shard, key=lambda p: (p.source, p.part)) for shard in found]
