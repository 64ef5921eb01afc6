"""The tables that a change is followed by, filled from one assembly of all claims."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgbuild.assemble.assembly import ROUNDS
from kgbuild.assemble.context import known_as, roles_of
from kgbuild.increment.cells import Figures, cells_of, packed
from kgbuild.increment.objections import rows_of
from kgbuild.increment.sources import Leans
from kgbuild.ledger import records
from kgbuild.ledger.near import Near
from kgbuild.project import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kgbuild.assemble.assembly import Trail
    from kgbuild.ledger import Ledger
    from kgbuild.model import Claim, Document, Judgement


def key(claim: Claim) -> str:
    """What says the same relation of the same things."""
    return key_of(claim.relation, claim.subject, claim.object)


def fill(
    ledger: Ledger,
    trail: Trail,
    documents: Sequence[Document],
    judgements: Iterable[Judgement],
) -> None:
    """Replace what the tables hold by what an assembly of all claims went by."""
    context, coarse, objections, lean = trail.context, trail.coarse, trail.objections, trail.lean
    assert context is not None and coarse is not None
    assert objections is not None and lean is not None
    near = Near(ledger.connection)
    near.empty()
    claims = list(context.claims.values())
    near.put_states(context.states)
    near.call((), (row for entity in context.entities.values() for row in known_as(entity)))
    near.put_roles((), ((c.id, role) for c in claims for role in roles_of(c, context)))
    told = Figures.of(claims, context)

    def rows() -> Iterator[tuple[str, bytes, set[int]]]:
        for claim in claims:
            cells = cells_of(claim, context, coarse, told, key)
            yield claim.id, packed(cells), cells

    near.put_cells(rows())
    near.put_lent((), _lent(trail))
    last = trail.facts[-1]
    near.put_early(
        (),
        (
            (claim, number, fact)
            for number in range(ROUNDS - 1)
            for claim, fact in trail.facts[number].items()
            if last[claim] != fact
        ),
    )
    near.put_objections(rows_of(objections.rows))
    Leans(ledger).fill(documents, lean)
    near.put_judged((j.id, j.left, j.right) for j in judgements)


def _lent(trail: Trail) -> Iterator[tuple[str, int, object]]:
    for number in range(ROUNDS - 1):
        for claim, time in sorted(trail.times[number].items()):
            yield claim, number, records.time_record(time)


def by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by their documents."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document].append(claim)
    return found
