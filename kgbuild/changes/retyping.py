"""What somebody says a thing is, where the program took it for something else: remembered, and undone, beside the data.

An entry is appended, never edited; the last word on a document cluster counts. Clusters as read keep their type in
the ledger: the word is put over it whenever identity is worked out.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kgbuild.errors import UsageError
from kgbuild.ledger import RETYPED
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from kgbuild.ledger import Ledger
    from kgbuild.model import Entity


@dataclass(frozen=True, slots=True)
class Entry:
    """One word on the type of an entity's clusters; "" lets the program decide again."""

    name: str
    clusters: tuple[str, ...]
    type: str
    before: str
    because: str
    by: str


def entries(ledger: Ledger) -> list[Entry]:
    """All entries, in the order in which they were made."""
    found = json.loads(ledger.note(RETYPED) or "[]")
    return [Entry(**{**row, "clusters": tuple(row["clusters"])}) for row in found]


def retype(ledger: Ledger, entity: Entity, type_: str, *, because: str, by: str) -> Entry:
    """Say of what type an entity is ("" takes that back), in the transaction that is open.

    Raises UsageError for a type that the vocabulary does not have, or that the entity has already.
    """
    if type_ and type_ not in vocabulary().types:
        raise UsageError(f"{type_!r} is no type; known are {', '.join(sorted(vocabulary().types))}")
    if type_ == entity.type:
        raise UsageError(f"{entity.name} is of the type {type_} already")
    told = entries(ledger)
    if not type_ and not any(set(entry.clusters) & set(entity.clusters) for entry in told):
        raise UsageError(
            f"nobody has given {entity.name} another type: there is nothing to take back"
        )
    entry = Entry(entity.name, tuple(sorted(entity.clusters)), type_, entity.type, because, by)
    ledger.put_note(
        RETYPED, json.dumps([asdict(one) for one in (*told, entry)], ensure_ascii=False)
    )
    ledger.put_note("views", "")
    return entry
