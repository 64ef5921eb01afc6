"""What is compared: a record of each document cluster, with the company it keeps.

A record holds only what its own document says, so a decision never depends on what else is in the
graph, nor on the order in which documents came. `recording` makes them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kgbuild.gazetteer import country_by_iso, country_by_name
from kgbuild.names import PersonForm
from kgbuild.vocabulary import vocabulary

NONE: frozenset[str] = frozenset()
BODIES = vocabulary().below("Organization")
PLACES = vocabulary().below("Place") - vocabulary().below("Agent")


@dataclass(slots=True)
class Record:
    """One document cluster as the comparison sees it.

    `kind` is person, body, place, country or thing: records of two kinds are never one. `key` is the folded
    name, `names` all folded forms, `acronyms` those written in capitals. `bare` records can join another
    document only by an outside id. `ties` are keys of bodies that the document ties it to; `around` keys of
    named people and bodies in the document, one set for all its records, of which `own` is its own; `lands`
    ISO codes that the document names; `topic` words of the sentences about it; `staff` the records of people
    tied to a body. `size` counts the clusters that a merged profile stands for.
    """

    id: str
    document: str
    kind: str
    type: str
    name: str
    key: str
    names: frozenset[str] = NONE
    acronyms: frozenset[str] = NONE
    form: PersonForm | None = None
    country: str = ""
    gender: str = ""
    role: frozenset[str] = NONE
    ties: frozenset[str] = NONE
    around: frozenset[str] = NONE
    lands: frozenset[str] = NONE
    topic: frozenset[str] = NONE
    external: dict[str, str] = field(default_factory=dict)
    staff: frozenset[str] = NONE
    bare: bool = False
    generic: bool = False
    size: int = 1
    own: str = ""

    @property
    def company(self) -> frozenset[str]:
        """Keys of the others in the document."""
        return self.around - {self.own} if self.own else self.around

    def company_with(self, other: Record) -> frozenset[str]:
        """The company that both keep."""
        shared = self.around & other.around
        return shared - {self.own, other.own} if shared else shared


def kind_of(entity_type: str) -> str:
    """The root that a type belongs to, as far as identity goes."""
    if entity_type == "Person":
        return "person"
    if entity_type in BODIES:
        return "body"
    if entity_type == "Country":
        return "country"
    return "place" if entity_type in PLACES else f"thing:{entity_type}"


def iso_of(country: str | None) -> str:
    """A country given as ISO code or name, as ISO code; empty where unknown."""
    if not country:
        return ""
    found = country_by_iso(country) if len(country) == 2 else None
    found = found or country_by_name(country)
    return found.iso if found else ""


def company_key(record: Record) -> str:
    """What the record is in others' company; "" where it tells nothing."""
    if record.kind == "country" or (record.bare and record.kind != "body"):
        return ""
    if record.kind == "body":
        return "" if record.generic else f"body {record.key}"
    if record.kind == "person" or (record.kind == "place" and record.type != "GeoArea"):
        return f"{record.kind} {record.key}"
    return ""
