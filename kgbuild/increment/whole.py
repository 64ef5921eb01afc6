"""A whole graph, part by part: for a store that is filled anew, of a graph that nobody holds whole."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kgbuild.increment.lookup import Lookup
from kgbuild.increment.part import Loader, leaving
from kgbuild.ledger import Index
from kgbuild.project import Part, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kgbuild.ledger import Ledger

DOCUMENTS = 100
"""Documents of one part, with their claims and facts."""
MENTIONS = 10_000
"""Mentions of the entities of one part, at least."""
ROWS = 2_000
"""Conflicts or judgements of one part, at least."""


def every_part(ledger: Ledger, told: Callable[[int], None] | None = None) -> Iterator[Part]:
    """Every node of the graph once; a name's node comes once, and its links with each document.

    The views are up to date, and nobody is left out of them. `told` is called with the number of documents done.
    """
    ids = [
        id_ for (id_,) in ledger.connection.execute("SELECT document FROM held ORDER BY document")
    ]
    for start in range(0, len(ids), DOCUMENTS):
        if told:
            told(start)
        yield _of_documents(ledger, set(ids[start : start + DOCUMENTS]))
    weighed = ledger.connection.execute("SELECT id, count FROM entities ORDER BY id").fetchall()
    index = Index(ledger.connection)
    for some in _portions(weighed, MENTIONS):
        only = Wanted(entities=set(some), names=set(some))
        links = leaving(index, only)
        part = Loader(ledger, Lookup(ledger)).part(only)
        part.leaving = links
        yield part
    conflicts = ledger.connection.execute("SELECT id, 1 FROM conflicts ORDER BY id").fetchall()
    for some in _portions(conflicts, ROWS):
        yield Loader(ledger, Lookup(ledger)).part(Wanted(conflicts=set(some)))
    yield from _judgements(ledger)


def _portions(rows: Iterable[tuple[str, int]], most: int) -> Iterator[list[str]]:
    """Ids in portions of this weight."""
    portion: list[str] = []
    weight = 0
    for id_, own in rows:
        portion.append(id_)
        weight += own
        if weight >= most:
            yield portion
            portion, weight = [], 0
    if portion:
        yield portion


def _of_documents(ledger: Ledger, ids: set[str]) -> Part:
    """Documents with their sentences, claims, and the facts that they are the first documents of."""
    lookup = Lookup(ledger)
    placed = lookup.near.placed(documents=ids)
    facts = ledger.facts(sorted({fact for fact in placed.values() if fact}))
    own = {fact.id for fact in facts if min(fact.documents) in ids}
    only = Wanted(facts=own, claims=set(placed), documents=ids, sentences=ids, seen=ids)
    return Loader(ledger, lookup).part(only, [fact for fact in facts if fact.id not in own])


def _judgements(ledger: Ledger) -> Iterator[Part]:
    """All judgements on one pair of clusters are in one part; people's stand in every part, and are wanted once."""
    people = {judgement.id for judgement in ledger.judgements()}
    rows = ledger.connection.execute("SELECT cluster, judgement FROM reasons ORDER BY cluster")
    by_cluster = groupby(rows.fetchall(), key=lambda row: row[0])
    portion: set[str] = set(people)
    for _, some in by_cluster:
        portion.update(judgement for _, judgement in some)
        if len(portion) >= ROWS:
            yield Loader(ledger, Lookup(ledger)).part(Wanted(judgements=portion))
            portion = set()
    yield Loader(ledger, Lookup(ledger)).part(Wanted(judgements=portion))
