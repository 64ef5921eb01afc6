"""Claims that say the same of the same are told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgbuild.annotate import Draft, Slot


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Leave out drafts that say the same of the same; who pointed to one of them points to the first."""
    seen: dict[tuple[object, ...], Draft] = {}
    same: dict[int, Draft] = {}
    kept: list[Draft] = []
    together = {d.head: d for d in drafts if d.together}
    for draft in drafts:
        joint = together.get(draft.head)
        if joint is not None and draft.relation is None and _part_of(draft, joint):
            same[id(draft)] = joint  # what the members do together is not told of each again
            continue
        sides = tuple(
            tuple((slot.head, slot.literal, slot.clusters, id(slot.draft)) for slot in side)
            for side in (draft.subject, draft.object)
        )
        said = (draft.head, draft.relation, sides, draft.polarity, draft.modality)
        if draft.relation is not None and said in seen:
            same[id(draft)] = seen[said]
            continue
        seen[said] = draft
        kept.append(draft)
    kept = _longest_kinds(kept)
    for draft in kept:
        draft.subject, draft.object = (
            _merged(side, same) for side in (draft.subject, draft.object)
        )
    return kept


def _longest_kinds(drafts: list[Draft]) -> list[Draft]:
    """Of two kinds that one noun gives the same holder, the one told with more words."""
    best: dict[tuple[int, int | None], int] = {}
    for draft in drafts:
        if draft.relation == "IS_A" and len(draft.subject) == 1 and draft.object:
            key = (draft.head, draft.subject[0].head)
            best[key] = max(best.get(key, 0), len(draft.object[0].literal or ""))
    return [
        draft
        for draft in drafts
        if draft.relation != "IS_A"
        or len(draft.subject) != 1
        or not draft.object
        or len(draft.object[0].literal or "") == best[(draft.head, draft.subject[0].head)]
    ]


def _part_of(draft: Draft, joint: Draft) -> bool:
    """Whether the draft's subject is among those who act together in the other."""
    heads = {slot.head for slot in joint.subject}
    return bool(draft.subject) and all(slot.head in heads for slot in draft.subject)


def _merged(slots: list[Slot], same: dict[int, Draft]) -> list[Slot]:
    """Point to the draft that was kept, once."""
    found: list[Slot] = []
    for slot in slots:
        if slot.draft is not None and id(slot.draft) in same:
            slot = replace(slot, draft=same[id(slot.draft)])
        if slot.draft is None or all(other.draft is not slot.draft for other in found):
            found.append(slot)
    return found
