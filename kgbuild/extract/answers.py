"""What "denied this", "confirmed it" and "rejected that" answer: the statement of the sentence before.

A pronoun that stands for no thing stands for what was said. The sentence before, of the same paragraph, where it
reports something, gives it, whatever thing the pronoun was taken for: the one thing said there, or of several the
one that speaks of who answers. Where nothing was reported, or it is not plain which, nothing is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Slot
from kgbuild.attribution.words import SAYING
from kgbuild.english import table

if TYPE_CHECKING:
    from kgbuild.annotate import Annotated, Draft

PRONOUNS = frozenset({"this", "that", "it", "so"})
ANSWERING = table("verbs")["Answering"]


def answer(drafts: list[Draft], annotated: Annotated) -> None:
    """Give each answer by a bare pronoun the statement that it answers."""
    asked = [draft for draft in drafts if _by_pronoun(draft, annotated)]
    if not asked:
        return
    starts = {t.i: at for at, sent in enumerate(annotated.doc.sents) for t in sent}
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        told.setdefault(starts[draft.head], []).append(draft)
    for draft in asked:
        at = starts[draft.head]
        said = [] if _begins_paragraph(draft, annotated) else _said(told.get(at - 1, []))
        about = [
            inner for inner in said if _who(inner, annotated) & _named(draft.subject, annotated)
        ]
        chosen = about if len(about) == 1 else said
        if len(chosen) == 1:
            draft.object = [Slot(draft=chosen[0])]


def _begins_paragraph(draft: Draft, annotated: Annotated) -> bool:
    """Whether the answer's sentence is the first of its paragraph: what "this" is stands in none before."""
    first = annotated.doc[draft.head].sent.start
    return first == 0 or "\n\n" in annotated.doc[first - 1].text_with_ws + annotated.doc[first].text


def _by_pronoun(draft: Draft, annotated: Annotated) -> bool:
    """Whether a bare pronoun is all that is answered."""
    if draft.lemma not in ANSWERING or len(draft.object) != 1 or draft.preposition:
        return False
    slot = draft.object[0]
    if slot.head is None or slot.draft is not None:
        return False
    token = annotated.doc[slot.head]
    return token.lower_ in PRONOUNS and token.pos_ in ("PRON", "DET", "ADV")


def _said(group: list[Draft]) -> list[Draft]:
    """What one sentence reports as said by somebody; nothing where two report, each their own."""
    contents = [
        [slot.draft for slot in draft.object if slot.draft is not None]
        for draft in group
        if draft.lemma in SAYING
    ]
    contents = [found for found in contents if found]
    if not contents:  # "accused N of shelling the port": told by somebody, and no object of a verb
        contents = [[draft] for draft in group if draft.speaker and draft.verbal]
    return contents[0] if len(contents) == 1 else []


def _who(draft: Draft, annotated: Annotated) -> set[str]:
    return _named([*draft.subject, *draft.object], annotated)


def _named(slots: list[Slot], annotated: Annotated) -> set[str]:
    found: set[str] = set()
    for slot in slots:
        found.update(slot.clusters)
        mention = annotated.mention_of(slot)
        if mention is not None:
            found.update(mention.clusters)
    return found
