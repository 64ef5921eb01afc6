"""Where a name ends: never at a small word. "Supreme Court of" before "Puerto Rico" goes on, "Tesco and" does not.

Of 169 Wikinews articles 20 had a name that the recogniser ended in "and", "of", "of the" or "in".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from kgbuild.names import word as fold
from kgbuild.names.given import given_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node

SMALL = frozenset({"ADP", "CCONJ", "DET"})
BODY, PLACE = frozenset({"Organization", "ORG"}), frozenset({"Location", "GPE", "LOC"})
VESSEL = "Product"
VESSELS = frozenset(
    {"MV", "M/V", "HMS", "USS", "RMS", "USNS", "USCGC", "HMAS", "HMCS", "HMNZS", "KRI"}
)
"""What the names of ships and boats begin with, in capitals; SS, MS and INS are too many other things."""


def mend(doc: Doc) -> None:
    """Give names their ends: a body's goes on over "of" and a place, others lose small words; a ship's has its "MV"."""
    ents = list(doc.ents)
    kept: list[Span] = []
    changed = False
    for at, ent in enumerate(ents):
        if kept and ent.start < kept[-1].end:
            continue
        start, end = ent.start, ent.end
        if start > 0 and doc[start - 1].text in VESSELS and not doc[start - 1].ent_type_:
            start -= 1
        while end > ent.start + 1 and doc[end - 1].pos_ in SMALL and doc[end - 1].text.islower():
            end -= 1
        if (start, end) == (ent.start, ent.end):
            kept.append(ent)
            continue
        changed = True
        after = ents[at + 1] if at + 1 < len(ents) else None
        goes_on = after is not None and after.start == ent.end and after.label_ in PLACE
        if goes_on and after is not None and ent.label_ in BODY and doc[end].lower_ == "of":
            end = after.end
        kept.append(Span(doc, start, end, label=ent.label))
    if changed:
        doc.set_ents(kept)


def names_vessel(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is a ship's by what it begins with ("MV Alan Kurdi")."""
    return end - start > 1 and doc[start].text in VESSELS


def settle_vessels(nodes: list[Node]) -> None:
    """A ship goes by its bare name too; where that is somebody's ("MV Alan Kurdi"), the bare name stays a person."""
    bare = {_bare(node) for node in nodes if node.text.split()[0] in VESSELS}
    for node in nodes:
        ship = node.text.split()[0] in VESSELS and node.type == VESSEL
        mine = _bare(node) if ship else fold(node.text)
        if mine not in bare or given_gender(mine.split(" ")[0]):
            continue
        if ship:
            node.key = mine
        elif node.type in ("Person", "Topic", "Organization", VESSEL):
            node.type, node.name, node.gender, node.key = VESSEL, None, "neuter", mine


def _bare(node: Node) -> str:
    return fold(" ".join(node.text.split()[1:]))
