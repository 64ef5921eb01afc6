"""What a phrase gives as the reason: "cancelled because of the storm" is the storm that CAUSED the cancelling.

Only prepositions that say nothing else; a denied act has no cause that the text tells ("not because of").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgbuild.annotate import Draft, Slot, Standing
from kgbuild.annotate.kinds import kind_of_token
from kgbuild.extract.coordination import expand, slot_of
from kgbuild.language.grammar import clauses as tree
from kgbuild.language.grammar import wordforms as wf
from kgbuild.model import MentionKind, Polarity

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
            if _elsewhere(head, marker, annotated) or marker.lower_ in effect.words.split():
                continue
            made += [
                _caused(noun, marker, effect, annotated)
                for noun in expand([cause], annotated)
                if _brings_about(noun, annotated)
            ]
    return made


def _elsewhere(head: Token, marker: Token, annotated: Annotated) -> bool:
    """Whether an event stands between: "sworn in after the resignation of X due to a scandal" tells why X resigned."""
    between = [o.noun for o in tree.obliques(head) if head.i < o.noun.i < marker.i]
    mentions = [annotated.mention_at(noun.i) for noun in between]
    return any(mention is not None and mention.type == "Event" for mention in mentions)


def _brings_about(cause: Token, annotated: Annotated) -> bool:
    """Whether the noun itself is the cause: not whoever does something ("because of buyers having time off")."""
    mention = annotated.mention_at(cause.i)
    kind = mention.type if mention is not None else kind_of_token(cause, annotated)
    named = mention is not None and mention.kind is MentionKind.NAME
    doing = any(tree.role(c) == "reduced" and wf.has_form(c, wf.GERUND) for c in cause.children)
    return not doing and (named or kind not in ("Person", "Group"))


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
