"""Blocks: which records are worth comparing, so that nobody is compared with everybody.

People share a block by the consonants of one name part and the initial of the other, in either
order; bodies, places and things by their name or acronym.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kgbuild.names import PersonForm, skeleton
from kgbuild.names.bodies import initials_of as initials
from kgbuild.names.likeness import base_name
from kgbuild.resolve.records.record import Record

# A key that more distinct names share than this says nothing; exact names still meet.
CROWD = 1500


@lru_cache(maxsize=1 << 17)
def person_keys(form: PersonForm) -> tuple[str, ...]:
    """Block keys of a full name."""
    given = base_name(form.given)
    keys = [f"whole {form.whole}"]
    for one, two in ((form.family, given), (given, form.family)):
        if len(one) > 1:
            keys += [f"{skeleton(one)}/{two[:1]}", f"{skeleton(one)}/{skeleton(two)[:1]}"]
    for other in form.others:
        keys.append(f"{skeleton(form.family)}/{other[:1]}")
    return tuple(dict.fromkeys(keys))


def body_keys(record: Record) -> Iterable[str]:
    """Block keys of a body: its names, its acronyms, and the acronym that its name would have."""
    for name in record.names:
        yield f"name {name}"
    for short in record.acronyms:
        yield f"short {short}"
    if not record.acronyms:
        for short in initials(record.name):
            yield f"short {short}"


def group_name(record: Record) -> str:
    """The name under which a record meets others of its kind.

    A person's middle names are part of it here: they can tell people apart.
    """
    if record.form is None:
        return record.key
    name = " ".join((record.form.given, *record.form.others, record.form.family))
    return name + " e" if record.form.eastern else name


def form_of_name(name: str) -> PersonForm:
    """The form that a person's `group_name` was made from."""
    words = name.split(" ")
    eastern = words[-1] == "e" and len(words) > 2
    if eastern:
        words.pop()
    return PersonForm(words[0], words[-1], tuple(words[1:-1]), eastern)


def name_groups(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Records of one kind by name, so that names are compared once for all their bearers."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        groups[group_name(record)].append(record)
    return dict(groups)


def block_keys(bearers: Sequence[Record]) -> set[str]:
    """Block keys of a name, from the records that bear it."""
    first = bearers[0]
    if first.form is not None:
        return set(person_keys(first.form))
    if first.kind == "body":
        return {key for record in bearers for key in body_keys(record)}
    return set()


def block_index(groups: Mapping[str, Sequence[Record]]) -> dict[str, set[str]]:
    """Block key -> the names that share it."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for name, members in groups.items():
        for key in block_keys(members):
            blocks[key].add(name)
    return blocks


def meeting_names(blocks: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """Pairs of different names that share a block."""
    pairs: set[tuple[str, str]] = set()
    for names in blocks.values():
        if 1 < len(names) <= CROWD:
            ordered = sorted(names)
            pairs.update((a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
    return pairs
