"""Who says that something must be done calls for it: a claim beside the statement.

"X said that Y must do Z" is X STATED and, by the relation's own definition (an agent says that something
should happen or is needed), X CALLED_FOR what must be done. Since this reads a call into his words, it is
given to the speaker himself, as necessary: found by a query, never a plain edge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot
from kgbuild.attribution import Stance, reporting
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated


def called_for(drafts: list[Draft], annotated: Annotated) -> list[Draft]:
    """A draft for each statement in the text whose content is told as necessary."""
    found: list[Draft] = []
    for draft in drafts:
        if draft.polarity is Polarity.NEGATED or draft.modality is not Modality.ACTUAL:
            continue
        if reporting().stance("verb", draft.lemma, "that") is not Stance.SAYS:
            continue
        inner = [s.draft for s in draft.object if s.draft is not None]
        for content in inner[:1]:
            if content.modality is Modality.NECESSARY and content.polarity is Polarity.ASSERTED:
                slot = _act(content, draft, annotated)
                if slot is not None:
                    found.append(_call(draft, slot))
    return found


def _act(content: Draft, statement: Draft, annotated: Annotated) -> Slot | None:
    """The words of what must be done, from the verb to the end of its clause; with its subject where that is a noun.

    "The forest should be opened": whoever says so calls for the forest to be opened, not for anything to be. What
    somebody is told to do ("told Kern to leave") is asked of him, and that claim says so.
    """
    verb = annotated.doc[content.head]
    told = verb.head.i == statement.head and "to" in tree.mark_words(verb)
    if not tree.is_verb(verb) or told or _was_forced(verb, annotated):
        return None
    top = verb.head if _needs(verb) else verb  # "said efforts needed to be made"
    nouns = [t for t in tree.subjects(top) if t.pos_ in ("NOUN", "PROPN") and t.i < verb.i]
    top = top if nouns else verb
    first = min((t.left_edge.i for t in nouns), default=verb.i)
    inside = [t.i for t in top.subtree if t.i >= first]
    start, end = min(inside), max(inside) + 1
    while end > start + 1 and annotated.doc[end - 1].is_punct:
        end -= 1
    text = " ".join(annotated.doc[start:end].text.split())
    return Slot(start=start, end=end, literal=text) if len(text.split()) > 1 else None


def _needs(verb: Token) -> bool:
    """Whether "need" or "have" governs the act: "needs to leave", "have to leave"."""
    return tree.role(verb) == "open" and verb.head.lemma_ in ("need", "have")


def _was_forced(verb: Token, annotated: Annotated) -> bool:
    """ "“I had to sell the shop,” she said": what was done of need is called for by nobody."""
    quote = annotated.quote_at(verb.i)
    direct = quote is not None and quote.direct
    return direct and _needs(verb) and wf.has_form(verb.head, wf.PAST)


def _call(statement: Draft, act: Slot) -> Draft:
    return Draft(
        extractor="necessity",
        head=statement.head,
        trigger=statement.trigger,
        words=f"{statement.lemma} that must",
        lemma="call",
        subject=list(statement.subject),
        object=[act],
        relation="CALLED_FOR",
        modality=Modality.NECESSARY,
        speaker=[*statement.speaker, *statement.subject],
        quoted=statement.quoted,
        tense=statement.tense,
        times=list(statement.times),
        confidence=0.65,
        notes=["beside:statement"],
    )
