"""Claims and entities become facts and conflicts: what is told, by how many, and where they differ.

Pure and deterministic: the same claims give the same facts, in any order, and the cost is linear.
"""

from kgbuild.assemble.assembly import Assembly, Trail, assemble
from kgbuild.assemble.joining.copies import CopyIndex
from kgbuild.assemble.views import changes, conflicts, sources, timeline

__all__ = [
    "Assembly",
    "CopyIndex",
    "Trail",
    "assemble",
    "changes",
    "conflicts",
    "sources",
    "timeline",
]
