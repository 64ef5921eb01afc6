"""Where a name begins and ends: "Supreme Court of" before "Puerto Rico" goes on, "Tesco and" does not.

Of 169 Wikinews articles 20 had a name that the recogniser ended in "and", "of", "of the" or "in". A ship's name begins
with its "MV", a storm's with "Hurricane" or "Tropical Storm", and none holds half of a pair of brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kgbuild.annotate import places
from kgbuild.annotate.lexicon import words
from kgbuild.names import word as fold
from kgbuild.names.given import given_gender

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgbuild.annotate.nodes import Node

MADE = re.compile(r"(?:[A-Z]\.)+-[a-z]+(?:ed|made|built|led|born|run)")
"""A word of one piece that tells whose something is or where it was made ("U.S.-issued"): no name."""
SMALL = frozenset({"ADP", "CCONJ", "DET"})
BODY, PLACE = frozenset({"Organization", "ORG"}), frozenset({"Location", "GPE", "LOC"})
VESSEL, STORM = "Product", "Event"
VESSELS = words("Vessels")


def mend(doc: Doc) -> None:
    """Give names their ends: a body's goes on over "of" and a place, others lose small words; a ship's has its "MV"."""
    ents = list(doc.ents)
    kept: list[Span] = []
    changed = False
    for at, ent in enumerate(ents):
        if kept and ent.start < kept[-1].end:
            continue
        after = ents[at + 1] if at + 1 < len(ents) else None
        start, end = _ends(doc, ent, after)
        if kept and _tied(doc, kept[-1], ent):
            start = kept.pop().start  # "Norland Forces-Blue Army" is one
        while kept and start < kept[-1].end:
            kept.pop()  # "Tropical Storm" and "Barry" are one name
        if start > 0 and doc[start - 1].text in VESSELS and not doc[start - 1].ent_type_:
            start -= 1
        while end > start + 1 and doc[end - 1].pos_ in SMALL and doc[end - 1].text.islower():
            end -= 1
        if MADE.fullmatch(doc[end - 1].text) and end - start == 1:
            changed = True
            continue
        if (start, end) == (ent.start, ent.end):
            kept.append(ent)
            continue
        changed = True
        goes_on = after is not None and after.start == ent.end and after.label_ in PLACE
        if goes_on and after is not None and ent.label_ in BODY and doc[end].lower_ == "of":
            end = after.end
        kept.append(Span(doc, start, end, label=ent.label))
    if changed:
        doc.set_ents(kept)


def _storm(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A storm's name with what it is called before it: "Hurricane" + "Maria", "Tropical Storm" + "Barry"."""
    if end - start > 1 or not doc[start].text.istitle() or start == 0:
        return start, end
    before = doc[start - 1]
    if not before.text.istitle() or before.lower_ not in words("Storm"):
        return start, end
    tropical = start > 1 and doc[start - 2].text == "Tropical"
    return start - 1 - tropical, end


def _behind_month(doc: Doc, start: int, end: int, label: str) -> int:
    """Where a person's name begins that was run together with a date: "in April, Lena Aho"."""
    person = label in ("Person", "PERSON")
    dated = doc[start].lower_ in words("TimeMonths") | words("TimeWeekdays")
    return (
        start + 2 if person and dated and end - start > 2 and doc[start + 1].text == "," else start
    )


def _ends(doc: Doc, ent: Span, after: Span | None) -> tuple[int, int]:
    """Where a name begins and ends by brackets, storms, dates and lands; `after` is the next one."""
    start, end = _between_brackets(doc, *_storm(doc, ent.start, ent.end))
    start = _behind_month(doc, start, end, ent.label_)
    if after is not None and (start, end) == (ent.start, ent.end):
        end = _over_and(doc, ent, after)
    return start, end


def _over_and(doc: Doc, ent: Span, after: Span) -> int:
    """The end of one land whose name has an "and", which the recogniser took for two: "Jammu and Kashmir"."""
    if ent.label_ not in PLACE or after.label_ not in PLACE or doc[ent.end].lower_ != "and":
        return ent.end
    whole = doc[ent.start : after.end].text
    known = after.start == ent.end + 1 and (places.country(whole) or places.place_type(whole))
    return after.end if known else ent.end


def _tied(doc: Doc, left: Span, right: Span) -> bool:
    """Whether a hyphen without spaces makes one name of two bodies' names."""
    if left.label_ not in BODY or right.label_ not in BODY or right.start != left.end + 1:
        return False
    halves = doc[left.end].text == "-" and not doc[left.end].whitespace_
    return halves and len(right) > 1 and not doc[right.start].is_upper


def _between_brackets(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A name without half a pair of brackets: "Notes from Poland (NFP" ends before it, "UN) Assembly" begins behind."""
    texts = [token.text for token in doc[start:end]]
    if ")" in texts and "(" not in texts[: texts.index(")")] and texts[-1] != ")":
        start += texts.index(")") + 1
    elif "(" in texts[1:] and ")" not in texts:
        end = start + texts.index("(")
    elif "(" in texts[-1] and ")" not in texts[-1] and doc[end : end + 1].text == ")":
        end += 1  # "JD(S)": one word and a bracket to the tokeniser
    return start, end


def names_storm(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is a storm's by what it begins with ("Hurricane Maria", "Tropical Storm Barry")."""
    first = doc[start + 1] if doc[start].text == "Tropical" and end - start > 2 else doc[start]
    return end - first.i == 2 and first.lower_ in words("Storm") and doc[end - 1].text.istitle()


def names_vessel(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is a ship's by what it begins with ("MV Alan Kurdi")."""
    return end - start > 1 and doc[start].text in VESSELS


def settle_bare(nodes: list[Node]) -> None:
    """A ship or storm goes by its bare name too; where that is somebody's ("MV Alan Kurdi"), it stays a person.

    Storms are given people's names, so that a lone one is the storm unless a full name has it ("Maria Lund").
    """
    people = {
        part for n in nodes if n.name is not None and not n.name.alone for part in n.name.parts
    }
    ships = {_bare(node) for node in nodes if _is_ship(node)}
    storms = {_bare(node) for node in nodes if _is_storm(node)} - people
    for node in nodes:
        full = _is_ship(node) or _is_storm(node)
        mine = _bare(node) if full else fold(node.text)
        kind = VESSEL if mine in ships else STORM if mine in storms else ""
        if not kind or (kind == VESSEL and given_gender(mine.split(" ")[0])):
            continue
        if full:
            node.key = mine
        elif node.type in ("Person", "Topic", "Organization", "City", VESSEL):
            node.type, node.name, node.gender, node.key = kind, None, "neuter", mine


def _is_ship(node: Node) -> bool:
    return node.type == VESSEL and node.text.split()[0] in VESSELS


def _is_storm(node: Node) -> bool:
    front = node.text.split()[:-1]
    return node.type == STORM and bool(front) and front[-1].lower() in words("Storm")


def _bare(node: Node) -> str:
    parts = node.text.split()[1:]
    return fold(" ".join(parts[-1:] if _is_storm(node) else parts))
