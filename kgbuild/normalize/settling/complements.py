"""What a verb needs beside its arguments, kept in its words: "spent decades *documenting cuisines*".

A claim says as little as its verb without it: "was put", "is relieved", "sees a flaw", "made it easy". Whatever
stands behind the verb and is no argument, time, place or qualifier of the claim is its content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.english import table
from kgbuild.language.grammar import clauses as tree

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated, Draft

LONGEST = 40
"""Tokens of a content: what is longer is a sentence of its own."""
CLAUSES = frozenset({"open", "complement"})
# Marks of circumstances: when, why and on what condition is no complement.
CIRCUMSTANCES = table("settling")["circumstance"]


def complement_of(draft: Draft, annotated: Annotated, taken: set[int]) -> str:
    """The words of the complement that the claim lacks, "" where it lacks none.

    `taken` are tokens of what the claim says already; nothing that overlaps them is told twice.
    """
    if (
        not (draft.verbal or draft.copular)
        or draft.contents
        or (draft.verbal and draft.lemma == "be")
    ):
        return ""
    head = annotated.doc[draft.head]
    bare = draft.relation is None
    for child in [c for c in head.children if c.i > head.i and c.i not in draft.trigger]:
        if bare and _complements(child) and (words := _words(child, annotated, taken)):
            return words
    for slot in draft.object:
        if slot.head is None or slot.draft is not None or slot.clusters:
            continue
        noun = annotated.doc[slot.head]
        mention = annotated.mention_at(noun.i)
        if noun.pos_ != "NOUN" or (mention is not None and mention.kind == "name"):
            continue
        end = max(slot.end, mention.end if mention is not None else 0)
        for child in noun.children:
            plain = tree.role(child) == "reduced" and child.i == end
            if plain and (words := _words(child, annotated, taken)):
                return words
    return ""


def _complements(child: Token) -> bool:
    """Whether a word under the verb heads a complement: a clause, or a result ("back behind bars")."""
    place = tree.role(child)
    marks = set(tree.mark_words(child))
    if place in CLAUSES:
        return not marks & CIRCUMSTANCES - {"as"}
    if place == "adverbial":
        return child.i == child.head.i + 1 or "that" in marks or "as" in marks
    return False


def _words(child: Token, annotated: Annotated, taken: set[int]) -> str:
    inside = sorted(t.i for t in child.subtree)
    start, end = inside[0], inside[-1] + 1
    if end - start > LONGEST or end - start < 2 or taken & set(range(start, end)):
        return ""
    text = annotated.doc[start:end].text
    return " ".join(text.split()).strip(' ,.;:“”"')
