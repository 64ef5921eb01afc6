"""What a phrase gives as the reason: "cancelled because of the storm" is the storm that CAUSED the cancelling.

Only prepositions that say nothing else; a denied act has no cause that the text tells ("not because of").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.extract.coordination import expand, slot_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgbuild.annotate import Annotated
    from kgbuild.extract.linking import Linker

CAUSES = frozenset({"due to", "because of", "as a result of", "owing to", "thanks to"})
# "in response to N", "as a result of N": the tree ties N to the noun of the phrase.
PHRASES = frozenset({("in", "response", "to"), ("as", "result", "of"), ("in", "wake", "of")})


def reasons(linker: Linker, annotated: Annotated) -> list[Draft]:
    """A draft for each phrase of reason beside a predicate that makes a claim: the cause, and what it brought about."""
    made: list[Draft] = []
    for head in annotated.doc:
        if not tree.is_predicate(head):
            continue
        effect = _effect(linker.drafts_of(head), head)
        if effect is None:
            continue
        for cause, marker in _causes_of(head):
            made += [
                _caused(noun, marker, effect, annotated) for noun in expand([cause], annotated)
            ]
    return made


def _effect(drafts: list[Draft], head: Token) -> Draft | None:
    own = [d for d in drafts if d.head == head.i and d.standing is Standing.PREDICATED]
    told = [d for d in own if d.polarity is Polarity.ASSERTED and d.extractor != "sources"]
    return max(told, key=lambda d: len(d.object), default=None)


def _causes_of(head: Token) -> list[tuple[Token, Token]]:
    """The nouns that phrases of reason name, each with the word that opens the phrase."""
    found = []
    for oblique in tree.obliques(head):
        if oblique.marker is None or (oblique.marker.i < head.i and wf.has_form(head, wf.GERUND)):
            continue
        if oblique.preposition in CAUSES:
            found.append((oblique.noun, oblique.marker))
        for inner in tree.modifiers(oblique.noun):
            if (oblique.preposition, oblique.noun.lower_, inner.preposition) in PHRASES:
                found.append((inner.noun, oblique.marker))
    return [(noun, marker) for noun, marker in found if noun.pos_ in ("NOUN", "PROPN")]


def _caused(cause: Token, marker: Token, effect: Draft, annotated: Annotated) -> Draft:
    return Draft(
        extractor="reasons",
        head=marker.i,
        trigger=(marker.i,),
        words="be reason for",
        lemma="cause",
        relation="CAUSED",
        subject=[slot_of(cause, annotated)],
        object=[Slot(draft=effect)],
        modality=effect.modality,
        hedge=effect.hedge,
        speaker=list(effect.speaker),
        quoted=effect.quoted,
        tense=effect.tense,
        confidence=0.75,
    )
