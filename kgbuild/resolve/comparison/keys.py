"""Keys that decide alone, and which records may be compared at all."""

from __future__ import annotations

from kgbuild.resolve.comparison.blocks import group_name
from kgbuild.resolve.records.record import Record
from kgbuild.resolve.records.words import ALONE, LOCAL, MANY_HOLD, ONE_HOLDS, VAGUE

# First words of a unit's name, in the order in which units of one name are taken; a mark between its parts.
NAMED, KEYED, BETWEEN = "a", "k", "\x1f"
# Offices of the state of which a country has one, though their names have a word of LOCAL.
ONE_EACH = frozenset(("security council", "state council"))
# Courts of which a country has many.
SEVERAL = frozenset(("high court", "federal court", "criminal court", "appeals court"))


def outside_key(record: Record) -> tuple[str, ...] | None:
    """What decides alone: an outside id, or an institution of which a country has one."""
    if record.kind == "country":
        iso = record.external.get("iso")
        return ("country", iso) if iso else None
    for scheme in ("authority", "wikidata", "geonames", "area"):
        if record.external.get(scheme):
            return (record.kind, scheme, record.external[scheme])
    if record.kind == "body" and record.generic and record.country and not record.bare:
        key = institution(record.key)
        if _one_each(key):
            return ("body", "institution", key, record.country)
    if record.kind == "thing:Position" and not record.bare:
        words = set(record.key.split())
        if not words & MANY_HOLD and (len(words) > 1 or words <= ONE_HOLDS):
            if record.country:
                return ("position", institution(record.key), record.country)
            if len(record.staff) == 1:
                # "Prime Minister N" of two articles that name no country: the office that N holds.
                return ("position", institution(record.key), "of", *record.staff)
    return None


def _one_each(key: str) -> bool:
    """Whether a country has one body of this name."""
    if key in ONE_EACH or " " not in key:
        return key in ONE_EACH or key in ALONE
    return key not in SEVERAL and not set(key.split()) & LOCAL


def institution(key: str) -> str:
    """The name of an office of the state: "national" adds nothing where two words are left."""
    words = [w for w in key.split() if w != "national"]
    return " ".join(words) if len(words) > 1 else key


def unit_of(record: Record) -> str:
    """What the record is looked at with first: those of its key, or of its name; "" where it stays alone.

    Units of names sort before units of keys.
    """
    key = outside_key(record)
    if key is not None:
        return BETWEEN.join((KEYED, *key))
    if joinable(record):
        return BETWEEN.join((NAMED, record.kind, group_name(record)))
    return ""


def joinable(record: Record) -> bool:
    """Whether a record may join another document's by comparison at all."""
    if record.bare or not record.key:
        return False
    if record.kind.startswith("thing"):
        # A position needs its country: see outside_key. Groups are nobody twice.
        return record.type not in ("Group", "Position") and not all(
            w in VAGUE for w in record.key.split()
        )
    return record.kind in ("person", "body", "place")
