"""What a query language says badly: looks at a question's rows, of whichever store, before they are put in order.

A sift takes the rows of either twin and gives back those that answer the question, some with a further column.
It makes up no row: what it leaves out is in the raw rows of the query file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.query.sifting import (
    change,
    claims,
    evidence,
    leaders,
    money,
    numbers,
    people,
    positions,
    sense,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kgbuild.query.parameters import Row

SIFTS: Mapping[str, Callable[[list[Row]], list[Row]]] = {
    sift.__name__: sift
    for sift in (
        change.between_periods,
        people.bridges,
        people.close_circle,
        claims.conditions_and_threats,
        change.cooperation_by_month,
        claims.denials,
        claims.left_out,
        people.ended_roles,
        leaders.leaders_of_body,
        people.names_and_titles,
        change.news,
        claims.not_yet_done,
        change.order_of_events,
        positions.intentions,
        positions.own_words,
        people.in_touch,
        people.participants,
        people.posts,
        positions.promises,
        claims.refused_or_failed,
        positions.said,
        positions.side_about_side,
        positions.stances,
        positions.stance_over_time,
        claims.unnamed_or_hedged,
        people.shared_surnames,
        people.shortest_chain,
        people.who_is_who,
        people.who_met_whom,
        evidence.conflicts,
        evidence.first_report,
        evidence.repeated_copy,
        evidence.unsure_pairs,
        evidence.why,
        evidence.wording,
        money.aid,
        money.open_deals,
        money.sanctions,
        money.trade,
        numbers.numbers,
        sense.doubtful,
    )
}
"""The sifts by the name that a header gives."""


def sifted(name: str) -> str:
    """What a sift does, in its own first line; empty for none."""
    return (SIFTS[name].__doc__ or "").strip().split("\n")[0] if name else ""
