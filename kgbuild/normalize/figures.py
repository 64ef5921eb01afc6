"""Figures of a draft: arguments that are sums, percentages and measures, and heads that are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate.kinds import VALUE, kind_of_token, measured
from kgbuild.language.figures import CURRENCIES, PERCENT, figure_of
from kgbuild.vocabulary import vocabulary

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft, Slot

COUNTED = frozenset({"Person", "Group", "Product", "Organization", "Facility"})


def figures(draft: Draft, annotated: Annotated) -> Draft:
    """Make figures of the arguments that are figures, and note how many the object counts."""
    for slot in [*draft.object, *draft.obliques]:
        _measure(slot, annotated)
    table = vocabulary()
    row = table.relations.get(draft.relation or "")
    for slots in (draft.object, draft.subject if table.has(draft.relation, "crowd") else []):
        for slot in slots:
            if slot.head is None or slot.value is not None:
                continue
            token = annotated.doc[slot.head]
            found = figure_of(token)
            if found is None or kind_of_token(token, annotated) not in COUNTED:
                continue
            name = row.counts if row is not None and row.counts else "number"
            draft.qualifiers.setdefault(name, found.value)
    return draft


def _measure(slot: Slot, annotated: Annotated) -> None:
    if slot.head is None or slot.clusters or slot.draft is not None:
        return
    token = annotated.doc[slot.head]
    lemma = token.lemma_.lower()
    money = lemma in CURRENCIES or token.lower_ in CURRENCIES
    kind = kind_of_token(token, annotated)
    if not (
        money or lemma in PERCENT or kind in (VALUE, "Measure") or token.pos_ in ("NUM", "SYM")
    ):
        return
    if any(time.start <= token.i < time.end for time in annotated.times):
        return
    if annotated.mention_at(token.i) is not None and kind not in (VALUE, "Measure"):
        return
    found = measured(token)
    if found is not None:
        slot.value, slot.unit = found.value, found.unit
