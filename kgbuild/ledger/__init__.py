"""The ledger: kgbuild's own tables in one graph folder, the source of truth.

One SQLite file, one transaction a command: documents, what was read in them, people's judgements, and the
views over them, which carry the generation that they were made from. Every store is a projection of it.
"""

from kgbuild.ledger.backup import backup, restore
from kgbuild.ledger.index import Index
from kgbuild.ledger.ledger import RETYPED, Ledger, Rows, name_entities, rows_of
from kgbuild.ledger.lock import writer
from kgbuild.ledger.opening import FILE
from kgbuild.ledger.tables import VERSION
from kgbuild.ledger.views import Touched

__all__ = [
    "FILE",
    "RETYPED",
    "VERSION",
    "Index",
    "Ledger",
    "Rows",
    "Touched",
    "backup",
    "name_entities",
    "restore",
    "rows_of",
    "writer",
]
