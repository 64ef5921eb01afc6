"""What a query language says badly: looks at a question's rows, of whichever store, before they are put in order.

A sift takes the rows of either twin and gives back those that answer the question, some with a further column.
It makes up no row: what it leaves out is in the raw rows of the query file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.query.sifting import evidence, money, numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kgbuild.query.parameters import Row

SIFTS: Mapping[str, Callable[[list[Row]], list[Row]]] = {
    "aid": money.aid,
    "numbers": numbers.numbers,
    "open_deals": money.open_deals,
    "repeated_copy": evidence.repeated_copy,
    "trade": money.trade,
}
"""The sifts by the name that a header gives."""
