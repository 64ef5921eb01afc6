"""Facts and conflicts follow a change: what it reaches is worked out again and written as a difference."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgbuild.assemble.assembly import ROUNDS
from kgbuild.assemble.joining.coarse import Coarse
from kgbuild.assemble.joining.facts import make_fact
from kgbuild.increment.cells import Figures, cells_of, packed, unpacked
from kgbuild.increment.fill import key
from kgbuild.increment.lookup import Lookup
from kgbuild.increment.objections import Asked, Facts, read_objection
from kgbuild.increment.rounds import Regrouped, Rounds
from kgbuild.increment.sources import Leans
from kgbuild.increment.touch import Touch, touched_by
from kgbuild.ledger import Index, records
from kgbuild.ledger.index import number_of
from kgbuild.model import EntityArg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Fact, TimeSpan


@dataclass(slots=True)
class Followed:
    """What was looked at: the graph as it is now, and the claims that are new or read otherwise.

    `cells` are all cells that such claims, and those that are gone, were or are in.
    """

    lookup: Lookup
    touch: Touch
    claims: set[str] = field(default_factory=set)
    cells: set[int] = field(default_factory=set)


def follow(ledger: Ledger, came: set[str], went: set[str]) -> Followed:
    """Bring facts, conflicts and all tables that rest on them up to the ledger's claims.

    Identity is up to date, and `ledger.touched` tells what of it has changed. In the transaction that is open.
    """
    lookup = Lookup(ledger)
    touch = touched_by(lookup, ledger.touched, came, went)
    coarse = Coarse(lookup.context)
    found = Rounds(lookup, coarse, touch).run()
    facts, before = found.facts[-1], found.before[-1]
    members = {claim.id: claim for group in found.groups for claim in group}
    fresh = {*touch.claims, *found.retimed}
    turned = fresh | {claim for claim, fact in facts.items() if before.get(claim) != fact}
    gone_facts = {*before.values(), *touch.facts.values()} - {"", *facts.values()}
    cells = _put_cells(lookup, coarse, touch, members, fresh, turned)
    _put_claims(ledger, lookup, touch, members, facts, turned)
    _put_rounds(lookup, touch, found)
    groups = {facts[g[0].id]: g for g in found.groups if any(c.id in turned for c in g)}
    fact_of = Facts(lookup, facts, touch.gone)
    asked = Asked(lookup, coarse, groups, fact_of, turned | touch.gone, gone_facts, cells)
    conflicts, gone_conflicts, judged = asked.run()
    leans = Leans(ledger)
    moved = leans.follow(came, went)
    again = _again(lookup, groups, fact_of, judged - touch.gone, moved - came)
    told = {**groups, **again}
    ledger.change_facts(
        times=_times(lookup, found),
        retimed={*found.times[-1], *touch.gone},
        facts=_facts(lookup, told, leans),
        gone_facts=gone_facts,
        conflicts=conflicts,
        gone_conflicts=gone_conflicts,
    )
    return Followed(lookup, touch, turned, cells)


def _put_cells(
    lookup: Lookup,
    coarse: Coarse,
    touch: Touch,
    members: dict[str, Claim],
    fresh: set[str],
    turned: set[str],
) -> set[int]:
    """Note the cells of claims that are read otherwise; returns all that the turned ones were and are in."""
    near = lookup.near
    numbers = {number_of(id_): id_ for id_ in (*turned, *touch.gone)}
    held = {number: unpacked(data) for number, data in near.cells(numbers).items()}
    cells = {number for own in held.values() for number in own}
    changed = fresh | touch.gone
    near.drop_cells({n: own for n, own in held.items() if numbers[n] in changed})
    claims = [members[id_] for id_ in sorted(fresh)]
    figured = {c.document for c in claims if "figure" in c.qualifiers}
    told = Figures.of(lookup.of_documents(figured), lookup.context)
    rows = []
    for claim in claims:
        own = cells_of(claim, lookup.context, coarse, told, key)
        rows.append((claim.id, packed(own), own))
        cells |= own
    near.put_cells(rows)
    return cells


def _put_claims(
    ledger: Ledger,
    lookup: Lookup,
    touch: Touch,
    members: dict[str, Claim],
    facts: dict[str, str],
    turned: set[str],
) -> None:
    index = Index(ledger.connection)
    rows = (
        (id_, members[id_].document, facts[id_], list(taken(members[id_])))
        for id_ in sorted(turned)
    )
    index.replace(rows, gone=touch.gone)


def taken(claim: Claim) -> Iterator[str]:
    """Entities that take part in a claim, the place included."""
    yield from (a.entity for a in (*claim.subject, *claim.object) if isinstance(a, EntityArg))
    yield from claim.place


def _put_rounds(lookup: Lookup, touch: Touch, found: Regrouped) -> None:
    """Note the times and facts of earlier rounds, where they are others than a claim's own, and the last."""
    claims = {c.id: c for c in lookup.claims.load(sorted(found.times[-1]))}
    lookup.near.put_lent(
        {*found.times[-1], *touch.gone},
        [
            (id_, number, records.time_record(time))
            for number in range(ROUNDS - 1)
            for id_, time in _all_times(lookup, found, number).items()
            if time != claims[id_].time
        ],
    )
    lookup.near.put_early({*found.facts[-1], *touch.gone}, list(found.early()))


def _all_times(lookup: Lookup, found: Regrouped, number: int) -> dict[str, TimeSpan | None]:
    """Times in a round of all claims of documents that were dated again, in this round or later."""
    own = found.times[number]
    late = [id_ for id_ in found.times[-1] if id_ not in own]
    return {**lookup.times(number, late), **own}


def _times(lookup: Lookup, found: Regrouped) -> Iterator[tuple[str, object]]:
    """Last times that are not the claims' own, of documents that were dated again."""
    for claim in lookup.claims.load(sorted(found.times[-1])):
        time = found.times[-1][claim.id]
        if time != claim.time:
            yield claim.id, records.time_record(time)


def _again(
    lookup: Lookup,
    groups: dict[str, list[Claim]],
    fact_of: Facts,
    judged: set[str],
    moved: set[str],
) -> dict[str, list[Claim]]:
    """Facts whose claims are as they were, and that conflicts or sources show otherwise now."""
    fact_of.load(judged)
    wanted = {fact for claim in judged if (fact := fact_of.get(claim))}
    leaning = {fact for fact in lookup.near.placed(documents=moved).values() if fact}
    wanted -= groups.keys()
    leaning -= groups.keys() | wanted
    told = lookup.ledger.facts(sorted(wanted))
    told += [f for f in lookup.ledger.facts(sorted(leaning)) if len(f.documents) > 1]
    claims = lookup.dated(lookup.claims.load(sorted({c for f in told for c in f.claims})))
    known = {claim.id: claim for claim in claims}
    return {fact.id: [known[c] for c in fact.claims] for fact in told}


def _facts(lookup: Lookup, told: dict[str, list[Claim]], leans: Leans) -> Iterator[Fact]:
    """The facts of groups of claims."""
    ids = [claim.id for group in told.values() for claim in group]
    against: dict[str, set[str]] = defaultdict(set)
    for record in lookup.near.objections(claims=ids).values():
        row = read_objection(record)
        against["implausible"].update(row.implausible)
        against["denied"].update(row.denied)
        against["disputed"].update(row.disputed)
    lookup.documents.load({c.document for group in told.values() for c in group})
    for id_ in sorted(told):
        yield make_fact(
            told[id_],
            lookup.context,
            leans.leaning,
            implausible=against["implausible"],
            denied=against["denied"],
            disputed=against["disputed"],
        )
