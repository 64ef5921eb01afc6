"""The views follow a change by index: what its claims touch is worked out again, all else keeps its row.

A claim lies in *cells* (`cells`): numbers that two claims share where one may matter to the other. `touch` finds
the claims whose names are read otherwise since, `rounds` puts the claims of their cells together again,
`objections` asks each rule on conflicts about the neighbourhoods that this reaches, `sources` follows what
documents lean on, and `part` loads as much of the graph as the store's changed nodes are made of.
"""

from kgbuild.increment.fill import fill
from kgbuild.increment.follow import Followed, follow
from kgbuild.increment.part import facts_of, part_of
from kgbuild.increment.whole import every_part
from kgbuild.project import Part

__all__ = ["Followed", "Part", "every_part", "facts_of", "fill", "follow", "part_of"]
